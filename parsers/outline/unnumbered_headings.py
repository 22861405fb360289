"""Headings without a number: 前言, 附件 with its title, short title lines between the chapters of a
report."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from models.document import Formatting
from models.vocabularies import any_of, read_rows
from parsers.outline.annexes import read_annex
from parsers.outline.captions import without_note
from parsers.outline.heading_candidates import body_look
from parsers.outline.lines import Line, squeezed
from parsers.outline.title_forms import form_of, is_never_title

_PUNCTUATION = re.compile("[。；;：:！!？?，,、]")
_DATE_OR_OFFICE = re.compile(
    r"[0-9〇○零一二三四五六七八九十]{4}\s?年\s?[0-9一二三四五六七八九十]{1,2}\s?月|^[（(].*[）)]$|^[—―\-#*•●【\[]|〔[0-9]{4}〕|^[A-Za-z0-9\s.,:/\-_]+$"
)
# 有关单位, 责任人名单: what heads a list of names
_LISTING = re.compile(f"(?:{any_of('outline_words', 'listing_end')})(?:[（(].*[）)])?$")
# 图3, 附表2, 专栏1
_CAPTION = re.compile(r"(?:附?[图表]|专栏)\s?[0-9０-９一二三四五六七八九十]")
_NUMBERED = re.compile("[0-9０-９一二三四五六七八九十A-Z]$")
_CLOSING = "。！？!?：:；;”）)"
_LONG_PARAGRAPH = 50
_LONGEST, _SHORTEST = 25, 4
_LONGEST_ANNEX_TITLE = 60
_FEW_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """`label_line` is the paragraph with 附件 when it stands before the title's; `front` for 前言 and its
    like; `more` a second line of the title."""

    line: Line
    title_start: int
    title_end: int
    label: str
    label_line: Line | None
    front: bool
    annex: bool
    more: Line | None = None


@cache
def _front_words() -> frozenset[str]:
    return frozenset(row["pattern"] for row in read_rows("headings") if row["meaning"] == "front")


def front_matter(line: Line) -> Unnumbered | None:
    """前言 and the like, alone in their line."""
    if squeezed(line.text) not in _front_words():
        return None
    return Unnumbered(line, line.start, line.end, "", None, front=True, annex=False)


def annexes(lines: Sequence[Line], captions: AbstractSet[int] = frozenset()) -> Iterator[Unnumbered]:
    """附件 headings; `captions` are blocks right above a table. A line 附件：… that announces what a later
    附件 heads is none, nor is the list below it."""
    for place, line in enumerate(lines):
        annex = read_annex(line.text)
        if annex is None or line.label is not None:
            continue
        label, mark, rest = annex
        if rest:
            if _heads_annex(lines, place, label, mark, rest, captions):
                end = line.start + without_note(line.text)
                yield Unnumbered(line, line.end - len(rest), end, label, None, front=False, annex=True)
        elif not mark or not _announces(lines, place):
            yield from _label_alone(lines, place, label)


def _label_alone(lines: Sequence[Line], place: int, label: str) -> Iterator[Unnumbered]:
    """附件 in a line of its own: the next short line is its title."""
    line = lines[place]
    following = lines[place + 1] if place + 1 < len(lines) else None
    title_like = (
        following is not None
        and following.label is None
        and read_annex(following.text) is None
        and len(following.text) <= _LONGEST_ANNEX_TITLE
        and following.text[-1] not in "。；：，"
    )
    if following is not None and title_like and following.block.ordinal - line.block.ordinal <= _FEW_BLOCKS:
        more = _second_line(lines, place + 1)
        end = following.start + without_note(following.text)
        yield Unnumbered(following, following.start, end, label, line, front=False, annex=True, more=more)
    else:
        yield Unnumbered(line, line.start, line.end, "", None, front=False, annex=True)


def _second_line(lines: Sequence[Line], place: int) -> Line | None:
    """The next line when an annex's title goes on there: both centred alike, the first no whole title."""
    first, second = lines[place], lines[place + 1] if place + 1 < len(lines) else None
    if second is None or second.label is not None or form_of(first.text) or is_never_title(second.text):
        return None
    look, below = first.block.formatting, second.block.formatting
    alike = look.alignment == below.alignment == "center" and (look.size, look.font) == (
        below.size,
        below.font,
    )
    announced = squeezed(first.text + second.text)
    told = any(announced in squeezed(line.text) for line in lines[:place])
    return second if told or (alike and _named_like_annex(second.text)) else None


