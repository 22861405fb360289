"""The text of one element of an altChunk's HTML: one rule, which a verifier can repeat from the element
alone.

The rule, close to what a browser shows (HTML 15.3 "rendering", CSS Text 3 §4.1) and to profile pt-1
(docs/text-profile.md):
- the text nodes that belong to the element itself and to inline elements in it, in document order; what lies
  in a block element nested in it belongs to that element and leaves a line break (U+000A) between texts
  before and after it;
- `br` is U+000A and is never dropped;
- white space (blank, tab, LF, CR, FF; not U+00A0, not U+3000) collapses to one blank and disappears at the
  start and end of a line; a run that holds a line end disappears between two wide characters (CSS Text 3
  §4.1.3: 汕⏎头 is shown as 汕头);
- `pre` and `textarea` keep their white space;
- nothing is taken from script, style, head, rt, rp and the like, from `del`, from what is hidden
  (display:none, mso-hide:all), from Word's comments and note marks, nor from a list label Word has written
  out (mso-list:Ignore; see `word_list_label`).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

from lxml.etree import _Element as Element

_SECTION_TAGS: Final = (
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "div",
    "footer",
    "header",
    "html",
    "main",
    "nav",
    "p",
    "section",
)
_GROUP_TAGS: Final = (
    "details",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "hr",
    "legend",
    "listing",
    "pre",
    "summary",
    "textarea",
    "xmp",
)
_LIST_TAGS: Final = ("dd", "dir", "dl", "dt", "li", "menu", "ol", "ul")
_TABLE_TAGS: Final = ("caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
BLOCK_TAGS: Final = frozenset(
    (*_SECTION_TAGS, *_GROUP_TAGS, *_LIST_TAGS, *_TABLE_TAGS, "h1", "h2", "h3", "h4", "h5", "h6")
)
_FOREIGN_TAGS: Final = (
    "applet",
    "datalist",
    "embed",
    "head",
    "iframe",
    "noframes",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
)
_SKIPPED_TAGS: Final = frozenset((*_FOREIGN_TAGS, "del", "rp", "rt", "template", "title"))
_PRESERVING_TAGS: Final = frozenset(("listing", "pre", "textarea", "xmp"))
_HIDDEN_STYLE: Final = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment|mso-list\s*:\s*ignore", re.IGNORECASE
)
_HIDDEN_CLASS: Final = re.compile(
    r"\bMso(CommentReference|FootnoteReference|EndnoteReference)\b", re.IGNORECASE
)
_LIST_LABEL: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BLANKS: Final = re.compile("[ \t\n\r\f]+")
_LINE_ENDS: Final = re.compile("[\n\r\f]")
_WIDE: Final = frozenset("FWH")

PieceKind = Literal["text", "kept", "break", "edge", "skipped"]
Piece = tuple[PieceKind, str, Element]


def html_block_text(element: Element) -> str:
    """The text of `element` by the rule of this module; "" when it bears none."""
    out, flowing, edge = "", "", False
    for kind, text, _ in (*own_pieces(element), ("edge", "", element)):
        if kind in ("text", "skipped"):
            flowing += text
            continue
        out, edge = _join(out, _collapse(flowing), edge)
        flowing = ""
        if kind == "break":
            out, edge = out + "\n", False
        elif kind == "kept":
            out, edge = _join(out, text, edge)
        else:
            edge = True
    return out


def own_pieces(element: Element) -> Iterator[Piece]:
    """What belongs to the element itself, in document order: (kind, characters, the inline element they
    stand in).

    `text` collapses, `kept` does not, `break` is a br, `edge` the place of a nested block, `skipped` an
    element that is not read. Works without recursion, since HTML may nest 2,000 deep.
    """
    kind: PieceKind = "kept" if element.tag in _PRESERVING_TAGS else "text"
    yield kind, element.text or "", element
    holders, children = [element], [element.iterchildren()]
    while children:
        child = next(children[-1], None)
        if child is None:
            children.pop()
            closed = holders.pop()
            if holders:
                yield kind, closed.tail or "", holders[-1]
        elif (apart := _stands_apart(child)) is not None:
            yield apart, "", child
            yield kind, child.tail or "", holders[-1]
        else:
            yield kind, child.text or "", child
            holders.append(child)
            children.append(child.iterchildren())


def word_list_label(element: Element) -> str:
    """The list label Word wrote into this block's text when it saved as HTML (`一、`, `1.`), trimmed; ""
    when there is none."""
    for kind, _, holder in own_pieces(element):
        if kind == "skipped" and isinstance(holder.tag, str) and _LIST_LABEL.search(holder.get("style", "")):
            return "".join(text for text in holder.itertext() if isinstance(text, str)).strip()
    return ""


def is_block(element: Element) -> bool:
    """Whether the element stands for itself rather than for a stretch of text in another."""
    return element.tag in BLOCK_TAGS


def is_skipped(element: Element) -> bool:
    """Whether nothing in the element is read: markup without text, deleted, hidden, comments, note marks,
    written-out labels."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED_TAGS:
        return True
    style, name = element.get("style"), element.get("class")
    return bool((style and _HIDDEN_STYLE.search(style)) or (name and _HIDDEN_CLASS.search(name)))


def _stands_apart(child: Element) -> PieceKind | None:
    if is_skipped(child):
        return "skipped"
    if child.tag == "br":
        return "break"
    return "edge" if is_block(child) else None


def _join(out: str, line: str, edge: bool) -> tuple[str, bool]:
    """`line` after `out`, on a line of its own when a nested block stands between; keeps the edge open while
    nothing follows it."""
    if not line:
        return out, edge
    return out + ("\n" if edge and out and not out.endswith("\n") else "") + line, False


def _collapse(text: str) -> str:
    return _BLANKS.sub(_blank_or_nothing, text.strip(" \t\n\r\f"))


def _blank_or_nothing(run: re.Match[str]) -> str:
    before, after = run.string[run.start() - 1], run.string[run.end()]
    wide = unicodedata.east_asian_width(before) in _WIDE and unicodedata.east_asian_width(after) in _WIDE
    return "" if wide and _LINE_ENDS.search(run[0]) else " "
