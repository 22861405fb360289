"""Short forms of names by rules (vocabulary/name_short_forms.csv): 某市发展和改革局 → 发改局,
某经济技术开发区管理委员会 → 经开区管委会."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from models.vocabularies import words
from pipeline.tagging.contraction import contracted
from pipeline.tagging.gazetteer import find_places, may_begin_with_place
from pipeline.tagging.parts import parts
from pipeline.tagging.places import WEAK, known_places

# one at the end tells a part or another body: 某大学（某市）, 某铁路（某市段）
_BRACKET = re.compile(r"[（(][^（）()]{1,12}[）)](?!$)")
_SIDE = re.compile("[东西南北中]{1,2}部?")
# 集团股份有限公司
_LEGAL = re.compile(f"(?:集团)?(?:{parts('legal form')})*公司$")
# 石沱智能科技
_TRADE = re.compile(f"(?:{parts('trade')})+$")
_GROUP = "集团"
_SHORTEST = 2


@cache
def _industry() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(words('industries'), key=len, reverse=True))})+$")


def _divided(name: str) -> tuple[str, str]:
    """The name without the places it begins with, and the level word of the last of them (市 of 某市), ""
    when it has none."""
    start, level = 0, ""
    if not may_begin_with_place(name):
        return name, level
    for place in find_places(name):
        known = known_places().get(name[start : place.end])
        if known is not None and known.kind == "region" and _SIDE.fullmatch(known.name):
            continue  # 西北三环 is not any 三环
        if place.start == start and place.score >= WEAK and place.end < len(name):
            level = name[place.end - 1] if known and known.whole else ""
            start = place.end
    return name[start:], level


def without_place(name: str) -> str:
    """The name without the places it begins with."""
    return _divided(name)[0]


@lru_cache(maxsize=4096)
def short_names(name: str) -> frozenset[str]:
    """Forms a text may use for an organisation or zone, the name itself left out; none has less than two
    characters."""
    bare = _BRACKET.sub("", name)
    forms = {bare, contracted(bare), *_firm_names(name)}
    forms |= {without_place(form) for form in tuple(forms)}
    rest, level = _divided(bare)
    if level and len(rest) > 1:
        forms |= {level + rest, level + contracted(rest)}
    return frozenset(form for form in forms if len(form) >= _SHORTEST and form != name)


def _firm_names(name: str) -> Iterator[str]:
    """A firm without its legal form, its place and its trade: 某某（某市）电子科技有限公司 → 某某电子."""
    bare = _BRACKET.sub("", name)
    core = _LEGAL.sub("", bare)
    if core == bare:
        return
    yield core
    trimmed = _TRADE.sub("", core)
    brand = _industry().sub("", without_place(trimmed))
    yield from (
        form
        for form in (trimmed, without_place(core), without_place(trimmed), brand)
        if len(form) > _SHORTEST
    )


def firm_of_group(name: str) -> frozenset[str]:
    """What a group of firms or a firm of some trade is called after: 某虹集团 → 某虹, 某瑞新材料公司 → 某瑞.

    It joins names that stand in the text as names; it is not looked for in the text, where 能源 of 某能源集团
    is a word like others. A firm the whole country knows is not the one of a trade (某为 and 某为数字能源).
    """
    bare = _BRACKET.sub("", name)
    firm, brand = bare.removesuffix(_GROUP), _industry().sub("", _TRADE.sub("", _LEGAL.sub("", bare)))
    forms = {firm} | {brand} - words("known_organisations", "name")
    return frozenset(form for form in forms - {bare} if len(form) >= _SHORTEST and form not in known_places())
