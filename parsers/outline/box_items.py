"""The items of a feature box: where each begins, and the head it has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.document import Block
from models.facts import BoxItem, Evidence
from models.names import Derivation
from parsers.notation.labels import read_label

Span = tuple[Block, int, int]
"""A stretch of a block without blanks at its ends."""
# ● 工程一
_BULLET = re.compile(r"[●•◆■▪◇○★▲➢·—\-]+\s*")
# （1）, ①, 1.
_NUMBER = re.compile("[（(]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])[）)]?[、.．]?")
# 1 工程一: a serial from a cell of its own
_SERIAL = re.compile(r"[0-9]{1,2}[\s\u3000]+(?=[^0-9\s])")
_SENTENCE, _COLON, _PAUSE = re.compile("[。！？]"), re.compile("[：:]"), re.compile("[，。；、,;]")
_LONGEST_HEAD, _LONGEST_COLON_HEAD = 40, 25
_ENDINGS = "；;，,：:"


@dataclass(frozen=True, slots=True)
class _Head:
    """What a paragraph of a box begins with: a head up to `end`, alone in its line or before more text;
    `marked` behind a number or bullet."""

    start: int
    end: int
    alone: bool
    marked: bool


def bullet_of(text: str) -> str:
    """The bullet a paragraph begins with, '' for none and for a dash, which also begins sentences."""
    mark = _BULLET.match(text.lstrip())
    return "" if mark is None or set(mark[0].strip()) <= set("—-") else mark[0].strip()


def spans_of(block: Block, start: int = 0) -> Iterator[Span]:
    """The lines of a block from an offset on that hold anything; soft breaks part them."""
    offset = start
    for piece in block.text[start:].split("\n"):
        if piece.strip():
            begin = offset + len(piece) - len(piece.lstrip())
            yield block, begin, begin + len(piece.strip())
        offset += len(piece) + 1


def items_of(spans: Sequence[Span]) -> list[BoxItem]:
    """A line with a head of its own begins an item; one without goes on the item above, where there is any
    with a head; where every line has a bullet, each is an item.

    Where the first item's head stands alone in its line or behind a number, so do those of the others: the
    short first sentences of the paragraphs below are none.
    """
    heads = _alike([_head(span) for span in spans])
    all_bulleted = all(bullet_of(block.text[start:end]) for block, start, end in spans)
    groups: list[list[Span]] = []
    headed: list[_Head | None] = []
    for span, head in zip(spans, heads, strict=True):
        goes_on = head is None and groups and (headed[-1] is not None or groups[-1][-1][0] is span[0])
        if goes_on and not all_bulleted:
            groups[-1].append(span)
        else:
            groups.append([span])
            headed.append(head)
    return [_item(group, head) for group, head in zip(groups, headed, strict=True)]


def row_item(spans: Sequence[Span]) -> BoxItem:
    """A row of a box with several columns: its first cell is the title, behind a number in a cell of its
    own the second."""
    item = _item(spans, _head(spans[0]))
    first, start, end = spans[0]
    if len(spans) > 2 and _NUMBER.fullmatch(first.text[start:end]):
        first, start, end = spans[1]
        item = replace(item, title="", evidence=_untitled(item))
    if len(spans) == 1 or end - start > _LONGEST_HEAD or item.title:
        return item
    return replace(
        item,
        title=first.text[start:end],
        evidence=(Evidence("title", first.ordinal, start, end), *item.evidence),
    )


def _untitled(item: BoxItem) -> tuple[Evidence, ...]:
    return tuple(piece for piece in item.evidence if piece.field != "title")


def _alike(heads: list[_Head | None]) -> list[_Head | None]:
    first = next((head for head in heads if head is not None), None)
    if first is None:
        return heads
    return [
        head
        if head is not None and (head.alone or not first.alone) and (head.marked or not first.marked)
        else None
        for head in heads
    ]


def _lead(text: str, start: int) -> int:
    """Offset after bullet and typed number."""
    label = read_label(text[start:])
    if label is not None:
        return start + label.end
    mark = _BULLET.match(text, start) or _SERIAL.match(text, start)
    return mark.end() if mark else start


def _head(span: Span) -> _Head | None:
    """A head ends at the first full stop with more behind it, at a colon within a few words (its line's last
    sign, too), or with a short line; None where there is none."""
    block, begin, end = span
    text, start = block.text, _lead(block.text, begin)
    marked = start > begin
    if start >= end:
        return None
    colon = _COLON.search(text, start, min(end - 1, start + _LONGEST_COLON_HEAD))
    if colon is not None and colon.start() > start and not _PAUSE.search(text, start, colon.start()):
        return _Head(start, colon.start(), alone=False, marked=marked)
    stop = _SENTENCE.search(text, start, end)
    if stop is not None:
        short = 0 < stop.start() - start <= _LONGEST_HEAD and stop.end() < end
        return _Head(start, stop.start(), alone=False, marked=marked) if short else None
    if text[end - 1] in "：:" and end - start <= _LONGEST_COLON_HEAD and not _PAUSE.search(text, start, end):
        return _Head(start, end - 1, alone=True, marked=marked)
    short = end - start <= _LONGEST_HEAD and text[end - 1] not in _ENDINGS
    return _Head(start, end, alone=True, marked=marked) if short else None


def _item(group: Sequence[Span], head: _Head | None) -> BoxItem:
    block = group[0][0]
    text = "\n".join(piece.text[begin:stop] for piece, begin, stop in group)
    title = block.text[head.start : head.end] if head is not None else ""
    evidence = [Evidence("title", block.ordinal, head.start, head.end)] if head is not None else []
    whole = len({piece.ordinal for piece, _, _ in group}) == 1
    spans = [(block, group[0][1], group[-1][2])] if whole else group
    printed = whole and block.text[group[0][1] : group[-1][2]] == text
    derivation: Derivation = "verbatim" if printed else "normalised"
    evidence += [
        Evidence("text", piece.ordinal, begin, stop, derivation=derivation) for piece, begin, stop in spans
    ]
    return BoxItem(title, text, block.ordinal, tuple(evidence))
