"""Both versions next to each other, paragraph by paragraph, what differs marked; unchanged stretches folded.
All text is escaped."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from pipeline.report.chart_words import Words, spans
from pipeline.report.side_by_side_rows import Line, Pairing, pairings
from pipeline.versions.diff import Diff
from pipeline.versions.similarity import equal_stretches

_WORD: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Frame:
    """How much is shown, and what a line carries.

    `context` unchanged lines stay in sight on either side of a change. The rest of the stretch is folded;
    where it has more than `most` lines (None: never) it is left out, and counted. `mark` gives the HTML in
    front of the newer side's text, an anchor or a link: of the lines that stand there, or of those that are
    gone (False).
    """

    context: int
    most: int | None
    mark: Callable[[Sequence[Line], bool], str]


def sides(found: Diff, frame: Frame) -> Iterator[str]:
    """The HTML, a string a row, in the order of the newer version; its size grows with what is shown."""
    yield '<div class="changes-sides" lang="zh-CN"><div class="changes-pair changes-head">'
    for name, version in (("old", found.old), ("new", found.new)):
        words = Words(f"第{version.version}版", f"version {version.version}")
        yield (
            f'<div class="changes-{name}">{spans(words)} <span'
            f' class="changes-soft">{escape(version.file_name)}</span></div>'
        )
    yield "</div>"
    drawing = _Drawing(found, frame)
    for run in _runs(pairings(found.comparison)):
        yield from drawing.run(run)
    yield "</div>"


class _Drawing:
    """Rows as HTML; remembers the headings that a reader saw last (not those in a fold)."""

    def __init__(self, found: Diff, frame: Frame) -> None:
        self._found, self._frame, self._path = found, frame, ""

    def run(self, run: Sequence[Pairing]) -> Iterator[str]:
        context = self._frame.context
        middle = run[context : len(run) - context]
        if run[0].state != "same" or len(middle) < 2:
            yield from self._rows(run)
            return
        yield from self._rows(run[:context])
        yield from self._folded(middle)
        yield from self._rows(run[len(run) - context :])

    def _folded(self, rows: Sequence[Pairing]) -> Iterator[str]:
        told = spans(Words(f"{len(rows):,} 段未变", f"{len(rows):,} unchanged"))
        if self._frame.most is not None and len(rows) > self._frame.most:
            yield f'<div class="changes-left-out">{self._frame.mark(rows[0].new, True)}{told}</div>'
            return
        in_sight = self._path
        yield f"<details><summary>{told}</summary>"
        yield from self._rows(rows)
        yield "</details>"
        self._path = in_sight

    def _rows(self, rows: Sequence[Pairing]) -> Iterator[str]:
        for row in rows:
            path = self._path_of(row)
            if path and path != self._path:
                self._path = path
                yield f'<div class="changes-path">{escape(path)}</div>'
            yield self._pair(row)

    def _path_of(self, row: Pairing) -> str:
        side, line = (
            (self._found.comparison.new, row.new[0]) if row.new else (self._found.comparison.old, row.old[0])
        )
        return side.path(line.heading)

    def _pair(self, row: Pairing) -> str:
        old, new = _marked_lines(row)
        head = (
            " changes-heading"
            if any(line.kind in ("heading", "title") for line in (*row.old, *row.new))
            else ""
        )
        mark = self._frame.mark(row.new or row.old, bool(row.new))
        return (
            f'<div class="changes-pair changes-{row.state}"><div class="changes-old{head}">{old}</div>'
            f'<div class="changes-new{head}">{mark}{new}</div></div>'
        )


def _runs(rows: Iterator[Pairing]) -> Iterator[list[Pairing]]:
    """Stretches of the same, and of what is not."""
    run: list[Pairing] = []
    for row in rows:
        if run and (run[-1].state == "same") != (row.state == "same"):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _marked_lines(row: Pairing) -> tuple[str, str]:
    """Both sides; cells one by one when they are as many on both, paragraphs as one text."""
    if row.state in ("changed", "renumbered") and len(row.old) == len(row.new):
        cells = [marked(_shown(a), _shown(b)) for a, b in zip(row.old, row.new, strict=True)]
    elif row.state == "changed" and row.old:
        cells = [marked("".join(map(_shown, row.old)), "".join(map(_shown, row.new)))]
    else:
        return _celled([escape(_shown(line)) for line in row.old]), _celled(
            [escape(_shown(line)) for line in row.new]
        )
    return _celled([old for old, _ in cells]), _celled([new for _, new in cells])


def _celled(texts: Sequence[str]) -> str:
    return (
        texts[0]
        if len(texts) == 1
        else "".join(f'<span class="changes-cell">{text}</span>' for text in texts)
    )


def _shown(line: Line) -> str:
    return line.label + line.text


def marked(old: str, new: str) -> tuple[str, str]:
    """Both texts as HTML, what is on one side only in <del> or <ins>; numbers and Latin words are marked as
    a whole."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    here, there = [], []
    a = b = 0
    for start, other, length in [*_long(equal_stretches(left, right)), (len(left), len(right), 0)]:
        here += [_mark("del", left[a:start]), escape("".join(left[start : start + length]))]
        there += [_mark("ins", right[b:other]), escape("".join(right[other : other + length]))]
        a, b = start + length, other + length
    return "".join(here), "".join(there)


def _mark(tag: str, words: Sequence[str]) -> str:
    return f"<{tag}>{escape(''.join(words))}</{tag}>" if words else ""


def _long(stretches: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without stretches of one character in the middle, which make marks hard to read."""
    return [
        stretch for at, stretch in enumerate(stretches) if stretch[2] > 1 or at in (0, len(stretches) - 1)
    ]
