"""The documents that one file holds: a notice and the plan it issues, a decision with scheme and explanation.

Each has its title, which is no heading, and heading levels of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.facts import DocumentPart, Evidence
from parsers.outline.annexes import read_annex
from parsers.outline.identity import Title, title_text
from parsers.outline.imprint import imprint_of, is_date_line, is_salutation
from parsers.outline.issued import issued_by
from parsers.outline.lines import Line, is_centred, squeezed
from parsers.outline.title import goes_on_below
from parsers.outline.title_forms import form_of, is_never_title, kind_of

_LONGEST, _SHORTEST, _SHORTEST_TEXT = 70, 6, 30
_ABOUT = "关于"
_ISSUING = frozenset({"notice", "reply", "announcement", "decision", "opinion"})
# （2021年3月5日在某会议上）: the line of a speech below its title
_DATED = re.compile(r"^[（(]?(?:[0-9]{4}|[一二][〇○零0一二三四五六七八九]{3})\s?年.{0,40}")


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file: its title's lines, and from which line on it goes (its annex label included)
    to which."""

    title: tuple[Line, ...]
    start: int
    end: int


def find_parts(title: Title, lines: Sequence[Line]) -> tuple[Part, ...]:
    """The documents in order, at least one; the first begins with the file."""
    place = {id(line): at for at, line in enumerate(lines)}
    top = [line for line in title.lines if id(line) in place]
    runs = _runs([place[id(line)] for line in top])
    titles = [(run[0], tuple(lines[at] for at in run)) for run in runs]
    taken = {at for first, run in titles for at in range(first, first + len(run))}
    first = titles[0][0] if titles else -1
    for at in range(first + 1, len(lines)):
        before = max(at_title for at_title, _ in titles) if titles else 0
        if at not in taken and _begins(lines, at, taken) and any(map(_is_text, lines[before:at])):
            found = _title_at(lines, at)
            titles.append((at, found))
            taken |= set(range(at, at + len(found)))
    titles.sort(key=lambda one: one[0])
    return _cut(titles, lines)


def _is_text(line: Line) -> bool:
    return line.label is not None or line.end - line.start >= _SHORTEST_TEXT


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in places:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _cut(titles: Sequence[tuple[int, tuple[Line, ...]]], lines: Sequence[Line]) -> tuple[Part, ...]:
    starts = [0 if number == 0 else _with_label(lines, at) for number, (at, _) in enumerate(titles)] or [0]
    ends = [*starts[1:], len(lines)]
    found = [title for _, title in titles] or [()]
    return tuple(Part(title, start, end) for title, start, end in zip(found, starts, ends, strict=True))


def _with_label(lines: Sequence[Line], at: int) -> int:
    """A 附件 alone in the line above the title belongs to it."""
    annex = read_annex(lines[at - 1].text) if at else None
    return at - 1 if annex is not None and not annex[2] else at


def _begins(lines: Sequence[Line], at: int, taken: set[int]) -> bool:
    """Whether another document begins with this line: it ends as titles do, and its day or who passed it
    stands below, or the signature of the document before it above, or it says what it is about."""
    line = lines[at]
    if line.label is not None or not line.whole or line.end - line.start > _LONGEST or at - 1 in taken:
        return False
    form = form_of(line.text)
    if form is None or not form[1] or len(squeezed(line.text)) < _SHORTEST or is_never_title(line.text):
        return False
    above, below = lines[at - 1], lines[at + 1] if at + 1 < len(lines) else None
    if below is None or line.text[-1] in "。；，：" or read_annex(above.text) is not None:
        return False
    dated = _DATED.match(below.text) is not None and len(below.text) <= _LONGEST
    return (
        dated
        or is_date_line(above.text)
        or (_ABOUT in line.text and (line.block.outline_level == 1 or is_centred(line)))
        or (is_salutation(below.text) and is_centred(line))
    )


def _title_at(lines: Sequence[Line], at: int) -> tuple[Line, ...]:
    end = at + 1
    while end < len(lines) and goes_on_below(lines[at:end], lines[end]):
        end += 1
    return tuple(lines[at:end])


def described(parts: Sequence[Part], lines: Sequence[Line]) -> tuple[DocumentPart, ...]:
    """The documents with their titles and what is printed around their text; none of a file without lines."""
    return tuple(_described(part, lines) for part in parts if part.start < part.end)


def _described(part: Part, lines: Sequence[Line]) -> DocumentPart:
    title = title_text(part.title)
    titled = {id(line) for line in part.title}
    behind = [line for line in lines[part.start : part.end] if id(line) not in titled]
    printed = imprint_of(title, behind)
    first = lines[part.start]
    kind = kind_of(title.text)
    if kind not in _ISSUING and issued_by(title) is not None:
        kind = "notice"  # 某委员会印发《某规划》: the news of it
    evidence = (
        (*title.evidence("title"), *title.evidence("kind", derivation="computed"))
        if title.text
        else (Evidence("first_block_id", first.block.ordinal, first.start, first.end, role="context"),)
    )
    return DocumentPart(
        kind,
        title.text,
        first.block.ordinal if part.start else 0,
        (*evidence, *printed.evidence),
        printed.issuer,
        printed.issue_no,
        printed.issued_on,
        printed.addressees,
    )
