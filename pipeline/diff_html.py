"""Two versions side by side as one page that needs no network: no script, its only style allowed by hash, all text escaped."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

from pipeline.diff_html_rows import Line, Pairing, pairings
from pipeline.versions.change import Change, Span
from pipeline.versions.diff import GROUPS, Diff, by_record, difference_of, name_of
from pipeline.versions.similarity import equal_stretches

_CONTEXT: Final = 1
_WORD: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.", re.DOTALL)
_HEADINGS: Final = "<tr><th>name<th>what<th>before<th>after<th>difference</tr>"


@dataclass(frozen=True, slots=True)
class _Marked:
    old: str
    new: str


def page(found: Diff) -> str:
    """The whole page: what changed in short, then both versions side by side, unchanged stretches folded."""
    style = (files("pipeline") / "diff_html.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'; base-uri 'none'; form-action 'none'"
    title = f"{found.plan}: {found.old.version} → {found.new.version}"
    head = (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><title>{escape(title)}</title><style>{style}</style></head>\n<body>'
    )
    return "\n".join([head, *_summary(found), *_lists(found), *_sides(found), "</body></html>", ""])


def _summary(found: Diff) -> Iterator[str]:
    yield f"<header><h1>{escape(found.new.title)}</h1>"
    for word, version in (("old", found.old), ("new", found.new)):
        yield f'<p class="soft">{word}: version {version.version}, {escape(version.file_name)}</p>'
    if not found.comparison.changes:
        yield "<p>No textual change.</p></header>"
        return
    shown = [(title, len(list(by_record(found.shown(kind))))) for kind, title in GROUPS.items()]
    counts = "".join(f"<span><b>{number:,}</b> {escape(title)}</span>" for title, number in shown if number)
    yield f'<p class="counts">{counts}</p></header>'


def _lists(found: Diff) -> Iterator[str]:
    """Projects, indicators and figures as lists: field, before, after, difference."""
    for kind in ("project", "indicator", "figure"):
        changes = [change for change in found.shown(kind) if change.change != "renumbered"]
        if changes:
            yield f'<section><h2>{escape(GROUPS[kind]).capitalize()}</h2><table class="list">{_HEADINGS}'
            yield from (_listed(found, change) for change in changes)
            yield "</table></section>"


def _listed(found: Diff, change: Change) -> str:
    place = change.new if isinstance(change.new, Span) else change.old
    link = f'<a href="#b{place.block}">{escape(name_of(found, change))}</a>' if isinstance(place, Span) else escape(name_of(found, change))
    what = change.field or "" if change.change == "changed" else change.change
    doubt = " (ambiguous)" if change.matched_by == "ambiguous" else ""
    before, after = (_value(change, value, place) for value, place in ((change.old_value, change.old), (change.new_value, change.new)))
    return f'<tr><td>{link}<td>{escape(what)}{doubt}<td>{before}<td>{after}<td class="n">{escape(difference_of(found, change))}</tr>'


def _value(change: Change, value: str | None, place: object) -> str:
    """As printed where a number rests on it."""
    printed = place.quote.strip() if change.delta is not None and isinstance(place, Span) else value
    return escape(printed or "")


def _sides(found: Diff) -> Iterator[str]:
    yield '<section><h2>Side by side</h2><div class="sides">'
    yield f'<div class="pair head"><div>version {found.old.version}</div><div>version {found.new.version}</div></div>'
    path = ""
    for run in _runs(list(pairings(found.comparison))):
        folded = run[0].state == "same" and len(run) > 2 * _CONTEXT + 1
        shown = [run[:_CONTEXT], run[_CONTEXT:-_CONTEXT], run[-_CONTEXT:]] if folded else [run]
        for part, rows in enumerate(shown):
            if folded and part == 1:
                yield f"<details><summary>{len(rows):,} unchanged</summary>"
            for row in rows:
                here = _path(found, row)
                if here and here != path:
                    path = here
                    yield f'<div class="pair"><div class="path">{escape(path)}</div></div>'
                yield _pair(row)
            if folded and part == 1:
                yield "</details>"
    yield "</div></section>"


def _runs(rows: Sequence[Pairing]) -> Iterator[list[Pairing]]:
    """Stretches of the same, and of what is not."""
    run: list[Pairing] = []
    for row in rows:
        if run and (run[-1].state == "same") != (row.state == "same"):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _path(found: Diff, row: Pairing) -> str:
    if row.new:
        return found.comparison.new.path(row.new[0].heading)
    return found.comparison.old.path(row.old[0].heading)


def _pair(row: Pairing) -> str:
    marked = _marked_lines(row)
    head = " h" if any(line.kind in ("heading", "title") for line in (*row.old, *row.new)) else ""
    anchors = "".join(f'<a id="b{line.id}"></a>' for line in (row.new or row.old))
    return f'<div class="pair {row.state}"><div class="o{head}">{marked.old}</div><div class="n{head}">{anchors}{marked.new}</div></div>'


def _marked_lines(row: Pairing) -> _Marked:
    """Cells one by one when they are as many on both sides, paragraphs as one text."""
    if row.state in ("changed", "renumbered") and len(row.old) == len(row.new):
        cells = [_marked(_shown(a), _shown(b)) for a, b in zip(row.old, row.new, strict=True)]
    elif row.state == "changed":
        cells = [_marked("".join(map(_shown, row.old)), "".join(map(_shown, row.new)))]
    else:
        return _Marked(_plain(row.old), _plain(row.new))
    return _Marked(_celled([cell.old for cell in cells]), _celled([cell.new for cell in cells]))


def _plain(lines: Sequence[Line]) -> str:
    return _celled([escape(_shown(line)) for line in lines])


def _celled(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else "".join(f'<span class="cell">{text}</span>' for text in texts)


def _shown(line: Line) -> str:
    return (line.label + line.text) if line.label else line.text


def _marked(old: str, new: str) -> _Marked:
    """What is on one side only between <del> or <ins>; numbers and Latin words are marked as a whole."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    here, there = [], []
    a = b = 0
    for start, other, length in [*_long(equal_stretches(left, right)), (len(left), len(right), 0)]:
        here += [_mark("del", left[a:start]), escape("".join(left[start : start + length]))]
        there += [_mark("ins", right[b:other]), escape("".join(right[other : other + length]))]
        a, b = start + length, other + length
    return _Marked("".join(here), "".join(there))


def _mark(tag: str, words: Sequence[str]) -> str:
    return f"<{tag}>{escape(''.join(words))}</{tag}>" if words else ""


def _long(stretches: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without stretches of one character in the middle, which make marks hard to read."""
    return [stretch for at, stretch in enumerate(stretches) if stretch[2] > 1 or at in (0, len(stretches) - 1)]
