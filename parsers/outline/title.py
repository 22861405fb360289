"""The title of a document: the lines at the top that look like one (GB/T 9704—2012 §7.3.1)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.document import Block, Document
from models.vocabularies import any_of, words
from parsers.outline.heading_candidates import body_look
from parsers.outline.lines import Line, is_centred, lines_of, squeezed
from parsers.outline.title_forms import SPACED, form_of, is_never_title, is_open, version_mark
from parsers.word.style_names import name_meaning

_TOP = 15
_LONGEST, _LONGEST_ENDED = 70, 110
_LONGEST_BODY = 30
_MARKS = re.compile("[，。；：、！？“”《》0-9]")
# 2025年 on a line of its own, above or below the title
_YEAR_ALONE = re.compile(r"[0-9〇○零一二三四五六七八九]{4}\s?年度?")
# 某市人民政府关于: a title broken in the middle
_GOES_ON = re.compile(r"(?:关于|[、和与及的暨对])$")
# 关于某事的通知: the issuer stands on the line above
_GOES_ON_BELOW = re.compile(rf"^(?:{any_of('outline_words', 'title_goes_on')})")
# 和二〇三五年远景目标纲要, below …第十四个五年规划
_AND_YEAR = re.compile("[和与及暨][0-9一二〇○零]")
_HEAD_LINES = 40
_SHORTEST_SLOGAN = 8
_TITLE_LABEL = "标题"


def title_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that make the title, empty when the document has none of its own.

    A line under a title style; else the largest or centred lines of the first fifteen that end as a title
    does, with the lines that belong to it above and below (a title over two or three lines, a bracket left
    open, years in brackets); else a line of these fifteen that is spaced out (工 作 报 告), whatever stands
    before it; else a line that is large and centred, whatever it says.
    """
    top = list(_top(lines))
    base = body_look(lines).size or 0
    styled = [
        line for line in top if name_meaning(line.block.style).is_title and not is_never_title(line.text)
    ]
    if styled:
        return _styled(top, styled)
    best = max(
        (line for at, line in enumerate(top) if _is_title(line, base, first=at == 0)),
        key=lambda line: _prominence(line, base),
        default=None,
    )
    if best is not None:
        return _around(top, top.index(best), top.index(best))
    return _spaced_out(lines[:_TOP]) or _slogan(top, base) or _alone_centred(lines)


def _styled(top: list[Line], styled: Sequence[Line]) -> tuple[Line, ...]:
    """Lines under a title style, three at most; where they do not end as a title does, with the rest of it
    below."""
    first, last = top.index(styled[0]), top.index(styled[-1])
    if last - first > 2:
        last = first
    whole = any(form_of(line.text) for line in top[first : last + 1])
    following = top[last + 1] if last + 1 < len(top) else None
    if not whole and following is not None and _is_titled(following) and is_centred(following):
        last += 1
    return _around(top, first, last) if whole or following is not None else tuple(top[first : last + 1])


def _around(top: list[Line], first: int, last: int) -> tuple[Line, ...]:
    """The lines of a title with those above that it goes on from, and those below that it goes on in."""
    while first and _joins(top[first - 1], top[first]):
        first -= 1
    while last + 1 < len(top) and goes_on_below(top[first : last + 1], top[last + 1]):
        last += 1
    return tuple(top[first : last + 1])


def _joins(above: Line, below: Line) -> bool:
    """Whether a title begins in the line above: it looks the same, or is centred as well and is no whole
    by itself."""
    if is_never_title(above.text) or form_of(above.text) or above.label is not None:
        return False
    if _YEAR_ALONE.fullmatch(above.text) and _YEAR_ALONE.search(below.text):
        return False
    if SPACED.fullmatch(below.text) and _is_body(above):
        return True
    if _same_look(above, below) or (_same_block(above, below) and is_centred(above)):
        return True
    both = is_centred(above) and is_centred(below)
    open_end = _GOES_ON.search(above.text) is not None or _GOES_ON_BELOW.search(below.text) is not None
    return both and (open_end or not _is_body(above))


