"""Chapters numbered without a stop (1 总则) over decimal sections (1.1 编制目的), as in documents that follow
GB/T 1.1—2020 §7.3 rather than GB/T 9704."""

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.notation.labels import Label, LabelKind
from parsers.outline.lines import Line

# 1　总则: labels that lost their point
_BARE = re.compile(r"([0-9０-９]{1,2})[\s\u3000]{1,4}(?=[\u4e00-\u9fff])")
# 1. of 1.总则
_DECIMAL = re.compile(r"([0-9０-９]{1,2})[.．]")
_LONGEST = 30
_SENTENCE = re.compile("[。；，]")


def with_bare_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines, those labelled that begin with the bare number of the decimal sections right below them."""
    sections = [_section(line) for line in lines]
    if 1 not in sections:
        return list(lines)
    return [
        _labelled(line, match) if (match := _heads(line, sections[place + 1 :])) else line
        for place, line in enumerate(lines)
    ]


def _section(line: Line) -> int | None:
    """1 of 1.2 编制依据."""
    label = line.label
    if label is None or label.kind is not LabelKind.DECIMAL:
        return None
    match = _DECIMAL.match(label.text)
    return int(match[1]) if match else None


def _heads(line: Line, sections: Sequence[int | None]) -> re.Match[str] | None:
    """A short line with a number, the next decimal section below it being of this number."""
    match = _BARE.match(line.text)
    if match is None or line.label is not None or not line.whole:
        return None
    if len(line.text) > _LONGEST or _SENTENCE.search(line.text):
        return None
    following = next((section for section in sections if section is not None), None)
    return match if following == int(match[1]) else None


def _labelled(line: Line, match: re.Match[str]) -> Line:
    label = Label(LabelKind.NUMBER, int(match[1]), 1, match[1], match.end())
    return replace(line, label=label, body=line.start + match.end())
