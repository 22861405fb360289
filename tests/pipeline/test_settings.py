"""A file of settings, the log on stderr, completion: as a user meets them."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline.cli import plantrace
from pipeline.commands.settings_file import KEYS, read_settings_file
from tests.pipeline.small_plan import store_small_plan

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that commands run in, and no settings from elsewhere."""
    monkeypatch.chdir(tmp_path)
    for name in ("PLANTRACE_CONFIG", "PLANTRACE_DB", "PLANTRACE_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        plantrace.main([*arguments])
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


@pytest.mark.parametrize(
    ("name", "table"), [("plantrace.toml", ""), ("pyproject.toml", "[tool.plantrace]\n"), ("other.toml", "")]
)
def test_settings_are_the_defaults_of_options(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    table: str,
) -> None:
    (place / "held").mkdir()
    store_small_plan(place / "held" / "here.db")
    (place / name).write_text(f'{table}db = "held/here.db"\nlang = "zh"\n', encoding="utf-8")
    if name == "other.toml":
        monkeypatch.setenv("PLANTRACE_CONFIG", name)
    code, out, _ = ran(capsys, "plans")
    assert code == 0
    assert "规划" in out.splitlines()[0]


def test_the_command_line_goes_before_the_environment_and_this_before_the_file(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "plantrace.toml").write_text('db = "file.db"\nlang = "zh"\n', encoding="utf-8")
    assert "file.db" in ran(capsys, "plans")[2]
    assert "没有" in ran(capsys, "plans")[2]
    monkeypatch.setenv("PLANTRACE_DB", "environment.db")
    monkeypatch.setenv("PLANTRACE_LANG", "en")
    assert "environment.db: there is no database" in ran(capsys, "plans")[2]
    assert "line.db" in ran(capsys, "plans", "--db", "line.db", "--lang", "zh")[2]
    assert "line.db" in ran(capsys, "--db", "line.db", "plans")[2]
    assert "没有" in ran(capsys, "plans", "--lang", "zh")[2]


def test_jobs_and_limits_are_those_of_the_file(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "plantrace.toml").write_text("jobs = 3\nmost-seconds = 7\nmost-memory = 99\n", encoding="utf-8")
    seen: dict[str, object] = {}

    def noted(*arguments: object, **named: object) -> tuple[()]:
        seen.update(jobs=arguments[3], **named)
        return ()

    monkeypatch.setattr("pipeline.ingest.run.ingest", noted)
    assert ran(capsys, "ingest", "raw")[0] == 0
    assert (seen["jobs"], str(seen["limits"])) == (3, "Limits(seconds=7, mebibytes=99)")
    assert ran(capsys, "ingest", "raw", "--jobs", "1")[0] == 0
    assert seen["jobs"] == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colour = "red"', "plantrace.toml: colour is no setting; there are db, lang, jobs"),
        ("jobs = 0", "plantrace.toml: jobs must be a number, 1 or more"),
        ("jobs = true", "plantrace.toml: jobs must be a number, 1 or more"),
        ('lang = "fr"', "plantrace.toml: lang must be zh or en"),
        ("db = 3", "plantrace.toml: db must be the path of a file"),
        ("db = ", "plantrace.toml: this is no TOML"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(
    place: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (place / "plantrace.toml").write_text(text, encoding="utf-8")
    code, out, err = ran(capsys, "plans")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_file_that_is_named_must_be_there_and_none_is_read_when_none_is_wanted(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANTRACE_CONFIG", "gone.toml")
    assert "gone.toml: the settings cannot be read" in ran(capsys, "plans")[2]
    (place / "plantrace.toml").write_text("colour = 1", encoding="utf-8")
    monkeypatch.setenv("PLANTRACE_CONFIG", "")
    assert "there is no database" in ran(capsys, "plans")[2]


def test_a_pyproject_of_others_says_nothing(place: Path) -> None:
    (place / "pyproject.toml").write_text('[tool.other]\ndb = "x"\n', encoding="utf-8")
    assert read_settings_file(place, {}).values == {}


def test_a_path_counts_from_the_file_and_an_address_stays(place: Path) -> None:
    (place / "there").mkdir()
    for told, meant in (
        ("a.db", str(place / "there" / "a.db")),
        ("postgresql://host/a", "postgresql://host/a"),
    ):
        (place / "there" / "plantrace.toml").write_text(f'db = "{told}"', encoding="utf-8")
        assert read_settings_file(place / "there", {}).values == {"db": meant}


@pytest.mark.parametrize("page", ["docs/settings.md", "docs/settings.zh.md"])
def test_the_pages_tell_every_setting(page: str, place: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    assert set(tomllib.loads(example)) == set(KEYS)
    (place / "plantrace.toml").write_text(example, encoding="utf-8")
    assert read_settings_file(place, {}).language == "zh"


def test_verbose_tells_on_stderr_what_is_done(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(ROOT / "raw" / "README.md")
    assert "plantrace.ingest" not in ran(capsys, "ingest", file, "--db", "a.db")[2]
    _, out, err = ran(capsys, "ingest", file, "--db", "b.db", "-v")
    assert "plantrace.store: b.db: made" in err
    assert f"plantrace.ingest: {file}: refused (not_docx)" in err
    assert "plantrace.ingest" not in out
    assert "opened" not in err
    assert "plantrace.store: b.db: opened to read" in ran(capsys, "plans", "--db", "b.db", "--debug")[2]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("plantrace in", "ingest"),
        ("plantrace figures --kind ta", "target"),
        ("plantrace figures --kind 目", "目标"),
    ],
)
def test_words_are_completed(words: str, offered: str, place: Path) -> None:
    (place / "plantrace.toml").write_text("colour = 1", encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "_PLANTRACE_COMPLETE": "zsh_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    code = "from pipeline.cli import plantrace; plantrace.main(prog_name='plantrace')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert offered in done.stdout.splitlines(), done.stderr
