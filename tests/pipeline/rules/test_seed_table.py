"""Seeds in pairs, wrong and right; and how many forms each rule that came with them is tried in."""

from collections import Counter
from functools import cache

import pytest

from pipeline.rules import catalogue
from tests.pipeline.rules import (
    test_amounts_in_sentences,
    test_growth_in_sentences,
    test_named_counts,
    test_parts_in_sentences,
)
from tests.pipeline.rules.seeds import SENTENCES, Pair
from tests.pipeline.rules.sentence_plan import found
from tests.seeded_errors import SEEDS

LEAST = 5
TOLD = {pair.rule for pair in SENTENCES}


@cache
def _of_all(side: str) -> tuple[tuple[str, str], ...]:
    """Rule and quote of what is told of one plan that holds all seeds, or all their sound counterparts."""
    return tuple(found(*(getattr(pair, side) for pair in SENTENCES)))


@pytest.mark.parametrize("pair", SENTENCES, ids=lambda pair: f"{pair.rule}-{pair.quote}")
def test_a_seed_is_told_at_its_place(pair: Pair) -> None:
    assert (pair.rule, pair.quote) in _of_all("wrong")


def test_nothing_else_is_told_by_these_rules() -> None:
    expected = Counter((pair.rule, pair.quote) for pair in SENTENCES)
    assert Counter(one for one in _of_all("wrong") if one[0] in TOLD) == expected


def test_what_is_sound_is_left_alone() -> None:
    assert [one for one in _of_all("right") if one[0] in TOLD] == []


def test_every_new_rule_is_tried_in_five_forms() -> None:
    forms = Counter(pair.rule for pair in SENTENCES)
    for wrong in (
        test_growth_in_sentences.WRONG,
        test_parts_in_sentences.WRONG,
        test_amounts_in_sentences.WRONG,
        test_named_counts.WRONG,
    ):
        forms.update(rule for rule, *_ in wrong)
    forms.update(rule for seed in SEEDS for rule in seed.rules)
    named = {pair.rule for pair in SENTENCES}
    assert named <= {rule.code for rule in catalogue.RULES}
    assert {rule: forms[rule] for rule in named if forms[rule] < LEAST} == {}
