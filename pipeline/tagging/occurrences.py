"""Whether a name that the document has elsewhere is meant where its characters stand again."""

from functools import cache

from pipeline.names.words import CLASSES, words_of
from pipeline.tagging.divisions import goes_on_to_level
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import opens_generic
from pipeline.tagging.overlaps import Overlaps
from pipeline.tagging.places import city_characters
from pipeline.tagging.word_borders import splits_word

SURE = 0.95
"""The score of what the document's tables and definitions give: it is meant wherever it stands."""
_SURE_OF_MORE = 0.9
_NOUN = CLASSES.index("noun")
_SHORT = 4
_COMMITTEE = "委员"
_SIDES = frozenset("东西南北")
_SETTLEMENTS = frozenset("镇乡村")


def is_meant(text: str, one: Found, named: Overlaps) -> bool:
    """Whether a name known from the rest of the document is one here; `named` is what the network says of the
    paragraph."""
    if text[one.end - 1 : one.end + 1] == _COMMITTEE:
        return False  # 某某委|员会
    if one.score >= SURE:
        return True
    return not (
        _is_tail(text, one, named)
        or _is_in_row(text, one)
        or _goes_on(text, one)
        or (one.label == "ORG" and _is_word(text[one.start : one.end]))
        or (one.end - one.start <= _SHORT and splits_word(text, one.start, one.end))
    )


def _is_tail(text: str, one: Found, named: Overlaps) -> bool:
    """The network has a longer name that ends with it, and is sure or it says only of what kind: 石沱县|
    现代农业产业园."""
    sure = 0.0 if opens_generic(text[one.start : one.end]) else _SURE_OF_MORE
    return any(
        other.end == one.end
        and other.start < one.start - 1
        and other.label == one.label
        and other.score >= sure
        for other in named.near(one)
    )


def _is_in_row(text: str, one: Found) -> bool:
    """Two of the cities of a row by one character each: 广佛|肇云; 甲乙|丙、甲丁高速."""
    if one.label != "LOC" or not city_characters().issuperset(text[one.start : one.end]):
        return False
    around = text[max(0, one.start - 1) : one.start], text[one.end : one.end + 1]
    before, after = (char in city_characters() for char in around)
    listed = after and around[0] in {"、", ""} and text[one.end + 1 : one.end + 2] == "、"
    return one.end - one.start <= 3 and ((before and after) or listed)


def _goes_on(text: str, one: Found) -> bool:
    """黔西|北, 某城|镇, 石沱|市: another place begins with it."""
    after, last = text[one.end : one.end + 1], text[one.end - 1]
    if one.label != "LOC":
        return False
    if goes_on_to_level(text, one.start, one.end):
        return True
    return (last in _SIDES and after in _SIDES and after != "") or (
        after in _SETTLEMENTS and after != "" and last not in _SETTLEMENTS
    )


@cache
def _is_word(name: str) -> bool:
    """A plain word of the dictionary: 计算机."""
    found = words_of(name)
    return len(found) == 1 and found[0][2] == _NOUN
