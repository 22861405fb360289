"""Findings, overview and changes: each leads to the places it speaks of."""

import pytest

from tests.browser.chromium import wait
from tests.browser.held import Held
from tests.browser.report_page import ReportPage
from tests.machine import needs

pytestmark = needs("chromium")

# What the inspector shows at each address.
_TITLES = """
return arguments[0].map((address) => {
  history.replaceState({tab: 'findings'}, '', '#' + address);
  dispatchEvent(new PopStateEvent('popstate'));
  return document.querySelector('#inspector-body h2').textContent;
});
"""


@pytest.mark.parametrize("name", ["hostile", "real"])
def test_findings_are_listed_with_every_place_and_lead_there(
    request: pytest.FixtureRequest, name: str
) -> None:
    held: Held = request.getfixturevalue(f"{name}_plan")
    page: ReportPage = request.getfixturevalue(name)
    page.open().tab("findings")
    stored = held.rows(
        "SELECT finding_id, message_zh, expected, actual FROM v_findings WHERE is_current ORDER BY 1"
    )
    assert page.one('.tabs a[data-tab="findings"] .count').text == str(len(stored))
    for number, *told in stored:
        item = page.one(f'#findings-list > li[data-reference="finding-{number}"]')
        assert all(str(one) in item.text for one in told if one is not None)
    number = max(stored, key=lambda row: row[0])[0]
    earlier = held.rows(
        f"SELECT quote FROM v_finding_evidence WHERE finding_id = {number} AND quoted_version <> version"
    )
    told_of = page.one(f'#findings-list > li[data-reference="finding-{number}"]').text
    assert all(quote in told_of for (quote,) in earlier)
    sides = held.rows(
        f"SELECT block_id, char_start, char_end, quote FROM v_finding_evidence WHERE finding_id = {number}"
        " AND quoted_version = version ORDER BY side"
    )
    for side, (block, start, end, quote) in enumerate(sides[:3]):
        page.tab("findings")
        page.click(f'li[data-reference="finding-{number}"] button[data-side="{side}"]')
        assert page.shown == "document"
        assert page.address == f"finding-{number}"
        wait(page.driver, lambda: page.is_in_view("#document .here"), f"side {side}")
        assert (
            page.one("#document .here")
            .find_element("xpath", "ancestor-or-self::*[starts-with(@id, 'block-')]")
            .get_attribute("id")
            == f"block-{block}"
        )
        assert page.one("#document .here").text in quote
        assert {(block, at) for at in range(start, end)} <= {
            (one, at) for one, a, b in page.lit() for at in range(a, b)
        }


def test_findings_are_narrowed_by_severity_and_rule(hostile: ReportPage, hostile_plan: Held) -> None:
    hostile.open().tab("findings")
    rules = dict(hostile_plan.rows("SELECT rule, count(*) FROM v_findings WHERE is_current GROUP BY rule"))
    for rule, number in rules.items():
        hostile.click(f'#findings-rule option[value="{rule}"]')
        assert len(hostile.all("#findings-list > li")) == number
    hostile.click('#findings-rule option[value=""]')
    assert len(hostile.all("#findings-list > li")) == sum(rules.values())


def test_a_record_tells_its_findings(hostile: ReportPage, hostile_plan: Held) -> None:
    query = """SELECT e.finding_id, e.record_id, f.message_zh FROM v_finding_evidence e
        JOIN v_findings f USING (finding_id)
        WHERE e.is_current AND e.record_kind = 'project' AND e.side = 0 LIMIT 1"""
    number, project, message = hostile_plan.row(query)
    hostile.open(f"project-{project}")
    assert "投资合计不符" in hostile.inspector().groups["相关疑点"]
    hostile.click(f'#inspector a[href="#finding-{number}"]')
    assert message in hostile.one("#inspector").text


