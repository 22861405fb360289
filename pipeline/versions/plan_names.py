"""The short name of a plan, and what titles of the same plan have in common."""

import re
import unicodedata
from functools import cache

from models.vocabularies import words

_QUOTES = re.compile(r"[\s“”‘’\"'「」『』《》〈〉«»]+")
_COUNT = r"[0-9一二三四五六七八九十]+"
_DATE = r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"


def plan_name(title: str) -> str:
    """The title in short: NFKC, without white space, quotes and marks of a version at its end.

    `某市“十四五”规划（征求意见稿）` becomes `某市十四五规划`. A title that is nothing but a mark stays as it
    is.
    """
    plain = _QUOTES.sub("", unicodedata.normalize("NFKC", title))
    while shorter := _version_mark().sub("", plain):
        if shorter == plain:
            break
        plain = shorter
    return plain


def identity_of(title: str) -> str:
    """What titles of the same plan have in common: its short name, case folded."""
    return plan_name(title).casefold()


@cache
def _version_mark() -> re.Pattern[str]:
    marks = "|".join(sorted(map(re.escape, words("version_marks")), key=lambda mark: (-len(mark), mark)))
    bracketed = (
        rf"[(\[〔【]{_DATE}(?:第?{_COUNT}[次版]?)?(?:{marks})+(?:第?{_COUNT}(?:次|版|稿)?)?{_DATE}[)\]〕】]"
    )
    bare = "|".join(
        re.escape(mark)
        for mark in sorted(words("version_marks"), key=lambda mark: (-len(mark), mark))
        if len(mark) > 2
    )
    return re.compile(rf"(?:{bracketed}|[-_—]*(?:{bare}))$")
