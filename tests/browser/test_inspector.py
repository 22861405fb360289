"""A click in the document: the inspector says what the database says, and where it stands."""

import pytest
from selenium.webdriver import Chrome

from pipeline.store.value_words import stated, value_words
from tests.browser.chromium import wait
from tests.browser.held import Held
from tests.browser.report_page import Inspector, ReportPage, covered
from tests.machine import needs

pytestmark = needs("chromium")

ORIGINS = ("narrative", "box", "indicator_table", "project_table")


def _sha256(held: Held) -> str:
    (sha256,) = held.row("SELECT source_sha256 FROM v_versions WHERE is_current")
    return str(sha256)


def assert_evidence(held: Held, kind: str, number: int, shown: Inspector) -> None:
    """Each place, with its quote, part, XPath, characters, fields and roles, and the file."""
    names = "block_id, char_start, char_end, quote, part, xml_path, field, role"
    stored = held.rows(f"SELECT {names} FROM v_trace WHERE record_kind = '{kind}' AND record_id = {number}")
    told = {
        (place.block, place.start, place.end, place.quote, place.code, field, role)
        for place in shown.places
        for field, role in place.told
    }
    assert told == {
        (block, start, end, quote, f"{part} {path} [{start}:{end}]", *more)
        for block, start, end, quote, part, path, *more in stored
    }
    assert shown.fields["SHA-256"] == _sha256(held)


def assert_lit(held: Held, page: ReportPage, kind: str, number: int) -> None:
    """The characters of all evidence are highlighted, those of role value more, and no other."""
    query = (
        f"SELECT role, block_id, char_start, char_end FROM v_trace WHERE record_kind = '{kind}' AND record_id"
        f" = {number}"
    )
    spans = held.rows(query)
    assert covered(page.lit()) == covered([(block, start, end) for _, block, start, end in spans])
    assert covered(page.lit("on-value")) == covered(
        [(block, start, end) for role, block, start, end in spans if role == "value"]
    )


def assert_figure(held: Held, page: ReportPage, number: int) -> None:
    """What a reader sees of a figure is its row of v_figures."""
    names = ("metric", "raw", "value_text", "value_max_text", "unit", "period", "heading_path")
    bounds = ("qualifier", "kind", "direction")
    query = f"SELECT {', '.join((*names, *bounds))} FROM v_figures WHERE figure_id = {number}"
    row = dict(zip((*names, *bounds), held.row(query), strict=True))
    metric, raw, value, most, unit, period, path = (row[name] for name in names)
    shown = page.inspector()
    plain = {name: told.replace("\u2009", "") for name, told in shown.fields.items()}
    assert shown.kind == "数据"
    assert metric in shown.title
    assert plain["原文"] == raw
    assert shown.headline[0] == value_words(stated(row), "zh")
    assert shown.headline[1].startswith(f"原文 {raw}")
    assert plain.get("值") == (None if value is None else f"{value} {unit}" if unit else value)
    assert plain.get("上限") == (None if most is None else f"{most} {unit}" if unit else most)
    assert plain.get("时期") == period
    assert plain["记录"] == f"figure:{number}"
    main = next(place for place in shown.places if ("raw", "value") in place.told)
    assert path == "" or path in main.where
    assert_evidence(held, "figure", number, shown)
    assert_lit(held, page, "figure", number)


def _figures(held: Held, origin: str) -> list[int]:
    """A plain one, one of several pieces of evidence, one whose value is a range or has a qualifier."""
    choose = (
        "SELECT figure_id FROM v_figures f WHERE is_current AND origin = '{}' AND metric IS NOT NULL AND"
        " value IS NOT NULL ORDER BY {} LIMIT 1"
    )
    orders = (
        "figure_id",
        (
            "(SELECT count(*) FROM v_trace t WHERE t.record_kind = 'figure' AND t.record_id = f.figure_id)"
            " DESC, figure_id"
        ),
        "value_max IS NULL, qualifier = 'exact', figure_id",
    )
    found = [held.rows(choose.format(origin, order)) for order in orders]
    return list(dict.fromkeys(row[0] for one in found for row in one))


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("name", ["sample", "real"])
def test_a_click_on_a_figure_shows_what_the_database_holds(
    request: pytest.FixtureRequest, name: str, origin: str
) -> None:
    held: Held = request.getfixturevalue(f"{name}_plan")
    page: ReportPage = request.getfixturevalue(name)
    page.open()
    for number in _figures(held, origin):
        page.click_mark(f"figure-{number}")
        assert page.address == f"figure-{number}"
        assert_figure(held, page, number)


