"""PostgreSQL as the database, on a real server: the same rows, the same answers, the same guarantees."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, exc, text

from models.errors import DatabaseFault, PlanError
from models.views import VIEWS
from pipeline.cli import plantrace
from pipeline.ingest.rebuild import rebuild
from pipeline.ingest.run import ingest
from pipeline.library.opened import open_plans
from pipeline.store.address import Address, Where, where
from pipeline.store.database import open_database
from pipeline.store.search_index import Hit, search_blocks
from tests import builders as b
from tests.machine import needs
from tests.pipeline.made import CHECKOUT, start_python, write_plan
from tests.postgres_server import address, server, url
from tests.shared import SHARED, needs_shared

pytestmark = needs("postgres")
NEW = Callable[[], Address]
WATER = ("一、总体要求", "到2025年，全市建成泵站97座，供水能力达到每日50万吨。", "二、主要任务")
RAW = CHECKOUT / "raw"
KEY = "云岭市数字经济发展十四五规划"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with server() as started:
        yield started


@pytest.fixture(scope="module")
def new(folder: Path) -> NEW:
    """Gives an empty schema at each call."""
    numbers = count(1)

    def made() -> Address:
        place = address(folder, f"s{next(numbers)}")
        name = str(place.url.query["options"]).partition("=")[2]
        run(address(folder, "public"), f"CREATE SCHEMA {name}")
        return place

    return made


def run(place: Address, *statements: str) -> list[tuple[object, ...]]:
    """Plain SQL, whatever lies there; the rows of the last statement."""
    from pipeline.store.backends.postgres import POSTGRES

    with POSTGRES.engine(place, read_only=False).connect() as connection:
        found = [connection.exec_driver_sql(statement) for statement in statements][-1]
        rows = [tuple(row) for row in found] if found.returns_rows else []
        connection.commit()
    return rows


def views(place: Where) -> dict[str, tuple[list[str], list[tuple[object, ...]]]]:
    """The columns and rows of every public view, with the type of each value, in an order of their own."""

    def read(connection: Connection, name: str) -> tuple[list[str], list[tuple[object, ...]]]:
        found = connection.execute(text(f"SELECT * FROM {name}"))
        typed = [tuple((type(value).__name__, value) for value in row) for row in found]
        return list(found.keys()), sorted(typed, key=repr)

    with open_database(place, read_only=True) as database, database.reading() as connection:
        return {view.name: read(connection, view.name) for view in VIEWS}


def assert_same(one: Where, other: Where) -> None:
    first, second = views(one), views(other)
    for name in first:
        assert first[name][0] == second[name][0], name
        assert first[name][1] == second[name][1], name


@pytest.fixture(scope="module")
def both(new: NEW, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Address]:
    """The sample in both of its versions, in a file and on the server."""
    file, place = tmp_path_factory.mktemp("both") / "a.db", new()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SOURCE_DATE_EPOCH", "1700000000")
        for one in (file, place):
            assert [outcome.state for outcome in ingest([RAW], one)] == ["skipped", "stored", "stored"]
    return file, place


def test_every_view_has_the_same_rows_of_the_same_types(both: tuple[Path, Address]) -> None:
    assert_same(*both)


def test_a_plan_with_one_table_has_the_same_rows(
    new: NEW, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    plan, file, place = tmp_path / "plan.docx", tmp_path / "a.db", new()
    table = b.table([["指标", "2020年", "2025年"], ["供水量（万吨）", "3", "5"]])
    plan.write_bytes(b.docx(b.paragraph("甲县水务规划"), b.paragraph("表1 主要指标"), table))
    for one in (file, place):
        assert [outcome.state for outcome in ingest([plan], one)] == ["stored"]
    assert_same(file, place)


def test_numbers_are_doubles(both: tuple[Path, Address]) -> None:
    types = run(both[1], "SELECT DISTINCT pg_typeof(value)::text FROM v_figures")
    assert types == [("double precision",)]


@needs_shared
@pytest.mark.parametrize("name", ["constructs.docx", "shantou/styled.docx", "shantou/sdt_toc.docx"])
def test_plans_of_the_team_have_the_same_rows(
    new: NEW, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    file, place = tmp_path / "a.db", new()
    for one in (file, place):
        assert [outcome.state for outcome in ingest([SHARED / "plans" / name], one)] == ["stored"]
    assert_same(file, place)


def said(place: Where, arguments: str, cwd: Path) -> tuple[int, str, str]:
    """What a command says of a database; its files go to the folder `out` in `cwd`."""
    given = place.url.render_as_string(hide_password=False) if isinstance(place, Address) else str(place)
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(cwd)
        patched.setenv("SOURCE_DATE_EPOCH", "1700000000")
        done = CliRunner().invoke(plantrace, [*arguments.split(" "), "--db", given], env={"COLUMNS": "200"})
    return done.exit_code, done.stdout, done.stderr


COMMANDS = """plans --format json
outline
indicators --format json
indicators 研发 --year 2025
projects --format json --limit 0
projects --body 工信 --year 2023
figures --format json --limit 0
figures 5g --kind 目标
entities --limit 0
entities 工信局
boxes --format json
tasks
search 数据 --limit 0
search 数字经济 5G
search 没有这样的词语
trace 5G基站
trace 数据中心 --all-versions
trace 9700
trace indicator:5F
trace block:620 --format json
history 5G基站
diff 云岭
diff 云岭 --format json
diff 云岭 --format html --out out/diff.html
check --format json
check --skip width_mixture
compare 研发 --all-versions
report --out out/report.html
export --format csv --out out/csv --all-versions
export --format json --out out/json
export --format parquet --partitioned --out out/lake
export --format xlsx --out out/xlsx
bundle --out out/bundle.zip
verify --quick
verify
check"""


@pytest.mark.parametrize("arguments", COMMANDS.splitlines())
def test_commands_say_and_write_the_same(both: tuple[Path, Address], tmp_path: Path, arguments: str) -> None:
    places = [tmp_path / "file", tmp_path / "server"]
    for place in places:
        (place / "out").mkdir(parents=True)
    one, other = (said(which, arguments, place) for which, place in zip(both, places, strict=True))
    assert one == other
    assert one[0] in (0, 1)
    assert "fault of plantrace" not in one[2]
    written = [{path.name: path.read_bytes() for path in place.rglob("*.*")} for place in places]
    assert written[0] == written[1]


def test_a_version_goes_and_the_rest_is_read_again_as_in_a_file(
    new: NEW, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    file, place = tmp_path / "a.db", new()
    for one in (file, place):
        ingest([RAW], one)
    for arguments in (
        f"plans --rename {KEY} 云岭",
        "remove 云岭 --version 1 --yes",
        "rebuild",
        "verify",
        f"ingest {RAW}",
        "plans --attach 云岭 3 云川",
    ):
        one, other = (
            said(which, arguments, CHECKOUT if arguments.startswith("ingest") else tmp_path)
            for which in (file, place)
        )
        assert one == other, arguments
        assert one[0] == 0, one
    assert_same(file, place)


# search


WORDS = (
    "的",
    "数据",
    "数据 中心",
    "5G",
    "x中心",
    "中 心",
    "３％",
    "a'b",
    'c"d',
    "e\\f",
    "&|!():*<->",
    "abcx",
    "龘",
)
ODD = (
    "数据中心与5G基站，3%的数据。",
    "a'b 和 c\"d 与 e\\f；f&|!():*<->g 的",
    "的" * 300 + "数据中心",
    "水" * 17_000 + "数据的中心",
    "a" * 3_000 + " 中心 " + "abcx",
    "龘龘𠀀数据",
)


def test_search_finds_the_same_in_the_same_places(new: NEW, tmp_path: Path) -> None:
    path = write_plan(tmp_path / "a.docx", "甲市规划", *ODD)
    file, place = tmp_path / "a.db", new()

    def hits(where: Where, words: str) -> tuple[Hit, ...] | str:
        with open_database(where, read_only=True) as database, database.reading() as connection:
            try:
                return search_blocks(connection, words)
            except PlanError as error:
                return str(error)

    for one in (file, place):
        assert [outcome.state for outcome in ingest([path], one)] == ["stored"]
    assert "1000" in str(hits(place, ODD[3]))
    for words in (*WORDS, *(odd for odd in ODD if odd != ODD[3]), "水数据", "的数", "a" * 3_000, "水" * 900):
        assert hits(file, words) == hits(place, words), words
    assert len(hits(place, "数据")) == 4
    assert len(hits(place, "水数据")) == 1


# guarantees


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE evidence SET char_start = char_start + 1",
        "UPDATE heading SET char_end = 100000",
        "UPDATE block SET text = '乱' || text",
        "UPDATE block SET version_id = version_id + 1",
        "UPDATE record SET version_id = version_id + 1",
        "UPDATE evidence SET support_id = 1",
        "INSERT INTO evidence SELECT record_id, position + 1000, support_id, block_id, char_start,"
        " char_end + 100000 FROM evidence",
        "INSERT INTO evidence SELECT record_id, position + 1000, 0, block_id, char_start, char_end"
        " FROM evidence",
        "UPDATE finding_evidence SET quote = '乱' WHERE side = 0",
        "UPDATE figure SET block_id = 0",
        "UPDATE record SET kind = '乱'",
        "UPDATE record SET record_id = record_id + 1000000",
        "UPDATE evidence SET record_id = 0",
        "INSERT INTO evidence SELECT 0, position, support_id, block_id, char_start, char_end FROM evidence",
        "DELETE FROM block",
        "DELETE FROM record WHERE kind = 'figure'",
    ],
)
def test_a_false_anchor_is_refused(both: tuple[Path, Address], sql: str) -> None:
    with (
        open_database(both[1]) as database,
        pytest.raises(exc.IntegrityError),
        database.writing() as connection,
    ):
        connection.execute(text(sql))


INGEST = """
import sys
from pathlib import Path
from pipeline.ingest.run import ingest
from pipeline.library.opened import open_plans
from pipeline.store.address import where
outcomes = ingest([Path(name) for name in sys.argv[2:]], where(sys.argv[1]))
sys.exit(0 if all(outcome.state in ("stored", "unchanged") for outcome in outcomes) else 1)
"""


def typed(place: Address) -> str:
    return place.url.render_as_string(hide_password=False)


def test_two_ingests_of_the_same_files_into_an_empty_schema_store_them_once(new: NEW, tmp_path: Path) -> None:
    place = new()
    paths = [write_plan(tmp_path / f"{n}.docx", f"甲市第{n}号规划", *WATER, f"{n}" * 15) for n in range(4)]
    paths += [write_plan(tmp_path / "revised.docx", "甲市第0号规划", *WATER, "0" * 15, "新增一条。")]
    started = [start_python(INGEST, typed(place), *paths) for _ in range(2)]
    assert [(one.communicate(timeout=120)[1], one.returncode) for one in started] == [("", 0), ("", 0)]
    assert run(place, "SELECT count(*), count(DISTINCT plan), sum(is_current) FROM v_versions") == [(5, 4, 4)]
    assert run(place, "SELECT count(*) - count(DISTINCT uid) FROM v_figures WHERE is_current = 1") == [(0,)]


HELD = """
import sys, time
from pathlib import Path
import pipeline.ingest.put
put, gate = pipeline.ingest.put.put_findings, Path(sys.argv.pop())
def held(*arguments):
    put(*arguments)
    print("all rows written", flush=True)
    while not gate.exists():
        time.sleep(0.05)
