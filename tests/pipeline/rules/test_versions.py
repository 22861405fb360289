"""What a new version took back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from pipeline.rules.check import Found, check_version
from pipeline.store.database import create_schema
from tests.pipeline.rules.seeding import stored_version
from tests.seeded_docx import Draft, nested

DRAFT = Path(__file__).resolve().parents[3] / "raw" / "yunling_digital_plan_draft.docx"


def findings_of_second(edit: Callable[[Draft], None]) -> list[Found]:
    """Of the draft stored twice, the second time edited."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            create_schema(connection)
            stored_version(connection, DRAFT.read_bytes(), DRAFT.name)
            changed = Draft(DRAFT)
            edit(changed)
            return list(
                check_version(
                    connection, stored_version(connection, changed.save(), DRAFT.name, plan_id=1)
                ).findings
            )
    finally:
        engine.dispose()


def lower_a_target(draft: Draft) -> None:
    next(row for row in draft.indicators() if "覆盖率" in row.text("名称")).set("≥80", "2025年")


def weaken_an_indicator(draft: Draft) -> None:
    next(row for row in draft.indicators() if row.text("属性") == "约束性").set("预期性", "属性")


def change_a_part(draft: Draft) -> None:
    row = next(iter(nested(draft.projects())))[1][0]
    row.set("19.60", "总投资")


def change_nothing(draft: Draft) -> None:
    draft.append_text(draft.narrative()[0], "。")


@pytest.mark.parametrize(
    ("edit", "rule", "expected"),
    [
        (lower_a_target, "lowered_target", "≥90"),
        (weaken_an_indicator, "nature_weakened", "约束性"),
        (change_a_part, "total_not_updated", None),
    ],
    ids=["target", "nature", "total"],
)
def test_what_was_taken_back_is_found(edit: Callable[[Draft], None], rule: str, expected: str | None) -> None:
    found = [finding for finding in findings_of_second(edit) if finding.rule == rule]
    assert len(found) == 1
    assert expected is None or found[0].expected == expected


def test_a_version_that_says_the_same_has_no_such_finding() -> None:
    rules = {finding.rule for finding in findings_of_second(change_nothing)}
    assert not rules & {"lowered_target", "nature_weakened", "total_not_updated"}
