"""From a new file to the page in the browser in one command."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import plantrace
from tests.pipeline.made import write_plan


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A folder with a plan, and the addresses that a browser is given."""
    monkeypatch.chdir(tmp_path)
    write_plan(tmp_path / "甲.docx", "甲市规划", "到2025年，建成5G基站9700座。")
    addresses: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: addresses.append(address) or True)
    return addresses


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(plantrace, ["--lang", "en", *arguments])
    assert done.exit_code == 0, done.output
    return done


def test_a_file_is_read_reported_and_shown_in_one_command(shown: list[str], tmp_path: Path) -> None:
    assert "output/甲市规划.html: 甲市规划, version 1" in run("ingest", "甲.docx", "--open").stdout
    assert shown == [(tmp_path / "output" / "甲市规划.html").as_uri()]


def test_a_file_held_already_is_reported_too_and_nothing_opens_unasked(
    shown: list[str], tmp_path: Path
) -> None:
    run("ingest", "甲.docx")
    assert not (tmp_path / "output" / "甲市规划.html").exists()
    run("ingest", "甲.docx", "--report")
    assert (tmp_path / "output" / "甲市规划.html").exists()
    assert shown == []
    run("report", "--open")
    assert len(shown) == 1


def test_a_program_reads_json_all_the_same(shown: list[str]) -> None:
    done = run("ingest", "甲.docx", "--report", "--format", "json")
    assert json.loads(done.stdout)["stored"] == 1
    assert "甲市规划.html" in done.stderr


def test_a_machine_without_a_browser_names_the_file(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    assert "甲市规划.html: no browser opens here" in run("ingest", "甲.docx", "--open").stderr