def goes_on_below(title: Sequence[Line], below: Line) -> bool:
    """Whether the line below belongs to a title: years or a mark of a version in brackets, what a bracket
    left open still needs, or one more plan that looks the same (和2035年远景目标纲要)."""
    text = "".join(line.text for line in title)
    if version_mark().fullmatch(squeezed(below.text)):
        return True
    if _AND_YEAR.match(below.text) and _is_titled(below) and _same_look(title[-1], below):
        return True
    return is_open(text) and len(text) + len(below.text) <= _LONGEST_ENDED


def _spaced_out(lines: Sequence[Line]) -> tuple[Line, ...]:
    """In a report set as a newspaper does it, the title may stand behind its first lines."""
    at = next((at for at, line in enumerate(lines) if SPACED.fullmatch(line.text) and _is_titled(line)), None)
    if at is None:
        return ()
    return tuple(lines[at - 1 : at + 1]) if at and _is_body(lines[at - 1]) else (lines[at],)


def _slogan(top: Sequence[Line], base: int) -> tuple[Line, ...]:
    """A title that does not end as one (a report named by its motto): the first line, if larger than the
    text and centred."""
    for line in top[:2]:
        size, centred, _ = _prominence(line, base)
        if size > 0 and centred and _can_head(line.text):
            return (line,)
    return ()


def _alone_centred(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The first line where it alone is centred: that of a file with a table and little else."""
    first, *others = lines or (None,)
    if first is None or first.label is not None or any(is_centred(line) for line in others):
        return ()
    return (first,) if is_centred(first) and _can_head(first.text) else ()


def _can_head(text: str) -> bool:
    return _SHORTEST_SLOGAN <= len(text) <= _LONGEST and not is_never_title(text)


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
        limit = _LONGEST_ENDED if is_centred(line) and _is_titled(line) else _LONGEST
        if line.label is not None or len(line.text) > limit:
            return
        yield line


def _is_titled(line: Line) -> bool:
    return form_of(line.text) is not None and not is_never_title(line.text)


def _is_title(line: Line, base: int, *, first: bool) -> bool:
    """A line that ends as titles do; by a word that many lines end in only at the very top or when it
    stands out."""
    form = form_of(line.text)
    if form is None or is_never_title(line.text):
        return False
    size, centred, _ = _prominence(line, base)
    return form[1] or first or size > 0 or centred > 0


def _prominence(line: Line, base: int) -> tuple[int, int, int]:
    """Size, then centring, then earliness."""
    look = line.block.formatting
    return max((look.size or 0) - base, 0), int(is_centred(line)), -line.block.ordinal


def _same_block(line: Line, other: Line) -> bool:
    return line.block.ordinal == other.block.ordinal


def _same_look(line: Line, other: Line) -> bool:
    """Centred or of a size of its own, just as the other, so that plain paragraphs never join."""
    look, wanted = line.block.formatting, other.block.formatting
    return is_centred(line) and is_centred(other) and (look.size, look.font) == (wanted.size, wanted.font)


def title_elsewhere(document: Document) -> tuple[Line, ...]:
    """A title that stands in no line of the text: in a text box or cell at the top, beside the word 标题 in
    a table of metadata, else in a page header. Empty where there is none either."""
    head = [block for block in document.blocks if block.text.strip()][:_HEAD_LINES]
    labelled = _beside_label(head)
    if labelled is not None:
        return (labelled,)
    boxed = [block for block in head if block.region == "textbox" or block.cell is not None]
    margins = [block for block in document.blocks if block.region == "header" and block.text.strip()]
    for blocks in (boxed, margins):
        found = next((line for block in blocks for line in lines_of(block) if _is_strong(line)), None)
        if found is not None:
            return (found,)
    return ()


def _is_strong(line: Line) -> bool:
    form = form_of(line.text)
    return (
        form is not None
        and form[1]
        and line.label is None
        and _SHORTEST_SLOGAN <= len(line.text) <= _LONGEST
        and not is_never_title(line.text)
    )


def _beside_label(head: Sequence[Block]) -> Line | None:
    for block, following in pairwise(head):
        if block.cell is not None and squeezed(block.text).rstrip("：:") == _TITLE_LABEL:
            return next(lines_of(following), None)
    return None
