"""Tables of the document: cards on a phone, a head that stays in sight, full screen, files for a
spreadsheet."""

import base64
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from selenium.webdriver import Keys

from tests.browser.chromium import PHONE, painted, resize, wait
from tests.browser.held import Held
from tests.browser.report_page import ReportPage
from tests.machine import needs

pytestmark = needs("chromium")

_TABLE = '#document table[data-kind="project"]'
_TOOL = f".tabled:has({_TABLE.removeprefix('#document ')}) > .table-tools"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What the page gives the browser to save, as bytes.
_CATCH = """
window.caught = [];
URL.createObjectURL = (blob) => {
  const reader = new FileReader();
  reader.onload = () => window.caught.push(reader.result.split(',')[1]);
  reader.readAsDataURL(blob);
  return '#';
};
HTMLAnchorElement.prototype.click = function () {
  window.named = this.download;
};
"""


def saved(page: ReportPage, selector: str) -> tuple[str, bytes]:
    """The name and the content of the file that a button saves."""
    page.ask(_CATCH)
    page.click(selector)
    content = wait(page.driver, lambda: page.ask("return window.caught[0]"), "a file")
    return str(page.ask("return window.named")), base64.b64decode(content)


def _printed(held: Held) -> list[tuple[str, str]]:
    return held.rows("SELECT name, total_investment_raw FROM v_projects WHERE is_current ORDER BY project_id")


def test_on_a_phone_each_row_is_a_card_with_the_names_of_its_columns(
    sample: ReportPage, sample_plan: Held
) -> None:
    resize(sample.driver, *PHONE)
    project, name = sample_plan.row(
        "SELECT project_id, name FROM v_projects WHERE is_current AND row_kind = 'project' LIMIT 1"
    )
    sample.open()
    row = f'{_TABLE} tr:has(a[href="#project-{project}"])'
    wait(sample.driver, lambda: sample.all(f"{row} td[data-head*='亿元']"), "units of columns")
    title, cell = (sample.one(f"{row} {one}") for one in ("th", "td[data-head]:not(.blank, :first-child)"))
    assert name in title.text
    assert cell.rect["x"] == title.rect["x"], "cells stand under each other"
    blank = f"{_TABLE} td.blank"
    assert not sample.ask("return document.querySelector(arguments[0]).checkVisibility()", blank)
    label = "return getComputedStyle(document.querySelector(arguments[0]), '::before').content"
    assert sample.ask(label, f"{row} td[data-head^='总投资']") == '"总投资（亿元）"'


def test_the_head_of_a_table_that_fits_stays_under_the_top_of_the_page(sample: ReportPage) -> None:
    resize(sample.driver, 1440, 900)
    sample.open()
    last = sample.all(f"{_TABLE} tbody tr")[-1]
    sample.ask("arguments[0].scrollIntoView({block: 'end', behavior: 'instant'})", last)
    painted(sample.driver)
    painted(sample.driver)
    head, top = sample.one(f"{_TABLE} thead"), sample.one(".top")
    measure = "return arguments[0].getBoundingClientRect()"
    assert abs(sample.ask(measure, head)["top"] - sample.ask(measure, top)["bottom"]) < 2


def test_no_number_of_a_table_is_broken(sample: ReportPage) -> None:
    sample.open()
    lines = (
        "return Array.from(document.querySelectorAll(arguments[0]), (one) => new Set(Array.from("
        "one.getClientRects(), (box) => Math.round(box.top))).size)"
    )
    assert set(sample.ask(lines, "#document td a.f.m.w, #document p > a.f.m.w")) == {1}


def test_a_table_takes_the_whole_screen_and_escape_gives_it_back(sample: ReportPage) -> None:
    sample.open()
    sample.click(f"{_TOOL} .full")
    (frame,) = sample.all(".tabled:popover-open")
    assert frame.rect["height"] == sample.ask("return innerHeight")
    sample.press(Keys.ESCAPE)
    assert sample.all(".tabled:popover-open") == []
    assert sample.focus == "BUTTON"


def test_a_table_is_saved_as_csv_and_as_a_workbook(sample: ReportPage, sample_plan: Held) -> None:
    sample.open()
    wait(sample.driver, lambda: sample.all(f"{_TABLE} th[data-unit]"), "units of columns")
    name, content = saved(sample, f"{_TOOL} .csv")
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert name.endswith(".csv")
    name, content = saved(sample, f"{_TOOL} .xlsx")
    assert name.endswith(".xlsx")
    with zipfile.ZipFile(BytesIO(content)) as workbook:
        assert workbook.testzip() is None
        sheet = ElementTree.fromstring(workbook.read("xl/worksheets/sheet1.xml"))
    texts = {str(one.text) for one in sheet.iter(f"{_SHEET}t")}
    numbers = {str(one.text) for one in sheet.iter(f"{_SHEET}v")}
    for project, amount in _printed(sample_plan):
        assert project in text.replace("\n", "")
        assert project in {one.replace("\n", "") for one in texts}
        assert amount in text
        assert amount in numbers
    assert "总投资（亿元）" in texts


def test_a_cell_that_a_spreadsheet_would_run_is_saved_as_text(hostile: ReportPage) -> None:
    hostile.open()
    cell = "document.querySelector('#document .tabled td p')"
    hostile.ask(f"{cell}.textContent = '=HYPERLINK(\"x\")'")
    _, content = saved(hostile, ".tabled .csv")
    assert '"\'=HYPERLINK(""x"")"' in content.decode("utf-8-sig")


def test_tables_and_boxes_of_a_long_plan_are_one_click_away(real: ReportPage) -> None:
    """They would be folded away in its tree."""
    real.open()
    links = real.leads_to("#outline .of-places > ol a")
    assert len(links) == len(set(links)) > 1
    table = next(link for link in reversed(links) if link.startswith("table-"))
    assert real.is_in_view(f'#outline .of-places a[href="#{links[0]}"]')
    real.click(f'#outline .of-places a[href="#{table}"]')
    assert real.is_in_view(f"#{table} tr")


def test_branches_of_the_outline_fold(real: ReportPage) -> None:
    real.open()
    assert real.all("#outline li.of-table > a")
    assert real.all("#outline li.of-box > a")
    branch = real.one("#outline li:not([data-closed]) > .twist")
    branch.click()
    assert branch.get_attribute("aria-expanded") == "false"
    assert not real.ask("return arguments[0].parentElement.querySelector('ol').checkVisibility()", branch)
