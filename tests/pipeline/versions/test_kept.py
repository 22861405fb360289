"""What the database keeps of versions: lineage, changes, removal, plans; and that a rebuild gives the
same."""

from pathlib import Path

import pytest

from models.errors import NotHeld, WrongUse
from pipeline.ask.history import histories
from pipeline.ingest.rebuild import rebuild
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from pipeline.versions.plans import attach_version, rename_plan
from pipeline.versions.remove import remove_versions
from tests.pipeline.made import assert_sound, reading, rows, write_plan

TITLE = "某市水务发展规划"
LINES = (
    "一、总体要求",
    "坚持节水优先、空间均衡、系统治理，统筹水资源、水环境、水生态。",
    "二、主要任务",
    "新建泵站97座，改造老旧管网一百二十公里，完善分区计量体系。",
    "整治中小河流，恢复自然岸线，建设沿河绿道和亲水平台。",
)
SECOND = (*LINES[:3], LINES[3].replace("97", "120"), LINES[4])
THIRD = (*SECOND, "建立健全长效管护机制，落实经费和人员，鼓励社会力量参与。")
CHANGES = (
    "SELECT from_version, to_version, record_kind, change, old_quote, new_quote FROM v_changes ORDER BY 1, 2,"
    " 3, 4, 5, 6"
)
LINEAGES = "SELECT plan, version, title, lineage FROM v_headings ORDER BY 1, 2, ordinal"


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """Three versions of a plan."""
    return made(tmp_path, LINES, SECOND, THIRD)


def made(folder: Path, *versions: tuple[str, ...]) -> Path:
    files = [write_plan(folder / f"{number}.docx", TITLE, *lines) for number, lines in enumerate(versions)]
    ingest(files, folder / "plans.db")
    return folder / "plans.db"


def key(path: Path) -> str:
    return str(rows(path, "SELECT plan FROM v_versions")[0][0])


def test_changes_of_neighbours_are_stored(held: Path) -> None:
    blocks = [row for row in rows(held, CHANGES) if row[2] == "block"]
    assert blocks == [(1, 2, "block", "changed", "97", "120"), (2, 3, "block", "added", None, THIRD[-1])]


def test_many_changes_are_stored_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    held = made(whole, LINES, SECOND, THIRD)
    monkeypatch.setattr("pipeline.versions.lineage._PORTION", 1)
    assert rows(made(parted, LINES, SECOND, THIRD), CHANGES) == rows(held, CHANGES)


def test_the_same_heading_has_one_lineage_in_all_versions(held: Path) -> None:
    found = rows(held, LINEAGES)
    assert len(found) == 6
    assert len({(title, lineage) for _, _, title, lineage in found}) == 2


def test_every_quote_of_a_change_is_the_slice_of_its_block(held: Path) -> None:
    for side in ("old", "new"):
        sql = f"""SELECT count(*) FROM v_changes JOIN v_blocks ON block_id = {side}_block_id
            WHERE substr(text, {side}_char_start + 1, {side}_char_end - {side}_char_start) <> {side}_quote"""
        assert rows(held, sql) == [(0,)]


def test_a_rebuild_gives_the_same_changes_and_lineages(held: Path) -> None:
    before = rows(held, CHANGES), rows(held, LINEAGES)
    rebuild(held)
    assert (rows(held, CHANGES), rows(held, LINEAGES)) == before


def remove(path: Path, number: int | None) -> None:
    with open_database(path) as database, database.writing() as connection:
        remove_versions(connection, key(path), number)


def test_a_version_taken_out_leaves_the_others_valid(held: Path) -> None:
    lineages = [row for row in rows(held, LINEAGES) if row[1] != 2]
    remove(held, 2)
    assert_sound(held)
    assert rows(held, "SELECT version, is_current FROM v_versions ORDER BY 1") == [(1, 0), (3, 1)]
    assert rows(held, LINEAGES) == lineages
    assert {row[:4] for row in rows(held, CHANGES) if row[2] == "block"} == {
        (1, 3, "block", "changed"),
        (1, 3, "block", "added"),
    }
    assert rows(held, "SELECT action, version, file_name FROM v_log") == [("removed", 2, "1.docx")]
    assert rows(held, "SELECT count(*) FROM source_file") == [(2,)]
    rebuild(held)
    assert rows(held, LINEAGES) == lineages
    assert rows(held, "SELECT action, version FROM v_log") == [("removed", 2)]


