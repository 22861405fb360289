"""What several rules ask of a version."""

from collections.abc import Iterator

from pipeline.rules.catalogue import RULES
from pipeline.rules.records import Held


def nothing() -> Held:
    """A version that holds nothing."""
    return Held(
        version=1,
        plan="甲市计划",
        number=1,
        title="甲市计划",
        region=None,
        period=None,
        blocks={},
        headings=(),
        tables={},
        indicators=(),
        projects=(),
        builders={},
        boxes=(),
        items=(),
        figures=(),
        pieces={},
    )


def test_what_several_rules_ask_for_is_sought_once() -> None:
    held, asked = nothing(), list[Held]()

    def find(one: Held) -> Iterator[int]:
        asked.append(one)
        yield len(asked)

    assert held.once(find) == held.once(find) == (1,)
    assert nothing().once(find) == (2,)


def test_rules_that_rest_on_another_do_not_ask_it_again() -> None:
    held = nothing()
    assert all(held.once(rule.check) is held.once(rule.check) for rule in RULES)
