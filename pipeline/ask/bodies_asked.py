"""Everyday names of bodies in a question: 工信局, 市工信局 and 某市工信局 find 工业和信息化局, 卫健委 finds
卫生健康局 where there is no 卫生健康委员会.

The words stand in vocabularies: name_short_forms (what plans themselves abbreviate), everyday_bodies (what
people say) and office_forms (which kinds of office do the same work).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from models.vocabularies import read_rows, words
from pipeline.tagging.contraction import key

_SHORTEST_OFFICE = 3  # 工信局, 科技局; two characters (市委) end too many names


def bodies_meant(asked: str, names: Iterable[str]) -> frozenset[str]:
    """Those of the names that are meant: which hold what is asked for in any usual form; if there are none,
    the same office named without its place; if there are none, the office that does its work.

    >>> sorted(bodies_meant("工信局", ["某市工业和信息化局", "某市财政局"]))
    ['某市工业和信息化局']
    >>> sorted(bodies_meant("某市卫健委", ["市卫生健康局", "市教育局"]))
    ['市卫生健康局']
    """
    wanted = asked.strip().casefold()
    held = {name: key(name.casefold()) for name in names if name}
    for steps in (_forms(wanted), _kindred(wanted)):
        forms = tuple(dict.fromkeys(steps))
        for fits in (_holds, _is_without_place):
            if found := frozenset(name for name, short in held.items() if _any(fits, forms, short)):
                return found
    return frozenset()


def _any(fits: Callable[[str, str], bool], forms: Iterable[str], short: str) -> bool:
    return any(fits(form, short) for form in forms)


def _holds(form: str, short: str) -> bool:
    return form in short


def _is_without_place(form: str, short: str) -> bool:
    """Whether the office asked for by its city (某市工信局) is held without it (市工信局, 工信局)."""
    return len(short) >= _SHORTEST_OFFICE and form.endswith(short) and short.endswith(_suffixes())


def _forms(asked: str) -> Iterator[str]:
    """What to look for in names brought to their short forms."""
    yield key(asked)
    yield from map(key, _spelled_out(asked))


def _kindred(asked: str) -> Iterator[str]:
    """The same with the kind of office changed, where that is an office too: 卫健委 → 卫健局."""
    short = key(asked)
    for row in read_rows("office_forms"):
        other = short.removesuffix(row["said"]) + row["also"]
        if short.endswith(row["said"]) and any(
            other.endswith(known) for known in words("name_short_forms", "short")
        ):
            yield other


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(row["suffix"] for row in read_rows("body_suffixes") if row["strength"] == "strong")


@cache
def _everyday() -> tuple[tuple[str, str], ...]:
    return tuple((row["said"], row["name"]) for row in read_rows("everyday_bodies"))


def spelled_out(word: str) -> tuple[str, ...]:
    """Other forms under which a text may name what the word names: 市工信局 → 市工业和信息化局, and back.

    >>> spelled_out("市卫健委")
    ('市卫生健康委员会', '市卫生健康委')
    """
    forms = (key(word), *_spelled_out(word))
    return tuple(form for form in dict.fromkeys(forms) if word not in form)


def asked_as(name: str) -> tuple[str, ...]:
    """Everyday names under which `bodies_meant` finds the body, for a search that knows only these words.

    >>> asked_as("某市卫生健康局")
    ('某市卫健局', '某市卫健委')
    """
    short = key(name)
    said = [short]
    for everyday, long in _everyday():
        before, found, behind = short.partition(key(long))
        if found:
            said.append(before + everyday + behind)
    said += [
        short.removesuffix(row["also"]) + row["said"]
        for row in read_rows("office_forms")
        if short.endswith(row["also"])
    ]
    return tuple(form for form in dict.fromkeys(said) if form not in name)


def _spelled_out(word: str) -> Iterator[str]:
    for said, name in (*_shortened(), *_everyday()):
        if word.endswith(said):
            yield word.removesuffix(said) + name


@cache
def _shortened() -> tuple[tuple[str, str], ...]:
    found = ((row["short"], row["long"]) for row in read_rows("name_short_forms"))
    return tuple((short, long) for short, long in found if short not in long)
