"""Short forms of names, by rules (models/vocabulary/name_short_forms.csv): 某市发展和改革局 → 发改局, 某高新技术产业开发区管理委员会 → 高新区管委会."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from models.vocabularies import read_rows
from pipeline.tagging.gazetteer import find_places

_BRACKET = re.compile(r"[（(][^（）()]{1,12}[）)]")
_LEGAL = re.compile("(?:集团)?(?:股份|有限|责任|控股)*(?:有限|责任)*公司$")
_TRADE = re.compile("(?:科技|技术|实业|工业|智能|股份|集团|控股|发展|投资|建设|工程)+$")
_SHORTEST = 2


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    return tuple((row["long"], row["short"]) for row in read_rows("name_short_forms"))


def contracted(name: str) -> str:
    """Every long form in the name by its short one: 管理委员会 → 管委会."""
    for long, short in _rules():
        name = name.replace(long, short)
    return name


def without_place(name: str) -> str:
    """The name without the places it begins with."""
    start = 0
    for place in find_places(name):
        if place.start == start and place.score >= 0.4 and place.end < len(name):
            start = place.end
    return name[start:]


def short_names(name: str) -> set[str]:
    """Forms a text may use for an organisation or zone, the name itself left out; none has less than two characters."""
    bare = _BRACKET.sub("", name)
    forms = {bare, contracted(bare), *_firm_names(name)}
    forms |= {without_place(form) for form in tuple(forms)}
    level = re.match("^[一-鿿]{2,7}?([省市县区州])(?=[一-鿿])", bare)
    if level:
        forms |= {level[1] + bare[level.end() :], level[1] + contracted(bare[level.end() :])}
    return {form for form in forms if len(form) >= _SHORTEST and form != name}


def _firm_names(name: str) -> Iterator[str]:
    """A firm without its legal form, its place and its trade: 某某（某市）电子科技有限公司 → 某某电子."""
    bare = _BRACKET.sub("", name)
    core = _LEGAL.sub("", bare)
    if core == bare:
        return
    yield core
    trimmed = _TRADE.sub("", core)
    yield from (form for form in (trimmed, without_place(core), without_place(trimmed)) if len(form) > _SHORTEST)


def same_name(first: str, second: str) -> bool:
    """Whether two names are equal once contracted and without brackets and blanks."""
    return key(first) == key(second)


def key(name: str) -> str:
    """The form under which spellings of one name meet."""
    return contracted(re.sub(r"\s", "", name).replace("（", "(").replace("）", ")"))


def variants(prefixes: tuple[str, ...], rest: str) -> Iterator[str]:
    """Each prefix before the rest, long and contracted."""
    for prefix, form in product(prefixes, {rest, contracted(rest)}):
        yield prefix + form
