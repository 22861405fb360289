"""A rule that breaks costs what it would have found, is told as a notice, and stops nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.rebuild import rebuild
from pipeline.rules.catalogue import RULES
from pipeline.rules.records import Held
from pipeline.rules.results import Result
from tests.pipeline.made import assert_sound, rows, write_plan

NOTICES = "SELECT notice_id, code, text_en FROM v_notices ORDER BY notice_id"
LINES = ("一、总体要求", "到2025年，覆盖率从80%提高到35%，新增机架20—10架。")


def invoke(*arguments: object) -> str:
    result = CliRunner().invoke(plantrace, list(map(str, arguments)), env={"COLUMNS": "1000"})
    assert result.exit_code == 0, result.output
    return result.output


def break_rule(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def failing(held: Held) -> Iterator[Result]:
        yield from ()
        raise KeyError("planted")

    broken = tuple(replace(rule, check=failing) if rule.code == code else rule for rule in RULES)
    for module in ("catalogue", "check"):
        monkeypatch.setattr(f"pipeline.rules.{module}.RULES", broken)


def test_a_broken_rule_leaves_a_notice_and_the_other_rules_apply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, database = write_plan(tmp_path / "plan.docx", "甲市规划", *LINES), tmp_path / "a.db"
    with monkeypatch.context() as broken:
        break_rule(broken, "verb_direction")
        told = invoke("ingest", plan, "--db", database)
        assert "1 × rule_failed" in told
        assert "the rule verb_direction was not applied" in told
        assert "planted" in told
        before = rows(database, NOTICES)
        assert [row[1] for row in before] == ["rule_failed"]
        assert rows(database, "SELECT rule FROM v_findings") == [("range_reversed",)]
        rebuild(database)
        assert rows(database, NOTICES) == before
        assert "verb_direction was not applied" in invoke("check", "--db", database)
    invoke("check", "--db", database)
    assert rows(database, NOTICES) == []
    assert {rule for (rule,) in rows(database, "SELECT rule FROM v_findings")} == {
        "verb_direction",
        "range_reversed",
    }
    assert_sound(database)
