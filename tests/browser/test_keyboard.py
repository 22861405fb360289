"""The report without a mouse: everything can be reached, the focus goes where one expects and comes back,
and a screen reader is told."""

import re

import pytest
from selenium.webdriver import Keys

from tests.browser.chromium import painted, wait
from tests.browser.held import Held
from tests.browser.report_page import ReportPage
from tests.machine import needs

pytestmark = needs("chromium")

_RECORD = """
window.stops = [];
document.addEventListener('focusin', ({target}) =>
  stops.push(target.id || target.getAttribute('href') || target.tagName));
"""


def _stops(page: ReportPage, presses: int) -> list[str]:
    """Where the focus goes with each press of the tabulator."""
    page.ask(_RECORD)
    page.press(Keys.TAB * presses)
    return list(page.ask("return stops"))


def test_the_tabulator_reaches_every_part_and_is_never_trapped(crossing: ReportPage) -> None:
    crossing.open().press("j")
    stops = _stops(crossing, 160)
    round_trip = stops[: stops.index("#main", 1)]
    marks = [
        stop
        for stop in round_trip
        if re.fullmatch("#(figure|mention|indicator|project|box|box_item)-\\d+", stop)
    ]
    assert round_trip[0] == "#main", "the skip link is first"
    wanted = [
        "#tab-document",
        "#tab-overview",
        "#tab-facts",
        "#tab-findings",
        "language",
        "help-open",
        *marks[:1],
        "inspector",
    ]
    assert [stop for stop in dict.fromkeys(round_trip) if stop in wanted] == wanted
    links = crossing.ask(
        "return Array.from(document.querySelectorAll('#document a'), (one) => one.getAttribute('href'))"
    )
    assert set(links) <= set(round_trip), "every mark of the document is reached"


def test_the_skip_link_leads_to_the_document(hostile: ReportPage) -> None:
    hostile.open().press(Keys.TAB)
    assert hostile.one(".skip").is_displayed()
    assert hostile.ask("return document.activeElement.getBoundingClientRect().top >= 0"), (
        "it is seen when it has the focus"
    )
    hostile.press(Keys.ENTER)
    assert hostile.focus == "main"
    hostile.press(Keys.TAB)
    assert hostile.ask("return document.getElementById('main').contains(document.activeElement)")


def test_a_mark_is_opened_inspected_and_closed_by_keys(hostile: ReportPage, hostile_plan: Held) -> None:
    (number,) = hostile_plan.row(
        "SELECT figure_id FROM v_figures WHERE is_current AND origin = 'narrative' LIMIT 1 OFFSET 5"
    )
    hostile.open()
    hostile.ask("document.querySelector(arguments[0]).focus()", f'#document a[href="#figure-{number}"]')
    hostile.press(Keys.ENTER)
    assert hostile.inspector().fields["记录"] == f"figure:{number}"
    assert hostile.told.startswith("已选中：数据 ")
    hostile.press("i")
    assert hostile.focus == "inspector"
    hostile.press(Keys.TAB)
    assert hostile.focus == "previous"
    hostile.press("m")
    assert hostile.focus == f"#figure-{number}"
    hostile.press("i", Keys.ESCAPE)
    assert hostile.focus == f"#figure-{number}", "closing gives the focus back to where it came from"
    assert hostile.told == "已关闭"
    assert hostile.lit() == set()


def test_next_and_previous_by_keys(hostile: ReportPage) -> None:
    hostile.open().tab("facts")
    listed = hostile.listed()
    hostile.tab("document")
    walked = []
    for key in ("j", "n", "j", "k", "p"):
        hostile.press(key)
        walked.append(hostile.address)
    assert walked == [listed[0], listed[1], listed[2], listed[1], listed[0]]
    hostile.press("k")
    assert hostile.inspector().position.split(" / ")[0] == hostile.inspector().position.split(" / ")[1], (
        "before the first comes the last"
    )


def test_the_focus_stays_on_next_while_one_presses_it(hostile: ReportPage) -> None:
    hostile.open().press("j", "i")
    hostile.one("#next").send_keys(Keys.ENTER)
    first = hostile.address
    assert hostile.focus == "next"
    hostile.press(Keys.ENTER)
    assert hostile.focus == "next"
    assert hostile.address != first


def test_search_by_keys(hostile: ReportPage) -> None:
    hostile.open().press("/")
    assert (hostile.shown, hostile.focus) == ("facts", "facts-search")
    everything = hostile.count()
    hostile.press("j", "k", "/")
    assert hostile.one("#facts-search").get_attribute("value") == "jk/", "letters are letters in a field"
    assert hostile.address == "tab-facts"
    wait(hostile.driver, lambda: hostile.count() == 0, "what holds jk/")
    assert 0 < hostile.search("泵站") < everything
    hostile.press(Keys.ESCAPE)
    assert hostile.focus != "facts-search"
    hostile.press("j")
    assert hostile.address == hostile.listed()[0]


@pytest.mark.parametrize(
    ("key", "section"),
    [("1", "document"), ("2", "overview"), ("3", "facts"), ("4", "findings"), ("5", "changes")],
)
def test_sections_by_keys(hostile: ReportPage, key: str, section: str) -> None:
    hostile.open("tab-facts" if section == "document" else "").press(key)
    assert hostile.shown == section
    (current,) = hostile.all(".tabs a[aria-current]")
    assert current.get_attribute("data-tab") == section


def test_help_opens_keeps_the_focus_and_gives_it_back(hostile: ReportPage) -> None:
    hostile.open()
    hostile.ask("document.querySelector('#document a').focus()")
    before = hostile.focus
    hostile.press("?")
    assert hostile.one("#help").is_displayed()
    inside = "return document.getElementById('help').contains(document.activeElement)"
    for _ in range(4):
        assert hostile.ask(inside) or hostile.focus == "BODY"
        hostile.press(Keys.TAB)
    told = hostile.one("#help").text
    assert all(key in told for key in ("j", "k", "/", "Esc", "?", "1 – 5"))
    hostile.press(Keys.ESCAPE)
    assert not hostile.one("#help").is_displayed()
    assert hostile.focus == before


def test_single_key_shortcuts_can_be_switched_off_for_good(hostile: ReportPage) -> None:
    hostile.open().click("#help-open")
    hostile.click("#keys-on")
    hostile.click("#help-close")
    hostile.press("j", "/", "3")
    assert (hostile.address, hostile.shown) == ("", "document")
    hostile.open().press("j")
    assert hostile.address == ""
    hostile.click("#help-open")
    hostile.click("#keys-on")
    hostile.press(Keys.ESCAPE, "j")
    assert hostile.address != ""


def test_keys_with_control_are_the_browsers(hostile: ReportPage) -> None:
    hostile.open()
    hostile.press_with(Keys.CONTROL, "k")
    hostile.press_with(Keys.ALT, "j")
    painted(hostile.driver)
    assert hostile.address == ""


def test_a_finding_and_a_chart_are_reached_by_keys(hostile: ReportPage) -> None:
    hostile.open().press("4")
    hostile.one("#findings-list button.jump").send_keys(Keys.ENTER)
    assert hostile.shown == "document"
    wait(hostile.driver, lambda: hostile.is_in_view("#document .here"), "the place of the finding")
    hostile.press("2")
    hostile.ask("document.querySelector('#panel-overview svg a').focus()")
    hostile.press(Keys.ENTER)
    assert hostile.shown == "document"
    assert hostile.lit("on-main")
