"""`verify` agrees with what is true, and finds what is not, by itself."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from models.errors import WrongUse
from pipeline.care.verify import Verification, verify
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from tests import builders as b
from tests.pipeline.made import reading

SHARED = Path(__file__).resolve().parents[3] / "shared"


def rich_docx() -> bytes:
    """Paragraphs inside and outside of tables, content controls, a text box, notes, headers and an HTML
    chunk."""
    chunk, part = b.alternative_chunk(
        "<html><body><p>附录甲</p><div><p>附录正文一段。</p></div></body></html>".encode()
    )
    return b.docx(
        b.paragraph("甲市水务规划", align="center", size=22),
        b.paragraph(b.run("一、"), b.run("总体要求")),
        b.paragraph(
            "到2025年，建成泵站", b.insertion("97"), b.deletion("96"), "座。", b.footnote_reference(1)
        ),
        b.content_control(b.paragraph("（一）供水"), b.paragraph("新建水厂3座。")),
        b.paragraph(b.text_box("专栏1 工程", "泵站工程。新建12座。")),
        b.table([["项目", "投资（亿元）"], ["北部水厂", "1.5"]], header_rows=1),
        chunk,
        footnotes={1: "统计口径为全市。"},
        headers={"default": "页眉"},
        extra_parts=[part],
    )


@pytest.fixture
def db(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "甲.docx").write_bytes(rich_docx())
    outcomes = ingest([tmp_path / "raw"], tmp_path / "a.db")
    assert [outcome.state for outcome in outcomes] == ["stored"]
    return tmp_path / "a.db"


def verified(db: Path, source: Path | None = None) -> Verification:
    with reading(db) as connection:
        return verify(connection, source)


def test_everything_true_is_proved_against_the_kept_bytes_and_against_a_folder(
    db: Path, tmp_path: Path
) -> None:
    kept = verified(db)
    assert kept.proved
    assert (kept.versions, kept.tables) == (1, 1)
    with reading(db) as connection:
        assert kept.blocks == connection.execute(text("SELECT count(*) FROM v_blocks")).scalar_one() > 12
        assert kept.evidence == connection.execute(text("SELECT count(*) FROM v_trace")).scalar_one() > 3
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    shutil.copy(tmp_path / "raw" / "甲.docx", tmp_path / "elsewhere" / "deep" / "renamed.bin")
    assert verified(db, tmp_path / "elsewhere") == kept


def test_an_original_that_is_not_in_the_folder_is_missing_not_proved(db: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = verified(db, tmp_path / "empty")
    assert (result.checked, result.proved, [missing.file_name for missing in result.missing]) == (
        0,
        False,
        ["甲.docx"],
    )


def test_a_folder_that_is_not_there_is_wrong_use(db: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no such folder"):
        verified(db, tmp_path / "none")


def forge(db: Path, *changes: str) -> Verification:
    """Changes the database past its triggers, as someone with another tool could."""
    with open_database(db) as database, database.writing() as connection:
        for name in (
            connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")).scalars().all()
        ):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for change in changes:
            connection.exec_driver_sql(change)
    return verified(db)


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        pytest.param("UPDATE block SET text = replace(text, '97', '98')", "text", "97", id="text"),
        pytest.param(
            "UPDATE block SET xml_path = '/w:document/w:body/w:p[77]' WHERE kind = 'title'",
            "text",
            "no such paragraph",
            id="path",
        ),
        pytest.param(
            "UPDATE block SET xml_path = '/w:document[' WHERE kind = 'title'",
            "text",
            "no such paragraph",
            id="broken path",
        ),
        pytest.param(
            "UPDATE block SET part = 'word/none.xml' WHERE kind = 'title'",
            "text",
            "no such paragraph",
            id="part",
        ),
        pytest.param(
            "UPDATE block SET text = replace(text, '附录正文', '附录')", "text", "附录正文", id="HTML chunk"
        ),
        pytest.param(
            "UPDATE evidence SET char_start = 0, char_end = 4 WHERE record_id ="
            " (SELECT record_id FROM heading WHERE title = '总体要求')",
            "title",
            "一、总体",
            id="span",
        ),
        pytest.param(
            "UPDATE heading SET title = '总体目标' WHERE title = '总体要求'", "title", "总体目标", id="value"
        ),
        pytest.param(
            "UPDATE heading SET char_end = 3 WHERE title = '总体要求'", "title", "一、总", id="heading's span"
        ),
        pytest.param(
            "UPDATE document_table SET xml_path = '/w:document/w:body/w:p[1]'",
            "xml_path",
            "no such table",
            id="table",
        ),
        pytest.param(
            "UPDATE figure SET value = value * 10, value_text = value_text || '0'",
            "value",
            "970 cannot be read",
            id="number of a figure",
        ),
        pytest.param("UPDATE figure SET value = 98", "value", "not the same", id="number and its decimal"),
        pytest.param("UPDATE figure SET value_text = '98'", "value", "not the same", id="decimal"),
        pytest.param(
            "UPDATE figure SET value = NULL, value_text = NULL", "value", "no value", id="number gone"
        ),
        pytest.param("UPDATE figure SET unit = '公里'", "unit", "公里 cannot be read", id="unit of a figure"),
        pytest.param(
            "DELETE FROM evidence WHERE record_id = (SELECT min(record_id) FROM heading)",
            "",
            "no evidence",
            id="no evidence",
        ),
    ],
)
def test_what_was_tampered_with_is_found_and_placed(db: Path, change: str, field: str, told: str) -> None:
    failed = forge(db, change).failed
    assert any(failure.field == field and told in failure.message for failure in failed)
    assert all(
        (failure.plan, failure.version, failure.file_name) == ("甲市水务规划", 1, "甲.docx")
        for failure in failed
    )


def test_numbers_with_note_marks_are_proved(tmp_path: Path) -> None:
    mark = b.raw('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>')
    power = b.raw('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>7</w:t></w:r>')
    data = b.docx(
        b.paragraph("甲市水务规划", align="center", size=22),
        b.paragraph("2020年，泵站达到320", mark, "座。"),
        b.paragraph("2020年，库容达到1.5×10", power, "立方米。"),
    )
    (tmp_path / "甲.docx").write_bytes(data)
    ingest([tmp_path / "甲.docx"], tmp_path / "b.db")
    with reading(tmp_path / "b.db") as connection:
        values = connection.execute(text("SELECT value, unit FROM v_figures ORDER BY block_id")).all()
    assert [tuple(row) for row in values] == [(320, "座"), (15_000_000, "立方米")]
    assert verified(tmp_path / "b.db").proved
    assert not forge(tmp_path / "b.db", "UPDATE figure SET value = 321, value_text = '321'").proved


@pytest.fixture
def rows_db(tmp_path: Path) -> Path:
    data = b.docx(
        b.paragraph("甲市水务发展规划（2021—2025年）", align="center", size=22),
        b.paragraph("一、主要指标"),
        b.table([["指标", "单位", "2020年", "2025年", "属性"], ["供水普及率", "%", "90", "≥98", "预期性"]]),
        b.paragraph("二、重点项目"),
        b.table(
            [
                ["序号", "项目名称", "建设内容", "建设年限", "总投资（亿元）", "责任单位"],
                ["1", "北部水厂", "新建水厂", "2021-2023", "1.5", "市水务局"],
                ["2", "南部水厂", "扩建水厂", "2022-2025", "2.4", "市水务局"],
            ]
        ),
    )
    (tmp_path / "甲.docx").write_bytes(data)
    assert [outcome.state for outcome in ingest([tmp_path / "甲.docx"], tmp_path / "b.db")] == ["stored"]
    return tmp_path / "b.db"


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        (
            "UPDATE project SET total_investment = 15e8, total_investment_text = '1500000000'",
            "total_investment",
            "cannot be read",
        ),
        (
            "UPDATE indicator SET target_value = 980, target_value_text = '980'",
            "target_value",
            "cannot be read from its quotes (≥98)",
        ),
        ("UPDATE indicator SET baseline_value = 91", "baseline_value", "not the same"),
        (
            "DELETE FROM support WHERE field = 'total_investment' AND role = 'value'",
            "total_investment",
            "rests on no quote",
        ),
        (
            "DELETE FROM support WHERE field = 'total_investment' AND role = 'unit'",
            "total_investment",
            "cannot be read from its quotes (1.5)",
        ),
    ],
)
def test_forged_numbers_of_rows_are_found(rows_db: Path, change: str, field: str, told: str) -> None:
    assert verified(rows_db).proved
    failed = forge(rows_db, change).failed
    assert any(failure.field == field and told in failure.message for failure in failed)


def test_kept_bytes_that_were_changed_are_not_read(db: Path) -> None:
    result = forge(db, "UPDATE source_file SET content = CAST(content || x'00' AS BLOB)")
    assert [failure.message for failure in result.failed] == [
        "the original is not the file that was ingested: its SHA-256 or size differs"
    ]
    assert result.blocks == 0


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not there")
def test_the_document_of_constructs_is_proved(tmp_path: Path) -> None:
    outcomes = ingest([SHARED / "plans" / "constructs.docx"], tmp_path / "a.db")
    assert [outcome.state for outcome in outcomes] == ["stored"]
    assert verified(tmp_path / "a.db").failed == ()


def test_a_field_over_paragraphs_and_a_body_over_two_are_proved(tmp_path: Path) -> None:
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    table = b.table(
        [
            ["序号", "项目名称", "总投资（亿元）", "责任单位"],
            ["1", "东湖公园工程", "3.2", b.cell([b.paragraph("市园林和"), b.paragraph("林业局")])],
        ]
    )
    document = b.docx(
        b.paragraph("白河市公园规划", align="center"),
        b.paragraph(b.Xml(code)),
        b.paragraph("不显示的域代码"),
        b.paragraph(b.Xml(end)),
        b.paragraph("重点项目表"),
        table,
    )
    (tmp_path / "plan.docx").write_bytes(document)
    (outcome,) = ingest([tmp_path / "plan.docx"], tmp_path / "a.db")
    assert outcome.state == "stored"
    with open_database(tmp_path / "a.db", read_only=True) as opened, opened.reading() as connection:
        assert verify(connection).proved
        names = connection.exec_driver_sql("SELECT name FROM project_body").scalars().all()
        hidden = connection.exec_driver_sql("SELECT count(*) FROM block WHERE text LIKE '%域代码%'").scalar()
    assert (names, hidden) == (["市园林和林业局"], 0)


def test_a_title_over_two_paragraphs_is_proved(tmp_path: Path) -> None:
    body = "二、保障措施"
    document = b.docx(
        b.paragraph("甲市水务规划", align="center", size=22),
        b.paragraph("一、总体要求"),
        b.paragraph("坚持节水优先。"),
        b.paragraph(body),
        b.paragraph("加强组织领导。"),
        b.paragraph("附件1"),
        b.paragraph("甲市2023年二十件民生实事", align="center"),
        b.paragraph("项目及牵头责任单位一览", align="center"),
        b.paragraph("新建水厂3座。"),
    )
    (tmp_path / "甲.docx").write_bytes(document)
    ingest([tmp_path / "甲.docx"], tmp_path / "a.db")
    with reading(tmp_path / "a.db") as connection:
        titles = (
            connection.execute(text("SELECT title FROM v_headings WHERE label = '附件1'")).scalars().all()
        )
    assert titles == ["甲市2023年二十件民生实事项目及牵头责任单位一览"]
    assert verified(tmp_path / "a.db").proved
