"""Which lines are headings: several signals weighed together.

Most real plans carry no heading style, so that style, label, sequence, length, punctuation and look each
count for something and none decides.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from models.document import Formatting
from models.vocabularies import any_of, read_rows, words
from parsers.notation.labels import LabelKind
from parsers.outline.lines import Line, squeezed

Series = dict[tuple[LabelKind, int], int]
"""The last number of each kind and depth of label."""
_ACCEPTED = 4
_SHORT, _LONGEST_TITLE = 45, 60
_HEAD_LIMITS = {LabelKind.NUMBER: 45, LabelKind.NUMBER_IN_BRACKETS: 36, LabelKind.CIRCLED: 24}
_HEAD_LIMIT = 75
_SENTENCE_END = re.compile("[。！？!?]")
_COMMA = re.compile("[，,]")
_MOST_COMMAS, _SURE_NOT = 2, 8
# 新增50公里: what states an amount is a sentence, no heading
_MEASURE = re.compile(rf"[0-9.％%]+\s?(?:[百千]?[多余]?[万亿]|%|％|{any_of('outline_words', 'measure')})")
# 1.2万亿, 6.5%: an amount makes it a sentence
_AMOUNT = re.compile(rf"[0-9.]\s?(?:[百千]?[多余]?[万亿]|%|％|{any_of('outline_words', 'amount')})")
_TRAILING_MARKS = "*# "
_COLONS = "：:"
# 第一章　　总则: blanks that part a label from its title
_WIDE_BLANK = re.compile("[\\s\u3000]{2,}")
_ANY_BLANK = re.compile("[\\s\u3000]+")
_SHORTEST_HEAD, _SHORTEST_BODY = 4, 10
_COLON = re.compile("[：:]")
_LONGEST_COLON_HEAD = 20
_LONGEST_CERTAIN = 30  # of a chapter's head in a run-together text, where only a full stop ends it
# 公报注释: a line that opens notes
_NOTES, _LONGEST_NOTES = re.compile(rf"(?:{any_of('outline_words', 'notes_end')})$"), 8
# 二 of 二、; not of 二〇二五年
_NUMERAL_AHEAD = re.compile("[一二三四五六七八九十]{1,3}(?![〇○零0-9一二三四五六七八九十]*年)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading: `title_start`, `title_end` are offsets in the block; `level` a stated
    outline level; `run_in` if text follows."""

    line: Line
    title_start: int
    title_end: int
    run_in: bool
    level: int | None
    score: int

    @property
    def title(self) -> str:
        """The title without label and full stop."""
        return self.line.block.text[self.title_start : self.title_end]


def body_look(lines: Sequence[Line]) -> Formatting:
    """How most of the running text looks."""
    looks: Counter[tuple[str, int | None, bool]] = Counter()
    for line in lines:
        look = line.block.formatting
        looks[look.font, look.size, look.bold] += line.end - line.start
    font, size, bold = looks.most_common(1)[0][0] if looks else ("", None, False)
    return Formatting(font=font, size=size, bold=bold)


def candidates(lines: Sequence[Line], toc_titles: frozenset[str]) -> Iterator[Candidate]:
    """The lines that are headings by weight of evidence, in order.

    Lines without label or stated level are left to `parsers.outline.unnumbered_headings`.
    """
    body = body_look(lines)
    sequence: Series = {}
    refused: Series = {}
    in_notes = False
    for line in lines:
        in_notes = _in_notes(line, in_notes)
        if (line.label is None and line.block.outline_level is None) or (in_notes and line.label):
            continue
        candidate = _candidate(line, body, toc_titles)
        if candidate is None:
            continue
        candidate = replace(
            candidate,
            score=candidate.score + _sequence_weight(line, sequence) + _company_weight(line, refused),
        )
        if candidate.score >= _ACCEPTED:
            _advance(line, sequence)
            yield candidate
        else:
            _advance(line, refused)


@cache
def _notes_words() -> frozenset[str]:
    return frozenset(row["pattern"] for row in read_rows("headings") if row["meaning"] == "notes")


