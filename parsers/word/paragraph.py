"""The text of one `w:p` by profile pt-1 (docs/text-profile.md), with its formatting and the text boxes
anchored in it."""

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from lxml.etree import _Element as Element

from models.document import Script
from models.names import ObjectKind
from models.vocabularies import read_rows
from parsers.word.note_marks import Span, scripts
from parsers.word.objects import OBJECTS, objects_in
from parsers.word.ooxml import (
    ALTERNATE_CONTENT,
    CHOICE,
    FALLBACK,
    MATH_TEXT,
    OFF_VALUES,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TEXT_BOX,
    VAL,
    properties_of,
    value_of,
    w,
    whole_number,
)

_TAB, _PTAB, _BREAK, _RETURN = w("tab"), w("ptab"), w("br"), w("cr")
_NO_BREAK_HYPHEN, _SYMBOL = w("noBreakHyphen"), w("sym")
_FIELD_CHARACTER, _FIELD_TYPE, _INSTRUCTION = w("fldChar"), w("fldCharType"), w("instrText")
_SIMPLE_FIELD, _SIMPLE_INSTRUCTION = w("fldSimple"), w("instr")
_BOOKMARK, _NAME = w("bookmarkStart"), w("name")
_BREAK_TYPE = w("type")
PAGE_BREAK = w("lastRenderedPageBreak")
_VERTICAL, _RUN_STYLE = w("vertAlign"), w("rStyle")
_VANISH, _BOLD, _SIZE, _FONTS, _EAST_ASIA = w("vanish"), w("b"), w("sz"), w("rFonts"), w("eastAsia")
_SKIPPED = frozenset(
    w(name)
    for name in (
        "del",
        "moveFrom",
        "delText",
        "delInstrText",
        "commentReference",
        "footnoteReference",
        "endnoteReference",
        "annotationRef",
        "rPr",
        "pPr",
        "sdtPr",
        "rt",
        "proofErr",
        "softHyphen",
    )
) | {FALLBACK, PARAGRAPH}


@dataclass(slots=True)
class FieldState:
    """Complex fields that are open (17.16.18); they may run over paragraphs. Each entry is [instruction so
    far, in result]."""

    open: list[list[str | bool]] = field(default_factory=list)

    def begin(self) -> None:
        """A field starts: what follows is its instruction."""
        self.open.append(["", False])

    def separate(self) -> None:
        """The instruction ends, the result starts."""
        if self.open:
            self.open[-1][1] = True

    def end(self) -> None:
        """The innermost field ends."""
        if self.open:
            self.open.pop()

    def instruct(self, text: str) -> None:
        """Adds to the innermost field's instruction, which Word splits over runs."""
        if self.open:
            self.open[-1][0] = f"{self.open[-1][0]}{text}"

    @property
    def hides(self) -> bool:
        """True between a field's begin and separate, whatever is nested there."""
        return bool(self.open) and any(not in_result for _, in_result in self.open)

    @property
    def in_toc(self) -> bool:
        """True inside a table of contents (17.16.5.68 TOC)."""
        return bool(self.open) and any(
            str(instruction).split()[:1] == ["TOC"] for instruction, _ in self.open
        )


class RunLook(NamedTuple):
    """Own formatting of a stretch of text; None where the run says nothing."""

    length: int
    bold: bool | None
    size: int | None
    font: str


class ParagraphText(NamedTuple):
    """`boxes` are the `w:txbxContent` elements anchored here, in order; `in_toc` if any of it belongs to a
    TOC field. `scripts` is what is set high or low, `objects` what is anchored here and not read,
    `breaks` where Word went to a new page when it last laid out the file (17.3.3.13)."""

    text: str
    looks: tuple[RunLook, ...]
    boxes: tuple[Element, ...]
    bookmarks: tuple[str, ...]
    in_toc: bool
    scripts: tuple[Script, ...] = ()
    objects: tuple[ObjectKind, ...] = ()
    breaks: tuple[int, ...] = ()