def _named_like_annex(text: str) -> bool:
    return form_of(text) is not None or _LISTING.search(text) is not None


def _heads_annex(
    lines: Sequence[Line], place: int, label: str, mark: str, rest: str, captions: AbstractSet[int]
) -> bool:
    """附件1 某某表 heads an annex unless a later line repeats it or the document ends with it."""
    if (
        len(rest) > _LONGEST_ANNEX_TITLE
        or rest[-1] in "。；，"
        or (mark in ("：", ":") and not _NUMBERED.search(label))
    ):
        return False
    title, bare = squeezed(rest), squeezed(label)
    for later in lines[place + 1 :]:
        text = squeezed(later.text)
        if text in (title, bare, bare + "：", bare + ":", bare + title, squeezed(lines[place].text)):
            return False
    following = lines[place + 1 : place + 2]
    if not following:
        return lines[place].block.ordinal in captions
    return read_annex(following[0].text) is None or lines[place].block.ordinal in captions


def _announces(lines: Sequence[Line], place: int) -> bool:
    """附件： followed by a numbered list of titles."""
    following = lines[place + 1] if place + 1 < len(lines) else None
    return following is not None and following.label is not None


def short_titles(lines: Sequence[Line], taken: frozenset[int], captions: AbstractSet[int]) -> Iterator[int]:
    """Positions of short lines that head what follows: no punctuation, a long paragraph or a numbered
    heading right below; or in bold letters above text that is not.

    `taken` are positions already spoken for, `captions` those that may caption a table.
    """
    body = body_look(lines)
    for place in range(len(lines) - 1):
        line = lines[place]
        if place in taken or place in captions or line.label is not None:
            continue
        text = line.text
        if (
            not _SHORTEST <= len(squeezed(text)) <= _LONGEST
            or _PUNCTUATION.search(text)
            or _DATE_OR_OFFICE.search(text)
            or _CAPTION.match(text)
        ):
            continue
        following = lines[place + 1]
        heads = place + 1 in taken or (len(following.text) >= _LONG_PARAGRAPH and following.label is None)
        named = heads and _named_like_heading(text)
        stands_out = _stands_out(lines, place, body) or (heads and _is_set_apart(lines, place, body))
        if (named or stands_out) and _is_closed(lines, place - 1, taken):
            yield place


def _stands_out(lines: Sequence[Line], place: int, body: Formatting) -> bool:
    """A line in bold letters right above text that is not: 指导思想 between numbered chapters."""
    line, following = lines[place], lines[place + 1]
    return (
        line.whole
        and line.block.formatting.bold
        and not body.bold
        and not following.block.formatting.bold
        and following.text[-1] in _CLOSING
    )


def _is_set_apart(lines: Sequence[Line], place: int, body: Formatting) -> bool:
    """A centred line in larger letters than the text, right above a paragraph that is neither: the parts of a
    report, whatever they are called, but no title of another document."""
    look, below = lines[place].block.formatting, lines[place + 1].block.formatting
    larger = look.size is not None and body.size is not None and look.size > body.size == below.size
    centred = look.alignment == "center" and "center" not in (body.alignment, below.alignment)
    is_title = (form_of(lines[place].text) or ("", False))[1]
    return (
        lines[place].whole and larger and centred and not is_title and lines[place + 1].text[-1] in _CLOSING
    )


def _is_closed(lines: Sequence[Line], place: int, taken: frozenset[int]) -> bool:
    """Whether a line ends a sentence or is a heading, so that the next is no continuation of it (texts with
    hard line ends)."""
    return place < 0 or place in taken or lines[place].text[-1] in _CLOSING


@cache
def _heading_words() -> re.Pattern[str]:
    words = sorted((row["word"] for row in read_rows("heading_words")), key=len, reverse=True)
    return re.compile("(?:" + "|".join(words) + ")$")


def _named_like_heading(text: str) -> bool:
    return _heading_words().search(text) is not None
