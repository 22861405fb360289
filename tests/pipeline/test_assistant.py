"""What an assistant gets from `plantrace mcp`, asked through the SDK's own client over standard input and
output."""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client, StdioServerParameters, stdio_client

from pipeline.assistant import sizes
from pipeline.assistant.sizes import MOST_CHARACTERS, fitted
from pipeline.cli import plantrace
from pipeline.ingest.run import ingest

ROOT = Path(__file__).resolve().parents[2]
FINAL = ROOT / "raw" / "yunling_digital_plan_final.docx"
SHA256 = sha256(FINAL.read_bytes()).hexdigest()
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "plans": ("plans", {}),
    "search": ("search", {"words": "数据中心 算力", "limit": 3}),
    "figures": ("figures", {"words": "拥有5G基站数", "kind": "target", "year": 2025}),
    "indicators": ("indicators", {"nature": "约束性"}),
    "projects": ("projects", {"body": "工信局", "limit": 4}),
    "trace": ("trace", {"what": "26座"}),
    "check": ("check", {"plan": "云岭"}),
    "diff": ("diff", {"plan": "云岭", "kinds": ["indicator"]}),
    "many": ("figures", {"limit": 10_000}),
    "no plan": ("indicators", {"plan": "没有的规划"}),
    "no record": ("trace", {"what": "figure:999999"}),
    "wrong kind": ("figures", {"kind": "nonsense"}),
}


async def _ask(database: Path) -> tuple[Any, dict[str, Any]]:
    arguments = ["-m", "pipeline.cli", "mcp", "--db", str(database)]
    server = StdioServerParameters(
        command=sys.executable, args=arguments, cwd=ROOT, env={"PLANTRACE_LANG": "en"}
    )
    async with Client(stdio_client(server)) as client:
        tools = (await client.list_tools()).tools
        return (client.instructions, tools), {
            name: await client.call_tool(tool, given) for name, (tool, given) in CALLS.items()
        }


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("assistant") / "plans.db"
    ingest([ROOT / "raw"], path)
    return path


@pytest.fixture(scope="module")
def session(database: Path) -> tuple[Any, dict[str, Any]]:
    before = database.read_bytes()
    told = asyncio.run(_ask(database))
    assert database.read_bytes() == before
    return told


@pytest.fixture(scope="module")
def answers(session: tuple[Any, dict[str, Any]]) -> dict[str, Any]:
    return {name: one.structured_content for name, one in session[1].items() if not one.is_error}


def citations(value: object) -> Iterator[dict[str, Any]]:
    """All citations inside an answer."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for one in value.values():
            yield from citations(one)
    elif isinstance(value, list):
        for one in value:
            yield from citations(one)


def test_tools_say_that_they_only_read(session: tuple[Any, dict[str, Any]]) -> None:
    (instructions, tools), _ = session
    assert {tool.name for tool in tools} == {tool for tool, _ in CALLS.values()}
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert all(tool.description for tool in tools)
    assert "citation" in instructions


def test_every_item_carries_its_citation(answers: dict[str, Any], database: Path) -> None:
    with sqlite3.connect(database) as connection:
        held = dict(connection.execute("SELECT sha256, source_id FROM source_file").fetchall())
    connection.close()
    for name in ("search", "figures", "indicators", "projects", "trace", "check", "diff"):
        assert answers[name]["items"], name
        for item in answers[name]["items"]:
            found = [*citations(item)]
            assert found, (name, item)
            assert all(one["sha256"] in held and one["place"] and one["xml_path"] for one in found)


def test_answers_are_those_of_the_commands(answers: dict[str, Any]) -> None:
    assert {(one["version"], one["source_sha256"]) for one in answers["plans"]["items"]} >= {(2, SHA256)}
    binding = answers["indicators"]
    assert [one["target_raw"] for one in binding["items"]] == ["≥90", "100", "100"]
    assert (binding["n"], binding["left_out"]) == (3, 0)
    shown = answers["figures"]["items"][0]
    assert (shown["metric"], shown["value"], shown["unit"]) == ("每万人拥有5G基站数", 26.0, "座")
    assert {(one["field"], one["quote"], one["sha256"]) for one in shown["citations"]} >= {
        ("value", "26", SHA256)
    }
    assert "≥90" in [one["quote"] for one in binding["items"][0]["citations"]]
    assert answers["projects"]["left_out"] == answers["projects"]["n"] - 4
    assert answers["trace"]["items"][0]["elsewhere"][0]["citation"]["quote"] == "26座"
    changed = {(one["old_value"], one["new_value"]) for one in answers["diff"]["items"]}
    assert ("24", "26") in changed


def test_large_answers_say_what_they_leave_out(session: tuple[Any, dict[str, Any]]) -> None:
    many = session[1]["many"].structured_content
    assert len(json.dumps(many, ensure_ascii=False)) <= MOST_CHARACTERS
    assert 0 < len(many["items"]) <= sizes.MOST_ITEMS
    assert many["left_out"] == many["n"] - len(many["items"]) > 0


@pytest.mark.parametrize(
    ("name", "told"),
    [("no plan", "no such plan"), ("no record", "no figure with this id"), ("wrong kind", "kind")],
)
def test_faults_are_answers_too(session: tuple[Any, dict[str, Any]], name: str, told: str) -> None:
    answer = session[1][name]
    assert answer.is_error
    assert told in answer.content[0].text


_ANY = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=50), st.just("字" * 5_000)),
    lambda inner: st.one_of(st.lists(inner, max_size=20), st.dictionaries(st.text(max_size=9), inner)),
    max_leaves=30,
)


@given(st.lists(st.dictionaries(st.text(max_size=9), _ANY, max_size=12), max_size=80))
def test_no_answer_is_too_large(items: list[dict[str, Any]]) -> None:
    answer = fitted(items, len(items) + 5)
    assert len(json.dumps(answer, ensure_ascii=False)) <= MOST_CHARACTERS
    assert len(answer["items"]) + answer["left_out"] == len(items) + 5


def test_a_missing_sdk_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: Path
) -> None:
    monkeypatch.setattr("pipeline.assistant.server.find_spec", lambda _name: None)
    with pytest.raises(SystemExit) as ended:
        plantrace.main(["mcp", "--db", str(database)])
    assert ended.value.code == 2
    assert 'pip install "mcp>=2.3,<3"' in capsys.readouterr().err


def test_a_missing_database_ends_it_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        plantrace.main(["mcp", "--db", str(tmp_path / "none.db")])
    assert "there is no database" in capsys.readouterr().err
