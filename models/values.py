"""`dataclass` as the standard library has it, for the values that travel: hundreds of classes, and tens of
thousands of them for one plan.

A class `@dataclass(frozen=True, slots=True)` is made in a third of the time, as only its `__init__` is
compiled, and its instances in half: a slot is filled by its own descriptor, where the standard library asks
`object.__setattr__` for it by name. What they can do is the same. Any other class is left to `dataclasses`.
"""

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]
_OWN = frozenset(
    {"__init__", "__post_init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"}
)
_NOT_GIVEN = object()


def _dataclass(cls: Any = None, /, **options: bool) -> Any:
    """See the module."""
    if cls is None:
        return partial(_dataclass, **options)
    asked = {name for name, wanted in options.items() if wanted}
    if asked - {"eq"} == {"frozen", "slots"} and not _OWN & vars(cls).keys():
        return _value_class(cls, equal=options.get("eq", True))
    return dataclasses.dataclass(cls, **options)


def _value_class(cls: type, *, equal: bool) -> Any:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__dataclass_params__.init = made.__dataclass_params__.repr = True
    made.__dataclass_params__.eq, made.__dataclass_params__.frozen = equal, True
    own = dataclasses.fields(made)
    made.__init__, made.__repr__ = _init(made, own), _repr
    if equal:
        made.__eq__, made.__hash__ = _comparing([field.name for field in own if field.compare])
    made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
    made.__getstate__, made.__setstate__ = _get_state, _set_state
    return made


def _init(made: Any, own: Sequence["dataclasses.Field[Any]"]) -> Callable[..., None]:
    known: dict[str, Any] = {"_not_given": _NOT_GIVEN}
    given, body = ["self"], ["pass"]
    for field in own:
        name = field.name
        known |= {
            f"_set_{name}": getattr(made, name).__set__,
            f"_default_{name}": field.default,
            f"_make_{name}": field.default_factory,
        }
        if field.default is not dataclasses.MISSING:
            name = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            body.append(f"if {name} is _not_given: {name} = _make_{name}()")
            name = f"{name}=_not_given"
        given.append(name)
        body.append(f"_set_{field.name}(self, {field.name})")
    lines = "\n  ".join(body)
    exec(f"def __init__({', '.join(given)}):\n  {lines}", known)  # noqa: S102 as `dataclasses` does it
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__annotations__ = {field.name: field.type for field in own} | {"return": None}
    return init


def _comparing(names: Sequence[str]) -> tuple[Callable[..., bool], Callable[..., int]]:
    # of one name `attrgetter` gives no tuple, so it is asked for twice
    parts = attrgetter(*(names if len(names) > 1 else [*names, *names] or ["__class__"]))

    def equal(self: Any, other: object) -> bool:
        return parts(self) == parts(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(parts(self))

    return equal, hashed


def _repr(self: Any) -> str:
    shown = (field.name for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _refuse_to_set(_self: Any, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
