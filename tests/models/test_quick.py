"""Classes that are made quickly are the dataclasses they would have been."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from models.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Made:
    """A value with and without a default."""

    name: str
    count: int = 3


@dataclass(frozen=True, slots=True)
class Plain:
    """The same, plain."""

    name: str
    count: int = 3


def test_arguments_and_defaults() -> None:
    assert (Made("a").name, Made("a").count) == ("a", 3)
    assert Made("a", 4) == Made(count=4, name="a")
    assert repr(Made("a")) == repr(Plain("a")).replace("Plain", "Made")
    assert len({Made("a"), Made("a", 3), Made("b")}) == 2


@pytest.mark.parametrize("given", [(), ("a", 1, 2)])
def test_too_few_and_too_many_arguments_are_refused(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match=r"Made.__init__\(\)"):
        Made(*given)  # type: ignore[arg-type]


def test_it_stays_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Made("a").name = "b"  # type: ignore[misc]


def test_copies_and_pickles_are_equal() -> None:
    one = Made("a", 5)
    assert replace(one, name="b") == Made("b", 5)
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


def test_a_class_that_needs_more_than_filling_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        names: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="no plain frozen dataclass"):
        quick(Listed)
