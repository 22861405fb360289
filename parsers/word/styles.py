"""Paragraph and character styles with what they inherit (ECMA-376 Part 1, 17.7), each resolved once.

A style takes what it does not say from the one it is based on, and in the end from the document defaults
(17.7.2). Its outline level is that of the nearest style on this way that states one, or is a heading by its
name (vocabulary heading_styles.csv).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final, TypeVar

from lxml.etree import _Element as Element

from models.vocabularies import read_rows
from parsers.word.ooxml import OFF_VALUES, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VAL, w, whole_number

_STYLE, _TYPE, _STYLE_ID, _DEFAULT = w("style"), w("type"), w("styleId"), w("default")
_NAME, _ALIASES, _BASED_ON, _LINK = w("name"), w("aliases"), w("basedOn"), w("link")
_NUMBERING, _NUM_ID, _LEVEL, _OUTLINE, _ALIGNMENT, _BORDERS = (
    w("numPr"),
    w("numId"),
    w("ilvl"),
    w("outlineLvl"),
    w("jc"),
    w("pBdr"),
)
_BOLD, _SIZE, _FONTS, _VANISH = w("b"), w("sz"), w("rFonts"), w("vanish")
_VERTICAL = w("vertAlign")
_EAST_ASIA, _EAST_ASIA_THEME = w("eastAsia"), w("eastAsiaTheme")
_PARAGRAPH_DEFAULTS = f"{w('docDefaults')}/{w('pPrDefault')}/{PARAGRAPH_PROPERTIES}"
_RUN_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{RUN_PROPERTIES}"
_SIDES: Final = tuple(w(side) for side in ("top", "left", "start", "bottom", "right", "end"))
_T = TypeVar("_T")
_NO_BORDER: Final = frozenset({None, "nil", "none"})
_BODY_TEXT: Final = 0
_LEVELS: Final = {
    sign: level for signs in ("123456789", "一二三四五六七八九") for level, sign in enumerate(signs, 1)
}
_CHARACTER_SUFFIX = re.compile(r"(?:char|字符)[0-9]*$")


@dataclass(frozen=True, slots=True)
class RunStyle:
    """Character formatting; None and "" where nothing is said. `size` is in half-points, `font` the East
    Asian one ("" for a theme's)."""

    bold: bool | None = None
    size: int | None = None
    font: str | None = None
    vanish: bool | None = None
    raised: bool | None = None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style, inheritance resolved.

    `chain` holds the ids from the style itself to the root. `outline_level` is 1 to 9. `num_level` (from 0)
    is the `w:ilvl` stated nearest, `linking` the part of the chain down to the style that states it; which
    level of the list applies, `parsers.word.numbering.Numbering.place` knows. `size` is in half-points;
    `vanish` informs only (profile pt-1 hides a run by its own properties alone).
    """

    name: str = ""
    chain: tuple[str, ...] = ()
    outline_level: int | None = None
    is_title: bool = False
    is_toc: bool = False
    num_id: str | None = None
    num_level: int | None = None
    linking: tuple[str, ...] = ()
    alignment: str = ""
    size: int | None = None
    bold: bool = False
    font: str = ""
    bordered: bool = False
    vanish: bool = False


@dataclass(frozen=True, slots=True)
class NameMeaning:
    """What a style's name says: a heading of this level, a title, a table of contents, or nothing.
    `builtin`: a name of Word's own."""

    level: int | None = None
    is_title: bool = False
    is_toc: bool = False
    builtin: bool = False

    @property
    def is_known(self) -> bool:
        """True if the name says anything."""
        return self.level is not None or self.is_title or self.is_toc


@dataclass(frozen=True, slots=True)
class _Stated:
    """What one `w:style` (or the document defaults) says itself; `outline` 0 means body text."""

    style_id: str = ""
    name: str = ""
    based_on: str | None = None
    meaning: NameMeaning = NameMeaning()
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    alignment: str | None = None
    bordered: bool | None = None
    run: RunStyle = RunStyle()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    return tuple(
        (re.compile(row["pattern"]), row["level"], row["kind"] == "builtin")
        for row in read_rows("heading_styles")
    )


@lru_cache(maxsize=1024)
def name_meaning(name: str) -> NameMeaning:
    """What a style name or id means by the vocabulary; width, case and blanks do not matter, `Char` and
    `字符` of linked styles fall away."""
    plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    plain = _CHARACTER_SUFFIX.sub("", plain)
    for pattern, level, builtin in _patterns():
        if match := pattern.fullmatch(plain):
            number = _LEVELS.get(match[1] if level == "#" else level)
            return NameMeaning(number, level == "title", level == "toc", builtin)
    return NameMeaning()


def has_box(borders: Element) -> bool:
    """Whether a `w:pBdr` (17.3.1.24) draws a box or a part of one: at least two sides; a single rule above
    or below is none."""
    return (
        sum((side := borders.find(name)) is not None and side.get(VAL) not in _NO_BORDER for name in _SIDES)
        >= 2
    )


def _value(parent: Element | None, name: str) -> str | None:
    element = parent.find(name) if parent is not None else None
    return None if element is None else element.get(VAL)


def _number(parent: Element | None, name: str) -> int | None:
    return whole_number(_value(parent, name))


def _toggle(parent: Element | None, name: str) -> bool | None:
    element = parent.find(name) if parent is not None else None
    return None if element is None else element.get(VAL) not in OFF_VALUES


def _east_asian_font(properties: Element | None) -> str | None:
    """w:eastAsia of w:rFonts (17.3.2.26); a theme font, which takes precedence, is "" (its name lies in
    another part)."""
    fonts = properties.find(_FONTS) if properties is not None else None
    if fonts is None:
        return None
    return "" if fonts.get(_EAST_ASIA_THEME) is not None else fonts.get(_EAST_ASIA)


def _run_style(properties: Element | None) -> RunStyle:
    if properties is None:
        return RunStyle()
    return RunStyle(
        _toggle(properties, _BOLD),
        _number(properties, _SIZE),
        _east_asian_font(properties),
        _toggle(properties, _VANISH),
        None if (align := _value(properties, _VERTICAL)) is None else align == "superscript",
    )


def _outline(properties: Element | None) -> int | None:
    level = _number(properties, _OUTLINE)
    if level is None or level > 9:
        return None
    return _BODY_TEXT if level == 9 else level + 1


def _stated(properties: Element | None, run: RunStyle) -> _Stated:
    numbering = properties.find(_NUMBERING) if properties is not None else None
    borders = properties.find(_BORDERS) if properties is not None else None
    return _Stated(
        outline=_outline(properties),
        num_id=_value(numbering, _NUM_ID),
        num_level=_number(numbering, _LEVEL),
        alignment=_value(properties, _ALIGNMENT),
        bordered=None if borders is None else has_box(borders),
        run=run,
    )


def _first(chain: tuple[_Stated, ...], get: Callable[[_Stated], _T | None]) -> _T | None:
    return next((value for stated in chain if (value := get(stated)) is not None), None)


def _before_title(chain: tuple[_Stated, ...]) -> Iterator[_Stated]:
    """A title or a table of contents is no heading, nor is what inherits from it without saying more."""
    for stated in chain:
        if stated.meaning.is_title or stated.meaning.is_toc:
            return
        yield stated


def _outline_level(chain: tuple[_Stated, ...]) -> int | None:
    for stated in _before_title(chain):
        if stated.outline is not None:
            return stated.outline or None
        if stated.meaning.builtin and stated.meaning.level:
            return stated.meaning.level
    return next((stated.meaning.level for stated in _before_title(chain) if stated.meaning.level), None)


def _down_to_level(chain: tuple[_Stated, ...]) -> tuple[str, ...]:
    stating = next(
        (place for place, stated in enumerate(chain, 1) if stated.num_level is not None), len(chain)
    )
    return tuple(stated.style_id for stated in chain[:stating])


class Styles:
    """The styles of one document. Nothing raises: what is missing or broken counts as not said."""

    def __init__(self, root: Element | None) -> None:
        """`root` is that of word/styles.xml, None when the part is absent."""
        self._elements: dict[tuple[str, str], Element] = {}
        self._default_id: str | None = None
        self._paragraph_styles: dict[str | None, ParagraphStyle] = {}
        self._run_styles: dict[str | None, RunStyle] = {}
        self._stated: dict[tuple[str, str], _Stated] = {}
        self._defaults = (
            _Stated()
            if root is None
            else _stated(root.find(_PARAGRAPH_DEFAULTS), _run_style(root.find(_RUN_DEFAULTS)))
        )
        for element in root.iterchildren(_STYLE) if root is not None else ():
            self._add(element)

    def _add(self, element: Element) -> None:
        kind, style_id = element.get(_TYPE, "paragraph"), element.get(_STYLE_ID, "")
        self._elements[kind, style_id] = element
        if kind == "paragraph" and element.get(_DEFAULT, "0") not in OFF_VALUES:
            self._default_id = style_id

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The paragraph style of this id; the default one (w:default) for None and for an id that is not
        there (17.3.1.27)."""
        style = self._paragraph_styles.get(style_id)
        if style is None:
            known = style_id is not None and ("paragraph", style_id) in self._elements
            style = self._paragraph_style(style_id if known else self._default_id)
            self._paragraph_styles[style_id] = style
        return style

    def run(self, style_id: str | None) -> RunStyle:
        """What the character style of this id says, with what it is based on but without the document
        defaults; empty when it is not there."""
        style = self._run_styles.get(style_id)
        if style is None:
            style = self._run_styles[style_id] = _joined(self._chain("character", style_id))
        return style

    def raising(self) -> frozenset[str]:
        """The ids of the character styles that set their text high (17.3.2.42 vertAlign)."""
        ids = [style_id for kind, style_id in self._elements if kind == "character"]
        return frozenset(style_id for style_id in ids if self.run(style_id).raised)

    def list_num_id(self, style_id: str) -> str | None:
        """The list a numbering style stands for (w:styleLink, 17.9.27), by its w:numId."""
        return _first(self._chain("numbering", style_id), lambda stated: stated.num_id)

    @staticmethod
    def is_toc_name(name: str) -> bool:
        """Whether a style of this name belongs to a table of contents."""
        return name_meaning(name).is_toc

    def _chain(self, kind: str, style_id: str | None) -> tuple[_Stated, ...]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        chain: dict[str, _Stated] = {}
        while style_id is not None and style_id not in chain and (kind, style_id) in self._elements:
            chain[style_id] = stated = self._read(kind, style_id)
            style_id = stated.based_on
        return tuple(chain.values())

    def _read(self, kind: str, style_id: str) -> _Stated:
        stated = self._stated.get((kind, style_id))
        if stated is None:
            element = self._elements[kind, style_id]
            stated = replace(
                _stated(element.find(PARAGRAPH_PROPERTIES), _run_style(element.find(RUN_PROPERTIES))),
                style_id=style_id,
                name=_value(element, _NAME) or "",
                based_on=_value(element, _BASED_ON),
                meaning=self._meaning(element, style_id),
            )
            self._stated[kind, style_id] = stated
        return stated

    def _meaning(self, element: Element, style_id: str) -> NameMeaning:
        """By the name, else its aliases, else the linked character style's name, else the id."""
        linked = self._elements.get(("character", _value(element, _LINK) or ""))
        sources = (_value(element, _NAME), _value(element, _ALIASES), _value(linked, _NAME), style_id)
        meanings = (name_meaning(name) for source in sources for name in (source or "").split(","))
        return next((meaning for meaning in meanings if meaning.is_known), NameMeaning())

    def _paragraph_style(self, style_id: str | None) -> ParagraphStyle:
        chain = self._chain("paragraph", style_id)
        everything = (*chain, self._defaults)
        level, run = _outline_level(chain), _joined(everything)
        meant = (
            NameMeaning()
            if level
            else next((stated.meaning for stated in chain if stated.meaning.is_known), NameMeaning())
        )
        return ParagraphStyle(
            name=chain[0].name if chain else "",
            chain=tuple(stated.style_id for stated in chain),
            outline_level=level,
            is_title=meant.is_title,
            is_toc=meant.is_toc,
            num_id=_first(everything, lambda stated: stated.num_id),
            num_level=_first(everything, lambda stated: stated.num_level),
            linking=_down_to_level(chain),
            alignment=_first(everything, lambda stated: stated.alignment) or "",
            size=run.size,
            bold=bool(run.bold),
            font=run.font or "",
            bordered=bool(_first(everything, lambda stated: stated.bordered)),
            vanish=bool(run.vanish),
        )


def _joined(chain: tuple[_Stated, ...]) -> RunStyle:
    return RunStyle(
        _first(chain, lambda stated: stated.run.bold),
        _first(chain, lambda stated: stated.run.size),
        _first(chain, lambda stated: stated.run.font),
        _first(chain, lambda stated: stated.run.vanish),
        _first(chain, lambda stated: stated.run.raised),
    )