@cache
def _symbols() -> dict[tuple[str, str], str]:
    return {(row["font"].lower(), row["code"].upper()): row["character"] for row in read_rows("symbols")}


def symbol_character(font: str, code: str) -> str:
    """The character of a `w:sym` (17.3.3.30): its font's code, F000-based or not, else U+FFFD."""
    plain = code.upper().removeprefix("F0").rjust(2, "0") if len(code) == 4 else code.upper()
    return _symbols().get((font.lower(), plain), "\ufffd")


def is_on(element: Element | None) -> bool:
    """A toggle property (17.17.4 ST_OnOff): present and not switched off."""
    return element is not None and element.get(VAL) not in OFF_VALUES


def _look(properties: dict[str, Element], length: int) -> RunLook:
    bold, fonts = properties.get(_BOLD), properties.get(_FONTS)
    return RunLook(
        length,
        None if bold is None else is_on(bold),
        whole_number(value_of(properties, _SIZE)),
        (fonts.get(_EAST_ASIA) or "") if fonts is not None else "",
    )


class ParagraphReader:
    """Reads paragraphs of one story in order; keeps the fields that run from one to the next."""

    def __init__(self, story: Element | None = None, raising: frozenset[str] = frozenset()) -> None:
        """Starts with no field open. `raising` are the character styles that set text high. A story with
        nothing hidden, high or low anywhere spares the look at each run's properties where looks are not
        wanted."""
        self.fields = FieldState()
        self._raising = raising
        self._may_tell = story is None or _tells(story, raising)

    def read(self, paragraph: Element, *, looks: bool = True) -> ParagraphText:
        """The paragraph's own text and what hangs on it; `looks` stays empty unless wanted."""
        wanted = looks or self._may_tell
        if not wanted and not self.fields.open and (plain := _plain_text(paragraph)) is not None:
            return ParagraphText(plain, (), (), (), False)
        reading = _Reading(self.fields, wanted, self._raising)
        was_in_toc = bool(self.fields.open) and self.fields.in_toc
        reading.children(paragraph)
        text, found = "".join(reading.pieces), tuple(reading.looks)
        in_toc, beside = was_in_toc or reading.in_toc, reading.beside
        if beside is None:
            return ParagraphText(text, found, (), (), in_toc)
        return ParagraphText(
            text,
            found,
            tuple(beside.boxes),
            tuple(beside.bookmarks),
            in_toc,
            scripts(text, beside.raised, beside.lowered) if beside.raised or beside.lowered else (),
            tuple(beside.objects),
            tuple(beside.breaks),
        )


def _plain_text(paragraph: Element) -> str | None:
    """The text of a paragraph of runs that hold nothing but text, as in most cells; None of any other."""
    pieces: list[str] = []
    for child in paragraph:
        tag = child.tag
        if tag == RUN:
            for part in child:
                tag = part.tag
                if tag == TEXT:
                    pieces.append(part.text or "")
                elif tag != RUN_PROPERTIES:
                    return None
        elif tag != PARAGRAPH_PROPERTIES:
            return None
    return "".join(pieces)


def _tells(story: Element, raising: frozenset[str]) -> bool:
    """Whether any run of a story is hidden, or set high or low."""
    tags = (_VANISH, _VERTICAL, _RUN_STYLE) if raising else (_VANISH, _VERTICAL)
    telling = (found for found in story.iter(*tags) if found.tag != _RUN_STYLE or found.get(VAL) in raising)
    return next(telling, None) is not None


@dataclass(slots=True)
class _Beside:
    """What few paragraphs have besides text."""

    boxes: list[Element] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    raised: list[Span] = field(default_factory=list)
    lowered: list[Span] = field(default_factory=list)
    objects: list[ObjectKind] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)


