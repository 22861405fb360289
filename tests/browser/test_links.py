"""Addresses: a link opens at its record, back and forward work, an unknown one is told."""

import pytest

from tests.browser.chromium import painted, wait
from tests.browser.held import Held
from tests.browser.report_page import ReportPage
from tests.machine import needs

pytestmark = needs("chromium")

_VIEWS = {
    "figure": ("v_figures", "figure_id"),
    "indicator": ("v_indicators", "indicator_id"),
    "project": ("v_projects", "project_id"),
    "mention": ("v_entities", "mention_id"),
    "heading": ("v_headings", "heading_id"),
    "box": ("v_boxes", "box_id"),
    "box_item": ("v_box_items", "box_item_id"),
    "finding": ("v_findings", "finding_id"),
    "block": ("v_blocks", "block_id"),
}
_KINDS = {
    "figure": "数据",
    "indicator": "指标",
    "project": "项目",
    "mention": "名称",
    "heading": "标题",
    "box": "专栏",
    "box_item": "专栏条目",
    "finding": "疑点",
    "block": "段落",
}


def _last(held: Held, kind: str) -> str:
    """The last record of a kind: it stands where nothing was drawn yet."""
    view, key = _VIEWS[kind]
    more = " AND use = 'used'" if kind == "block" else ""
    (number,) = held.row(f"SELECT max({key}) FROM {view} WHERE is_current{more}")
    return f"{kind}-{number}"


def assert_opened(page: ReportPage, reference: str) -> None:
    kind = reference.rpartition("-")[0]
    assert page.inspector().kind == _KINDS[kind]
    assert page.inspector().fields["记录"] == reference.replace(f"{kind}-", f"{kind}:")
    assert page.shown == "document"
    place = ".here" if kind != "block" else f"#{reference}"
    wait(page.driver, lambda: page.is_in_view(f"#document {place}"), f"the words of {reference}")


@pytest.mark.parametrize("kind", list(_VIEWS))
def test_a_link_opens_at_its_record(sample: ReportPage, sample_plan: Held, kind: str) -> None:
    reference = _last(sample_plan, kind)
    sample.open(reference)
    assert_opened(sample, reference)


def test_a_changed_address_shows_another_record(hostile: ReportPage, hostile_plan: Held) -> None:
    hostile.open()
    for kind in _VIEWS:
        hostile.ask("location.hash = arguments[0]", _last(hostile_plan, kind))
        painted(hostile.driver)
        assert_opened(hostile, _last(hostile_plan, kind))


def test_back_and_forward_go_through_what_was_seen(hostile: ReportPage, hostile_plan: Held) -> None:
    indicator, box = _last(hostile_plan, "indicator"), _last(hostile_plan, "box")
    hostile.open().click_mark(box)
    hostile.click_mark(indicator)
    hostile.tab("findings")
    hostile.driver.back()
    assert_opened(hostile, indicator)
    hostile.driver.back()
    assert_opened(hostile, box)
    hostile.driver.forward()
    assert_opened(hostile, indicator)
    hostile.driver.back()
    hostile.driver.back()
    assert (hostile.address, hostile.shown) == ("", "document")
    assert hostile.lit() == set()
    assert not hostile.one("#inspector").is_displayed()
    assert "点选" in hostile.one(".layers").text


def test_back_from_a_section_leads_to_the_document(hostile: ReportPage) -> None:
    hostile.open().tab("overview")
    hostile.tab("changes")
    hostile.driver.back()
    assert hostile.shown == "overview"
    hostile.driver.back()
    assert hostile.shown == "document"


def test_characters_of_a_paragraph_have_an_address(sample: ReportPage, sample_plan: Held) -> None:
    query = (
        "SELECT block_id, substr(text, 4, 5) FROM v_blocks WHERE is_current AND kind = 'paragraph' AND"
        " length(text) > 60 LIMIT 1"
    )
    block, quote = sample_plan.row(query)
    sample.open(f"block-{block}:3-8")
    shown = "return Array.from(CSS.highlights.get('place') || [], String).join('')"
    assert sample.ask(shown) == quote
    assert sample.is_in_view(f"#block-{block}")
    sample.press("j")
    assert sample.ask(shown) == ""


@pytest.mark.parametrize("unknown", ["figure-99999999", "finding-99999999", "block-99999999", "mention-0"])
def test_an_unknown_address_says_so(hostile: ReportPage, unknown: str) -> None:
    hostile.open(unknown)
    assert hostile.one("#inspector h2").text == hostile.told == f"本报告中没有 {unknown}"
    hostile.click("#close")
    assert not hostile.one("#inspector").is_displayed()
    assert "点选" in hostile.one(".layers").text


def test_an_unknown_address_leaves_no_highlight_of_the_last_record(
    hostile: ReportPage, hostile_plan: Held
) -> None:
    hostile.open(_last(hostile_plan, "box"))
    hostile.ask("location.hash = 'figure-99999999'")
    wait(hostile.driver, lambda: "99999999" in hostile.one("#inspector h2").text, "that it is not there")
    assert hostile.lit() == set()


@pytest.mark.parametrize(
    "nonsense",
    ["%E0%A4%A", "figure", "figure-", "figure-1x", "tab-nowhere", "constructor-1", "<script>", "block-1:9-3"],
)
def test_an_address_that_means_nothing_breaks_nothing(hostile: ReportPage, nonsense: str) -> None:
    hostile.open(nonsense)
    assert hostile.shown == "document"
    hostile.press("j")
    assert hostile.inspector().position.startswith("1 / ")


def test_the_table_of_contents_leads_to_the_headings(sample: ReportPage, sample_plan: Held) -> None:
    sample.open()
    stored = sample_plan.rows("SELECT heading_id FROM v_headings WHERE is_current ORDER BY block_id")
    entries = sample.leads_to("#outline li.of-heading > a")
    assert entries == [f"heading-{number}" for (number,) in stored]
    sample.click(f'#outline a[href="#{entries[-1]}"]')
    assert_opened(sample, entries[-1])


def test_what_is_folded_is_opened_for_a_place_in_it(sample: ReportPage, sample_plan: Held) -> None:
    (block,) = sample_plan.row(
        "SELECT block_id FROM v_blocks WHERE is_current AND kind = 'toc' AND text <> '' LIMIT 1"
    )
    sample.open()
    assert not sample.one(f"#block-{block}").is_displayed()
    sample.open(f"block-{block}")
    assert sample.is_in_view(f"#block-{block}")
    assert "toc" not in sample.inspector().fields["原因"], "the reason is told in words"