def test_numbers_of_what_was_removed_are_not_given_again(held: Path) -> None:
    highest = rows(held, "SELECT max(heading_id), max(block_id) FROM v_blocks")[0]
    remove(held, 3)
    assert rows(held, "SELECT version FROM v_versions WHERE is_current = 1") == [(2,)]
    ingest(
        [
            write_plan(
                held.parent / "again.docx", TITLE, *THIRD, "加强组织领导，明确部门职责分工，形成工作合力。"
            )
        ],
        held,
    )
    assert rows(held, "SELECT max(version) FROM v_versions") == [(4,)]
    fresh = rows(held, "SELECT min(heading_id), min(block_id) FROM v_blocks WHERE version = 4")[0]
    assert all(int(str(new)) > int(str(old)) for new, old in zip(fresh, highest, strict=True))


def test_a_plan_taken_out_whole_is_gone(held: Path) -> None:
    name = key(held)
    remove(held, None)
    assert_sound(held)
    assert rows(
        held,
        "SELECT (SELECT count(*) FROM plan), (SELECT count(*) FROM block), (SELECT count(*) FROM"
        " source_file)",
    ) == [(0, 0, 0)]
    assert rows(held, "SELECT count(*) FROM v_log WHERE plan = '" + name + "'") == [(3,)]


def test_what_is_not_held_cannot_be_removed(held: Path) -> None:
    with pytest.raises(NotHeld):
        remove(held, 9)


def test_an_older_draft_read_later_goes_before(tmp_path: Path) -> None:
    path = made(tmp_path, SECOND, THIRD)
    lineages = [(version + 1, lineage) for _, version, _, lineage in rows(path, LINEAGES)]
    (outcome,) = ingest([write_plan(tmp_path / "draft.docx", TITLE, *LINES)], path, dated="2001-08")
    assert outcome.version == 1
    assert rows(path, "SELECT version, is_current, file_name FROM v_versions ORDER BY 1") == [
        (1, 0, "draft.docx"),
        (2, 0, "0.docx"),
        (3, 1, "1.docx"),
    ]
    assert (1, 2, "block", "changed", "97", "120") in rows(path, CHANGES)
    assert [(version, lineage) for _, version, _, lineage in rows(path, LINEAGES) if version != 1] == lineages
    assert len({lineage for _, _, _, lineage in rows(path, LINEAGES)}) == 2


def test_plans_are_renamed_and_versions_attached(held: Path) -> None:
    name = key(held)
    with open_database(held) as database, database.writing() as connection:
        rename_plan(connection, name, "水务")
        with pytest.raises(WrongUse):
            rename_plan(connection, "水务", "水务")
        assert attach_version(connection, "水务", 2, "另一规划") == 1
    assert_sound(held)
    assert rows(held, "SELECT plan, version, is_current FROM v_versions ORDER BY 1 DESC, 2") == [
        ("水务", 1, 0),
        ("水务", 3, 1),
        ("另一规划", 1, 1),
    ]
    shared = (
        "SELECT count(*) FROM v_headings a JOIN v_headings b ON a.lineage = b.lineage AND a.plan < b.plan"
    )
    assert rows(held, shared) == [(0,)]


def test_new_plan_keeps_like_texts_apart(held: Path) -> None:
    (outcome,) = ingest([write_plan(held.parent / "other.docx", TITLE, *THIRD, "附则")], held, new_plan=True)
    assert outcome.plan != key(held)
    assert outcome.version == 1


def test_history_follows_a_heading_and_says_where_it_is_not(held: Path) -> None:
    ingest(
        [
            write_plan(
                held.parent / "last.docx",
                TITLE,
                *THIRD,
                "三、保障措施",
                "加强组织领导，明确部门职责分工，形成工作合力。",
            )
        ],
        held,
    )
    with reading(held) as connection:
        (found,) = histories(connection, "heading:保障措施")
        assert [step.row is None for step in found.steps] == [True, True, True, False]
        assert [change["change"] for change in found.steps[3].changes] == ["added"]
        with pytest.raises(NotHeld):
            histories(connection, "没有这个词语")
