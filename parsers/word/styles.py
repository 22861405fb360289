"""Paragraph and character styles with what they inherit (ECMA-376 Part 1, 17.7), each resolved once.

A style takes what it does not say from the one it is based on, and in the end from the document defaults
(17.7.2). Its outline level is that of the nearest style on this way that states one, or is a heading by its
name (vocabulary heading_styles.csv).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from lxml.etree import _Element as Element

from parsers.word.ooxml import OFF_VALUES, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, w
from parsers.word.style_names import NameMeaning, name_meaning
from parsers.word.style_statements import VERTICAL, RunStyle, Stated, run_style, stated_by, value_of

_STYLE, _TYPE, _STYLE_ID, _DEFAULT = w("style"), w("type"), w("styleId"), w("default")
_NAME, _ALIASES, _BASED_ON, _LINK = w("name"), w("aliases"), w("basedOn"), w("link")
_PARAGRAPH_DEFAULTS = f"{w('docDefaults')}/{w('pPrDefault')}/{PARAGRAPH_PROPERTIES}"
_RUN_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{RUN_PROPERTIES}"
_T = TypeVar("_T")


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


def _first(chain: tuple[Stated, ...], get: Callable[[Stated], _T | None]) -> _T | None:
    return next((value for stated in chain if (value := get(stated)) is not None), None)


def _before_title(chain: tuple[Stated, ...]) -> Iterator[Stated]:
    """A title or a table of contents is no heading, nor is what inherits from it without saying more."""
    for stated in chain:
        if stated.meaning.is_title or stated.meaning.is_toc:
            return
        yield stated


def _outline_level(chain: tuple[Stated, ...]) -> int | None:
    for stated in _before_title(chain):
        if stated.outline is not None:
            return stated.outline or None
        if stated.meaning.builtin and stated.meaning.level:
            return stated.meaning.level
    return next((stated.meaning.level for stated in _before_title(chain) if stated.meaning.level), None)


def _down_to_level(chain: tuple[Stated, ...]) -> tuple[str, ...]:
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
        self._stated: dict[tuple[str, str], Stated] = {}
        self._defaults = (
            Stated()
            if root is None
            else stated_by(root.find(_PARAGRAPH_DEFAULTS), run_style(root.find(_RUN_DEFAULTS)))
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
        styles = {style_id: of for (kind, style_id), of in self._elements.items() if kind == "character"}
        if all(next(style.iter(VERTICAL), None) is None for style in styles.values()):
            return frozenset()
        return frozenset(style_id for style_id in styles if self.run(style_id).raised)

    def list_num_id(self, style_id: str) -> str | None:
        """The list a numbering style stands for (w:styleLink, 17.9.27), by its w:numId."""
        return _first(self._chain("numbering", style_id), lambda stated: stated.num_id)

    @staticmethod
    def is_toc_name(name: str) -> bool:
        """Whether a style of this name belongs to a table of contents."""
        return name_meaning(name).is_toc

    def _chain(self, kind: str, style_id: str | None) -> tuple[Stated, ...]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        chain: dict[str, Stated] = {}
        while style_id is not None and style_id not in chain and (kind, style_id) in self._elements:
            chain[style_id] = stated = self._read(kind, style_id)
            style_id = stated.based_on
        return tuple(chain.values())

    def _read(self, kind: str, style_id: str) -> Stated:
        stated = self._stated.get((kind, style_id))
        if stated is None:
            element = self._elements[kind, style_id]
            stated = replace(
                stated_by(element.find(PARAGRAPH_PROPERTIES), run_style(element.find(RUN_PROPERTIES))),
                style_id=style_id,
                name=value_of(element, _NAME) or "",
                based_on=value_of(element, _BASED_ON),
                meaning=self._meaning(element, style_id),
            )
            self._stated[kind, style_id] = stated
        return stated

    def _meaning(self, element: Element, style_id: str) -> NameMeaning:
        """By the name, else its aliases, else the linked character style's name, else the id."""
        linked = self._elements.get(("character", value_of(element, _LINK) or ""))
        sources = (value_of(element, _NAME), value_of(element, _ALIASES), value_of(linked, _NAME), style_id)
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


def _joined(chain: tuple[Stated, ...]) -> RunStyle:
    return RunStyle(
        _first(chain, lambda stated: stated.run.bold),
        _first(chain, lambda stated: stated.run.size),
        _first(chain, lambda stated: stated.run.font),
        _first(chain, lambda stated: stated.run.vanish),
        _first(chain, lambda stated: stated.run.raised),
    )
