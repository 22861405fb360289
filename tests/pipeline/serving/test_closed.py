"""What nobody may get at: the kept originals, internal tables, writing, time and memory without end."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.store.database import open_database
from tests.pipeline.serving.site import PLANS, Asked, served

ROUTES = (
    "/plans/source_file",
    "/plans/source_file.json",
    "/plans/source_file.csv",
    "/plans/source_file.json?_labels=on",
    "/plans/SOURCE_FILE",
    "/plans/source_file/1",
    "/plans/source_file/1.json",
    "/plans/source_file/1.blob?_blob_column=content",
    "/plans/Source_File/1.blob?_blob_column=content",
    "/plans/kept_result",
    "/plans/kept_result.csv?_stream=on",
    "/plans/block_search_data",
    "/plans/block_search_data/1.blob?_blob_column=block",
    "/plans/number_used.json",
    "/plans/evidence",
    "/plans/sqlite_master",
    "/plans.db",
    "/plans.blob?sql=" + quote("select content from source_file") + "&_blob_column=content",
    "/plans/v_versions.json?_where=" + quote("1=(select length(content) from source_file)"),
    "/plans/v_versions.json?_facet=source_id&_where="
    + quote("exists (select 1 from kept_result where found<>'')"),
    "/plans/v_blocks.json?_search=x&_fts_table=source_file&_fts_pk=block_id",
    "/plans/v_blocks.json?_through=" + quote('{"table":"source_file","column":"content","value":"x"}'),
    "/_memory",
    "/_memory.json?sql=select+1",
    "/_internal",
    "/_internal/tables.json",
    "/_internal.json?sql=" + quote("select path from databases"),
    "/-/databases.json",
    "/-/threads.json",
    "/-/auth-token?token=x",
    "/-/permissions",
)
SECRETS = (
    "select content from source_file",
    "select * from source_file",
    "select hex(content) from (select * from source_file)",
    "with x as (select * from main.source_file) select length(content) from x",
    "select (select content from source_file) from v_versions",
    "select substr(s.content, 1, 4) from v_trace t join source_file s on s.sha256 = t.source_sha256",
    'select "content" from "SOURCE_FILE"',
    "explain select content from source_file",
    "select 1 from source_file order by content",
    "select count(*) from source_file where content like 'PK%'",
    "select block from block_search_data",
    "select * from dbstat",
    "select file from pragma_database_list",
    "select load_extension('x')",
    "select fts3_tokenizer('simple')",
)
WRITES = (
    "with x as (select 1) delete from plan",
    "with x as (select 1) insert into plan values (9, 'x', 'y')",
    "with x as (select 1) update sqlite_master set sql = 'x'",
    "select 1; drop table plan",
    "attach 'y.db' as y",
    "pragma query_only = 0",
    "pragma writable_schema = 1",
    "vacuum into 'y.db'",
    "create temp table t (x)",
)
LONG = "with b as materialized (select hex(zeroblob(450000)) x) select "
PATTERN = "'%" + "0" * 140 + "1'"
BOMBS = (
    "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c",
    "select count(*) from block a, block b, block c, block d",
    "select zeroblob(2000000000)",
    "select hex(zeroblob(900000)) from block",
    "select printf('%900000d', 1) from block",
    "select printf('%.*c', 2147483647, 'x')",
    "select format('%*d', '2147483647', 1), format('%.*f', -2147483648, 1.5)",
    "select printf('%1000001d', 1), printf('%.99999999999999999999d', 1)",
    f"select printf('{'%900d' * 5000}')",
    "select randomblob(100000000)",
    f"{LONG}length(replace(x, '0', '0000')) from b",
    f"{LONG}{'+'.join([f'(x like {PATTERN})'] * 60)} from b",
    f"{LONG}x like '%{'0' * 400}1' from b",
    "select " + ",".join(["1"] * 200),
    "select " + " union all select ".join(["1"] * 200),
    "select json_patch('{}', '{}')",
    "select 1 -- " + "x" * 60_000,
)


@pytest.mark.parametrize("path", ROUTES)
def test_no_route_gives_an_original_or_an_internal_table(ask: Asked, path: str) -> None:
    answer = ask(path)
    assert answer.status_code in (400, 403, 404), path
    assert b"PK\x03\x04" not in answer.content


@pytest.mark.parametrize("sql", SECRETS)
def test_no_query_reads_an_original_or_an_internal_table(ask: Asked, sql: str) -> None:
    assert any(told in ask.error(sql) for told in ("prohibited", "not authorized"))


@pytest.mark.parametrize("sql", WRITES)
def test_nothing_is_written(ask: Asked, database: Path, sql: str) -> None:
    before = database.read_bytes()
    ask.error(sql)
    assert database.read_bytes() == before


@pytest.mark.parametrize("sql", BOMBS)
def test_a_query_that_takes_too_much_is_refused(ask: Asked, sql: str) -> None:
    assert ask.error(sql)


@pytest.mark.parametrize(
    "sql",
    [
        f"{LONG}instr(x, substr(x, 1, 400000) || '1') from b",
        f"{LONG}length(trim(x, x)) from b",
        f"{LONG}length(replace(x, substr(x, 1, 400000) || '1', '')) from b",
        f"{LONG}x glob '{'*0' * 60}1' from b",
    ],
)
def test_text_functions_answer_within_the_time_of_a_query(ask: Asked, sql: str) -> None:
    assert len(ask.rows(sql)) == 1


def test_our_text_functions_give_what_those_of_sqlite_give(ask: Asked) -> None:
    sql = """select instr('甲乙丙', '丙'), instr('甲', '乙'), instr(null, 'a'), instr('abc', ''),
      instr(123, 2),
      replace('aXbX', 'X', '乙'),
      replace('a', '', 'b'), replace('a', null, 'b'), trim('  a '), ltrim('xxaxx', 'x'), rtrim('xxaxx', 'x'),
      trim('xyaxy', 'yx'), trim(null)"""
    with sqlite3.connect(":memory:") as plain:
        assert ask.rows(sql) == [list(plain.execute(sql).fetchone())]


PRINTED = (
    "'%d 座 %s', 7, '甲'",
    "'%5.2f|%-8s|%08d|%+d', 2.345, '乙', 42, 5",
    "'%.*f %*d', 3, 1.23456, 6, 42",
    "'%,d %x %X %o %e %g', 1234567, 255, 255, 8, 12345.678, 0.0001",
    "'%q %Q %w %c %%', 'a''b', null, 'a\"b', '中'",
    "'%lld %ld %i %u', 9, 8, 7",
    "'%*d', '5', 1",
    "'no argument %s %d'",
    "null, 1",
    "''",
)


@pytest.mark.parametrize("arguments", PRINTED)
def test_our_printf_gives_what_that_of_sqlite_gives(ask: Asked, arguments: str) -> None:
    sql = f"select printf({arguments}), format({arguments})"
    with sqlite3.connect(":memory:") as plain:
        assert ask.rows(sql) == [list(plain.execute(sql).fetchone())]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "POST", "PATCH", "SOMETHING"])
def test_a_method_that_reads_nothing_is_not_allowed(ask: Asked, method: str) -> None:
    assert (ask("/", method=method).status_code, ask(PLANS, method=method).status_code) == (405, 405)


@pytest.mark.parametrize("asked", ["_sort=%00", "_sort_desc=none", "_facet=%00", "_next=%00"])
@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_parameters_that_make_no_sense_are_no_fault_of_the_server(
    ask: Asked, asked: str, ending: str
) -> None:
    assert ask(f"{PLANS}/v_figures{ending}?{asked}").status_code < 500


def test_what_the_views_need_of_the_originals_can_be_read(ask: Asked) -> None:
    assert ask.rows("select count(*), count(source_sha256) from v_trace")[0][0] > 1000
    assert ask.rows(
        "select count(*) from source_file join v_versions on sha256 = source_sha256 and size = file_size"
    ) == [[2]]


def test_no_page_or_answer_tells_where_the_file_lies(ask: Asked, database: Path) -> None:
    for path in (
        "/",
        "/plans",
        "/plans.json",
        "/-/metadata.json",
        "/-/settings.json",
        "/plans/nothing",
        "/plans.json?sql=select",
    ):
        assert database.parent.name not in ask(path).text


def test_ten_unclosed_readers_do_not_keep_a_writer_out(database: Path, ask: Asked) -> None:
    for _ in range(10):
        assert len(ask.rows("select * from v_blocks")) == 1000
    with open_database(database) as held, held.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = value")


@pytest.fixture
def reachable(database: Path) -> Iterator[Asked]:
    with served(database, host="0.0.0.0") as asked:
        yield asked


def test_a_page_elsewhere_cannot_reach_it_under_a_name_of_its_own(ask: Asked, reachable: Asked) -> None:
    for host, status in (
        ("evil.example:8001", 421),
        ("127.0.0.1:8001", 200),
        ("localhost", 200),
        ("[::1]:8001", 200),
        ("", 421),
    ):
        assert ask("/", headers={"host": host}).status_code == status
    assert reachable("/", headers={"host": "plans.example:8001"}).status_code == 200


def test_every_answer_forbids_scripts_from_elsewhere_and_sniffing(ask: Asked) -> None:
    for path in (
        "/",
        PLANS,
        "/plans/v_figures.json",
        "/plans/v_figures.csv",
        "/nothing/at/all",
        "/-/static/app.css",
    ):
        headers = ask(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers
