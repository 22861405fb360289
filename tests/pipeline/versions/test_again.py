"""A revised file read after the version before it gives the very rows that it gives alone; and its cost
follows the change."""

import os
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from sqlalchemy import Connection, select

from models import schema
from models.schema.columns import led_to
from pipeline.ingest.identity import PlanChoice
from pipeline.ingest.run import ingest
from pipeline.ingest.understand import understand
from pipeline.names.doc_text import make_doc
from pipeline.rules.catalogue import SUBJECTS
from pipeline.store.database import open_database
from pipeline.store.evidence_rows import supports_of
from tests import builders as b
from tests.pipeline.made import reading
from tests.revisions import revise
from tests.shared import SHARED, needs_shared
from tests.stored import store

RAW = Path(__file__).resolve().parents[3] / "raw"
DRAFT, FINAL = RAW / "yunling_digital_plan_draft.docx", RAW / "yunling_digital_plan_final.docx"
# what is of the database as a whole or says which version it is and what it was compared with
NOT_SAID = {
    "meta",
    "data_dictionary",
    "plan",
    "version",
    "source_file",
    "kept_result",
    "change",
    "action_log",
    "number_used",
    "rule_run",
    "metric",
    "support",
}
BETWEEN = {rule.code for rule in dict(SUBJECTS)["Between versions"]}
Row = dict[str, Any]


def read(path: Path, *files: Path) -> Path:
    for file in files:
        (outcome,) = ingest([file], path, plan="某计划")
        assert outcome.state == "stored"
    return path


def contents(path: Path) -> dict[str, list[Row]]:
    """The rows of the newest version by table, every number counted from the first of its kind in that
    version; lineages left out."""
    with reading(path) as connection:
        newest = int(
            connection.execute(
                select(schema.version.c.version_id).where(schema.version.c.is_current == 1)
            ).scalar_one()
        )
        first = {
            name: _first(connection, name, newest)
            for name in ("block", "document_table", "record", "entity", "notice", "finding", "rule_check")
        }
        first["version"] = newest
        found = {
            table.name: _rows(connection, table, first)
            for table in schema.metadata.tables.values()
            if table.name not in NOT_SAID
        }
    own = [row["finding_id"] for row in found["finding"] if row["rule"] not in BETWEEN]
    for name in ("finding", "finding_evidence"):
        found[name] = [
            row | {"finding_id": own.index(row["finding_id"])}
            for row in found[name]
            if row["finding_id"] in own
        ]
    found["rule_check"] = [
        {name: value for name, value in row.items() if name != "check_id"}
        for row in found["rule_check"]
        if row["rule"] not in BETWEEN
    ]
    return found


def _first(connection: Connection, name: str, version: int) -> int:
    table = schema.metadata.tables[name]
    (key,) = table.primary_key.columns
    return int(
        connection.execute(select(key).where(table.c.version_id == version).order_by(key)).scalar() or 0
    )


def _rows(connection: Connection, table: Any, first: dict[str, int]) -> list[Row]:
    (key, *_) = table.primary_key.columns
    kinds = {column.name: _kind(column) for column in table.columns}
    named = [column for column in table.columns if column.name != "lineage"]
    found = connection.execute(
        select(*named).where(key >= first[kinds[key.name]]).order_by(*table.primary_key.columns)
    ).mappings()
    counted = [
        {name: _counted(value, first.get(kinds[name])) for name, value in row.items()} for row in found
    ]
    if table is schema.evidence:
        said = supports_of(connection.execute(select(schema.support)).all())
        by_number = {number: support for support, number in said.items()}
        return [row | {"support_id": by_number[row["support_id"]]} for row in counted]
    return counted


def _counted(value: Any, first: int | None) -> Any:
    return value if value is None or first is None else value - first


def _kind(column: Any) -> str:
    """The table whose numbers a column holds, "" for none."""
    for key in column.foreign_keys:
        return _kind(key.column)
    return led_to(column) or (
        column.table.name
        if column.primary_key and column.name.removesuffix("_id") in column.table.name
        else ""
    )


def assert_same_as_alone(folder: Path, old: Path, new: Path) -> None:
    after, alone = contents(read(folder / "both.db", old, new)), contents(read(folder / "alone.db", new))
    assert {name: len(found) for name, found in after.items()} == {
        name: len(found) for name, found in alone.items()
    }
    for name, found in after.items():
        assert found == alone[name], name


def test_a_revised_version_is_read_as_it_would_be_alone(tmp_path: Path) -> None:
    assert_same_as_alone(tmp_path, DRAFT, FINAL)
    assert len(contents(tmp_path / "both.db")["evidence"]) > 2500


@needs_shared
@pytest.mark.parametrize("seed", [1, 2])
def test_a_revised_real_plan_is_read_as_it_would_be_alone(tmp_path: Path, seed: int) -> None:
    revision = revise((SHARED / "plans" / "shantou" / "styled.docx").read_bytes(), seed, edits=12)
    for name, data in (("old.docx", revision.old), ("new.docx", revision.new)):
        (tmp_path / name).write_bytes(data)
    assert_same_as_alone(tmp_path, tmp_path / "old.docx", tmp_path / "new.docx")


def test_only_what_changed_is_tagged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noting(language: Language, text: str) -> Doc:
        made.append(text)
        return make_doc(language, text)

    monkeypatch.setattr("pipeline.tagging.tagger.make_doc", noting)
    lines = ["甲市水务局会同乙市财政局建设泵站97座。", "由市水务局负责。", "到2025年，建成泵站120座。"]
    for number, changed in enumerate((lines, [*lines[:2], "到2025年，建成泵站130座。"])):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(
            b.docx(
                b.paragraph("甲市水务发展规划", align="center", bold=True, size=22),
                *map(b.paragraph, changed),
            )
        )
        made.clear()
        read(tmp_path / "plans.db", file)
    assert made == ["到2025年，建成泵站130座。"]


def steps(connection: Connection, work: Any) -> int:
    """How much SQLite does meanwhile, in hundreds of its machine's instructions."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    raw = connection.connection.driver_connection
    assert raw is not None
    raw.set_progress_handler(count, 100)
    work()
    raw.set_progress_handler(None, 0)
    return counted[0]


def test_storing_a_version_does_not_search_the_versions_before_it(tmp_path: Path) -> None:
    table = b.table([["序号", "项目名称", "总投资（万元）"], ["1", "云计算中心", "9700"]])
    lines = [
        b.paragraph(f"第{number}处由甲市水务局建设，到2025年建成泵站{number}座。") for number in range(400)
    ]
    data = b.docx(
        b.paragraph("甲市水务发展规划", align="center", bold=True, size=22),
        *lines,
        b.paragraph("表1 重点项目表"),
        table,
    )
    facts = understand(data, "a.docx").facts
    costs = []
    with open_database(tmp_path / "plans.db", create=True) as database:
        for number in range(3):
            plan = PlanChoice(None if not number else 1, "甲", "甲", "")
            with database.writing() as connection:
                costs.append(
                    steps(connection, lambda plan=plan: store(connection, facts, os.urandom(9), plan))
                )
    assert costs[2] < 1.2 * costs[1]
    assert costs[1] < 2 * costs[0]
