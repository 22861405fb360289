"""Reports in Chromium: of the sample, of plans made here, of the team's plan; whatever a test does leaves
the console clean."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from selenium.webdriver import Chrome

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests.browser.chromium import WIDE, chromium, colours, complaints, requested, resize
from tests.browser.held import Held
from tests.browser.plans import store_crossing, store_hostile
from tests.browser.report_page import ReportPage
from tests.machine import missing
from tests.pipeline.made import CHECKOUT
from tests.shared import SHARED


def _held(database: Path) -> Held:
    report = database.with_name("报告 #1.html")
    done = CliRunner().invoke(plantrace, ["report", "--db", str(database), "--out", str(report)])
    assert done.exit_code == 0, done.output
    return Held(database, report)


@pytest.fixture(scope="session")
def sample_plan(tmp_path_factory: pytest.TempPathFactory) -> Held:
    database = tmp_path_factory.mktemp("sample") / "plans.db"
    ingest([CHECKOUT / "raw"], database)
    return _held(database)


@pytest.fixture(scope="session")
def hostile_plan(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return _held(store_hostile(tmp_path_factory.mktemp("hostile")))


@pytest.fixture(scope="session")
def crossing_plan(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return _held(store_crossing(tmp_path_factory.mktemp("crossing") / "plans.db"))


@pytest.fixture(scope="session")
def real_plan(tmp_path_factory: pytest.TempPathFactory) -> Held:
    if not SHARED.is_dir():
        pytest.skip(f"needs the team's test data, a folder named {SHARED.name} beside the checkout")
    database = tmp_path_factory.mktemp("real") / "plans.db"
    ingest([next((SHARED / "plans").glob("*/styled.docx"))], database)
    return _held(database)


@pytest.fixture(scope="session")
def driver() -> Iterator[Chrome]:
    """One browser for all tests: starting it costs more than most of them."""
    if missing("chromium"):
        pytest.skip("needs a browser and its driver")
    with chromium() as started:
        yield started


@pytest.fixture
def browser(driver: Chrome) -> Iterator[Chrome]:
    """The browser as it is when just started; what a test did in it left no complaint and asked for no file
    but the report."""
    resize(driver, *WIDE)
    colours(driver)
    yield driver
    assert complaints(driver) == []
    loaded = driver.execute_script(
        "return location.protocol === 'file:' ? performance.getEntriesByType('resource').map((one) =>"
        " one.name) : []"
    )
    assert loaded == []
    assert {address.partition("#")[0] for address in requested(driver)} <= {
        driver.current_url.partition("#")[0],
        "about:blank",
    }
    if driver.current_url.startswith("file:"):
        driver.execute_script("localStorage.clear()")


@pytest.fixture
def sample(browser: Chrome, sample_plan: Held) -> ReportPage:
    return ReportPage(browser, sample_plan.report)


@pytest.fixture
def hostile(browser: Chrome, hostile_plan: Held) -> ReportPage:
    return ReportPage(browser, hostile_plan.report)


@pytest.fixture
def crossing(browser: Chrome, crossing_plan: Held) -> ReportPage:
    return ReportPage(browser, crossing_plan.report)


@pytest.fixture
def real(browser: Chrome, real_plan: Held) -> ReportPage:
    return ReportPage(browser, real_plan.report)
