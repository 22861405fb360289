"""Parcels: what a worker gives back survives any way, is refused when it is damaged, and is stored once."""

from pathlib import Path

import pytest

from pipeline.ingest.commit import Read, Wanted, finish
from pipeline.ingest.parcels import attempt, parcel_of
from pipeline.ingest.understand import Tagging, understand
from pipeline.store.parcel import BadParcel, Parcel, filled, packed, unpacked
from tests.pipeline.made import assert_sound, new_database, plan_docx, rows

LINES = ("一、总体要求", "到2025年，全市建成泵站97座，供水能力达到每日50万吨。")


def made(name: str, *lines: str) -> bytes:
    found = attempt(plan_docx(f"{name}市水务规划", *LINES, *lines), f"{name}.docx", Tagging())
    assert isinstance(found, bytes), found
    return found


def test_a_parcel_survives_the_way_and_says_what_it_is() -> None:
    data = plan_docx("甲市水务规划", *LINES)
    parcel = parcel_of(understand(data, "甲.docx"), data)
    for small in (False, True):
        again = unpacked(packed(parcel, small=small))
        assert again == parcel
    assert (parcel.label.file_name, parcel.label.title) == ("甲.docx", "甲市水务规划")
    with parcel.opened() as opened:
        assert opened.rows.execute("SELECT content FROM parcel.source_file").fetchone() == (data,)
    assert len(packed(parcel, small=True)) < len(packed(parcel)) / 2


def test_the_same_bytes_give_the_same_parcel() -> None:
    assert made("甲") == made("甲")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: b"PK" + data, "no parcel"),
        (lambda data: data[:-1] + b"x", "damaged"),
        (lambda data: data[: len(data) // 2], "damaged"),
        (lambda data: data.replace(b'"format": 1', b'"format": 9'), "which writes other ones"),
        (lambda data: data.replace(b'"source": ', b'"origin": '), "damaged"),
    ],
)
def test_what_is_no_sound_parcel_of_this_plantrace_is_refused(change, told) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadParcel, match=told):
        unpacked(change(made("甲")))


def test_a_parcel_of_other_tables_or_none_is_refused() -> None:
    label = unpacked(made("甲")).label
    with filled() as (_, raw):
        raw.execute("CREATE VIEW trap AS SELECT 1")
        other = raw.serialize()
    for image in (other, b"no database at all" * 300):
        with pytest.raises(BadParcel), unpacked(packed(Parcel(label, image))).opened():
            pass


def test_of_several_in_one_transaction_one_that_fails_leaves_nothing_and_the_others_stay(
    tmp_path: Path,
) -> None:
    sound, torn = [made(name, "补充" * number) for number, name in enumerate("甲乙", 1)], made("丙")
    data = plan_docx("丁市水务规划", *LINES)
    found = understand(data, "丁.docx")
    forged = parcel_of(found, data)
    with filled(forged.rows) as (_, raw):
        last = "(SELECT max(record_id) FROM figure)"
        raw.execute(f"UPDATE evidence SET char_end = 1000 WHERE record_id = {last}")
        forged = Parcel(forged.label, raw.serialize())
    given = [sound[0], torn[:-1] + b"x", packed(forged), sound[1]]
    with new_database(tmp_path / "a.db") as database:
        outcomes = finish([Read(Path(f"{n}"), one) for n, one in enumerate(given)], database, Wanted())
    assert [one.state for one in outcomes] == ["stored", "refused", "refused", "stored"]
    assert rows(tmp_path / "a.db", "SELECT plan FROM v_versions") == [("甲市水务规划",), ("乙市水务规划",)]
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM source_file") == [(2,)]
    assert_sound(tmp_path / "a.db")


def test_a_reference_that_leads_nowhere_refuses_its_own_file_only(tmp_path: Path) -> None:
    """It shows when the transaction ends."""
    data = plan_docx("丁市水务规划", *LINES)
    parcel = parcel_of(understand(data, "丁.docx"), data)
    with filled(parcel.rows) as (_, raw):
        raw.execute("UPDATE block SET heading_id = 4711 WHERE ordinal = 1")
        torn = packed(Parcel(parcel.label, raw.serialize()))
    with new_database(tmp_path / "a.db") as database:
        given = [Read(Path("a"), made("甲")), Read(Path("b"), torn), Read(Path("c"), made("乙"))]
        assert [one.state for one in finish(given, database, Wanted())] == ["stored", "refused", "stored"]
    assert_sound(tmp_path / "a.db")


def test_delivered_twice_it_is_stored_once(tmp_path: Path) -> None:
    twice = [Read(Path(name), made("甲")) for name in ("a", "b")]
    with new_database(tmp_path / "a.db") as database:
        states = [one.state for group in (twice, twice) for one in finish(group, database, Wanted())]
    assert states == ["stored", "unchanged", "unchanged", "unchanged"]
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM v_versions") == [(1,)]
