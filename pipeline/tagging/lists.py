"""Names in a row: what 甲、乙、丙等企业 and （甲处、乙中心、丙局） say of each of their items."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from models.names import EntityLabel
from models.vocabularies import read_rows, words
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import is_class, is_generic, stops
from pipeline.tagging.overlaps import Overlaps
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, known_places

SOURCE = "organisations"
_CERTAIN = 0.92
_SEPARATOR = re.compile("[、和与及]")
_EDGE = re.compile("[，。；：！？（）()《》“”\\n]")
_ITEM = re.compile("[一-鿿A-Za-z0-9·]{2,12}")
# （责任单位：甲局、乙中心、丙处）
_BRACKETS = re.compile("[（(](?:[^（）()：:]{2,8}[：:])?([^（）()；;：:]{5,160})[）)]")
_BODY = re.compile(f"[一-鿿]{{2,14}}(?:[处科局委办部会院所队厅]|{parts('body in a row')})")
_OFFICE = re.compile("[一-鿿]{2,12}(?:[处科局委办厅]|中心)")
_EVERY = frozenset("各相有")  # 各区市, 相关部门 in such a bracket are no names and speak for none
# 其中甲药业、乙生物等18家: the first item begins there
_LISTING = re.compile("其中|包括")
# 等18家 without a word for what they are: like what is named among them
_COUNTED = re.compile(r"等(?:\d+(?:多|余)?|[一二三四五六七八九十两几]+)家(?![一-鿿]?[市县区])")
_COUNT = r"(?:\d+(?:多|余)?[家个所]|[一二三四五六七八九十两几多]+[家个所])?"


@dataclass(frozen=True, slots=True)
class Row:
    """The items of a list (half-open offsets), and what they all are."""

    items: tuple[tuple[int, int], ...]
    label: EntityLabel
    opened: bool = False  # whether a word before the first item says where it begins


def rows(text: str) -> list[Row]:
    """The lists of a text whose last words say what their items are: 甲、乙、丙等龙头企业, 甲、乙等县区."""
    return [row for match, label in _headed(text) if len((row := _row(text, match.start(), label)).items) > 1]


def _counted(text: str) -> Iterator[Row]:
    """The lists of firms and bodies that are only counted."""
    for match in _COUNTED.finditer(text):
        yield _row(text, match.start(), "ORG")


def relabelled(text: str, found: Sequence[Found]) -> list[Found]:
    """The candidates, those of the statistical component in such lists with the label of the list: 长虹 and
    金川 are firms in 金川、长虹等企业. A place everybody knows stays one."""
    labels = {item: row.label for row in rows(text) for item in row.items}
    if not labels:
        return list(found)
    return [
        replace(one, label=labels[one.place])
        if one.source == "names" and one.place in labels and not _known_place(text[one.start : one.end])
        else one
        for one in found
    ]


def find_listed(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Firms nobody proposed, in a list in which others are names, and bodies in brackets; the first of the
    firms, which a verb may stand before, is left alone, unless 其中 or 包括 opens the list."""
    named = [one for one in found if one.source in {"names", "harvest", "organisations"}]
    bodies, near = {one.place for one in named if one.label == "ORG"}, Overlaps.of(named)
    for row in (*rows(text), *_counted(text)) if bodies else ():
        if row.label == "ORG" and bodies & {*row.items}:
            yield from _unnamed(text, row.items[not row.opened :], near)
    for items in _bodies(text):
        if bodies & {*items} or _closes(text, items):
            yield from (
                Found(*item, "ORG", SOURCE, _CERTAIN) for item in items if not _is_class_of(text, item)
            )


def _unnamed(text: str, items: Iterable[tuple[int, int]], named: Overlaps) -> Iterator[Found]:
    """The items in which no name was found, when they may be one."""
    for start, end in items:
        found = Found(start, end, "ORG", SOURCE, _CERTAIN)
        taken = (one.start < end and start < one.end for one in named.near(found))
        if _may_name(text[start:end]) and not any(taken):
            yield found


def _is_class_of(text: str, item: tuple[int, int]) -> bool:
    return text.startswith(tuple(words("class_prefixes")), item[0])


def _headed(text: str) -> Iterator[tuple[re.Match[str], EntityLabel]]:
    for match in _heads().finditer(text):
        label: EntityLabel = _labels()[match["head"]]
        yield match, label


@cache
def _labels() -> dict[str, EntityLabel]:
    return {row["word"]: row["label"] for row in read_rows("list_heads")}  # type: ignore[misc]


@cache
def _heads() -> re.Pattern[str]:
    heads = "|".join(sorted(_labels(), key=len, reverse=True))
    kinds = "|".join(sorted(words("list_kinds"), key=len, reverse=True))
    return re.compile(f"等{_COUNT}(?:{kinds})*(?P<head>{heads})")


def _row(text: str, end: int, label: EntityLabel) -> Row:
    """The list before 等, from its first item on."""
    edges = [match.end() for match in _EDGE.finditer(text, max(0, end - 120), end)]
    start = edges[-1] if edges else max(0, end - 120)
    listing = _LISTING.match(text, start, end)
    return Row(_items(text, listing.end() if listing else start, end), label, listing is not None)


def _items(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The items from there to 等."""
    cuts = [start, *(match.end() for match in _SEPARATOR.finditer(text, start, end)), end + 1]
    spans = ((first, last - 1) for first, last in pairwise(cuts))
    return tuple(span for span in spans if _ITEM.fullmatch(text, *span))


def _bodies(text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Brackets that hold nothing but bodies: （教科院、装备中心、各区教育局）."""
    for match in _BRACKETS.finditer(text):
        at = match.start(1)
        items = []
        for item in match[1].split("、"):
            items.append((at, at + len(item)))
            at += len(item) + 1
        named = [span for span in items if text[span[0]] not in _EVERY]
        bodies = tuple(span for span in named if _BODY.fullmatch(text, *span))
        if len(items) > 1 and len(bodies) * 2 > len(named):
            yield bodies


def _closes(text: str, items: Sequence[tuple[int, int]]) -> bool:
    """Whether a bracket of offices stands behind the end of a sentence: …体系。（甲教处、乙教处）."""
    ended = text[items[0][0] - 2 : items[0][0] - 1] in {"。", "；"} if items else False
    return ended and all(_OFFICE.fullmatch(text, *span) for span in items)


def _known_place(name: str) -> bool:
    place = known_places().get(name)
    return place is not None and place.score >= SURE


def _may_name(item: str) -> bool:
    return not (
        is_generic(item)
        or is_class(item)
        or item in words("class_names")
        or _known_place(item)
        or stops().search(item) is not None
        or item.startswith(tuple(words("class_prefixes")))
    )