def _in_notes(line: Line, in_notes: bool) -> bool:
    """Inside a list of notes (注释：, 公报注释：): it goes on over numbered lines until a chapter or another
    line."""
    said = squeezed(line.text).rstrip("：:")
    if said in _notes_words() or (len(said) <= _LONGEST_NOTES and _NOTES.search(said) is not None):
        return True
    return in_notes and line.label is not None and line.label.kind >= LabelKind.NUMBER


def _candidate(line: Line, body: Formatting, toc_titles: frozenset[str]) -> Candidate | None:
    level = line.block.outline_level if line.whole else None
    start, end, run_in = title_span(line, styled=level is not None)
    if start >= end:
        return None
    title = line.block.text[start:end]
    score = (
        (6 if level else 0)
        + _label_weight(line)
        + _form_weight(line, title, run_in)
        + _look_weight(line, end, body)
    )
    score += 4 if squeezed(line.text) in toc_titles or squeezed(title) in toc_titles else 0
    return Candidate(line, start, end, run_in, level, score)


def title_span(line: Line, *, styled: bool) -> tuple[int, int, bool]:
    """(start, end, run_in) of the title: the whole line, or its head up to the first full stop when more
    text follows.

    Wide blanks (an enter lost on the way) and, behind （一）, a colon end a head as well. A paragraph under
    a heading style that is longer than any title is a run-in head too (Word's style separator is often
    lost). Empty where the end cannot be told.
    """
    text, start, end = line.block.text, line.body, line.end
    marks = _TRAILING_MARKS + (_COLONS if line.label and end - start <= _LONGEST_COLON_HEAD else "")
    while end > start and text[end - 1] in marks:
        end -= 1
    blank = (_ANY_BLANK if line.run_together else _WIDE_BLANK).search(
        text, start, min(end, start + _LONGEST_TITLE)
    )
    stop = _SENTENCE_END.search(text, start, end)
    if (
        blank
        and line.label
        and _parts_title(line, blank.start() - start, end - blank.end())
        and (stop is None or blank.start() < stop.start())
    ):
        return start, blank.start(), True
    if stop is None or (styled and end - start <= _LONGEST_TITLE and stop.end() < end and not line.label):
        return start, end, False
    colon = _COLON.search(text, start, min(stop.start(), start + _LONGEST_COLON_HEAD))
    if colon and line.label and line.label.kind <= LabelKind.COUNTING_IN_BRACKETS:
        return start, colon.start(), True
    if (
        line.run_together
        and line.label
        and line.label.kind <= LabelKind.COUNTING
        and stop.start() - start > _LONGEST_CERTAIN
    ):
        return start, start, True
    return start, stop.start(), stop.end() < end


def _parts_title(line: Line, before: int, after: int) -> bool:
    """Whether a blank ends a title: one of some length, with more behind it than another word of the
    title."""
    return before >= _SHORTEST_HEAD and (
        after > _LONGEST_TITLE or (not line.run_together and after >= _SHORTEST_BODY)
    )


def _label_weight(line: Line) -> int:
    """一、 and （一） are seldom anything but headings, 1. and （1） often list items; a numeral right
    behind is prose (三、四线城市)."""
    if line.label is None:
        return 0
    weight = 3 if line.label.kind <= LabelKind.COUNTING_IN_BRACKETS else 2
    return weight - (4 if line.label.kind == LabelKind.COUNTING and _NUMERAL_AHEAD.match(line.rest) else 0)


def _form_weight(line: Line, title: str, run_in: bool) -> int:
    """Length and punctuation."""
    kind = line.label.kind if line.label else LabelKind.COUNTING
    weight = -3 if len(title) > _HEAD_LIMITS.get(kind, _HEAD_LIMIT) else 0
    weight += _run_in_weight(line, title, kind) if run_in else _whole_line_weight(line, title, kind)
    weight -= _SURE_NOT if _is_sentence(line, title) or _is_list_item(line, title) else 0
    if kind >= LabelKind.NUMBER and _MEASURE.search(title):
        weight -= 2
    return weight - (1 if kind >= LabelKind.NUMBER_IN_BRACKETS else 0)