pipeline.ingest.put.put_findings = held
"""
SHARED_LINE = "到2025年，全市5G基站数达到8300座，森林覆盖率达到45.5%。"
WAITERS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def test_an_ingest_waits_for_no_other_plan_and_for_its_own(new: NEW, tmp_path: Path) -> None:
    place, gate = new(), tmp_path / "gate"
    one, other = (
        write_plan(tmp_path / f"{city}.docx", f"{city}规划", *WATER, SHARED_LINE) for city in "甲乙"
    )
    revised = write_plan(tmp_path / "revised.docx", "甲规划（修订）", *WATER, SHARED_LINE, "新增一条。")
    open_database(place, create=True).close()
    first = start_python(HELD + INGEST, typed(place), one, gate)
    assert first.stdout is not None
    assert first.stdout.readline() == "all rows written\n"
    # the other plan has the same metrics and paragraphs, and goes on
    assert [outcome.state for outcome in ingest([other], place)] == ["stored"]
    waiting = [start_python(INGEST, typed(place), path) for path in (one, revised)]
    while run(place, WAITERS) != [(2,)]:
        assert all(process.poll() is None for process in waiting), waiting
    gate.touch()
    assert [(done.wait(timeout=120), done.communicate()[1]) for done in (first, *waiting)] == [(0, "")] * 3
    versions = run(place, "SELECT plan, version, is_current FROM v_versions ORDER BY plan, version")
    assert versions == [("乙规划", 1, 1), ("甲规划", 1, 0), ("甲规划", 2, 1)]
    assert run(place, "SELECT count(*) > 0, count(*) = count(DISTINCT metric_key) FROM metric") == [
        (True, True)
    ]
    assert all(count == distinct for count, distinct in run(place, " UNION ALL ".join(NUMBERED)))


NUMBERED = [
    f"SELECT count(*), max({key}) FROM {table}"  # noqa: S608 - no number is left out
    for table, key in (("version", "version_id"), ("record", "record_id"), ("block", "block_id"))
]


KILLED = """
import os
import pipeline.ingest.put
pipeline.ingest.put.put_findings = lambda *arguments: os._exit(9)
"""


def test_killed_in_the_middle_nothing_is_stored_and_the_next_one_goes_on(new: NEW, tmp_path: Path) -> None:
    place = new()
    path = write_plan(tmp_path / "a.docx", "甲市水务规划", *WATER)
    process = start_python(KILLED + INGEST, typed(place), path)
    assert process.communicate(timeout=120) == ("", "")
    assert process.returncode == 9
    tables = ("plan", "version", "block", "record", "evidence", "source_file", "block_search")
    assert run(place, " UNION ALL ".join(f"SELECT count(*) FROM {name}" for name in tables)) == [(0,)] * 7
    assert [outcome.state for outcome in ingest([path], place)] == ["stored"]


REBUILD = """
import os, sys
import pipeline.ingest.rebuild
from pipeline.store.address import where
pipeline.ingest.rebuild.copy_log = lambda *arguments: os._exit(9)
pipeline.ingest.rebuild.rebuild(where(sys.argv[1]))
"""


def test_a_rebuild_keeps_rights_and_one_that_is_killed_or_refused_keeps_all(new: NEW, tmp_path: Path) -> None:
    place = new()
    ingest([write_plan(tmp_path / "a.docx", "甲市水务规划", *WATER)], place)
    run(
        place,
        "CREATE ROLE auditor",
        "GRANT SELECT ON v_figures TO auditor",
        "GRANT SELECT ON v_log TO PUBLIC",
    )
    before = views(place)
    process = start_python(REBUILD, typed(place))
    assert process.communicate(timeout=120) == ("", "")
    assert process.returncode == 9
    assert views(place) == before
    run(place, "CREATE VIEW theirs AS SELECT * FROM v_figures")
    with pytest.raises(DatabaseFault, match="drop them"):
        rebuild(place)
    assert views(place) == before
    run(place, "DROP VIEW theirs")
    assert rebuild(place).kept > 0
    assert views(place) == before
    names = "(VALUES ('v_figures'), ('v_log'), ('block')) listed(name)"
    allowed = f"SELECT has_table_privilege('auditor', name, 'SELECT') FROM {names}"
    assert run(place, allowed) == [(True,), (True,), (False,)]
    assert run(place, "SELECT count(*) FROM pg_namespace WHERE right(nspname, 8) = '_rebuild'") == [(0,)]


# faults


def refused(place: str, arguments: str = "plans") -> str:
    """The line that a person reads."""
    done = CliRunner().invoke(plantrace, [*arguments.split(), "--db", place], env={"COLUMNS": "200"})
    assert done.exit_code != 0
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_wrong_is_one_line_without_the_password(
    folder: Path, new: NEW, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANTRACE_LANG", language)
    place = new()
    schema = str(place.url.query["options"]).partition("=")[2]
    run(place, f"CREATE SCHEMA {schema}_old", f"CREATE TABLE {schema}_old.meta (name text, value text)")
    run(place, f"COMMENT ON TABLE {schema}_old.meta IS 'plantrace, schema 1'")
    run(place, f"CREATE SCHEMA {schema}_other", f"CREATE TABLE {schema}_other.plan (a int)")
    run(place, f"CREATE ROLE {schema}_guest LOGIN")
    lines = {
        "other kind": refused("mysql://plan:geheim@host/name"),
        "no address": refused("postgresql://plan:geheim@[::1/name"),
        "option": refused(f"postgresql://plan:geheim@/postgres?host={folder}&colour=red"),
        "away": refused("postgresql+psycopg://plan:geheim@127.0.0.1:1/postgres"),
        "absent": refused(f"postgresql://plan:geheim@/none?host={folder}"),
        "empty": refused(typed(place)),
        "no schema": refused(url(folder, "nowhere")),
        "old": refused(url(folder, f"{schema}_old")),
        "another's": refused(url(folder, f"{schema}_other")),
        "no rights": refused(url(folder, schema, f"{schema}_guest"), f"ingest {RAW}"),
    }
    assert not any("geheim" in line for line in lines.values())
    away = ["plans", "--debug", "--db", "postgresql+psycopg://plan:geheim@127.0.0.1:1/postgres"]
    debugged = CliRunner().invoke(plantrace, away)
    assert "Traceback" in debugged.stderr
    assert "geheim" not in debugged.output
    assert len(set(lines.values())) == len(lines)
    assert all(ord(max(line)) > 0x4E00 for line in lines.values()) == (language == "zh")
    assert "fault of plantrace" not in "".join(lines.values())
    assert "自身出错" not in "".join(lines.values())
    assert "rebuild" in lines["old"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("arguments", ["doctor", "serve", "review 1 confirm", "mcp"])
def test_what_works_on_files_only_says_so(
    both: tuple[Path, Address], arguments: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANTRACE_LANG", language)
    assert "SQLite" in refused(typed(both[1]), arguments)


def test_a_password_is_in_no_text_of_an_address() -> None:
    place = where("postgresql://plan:geheim@host/name?sslpassword=geheim&application_name=a")
    assert "geheim" not in f"{place} {place!r} {[place]}"
    assert "plan:***@host/name" in str(place)


def test_python_is_told_that_an_address_is_no_file(both: tuple[Path, Address]) -> None:
    with pytest.raises(PlanError, match="SQLite"):
        open_plans(typed(both[1]))


def test_a_file_of_settings_may_name_the_address(
    both: tuple[Path, Address], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "plantrace.toml"
    settings.write_text(f'db = "{typed(both[1])}"\n', encoding="utf-8")
    monkeypatch.setenv("PLANTRACE_CONFIG", str(settings))
    done = CliRunner().invoke(plantrace, ["plans", "--format", "json"])
    assert KEY in done.stdout, done.stderr
