"""The names nearest to one that is not held: 你是不是要找…"""

from collections.abc import Callable, Iterable

_MOST = 3
_LIKE_ENOUGH = 60.0  # of 100
_A_PART = 0.9  # what likeness to a part of the name counts, against likeness to all of it

Forms = Callable[[str], Iterable[str]]
"""The forms under which a name is compared."""


def _as_it_is(name: str) -> Iterable[str]:
    return (name.casefold(),)


def nearest(asked: str, names: Iterable[str], forms: Forms = _as_it_is, most: int = _MOST) -> tuple[str, ...]:
    """Names that are nearly what was asked for, the nearest first.

    >>> nearest("光电科机", ["甲光电科技有限公司", "乙职业技术学院"])
    ('甲光电科技有限公司',)
    """
    wanted = tuple(forms(asked.strip()))
    scored: dict[str, float] = {}
    for name in dict.fromkeys(names):
        score = max((_likeness(one, other) for one in wanted for other in forms(name)), default=0.0)
        if score >= _LIKE_ENOUGH:
            scored[name] = score
    return tuple(sorted(scored, key=lambda name: (-scored[name], len(name), name))[:most])


def _likeness(one: str, other: str) -> float:
    """0 to 100; two neighbouring characters must be the same in both, all else is chance."""
    from rapidfuzz import fuzz

    if not one or (len(one) > 1 and not any(one[at : at + 2] in other for at in range(len(one) - 1))):
        return 0.0
    whole = fuzz.ratio(one, other)
    return max(whole, fuzz.partial_ratio(one, other) * _A_PART) if len(one) <= len(other) else whole
