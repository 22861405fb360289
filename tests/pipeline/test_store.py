"""What is stored is what was stated, anchored where it stands; and nothing false can be put in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, exc, text

from models.facts import Facts, NumberClaim
from models.names import RECORD_KINDS
from pipeline.ingest.identity import PlanChoice
from pipeline.ingest.put import Stored
from pipeline.store.database import open_database
from tests.pipeline.made import TEXTS, assert_sound, made_facts, rows, vacuumed
from tests.stored import store

NEW = PlanChoice(None, "水务", "水务", "a new plan")
AGAIN = PlanChoice(1, "水务", "水务", "its next version")


def put(path: Path, facts: Facts, plan: PlanChoice = NEW, content: bytes = b"one") -> Stored:
    with open_database(path, create=True) as database, database.writing() as connection:
        return store(
            connection,
            facts,
            content,
            plan,
            (NumberClaim(1, 8, 12, "period"), NumberClaim(1, 18, 20, "claimed")),
            lambda: "2024-01-01T00:00:00Z",
        )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    put(tmp_path / "a.db", made_facts())
    return tmp_path / "a.db"


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    with open_database(path) as database, database.reading() as opened:
        yield opened


def test_the_database_is_sound_and_keeps_the_original(path: Path) -> None:
    assert_sound(path)
    assert rows(path, "SELECT content FROM source_file") == [(b"one",)]
    assert rows(
        path,
        "SELECT plan, version, is_current, title, region, file_name, ingested_at, text_profile FROM"
        " v_versions",
    ) == [("水务", 1, 1, "甲市水务发展规划", "甲市", "水务.docx", "2024-01-01T00:00:00Z", "pt-1")]


def test_blocks_are_stored_verbatim_with_their_place(path: Path) -> None:
    assert [row[0] for row in rows(path, "SELECT text FROM v_blocks ORDER BY ordinal")] == list(TEXTS)
    assert rows(
        path,
        "SELECT row_index, col_index, heading_path, table_id, xml_path FROM v_blocks WHERE text = '541.43'",
    ) == [(0, 1, "总体要求", 1, "/w:document/w:body/w:tbl[1]/w:tr[1]/w:tc[2]/w:p[1]")]


def test_records_read_as_they_were_stated(path: Path) -> None:
    assert rows(path, "SELECT label, title, path, quote FROM v_headings") == [
        ("一、", "总体要求", "总体要求", "一、总体要求")
    ]
    assert rows(path, "SELECT label, title, n_items, heading_path FROM v_boxes") == [
        ("专栏1", "重点工程", 1, "总体要求")
    ]
    assert rows(path, "SELECT ordinal, title, text FROM v_box_items") == [(0, "泵站工程", TEXTS[3])]
    assert rows(
        path, "SELECT name, unit, target_raw, target_value, target_value_text, cumulative FROM v_indicators"
    ) == [("供水能力", "万吨", "541.43", 541.43, "541.43", 0)]
    assert rows(path, "SELECT name, builders, responsible FROM v_projects") == [
        ("北部水厂", "市水务局", None)
    ]
    assert rows(
        path, "SELECT metric, quote, value, unit, owner_kind, role FROM v_figures ORDER BY figure_id"
    ) == [
        ("泵站", "97座", 97.0, "座", None, None),
        ("供水能力", "541.43", 5414300.0, "吨", "indicator", "target"),
    ]
    assert rows(path, "SELECT label, text, canonical, depth FROM v_entities") == [
        ("ORG", "市水务局", "甲市水务局", 0)
    ]
    assert rows(path, "SELECT canonical, aliases, n_mentions, n_projects FROM v_entity_list") == [
        ("甲市水务局", "市水务局", 1, 1)
    ]
    assert rows(path, "SELECT code, text_en FROM v_notices") == [
        ("unknown_column", "column 去向 of table 1 is not known")
    ]
    assert rows(path, "SELECT what, outcome, n FROM v_coverage ORDER BY what, outcome") == [
        ("blocks", "used", 8),
        ("numbers", "claimed", 1),
        ("numbers", "period", 1),
    ]


def test_every_piece_of_evidence_shows_the_value_that_rests_on_it(path: Path) -> None:
    found = rows(path, "SELECT record_kind, field, value, quote, prefix, suffix FROM v_trace")
    assert len(found) == 19
    assert all(value is not None for _, _, value, *_ in found)
    assert ("project", "builders", "市水务局", "市水务局", "", "") in found
    assert ("heading", "title", "总体要求", "总体要求", "一、", "。到2025年，建成泵站97座。") in found


def test_a_second_version_becomes_the_current_one(path: Path) -> None:
    stored = put(path, made_facts("cd" * 32), AGAIN, b"two")
    assert (stored.number, stored.plan) == (2, "水务")
    assert rows(path, "SELECT version, is_current FROM v_versions ORDER BY version") == [(1, 0), (2, 1)]
    assert rows(path, "SELECT min(block_id), max(block_id) FROM v_blocks WHERE version = 2") == [(9, 16)]
    assert_sound(path)


def test_uids_come_from_the_content_alone(path: Path, tmp_path: Path) -> None:
    put(path, made_facts("cd" * 32), AGAIN, b"two")
    put(tmp_path / "b.db", made_facts("cd" * 32), content=b"two")
    asked = "SELECT kind, ordinal, uid FROM record WHERE version_id = {} ORDER BY 1, 2"
    assert rows(path, asked.format(2)) == rows(tmp_path / "b.db", asked.format(1))
    uids = [uid for *_, uid in rows(path, asked.format(1)) + rows(path, asked.format(2))]
    assert len(set(uids)) == len(uids)
    assert all(re.fullmatch("[0-9a-f]{16}", str(uid)) for uid in uids)


def test_the_same_inputs_give_the_same_file(path: Path, tmp_path: Path) -> None:
    put(tmp_path / "b.db", made_facts())
    assert vacuumed(path) == vacuumed(tmp_path / "b.db")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("UPDATE evidence SET char_end = char_end - 1", id="span changed"),
        pytest.param("UPDATE evidence SET char_start = 0, char_end = 1", id="another quote"),
        pytest.param("UPDATE evidence SET block_id = 1", id="block changed"),
        pytest.param("UPDATE evidence SET support_id = 1", id="field changed"),
        pytest.param(
            "INSERT INTO evidence SELECT record_id, 9, support_id, block_id, 900, 901 FROM evidence LIMIT 1",
            id="beyond the text",
        ),
        pytest.param(
            "INSERT INTO evidence SELECT record_id, 9, 9999, block_id, char_start, char_end FROM evidence"
            " LIMIT 1",
            id="evidence of nothing",
        ),
        pytest.param(
            "UPDATE block SET text = '改' || text WHERE block_id = 2", id="text moved under its evidence"
        ),
        pytest.param("UPDATE figure SET char_end = 999", id="figure beyond its block"),
        pytest.param("UPDATE heading SET char_start = -1", id="heading before its block"),
        pytest.param("UPDATE project_body SET char_end = 5", id="body beyond its cell"),
        pytest.param("UPDATE record SET version_id = 2", id="record moved to another version"),
        pytest.param("UPDATE evidence SET block_id = block_id + 8", id="evidence in another version"),
        pytest.param("UPDATE evidence SET char_start = char_end", id="empty quote"),
    ],
)
def test_a_false_anchor_is_refused(path: Path, change: str) -> None:
    put(path, made_facts("cd" * 32), AGAIN, b"two")
    with open_database(path) as database, pytest.raises(exc.IntegrityError), database.writing() as connection:
        connection.exec_driver_sql(change)


def test_text_without_evidence_at_the_place_may_be_appended_to(path: Path) -> None:
    with open_database(path) as database, database.writing() as connection:
        connection.exec_driver_sql("UPDATE block SET text = text || '尾' WHERE block_id = 2")
    assert rows(path, "SELECT count(*) FROM v_trace WHERE substr(quote, 1, 1) = ''") == [(0,)]


def test_every_kind_of_record_has_its_view_in_the_trace(connection: Connection) -> None:
    kinds = set(connection.execute(text("SELECT DISTINCT record_kind FROM v_trace")).scalars())
    assert kinds == set(RECORD_KINDS)
