"""axe-core finds nothing on any section, in light and dark, wide and on a phone; nothing scrolls sideways;
print shows the document alone."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.chromium import PHONE, WIDE, accessibility_faults, colours, painted, resize
from tests.browser.report_page import ReportPage
from tests.machine import needs

pytestmark = [needs("chromium"), needs("axe")]

SECTIONS = ("document", "overview", "facts", "findings", "changes")


def _faults(page: ReportPage) -> dict[str, list[str]]:
    """What is wrong in each section, and with a figure in the inspector."""
    found = {}
    page.open()
    for section in SECTIONS:
        page.tab(section)
        found[section] = accessibility_faults(page.driver)
    page.open(page.leads_to("#document td a.f")[0])
    found["inspector"] = accessibility_faults(page.driver)
    return {section: faults for section, faults in found.items() if faults}


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (PHONE, True)])
def test_nothing_is_wrong_in_any_section(hostile: ReportPage, size: tuple[int, int], dark: bool) -> None:
    resize(hostile.driver, *size)
    colours(hostile.driver, dark=dark)
    light = (
        hostile.open().ask("return getComputedStyle(document.body).backgroundColor") == "rgb(245, 245, 243)"
    )
    assert light is not dark
    assert _faults(hostile) == {}


# No colour depends on the width and no layout on the colours: of the other two pairs one section is enough.
@pytest.mark.parametrize(("size", "dark"), [(WIDE, True), (PHONE, False)])
def test_nothing_is_wrong_in_the_document_the_other_way_round(
    hostile: ReportPage, size: tuple[int, int], dark: bool
) -> None:
    resize(hostile.driver, *size)
    colours(hostile.driver, dark=dark)
    hostile.open().press("j")
    assert accessibility_faults(hostile.driver) == []


def test_nothing_is_wrong_in_a_long_plan(real: ReportPage) -> None:
    real.open(real.open().leads_to("#document a.p")[0])
    assert accessibility_faults(real.driver) == []


def test_nothing_is_wrong_in_english_with_the_help_open(hostile: ReportPage) -> None:
    hostile.open().click("#language")
    hostile.press("?")
    assert accessibility_faults(hostile.driver) == []


_SIDEWAYS = """
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
if (wide <= 0) return [];
return Array.from(document.querySelectorAll('body *'))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 &&
    !one.closest('.scroll, .chart-scroll'))
  .slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
"""


@pytest.mark.parametrize("name", ["hostile", "real"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_phone_never_scrolls_sideways(request: pytest.FixtureRequest, name: str, language: str) -> None:
    page: ReportPage = request.getfixturevalue(name)
    resize(page.driver, *PHONE)
    page.open()
    if language == "en":
        page.click("#language")
    for section in [tab.get_attribute("data-tab") for tab in page.all(".tabs a")]:
        page.tab(str(section))
        assert (section, page.ask(_SIDEWAYS)) == (section, [])
    page.press("1", "j")
    assert page.ask(_SIDEWAYS) == []


def test_the_sheet_of_a_phone_leaves_the_selected_words_in_view(real: ReportPage) -> None:
    resize(real.driver, *PHONE)
    real.open()
    for kind in ("a.f.m", "td a.p", "td a.f", ".box a.n"):
        real.open(real.leads_to(f"#document {kind}")[-1])
        assert (kind, real.is_in_view("#document .here")) == (kind, True)
        assert real.is_in_view("#close")


def _is_seen(driver: Chrome, selector: str) -> bool:
    return bool(
        driver.execute_script(
            "return Array.from(document.querySelectorAll(arguments[0])).some((one) => one.checkVisibility())",
            selector,
        )
    )


@pytest.mark.parametrize("section", ["document", "findings"])
def test_print_shows_the_plan_without_the_controls(hostile: ReportPage, section: str) -> None:
    hostile.open().press("j", "j")
    hostile.tab(section)
    colours(hostile.driver, dark=True, media="print")
    painted(hostile.driver)
    for control in (".tabs", ".tools", ".layers", "#inspector", ".outline", "#facets", ".search", ".skip"):
        assert not _is_seen(hostile.driver, control)
    assert _is_seen(hostile.driver, f"#panel-{section}")
    assert _is_seen(hostile.driver, "h1")
    assert hostile.ask("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert hostile.ask("return getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_every_paragraph_is_printed(hostile: ReportPage) -> None:
    hostile.open()
    pdf = hostile.driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    assert len(pdf["data"]) > 100_000
    colours(hostile.driver, media="print")
    hidden = """return Array.from(document.querySelectorAll('#document [id^="block-"]')).filter((one) =>
      one.textContent.trim()
        && !one.checkVisibility() && !one.closest('details')).map((one) => one.id)"""
    assert hostile.ask(hidden) == []
