"""The document in the browser is the document in the database: every paragraph, every mark, every highlight,
whatever the text holds."""

from collections import defaultdict

import pytest

from tests.browser.held import Held
from tests.browser.plans import HOSTILE, TITLE
from tests.browser.report_page import ReportPage, covered
from tests.machine import needs

pytestmark = needs("chromium")

_TEXTS = (
    "return Object.fromEntries(Array.from(document.querySelectorAll('[id^=\"block-\"]'), (one) =>"
    " [one.id.slice(6), one.textContent]))"
)
# Where each record's own pieces stand, and their characters; offsets in code points.
_MARKS = """
const found = {};
for (const paragraph of document.querySelectorAll('#document [id^="block-"]')) {
  let start = 0;
  for (const node of paragraph.childNodes) {
    const length = Array.from(node.textContent).length;
    for (const reference of (node.dataset && node.dataset.r || '').split(' ').filter(Boolean)) {
      const key = reference + ' ' + paragraph.id.slice(6);
      (found[key] ||= []).push([start, node.textContent]);
    }
    start += length;
  }
}
return found;
"""
# Selects every record in turn, behind the list of findings so that nothing scrolls, and gathers what is
# highlighted.
_HIGHLIGHTS = """
const lit = (name) => {
  const found = [];
  for (const piece of document.querySelectorAll('#document .' + name)) {
    let start = 0;
    for (let node = piece.previousSibling; node; node = node.previousSibling)
      start += Array.from(node.textContent).length;
    const end = start + Array.from(piece.textContent).length;
    found.push([Number(piece.parentElement.id.slice(6)), start, end]);
  }
  return found;
};
return arguments[0].map((reference) => {
  history.replaceState({tab: 'findings'}, '', '#' + reference);
  dispatchEvent(new PopStateEvent('popstate'));
  return [lit('on'), lit('on-value')];
});
"""
# Where a character of the paragraph that begins so stands on the screen.
_LEFT_OF = """
const [begin, sign] = arguments;
const paragraph = Array.from(document.querySelectorAll('#document [id^="block-"]')).find((one) =>
  one.textContent.startsWith(begin));
const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
  const at = node.data.indexOf(sign);
  if (at < 0) continue;
  const range = new Range();
  range.setStart(node, at);
  range.setEnd(node, at + 1);
  return range.getBoundingClientRect().left;
}
"""
_EVERY = 9


def _spans(held: Held, condition: str) -> dict[str, set[tuple[int, int, int]]]:
    """The spans on which each record rests."""
    found: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    query = (
        "SELECT record_kind, record_id, block_id, char_start, char_end FROM v_trace WHERE is_current AND"
        f" {condition}"
    )
    for kind, number, *span in held.rows(query):
        found[f"{kind}-{number}"].add(tuple(span))
    return found


@pytest.mark.parametrize("name", ["sample", "hostile", "crossing", "real"])
def test_every_paragraph_and_every_mark_is_that_of_the_database(
    request: pytest.FixtureRequest, name: str
) -> None:
    held: Held = request.getfixturevalue(f"{name}_plan")
    page: ReportPage = request.getfixturevalue(name)
    page.open()
    texts = {int(block): text for block, text in page.ask(_TEXTS).items()}
    assert texts == dict(held.rows("SELECT block_id, text FROM v_blocks WHERE is_current"))
    told = set()
    for key, pieces in page.ask(_MARKS).items():
        reference, _, block = key.partition(" ")
        for start, text in pieces:
            assert texts[int(block)][start : start + len(text)] == text
            told |= {(reference, int(block), at) for at in range(start, start + len(text))}
    stored = {
        (reference, *at)
        for reference, spans in _spans(held, "role = 'value'").items()
        for at in covered(spans)
    }
    assert {one for one in told if not one[0].startswith("finding-")} == stored
    sides = held.rows(
        "SELECT finding_id, block_id, char_start, char_end FROM v_finding_evidence"
        " WHERE is_current AND quoted_version = version"  # what an earlier version said is told, not marked
    )
    of_findings = {
        (f"finding-{number}", block, at) for number, block, start, end in sides for at in range(start, end)
    }
    assert {one for one in told if one[0].startswith("finding-")} == of_findings


