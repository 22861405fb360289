"""Organisations by their make-up: bodies of party and state, departments, and whatever ends in 公司, 大学,
协会 … behind a place."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from models.vocabularies import read_rows, words
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import level_starts, opening
from pipeline.tagging.lookup import Lookup
from pipeline.tagging.places import is_whole

SOURCE = "organisations"
STATE, DEPARTMENT, KNOWN, OPERATOR, BARE, MAYBE = 0.97, 0.93, 0.9, 0.9, 0.6, 0.4
_LEVELS = "(?:自治区|自治州|自治县|省|市|县|区|州|盟|旗|镇|乡|街道|团)"


@cache
def _state_pattern() -> re.Pattern[str]:
    """党中央, 国务院 and ministries as they are; 人大, 政协, 人民政府 … behind a level word or a place;
    省委, 市委."""
    bodies = words("state_bodies", "name")
    named = "|".join(sorted(map(re.escape, bodies), key=len, reverse=True))
    return re.compile(f"{opening(bodies)}(?:{named})(?![员们门]|内外|主义)")


@cache
def _body_pattern() -> re.Pattern[str]:
    masses, all_cores = words("mass_bodies", "name"), words("department_cores", "core")
    mass, cores = ("|".join(sorted(found, key=len, reverse=True)) for found in (masses, all_cores))
    tails = "|".join(sorted(words("department_suffixes", "suffix"), key=len, reverse=True))
    core = f"(?:{cores})(?:(?:和|与)?(?:{cores}))?"
    return re.compile(
        opening({*masses, *all_cores, "委"})
        + rf"(?:(?P<mass>{mass})(?![员们]|会(?!议))|(?P<party>委){_not_followed_by('party')}"
        rf"|(?P<core>{core}){_not_followed_by('tail')}(?P<tail>{tails}){_not_followed_by('after')})"
    )


def body_end(text: str, at: int) -> int:
    """Where a body of party or state, or a department, ends that begins there; 0 where none does."""
    match = _body_pattern().match(text, at)
    return match.end() if match else 0


def bodies_in(text: str) -> list[re.Match[str]]:
    """Such bodies in a text, as far as their own words tell them."""
    return [*_body_pattern().finditer(text)]


def _not_followed_by(place: str) -> str:
    """A lookahead that refuses the words that go on from a body's suffix to another word (局面, 部分)."""
    continued = [
        re.escape(row["word"]) + (f"(?!{row['unless']})" if row["unless"] else "")
        for row in read_rows("department_continuations")
        if row["place"] == place
    ]
    return f"(?!{'|'.join(continued)})"


def find_bodies(text: str, places: list[tuple[int, int]], bodies: Sequence[re.Match[str]]) -> Iterator[Found]:
    """Bodies of party and state; `places` are the places of the text, which may stand in front and then
    belong to the name, `bodies` are what `bodies_in` found."""
    for match in _state_pattern().finditer(text):
        yield Found(*match.span(), "ORG", SOURCE, STATE)
    ends = {end: start for start, end in places}
    levels = {end: start for start, end in level_starts(text)} if bodies else {}
    for match in bodies:
        start = _prefix(text, match.start(), ends, levels)
        if match["party"]:
            yield from _party(text, match, start, ends)
        elif _is_vague(text, match, start):
            continue
        elif start is not None and not _class_before().search(text, max(0, start - 3), start):
            yield Found(start, match.end(), "ORG", SOURCE, DEPARTMENT)
        elif match["core"] and len(match["core"]) > 1 and _stands_free(text, match.start()):
            yield Found(*match.span(), "ORG", SOURCE, KNOWN if match["tail"] == "厅" else BARE)


@cache
def _class_before() -> re.Pattern[str]:
    """What makes a class of a body (各市人民政府) or another word of its level (城市委托)."""
    return re.compile(f"(?:{'|'.join(sorted(words('class_prefixes'), key=len, reverse=True))})$")


def _is_vague(text: str, match: re.Match[str], start: int | None) -> bool:
    """政府 behind a name without its level (某地政府), 全国法院."""
    at = match.start()
    before = text[at if start is None else start : at]
    if (
        match["mass"] == "政府"
        and len(before) > 1
        and before not in {"中国", "自治区", "自治州"}
        and not is_whole(before)
    ):
        return True
    return match["mass"] in {"法院", "政府"} and text.endswith("全国", 0, at)


def _prefix(text: str, position: int, places: dict[int, int], levels: dict[int, int]) -> int | None:
    """Where the name begins when a place, a level word or 国家 stands before it."""
    start = places.get(position, levels.get(position))
    if start is not None:
        return places.get(start, start)
    for word in ("国家", "全国", "中国", "自治区", "自治州"):
        if text.startswith(word, position - len(word)):
            return position - len(word)
    return None


def _party(text: str, match: re.Match[str], start: int | None, places: dict[int, int]) -> Iterator[Found]:
    """省委, 某市委, 自治区党委: the level word is part of the name."""
    at = match.start()
    if text[at - 1 : at] == "党":
        level = re.compile(_LEVELS + "$").search(text, max(0, at - 4), at - 1)
        begin = level.start() if level else at - 1
        begin = places.get(at - 1, begin)
        yield Found(begin, match.end(), "ORG", SOURCE, DEPARTMENT if begin < at - 1 else MAYBE)
    elif (
        text[at - 1 : at] in set("省市县区州盟旗")
        and start is not None
        and not _class_before().search(text, max(0, start - 2), start)
    ):
        yield Found(start, match.end(), "ORG", SOURCE, STATE)


def _stands_free(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "、，。；：（(“和与及由 "


@cache
def _known() -> tuple[Lookup, dict[str, float]]:
    scores = {
        row["name"]: KNOWN if row["certainty"] == "sure" else MAYBE
        for row in read_rows("known_organisations")
    }
    return Lookup(scores), scores


@cache
def _operators() -> re.Pattern[str]:
    parts = []
    for row in read_rows("operators"):
        after = "|".join(row["not_before"].split())
        parts.append(row["word"] + (f"(?!{after})" if after else ""))
    return re.compile(f"(?:{'|'.join(parts)})(?:分公司|公司)?")


def find_known(text: str, places: list[tuple[int, int]]) -> Iterator[Found]:
    """Nationwide companies, banks and universities by name, and the operators' branches: 某市联通."""
    names, scores = _known()
    for start, end in names.scan(text):
        yield Found(start, end, "ORG", SOURCE, scores[text[start:end]])
    for start, end in places:
        if (match := _operators().match(text, end)) and text[start:end] != "中国":
            yield Found(start, match.end(), "ORG", SOURCE, OPERATOR)
