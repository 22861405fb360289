"""The list of all facts: search, filters and their numbers as SQL over the views counts them; previous and
next walk along what is left."""

import csv
from collections import Counter
from collections.abc import Iterable

from selenium.webdriver import Keys

from models.view_keys import VIEW_OF_RECORD
from tests.browser.chromium import resize
from tests.browser.held import Held
from tests.browser.report_page import ReportPage
from tests.browser.test_tables import saved
from tests.machine import needs

pytestmark = needs("chromium")

_BODIES = (
    "(SELECT group_concat(name, x'0a') FROM v_project_bodies b WHERE f.owner_kind = 'project' AND"
    " b.project_id = f.owner_id)"
)


_BEHIND = ("mention", "heading", "document")


def _column(held: Held, sql: str) -> list[str]:
    return [str(value) for (value,) in held.rows(sql)]


def _counts(held: Held, column: str, source: str) -> dict[str, int]:
    return dict(Counter(_column(held, f"SELECT {column} FROM {source} AND {column} IS NOT NULL")))


def _added(counted: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counted:
        total.update(one)
    return dict(total)


def _open(page: ReportPage) -> ReportPage:
    page.open().tab("facts")
    return page


def test_the_numbers_of_all_filters_are_those_of_the_views(sample: ReportPage, sample_plan: Held) -> None:
    _open(sample).click("#facts-more")
    numbers = {
        kind: len(_column(sample_plan, f"SELECT 1 FROM {view} WHERE is_current"))
        for kind, view in VIEW_OF_RECORD.items()
    }
    assert sample.facet("kind") == {kind: number for kind, number in numbers.items() if number}
    assert sample.count() == sum(numbers.values())
    assert sample.facet("label") == _counts(sample_plan, "label", "v_entities WHERE is_current")
    for facet, column in (("origin", "origin"), ("mood", "kind")):
        assert sample.facet(facet) == _counts(sample_plan, column, "v_figures WHERE is_current")
    periods = (
        _counts(sample_plan, "period", "v_figures WHERE is_current"),
        _counts(sample_plan, "period_raw", "v_projects WHERE is_current"),
    )
    assert sample.facet("period") == _added(periods)
    units = (
        _counts(sample_plan, "unit", f"{view} WHERE is_current") for view in ("v_figures", "v_indicators")
    )
    assert sample.facet("unit") == _added(units)
    of_projects = "(SELECT DISTINCT project_id, name FROM v_project_bodies WHERE is_current) WHERE 1"
    of_figures = """(SELECT DISTINCT f.figure_id, b.name FROM v_figures f
        JOIN v_project_bodies b ON b.project_id = f.owner_id
        WHERE f.owner_kind = 'project' AND f.is_current) WHERE 1"""
    assert sample.facet("body") == _added(
        (_counts(sample_plan, "name", of_projects), _counts(sample_plan, "name", of_figures))
    )


def test_filters_narrow_and_combine(sample: ReportPage, sample_plan: Held) -> None:
    _open(sample)
    chosen = "v_figures WHERE is_current AND origin = 'narrative'"
    sample.choose("origin", "narrative")
    assert sample.count() == len(_column(sample_plan, f"SELECT 1 FROM {chosen}"))
    sample.choose("mood", "target")
    assert sample.count() == len(_column(sample_plan, f"SELECT 1 FROM {chosen} AND kind = 'target'"))
    assert sample.facet("unit") == _counts(sample_plan, "unit", f"{chosen} AND kind = 'target'")
    assert sample.facet("mood") == _counts(sample_plan, "kind", chosen), (
        "what other choices of the same filter would leave"
    )
    sample.choose("mood", "status")
    either = f"{chosen} AND kind IN ('target', 'status')"
    assert sample.count() == len(_column(sample_plan, f"SELECT 1 FROM {either}"))
    sample.choose("unit", "%")
    assert sample.listed() == [
        f"figure-{one}"
        for one in _column(
            sample_plan, f"SELECT figure_id FROM {either} AND unit = '%' ORDER BY block_id, char_start"
        )
    ]
    sample.click("#facts-clear")
    numbers = sample.facet("kind")
    assert sample.count() == sum(number for kind, number in numbers.items() if kind not in _BEHIND)


def test_search_finds_what_sql_finds(sample: ReportPage, sample_plan: Held) -> None:
    _open(sample)
    for words in ("数字经济", "12", "市", "5G基站", "数字 平台"):
        assert sample.search(words) > 0
        assert_found(sample, sample_plan, words)


def assert_found(page: ReportPage, held: Held, words: str) -> None:
    """The list holds the figures and headings that have all words in their name, value, quote, headings or
    bodies."""
    for kind, columns, source in (
        ("figure", ("subject", "metric", "raw", "quote", "heading_path", _BODIES), "v_figures f"),
        ("heading", ("label", "title", "path"), "v_headings"),
    ):
        told = " || '|' || ".join(f"COALESCE({column}, '')" for column in columns)
        wanted = " AND ".join(f"({told}) LIKE '%{word}%'" for word in words.split())
        assert page.facet("kind").get(kind, 0) == len(
            _column(held, f"SELECT 1 FROM {source} WHERE is_current AND {wanted}")
        )


def test_full_width_and_capitals_make_no_difference(sample: ReportPage) -> None:
    _open(sample)
    assert sample.search("5g基站") == sample.search("５Ｇ基站") > 0


def test_what_was_found_is_marked_in_every_row(sample: ReportPage) -> None:
    _open(sample)
    assert 0 < sample.search("工业互联网") < 100
    marked = sample.ask(
        "return Array.from(document.querySelectorAll('#facts-table tbody tr'), (row) =>"
        " row.querySelector('mark')?.textContent)"
    )
    assert set(marked) == {"工业互联网"}


def test_a_search_without_result_says_so(sample: ReportPage) -> None:
    _open(sample)
    assert sample.search("此处无银三百两") == 0
    assert sample.one("#facts-table tbody").text == "没有符合条件的记录。"
    assert sample.search("<b>") == 0
    assert sample.search("(a|b)*\\") == 0


def test_previous_and_next_follow_the_filtered_list(sample: ReportPage) -> None:
    _open(sample)
    sample.choose("kind", "indicator")
    listed = sample.listed()
    sample.click(f'#facts-table a[href="#{listed[0]}"]')
    assert sample.shown == "facts", "the list stays in view"
    assert sample.inspector().position == f"1 / {len(listed)}"
    walked = [sample.address]
    for _ in listed[1:]:
        sample.one("#next").click()
        walked.append(sample.address)
    assert walked == listed
    sample.click("#previous")
    assert sample.address == listed[-2]
    (row,) = sample.all("#facts-table tr[aria-current]")
    assert row.get_attribute("data-reference") == listed[-2]


def test_the_list_turns_its_pages_while_one_walks(sample: ReportPage) -> None:
    _open(sample)
    first = sample.listed()
    assert len(first) == 100
    sample.click(f'#facts-table a[href="#{first[-1]}"]')
    sample.press("j")
    assert sample.listed()[0] == sample.address
    assert not set(sample.listed()) & set(first)
    sample.click("#facts-pages button:first-child")
    assert sample.listed() == first


def test_a_record_outside_the_list_says_so_and_next_leads_back_into_it(
    sample: ReportPage, sample_plan: Held
) -> None:
    _open(sample)
    sample.choose("kind", "box")
    boxes = sample.listed()
    (heading,) = sample_plan.row("SELECT min(heading_id) FROM v_headings WHERE is_current")
    sample.tab("document")
    sample.click_mark(f"heading-{heading}")
    assert sample.inspector().position == f"不在当前清单中，共 {len(boxes)} 项"
    sample.press("j")
    assert sample.address == boxes[0]


def test_the_filter_of_a_body_gives_its_projects(sample: ReportPage, sample_plan: Held) -> None:
    query = (
        "SELECT name FROM v_project_bodies WHERE is_current GROUP BY name ORDER BY count(DISTINCT project_id)"
        " DESC LIMIT 1"
    )
    (body,) = sample_plan.row(query)
    _open(sample)
    sample.choose("body", body)
    sample.choose("kind", "project")
    wanted = _column(
        sample_plan, f"SELECT DISTINCT project_id FROM v_project_bodies WHERE is_current AND name = '{body}'"
    )
    assert set(sample.listed()) == {f"project-{one}" for one in wanted}


def test_the_filter_keeps_the_focus_of_the_keyboard(sample: ReportPage) -> None:
    _open(sample)
    sample.one('[data-facet="kind"] input').send_keys(Keys.SPACE)
    assert sample.focus == "facet-kind-0"
    sample.press(Keys.SPACE)
    numbers = sample.facet("kind")
    assert sample.count() == sum(number for kind, number in numbers.items() if kind not in _BEHIND)


def test_names_and_headings_are_listed_when_asked_for(sample: ReportPage) -> None:
    _open(sample)
    assert {one.rpartition("-")[0] for one in sample.listed()}.isdisjoint(_BEHIND)
    assert "未列" in sample.one("#facts-count").text
    sample.choose("kind", "mention")
    assert {one.rpartition("-")[0] for one in sample.listed()} == {"mention"}


def test_binding_indicators_and_everyday_names_are_found(sample: ReportPage, sample_plan: Held) -> None:
    _open(sample).choose("kind", "indicator")
    binding = _column(
        sample_plan, "SELECT indicator_id FROM v_indicators WHERE is_current AND nature = '约束性'"
    )
    sample.choose("nature", "约束性")
    assert sample.listed() == [f"indicator-{one}" for one in binding]
    sample.click("#facts-clear")
    sample.search("约束性")
    assert sample.facet("kind")["indicator"] == len(binding)
    sample.search("工信局")
    query = """SELECT count(DISTINCT project_id) FROM v_project_bodies
        WHERE is_current AND name LIKE '%工业和信息化局'"""
    assert sample.facet("kind")["project"] == sample_plan.row(query)[0] > 0


def test_the_address_keeps_words_filters_and_order(sample: ReportPage, sample_plan: Held) -> None:
    _open(sample).choose("kind", "project")
    sample.click("#sort-value")
    largest = _column(
        sample_plan,
        "SELECT project_id FROM v_projects WHERE is_current ORDER BY total_investment DESC, project_id",
    )
    listed = sample.listed()
    assert listed == [f"project-{one}" for one in largest]
    sample.click(f'#facts-table a[href="#{listed[2]}"]')
    sample.open(sample.driver.current_url.partition("#")[2])
    assert (sample.shown, sample.listed()) == ("facts", listed)
    assert sample.inspector().position == f"3 / {len(listed)}"


def test_the_list_is_saved_with_the_columns_chosen(sample: ReportPage, sample_plan: Held) -> None:
    _open(sample).choose("kind", "indicator")
    sample.click("#facts-columns summary")
    sample.click("#column-nature")
    sample.click("#column-place")
    _, content = saved(sample, "#facts-csv")
    lines = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert lines[0] == ["类别", "名称或指标", "值", "时期", "指标属性"]
    named = sample_plan.rows("SELECT name, nature FROM v_indicators WHERE is_current ORDER BY indicator_id")
    assert [(line[1], line[4]) for line in lines[1:]] == named


def test_the_document_stays_beside_the_list(sample: ReportPage, sample_plan: Held) -> None:
    _open(sample).choose("kind", "project")
    last = sample.listed()[-1]
    sample.click(f'#facts-table a[href="#{last}"]')
    assert sample.shown == "facts"
    assert sample.is_in_view("#document .here")
    sample.click("#facts-graph")
    assert len(sample.all("#facts-chart a")) == min(40, len(sample.listed()))
    resize(sample.driver, 900, 800)
    assert not sample.one("#panel-document").is_displayed()


def test_numbers_without_a_record_are_shown_by_reason(real: ReportPage, real_plan: Held) -> None:
    real.open().click("#numbers-on")
    query = """SELECT block_id, char_start, char_end FROM v_numbers
        WHERE is_current AND outcome IN ('unclaimed', 'row') ORDER BY block_id, char_start"""
    numbers = real_plan.rows(query)
    assert real.ask("return CSS.highlights.get('unclaimed').size") == len(numbers)
    real.click("#numbers-next")
    assert real.address == "block-{}:{}-{}".format(*numbers[0])
    assert "未归入记录" in real.one("#numbers").text


def test_a_year_finds_what_is_of_that_year(hostile: ReportPage) -> None:
    hostile.open("tab-facts")
    assert hostile.search("2025 自来水普及率") > 0
    assert any(reference.startswith("indicator-") for reference in hostile.listed())
    assert hostile.search("1999 自来水普及率") == 0