def test_a_click_on_a_name_shows_its_entity_and_the_other_places(
    sample: ReportPage, sample_plan: Held
) -> None:
    query = """SELECT m.mention_id, m.text, m.entity_id, e.canonical FROM v_entities m
        JOIN v_entity_list e USING (entity_id)
        WHERE m.is_current AND m.label = 'ORG' AND e.n_mentions > 3 AND e.n_projects > 0 AND m.depth = 0
            ORDER BY m.mention_id LIMIT 1"""
    number, text, entity, canonical = sample_plan.row(query)
    sample.open().click_mark(f"mention-{number}")
    shown = sample.inspector()
    assert (shown.title, shown.fields["类型"], shown.fields["实体"]) == (text, "组织机构", canonical)
    assert_evidence(sample_plan, "mention", number, shown)
    others = [
        f"mention-{one}"
        for (one,) in sample_plan.rows(f"SELECT mention_id FROM v_entities WHERE entity_id = {entity}")
    ]
    more = sample.all("#inspector .group button.quiet")
    for button in more:
        button.click()
    assert [link for link in sample.inspector().links if link in others] == [
        one for one in others if one != f"mention-{number}"
    ]
    projects = sample_plan.rows(
        f"SELECT DISTINCT project_id FROM v_project_bodies WHERE entity_id = {entity}"
    )
    assert {f"project-{one}" for (one,) in projects} <= set(sample.inspector().links)


def test_a_click_on_another_place_goes_there(sample: ReportPage, sample_plan: Held) -> None:
    query = (
        "SELECT mention_id FROM v_entities WHERE is_current AND label = 'ORG' GROUP BY entity_id HAVING"
        " count(*) > 2 LIMIT 1"
    )
    (number,) = sample_plan.row(query)
    sample.open(f"mention-{number}")
    other, *_ = [link for link in sample.inspector().links if link.startswith("mention-")]
    sample.click(f'#inspector a[href="#{other}"]')
    assert sample.address == other
    assert sample.is_in_view(f'#document a[href="#{other}"]')
    assert sample.lit("on-main")


def test_a_click_on_a_heading_shows_where_it_stands(sample: ReportPage, sample_plan: Held) -> None:
    query = (
        "SELECT heading_id, title, level, path, label FROM v_headings WHERE is_current AND level = 3 ORDER BY"
        " heading_id LIMIT 1"
    )
    number, title, level, path, label = sample_plan.row(query)
    sample.open().click_mark(f"heading-{number}")
    shown = sample.inspector()
    assert title in shown.title
    assert (shown.fields["级别"], shown.fields["章节"], shown.fields["编号"]) == (str(level), path, label)
    assert_evidence(sample_plan, "heading", number, shown)
    current = sample.leads_to(".outline a[aria-current]")
    assert current == [f"heading-{number}"]


@pytest.mark.parametrize(
    ("field", "column"),
    [("stage", "建设阶段"), ("period_raw", "建设年限"), ("responsible", "责任单位"), ("name", "")],
)
def test_a_click_on_a_field_of_a_project_shows_the_project(
    hostile: ReportPage, hostile_plan: Held, field: str, column: str
) -> None:
    query = f"""SELECT t.record_id, t.block_id, t.char_start, t.value, p.name FROM v_trace t
        JOIN v_projects p ON p.project_id = t.record_id
        WHERE t.is_current AND t.record_kind = 'project' AND t.field = '{field}' AND t.role = 'value'
            AND p.row_kind = 'project' ORDER BY 1 LIMIT 1"""
    number, block, _, value, name = hostile_plan.row(query)
    hostile.open().click(f'#block-{block} a[data-r~="project-{number}"]')
    if (
        hostile.address != f"project-{number}"
    ):  # a name stands on the same characters: its inspector leads to the project
        hostile.click(f'#inspector a[href="#project-{number}"]')
    shown = hostile.inspector()
    assert shown.title == name
    assert not column or shown.fields[column] == value
    assert_evidence(hostile_plan, "project", number, shown)
    assert_lit(hostile_plan, hostile, "project", number)


