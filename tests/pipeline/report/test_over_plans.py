"""The pages over several plans: their list, one metric over places and years, binding indicators side by
side; the chart of a comparison."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b

_HEAD = ("序号", "指标名称", "单位", "2020年", "2025年", "属性")
_NORTH = ("到2025年，建成5G基站8300座。", ("1", "森林覆盖率", "%", "41", "45", "约束性"))
_SOUTH = ("2020年，建成5G基站1.2万座。", ("1", "森林覆盖率", "%", "30", "≥36", "约束性"))
_OWN = ("2", "自来水普及率", "%", "—", "98", "约束性")


def store_two_plans(folder: Path) -> Path:
    """Two plans of two places that share a metric and a binding indicator; gives the database."""
    for name, place, (text, row), more in (
        ("north", "北川市", _NORTH, [_OWN]),
        ("south #1", "南江市", _SOUTH, []),
    ):
        title = b.paragraph(f"{place}信息化发展“十四五”规划", align="center", size=22)
        table = b.table([_HEAD, row, *more], header_rows=1)
        content = b.docx(
            title, b.paragraph("一、发展目标"), b.paragraph(text), b.paragraph("表1 主要指标"), table
        )
        (folder / f"{name}.docx").write_bytes(content)
    ingest(sorted(folder.glob("*.docx")), folder / "plans.db")
    return folder / "plans.db"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_two_plans(tmp_path_factory.mktemp("over"))


@pytest.fixture(scope="module")
def folder(database: Path) -> Path:
    written = database.with_name("pages")
    done = run("report", "--all", "--out", str(written), "--db", str(database))
    assert done.exit_code == 0, done.output
    return written


def run(*arguments: str) -> Result:
    return CliRunner().invoke(plantrace, ["--lang", "en", *arguments])


def tree(page: Path) -> html.HtmlElement:
    root = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    assert isinstance(root, html.HtmlElement)
    return root


def texts(root: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in root.xpath(path)]


def metric(folder: Path) -> html.HtmlElement:
    """What the plans say of 5G基站."""
    sections = tree(folder / "comparison.html").xpath('//section[@class="metric"]')
    (found,) = [one for one in sections if "5G基站" in one.xpath("string(h3)")]
    assert isinstance(found, html.HtmlElement)
    return found


def test_every_plan_is_listed_with_its_place_years_and_counts(folder: Path) -> None:
    rows = tree(folder / "index.html").xpath('//table[contains(@class, "plans")]/tbody/tr')
    listed = {
        row.xpath("string(th/a)"): [cell.text_content().split()[0] for cell in row.xpath("td")]
        for row in rows
    }
    assert listed["北川市信息化发展“十四五”规划"][:5] == ["北川市", "2021–2025", "1", "2", "0"]
    assert listed["南江市信息化发展“十四五”规划"][:5] == ["南江市", "2021–2025", "1", "1", "0"]


def test_links_lead_to_reports_beside_it_and_these_lead_back(folder: Path) -> None:
    from urllib.parse import unquote

    links = {link.partition("#")[0] for link in tree(folder / "index.html").xpath("//tbody//a/@href")}
    assert len(links) == 2
    for link in links:
        report = tree(folder / unquote(link))
        assert report.xpath('//a[@class="home"]/@href') == ["index.html"]


def test_one_metric_stands_in_a_matrix_of_places_and_years(folder: Path) -> None:
    root = tree(folder / "comparison.html")
    (section,) = [
        one for one in root.xpath('//section[@class="metric"]') if "5G基站" in one.xpath("string(h3)")
    ]
    assert texts(section, ".//thead/th | .//thead/tr/th")[1:] == ["2020", "2025"]
    cells = {row.xpath("string(th/text())"): texts(row, "td") for row in section.xpath(".//tbody/tr")}
    assert cells["北川市"][0] == ""
    assert cells["北川市"][1].startswith("8300座")
    assert cells["南江市"][0].startswith("1.2万座")
    assert section.xpath('.//a[contains(@href, "#figure-")]')


def test_the_chart_has_a_bar_a_statement_on_one_scale(folder: Path) -> None:
    root = tree(folder / "comparison.html")
    (section,) = [
        one for one in root.xpath('//section[@class="metric"]') if "5G基站" in one.xpath("string(h3)")
    ]
    bars = [
        float(width.rstrip("%"))
        for width in section.xpath('.//svg//rect[not(@class="chart-hit")]/@width')
        if width.endswith("%")
    ]
    assert sorted(bars) == [pytest.approx(8300 / 12000 * 100, abs=0.01), 100.0]


def test_binding_indicators_stand_side_by_side(folder: Path) -> None:
    table = tree(folder / "comparison.html").xpath('//table[contains(@class, "binding")]')[0]
    rows = {texts(row, "th")[0]: texts(row, "td") for row in table.xpath("tbody/tr")}
    (forest,) = [cells for name, cells in rows.items() if "森林覆盖率" in name]
    assert [cell[:9].strip() for cell in forest] == ["41 → 45 %", "30 → ≥36"]
    (water,) = [cells for name, cells in rows.items() if "自来水" in name]
    assert water[0].startswith("98 %")
    assert water[1] == ""


def test_the_same_database_gives_the_same_pages(database: Path, folder: Path, tmp_path: Path) -> None:
    run("report", "--all", "--out", str(tmp_path), "--db", str(database))
    for page in folder.iterdir():
        assert (tmp_path / page.name).read_bytes() == page.read_bytes()


def test_all_names_no_plan(database: Path) -> None:
    done = run("report", "北川市", "--all", "--db", str(database))
    assert done.exit_code == 2
    assert "name no plan" in done.stderr


def test_a_folder_as_out_gets_the_plans_page(database: Path, tmp_path: Path) -> None:
    for place in (tmp_path, f"{tmp_path / 'new'}/"):
        assert run("report", "北川市", "--out", str(place), "--db", str(database)).exit_code == 0
    assert [len([*one.glob("北川*.html")]) for one in (tmp_path, tmp_path / "new")] == [1, 1]


def test_a_comparison_is_written_as_a_page_or_a_picture(database: Path, tmp_path: Path) -> None:
    page, picture = tmp_path / "5G.html", tmp_path / "5G.svg"
    for target in (page, picture):
        done = run("compare", "5G基站", "--chart", str(target), "--db", str(database))
        assert done.exit_code == 0, done.output
        assert "12000" in done.stdout
    assert texts(tree(page), '//table[contains(@class, "matrix")]/tbody/tr/th/text()/..')[0].startswith(
        "北川市"
    )
    drawn = etree.fromstring(picture.read_bytes())
    words = " ".join(str(text) for text in drawn.itertext())
    assert "南江市 2020" in words
    assert "var(" not in words  # other programs than browsers know no variables


def test_a_chart_is_html_or_svg(database: Path, tmp_path: Path) -> None:
    done = run("compare", "5G基站", "--chart", str(tmp_path / "5G.png"), "--db", str(database))
    assert done.exit_code == 2
    assert ".html or .svg" in done.stderr
    assert not (tmp_path / "5G.png").exists()


def test_what_rounding_explains_is_no_contradiction(tmp_path: Path) -> None:
    content = b.docx(
        b.paragraph("北川市信息化发展“十四五”规划", align="center", size=22),
        b.paragraph("一、发展基础"),
        b.paragraph("2020年，全市数字经济产值达到667.9亿元。"),
        b.paragraph("2020年，全市数字经济产值达到668亿元。"),
        b.paragraph("2020年，全市5G基站达到2180座。"),
        b.paragraph("2020年，全市5G基站达到2810座。"),
    )
    (tmp_path / "plan.docx").write_bytes(content)
    ingest([tmp_path / "plan.docx"], tmp_path / "plans.db")
    database = str(tmp_path / "plans.db")
    assert "no contradiction" in run("compare", "数字经济产值", "--db", database).stdout
    assert "states 2180座, 2810座" in run("compare", "5G基站", "--db", database).stdout
