"""What kind of difference a change is: of substance, or only of numbering, of references, of form.

In ten pairs of laws and their amendments more than half of the rows that differ are no change of substance:
one new article renumbers all that follow, and references follow the numbers.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from models.names import ChangeClass
from models.vocabularies import read_rows
from pipeline.versions.change import Change, Span
from pipeline.versions.keys import MASK, label_length, plain

# "- （一）…": a bullet before the label
_BULLET: Final = re.compile(r"^\s*[-–—•·●○■◆▪*]\s+")
_NUMBER: Final = r"[0-9〇零一二三四五六七八九十百]+"
_IN_REFERENCES: Final = frozenset("第（）()0123456789〇零一二三四五六七八九十百")
_UNIT: Final = 2  # 部分, the longest unit of a reference
_BRACKETS: Final = str.maketrans("<>", "〈〉")
_TEXTS: Final = frozenset({"text", "title", "name", "content"})
_PLACES: Final = frozenset({"ordinal", "row_index"})
_OF_NUMBERS: Final = frozenset("%‰")


def class_of(change: Change, old: str = "", new: str = "") -> ChangeClass:
    """`renumbering` of labels and places in a list, `reference` where only the numbers of articles, tables or
    annexes referred to differ, `form` where only width, punctuation or blanks do, else `substance`.

    `old` and `new` are the paragraphs of a further place at which one changed: its own words may be cut out
    of a reference (七十二 of 第七十二条).
    """
    if change.change == "renumbered" or (change.change == "moved" and change.field in _PLACES):
        return "renumbering"
    if change.change != "changed" or change.old_value is None or change.new_value is None:
        return "form" if _is_blank(change) else "substance"
    if change.field == "raw" or (change.field or "").endswith("_raw"):
        return "form" if change.delta == 0 else "substance"
    if _is_whole_part(change):
        return "form"
    if change.spot and isinstance(change.old, Span) and isinstance(change.new, Span):
        return _of_spots(_with_number(old, change.old), _with_number(new, change.new))
    return _of_texts(change.old_value, change.new_value) if change.field in _TEXTS else "substance"


def _is_whole_part(change: Change) -> bool:
    """Whether one paragraph only became several, or several one: each part stands in the whole as it was."""
    ends = change.old, change.new
    if change.matched_by not in ("split", "merged") or change.score != 1:
        return False
    quotes = [end.quote.strip() for end in ends if isinstance(end, Span)]
    return len(quotes) == len(ends) and quotes[0] == quotes[1]


def _is_blank(change: Change) -> bool:
    """Whether a paragraph that came or went holds nothing that a reader sees (a zero-width space)."""
    told = change.new_value if change.old_value is None else change.old_value
    return change.field == "text" and change.change in ("added", "removed") and not plain(told or "")


def _with_number(text: str, span: Span) -> str:
    """The words of a span with the rest of the reference that they begin or end in."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1] in _IN_REFERENCES:
        start -= 1
    while end < len(text) and text[end] in _IN_REFERENCES:
        end += 1
    return text[start : end + _UNIT]


def _of_texts(old: str, new: str) -> ChangeClass:
    if _letters(old) == _letters(new):  # with what may be a label on one side only: 三、 and 三，
        return "form"
    old, new = _BULLET.sub("", old), _BULLET.sub("", new)
    bodies = [text[label_length(text) :] for text in (old, new)]
    if plain(bodies[0]) == plain(bodies[1]) and old != bodies[0] and new != bodies[1]:
        return "renumbering"
    return _of_spots(*bodies)


def _of_spots(here: str, there: str) -> ChangeClass:
    if (
        "〈" in here + there or "〉" in here + there
    ):  # 《关于修改<…>的决定》 is typed with signs of either kind
        here, there = here.translate(_BRACKETS), there.translate(_BRACKETS)
    if _letters(here) == _letters(there):
        return "form"
    if _letters(_without_references(here)) == _letters(_without_references(there)):
        return "reference"
    return "substance"


def _letters(text: str) -> str:
    """The text in plain form without punctuation, in today's spelling (账 for 帐); what belongs to a number
    stays (3.5, -2, %, ‰)."""
    letters = plain(text).translate(_variants())
    pairs = zip(letters, f"{letters[1:]} ", strict=True)
    return "".join(sign for sign, following in pairs if _is_said(sign, following))


@cache
def _variants() -> dict[int, str]:
    return {ord(row["character"]): row["modern"] for row in read_rows("variant_characters")}


def _is_said(sign: str, following: str) -> bool:
    """Whether a character is more than punctuation."""
    return not unicodedata.category(sign).startswith("P") or sign in _OF_NUMBERS or following.isdigit()


def _without_references(text: str) -> str:
    return _reference().sub(MASK, plain(text))


@cache
def _reference() -> re.Pattern[str]:
    """第十二条第（三）项, 附件2, 表5."""
    before, behind = (
        "|".join(re.escape(row["word"]) for row in read_rows("reference_words") if row["place"] == place)
        for place in ("before", "behind")
    )
    return re.compile(rf"第\(?{_NUMBER}\)?(?:{behind})|(?:{before}){_NUMBER}")
