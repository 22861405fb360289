"""Frozen dataclasses that are made by the ten thousand, made in half the time."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

_T = TypeVar("_T")


def quick(cls: type[_T]) -> type[_T]:
    """The same frozen dataclass with slots; `__init__` fills each slot by its own descriptor, where that of
    `dataclasses` asks `object.__setattr__` for it by name. Put above `@dataclass(frozen=True, slots=True)`.

    Raises:
        TypeError: a field has a default factory, is for keywords only or no argument, or something is to
            happen behind the filling: the plain `__init__` serves such a class.
    """
    own = fields(cls)  # type: ignore[arg-type]
    if hasattr(cls, "__post_init__") or any(
        not field.init or field.kw_only or field.default_factory is not MISSING for field in own
    ):
        raise TypeError(f"{cls.__name__} is no plain frozen dataclass")
    names = [field.name for field in own]
    given = [
        name if field.default is MISSING else f"{name}=_{name}"
        for name, field in zip(names, own, strict=True)
    ]
    body = "\n".join(f"    _set_{name}(self, {name})" for name in names)
    known: dict[str, Any] = {f"_set_{name}": getattr(cls, name).__set__ for name in names}
    known |= {f"_{field.name}": field.default for field in own}
    exec(f"def __init__(self, {', '.join(given)}):\n{body}", known)  # noqa: S102 as dataclasses does it
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = cls.__init__.__annotations__
    cls.__init__ = made  # type: ignore[method-assign]
    return cls
