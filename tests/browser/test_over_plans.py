"""The pages over several plans in a browser: narrow the list, choose a metric, change the language; nothing
that axe-core finds, nothing sideways on a phone, what is printed."""

from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.chromium import PHONE, WIDE, accessibility_faults, colours, painted, resize
from tests.browser.report_page import ReportPage
from tests.machine import needs
from tests.pipeline.report.test_over_plans import run, store_two_plans

pytestmark = [needs("chromium"), needs("axe")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("over plans")
    database = store_two_plans(place)
    assert run("report", "--all", "--out", str(place / "pages"), "--db", str(database)).exit_code == 0
    return place / "pages"


@pytest.fixture
def plans(browser: Chrome, folder: Path) -> ReportPage:
    return ReportPage(browser, folder / "index.html")


@pytest.fixture
def comparison(browser: Chrome, folder: Path) -> ReportPage:
    return ReportPage(browser, folder / "comparison.html")


def seen(page: ReportPage, selector: str) -> list[str]:
    """The texts that can be seen."""
    return [one.text for one in page.all(selector) if one.is_displayed()]


def test_words_narrow_the_list_of_plans(plans: ReportPage) -> None:
    plans.open().one("#plans-search").send_keys("南江")
    painted(plans.driver)
    (left,) = seen(plans, ".plans tbody th a")
    assert left == "南江市信息化发展“十四五”规划"
    assert seen(plans, "#plans-count") == ["1 个"]


def test_a_plan_leads_to_its_report_and_back(plans: ReportPage) -> None:
    plans.open().click(".plans tbody th a")
    assert plans.all("#document")
    plans.click(".home")
    assert seen(plans, ".plans tbody th a")
    plans.driver.get_log("performance")  # three pages were asked for, all of them of this folder


def test_a_count_leads_to_the_list_of_facts(plans: ReportPage) -> None:
    plans.open().click('.plans a[href*="kind=indicator"]')
    assert plans.shown == "facts"
    assert plans.count() == 2
    plans.driver.get_log("performance")


def test_one_metric_is_shown_at_a_time(comparison: ReportPage) -> None:
    comparison.open()
    assert len(seen(comparison, ".metric-name")) == 1
    comparison.one("#metric-search").send_keys("5G")
    painted(comparison.driver)
    (name,) = seen(comparison, ".choice li a")
    assert name.startswith("5G基站")
    comparison.click(".choice li:not([hidden]) a")
    assert [one.split()[0] for one in seen(comparison, ".metric-name")] == ["5G基站"]
    assert seen(comparison, ".metric .chart")


def test_binding_indicators_have_an_address(comparison: ReportPage) -> None:
    comparison.open("binding")
    assert seen(comparison, ".binding")
    assert not seen(comparison, ".metric-name")
    comparison.click('.tabs a[data-tab="metrics"]')
    assert seen(comparison, ".metric-name")


def test_the_language_changes(plans: ReportPage) -> None:
    plans.open().click("#language")
    assert plans.one("h1").text == "All plans"
    assert "指标" not in " ".join(seen(plans, ".plans thead th"))


@pytest.mark.parametrize("name", ["plans", "comparison"])
@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (PHONE, True), (WIDE, True)])
def test_nothing_is_wrong(
    request: pytest.FixtureRequest, name: str, size: tuple[int, int], dark: bool
) -> None:
    page: ReportPage = request.getfixturevalue(name)
    resize(page.driver, *size)
    colours(page.driver, dark=dark)
    for fragment in ("", "binding"):
        page.open(fragment)
        assert (fragment, accessibility_faults(page.driver)) == (fragment, [])
        wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.ask(wide) <= 0


@pytest.mark.parametrize("name", ["plans", "comparison"])
def test_print_shows_the_table_without_the_controls(request: pytest.FixtureRequest, name: str) -> None:
    page: ReportPage = request.getfixturevalue(name)
    page.open()
    colours(page.driver, media="print")
    painted(page.driver)
    for control in (".tools", ".tabs", ".search", ".choice", ".skip"):
        assert seen(page, control) == []
    assert seen(page, ".sheet th")
