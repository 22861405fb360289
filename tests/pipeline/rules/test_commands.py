"""`plantrace check` and `plantrace review` as a user runs them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.rebuild import rebuild
from pipeline.ingest.run import ingest
from pipeline.rules.reviews import reviews_path
from tests.pipeline.made import rows
from tests.seeded_docx import Draft
from tests.seeded_errors import project_changed, project_stands_twice

SAMPLE = Path(__file__).resolve().parents[3] / "raw" / "yunling_digital_plan_draft.docx"


def invoke(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(plantrace, list(map(str, arguments)), env={"COLUMNS": "10000"})
    assert result.exit_code == code, result.output
    return result.output


def findings(database: Path, *arguments: object, code: int = 0) -> list[dict[str, Any]]:
    plans = json.loads(invoke("check", "--db", database, "--format", "json", *arguments, code=code))["plans"]
    return [finding for plan in plans for finding in plan["findings"]]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A database with the sample, in which a project's amount was changed and another stands twice."""
    draft = Draft(SAMPLE)
    project_changed(draft)
    project_stands_twice(draft)
    file = tmp_path / "plan.docx"
    file.write_bytes(draft.save())
    database = tmp_path / "plans.db"
    ingest([file], database)
    return database


def test_findings_are_told_by_severity_with_quote_place_and_totals(faulty: Path) -> None:
    shown = invoke("check", "--db", faulty)
    headed = [
        line.split()[1]
        for line in shown.splitlines()
        if re.fullmatch(r"  \d+ (errors?|warnings?|info)", line)
    ]
    assert [word.rstrip("s") for word in headed] == ["error", "warning", "info"]
    assert "finding 1  investment_sum" in shown
    assert "云岭市“十四五”数字经济重点项目表, row" in shown
    assert "【" in shown
    assert "checks by" in shown


def test_findings_are_stored_with_evidence_that_holds(faulty: Path) -> None:
    told = findings(faulty)
    assert rows(faulty, "SELECT finding_id, rule, severity, status FROM v_findings ORDER BY 1") == [
        (found["finding_id"], found["rule"], found["severity"], "open")
        for found in sorted(told, key=lambda found: found["finding_id"])
    ]
    quoted = "substr(b.text, char_start + 1, char_end - char_start) = quote"
    sliced = f"SELECT count(*) FROM v_finding_evidence JOIN v_blocks b USING (block_id) WHERE {quoted}"
    assert rows(faulty, sliced) == [(sum(len(found["evidence"]) for found in told),)]
    assert findings(faulty) == told


def test_strict_fails_on_an_error_until_it_is_dismissed(faulty: Path) -> None:
    number = next(
        found["finding_id"] for found in findings(faulty, "--strict", code=1) if found["severity"] == "error"
    )
    invoke("review", "--db", faulty, number, "dismiss", "--note", "另有来源")
    assert "investment_sum" not in invoke("check", "--db", faulty, "--strict")
    assert "investment_sum (dismissed)" in invoke("check", "--db", faulty, "--strict", "--all")
    assert rows(faulty, f"SELECT status, note FROM v_findings WHERE finding_id = {number}") == [
        ("dismissed", "另有来源")
    ]
    invoke("review", "--db", faulty, number, "reopen")
    invoke("check", "--db", faulty, "--strict", code=1)


def test_rules_are_switched_on_and_off_and_the_run_says_which_ran(faulty: Path) -> None:
    assert {found["rule"] for found in findings(faulty, "--rule", "duplicate_project")} == {
        "duplicate_project"
    }
    assert "duplicate_project" not in {
        found["rule"] for found in findings(faulty, "--skip", "duplicate_project")
    }
    only = json.loads(invoke("check", "--db", faulty, "--rule", "serial_gap", "--format", "json"))
    assert list(only["plans"][0]["rules"]) == ["serial_gap"]
    findings(faulty)
    ran = rows(faulty, "SELECT rule, fault FROM rule_run")
    assert len(ran) > 30
    assert {fault for _, fault in ran} == {None}
    assert "there is no such rule" in invoke("check", "--db", faulty, "--rule", "nothing", code=2)


def test_a_decision_survives_a_rebuild_and_the_next_version(faulty: Path, tmp_path: Path) -> None:
    number = next(found["finding_id"] for found in findings(faulty) if found["rule"] == "duplicate_project")
    invoke("review", "--db", faulty, number, "confirm", "--note", "真的重复")
    rebuild(faulty)
    assert [found["status"] for found in findings(faulty) if found["rule"] == "duplicate_project"] == [
        "confirmed"
    ]
    draft = Draft(tmp_path / "plan.docx")
    draft.insert_after(draft.narrative()[0], "本段为修订时新增的说明文字，与项目无关，仅用于说明修订的情况。")
    file = tmp_path / "revised.docx"
    file.write_bytes(draft.save())
    ingest([file], faulty)
    revised = json.loads(invoke("check", "--db", faulty, "--format", "json"))["plans"][0]
    assert revised["version"] == 2
    assert [found["note"] for found in revised["findings"] if found["rule"] == "duplicate_project"] == [
        "真的重复"
    ]


def test_decisions_are_only_ever_added(faulty: Path) -> None:
    found = findings(faulty)
    file = reviews_path(faulty)
    invoke("review", "--db", faulty, found[0]["finding_id"], "dismiss", "--note", "一")
    first = file.read_bytes()
    with file.open("ab") as cut_off:
        cut_off.write(b'{"plan": "cut o')
    invoke("review", "--db", faulty, found[1]["finding_id"], "confirm")
    assert file.read_bytes().startswith(first)
    told = invoke("check", "--db", faulty, "--all")
    assert "line 2 is not understood" in told
    assert f"finding {found[0]['finding_id']}  {found[0]['rule']} (dismissed)" in told
    assert f"finding {found[1]['finding_id']}  {found[1]['rule']} (confirmed)" in told


def test_a_finding_that_is_not_there_is_told(faulty: Path) -> None:
    findings(faulty)
    assert "finding 999: there is none" in invoke("review", "--db", faulty, 999, "confirm", code=1)
