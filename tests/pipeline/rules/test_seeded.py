"""Errors sown one at a time into sound plans: each is found at its place, and nothing else is new."""

from functools import cache
from pathlib import Path

import pytest

from tests.pipeline.rules.seeding import Sown, checked_of, judge, warm_results
from tests.seeded_docx import Draft
from tests.seeded_errors import SEEDS, Seed
from tests.shared import SHARED

RAW = sorted((Path(__file__).resolve().parents[3] / "raw").glob("*.docx"))
FORMS = [
    SHARED / "plans" / "shantou" / f"{form}.docx"
    for form in ("styled", "unstyled", "wps_style_ids", "sdt_toc")
]
CASES = [(seed, RAW[number % len(RAW)]) for number, seed in enumerate(SEEDS)]
CASES += [(seed, FORMS[number % len(FORMS)]) for number, seed in enumerate(SEEDS[::2])]


@cache
def before(plan: Path) -> Sown:
    return checked_of(plan.read_bytes(), plan.name, warm_results(plan))


@pytest.mark.parametrize(
    ("seed", "plan"), CASES, ids=lambda value: value.name if isinstance(value, Seed) else value.stem
)
def test_a_seeded_error_is_found_at_its_place_and_nothing_elsewhere(seed: Seed, plan: Path) -> None:
    if not plan.exists():
        pytest.skip(f"needs the team's test data ({plan.parent.name})")
    draft = Draft(plan)
    place = seed.sow(draft)
    if place is None:
        pytest.skip("this plan has nothing of the kind")
    verdict = judge(seed, draft, place, plan, before(plan))
    assert verdict.found, [(found.rule, found.message) for found in verdict.new]
    assert not verdict.elsewhere, [(found.rule, found.message) for found in verdict.elsewhere]


def test_there_are_many_kinds() -> None:
    assert len({seed.name for seed in SEEDS}) >= 25
    assert len({rule for seed in SEEDS for rule in seed.rules}) >= 25
