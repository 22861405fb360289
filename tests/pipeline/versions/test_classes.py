"""What kind of difference a change is, its places, and which changes tell the same."""

from pathlib import Path

import pytest

from models.names import ChangeClass
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from pipeline.store.held import Row, rows
from pipeline.versions.change import Change
from pipeline.versions.classes import class_of
from tests import builders as b
from tests.pipeline.made import write_plan

TITLE = "白河市公园管理办法"


def changes(folder: Path, old: list[str], new: list[str]) -> list[Row]:
    """The rows of v_changes between two plans of these lines."""
    files = [write_plan(folder / f"{n}.docx", TITLE, *lines) for n, lines in enumerate((old, new))]
    return between(folder / "plans.db", files)


def between(database: Path, files: list[Path]) -> list[Row]:
    assert {outcome.state for outcome in ingest(files, database, plan="甲")} == {"stored"}
    with open_database(database, read_only=True) as opened, opened.reading() as connection:
        return rows(connection, "SELECT * FROM v_changes ORDER BY change_id")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("按照第三条办理。", "按照第四条办理。", "reference"),
        ("见附件2和表3。", "见附件3和表4。", "reference"),
        ("依据第十二条第（三）项处罚。", "依据第十三条第（二）项处罚。", "reference"),
        ("详见专栏4。", "详见专栏5。", "reference"),
        ("第三条　公园免费开放。", "第四条 公园免费开放。", "renumbering"),
        ("- （一）步道维修费用。", "- （二）步道维修费用。", "renumbering"),
        ("• （三）步道维修费用。", "• （四）步道养护费用。", "substance"),
        ("2．东湖公园工程：建设步道。", "1．东湖公园工程：建设步道。", "renumbering"),
        ("第三条　公园免费开放；", "第四条 公园免费开放。", "form"),
        ("设置会计帐簿。", "设置会计账簿。", "form"),
        ("支付其它费用。", "支付其他费用。", "form"),
        ("公园，广场", "公园、广场", "form"),
        ("公园ＡＢ", "公园AB", "form"),
        ("总则", "总　则", "form"),
        ("三、公园免费开放。", "三，公园免费开放。", "form"),
        ("《关于修改<公园法>的决定》", "《关于修改〈公园法〉的决定》", "form"),
        ("建成公园3座。", "建成公园4座。", "substance"),
        ("按照第三条办理。", "不按照第三条办理。", "substance"),
        ("必须公开。", "可以公开。", "substance"),
        ("三条路线", "四条路线", "substance"),
        ("增长3.5%", "增长35%", "substance"),
    ],
)
def test_class_of_a_changed_text(old: str, new: str, expected: ChangeClass) -> None:
    assert class_of(Change("block", "changed", "text", old, new)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("heading", "renumbered", "label", "一、", "二、"), "renumbering"),
        (Change("project", "moved", "row_index", "2", "3"), "renumbering"),
        (Change("block", "added", "text", None, "\u200b"), "form"),
        (Change("block", "removed", "text", "公园免费开放。", None), "substance"),
        (Change("project", "moved", "parent_id", "甲", "乙"), "substance"),
        (Change("figure", "changed", "raw", "1亿元", "10000万元", delta=0.0), "form"),
        (Change("indicator", "changed", "target_raw", "≥90", "90左右"), "substance"),
        (Change("block", "removed", "text", "甲"), "substance"),
    ],
)
def test_class_of_other_changes(change: Change, expected: ChangeClass) -> None:
    assert class_of(change) == expected


def test_a_further_place_within_a_reference_is_one(tmp_path: Path) -> None:
    old = "公园应当免费开放，并依照本办法第十六条和第十七条公布目录，由市人民政府公布。"
    new = "公园可以免费开放，并依照本办法第十五条和第十六条公布目录，由市人民政府公布。"
    files = [tmp_path / "1.docx", tmp_path / "2.docx"]
    for path, text in zip(files, (old, new), strict=True):
        path.write_bytes(b.docx(b.paragraph("公园管理办法", align="center"), b.paragraph(text)))
    told = [(row["class"], row["old_quote"]) for row in between(tmp_path / "plans.db", files)]
    assert [one for one, _ in told] == ["substance", "reference"]
    assert "应当" in str(told[0][1])


def test_the_number_of_an_article_is_no_place_of_its_own(tmp_path: Path) -> None:
    files = [tmp_path / "1.docx", tmp_path / "2.docx"]
    for path, label, word in zip(files, ("第三条", "第四条"), ("应当", "可以"), strict=True):
        said = f"{label}　公园由市人民政府划定范围并{word}免费开放，具体办法另行制定。"
        path.write_bytes(b.docx(b.paragraph("公园管理办法", align="center"), b.paragraph(said)))
    (told,) = between(tmp_path / "plans.db", files)
    assert (told["class"], told["old_quote"], told["new_quote"]) == ("substance", "应当", "可以")


