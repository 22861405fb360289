"""What `--format json` prints is what its schema says, on the sample; docs/schemas holds these schemas."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from pipeline.cli import plantrace
from pipeline.schemas.__main__ import written
from pipeline.schemas.outputs import OUTPUTS, schema_of

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "schemas"
# in this order, in one folder: what changes the database comes last
COMMANDS = (
    "ingest raw",
    "ingest raw raw/gone.docx",
    "outline 另一",
    "trace 26座",
    "trace 数据中心 --limit 2",
    "trace 没有这个词",
    "search 数据中心",
    "indicators",
    "projects",
    "boxes",
    "figures --limit 0",
    "entities --limit 0",
    "entities 工信局 --projects",
    "tasks",
    "check",
    "review 2 dismiss --note 如此",
    "verify",
    "diff 云岭市数字经济发展十四五规划",
    "history indicator:5G基站",
    "compare 千兆光纤网络覆盖率",
    "compare --plan 另一 --against 云岭市数字经济发展十四五规划",
    "plans",
    "doctor",
    "rebuild",
    "remove 另一 --yes",
)


@pytest.fixture(scope="module")
def place(clone: Path) -> Iterator[Path]:
    """A folder like a clone with the sample read, its newest version as a plan of its own too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(clone)
        for arguments in (["raw"], ["raw/yunling_digital_plan_final.docx", "--plan", "另一"]):
            assert CliRunner().invoke(plantrace, ["ingest", *arguments]).exit_code == 0
        yield clone


def closed(schema: Any) -> Any:
    """The schema with no other keys allowed than those it names."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(one) for name, one in schema.items()}
    if isinstance(schema.get("properties"), dict) and "required" in schema:
        inner["additionalProperties"] = False
    return inner


@pytest.mark.parametrize("command", COMMANDS)
def test_outputs_are_what_their_schemas_say(place: Path, command: str) -> None:
    done = CliRunner().invoke(plantrace, [*command.split(), "--format", "json"])
    told = json.loads(done.stdout)
    faults = [
        f"{fault.json_path}: {fault.message[:200]}"
        for fault in Draft202012Validator(closed(schema_of(command.split()[0]))).iter_errors(told)
    ]
    assert faults == []


def test_lines_of_an_export_are_what_their_schema_says(place: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(plantrace, ["export", "--format", "json", "--out", str(tmp_path)])
    assert done.exit_code == 0
    by_name = {one["title"]: one for one in schema_of("export")["anyOf"]}
    for path in tmp_path.glob("*.jsonl"):
        checker = Draft202012Validator(closed(by_name[path.stem]))
        for line in path.read_text(encoding="utf-8").splitlines()[:20]:
            checker.validate(json.loads(line))


def test_every_command_that_prints_json_has_a_schema() -> None:
    printing = {
        name
        for name, command in plantrace.commands.items()
        for option in command.params
        if option.name == "output_format"
    }
    assert printing == set(OUTPUTS)
    assert {command.split()[0] for command in COMMANDS} | {"export"} == printing


@pytest.mark.parametrize("command", OUTPUTS)
def test_the_files_are_these_schemas(command: str) -> None:
    Draft202012Validator.check_schema(schema_of(command))
    assert (FOLDER / f"{command}.json").read_text(encoding="utf-8") == written(command)


def test_no_other_schema_lies_there() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == set(OUTPUTS)