@pytest.mark.parametrize(
    ("name", "every"), [("sample", _EVERY), ("hostile", 1), ("crossing", 1), ("real", _EVERY)]
)
def test_a_selected_record_highlights_its_characters_and_no_others(
    request: pytest.FixtureRequest, name: str, every: int
) -> None:
    held: Held = request.getfixturevalue(f"{name}_plan")
    page: ReportPage = request.getfixturevalue(name)
    page.open()
    spans, of_values = _spans(held, "1"), _spans(held, "role = 'value'")
    references = sorted(spans)[::every]
    found = [
        [covered({tuple(span) for span in spans_of}) for spans_of in lit]
        for lit in page.ask(_HIGHLIGHTS, references)
    ]
    wanted = [[covered(spans[reference]), covered(of_values[reference])] for reference in references]
    assert [
        reference for reference, lit, stored in zip(references, found, wanted, strict=True) if lit != stored
    ] == []


def test_spans_that_nest_and_cross_are_told_apart(crossing: ReportPage, crossing_plan: Held) -> None:
    query = """SELECT m.mention_id, m.char_start, m.char_end, f.figure_id, f.char_start, f.char_end
        FROM v_entities m
        JOIN v_figures f ON f.block_id = m.block_id AND f.origin = 'narrative'"""
    pairs = crossing_plan.rows(query)
    crossed = [one for one in pairs if one[1] < one[4] < one[2] < one[5] or one[4] < one[1] < one[5] < one[2]]
    nested = [one for one in pairs if one[1] <= one[4] < one[5] <= one[2]]
    assert len(crossed) == 2
    assert len(nested) == 2
    crossing.open()
    for mention, start, end, figure, *_ in (*crossed, *nested):
        crossing.ask("location.hash = arguments[0]", f"mention-{mention}")
        assert {at for _, at in covered(crossing.lit("on-main"))} == set(range(start, end))
        crossing.click(f'#inspector a[href="#figure-{figure}"]')
        assert crossing.inspector().headline[0] == "9700座"


def test_hostile_text_is_shown_and_nothing_runs(hostile: ReportPage, hostile_plan: Held) -> None:
    hostile.open()
    for line in HOSTILE:
        quoted = line.replace("'", "''")
        (block,) = hostile_plan.row(
            f"SELECT block_id FROM v_blocks WHERE is_current AND instr(text, '{quoted}')"
        )
        assert (
            hostile.ask("return document.getElementById('block-' + arguments[0]).textContent", block) == line
        )
        assert hostile.one(f"#block-{block}").is_displayed()
    assert hostile.driver.title == f"{TITLE} · plantrace"
    assert hostile.one("h1").text == TITLE
    elements = "return Array.from(document.querySelectorAll(arguments[0])).length"
    assert (
        hostile.ask(elements, "img, iframe, object, embed, article script, article style, #document b, h1 i")
        == 0
    )
    # the kinds of record and the data of the page, both JSON, and the page's own script
    assert hostile.ask(elements, "script[type='application/json']") == 2
    assert hostile.ask(elements, "script") == 3
    for tab in ("overview", "facts", "findings", "changes"):
        hostile.tab(tab)
        assert hostile.driver.title == f"{TITLE} · plantrace"


def test_hostile_names_and_searches_stay_words(hostile: ReportPage, hostile_plan: Held) -> None:
    number, name = hostile_plan.row(
        "SELECT project_id, name FROM v_projects WHERE is_current AND instr(name, '<script>')"
    )
    hostile.open(f"project-{number}")
    assert hostile.inspector().title == name
    hostile.tab("facts")
    assert hostile.search("<script>") > 0
    assert hostile.one(f'#facts-table tr[data-reference="project-{number}"] .name').text == name


def test_controls_of_direction_are_shown_and_do_not_act(hostile: ReportPage) -> None:
    hostile.open()
    told = hostile.ask(
        "return Array.from(document.querySelectorAll('#document .bidi'), (one) => [one.dataset.codes,"
        " getComputedStyle(one, '::before').content])"
    )
    assert [codes for codes, _ in told] == ["U+202E", "U+202C", "U+2066", "U+2069", "U+200F"]
    assert all(codes in shown for codes, shown in told)
    places = [hostile.ask(_LEFT_OF, "甲\u202e", sign) for sign in "甲乙丙97座丁"]
    assert places == sorted(places), "the characters stand from left to right in the order of the text"


def test_a_figure_behind_characters_beyond_the_first_plane_is_highlighted_exactly(
    hostile: ReportPage, hostile_plan: Held
) -> None:
    (number,) = hostile_plan.row("SELECT figure_id FROM v_figures WHERE is_current AND raw = '13个'")
    hostile.open(f"figure-{number}")
    assert "".join(one.text for one in hostile.all("#document .on-main")) == "13个"
    assert hostile.inspector().places[0].quote == "13个"
