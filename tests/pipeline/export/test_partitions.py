"""Parquet in partitions: what a second export adds and replaces, and what DuckDB and pandas read there, in a
folder and in an object store."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import text

from pipeline.export.partitions import parts, path_of, states
from pipeline.export.selection import views_named
from pipeline.store.database import open_database
from tests import cluster
from tests.machine import missing
from tests.pipeline.export.hostile import rows_of, run
from tests.pipeline.made import reading, write_plan

pd = pytest.importorskip("pandas")
parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra `parquet`")
duckdb = pytest.importorskip("duckdb", reason="needs duckdb")

DOCS = Path(__file__).resolve().parents[3] / "docs"
AIMS = "一、发展目标"
WATER = "甲市水务发展规划（2021—2025年）"
ROADS = "乙县交通发展规划（2016—2020年）"
RULES = "水务管理办法"
VIEWS = ("--views", "versions,figures,findings,changes")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two plans; of one neither year nor region is known."""
    ingest(tmp_path / "plans.db", WATER, "到2025年，全市建成泵站97座。")
    return ingest(tmp_path / "plans.db", RULES, "到2023年，建成水厂12座。")


def ingest(db: Path, title: str, *sentences: str) -> Path:
    run("ingest", write_plan(db.parent / "in" / "plan.docx", title, AIMS, *sentences), "--db", db)
    return db


def add(db: Path, place: Path | str, *more: str, code: int = 0) -> Result:
    given = ("--db", db, "export", "--format", "parquet", "--partitioned", "--out", place)
    return run(*given, *(more or VIEWS), code=code)


def key_of(db: Path, words: str) -> str:
    """The key of the plan that has these words in its title."""
    return str(rows_of(db, "SELECT plan FROM v_versions WHERE title LIKE ?", f"%{words}%")[0]["plan"])


def files(place: Path) -> dict[str, int]:
    """The files there and when each was put there."""
    found = (path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): path.stat().st_mtime_ns for path in found}


def read(place: Path | str, view: str, columns: str) -> list[tuple[object, ...]]:
    sql = f"SELECT {columns} FROM read_parquet('{place}/{view}/*/*/*.parquet', hive_partitioning = true)"
    return sorted(duckdb.sql(sql).fetchall(), key=repr)


def test_a_version_lies_under_its_year_and_region(db: Path, tmp_path: Path) -> None:
    told = add(db, tmp_path / "湖 1", "--views", "figures").stdout
    assert "2 files written, 0 there already, 0 out of date" in told
    names = [re.sub(r"-[0-9a-f]{8,16}", "-#", name) for name in files(tmp_path / "湖 1")]
    unknown = "__HIVE_DEFAULT_PARTITION__"
    assert sorted(names) == sorted(
        [
            "v_figures/year=2021/region=甲市/甲市水务发展规划(2021—2025年)-#-v1-#.parquet",
            f"v_figures/year={unknown}/region={unknown}/水务管理办法-#-v1-#.parquet",
        ]
    )
    found = read(tmp_path / "湖 1", "v_figures", "raw, year, region")
    assert found == [("12座", None, None), ("97座", 2021, "甲市")]


def test_all_views_of_versions_hold_what_the_database_holds(db: Path, tmp_path: Path) -> None:
    add(db, tmp_path / "lake", "--all-versions")
    folders = sorted(path.name for path in (tmp_path / "lake").iterdir())
    assert "v_trace" in folders
    assert not {"v_log", "v_metrics"} & {*folders}
    for view in folders:
        names = rows_of(db, f"SELECT * FROM {view}")
        kept = [name for name in (names[0] if names else {}) if name not in ("year", "region")]
        wanted = sorted((tuple(row[name] for name in kept) for row in names), key=repr)
        assert (read(tmp_path / "lake", view, ", ".join(kept)) if kept else []) == wanted, view


def test_a_second_export_writes_only_the_plan_that_is_new(db: Path, tmp_path: Path) -> None:
    add(db, tmp_path / "lake")
    before = files(tmp_path / "lake")
    assert "0 files written, 8 there already, 0 out of date" in add(db, tmp_path / "lake").stdout
    ingest(db, ROADS, "到2020年，全县建成公路5条。")
    told = add(db, tmp_path / "lake").stdout
    after = files(tmp_path / "lake")
    assert "4 files written, 8 there already, 0 out of date" in told
    assert {name: after.get(name) for name in before} == before
    assert {name.split("/")[1] for name in after.keys() - before.keys()} == {"year=2016"}


