"""The values' own `dataclass` does what that of the standard library does."""

import dataclasses
import pickle

import pytest

from models.facts import Evidence
from models.values import dataclass


@dataclass(frozen=True, slots=True)
class Own:
    """A value."""

    name: str
    count: int = 3
    parts: list[int] = dataclasses.field(default_factory=list)
    aside: str = dataclasses.field(default="", compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same, by the standard library."""

    name: str
    count: int = 3
    parts: list[int] = dataclasses.field(default_factory=list)
    aside: str = dataclasses.field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class One:
    """A value of one field."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Unequal:
    """A value that equals itself alone."""

    name: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """A value without fields."""


def test_same_text_fields_and_defaults() -> None:
    assert repr(Own("a", aside="x")) == repr(Standard("a", aside="x")).replace("Standard", "Own")
    assert dataclasses.asdict(Own("a", 4)) == dataclasses.asdict(Standard("a", 4))
    assert Own("a").parts is not Own("a").parts
    assert dataclasses.replace(Own("a"), count=5) == Own("a", 5)
    assert Own.__match_args__ == Standard.__match_args__
    assert not hasattr(Own("a"), "__dict__")


def test_equal_by_the_compared_fields_and_class() -> None:
    assert Own("a", aside="x") == Own("a", aside="y")
    assert Own("a") != Own("b")
    assert Own("a") != Standard("a")
    assert {One("a"), One("a")} == {One("a")}
    assert One("a") != "a"
    assert Unequal("a") != Unequal("a")
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


@pytest.mark.parametrize("value", [Own("a"), One("a"), Unequal("a"), Evidence("name", 1, 2, 3)])
def test_nothing_is_set_or_deleted(value: object) -> None:
    for name in ("name", "other"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name  # type: ignore[attr-defined]


def test_wrong_arguments_are_refused_by_name() -> None:
    with pytest.raises(TypeError, match="count"):
        Own("a", 1, count=2)  # type: ignore[misc]
    with pytest.raises(TypeError, match="name"):
        Own()  # type: ignore[call-arg]


def test_travels_between_processes() -> None:
    for value in (Own("a", 4, [1], "x"), Evidence("name", 1, 2, 3)):
        again = pickle.loads(pickle.dumps(value))
        assert again == value
        assert repr(again) == repr(value)


def test_other_classes_are_left_to_the_standard_library() -> None:
    @dataclass(slots=True)
    class Changing:
        count: int = 0

        def __post_init__(self) -> None:
            self.count += 1

    changing = Changing()
    changing.count += 1
    assert changing.count == 2
