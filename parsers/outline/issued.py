"""What a title issues: in 某市人民政府关于印发某市水务规划的通知 the plan is 某市水务规划 (GB/T 9704—2012
§7.3.1)."""

import re
from collections.abc import Sequence
from functools import cache

from models.vocabularies import any_of, read_rows
from parsers.outline.lines import Line, squeezed
from parsers.outline.spans import Text
from parsers.outline.title import goes_on_below
from parsers.outline.title_forms import form_of, is_open

_QUOTES = re.compile("[《》〈〉“”\"'‘’\\s\u3000]")
# 某规划（2021—2025年）
_TAIL_BRACKETS = re.compile(r"[（(][^（()）]{1,30}[）)]$")
# 印发某规划的通知: what is issued stands before it
_OF = re.compile(rf"的(?:{any_of('outline_words', 'issuing_form')})$")
# 现予公布
_PROMULGATES = re.compile(any_of("outline_words", "promulgating"))
_MOST_LINES = 3


@cache
def _verb() -> re.Pattern[str]:
    return re.compile("|".join(row["word"] for row in read_rows("issuing_verbs")))


@cache
def _own() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("issuing_verbs") if row["own"] == "yes")


def issued_by(title: Text) -> tuple[Text, bool] | None:
    """(name of the document a title issues, whether it is named after that also where it is not printed);
    None for titles that issue nothing."""
    verb = _verb().search(title.text)
    if verb is None:
        return None
    span = _in_marks(title.text, verb.end()) or _before_notice(title.text, verb.end())
    return (title.part(*span), verb[0] in _own()) if span and span[0] < span[1] else None


def _in_marks(text: str, start: int, *, anywhere: bool = False) -> tuple[int, int] | None:
    """The name in 《》 that follows the verb within a few characters; marks in marks belong to it."""
    opening = text.find("《", start)
    if opening < 0 or not (anywhere or re.fullmatch(r"[^关于的]{0,12}", text[start:opening])):
        return None
    depth = 0
    for at in range(opening, len(text)):
        depth += {"《": 1, "》": -1}.get(text[at], 0)
        if depth == 0:
            return opening + 1, at
    return None


def _before_notice(text: str, start: int) -> tuple[int, int] | None:
    """The words between the verb and 的通知, where they end as a title does."""
    end = _OF.search(text, start)
    if end is None or form_of(text[start : end.start()]) is None:
        return None
    return start, end.start()


def own_title(issued: str, lines: Sequence[Line]) -> tuple[int, int] | None:
    """(first, end) of the lines further down that print the issued document's own title, up to three of
    them; what stands in brackets behind it counts on neither side."""
    wanted = _plain(issued)
    for first, line in enumerate(lines):
        if not wanted.startswith(_plain(line.text)[:4]) or line.label is not None:
            continue
        for end in range(first + 1, min(first + _MOST_LINES, len(lines)) + 1):
            printed = lines[first:end]
            text = "".join(other.text for other in printed)
            if _plain(text) == wanted and not is_open(text):
                below = lines[end : end + 1]
                return first, end + bool(below and goes_on_below(printed, below[0]))
    return None


def promulgated(lines: Sequence[Line]) -> Text | None:
    """What an order (令) puts into force: the first name in 《》 of the lines below it."""
    for line in lines[:_MOST_LINES]:
        text = Text.of_line(line)
        if _PROMULGATES.search(text.text) and (span := _in_marks(text.text, 0, anywhere=True)):
            return text.part(*span)
    return None


def _plain(text: str) -> str:
    return _QUOTES.sub("", _TAIL_BRACKETS.sub("", squeezed(text)))
