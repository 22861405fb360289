"""The catalogue says what the rules do, and every rule is tried."""

from pathlib import Path

import pytest

from models.errors import WrongUse
from models.vocabularies import read_rows
from pipeline.rules.catalogue import RULES, SUBJECTS, choose, page, page_in_chinese
from tests.pipeline.rules.seeds import SENTENCES
from tests.seeded_errors import SEEDS

ROOT = Path(__file__).resolve().parents[3]
SENTENCE_RULES = {
    "yearly_growth",
    "growth_over_base",
    "doubling",
    "percent_for_points",
    "parts_of_whole",
    "shares_of_whole",
    "industry_ratio",
    "share_of_amounts",
    "per_head",
    "capital_amount",
    "impossible_date",
    "milestones_reversed",
    "named_count",
    "heading_count",
    "placeholder",
    "repeated_paragraph",
    "stated_period",
    "base_year",
    "indicator_parts",
    "interim_target",
    "indicator_two_names",
    "year_of_value",
    "unit_of_value",
    "box_sum",
    "project_amount",
    "built_by",
    "former_body",
    "body_spelling",
    "sources_sum",
    "task_without_heading",
    "project_years",
    "project_size",
    "box_total",
}
TRIED_ELSEWHERE = SENTENCE_RULES | {
    *(pair.rule for pair in SENTENCES),
    *(rule.code for name, rules in SUBJECTS if name == "Between versions" for rule in rules),
    "growth_fit",
    "nature_conflict",
    "indicator_years",
    "missing_annex",
}


def test_the_page_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page(), (
        "run: python -m pipeline.rules.catalogue"
    )


def test_the_chinese_page_is_current_and_tells_of_every_rule() -> None:
    text = (ROOT / "docs" / "rules.zh.md").read_text(encoding="utf-8")
    assert text == page_in_chinese(), "run: python -m pipeline.rules.catalogue"
    assert {row["code"] for row in read_rows("rule_texts")} == {rule.code for rule in RULES}
    assert all(f"### `{rule.code}`" in text for rule in RULES)


def test_codes_are_unique_and_every_rule_is_tried() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert {rule for seed in SEEDS for rule in seed.rules} | TRIED_ELSEWHERE == set(codes)


def test_a_rule_that_is_often_wrong_is_no_warning() -> None:
    severities = {rule.code: rule.severity for rule in RULES}
    for row in read_rows("rule_precision"):
        assert int(row["right"]) >= 0.8 * int(row["told"]) or severities[row["code"]] == "info", row["code"]


def test_rules_are_chosen_by_code() -> None:
    assert [rule.code for rule in choose(["serial_gap"])] == ["serial_gap"]
    assert {rule.code for rule in RULES} - {rule.code for rule in choose(skip=["serial_gap"])} == {
        "serial_gap"
    }
    with pytest.raises(WrongUse, match="no_such_rule"):
        choose(["no_such_rule"])
