"""Tasks from the file to the user: lists, everyday names of bodies, trace, what changed between versions."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b
from tests.pipeline.made import rows

_HEADER = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "进展情况"]


def plan(*, deadline: str, lead: str) -> bytes:
    return b.docx(
        b.paragraph("某市2025年重点工作任务分工方案", align="center", size=22),
        b.paragraph("一、总体要求"),
        b.paragraph("1.新建公共充电桩500个（责任单位：市工业和信息化局、市财政局）。"),
        b.paragraph("二、任务分工"),
        b.paragraph("重点任务分工表", align="center"),
        b.table(
            [
                _HEADER,
                ["1", "建设算力中心", "市工业和信息化局", "市财政局", deadline, "已开工"],
                ["2", "改造老旧管网", lead, "各区县政府", "2026年", "前期"],
            ],
            header_rows=1,
        ),
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions: the second has another deadline and another leading body."""
    folder = tmp_path_factory.mktemp("tasks")
    path = folder / "plans.db"
    for name, content in (
        ("v1.docx", plan(deadline="2025年6月底前", lead="市住房和城乡建设局")),
        ("v2.docx", plan(deadline="2025年9月底前", lead="市水务局")),
    ):
        (folder / name).write_bytes(content)
        ingest([folder / name], path)
    return path


def shown(database: Path, *arguments: str) -> str:
    done = CliRunner().invoke(plantrace, [*arguments, "--db", str(database)])
    assert done.exit_code == 0, done.stdout
    return done.stdout


def asked(database: Path, *arguments: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(shown(database, *arguments, "--format", "json"))
    return found


def names(database: Path, *arguments: str) -> list[object]:
    return [task["name"] for task in asked(database, "tasks", *arguments)["tasks"]]


def test_tasks_of_tables_and_of_text_are_listed(database: Path) -> None:
    assert names(database) == ["新建公共充电桩500个", "建设算力中心", "改造老旧管网"]
    assert names(database, "--origin", "text") == ["新建公共充电桩500个"]
    assert names(database, "管网") == ["改造老旧管网"]
    assert "新建公共充电桩500个" in shown(database, "tasks")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("工信局", ["新建公共充电桩500个", "建设算力中心"]),
        ("工业和信息化局", ["新建公共充电桩500个", "建设算力中心"]),
        ("财政局", ["新建公共充电桩500个", "建设算力中心"]),
        ("住建局", []),
    ],
)
def test_everyday_names_of_bodies(database: Path, body: str, found: list[str]) -> None:
    assert names(database, "--body", body) == found


def test_by_when(database: Path) -> None:
    assert names(database, "--due", "2025") == ["建设算力中心"]
    assert names(database, "--due", "2025-06") == []
    assert names(database, "--due", "2025-06", "--all-versions") == ["建设算力中心"]


def test_entities_tell_their_tasks(database: Path) -> None:
    (entity,) = asked(database, "entities", "工信局", "--projects")["entities"]
    assert (entity["n_tasks"], [task["role"] for task in entity["tasks"]]) == (2, ["responsible", "lead"])  # type: ignore[attr-defined]
    assert "2 tasks" in shown(database, "entities", "工信局", "--projects")


def test_every_field_is_traced_and_proved(database: Path) -> None:
    found = rows(
        database,
        "SELECT t.field, t.value, t.quote FROM v_trace t JOIN v_tasks k ON k.task_id = t.record_id WHERE"
        " t.record_kind = 'task' AND k.name = '建设算力中心' AND k.is_current = 1 ORDER BY t.field",
    )
    assert found == [
        ("cooperating", "市财政局", "市财政局"),
        ("deadline", "2025-09", "2025年9月底前"),
        ("deadline_raw", "2025年9月底前", "2025年9月底前"),
        ("lead", "市工业和信息化局", "市工业和信息化局"),
        ("name", "建设算力中心", "建设算力中心"),
        ("serial_no", "1", "1"),
        ("status_raw", "已开工", "已开工"),
    ]
    assert "all proved" in shown(database, "verify")


def test_what_changed_between_versions(database: Path) -> None:
    found = rows(
        database,
        "SELECT change, field, old_value, new_value FROM v_changes WHERE record_kind = 'task' ORDER BY field",
    )
    assert ("changed", "deadline_raw", "2025年6月底前", "2025年9月底前") in found
    assert any(row[0] == "changed" and row[1] == "lead" for row in found)
    lineages = rows(database, "SELECT count(*), count(DISTINCT lineage) FROM v_tasks")
    assert lineages == [(6, 3)]
    assert "2025年9月底前" in shown(database, "diff", "重点工作")
    (task_id,) = rows(database, "SELECT task_id FROM v_tasks WHERE name = '建设算力中心' AND is_current = 1")
    assert "2025年6月底前" in shown(database, "history", f"task:{task_id[0]}")
