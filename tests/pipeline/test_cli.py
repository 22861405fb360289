"""The command as a user runs it: its own process, any locale, any place for --db, one line for each fault."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from pipeline.cli import plantrace
from pipeline.commands.diff import RECORDED
from pipeline.ingest.run import Outcome
from pipeline.versions.diff import GROUPS
from tests import builders as b
from tests.pipeline.small_plan import KEY, store_small_plan

CHECKOUT = Path(__file__).resolve().parents[2]
CONSOLES = (
    {"LC_ALL": "C"},
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0"},
)
HEAVY = (
    "rich",
    "sqlalchemy",
    "docx",
    "lxml",
    "jieba",
    "numpy",
    "pandas",
    "jinja2",
    "xlsxwriter",
    "datasette",
)


def _environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(CHECKOUT), "LC_ALL": "C.UTF-8", **more}


def _run(
    *arguments: str | Path, code: int = 0, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, env=_environment(**environment), cwd=cwd, timeout=120, check=False
    )
    assert done.returncode == code, done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    return done


def _invoke(*arguments: str | Path, code: int = 0) -> Result:
    """The same in this process, which is faster."""
    result = CliRunner().invoke(plantrace, list(map(str, arguments)), env={"COLUMNS": "10000"})
    assert result.exit_code == code, result.stderr
    return result


def _out(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stdout.decode()


def _err(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("库 一") / "规划 库.db"
    store_small_plan(path)
    return path


def _plan_file(path: Path, *, target: str = "9700") -> Path:
    path.write_bytes(
        b.docx(
            b.paragraph("示例市数字经济发展规划（2021—2025年）", align="center", bold=True, size=22),
            b.paragraph("一、发展目标", bold=True, size=16),
            b.paragraph("到2025年，数字基础设施更加完善，城乡网络覆盖水平明显提高，企业上云步伐不断加快。"),
            b.paragraph("表1 主要指标", align="center"),
            b.table(
                [
                    ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
                    ["1", "5G基站数", "座", "4000", target, "预期性"],
                ],
                header_rows=1,
            ),
            b.paragraph("二、保障措施", bold=True, size=16),
            b.paragraph("加强组织领导，完善统筹协调机制，形成推进工作的合力。"),
        )
    )
    return path


NO_TABLE = ("bundle", "mcp", "report", "serve")  # they tell a line or two: no --format json


def test_help_loads_nothing_heavy() -> None:
    script = f"import sys, pipeline.cli\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=_environment(), timeout=60, check=True
    )
    assert done.stdout.strip() == b"[]"


READING = ("spacy", "numpy", "lxml", "docx", "jieba", "pandas")  # what only finding names or reading needs
ASKING = (
    ("plans",),
    ("outline",),
    ("figures",),
    ("indicators",),
    ("projects",),
    ("tasks",),
    ("entities",),
    ("trace", "8300座"),
    ("search", "园区"),
    ("compare", "5G基站数"),
    ("history", "5G基站数"),
    ("check",),
    ("doctor",),
)


def test_who_only_asks_waits_for_nothing_that_reads(small: Path) -> None:
    script = (
        "import sys\nfrom pipeline.cli import plantrace\n"
        "plantrace.main([*sys.argv[2:], '--db', sys.argv[1]], standalone_mode=False)\n"
        f"print([name for name in {READING!r} if name in sys.modules])"
    )
    for arguments in ASKING:
        command = [sys.executable, "-c", script, str(small), *arguments]
        done = subprocess.run(command, capture_output=True, env=_environment(), timeout=60, check=False)
        assert done.stdout.splitlines()[-1:] == [b"[]"], (arguments, done.stderr)


def test_diff_offers_every_kind_of_change() -> None:
    assert sorted(RECORDED) == sorted(GROUPS)


def test_help_names_every_command_with_its_whole_summary() -> None:
    shown = _out(_run("--help", COLUMNS="80"))
    for name, command in plantrace.commands.items():
        summary = (command.help or "").splitlines()[0]
        assert re.search(rf"^  {name} +{re.escape(summary)}$", shown, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(plantrace.commands))
def test_every_command_explains_itself(name: str) -> None:
    command = plantrace.commands[name]
    help_text = command.help or ""
    assert help_text.splitlines()[0].endswith(".")
    assert "Example:" in help_text
    assert f"plantrace {name}" in help_text.partition("Example:")[2]
    told = {"database", "debug"} if name in NO_TABLE else {"database", "debug", "output_format"}
    assert told <= {parameter.name for parameter in command.params}
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"plantrace \S+\n", _out(_run("--version")))


@pytest.mark.parametrize("where", ["before", "behind", "environment", "both"])
def test_the_database_may_be_named_before_or_behind_the_command(
    small: Path, tmp_path: Path, where: str
) -> None:
    absent = tmp_path / "absent.db"
    given: tuple[Sequence[str | Path], dict[str, str]] = {
        "before": (["--db", small, "outline"], {"PLANTRACE_DB": str(absent)}),
        "behind": (["outline", "--db", small], {"PLANTRACE_DB": str(absent)}),
        "environment": (["outline"], {"PLANTRACE_DB": str(small)}),
        "both": (["--db", absent, "outline", "--db", small], {}),
    }[where]
    assert "发展目标" in _out(_run(*given[0], **given[1]))


def test_an_absent_database_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    done = _run("search", "规划", code=1, cwd=tmp_path)
    assert re.fullmatch(r"plantrace: output.plans\.db: [^\n]*plantrace ingest[^\n]*\n", _err(done))
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["trace"], "Missing argument 'WHAT...'"),
        (["outline", "--depth", "x"], "'--depth'"),
        (["search", "规划", "--format", "xml"], "'--format'"),
        (["tracee"], "No such command 'tracee'"),
        (["--what"], "No such option"),
        (["search", "——"], "nothing to search for"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(small: Path, arguments: list[str], told: str) -> None:
    done = _run("--db", small, *arguments, code=2)
    assert done.stdout == b""
    assert told in _err(done)
    assert re.fullmatch(r"plantrace: [^\n]*\n", _err(done))


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    for arguments in (["--debug", "outline"], ["outline", "--debug"]):
        command = [sys.executable, "-m", "pipeline.cli", *arguments]
        done = subprocess.run(
            command, capture_output=True, env=_environment(), cwd=tmp_path, timeout=60, check=False
        )
        assert done.returncode == 1
        assert b"Traceback" in done.stderr
        assert b"DatabaseFault" in done.stderr


def test_a_fault_of_ours_is_one_line_too(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a\nb")

    monkeypatch.setattr("pipeline.ask.outline.outline", fail)
    result = CliRunner().invoke(plantrace, ["--db", str(small), "outline"])
    assert result.exit_code == 1
    assert re.fullmatch(
        r"plantrace: a fault of plantrace itself \(RuntimeError: a⏎b\)[^\n]*--debug[^\n]*\n", result.stderr
    )


@pytest.mark.parametrize("environment", CONSOLES)
def test_any_locale_and_console_will_do(small: Path, environment: dict[str, str]) -> None:
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    shown = _run("trace", "5G基站", "--db", small, **environment).stdout
    assert "figure:10  5G" in shown.decode(encoding)
    if encoding == "gbk":
        assert "建成5G基站【0.97万座】以上" in shown.decode(encoding)
    told = json.loads(
        _run("search", "基站", "重点", "--db", small, "--format", "json", **environment).stdout.decode(
            encoding
        )
    )
    assert [hit["text"] for hit in told["hits"]] == ["5G网络。推进5G基站建设，覆盖重点园区。"]


def test_a_reader_that_stops_early_is_no_fault(small: Path) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "trace", "9700", "5G", "--db", str(small)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def _on_a_terminal(*arguments: str | Path, **environment: str) -> str:
    """What a terminal shows, colours and all."""
    leader, follower = pty.openpty()
    variables = _environment(TERM="xterm-256color", COLUMNS="100", **environment)
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env=variables
    ) as process:
        os.close(follower)
        shown = b""
        while select.select([leader], [], [], 60)[0]:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        process.wait(60)
    os.close(leader)
    return shown.decode("utf-8", "replace").replace("\r\n", "\n")


def test_colour_is_for_terminals_only(small: Path) -> None:
    coloured = _on_a_terminal("trace", "9700座", "--db", small)
    assert "\x1b[" in coloured
    assert "【" not in coloured
    plain = _on_a_terminal("trace", "9700座", "--db", small, NO_COLOR="1")
    assert "【9，700座】" in plain
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain)
    assert "\x1b" not in _out(_run("trace", "9700座", "--db", small))


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("command", [["trace", "9700"], ["outline"], ["search", "基站"]])
def test_no_line_is_wider_than_the_terminal(small: Path, columns: int, command: list[str]) -> None:
    shown = (
        CliRunner().invoke(plantrace, [*command, "--db", str(small)], env={"COLUMNS": str(columns)}).stdout
    )
    widths = [cell_len(line) for line in shown.splitlines()]
    assert len(widths) > 4
    assert max(widths) <= columns


def test_a_plan_goes_in_and_its_numbers_lead_back(tmp_path: Path) -> None:
    source = tmp_path / "我的 规划"
    source.mkdir()
    _plan_file(source / "示例 规划.docx")
    done = _run("ingest", source, cwd=tmp_path)
    shown = _out(done)
    assert "version 1 (no plan of this title is held: a new plan)" in shown
    assert re.search(r"^  indicators +1$", shown, re.MULTILINE)
    assert re.search(r"^  headings +2$", shown, re.MULTILINE)
    assert shown.endswith("1 file: 1 stored\n")
    assert done.stderr == b""
    assert "表1, row 2, column “2025年”" in _out(_run("trace", "9700座", cwd=tmp_path))
    assert "“表1 主要指标”, row 2, column 5" in _out(_run("trace", "9700座", "--full", cwd=tmp_path))


def test_the_same_bytes_again_change_nothing_and_what_is_held_proves_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = _plan_file(tmp_path / "a.docx")
    _invoke("ingest", file)
    again = _invoke("ingest", file).stdout
    assert "unchanged: " in again
    assert again.endswith("1 file: 1 unchanged\n")
    assert "all proved against the originals" in _invoke("verify").stdout
    assert "all proved against the originals" in _invoke("verify", "--source", tmp_path).stdout
    assert "1 version read again" in _invoke("rebuild").stdout
    assert json.loads(_invoke("rebuild", "--format", "json").stdout)["gone"] == 0


def test_json_of_ingest_counts_what_the_text_counts(tmp_path: Path) -> None:
    told = json.loads(
        _invoke(
            "ingest", _plan_file(tmp_path / "a.docx"), "--format", "json", "--db", tmp_path / "x.db"
        ).stdout
    )
    (file,) = told["files"]
    held = file["contents"]
    assert (told["stored"], told["refused"], file["state"], file["version"]) == (1, 0, "stored", 1)
    assert (held["indicators"], held["headings"], held["tables"], held["boxes"]) == (
        1,
        2,
        {"indicator": 1},
        0,
    )
    assert held["used"] + sum(held["ignored"].values()) == 6 + 12


def test_times_are_told_beside_the_names_not_among_them(tmp_path: Path) -> None:
    shown = _invoke("ingest", _plan_file(tmp_path / "a.docx"), "--db", tmp_path / "x.db").stdout
    assert re.findall(r"^  names +(.*)$", shown, re.MULTILINE) == ["0 of 0 entities; besides 3 TIME"]


def test_what_was_not_understood_is_told_with_the_first_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.db"
    store_small_plan(path)
    monkeypatch.setattr(
        "pipeline.ingest.run.ingest",
        lambda *_, **__: (Outcome(Path("甲.docx"), "stored", "", "why", KEY, 1),),
    )
    shown = _invoke("ingest", "甲.docx", "--db", path).stdout
    assert "1 × unknown_column" in shown
    assert "column 去向 of table 1 is not known" in shown
    assert "2 ignored (1 empty, 1 toc)" in shown


def test_what_cannot_be_read_is_refused_by_name_and_the_rest_is_stored(tmp_path: Path) -> None:
    _plan_file(tmp_path / "好.docx")
    (tmp_path / "旧.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    (tmp_path / "扫描.pdf").write_bytes(b"%PDF-1.4\n")
    done = _invoke(
        "ingest",
        *(tmp_path / name for name in ("扫描.pdf", "旧.doc", "无.docx", "好.docx")),
        "--db",
        tmp_path / "x.db",
        code=3,
    )
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [
        str(tmp_path / name) for name in ("扫描.pdf", "旧.doc", "无.docx")
    ]
    assert done.stdout.endswith("4 files: 1 stored, 3 refused\n")


def test_a_revised_file_is_the_next_version_and_outline_tells_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANTRACE_DB", str(tmp_path / "x.db"))
    _invoke("ingest", _plan_file(tmp_path / "a.docx"))
    assert (
        "version 2 (same title as" in _invoke("ingest", _plan_file(tmp_path / "b.docx", target="9800")).stdout
    )
    assert "version 2 (current), b.docx" in _invoke("outline").stdout
    assert "version 1 (not current), a.docx" in _invoke("outline", "--version", "1").stdout
    assert "9800" in _invoke("trace", "indicator:5G基站数").stdout


def test_verify_fails_where_an_original_is_missing_or_not_the_same(small: Path, tmp_path: Path) -> None:
    assert "failed   " in _invoke("verify", "--db", small, code=1).stdout
    done = _invoke("verify", "--db", small, "--source", tmp_path, "--format", "json", code=1)
    assert [absent["plan"] for absent in json.loads(done.stdout)["missing"]] == [KEY]


def test_a_bar_is_shown_to_a_person_only(tmp_path: Path) -> None:
    file = _plan_file(tmp_path / "a.docx")
    assert "reading" in _on_a_terminal("ingest", file, "--db", tmp_path / "a.db")
    assert b"reading" not in _run("ingest", file, "--db", tmp_path / "b.db").stderr