def test_an_indicator_shows_its_figures_and_what_the_other_version_said(
    hostile: ReportPage, hostile_plan: Held
) -> None:
    query = "SELECT indicator_id, name, unit FROM v_indicators WHERE is_current AND target_raw = '99'"
    number, name, unit = hostile_plan.row(query)
    hostile.open().click_mark(f"indicator-{number}")
    shown = hostile.inspector()
    assert (shown.title, shown.headline[0]) == (name, f"91.5 → 99{unit}")
    own = hostile_plan.rows(
        f"SELECT figure_id FROM v_figures WHERE owner_kind = 'indicator' AND owner_id = {number}"
    )
    assert {f"figure-{one}" for (one,) in own} <= set(shown.links)
    cells = {row.get_attribute("data-version"): row.text for row in hostile.all(".history tr[data-version]")}
    assert "98" in cells["1"]
    assert "99" in cells["2"]


def test_a_place_of_the_inspector_leads_to_its_words(hostile: ReportPage, hostile_plan: Held) -> None:
    (number,) = hostile_plan.row(
        "SELECT figure_id FROM v_figures WHERE is_current AND origin = 'project_table' ORDER BY 1 LIMIT 1"
    )
    hostile.open(f"figure-{number}")
    place = next(one for one in hostile.inspector().places if any(role == "unit" for _, role in one.told))
    hostile.tab("facts")
    hostile.click(f'.place[data-block="{place.block}"][data-start="{place.start}"] .jump')
    assert hostile.shown == "document"
    assert hostile.inspector().fields["记录"] == f"figure:{number}", "it stays selected"
    assert hostile.is_in_view(f"#block-{place.block} .here")
    assert hostile.one(f"#block-{place.block} .here").text in place.quote


def test_marks_of_a_sort_can_be_switched_off(sample: ReportPage) -> None:
    sample.open()
    line = "return getComputedStyle(document.querySelector('#document a.f.m')).textDecorationLine"
    assert "underline" in sample.ask(line)
    sample.click('[data-layer="f"]')
    assert "underline" not in sample.ask(line)
    sample.click('[data-layer="f"]')
    assert "underline" in sample.ask(line)


def _clipboard(driver: Chrome) -> str:
    return str(
        driver.execute_async_script(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done('refused: '"
            " + error));"
        )
    )


def test_the_link_leads_to_the_record_whatever_section_is_shown(
    sample: ReportPage, sample_plan: Held
) -> None:
    sample.driver.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    (number,) = sample_plan.row("SELECT indicator_id FROM v_indicators WHERE is_current LIMIT 1")
    sample.open(f"indicator-{number}").tab("findings")
    sample.click("#cite + button")
    wait(sample.driver, lambda: sample.told == "已复制", "the page says that it is copied")
    assert _clipboard(sample.driver) == f"{sample_plan.report.as_uri()}#indicator-{number}"


@pytest.mark.parametrize("is_refused", [False, True])
def test_the_citation_says_all_that_a_footnote_needs(
    sample: ReportPage, sample_plan: Held, is_refused: bool
) -> None:
    sample.driver.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    names = (
        "f.figure_id, f.quote, f.part, f.xml_path, f.char_start, f.char_end, f.heading_path, v.plan,"
        " v.version, v.title, v.file_name, f.uid"
    )
    query = (
        f"SELECT {names} FROM v_figures f JOIN v_versions v USING (plan, version) WHERE f.is_current AND"
        " origin = 'narrative' LIMIT 1 OFFSET 5"
    )
    number, quote, part, path, start, end, headings, *of_version = sample_plan.row(query)
    sample.open(f"figure-{number}")
    if is_refused:  # some browsers keep the clipboard from pages on disk
        sample.ask("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    sample.click("#cite")
    wait(sample.driver, lambda: sample.told == "已复制", "the page says that it is copied")
    cited = _clipboard(sample.driver)
    for told in (
        f"“{quote}”",
        f"{part} {path} [{start}:{end}]",
        headings,
        *map(str, of_version),
        f"SHA-256 {_sha256(sample_plan)}",
        f"figure-{number}",
    ):
        assert str(told) in cited
    assert sample.one("#cite").text == "已复制"
