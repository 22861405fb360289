"""The report's page of changes: what differs from the version before, on both sides, without the rest of the
plan."""

from pathlib import Path

import pytest
from lxml import html

from pipeline.report.changes import Changes, changes
from pipeline.report.changes_sides import Frame, sides
from pipeline.report.side_by_side import page as standalone
from pipeline.versions.compare import Comparison
from pipeline.versions.diff import Diff, VersionNamed, diff
from pipeline.versions.links import link_sides
from pipeline.versions.sides import Line, Side, make_side
from tests.pipeline.made import reading, rows
from tests.pipeline.report.charted import KEY, TEXT, attributes, plan, revised, store, texts, tree

KINDS = ("heading", "box", "box_item", "indicator", "project", "task", "figure")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store(tmp_path_factory.mktemp("changes"), plan(), revised())


def compared(held: Path, version: int = 2) -> Changes:
    with reading(held) as connection:
        found = changes(connection, KEY, version)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def shown(held: Path) -> html.HtmlElement:
    return tree(compared(held).html)


def test_nothing_stands_before_the_first_version(held: Path) -> None:
    with reading(held) as connection:
        assert changes(connection, KEY, 1) is None


def test_lists_give_both_values_and_the_difference(shown: html.HtmlElement) -> None:
    listed = texts(shown, "//table[@class='changes-list']/tbody/tr")
    assert any(
        "北部水厂工程" in row and "12.00" in row and "13.50" in row and "+1.5亿元，+12.5%" in row
        for row in listed
    )
    assert any("自来水普及率" in row and "98" in row and "99" in row for row in listed)


def test_counts_are_those_of_the_stored_changes(held: Path, shown: html.HtmlElement) -> None:
    query = (
        "SELECT change, count(DISTINCT COALESCE(new_id, old_id)) FROM v_changes WHERE record_kind = 'project'"
        " GROUP BY change"
    )
    stored = {str(change): str(number) for change, number in rows(held, query)}
    cells = {
        name: texts(shown, f"//table[@class='changes-counts']/tbody/tr[1]/td[@class='changes-is-{name}']")
        for name in stored
    }
    assert set(stored) == {"added", "removed", "changed"}
    assert cells == {name: [number] for name, number in stored.items()}


def test_what_differs_is_marked_on_both_sides(shown: html.HtmlElement) -> None:
    pairs = "//div[contains(@class,'changes-changed')]"
    assert "97" in texts(shown, f"{pairs}/div[1]//del")
    assert "120" in texts(shown, f"{pairs}/div[2]//ins")


def test_unchanged_stretches_are_counted_and_left_out(held: Path, shown: html.HtmlElement) -> None:
    left = texts(shown, "//div[@class='changes-left-out']")
    assert len(left) == 1
    assert "段未变" in left[0]
    markup = compared(held).html
    assert TEXT[1] in markup
    assert TEXT[30] not in markup
    with reading(held) as connection:
        assert TEXT[30] in standalone(diff(connection, KEY)), "the standalone page keeps all"


def test_links_lead_into_the_newer_version_only(held: Path, shown: html.HtmlElement) -> None:
    ids = {
        f"#{kind}-{number}"
        for kind, number in rows(
            held,
            "SELECT r.kind, r.record_id FROM record r JOIN version v USING (version_id) WHERE v.number = 2",
        )
    }
    ids |= {f"#block-{number}" for (number,) in rows(held, "SELECT block_id FROM v_blocks WHERE version = 2")}
    ids |= {
        f"#finding-{number}"
        for (number,) in rows(held, "SELECT finding_id FROM v_findings WHERE version = 2")
    }
    links = set(attributes(shown, "//a/@href"))
    assert len(links) > 5
    assert links <= ids


def test_new_findings_are_told(held: Path, shown: html.HtmlElement) -> None:
    key = "SELECT rule, quote FROM v_findings WHERE version = {0}"
    new = set(rows(held, key.format(2))) - set(rows(held, key.format(1)))
    assert new, "the total of the revised plan is no longer the sum"
    assert len(texts(shown, "//ul[@class='changes-findings']/li/a")) == len(new)


def test_no_text_acts_on_either_page(held: Path) -> None:
    with reading(held) as connection:
        whole = standalone(diff(connection, KEY))
    for markup in (compared(held).html, whole):
        assert "<script" not in markup
        assert "&lt;script&gt;" in markup
        assert " style=" not in markup


def test_links_of_the_standalone_page_stay_on_it(held: Path) -> None:
    with reading(held) as connection:
        root = html.document_fromstring(standalone(diff(connection, KEY)))
    anchors = {f"#{name}" for name in attributes(root, "//@id")}
    links = set(attributes(root, "//a/@href"))
    assert links
    assert links <= anchors


def test_the_same_database_gives_the_same_page(held: Path) -> None:
    assert compared(held) == compared(held)


def made(number: int, lines: int, changed: int = 0) -> Side:
    """A side of numbered lines, every `changed`th of which is worded otherwise."""
    written = (
        f"{'试点' if changed and place % changed == 0 else '稳步'}推进第{place}号片区的管网改造和绿化。"
        for place in range(lines)
    )
    found = tuple(
        Line(place, number * 1_000_000 + place, text, "paragraph", "", None, None, None, None)
        for place, text in enumerate(written)
    )
    return make_side(number, number, found, dict.fromkeys(KINDS, ()), {})


def drawn(lines: int, changed: int) -> int:
    old, new = made(1, lines), made(2, lines, changed)
    before, after = (VersionNamed(number, number, "甲", "甲.docx") for number in (1, 2))
    found = Diff("甲", before, after, Comparison(old, new, link_sides(old, new), ()))
    return sum(map(len, sides(found, Frame(2, 20, lambda _lines, _is_new: ""))))


def test_the_page_grows_with_what_changed_not_with_the_plan() -> None:
    assert drawn(4000, 400) < 1.1 * drawn(1000, 100)
    assert drawn(4000, 100) < 4.4 * drawn(4000, 400)
