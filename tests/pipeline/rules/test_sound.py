"""Rules that cry wolf are worse than none: sound plans, the real one, and real reports."""

from collections import Counter
from pathlib import Path

import pytest

from tests.pipeline.rules.seeding import checked_of, tallies_of
from tests.shared import SHARED, needs_shared

RAW = sorted((Path(__file__).resolve().parents[3] / "raw").glob("*.docx"))
FORMS = ("styled", "unstyled", "wps_style_ids", "sdt_toc")
EVERY = 7


@pytest.mark.parametrize("plan", RAW, ids=lambda plan: plan.stem)
def test_the_samples_have_no_error_and_no_warning(plan: Path) -> None:
    findings = [found for found, _ in checked_of(plan.read_bytes(), plan.name).findings]
    assert [(found.rule, found.message) for found in findings if found.severity != "info"] == []
    tallies = tallies_of(plan.read_bytes(), plan.name)
    assert tallies["investment_sum"].agreed == 24
    assert tallies["narrative_total"].made >= 5
    assert not any(tally.contradicted for code, tally in tallies.items() if code != "width_mixture")


@needs_shared
@pytest.mark.parametrize("form", FORMS)
def test_the_real_plan_agrees_but_for_the_project_that_stands_twice(form: str) -> None:
    plan = SHARED / "plans" / "shantou" / f"{form}.docx"
    findings = [
        found for found, _ in checked_of(plan.read_bytes(), plan.name).findings if found.severity != "info"
    ]
    assert [(found.severity, found.rule) for found in findings] == [("warning", "duplicate_project")]
    assert findings[0].actual == findings[0].sides[0].quote
    tallies = tallies_of(plan.read_bytes(), plan.name)
    assert (tallies["investment_sum"].agreed, tallies["project_count"].agreed) == (24, 12)


@needs_shared
def test_real_reports_get_few_findings() -> None:
    reports = sorted((SHARED / "real" / "docx").glob("gwr2024_*.docx"))[::EVERY]
    severities = Counter(
        found.severity
        for report in reports
        for found, _ in checked_of(report.read_bytes(), report.name).findings
    )
    assert severities["error"] == 0
    assert severities["warning"] <= len(reports) / 2
