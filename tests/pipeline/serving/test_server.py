"""The command: one line where it cannot start, an address where it can, a clean end, a file that changes
underneath."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import ProxyHandler, build_opener

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.serving import server
from tests.pipeline.made import CHECKOUT
from tests.pipeline.serving.site import PLANS, served
from tests.pipeline.small_plan import store_small_plan


def _refused(*arguments: str | Path, code: int) -> str:
    result = CliRunner().invoke(plantrace, list(map(str, arguments)))
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


def _old(path: Path) -> Path:
    import sqlite3

    store_small_plan(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 0")
    return path


def test_what_keeps_it_from_starting_is_said_in_one_line(tmp_path: Path) -> None:
    assert "there is no database" in _refused("serve", "--db", tmp_path / "none.db", code=1)
    assert not (tmp_path / "none.db").exists()
    assert "plantrace rebuild" in _refused("serve", "--db", _old(tmp_path / "old.db"), code=1)
    store_small_plan(tmp_path / "a.db")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port}" in _refused("serve", "--db", tmp_path / "a.db", "--port", str(port), code=2)
    assert "no such address" in _refused("serve", "--db", tmp_path / "a.db", "--host", "no such host", code=2)


@pytest.mark.parametrize("held", ["", "0.64.8", "1.0a19"])
def test_a_missing_or_another_datasette_is_named_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: str
) -> None:
    def version(_name: str) -> str:
        if not held:
            raise PackageNotFoundError
        return held

    monkeypatch.setattr(server, "version", version)
    assert 'pip install "datasette' in _refused("serve", "--db", tmp_path / "a.db", code=2)


def test_other_machines_are_warned_of_and_addresses_can_be_opened() -> None:
    assert server.warning("127.0.0.1") == server.warning("localhost") == server.warning("::1") == ""
    assert "without a password" in server.warning("0.0.0.0")
    with server.listen("127.0.0.1", 0) as bound:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", server.address_of("127.0.0.1", bound))
        assert server.address_of("0.0.0.0", bound).startswith("http://127.0.0.1:")


def test_another_file_in_its_place_is_served_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store_small_plan(path)
    with served(path) as ask:
        assert ask.rows("select count(*) from v_versions") == [[1]]
        store_small_plan(tmp_path / "b.db", salts=("", "改"))
        os.replace(tmp_path / "b.db", path)
        assert ask.rows("select count(*) from v_versions") == [[2]]


def test_a_file_that_is_moved_away_and_back_is_served_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store_small_plan(path)
    with served(path) as ask:
        assert [ask(f"{PLANS}.json?sql=select+1").status_code for _ in range(6)] == [200] * 6
        os.rename(path, tmp_path / "away.db")
        away = [ask(f"{PLANS}.json?sql=select+1") for _ in range(6)]
        assert {answer.status_code for answer in away} == {503}
        assert "过一会儿再试" in away[0].json()["error"]
        os.rename(tmp_path / "away.db", path)
        assert [ask(f"{PLANS}.json?sql=select+1").status_code for _ in range(6)] == [200] * 6


def test_what_a_killed_writer_left_is_rolled_back(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store_small_plan(path)
    script = """import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute("UPDATE version SET title = hex(zeroblob(100000))")
connection.execute("UPDATE plan SET identity = hex(zeroblob(100000))")
os._exit(1)"""
    subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=60)
    assert path.with_name("a.db-journal").exists()
    with served(path) as ask:
        assert ask.rows("select max(length(title)) < 100 from v_versions") == [[1]]
    assert not path.with_name("a.db-journal").exists()


def _get(address: str) -> tuple[int, str]:
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def _bomb() -> str:
    doubled = "".join(f", a{n}(x) as (select distinct p.x from a{n - 1} p, a{n - 1} q)" for n in range(1, 22))
    return f"with a0(x) as (select distinct 1){doubled} select * from a21"


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a POSIX signal")
def test_it_starts_answers_withstands_and_ends(database: Path, tmp_path: Path) -> None:
    shutil.copy(database, tmp_path / "a.db")
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--db", str(tmp_path / "a.db"), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "gbk"}
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="gbk", env=environment
    )
    try:
        assert running.stdout
        line = running.stdout.readline()
        address = line.split()[1]
        assert _get(address)[0] == 200
        status, said = _get(f"{address}plans.json?sql={quote(_bomb())}")
        assert (status, "memory" in said or "too long" in said) == (400, True)
        assert _get(f"{address}plans/v_figures")[0] == 200
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    finally:
        with suppress(ProcessLookupError):
            running.kill()
        running.wait()
    assert (running.returncode, out, err) == (0, "", "")