def test_a_version_that_is_superseded_is_written_again_so(db: Path, tmp_path: Path) -> None:
    add(db, tmp_path / "lake")
    ingest(db, WATER, "到2025年，全市建成泵站99座。")
    assert "8 files written, 4 there already, 4 out of date" in add(db, tmp_path / "lake").stdout
    found = read(tmp_path / "lake", "v_figures", "raw, version, is_current")
    assert found == [("12座", 1, 1), ("97座", 1, 0), ("99座", 2, 1)]
    assert read(tmp_path / "lake", "v_changes", "from_version, to_version")[0] == (1, 2)
    assert "0 files written, 12 there already" in add(db, tmp_path / "lake").stdout


def test_versions_never_exported_come_with_all_versions(db: Path, tmp_path: Path) -> None:
    ingest(db, WATER, "到2025年，全市建成泵站99座。")
    add(db, tmp_path / "lake")
    assert [raw for (raw,) in read(tmp_path / "lake", "v_figures", "raw")] == ["12座", "99座"]
    assert (
        "4 files written, 8 there already, 0 out of date"
        in add(db, tmp_path / "lake", *VIEWS, "--all-versions").stdout
    )


def test_a_version_that_was_removed_goes_and_a_plan_is_named(db: Path, tmp_path: Path) -> None:
    ingest(db, WATER, "到2025年，全市建成泵站99座。")
    add(db, tmp_path / "lake", *VIEWS, "--all-versions")
    run("--db", db, "remove", key_of(db, "水务发展"), "--version", "2", "--yes")
    add(db, tmp_path / "lake")
    found = read(tmp_path / "lake", "v_figures", "raw, version, is_current")
    assert found == [("12座", 1, 1), ("97座", 1, 1)]
    run("--db", db, "remove", RULES, "--yes")
    told = add(db, tmp_path / "lake").stdout
    assert re.search(f"does not hold .*{RULES}", told)
    assert len(read(tmp_path / "lake", "v_figures", "raw")) == 2


def test_a_finding_that_is_dismissed_is_written_again_alone(db: Path, tmp_path: Path) -> None:
    ingest(db, ROADS, "到2025年，全县建成公路5条。")
    (first, *_) = rows_of(db, "SELECT finding_id FROM v_findings WHERE status = 'open'")
    add(db, tmp_path / "lake")
    run("--db", db, "review", str(first["finding_id"]), "dismiss", "--note", "规划之外")
    assert "1 file written, 11 there already, 1 out of date" in add(db, tmp_path / "lake").stdout
    assert ("dismissed",) in read(tmp_path / "lake", "v_findings", "status")


def test_what_another_reader_read_is_another_file(db: Path) -> None:
    (view,) = views_named(["blocks"])
    with reading(db) as connection:
        before = {path_of(view, one) for found in states(connection, [RULES]).values() for one in found}
    with open_database(db) as database, database.writing() as connection:
        connection.execute(text("UPDATE meta SET value = 'another' WHERE name LIKE 'reader.%'"))
    with reading(db) as connection:
        after = {path_of(view, one) for found in states(connection, [RULES]).values() for one in found}
    assert not before & after
    assert {part.number for part in parts([*before, *after])} == {1}


@pytest.mark.parametrize("region", ["甲·乙/丙 100%=丁", "戊 己", "..", "庚?*"])
def test_a_region_of_any_signs_is_read_back(db: Path, tmp_path: Path, region: str) -> None:
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("UPDATE version SET region = ? WHERE region IS NOT NULL", (region,))
        connection.commit()
    add(db, tmp_path / "lake")
    assert read(tmp_path / "lake", "v_versions", "year, region") == [(2021, region), (None, None)]


def test_files_of_others_are_left_alone(db: Path, tmp_path: Path) -> None:
    others = [tmp_path / "lake" / name for name in ("v_figures/notes.txt", "v_figures/mine.parquet")]
    for other in others:
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_bytes(b"mine")
    ingest(db, WATER, "到2025年，全市建成泵站99座。")
    add(db, tmp_path / "lake")
    assert [other.read_bytes() for other in others] == [b"mine", b"mine"]


