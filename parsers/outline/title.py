"""The title of a plan: the lines at the top that look like one (GB/T 9704—2012 §7.3.1)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from models.vocabularies import words
from parsers.outline.heading_candidates import body_look
from parsers.outline.lines import Line, squeezed
from parsers.word.styles import name_meaning

_TOP = 15
_LONGEST = 70
_LONGEST_BODY = 30
_SPACED = re.compile(r"(?:[\u4e00-\u9fff][^\S\n]+){3,}[\u4e00-\u9fff]")
_MARKS = re.compile("[，。；：、！？“”《》0-9]")
_NEVER = re.compile(r"[。；：:！!]$|^[（(].*[）)]$|^[—\-#*【]|〔[0-9]{4}〕|^附\s?件")


@cache
def _ending() -> re.Pattern[str]:
    endings = sorted(words("plan_words"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(endings)})[》”\"]?$")


@cache
def _version_mark() -> re.Pattern[str]:
    marks = "|".join(sorted(map(re.escape, words("version_marks")), key=len, reverse=True))
    return re.compile(
        rf"[（(\[【](?:{marks}|[^（()）]{{2,8}}稿[^（()）]{{0,4}}|[0-9]{{4}}\s?年?\s?[-—－–~～至]+\s?[0-9]{{4}}\s?年?)[）)\]】]$"
    )


def title_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that make the title, empty when the document has none of its own.

    A line under a title style; else the largest or centred lines of the first fifteen that end as a plan's
    name does, with the lines of the same look just above (a title over two or three lines); else a line of
    these fifteen that is spaced out (工 作 报 告), whatever stands before it. A body right above a line
    spaced out belongs to the title.
    """
    top = list(_top(lines))
    styled = [line for line in top if name_meaning(line.block.style).is_title]
    if styled:
        return tuple(_adjacent(top, top.index(styled[0]), top.index(styled[-1])))
    best = max(
        (line for line in top if _is_title(line)), key=lambda line: _prominence(line, lines), default=None
    )
    if best is None:
        return _spaced_out(lines[:_TOP])
    last = top.index(best)
    first = last
    while (
        first
        and _same_look(top[first - 1], best)
        and not _NEVER.search(top[first - 1].text)
        and not _ending().search(squeezed(top[first - 1].text))
    ):
        first -= 1
    if first == last and first and _SPACED.fullmatch(best.text) and _is_body(top[first - 1]):
        first -= 1
    if last + 1 < len(top) and _version_mark().fullmatch(top[last + 1].text):
        last += 1
    return tuple(top[first : last + 1])


def _spaced_out(lines: Sequence[Line]) -> tuple[Line, ...]:
    """In a report set as a newspaper does it, the title may stand behind its first lines."""
    at = next((at for at, line in enumerate(lines) if _SPACED.fullmatch(line.text) and _is_title(line)), None)
    if at is None:
        return ()
    return tuple(lines[at - 1 : at + 1]) if at and _is_body(lines[at - 1]) else (lines[at],)


def _is_body(line: Line) -> bool:
    """A line that is the name of a body and nothing else: 某市人民政府."""
    text = squeezed(line.text)
    return (
        len(text) <= _LONGEST_BODY
        and text.endswith(tuple(words("body_suffixes", "suffix")))
        and not _MARKS.search(text)
    )


def _top(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines before the first numbered heading or long paragraph, fifteen at most."""
    for line in lines[:_TOP]:
        if line.label is not None or len(line.text) > _LONGEST:
            return
        yield line


def _adjacent(top: Sequence[Line], first: int, last: int) -> Sequence[Line]:
    return top[first : last + 1] if last - first <= 2 else top[first : first + 1]


def _is_title(line: Line) -> bool:
    text = _version_mark().sub("", squeezed(line.text))
    return _ending().search(text) is not None and not _NEVER.search(text)


def _prominence(line: Line, lines: Sequence[Line]) -> tuple[int, int, int]:
    """Size, then centring, then earliness."""
    look = line.block.formatting
    base = body_look(lines).size or 0
    return max((look.size or 0) - base, 0), int(look.alignment == "center"), -line.block.ordinal


def _same_look(line: Line, other: Line) -> bool:
    """Centred or of a size of its own, just as the other, so that plain paragraphs never join."""
    look, wanted = line.block.formatting, other.block.formatting
    marked = wanted.alignment == "center"
    return (
        marked
        and look.alignment == wanted.alignment
        and look.size == wanted.size
        and look.font == wanted.font
    )
