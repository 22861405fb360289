"""The form of titles of official documents: how they end, what may stand behind, which lines are none."""

import re
from functools import cache
from typing import cast

from models.characters import simplified
from models.names import DocumentKind
from models.vocabularies import any_of, read_rows, words
from parsers.outline.lines import squeezed

# a line that ends in 。, stands in brackets or bears a number of the office is no title
_NEVER = re.compile(
    r"[。；：:！!]$|^[（(].*[）)]$|^[—\-#*【]|〔[0-9]{4}〕|^附\s?件|^目\s*[录次]$|^[，。；：、）)》”]"
    rf"|^在.*(?:{any_of('outline_words', 'meeting')})上?$"
)
# 某规划[1], 某规划※
_NOTE_MARK = re.compile(r"(?:\[\^?[0-9]{1,3}\]|[①-⑳※*¹²³])+$")
# 某规划（征求意见稿）
_BRACKETS = re.compile(r"(?:[（(〔【][^（）()〔〕【】]{1,40}[）)〕】])$")
# 某规划（2021—: a bracket closed on the next line
_CUT = re.compile(r"[（(][^（）()]{0,20}$")
_CLOSING = re.compile('[》”"’」』]+$')
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "【": "】"}
_LONGEST_MARKS = 60
_LONGEST_TITLE = 400  # what a title is shows at its end; whole paragraphs are asked for as well
# 某 市 规 划: a title set wide by blanks
SPACED = re.compile(r"(?:[\u4e00-\u9fff][^\S\n]+){3,}[\u4e00-\u9fff]")
"""A line set with a blank behind each character."""


@cache
def _forms() -> dict[str, tuple[DocumentKind, bool]]:
    return {
        row["word"]: (cast(DocumentKind, row["kind"]), row["strength"] == "strong")
        for row in read_rows("document_forms")
    }


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(_forms(), key=len, reverse=True))})$")


@cache
def version_mark() -> re.Pattern[str]:
    """A line that holds nothing but what stands in brackets behind a title: （草案）, （2021—2025年）."""
    marks = "|".join(sorted(map(re.escape, words("version_marks")), key=len, reverse=True))
    years = r"[0-9〇○零一二三四五六七八九]{4}\s?年?\s?[-—－–~～至]+\s?[0-9〇○零一二三四五六七八九]{4}\s?年?"
    return re.compile(rf"[（(\[【](?:{marks}|[^（()）]{{2,8}}稿[^（()）]{{0,4}}|{years})[）)\]】]$")


def note_mark_start(text: str) -> int:
    """Where the note marks behind a title begin ([1], ①); the text's length when there are none."""
    mark = _NOTE_MARK.search(text, max(0, len(text) - _LONGEST_MARKS))
    return mark.start() if mark else len(text)


def _core(text: str) -> str:
    """A title without blanks, note marks and brackets behind it."""
    plain, before = squeezed(simplified(text))[-_LONGEST_TITLE:], ""
    while plain != before:
        before = plain
        plain = _CLOSING.sub("", _BRACKETS.sub("", plain[: note_mark_start(plain)]))
        plain = _CUT.sub("", plain)
    return plain


def form_of(text: str) -> tuple[DocumentKind, bool] | None:
    """(kind, whether the word alone tells a title) of the word a title ends in; None when it ends in none."""
    found = _ending().search(_core(text))
    return _forms()[found[0]] if found else None


def kind_of(title: str) -> DocumentKind:
    """What kind of document a title names."""
    form = form_of(title)
    return form[0] if form else "other"


def is_never_title(text: str) -> bool:
    """Lines that are no title nor part of one, whatever their look: a sentence, a date in brackets, a
    document number."""
    return _NEVER.search(text) is not None


def is_open(text: str) -> bool:
    """Whether a bracket or quotation mark that opens in a text does not close there: a title cut at it."""
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS.items())