def test_a_new_article_renumbers_those_behind_it(tmp_path: Path) -> None:
    articles = [
        "公园应当免费开放。",
        "公园应当设置导览牌。",
        "公园内禁止燃放烟花爆竹。",
        "本办法自公布之日起施行。",
    ]
    new = [articles[0], "公园应当划定保护范围。", *articles[1:]]
    numerals = "一二三四五"
    old_lines, new_lines = (
        [f"第{numerals[n]}条　{text}" for n, text in enumerate(texts)] for texts in (articles, new)
    )
    found = changes(tmp_path, old_lines, new_lines)
    assert [(row["change"], row["class"]) for row in found] == [
        ("added", "substance"),
        *[("renumbered", "renumbering")] * 3,
    ]


@pytest.mark.parametrize("behind", ["全面推进垃圾分类，提升处理能力。", "全面推进垃圾分类，提升收运能力。"])
def test_a_paragraph_that_became_two_is_no_change_of_substance(tmp_path: Path, behind: str) -> None:
    one, two = "加快推进老旧小区改造，完善配套设施。", "全面推进垃圾分类，提升处理能力。"
    found = {row["class"] for row in changes(tmp_path, [one + two], [one, behind])}
    assert found == {"form" if behind == two else "substance"}


LONG = "统筹推进公园建设，完善游憩服务体系，健全管护机制，提高服务水平，"


def test_two_places_of_one_paragraph_are_two_rows_of_one_change(tmp_path: Path) -> None:
    found = changes(tmp_path, [f"全市加快{LONG}年内改造12处公园。"], [f"全市稳步{LONG}年内改造15处公园。"])
    texts = [row for row in found if row["record_kind"] == "block"]
    assert [(row["old_quote"], row["new_quote"]) for row in texts] == [("加快", "稳步"), ("12", "15")]
    assert [row["part_of"] for row in found] == [None] + [texts[0]["change_id"]] * (len(found) - 1)


@pytest.mark.parametrize(
    ("old", "new", "quotes"),
    [
        ("建成公园三十五处。", "建成公园三十七处。", ("三十五", "三十七")),
        ("绿地一百二十公顷。", "绿地一百五十公顷。", ("一百二十", "一百五十")),
        ("绿地１２０公顷。", "绿地１５０公顷。", ("１２０", "１５０")),
        ("绿地12.5公顷。", "绿地12.8公顷。", ("12.5", "12.8")),
    ],
)
def test_no_number_is_cut(tmp_path: Path, old: str, new: str, quotes: tuple[str, str]) -> None:
    found = changes(tmp_path, [f"全市{LONG}{old}"], [f"全市{LONG}{new}"])
    assert (found[0]["old_quote"], found[0]["new_quote"]) == quotes


def test_what_is_gone_stands_where_it_stood(tmp_path: Path) -> None:
    lines = [
        f"第{number}片区由{name}负责，按月报送公园建设进展。" for number, name in enumerate("东西南北中", 1)
    ]
    added = [f"新增举措{name}：完善{name}类设施，健全{name}类制度。" for name in "甲乙丙丁"]
    new = [*added, lines[0].replace("按月", "按季"), lines[1].replace("按月", "按季"), *lines[3:]]
    found = [row for row in changes(tmp_path, lines, new) if row["change"] != "added"]
    assert [row["change"] for row in found] == ["changed", "changed", "removed"]


def test_a_paragraph_rewritten_between_two_that_stay_is_one_change(tmp_path: Path) -> None:
    kept = ["推进公园建设，完善游憩服务体系。", "健全管护机制，提高服务水平。"]
    old, new = "积极争取上级资金，引导社会资本参与公园建设。", "用好各级财政资金，鼓励社会资本投入公园项目。"
    found = changes(tmp_path, [kept[0], old, kept[1]], [kept[0], new, kept[1]])
    assert {row["change"] for row in found} == {"changed"}


def test_swapped_rows_of_projects_are_numbered_anew_and_no_text(tmp_path: Path) -> None:
    head = ["序号", "项目名称", "建设内容", "总投资（亿元）"]
    body = [["东湖公园工程", "建设公园", "18.6"], ["南山公园改造（一期）", "改造步道", "3.2"]]
    body.append(["南山公园改造（二期）", "改造广场", "3.4"])
    files = []
    for number, order in enumerate(((0, 1, 2), (0, 2, 1))):
        table = [head, *([str(place), *body[row]] for place, row in enumerate(order, 1))]
        path = tmp_path / f"{number}.docx"
        path.write_bytes(
            b.docx(b.paragraph(TITLE, align="center"), b.paragraph("重点项目表"), b.table(table))
        )
        files.append(path)
    found = between(tmp_path / "plans.db", files)
    assert [row for row in found if row["record_kind"] == "block"] == []
    serials = {(row["old_value"], row["new_value"]) for row in found if row["field"] == "serial_no"}
    assert serials == {("2", "3"), ("3", "2")}
    assert {row["class"] for row in found} == {"renumbering"}


def test_a_number_in_a_heading_is_a_part_of_the_change_of_the_heading(tmp_path: Path) -> None:
    lines = ["一、建成{}个示范社区", LONG + "建好公园。", "二、新建{}座泵站。" + LONG + "建好公园。"]
    found = changes(tmp_path, *([line.format(n) for line in lines] for n in (12, 15)))
    figures = [row for row in found if row["record_kind"] == "figure"]
    wholes = {row["change_id"]: row["record_kind"] for row in found}
    assert [wholes[row["part_of"]] for row in figures] == ["heading", "block"]