def _is_sentence(line: Line, title: str) -> bool:
    """A sentence under an outline level or behind a number: amounts between commas, clauses to its full
    stop, an article of a law with its text."""
    kind = line.label.kind if line.label else None
    if kind == LabelKind.ARTICLE:
        return line.text[-1] in "。；：" or len(title) > _SHORT
    commas = len(_COMMA.findall(title))
    if kind is None and line.text[-1] in "。；：:" and (commas or len(title) > _SHORT):
        return True
    if commas and _MEASURE.search(title) and (kind is None or line.block.outline_level is not None):
        return True
    return line.text[-1] == "。" and "；" in title


@cache
def _list_openings() -> tuple[str, ...]:
    return tuple(words("list_openings"))


def _is_list_item(line: Line, title: str) -> bool:
    """一、在东部各县：甲电站、乙电站: a place or condition with what belongs to it, not a head."""
    end = line.start + len(line.text) - len(line.rest) + len(title)
    return (
        line.block.text[end : end + 1] in (*_COLONS,)
        and title.startswith(_list_openings())
        and line.block.outline_level is None
    )


def _run_in_weight(line: Line, title: str, kind: LabelKind) -> int:
    """（1） with a sentence behind its head is an item of a list as often as not: there the look must
    tell."""
    if kind >= LabelKind.NUMBER and _COLON.search(title):
        return -2
    return 0 if line.text[-1] in "；;" or kind >= LabelKind.NUMBER_IN_BRACKETS else 1


def _whole_line_weight(line: Line, title: str, kind: LabelKind) -> int:
    last = line.text[-1]
    if last in "；;，,":
        return -4
    if last in "：:" and kind <= LabelKind.COUNTING_IN_BRACKETS and len(title) <= _SHORTEST_BODY:
        return 1
    if last in "：:" or (kind >= LabelKind.NUMBER and _COLON.search(title)):
        return -2
    if (
        last == "。"
        and kind in (LabelKind.COUNTING, LabelKind.COUNTING_IN_BRACKETS)
        and _tells_amounts(title)
    ):
        return -3  # （一）新增学位2万个，引进教师120名。 tells aims, and there is nothing below it
    if last == "。" and len(_COMMA.findall(title)) > _MOST_COMMAS:
        return -1
    if last == "。":
        return 1 if kind <= LabelKind.COUNTING_IN_BRACKETS else 0
    return 2 if len(title) <= _SHORT else 0


def _tells_amounts(title: str) -> bool:
    """Rates and large amounts, or a count beside another clause; 实施100个项目 alone may be a head."""
    return bool(_AMOUNT.search(title) or (_COMMA.search(title) and _MEASURE.search(title)))


def _look_weight(line: Line, title_end: int, body: Formatting) -> int:
    look = line.block.formatting
    weight = 1 if look.font and look.font != body.font else 0
    weight += 1 if look.bold and not body.bold else 0
    weight += 1 if look.size and body.size and look.size > body.size else 0
    if (
        not look.bold
        and not body.bold
        and line.start == 0
        and 0 <= look.bold_lead - title_end <= 2
        and look.bold_lead
    ):
        weight += 2
    return min(weight, 2)


def _sequence_weight(line: Line, sequence: Series) -> int:
    """Does the number follow the last one of its kind, or start a series? A first 五、 out of nowhere tells
    against it."""
    label = line.label
    if label is None:
        return 0
    previous = sequence.get((label.kind, label.depth))
    if label.number == 1 or (previous is not None and label.number == previous + 1):
        return 2
    if previous is None:
        return 0 if line.automatic else -1
    if previous < label.number:
        return 0 if label.kind <= LabelKind.COUNTING_IN_BRACKETS or label.number == previous + 2 else -2
    return -1 if label.kind <= LabelKind.COUNTING_IN_BRACKETS else -2


def _company_weight(line: Line, refused: Series) -> int:
    """The last item of a list whose other items were no headings is none either."""
    label = line.label
    return (
        -3
        if label is not None
        and label.number > 1
        and refused.get((label.kind, label.depth)) == label.number - 1
        else 0
    )


def _advance(line: Line, sequence: Series) -> None:
    if line.label is not None:
        sequence[line.label.kind, line.label.depth] = line.label.number
