"""`plantrace bundle`: what is in the zip, that nothing else is, and that its README's instructions work as
written."""

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from frictionless import Package

from models import schema
from pipeline.ingest.run import ingest
from pipeline.store.backends.sqlite import SQLITE
from tests import builders as b
from tests.pipeline.export.hostile import hostile_plan, rows_of, run
from tests.pipeline.export.workbooks import read_workbook
from tests.pipeline.made import assert_sound

TITLE = "甲市水务规划"


def docx(target: str, *more: str) -> bytes:
    return b.docx(
        b.paragraph(TITLE, align="center", bold=True, size=22),
        b.paragraph("一、发展目标", bold=True, size=16),
        b.paragraph(f"到2025年，全市建成泵站{target}座，供水能力稳步提高，管网更加完善。"),
        *(b.paragraph(line) for line in more),
        b.paragraph("表1 主要指标", align="center"),
        b.table(
            [
                ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
                ["1", "泵站数", "座", "40", target, "预期性"],
            ],
            header_rows=1,
        ),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions of a plan and another plan."""
    found = tmp_path_factory.mktemp("证据")
    for name, content in (
        ("一稿 a.docx", docx("97")),
        ("二稿.docx", docx("98", "新建水厂3座，总投资1.5亿元。")),
    ):
        (found / name).write_bytes(content)
        (outcome,) = ingest([found / name], found / "plans.db", plan=TITLE)
        assert outcome.state == "stored"
    other = b.docx(
        b.paragraph("乙县绝密规划", align="center", size=22),
        b.paragraph("一、绝密目标"),
        b.paragraph("到2025年，建成绝密泵站7座。"),
    )
    (found / "绝密.docx").write_bytes(other)
    assert ingest([found / "绝密.docx"], found / "plans.db")[0].state == "stored"
    return found


@pytest.fixture(autouse=True)
def report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report has tests of its own."""
    monkeypatch.setattr(
        "pipeline.report.build.build_report",
        lambda connection, plan, version: f"<html>{plan} {version}</html>",
    )


def unzipped(path: Path, into: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        archive.extractall(into)
    (root,) = into.iterdir()
    assert root.name == path.stem
    return root


def bundled(folder: Path, tmp_path: Path, *arguments: str | Path) -> Path:
    run("--db", folder / "plans.db", "bundle", *arguments, "--out", tmp_path / "包 1.zip")
    return unzipped(tmp_path / "包 1.zip", tmp_path / "at receiver")


def names(root: Path) -> set[str]:
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and path.parent.name != "data"
    }


def commands(root: Path, start: str) -> list[str]:
    return re.findall(
        rf"^ +({start} .*)$", (root / "README.txt").read_text(encoding="utf-8-sig"), re.MULTILINE
    )


def test_the_extract_is_a_database_of_that_version_alone(folder: Path, tmp_path: Path) -> None:
    root = bundled(folder, tmp_path, "--plan", TITLE)
    path = root / "plan.db"
    assert_sound(path)
    assert rows_of(path, "PRAGMA application_id")[0]["application_id"] == schema.APPLICATION_ID
    assert rows_of(path, "PRAGMA user_version")[0]["user_version"] == schema.SCHEMA_VERSION
    assert [
        (row["plan"], row["version"], row["is_current"]) for row in rows_of(path, "SELECT * FROM v_versions")
    ] == [(TITLE, 2, 1)]
    for view in (
        "v_blocks",
        "v_indicators",
        "v_figures",
        "v_trace",
        "v_findings",
        "v_entities",
        "v_coverage",
        "v_tables",
    ):
        wanted = rows_of(folder / "plans.db", f"SELECT * FROM {view} WHERE plan = ? AND version = 2", TITLE)
        assert sorted(map(repr, rows_of(path, f"SELECT * FROM {view}"))) == sorted(map(repr, wanted)), view
    assert "98" in run("--db", path, "search", "泵站").output
    assert "绝密".encode() not in path.read_bytes()


def test_all_that_belongs_to_a_version_is_in_the_extract(tmp_path: Path) -> None:
    db = hostile_plan(tmp_path / "plans.db")
    run("--db", db, "bundle", "--out", tmp_path / "a.zip")
    path = unzipped(tmp_path / "a.zip", tmp_path / "out") / "plan.db"
    assert_sound(path)
    empty = [table.name for table in SQLITE.tables if not rows_of(path, f"SELECT 1 FROM {table.name}")]
    assert sorted(empty) == [
        "action_log",
        "change",
        "document",
        "entity",
        "mention",
        "metric",
        "number_claim",
        "number_used",
        "project_body",
        "rule_check",
        "rule_run",
        "task",
        "task_body",
    ]


def test_the_original_is_left_out_unless_asked_for(folder: Path, tmp_path: Path) -> None:
    told = run("--db", folder / "plans.db", "bundle", "--plan", TITLE, "--out", tmp_path / "a.zip").output
    assert "--with-originals" in told
    root = unzipped(tmp_path / "a.zip", tmp_path / "without")
    assert names(root) == {
        "plan.db",
        "report.html",
        "tables.xlsx",
        "MANIFEST.json",
        "README.txt",
        "SHA256SUMS",
        "ro-crate-metadata.json",
    }
    assert rows_of(root / "plan.db", "SELECT content, size FROM source_file") == [
        {"content": b"", "size": (folder / "二稿.docx").stat().st_size}
    ]
    told = run(
        "--db",
        folder / "plans.db",
        "bundle",
        "--plan",
        TITLE,
        "--out",
        tmp_path / "b.zip",
        "--with-originals",
    ).output
    assert "comments" in told
    root = unzipped(tmp_path / "b.zip", tmp_path / "with")
    assert (root / "original" / "二稿.docx").read_bytes() == (folder / "二稿.docx").read_bytes()
    assert rows_of(root / "plan.db", "SELECT content FROM source_file") == [
        {"content": (folder / "二稿.docx").read_bytes()}
    ]


@pytest.mark.parametrize("with_originals", [False, True])
def test_the_instructions_of_the_readme_work_as_written(
    folder: Path, tmp_path: Path, with_originals: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = bundled(
        folder, tmp_path, folder / "一稿 a.docx", *(["--with-originals"] if with_originals else [])
    )
    monkeypatch.chdir(root)
    if shutil.which("sha256sum"):
        (command,) = commands(root, "sha256sum")
        assert subprocess.run(command.split(), capture_output=True, check=False).returncode == 0
    if not with_originals:
        (root / "original").mkdir()
        shutil.copy(folder / "一稿 a.docx", root / "original" / "renamed.bin")
    (command,) = commands(root, "plantrace verify")
    assert run(*command.split()[1:]).output.splitlines()[-1] == "all proved against the originals"
    (command,) = commands(root, "plantrace trace")
    assert "【97】" in run(*command.replace("指标名或数字", "97座").split()[1:]).output


def test_what_was_tampered_with_is_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = bundled(folder, tmp_path, folder / "二稿.docx", "--with-originals")
    with closing(sqlite3.connect(root / "plan.db")) as connection:
        connection.execute("UPDATE indicator SET name = '水厂数'")
        connection.commit()
    monkeypatch.chdir(root)
    (command,) = commands(root, "plantrace verify")
    assert "水厂数" in run(*command.split()[1:], code=1).output
    told = json.loads((root / "MANIFEST.json").read_text(encoding="utf-8"))
    (database,) = [file for file in told["files"] if file["path"] == "plan.db"]
    assert hashlib.sha256((root / "plan.db").read_bytes()).hexdigest() != database["sha256"]


def test_the_manifest_lists_everything(folder: Path, tmp_path: Path) -> None:
    root = bundled(folder, tmp_path, "--plan", TITLE, "--version", "1")
    told = json.loads((root / "MANIFEST.json").read_text(encoding="utf-8"))
    assert {file["path"] for file in told["files"]} == {
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()
    } - {
        "MANIFEST.json",
        "SHA256SUMS",
    }
    for file in told["files"]:
        content = (root / file["path"]).read_bytes()
        assert (file["size"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert (told["plan"], told["version"], told["was_current"], told["text_profile"]) == (
        TITLE,
        1,
        False,
        schema.TEXT_PROFILE,
    )
    original = (folder / "一稿 a.docx").read_bytes()
    assert told["original"]["sha256"] == hashlib.sha256(original).hexdigest()
    assert told["original"]["included"] is False


def test_report_workbook_and_data_are_of_the_same_version(folder: Path, tmp_path: Path) -> None:
    root = bundled(folder, tmp_path, "--plan", TITLE, "--version", "1")
    assert (root / "report.html").read_text(encoding="utf-8") == f"<html>{TITLE} 1</html>"
    sheet = read_workbook(root / "tables.xlsx")["指标"]
    assert [row["target_raw"] for row in sheet.rows()] == ["97"]
    assert sheet.links[1, 0].startswith("report.html#indicator-")
    assert Package(str(root / "data" / "datapackage.json")).validate().valid
    everything = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert "绝密".encode() not in everything


def test_the_same_database_gives_the_same_zip(folder: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("--db", folder / "plans.db", "bundle", "--plan", TITLE, "--out", tmp_path / name / "x.zip")
    assert (tmp_path / "a" / "x.zip").read_bytes() == (tmp_path / "b" / "x.zip").read_bytes()


def test_it_is_named_after_plan_and_version(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"{TITLE}-v2.zip" in run("--db", folder / "plans.db", "bundle", "水务").output
    assert [path.name for path in (tmp_path / "output").iterdir()] == [f"{TITLE}-v2.zip"]
    run("--db", folder / "plans.db", "bundle", "水务", "--version", "1", "--out", tmp_path / "output")
    assert (tmp_path / "output" / f"{TITLE}-v1.zip").is_file()


def test_what_cannot_be_bundled_is_told_in_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other.docx").write_bytes(docx("1"))
    out = ("--out", tmp_path / "z.zip")
    root = bundled(folder, tmp_path / "first", "--plan", TITLE)
    for told, arguments, code in (
        ("was not ingested", ("--db", folder / "plans.db", "bundle", tmp_path / "other.docx", *out), 1),
        ("name one of them", ("--db", folder / "plans.db", "bundle", *out), 2),
        ("not both", ("--db", folder / "plans.db", "bundle", "a", "--plan", "b", *out), 2),
        ("made without the original", ("--db", root / "plan.db", "bundle", "--with-originals", *out), 1),
    ):
        result = run(*arguments, code=code)
        assert told in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "z.zip").exists()


def test_an_extract_can_be_bundled_again(folder: Path, tmp_path: Path) -> None:
    root = bundled(folder, tmp_path, "--plan", TITLE)
    run("--db", root / "plan.db", "bundle", "--out", tmp_path / "again.zip")
    again = unzipped(tmp_path / "again.zip", tmp_path / "again")
    assert (again / "plan.db").read_bytes() == (root / "plan.db").read_bytes()