class _Reading:
    __slots__ = ("beside", "fields", "in_toc", "looks", "pieces", "raising", "with_properties")

    def __init__(self, fields: FieldState, with_properties: bool, raising: frozenset[str]) -> None:
        self.fields, self.with_properties, self.raising = fields, with_properties, raising
        self.pieces: list[str] = []
        self.looks: list[RunLook] = []
        self.beside: _Beside | None = None
        self.in_toc = False

    def found(self) -> _Beside:
        if self.beside is None:
            self.beside = _Beside()
        return self.beside

    def children(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            if tag == RUN:
                self.run(child)
            elif tag in (TEXT, MATH_TEXT):
                self.add(child.text or "")
            elif tag not in _SKIPPED and isinstance(tag, str):
                self.other(child, tag)

    def run(self, run: Element) -> None:
        if self.with_properties:
            self.formatted_run(run)
            return
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self.add(child.text or "")
            elif tag not in _SKIPPED:
                self.other(child, str(tag))

    def formatted_run(self, run: Element) -> None:
        properties: dict[str, Element] = {}
        before = len(self.pieces)
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self.add(child.text or "")
            elif tag == RUN_PROPERTIES:
                properties = properties_of(child)
                if _VANISH in properties and is_on(properties[_VANISH]):
                    self.instructions_only(run)
                    return
            elif tag not in _SKIPPED:
                self.other(child, str(tag))
        length = sum(map(len, self.pieces[before:]))
        if not length:
            return
        self.looks.append(_look(properties, length))
        if _VERTICAL in properties or _RUN_STYLE in properties:
            self.set_off(properties, before, length)

    def set_off(self, properties: dict[str, Element], before: int, length: int) -> None:
        """Notes text set high or low, by the run's own w:vertAlign, else by its character style."""
        own = value_of(properties, _VERTICAL)
        start = sum(map(len, self.pieces[:before]))
        if own == "superscript" or (own is None and value_of(properties, _RUN_STYLE) in self.raising):
            self.found().raised.append((start, start + length))
        elif own == "subscript":
            self.found().lowered.append((start, start + length))

    def instructions_only(self, run: Element) -> None:
        """A hidden run shows nothing, but the field characters in it still open and close fields."""
        for child in run:
            if child.tag in (_FIELD_CHARACTER, _INSTRUCTION):
                self.other(child, str(child.tag))

    def add(self, text: str) -> None:
        if text and not (self.fields.open and self.fields.hides):
            self.pieces.append(text)

    def other(self, child: Element, tag: str) -> None:
        character = _CHARACTERS.get(tag)
        if character is not None:
            self.add(character)
        elif tag == _BREAK:
            self.add("\n" if child.get(_BREAK_TYPE) in (None, "textWrapping") else "")
        elif tag == PAGE_BREAK:
            self.found().breaks.append(sum(map(len, self.pieces)))
        elif tag == _SYMBOL:
            self.add(symbol_character(child.get(w("font")) or "", child.get(w("char")) or ""))
        elif tag == _FIELD_CHARACTER:
            self.field_character(child.get(_FIELD_TYPE) or "")
        elif tag == _INSTRUCTION:
            self.fields.instruct(child.text or "")
        elif tag == TEXT_BOX:
            self.found().boxes.append(child)
        elif tag == _BOOKMARK:
            self.found().bookmarks.append(child.get(_NAME) or "")
        else:
            self.nested(child, tag)

    def nested(self, child: Element, tag: str) -> None:
        if tag in OBJECTS:
            self.found().objects.extend(objects_in(child))
        if tag == ALTERNATE_CONTENT:
            child = next((choice for choice in child if choice.tag == CHOICE), child)
        elif tag == _SIMPLE_FIELD and (child.get(_SIMPLE_INSTRUCTION) or "").split()[:1] == ["TOC"]:
            self.in_toc = True
        self.children(child)

    def field_character(self, kind: str) -> None:
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            self.fields.separate()
            self.in_toc = self.in_toc or self.fields.in_toc
        elif kind == "end":
            self.fields.end()


_CHARACTERS = {_TAB: "\t", _PTAB: "\t", _RETURN: "\n", _NO_BREAK_HYPHEN: "\u2011"}
