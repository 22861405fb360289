"""Headings that stand in the paragraph before them: an enter was lost between a full stop and 三、."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.notation.labels import Label, LabelKind, read_label
from parsers.outline.lines import Line

# …完成验收。（二）健全机制: a heading run on behind a sentence
_AFTER_SENTENCE = re.compile(r"(?<=[。！？；])[\s\u3000]*(?=[（(第一二三四五六七八九十])")
_KINDS = frozenset({LabelKind.CHAPTER, LabelKind.SECTION, LabelKind.COUNTING, LabelKind.COUNTING_IN_BRACKETS})
_LABEL_LENGTH = 12


def part_inner(lines: Sequence[Line]) -> list[Line]:
    """The lines, those parted that hold a label missing between two lines of its series (二、 … 四、) right
    behind a full stop."""
    cuts = {id(line): found for line, found in _missing(lines)}
    parted: list[Line] = []
    for line in lines:
        parted += _parted(line, cuts[id(line)]) if id(line) in cuts else (line,)
    return parted


def _missing(lines: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, Label]]]:
    """Lines that hold a number left out by the labels at the lines' starts, with its place."""
    last: dict[LabelKind, tuple[int, int]] = {}
    for place, line in enumerate(lines):
        label = line.label
        if label is None or label.kind not in _KINDS:
            continue
        number, since = last.get(label.kind, (label.number, place))
        if label.number == number + 2:
            yield from _hidden(lines[since:place], label.kind, number + 1)
        for inner in [kind for kind in last if kind > label.kind]:
            del last[inner]
        last[label.kind] = (label.number, place)


def _hidden(lines: Sequence[Line], kind: LabelKind, number: int) -> Iterator[tuple[Line, tuple[int, Label]]]:
    for line in lines:
        for match in _AFTER_SENTENCE.finditer(line.block.text, line.body, line.end):
            at = match.end()
            label = read_label(line.block.text[at : at + _LABEL_LENGTH])
            if label is not None and (label.kind, label.number) == (kind, number):
                yield line, (at, label)
                return


def _parted(line: Line, cut: tuple[int, Label]) -> tuple[Line, Line]:
    at, label = cut
    before = line.block.text[line.start : at].rstrip()
    first = replace(line, end=line.start + len(before), whole=False)
    body = min(at + label.end, line.end)
    return first, Line(line.block, at, line.end, label, body, automatic=False, whole=False)
