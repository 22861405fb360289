"""Every class of rows read back holds what its columns hold, with the types it promises."""

import importlib
import pkgutil
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, get_args, get_type_hints

import pytest
from click.testing import CliRunner
from sqlalchemy import text

import pipeline
from pipeline.cli import plantrace
from pipeline.store.typed_rows import SOURCES, read, read_from
from tests import builders as b
from tests.pipeline.made import reading

ROOT = Path(__file__).resolve().parents[2]
NEVER_HERE = {"UnreadRow"}  # nothing in the sample is left unread


def classes() -> tuple[type, ...]:
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        importlib.import_module(module.name)
    return tuple(row for row in SOURCES if row.__module__.startswith("pipeline."))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both versions of the sample, and a plan with what it has none of: a task, an error."""
    folder = tmp_path_factory.mktemp("typed")
    path, other = folder / "plans.db", folder / "other.docx"
    other.write_bytes(
        b.docx(
            b.paragraph("某县绿化“十四五”规划", align="center", size=22),
            b.paragraph("一、任务"),
            b.paragraph("1.新建苗圃5个（责任单位：县林业局）。"),
            b.paragraph("表1 主要指标", align="center"),
            b.table(
                [
                    ["序号", "指标", "单位", "2020年", "2025年", "属性"],
                    ["1", "森林覆盖率", "%", "41", "140", "约束性"],
                ],
                header_rows=1,
            ),
        )
    )
    asked = ["ingest", str(ROOT / "raw"), str(other), "--db", str(path)]
    assert CliRunner().invoke(plantrace, asked).exit_code == 0
    return path


def allowed(hint: Any) -> tuple[type, ...]:
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


@pytest.mark.parametrize("row", classes(), ids=lambda row: f"{row.__module__}.{row.__name__}")
def test_every_cell_has_the_type_of_its_field(held: Path, row: type[Any]) -> None:
    with reading(held) as connection:
        keys = connection.execute(text("SELECT key FROM plan ORDER BY plan_id")).scalars().all()
        of_plans = zip(keys, (2, 1), strict=True)
        found = [
            one
            for plan, version in of_plans
            for one in read(connection, row, plan=plan, version=version, before=1, wanted=2)
        ]
    hints = get_type_hints(row)
    assert found or row.__name__ in NEVER_HERE
    wrong = {
        (field.name, type(getattr(one, field.name)).__name__)
        for one in found
        for field in fields(row)
        if type(getattr(one, field.name)) not in allowed(hints[field.name])
    }
    assert not wrong


@read_from("toy", "plan = :plan")
@dataclass(frozen=True, slots=True)
class Toy:
    id: Annotated[int, "toy_id"]
    name: str | None
    amount: Annotated[Decimal | None, "amount_text"]
    is_open: Annotated[bool, "status = 'open'"]


def test_columns_are_read_by_the_names_that_the_fields_give(held: Path) -> None:
    with reading(held) as connection:
        connection.execute(text("PRAGMA query_only = OFF"))
        connection.execute(
            text(
                "CREATE TEMP TABLE toy (toy_id INTEGER, name TEXT, amount_text TEXT, status TEXT, plan TEXT)"
            )
        )
        connection.execute(
            text("INSERT INTO toy VALUES (2, NULL, '0.10', 'open', 'a'), (1, '甲', NULL, 'dismissed', 'a')")
        )
        connection.execute(text("INSERT INTO toy VALUES (3, '乙', NULL, 'open', 'b')"))
        assert read(connection, Toy, order="toy_id", plan="a") == (
            Toy(1, "甲", None, False),
            Toy(2, None, Decimal("0.10"), True),
        )
        (only,) = read(connection, Toy, condition="amount_text IS NOT NULL", plan="a")
    assert str(only.amount) == "0.10"


def test_a_class_that_is_tied_to_nothing_cannot_be_read(held: Path) -> None:
    @dataclass(frozen=True)
    class Untied:
        id: int

    with reading(held) as connection, pytest.raises(KeyError):
        read(connection, Untied)
