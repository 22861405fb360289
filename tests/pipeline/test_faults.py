"""A fault of ours in one paragraph costs its figures, is told, and does not keep the file out."""

import logging
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from models.facts import Figure
from pipeline.cli import plantrace
from pipeline.figures.text import figures_of_text
from tests.pipeline.made import assert_sound, rows, write_plan


def failing(text: str, *arguments: Any, **named: Any) -> tuple[Figure, ...]:
    if "泵站" in text:
        raise KeyError("planted")
    return figures_of_text(text, *arguments, **named)


def test_a_paragraph_that_is_not_read_is_told_and_the_others_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.figures.narrative.figures_of_text", failing)
    plan = write_plan(tmp_path / "plan.docx", "甲市规划", "一、总体要求", "新建泵站97座。", "新建学校3所。")
    told = CliRunner().invoke(
        plantrace, ["ingest", str(plan), "--db", str(tmp_path / "a.db")], env={"COLUMNS": "1000"}
    )
    assert (told.exit_code, told.stderr) == (0, "")
    assert (
        "the numbers of the paragraph “新建泵站97座。…” were not read, by a fault of plantrace itself"
        " (KeyError: 'planted')" in told.stdout
    )
    assert rows(tmp_path / "a.db", "SELECT raw FROM v_figures") == [("3所",)]
    assert rows(
        tmp_path / "a.db", "SELECT n.code, b.text FROM v_notices n JOIN v_blocks b USING (block_id)"
    ) == [("unread_numbers", "新建泵站97座。")]
    assert_sound(tmp_path / "a.db")


def test_with_debug_the_traceback_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.figures.narrative.figures_of_text", failing)
    logging.getLogger("plantrace").handlers[:] = []
    plan = write_plan(tmp_path / "plan.docx", "甲市规划", "一、总体要求", "新建泵站97座。")
    told = CliRunner().invoke(plantrace, ["ingest", str(plan), "--db", str(tmp_path / "a.db"), "--debug"])
    assert told.exit_code == 0
    assert "Traceback" in told.stderr