@pytest.mark.parametrize("section", ["overview", "changes"])
def test_every_link_of_a_section_leads_to_a_record_or_paragraph(sample: ReportPage, section: str) -> None:
    sample.open()
    links = sorted(set(sample.leads_to(f"#panel-{section} a[href]")))
    assert len(links) > 10
    titles = sample.ask(_TITLES, links)
    assert [
        link for link, title in zip(links, titles, strict=True) if not title or "本报告中没有" in title
    ] == []


def test_a_chart_leads_to_its_project_in_the_document(sample: ReportPage, sample_plan: Held) -> None:
    sample.open().tab("overview")
    reference = sample.leads_to('#panel-overview svg a[href^="#project-"]')[0]
    sample.click(f'#panel-overview svg a[href="#{reference}"]')
    assert (sample.shown, sample.address) == ("document", reference)
    (name,) = sample_plan.row(
        f"SELECT name FROM v_projects WHERE project_id = {reference.rpartition('-')[2]}"
    )
    assert sample.inspector().title == name
    assert sample.is_in_view("#document .here")


def test_numbers_of_the_overview_are_those_of_the_views(sample: ReportPage, sample_plan: Held) -> None:
    sample.open().tab("overview")
    strip = dict(
        sample.ask(
            "return Array.from(document.querySelectorAll('.chart-strip > div'), (one) =>"
            " one.innerText.split(/\\n+/).slice(0, 2))"
        )
    )
    for name, view, more in (
        ("标题", "v_headings", ""),
        ("指标", "v_indicators", ""),
        ("数据", "v_figures", ""),
        ("项目", "v_projects", " AND row_kind = 'project'"),
    ):
        (number,) = sample_plan.row(f"SELECT count(*) FROM {view} WHERE is_current{more}")
        assert strip[name] == str(number)


def test_changes_show_both_sides_and_lead_into_the_document(sample: ReportPage, sample_plan: Held) -> None:
    query = """SELECT new_id, old_value, new_value FROM v_changes WHERE to_version = 2
        AND record_kind = 'indicator' AND change = 'changed'
        AND field LIKE 'target_raw' LIMIT 1"""
    found = sample_plan.rows(query) or sample_plan.rows(query.replace("AND field LIKE 'target_raw'", ""))
    ((number, old, new),) = found
    sample.open().tab("changes")
    row = sample.one(f'#panel-changes tr:has(a[href="#indicator-{number}"])').text
    assert old in row
    assert new in row
    sample.click(f'#panel-changes a[href="#indicator-{number}"]')
    assert (sample.shown, sample.address) == ("document", f"indicator-{number}")
    history = {row.get_attribute("data-version"): row.text for row in sample.all(".history tr[data-version]")}
    assert old in history["1"]
    assert new in history["2"]


def test_a_changed_paragraph_stands_there_in_both_versions(hostile: ReportPage) -> None:
    hostile.open().tab("changes")
    pairs = [
        tuple(one.text for one in pair.find_elements("css selector", "del, ins"))
        for pair in hostile.all("#panel-changes .changes-changed")
    ]
    assert ("120", "150") in pairs
    hostile.click("#panel-changes .changes-changed a.changes-to")
    assert hostile.shown == "document"
    assert "150座" in hostile.one(f"#{hostile.address}").text


def test_changes_are_filtered_and_walked_through(sample: ReportPage) -> None:
    sample.open().tab("changes")
    sample.click('#changes-kind option[value="indicator"]')
    rows = [row for row in sample.all("#panel-changes tbody[data-change]") if row.is_displayed()]
    assert len(rows) == int(sample.one("#changes-at").text.split()[0]) == 2
    for row in rows:
        sample.click("#changes-next")
        assert "here" in str(row.get_attribute("class"))
    money = sample.ask(
        "return Array.from(document.querySelectorAll('section[data-kind=\"project\"] .changes-number'),"
        " (one) => one.textContent).filter((text) => text.includes('元'))"
    )
    assert len(money) > 5
    assert all("亿元" in one for one in money)