def test_a_write_that_fails_leaves_no_part_of_a_file(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:9])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.store.storage.copyfile", torn)
        told = add(db, tmp_path / "lake", code=1).stderr
    assert "No space left on device" in told
    assert len(told.splitlines()) == 1
    assert files(tmp_path / "lake") == {}
    assert "8 files written" in add(db, tmp_path / "lake").stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        pytest.param(("parquet", "--partitioned", "--out", "http://host/a"), 2, "s3://", id="protocol"),
        pytest.param(("parquet", "--partitioned", "--out", "zip://a::s3://b/c"), 2, "s3://", id="chain"),
        pytest.param(("parquet", "--out", "s3://plans/a"), 2, "--partitioned", id="whole"),
        pytest.param(("csv", "--partitioned", "--out", "a"), 2, "--format parquet", id="format"),
        pytest.param(
            ("parquet", "--partitioned", "--out", "a", "--views", "figures,log"), 2, "v_log", id="view"
        ),
        pytest.param(("parquet", "--partitioned", "--out", "plans.db"), 2, "plans.db", id="file"),
        pytest.param(("parquet", "--partitioned", "--out", "plans.db/a"), 1, "plans.db/a", id="below"),
    ],
)
def test_a_bad_target_is_one_line_and_no_file(
    db: Path,
    arguments: tuple[str, ...],
    code: int,
    named: str,
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(db.parent)
    before = files(db.parent)
    told = run("--lang", lang, "--db", db, "export", "--format", *arguments, code=code).stderr
    assert named in told
    assert len(told.splitlines()) == 1
    assert bool(re.search("[一-鿿]", told.replace(str(db), ""))) is (lang == "zh")
    assert files(db.parent).keys() == before.keys()


@pytest.mark.parametrize("page", ["export.md", "export.zh.md"])
def test_the_examples_of_the_page_read_the_partitions(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    db = ingest(tmp_path / "plans.db", "丙市数字发展规划（2021—2025年）", "到2025年，全市建成5G基站830座。")
    ingest(db, RULES, "到2023年，建成水厂12座。")
    add(db, "output/lake", "--views", "figures")
    written = (DOCS / page).read_text(encoding="utf-8")
    (sql,) = re.findall(r"^```sql\n(.*?)^```", written, re.MULTILINE | re.DOTALL)
    (code,) = re.findall(r"^```python\n([^`]*?output/lake.*?)^```", written, re.MULTILINE | re.DOTALL)
    assert duckdb.sql(sql).fetchall() == [("丙市", 1)]
    values: dict[str, pd.DataFrame] = {}
    exec(code, values)
    assert values["figures"][["raw", "year", "region"]].to_numpy().tolist() == [["830座", 2021, "丙市"]]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of S3 with the bucket `plans`."""
    if missing("cluster"):
        pytest.skip("needs fsspec with s3fs and moto")
    from s3fs import S3FileSystem

    secrets = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    with cluster.s3("plans") as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server)
        S3FileSystem.clear_instance_cache()  # one of another test knows another server
        yield server
        S3FileSystem.clear_instance_cache()


def test_an_object_store_is_added_to_as_a_folder_is(db: Path, store: str) -> None:
    import boto3

    client = boto3.client("s3", endpoint_url=store)

    def objects() -> dict[str, object]:
        found = client.list_objects_v2(Bucket="plans").get("Contents", [])
        return {one["Key"]: one["LastModified"] for one in found}

    chosen = ("--views", "figures")
    assert "2 files written" in add(db, "s3://plans/lake/", *chosen).stdout
    before = objects()
    ingest(db, ROADS, "到2020年，全县建成公路5条。")
    assert "1 file written, 2 there already, 0 out of date" in add(db, "s3://plans/lake", *chosen).stdout
    assert {name: objects().get(name) for name in before} == before
    (new,) = objects().keys() - before.keys()
    assert new.startswith("lake/v_figures/year=2016/region=乙县/乙县交通发展规划")
    ingest(db, WATER, "到2025年，全市建成泵站99座。")
    assert "2 files written, 2 there already, 1 out of date" in add(db, "s3://plans/lake", *chosen).stdout
    assert len(objects()) == 4
    body = client.get_object(Bucket="plans", Key=new)["Body"].read()
    assert parquet.read_table(BytesIO(body))["raw"].to_pylist() == ["5条"]
    told = add(db, "s3://nobody/lake", *chosen, code=1).stderr
    assert re.search("s3://nobody/lake: cannot be", told)
    assert len(told.splitlines()) == 1
