"""The overview: its numbers are those of the database, its charts are there when the data are, no text acts,
links lead somewhere."""

import copy
import re
from decimal import Decimal
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from models.vocabularies import read_rows
from pipeline.report.chart_data import BodyRow, PlanFacts, ProjectRow
from pipeline.report.charts import draw
from pipeline.report.overview import Overview, overview
from tests.pipeline.made import reading, rows
from tests.pipeline.report.charted import (
    HOSTILE,
    INDICATORS,
    KEY,
    PROJECTS,
    attributes,
    elements,
    plan,
    store,
    texts,
    tree,
)


def drawn(path: Path, version: int = 1) -> Overview:
    with reading(path) as connection:
        return overview(connection, KEY, version)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store(tmp_path_factory.mktemp("charts"), plan())


@pytest.fixture(scope="module")
def page(held: Path) -> HtmlElement:
    return tree(drawn(held).html)


def table(page: HtmlElement, chart: str) -> list[list[str]]:
    """The numbers below a chart, Chinese labels only."""
    kept = []
    for row in elements(page, f"//figure[contains(@class,'chart-of-{chart}')]//tbody/tr"):
        shown = copy.deepcopy(row)
        for english in elements(shown, ".//*[@class='en']"):
            english.drop_tree()
        kept.append(texts(shown, "./*"))
    return kept


def strip(page: HtmlElement) -> dict[str, str]:
    """The numbers above the charts by their Chinese names, in both languages."""
    return dict(zip(texts(page, "//dt/span[@class='zh']"), texts(page, "//dd"), strict=True))


def widths(page: HtmlElement, chart: str, look: str) -> list[float]:
    found = attributes(
        page, f"//figure[contains(@class,'chart-of-{chart}')]//g/rect[@class='chart-{look}']/@width"
    )
    return [float(width.rstrip("%")) for width in found]


def test_domains_are_the_printed_amounts_of_the_group_rows(held: Path, page: HtmlElement) -> None:
    wanted = rows(
        held,
        "SELECT name, total_investment_text, period_investment_text FROM v_projects WHERE row_kind IN"
        " ('category', 'subcategory') ORDER BY row_index",
    )
    assert [row[0] for row in wanted] == ["供水领域", "治水领域"]
    shown = [
        [name, *(Decimal(number.replace(",", "")) for number in numbers)]
        for name, *numbers in table(page, "domains")
    ]
    assert shown == [[name, Decimal(str(total)), Decimal(str(period))] for name, total, period in wanted]
    assert widths(page, "domains", "soft") == [100.0, 7.5]
    assert widths(page, "domains", "inner") == [75.0, 7.5]


def test_a_joint_project_counts_in_full_for_each_body_and_that_is_said(page: HtmlElement) -> None:
    assert [row[:4] for row in table(page, "bodies")] == [
        ["市水务局", "2", "1,200,000,000", "525,000,000"],
        ["市城管局", "2", "275,000,000", "525,000,000"],
        ["市水利局", "1", "150,000,000", "0"],
    ]
    assert widths(page, "bodies", "joint") == [30.43, 30.43]
    note = texts(page, "//*[@id='chart-bodies-note']")[0]
    assert "1 个项目（5.25亿元）" in note
    assert "1 project (525 m yuan) names more than one" in note


def test_years_count_what_runs_begins_and_ends(page: HtmlElement) -> None:
    assert table(page, "years") == [
        ["2019", "1", "1", "0"],
        ["2020", "1", "0", "0"],
        ["2021", "2", "1", "0"],
        ["2022", "3", "1", "0"],
        ["2023", "4", "1", "2"],
        ["2024", "2", "0", "1"],
        ["2025", "1", "0", "1"],
    ]
    assert len(widths(page, "years", "strong")) == 5


def test_stages_are_counted_in_the_words_of_the_plan(page: HtmlElement) -> None:
    assert [row[:3] for row in table(page, "stages")] == [
        ["新开工", "3", "950,000,000"],
        ["续建", "1", "1,200,000,000"],
    ]


def test_each_indicator_goes_from_its_baseline_to_its_target_on_its_own_scale(page: HtmlElement) -> None:
    shown = {row[0]: row[1:] for row in table(page, "indicators")}
    assert list(shown) == [row[1] for row in INDICATORS[1:]]
    assert shown["自来水普及率"] == ["约束性", "%", "2020–2025", "91.5", "98", "+6.5", "+7.1"]
    assert shown["万元产值用水量"][3:] == ["42", "30.5", "-11.5", "-27.4"]
    assert shown["新建管网"][3:] == ["—", "120", "", ""]
    assert shown["水质等级"][3:] == ["良", "优", "", ""]
    drawing = "//figure[contains(@class,'chart-of-indicators')]//g"
    squares = attributes(page, f"{drawing}/rect[@class='chart-target']/@x")
    circles = attributes(page, f"{drawing}/circle[@class='chart-target']/@cx")
    baselines = attributes(page, f"{drawing}/circle[@class='chart-baseline']/@cx")
    assert (squares, circles, baselines) == (["98.0%"], ["72.62%", "100.0%"], ["91.5%", "100.0%"])


