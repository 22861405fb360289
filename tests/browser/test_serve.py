"""`plantrace serve` in a browser: from the first page to a question, a view, a row, and from a number to its
place in the document."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome, Keys

from tests.browser.chromium import (
    PHONE,
    WIDE,
    accessibility_faults,
    colours,
    complaints,
    painted,
    requested,
    resize,
    wait,
)
from tests.browser.held import Held
from tests.browser.report_page import ReportPage
from tests.machine import missing, needs
from tests.pipeline.made import CHECKOUT

pytestmark = needs("chromium")


@pytest.fixture(scope="module")
def site(hostile_plan: Held) -> Iterator[str]:
    """The address of a server of its own."""
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "serve",
        "--db",
        str(hostile_plan.database),
        "--port",
        "0",
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "PLANTRACE_LANG": "zh",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUNBUFFERED": "1",
    }
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment
    )
    try:
        assert running.stdout
        line = running.stdout.readline()
        yield line.partition("http://")[2].split()[0].join(("http://", ""))
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
        assert (running.returncode, out, err) == (0, "", "")
    finally:
        running.kill()
        running.wait()


@pytest.fixture
def page(driver: Chrome, site: str, hostile_plan: Held) -> Iterator[ReportPage]:
    """The first page; whatever a test did after it stayed on this server and left no complaint."""
    resize(driver, *WIDE)
    colours(driver)
    requested(driver)  # what the tests before this one asked for
    driver.get(site)
    yield ReportPage(driver, hostile_plan.report)
    assert complaints(driver) == []
    assert {urlsplit(address).netloc for address in requested(driver) if not address.startswith("data:")} == {
        urlsplit(site).netloc
    }


def _follow(page: ReportPage, selector: str) -> None:
    """Click a link and wait for the page it leads to."""
    before = page.one("html")
    page.one(selector).click()
    wait(
        page.driver,
        lambda: page.one("html") != before and page.ask("return document.readyState") == "complete",
        selector,
    )
    painted(page.driver)


def assert_accessible(page: ReportPage) -> None:
    """But for the hidden field of CodeMirror, the editor that Datasette brings, which has no name."""
    if not missing("axe"):
        faults = accessibility_faults(page.driver)
        assert [
            fault for fault in faults if not (fault.startswith("label ") and 'autocorrect="off"' in fault)
        ] == []


def test_the_first_page_shows_the_plan_and_its_numbers(page: ReportPage, hostile_plan: Held) -> None:
    (figures,) = hostile_plan.row("SELECT count(*) FROM v_figures WHERE is_current")
    assert f"{figures} 条数据" in page.one(".totals").text
    assert (
        page.one(".documents .title").text
        == hostile_plan.rows("SELECT title FROM v_versions WHERE is_current")[0][0]
    )
    assert_accessible(page)
    _follow(page, ".documents .title")
    assert page.shown == "document"
    page.press("j")
    assert page.inspector().position.startswith("1 / ")


def test_a_number_of_a_view_leads_to_its_place_in_the_document(page: ReportPage, hostile_plan: Held) -> None:
    _follow(page, '.totals a[href*="v_figures"]')
    assert_accessible(page)
    link = page.one('td a.place[href*="#figure-"]')
    reference = str(link.get_attribute("href")).rpartition("#")[2]
    _follow(page, f'td a.place[href$="#{reference}"]')
    assert page.address == reference
    (raw,) = hostile_plan.row(f"SELECT raw FROM v_figures WHERE figure_id = {reference.rpartition('-')[2]}")
    assert page.inspector().headline[0].startswith(raw)
    assert page.is_in_view("#document .here")
    page.driver.back()
    wait(page.driver, lambda: "v_figures" in page.driver.current_url, "back at the view")


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_nothing_is_wrong_in_the_dark(page: ReportPage, site: str, size: tuple[int, int]) -> None:
    resize(page.driver, *size)
    colours(page.driver, dark=True)
    for path in ("", "plans", "plans/v_figures", "plans/targets-of-year?year=&metric=&plan="):
        page.driver.get(site + path)
        painted(page.driver)
        assert page.ask("return getComputedStyle(document.body).backgroundColor") == "rgb(18, 20, 23)"
        assert_accessible(page)


def test_a_ready_question_is_asked_and_answered(page: ReportPage, hostile_plan: Held) -> None:
    _follow(page, 'a[href*="/plans/targets-of-year"]')
    assert_accessible(page)
    metric = page.one('input[name="metric"]')
    metric.clear()
    metric.send_keys("自来水普及率", Keys.ENTER)
    wait(page.driver, lambda: "metric=%E8%87%AA" in page.driver.current_url, "the answer")
    answer = page.one("table.rows-and-columns tbody").text
    assert "自来水普及率" in answer
    assert "万元产值用水量" not in answer
    _follow(page, "td a.place")
    assert page.shown == "document"
    assert page.lit("on-main")


def test_search_finds_paragraphs_and_leads_to_them(page: ReportPage) -> None:
    page.one('header input[name="words"]').send_keys("污水处理", Keys.ENTER)
    wait(page.driver, lambda: page.all("td mark"), "the paragraphs")
    assert {mark.text.strip("【】") for mark in page.all("td mark")} <= {"污水处理", "污水", "处理"}
    _follow(page, 'td a.place[href*="#block-"]')
    assert "污水处理" in page.one(f"#{page.address}").text
    assert page.is_in_view(f"#{page.address}")


def test_a_row_shows_its_evidence(page: ReportPage, site: str, hostile_plan: Held) -> None:
    (number,) = hostile_plan.row("SELECT figure_id FROM v_figures WHERE is_current AND raw = '97座' LIMIT 1")
    page.driver.get(f"{site}plans/v_figures/{number}")
    assert "97座" in page.one("main").text
    assert_accessible(page)
    _follow(
        page,
        f'a[href*="/-/plantrace"][href$="figure-{number}"], a[href*="/-/plantrace-place/figure/{number}"]',
    )
    assert page.inspector().headline[0] == "97座"


def test_hostile_words_of_a_plan_stay_words(page: ReportPage, site: str) -> None:
    page.driver.get(f"{site}plans/v_blocks?_size=100&is_current=1")
    assert "<script>document.title = 'broken'" in page.one("table.rows-and-columns").text
    assert page.driver.title != "broken"
    assert page.all("td img, td script, td style") == []


def test_sql_of_ones_own_is_answered(page: ReportPage, site: str) -> None:
    page.driver.get(f"{site}plans?sql=select+figure_id,+raw+from+v_figures+where+is_current+limit+3")
    assert len(page.all("table.rows-and-columns tbody tr")) == 3
    assert_accessible(page)


def test_the_language_is_switched_and_the_report_leads_back(page: ReportPage) -> None:
    _follow(page, "a.language")
    assert page.ask("return document.documentElement.lang") == "en"
    _follow(page, ".documents .title")
    _follow(page, ".tools .home")
    assert page.all(".documents .title")
    _follow(page, "a.language")
    assert page.ask("return document.documentElement.lang") == "zh-CN"