def test_the_strip_says_what_the_plan_holds(held: Path, page: HtmlElement) -> None:
    numbers = strip(page)
    assert numbers["规划期"].startswith("2021–2025")
    assert numbers["指标"].startswith("4约束性 1 · 预期性 3")
    assert numbers["项目"] == "4"
    assert "21.5亿元" in numbers["总投资"]
    assert "总计行" not in numbers["总投资"]
    assert numbers["数据"] == str(rows(held, "SELECT count(*) FROM v_figures")[0][0])
    unclaimed, total = rows(
        held,
        "SELECT sum(CASE outcome WHEN 'unclaimed' THEN n ELSE 0 END), sum(n) FROM v_coverage WHERE what ="
        " 'numbers'",
    )[0]
    assert f"{total} 个中 {unclaimed} 个未解释" in numbers["数字解释率"]


def test_a_total_that_is_not_the_sum_is_shown_beside_it_and_as_a_finding(tmp_path: Path) -> None:
    wrong = store(tmp_path, plan((("", "总计", "4项", "", "31.50", "16.50", ""), *PROJECTS[1:])))
    shown = tree(drawn(wrong).html)
    assert "21.5亿元" in strip(shown)["总投资"]
    assert "总计行 31.5亿元" in strip(shown)["总投资"]
    wanted = rows(wrong, "SELECT rule, count(*) FROM v_findings GROUP BY rule")
    errors = rows(wrong, "SELECT DISTINCT rule FROM v_findings WHERE severity = 'error'")
    assert len(errors) >= 1
    assert strip(shown)["疑点"].startswith(str(sum(int(str(number)) for _, number in wanted)))
    assert len(widths(shown, "findings", "error")) == len(errors)
    titles = {row["code"]: row["zh"] for row in read_rows("rule_titles")}
    assert sorted((row[0], row[2]) for row in table(shown, "findings")) == sorted(
        (titles[str(rule)], str(number)) for rule, number in wanted
    )


def test_no_chart_without_data(tmp_path: Path) -> None:
    shown = tree(drawn(store(tmp_path, plan((), ("加强水务管理，保障供水安全。",), ()))).html)
    assert elements(shown, "//figure") == []
    assert elements(shown, "//svg") == []
    assert "项目" not in texts(shown, "//dt/span[@class='zh']")


def test_no_text_acts_and_no_style_stands_in_the_html(held: Path) -> None:
    markup = drawn(held).html
    assert "<script" not in markup
    assert "&lt;script&gt;" in markup
    assert not re.search(r"\s(?:style|on[a-z]+)\s*=", re.sub(r">[^<]*<", "><", markup))
    assert "<style" not in markup
    root = tree(markup)
    assert HOSTILE in texts(root, "//figure[contains(@class,'chart-of-bodies')]//li/a")


def test_links_lead_to_records(held: Path, page: HtmlElement) -> None:
    ids = {f"#{kind}-{number}" for kind, number in rows(held, "SELECT kind, record_id FROM record")}
    ids |= {f"#finding-{number}" for (number,) in rows(held, "SELECT finding_id FROM v_findings")}
    links = set(attributes(page, "//a/@href"))
    assert links
    assert links <= ids
    assert elements(page, "//svg[.//a and @role='img']") == [], (
        "an image hides its links from a screen reader"
    )


def test_every_drawing_is_named_and_has_its_table(page: HtmlElement) -> None:
    ids = attributes(page, "//@id")
    assert len(ids) == len(set(ids))
    figures = elements(page, "//figure")
    assert len(figures) >= 5
    for figure in figures:
        drawing = figure.find(".//svg[@role]")
        assert drawing is not None
        assert {drawing.get("aria-labelledby"), drawing.get("aria-describedby")} <= set(ids)
        assert drawing.find("title") is not None
        assert figure.find("details//table/tbody/tr") is not None


def test_the_same_database_gives_the_same_overview(held: Path) -> None:
    assert drawn(held) == drawn(held)


def made(number: int, last_end: int = 2025) -> PlanFacts:
    """A plan of groups of ten projects, each project of two of forty bodies."""
    kinds = ["subcategory" if place % 10 == 0 else "project" for place in range(number)]
    projects = tuple(
        ProjectRow(
            place,
            kind,
            None,
            f"第{place}号",
            "续建",
            2021,
            last_end if place == number - 1 else 2024,
            Decimal(place * 10**6),
            None,
        )
        for place, kind in enumerate(kinds)
    )
    bodies = tuple(
        BodyRow(place, "responsible", f"第{(place * 7 + other) % 40}局")
        for place in range(number)
        for other in (0, 1)
    )
    return PlanFacts(
        "甲", "", 1, (2021, 2025), {"headings": 1, "boxes": 0, "figures": 1}, {}, {}, projects, bodies, (), ()
    )


def test_a_year_mistyped_by_centuries_does_not_stretch_the_axis() -> None:
    shown = tree(draw(made(200, last_end=2925), ()))
    assert [row[0] for row in table(shown, "years")] == ["2021", "2022", "2023", "2024"]
    assert "另有 1 个项目" in texts(shown, "//*[@id='chart-years-note']")[0]


def test_many_groups_are_drawn_in_part_and_listed_in_full() -> None:
    shown = tree(draw(made(2000), ()))
    assert len(widths(shown, "domains", "soft")) == 40
    assert len(table(shown, "domains")) == 200
    assert "160" in texts(shown, "//*[@id='chart-domains-note']")[0]


def test_more_bodies_than_are_drawn_stand_together_each_project_once() -> None:
    rest = table(tree(draw(made(200), ())), "bodies")[-1]
    assert rest[0] == "其余 28 家"
    assert int(rest[1]) <= 180


def test_the_overview_grows_no_faster_than_the_plan() -> None:
    assert len(draw(made(4000), ())) < 2.2 * len(draw(made(2000), ()))
