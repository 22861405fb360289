"""Automatic numbers of paragraphs as Word shows them (ECMA-376 Part 1, 17.9).

Counting follows 17.9 and Word: the lists (w:num) of one definition (w:abstractNum) go on counting together;
a w:startOverride begins anew the first time its list uses that level, and holds whenever the level restarts
(17.9.26; Open-Xml-PowerTools, office-open-xml-viewer issue 590). A level that was skipped counts as used
once, at its start value (Open-Xml-PowerTools, compared with Word's output).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml.etree import _Element as Element

from parsers.word.number_formats import custom_format, is_known, render_number
from parsers.word.ooxml import ALTERNATE_CONTENT, CHOICE, FALLBACK, OFF_VALUES, VAL, w
from parsers.word.styles import ParagraphStyle, Styles

_ABSTRACT, _ABSTRACT_ID, _INSTANCE, _NUM_ID = w("abstractNum"), w("abstractNumId"), w("num"), w("numId")
_LEVEL, _DEPTH, _OVERRIDE, _START_OVERRIDE = w("lvl"), w("ilvl"), w("lvlOverride"), w("startOverride")
_START, _NUMBER_FORMAT, _PATTERN, _TEXT = w("start"), w("numFmt"), w("format"), w("lvlText")
_RESTART, _LEGAL, _STYLE, _PICTURE = w("lvlRestart"), w("isLgl"), w("pStyle"), w("lvlPicBulletId")
_STYLE_LINK, _NUM_STYLE_LINK = w("styleLink"), w("numStyleLink")
_DEPTHS: Final = 9
_NONE: Final = "0"  # w:numId 0 takes a paragraph out of its list (17.9.18)
_PLACEHOLDER = re.compile(r"%([1-9])")
_KEPT_IN_LEGAL: Final = frozenset({"none", "bullet", "decimalZero"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `pieces` is w:lvlText cut up: literal text and, as numbers, the levels (from 0)
    whose number stands there.

    `restart_below`: a paragraph at a level below this number (from 0) starts this one anew; 0 for never.
    """

    start: int
    number_format: str
    pieces: tuple[str | int, ...]
    restart_below: int
    legal: bool = False
    bullet: bool = False
    style_id: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One `w:num` with its overrides applied. `definition` is the w:abstractNum whose counters it shares."""

    definition: str
    levels: Mapping[int, Level] = field(default_factory=dict)
    start_overrides: Mapping[int, int] = field(default_factory=dict)

    def start(self, depth: int) -> int:
        """Where a level begins (a level nobody defined: 1)."""
        level = self.levels.get(depth)
        return self.start_overrides.get(depth, level.start if level else 1)

    def linked_depth(self, style_ids: tuple[str, ...]) -> int | None:
        """The level whose w:pStyle names the first of these styles that any level names (17.9.23)."""
        by_style = {level.style_id: depth for depth, level in self.levels.items()}
        return next((by_style[style_id] for style_id in style_ids if style_id in by_style), None)


def _value(parent: Element, name: str) -> str | None:
    element = parent.find(name)
    return None if element is None else element.get(VAL)


def _integer(value: str | None) -> int | None:
    try:
        return None if value is None else int(value)
    except ValueError:
        return None


def _number(parent: Element, name: str) -> int | None:
    return _integer(_value(parent, name))


def _depth(element: Element) -> int:
    depth = _integer(element.get(_DEPTH))
    return -1 if depth is None else depth


def _format_of(element: Element) -> str | None:
    """The format a `w:numFmt` names (17.9.17), None for a custom one that is not understood."""
    name = element.get(VAL) or "decimal"
    return custom_format(element.get(_PATTERN) or "") if name == "custom" else name


def _number_format(level: Element) -> str:
    """w:numFmt, also inside mc:AlternateContent, where the choice counts if it is understood; decimal when
    there is none."""
    branches = [
        branch for name in (CHOICE, FALLBACK) for branch in level.findall(f"{ALTERNATE_CONTENT}/{name}")
    ]
    elements = [
        element for parent in (level, *branches) if (element := parent.find(_NUMBER_FORMAT)) is not None
    ]
    understood = (number_format for element in elements if (number_format := _format_of(element)))
    return next(understood, "custom" if elements else "decimal")


def _pieces(text: str) -> tuple[str | int, ...]:
    parts = _PLACEHOLDER.split(text)
    return tuple(int(part) - 1 if place % 2 else part for place, part in enumerate(parts) if part)


def _restart_below(level: Element, depth: int) -> int:
    """w:lvlRestart (17.9.10) counts from 1; 0 is never, and what lies above the level itself is ignored."""
    limit = _number(level, _RESTART)
    return depth if limit is None or not 0 <= limit <= depth else limit


def read_level(element: Element) -> Level:
    """A `w:lvl` (17.9.6); w:start is 0 when absent (17.9.25), a level with a picture is a bullet (17.9.9)."""
    depth = max(0, _depth(element))
    number_format = _number_format(element)
    legal = element.find(_LEGAL)
    return Level(
        start=_number(element, _START) or 0,
        number_format=number_format,
        pieces=_pieces(_value(element, _TEXT) or ""),
        restart_below=_restart_below(element, depth),
        legal=legal is not None and legal.get(VAL) not in OFF_VALUES,
        bullet=number_format == "bullet" or element.find(_PICTURE) is not None,
        style_id=_value(element, _STYLE),
    )


def _read_levels(parent: Element) -> dict[int, Level]:
    return {
        _depth(element): read_level(element)
        for element in parent.iterchildren(_LEVEL)
        if 0 <= _depth(element) < _DEPTHS
    }


class Numbering:
    """The lists of one document; a list is read when first asked for. Nothing raises: a broken reference
    gives no number."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """`root` is that of word/numbering.xml, None when the part is absent."""
        children = list(root) if root is not None else []
        self._styles = styles
        self._definitions = {
            child.get(_ABSTRACT_ID) or "": child for child in children if child.tag == _ABSTRACT
        }
        self._instances = {child.get(_NUM_ID) or "": child for child in children if child.tag == _INSTANCE}
        self._lists: dict[str, NumberedList | None] = {}
        self._places: dict[tuple[tuple[str, ...], str | None, int | None], tuple[str, int] | None] = {}
        self._unknown: set[str] = set()

    @property
    def unknown_formats(self) -> tuple[str, ...]:
        """Number formats met so far that were written in decimals for want of knowing them, sorted."""
        return tuple(sorted(self._unknown))

    def counter(self) -> "Counter":
        """A fresh counter for one story."""
        return Counter(self)

    def numbered_list(self, num_id: str) -> NumberedList | None:
        """The list of this w:numId; None for 0, for one that is not there and for one whose definition is
        not there."""
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def place(self, style: ParagraphStyle, num_id: str | None, level: int | None) -> tuple[str, int] | None:
        """Which list and level (from 0) a paragraph stands in, by its style and its own w:numPr; None
        outside any list.

        `num_id` and `level` are the paragraph's own w:numId and w:ilvl, None where it has none; each goes
        before the style's. A style's level is the one that names the style in w:pStyle, else the w:ilvl it
        states, else the first (17.3.1.19, 17.9.23).
        """
        key = (style.chain, num_id, level)
        if key not in self._places:
            self._places[key] = self._place(style, num_id, level)
        return self._places[key]

    def _place(self, style: ParagraphStyle, num_id: str | None, level: int | None) -> tuple[str, int] | None:
        list_id = num_id if num_id is not None else style.num_id
        numbered = None if list_id is None else self.numbered_list(list_id)
        if list_id is None or numbered is None:
            return None
        if level is None:
            level = numbered.linked_depth(style.linking)
        return list_id, style.num_level or 0 if level is None else level

    def _read_list(self, num_id: str) -> NumberedList | None:
        instance = self._instances.get(num_id)
        definition = None if instance is None else _value(instance, _ABSTRACT_ID)
        if instance is None or num_id == _NONE or definition is None or definition not in self._definitions:
            return None
        numbered = _with_overrides(NumberedList(definition, self._levels(definition, frozenset())), instance)
        self._unknown.update(
            level.number_format for level in numbered.levels.values() if not is_known(level.number_format)
        )
        return numbered

    def _levels(self, definition: str, seen: frozenset[str]) -> dict[int, Level]:
        """The definition's own levels, or those of the numbering style it borrows (w:numStyleLink,
        17.9.21)."""
        element = self._definitions[definition]
        link = _value(element, _NUM_STYLE_LINK)
        linked = None if link is None else self._linked_definition(link)
        if linked is None or linked in seen or linked == definition:
            return _read_levels(element)
        return self._levels(linked, seen | {definition})

    def _linked_definition(self, style_id: str) -> str | None:
        instance = self._instances.get(self._styles.list_num_id(style_id) or "")
        definition = None if instance is None else _value(instance, _ABSTRACT_ID)
        if definition in self._definitions:
            return definition
        return next(
            (key for key, element in self._definitions.items() if _value(element, _STYLE_LINK) == style_id),
            None,
        )


def _with_overrides(numbered: NumberedList, instance: Element) -> NumberedList:
    """Applies each w:lvlOverride (17.9.8): a whole level, or only where it starts (0 when the value is
    absent)."""
    levels, starts = dict(numbered.levels), {}
    for override in instance.iterchildren(_OVERRIDE):
        depth = _depth(override)
        level, start = override.find(_LEVEL), override.find(_START_OVERRIDE)
        if level is not None and 0 <= depth < _DEPTHS:
            levels[depth] = read_level(level)
        if start is not None and 0 <= depth < _DEPTHS:
            starts[depth] = _integer(start.get(VAL)) or 0
    return replace(numbered, levels=levels, start_overrides=starts)


class Counter:
    """Counts through one story, paragraph by paragraph."""

    def __init__(self, numbering: Numbering) -> None:
        """Starts with every list unused."""
        self._numbering = numbering
        self._values: dict[str, list[int | None]] = {}
        self._overridden: set[tuple[str, int]] = set()

    def paragraph_label(self, style: ParagraphStyle, num_id: str | None, level: int | None) -> str:
        """Advances for a paragraph with this style and its own w:numId and w:ilvl (None where it has none),
        see `Numbering.place`."""
        place = self._numbering.place(style, num_id, level)
        return "" if place is None else self.label(*place)

    def label(self, num_id: str, level: int) -> str:
        """Advances the list and gives the number as Word shows it, without the tab or blank after it
        (w:suff).

        "" for a bullet, an empty w:lvlText, w:numId 0, and for a list or level (from 0) that is not there.
        """
        numbered = self._numbering.numbered_list(num_id)
        definition = numbered.levels.get(level) if numbered else None
        if numbered is None or definition is None:
            return ""
        values = self._values.setdefault(numbered.definition, [None] * _DEPTHS)
        self._advance(values, numbered, num_id, level)
        return "" if definition.bullet else _text(definition, numbered, values)

    def _advance(self, values: list[int | None], numbered: NumberedList, num_id: str, level: int) -> None:
        for depth in range(level):
            if values[depth] is None:
                values[depth] = self._begin(numbered, num_id, depth)
        current = values[level]
        begins = current is None or (
            level in numbered.start_overrides and (num_id, level) not in self._overridden
        )
        values[level] = self._begin(numbered, num_id, level) if begins or current is None else current + 1
        for depth in range(level + 1, _DEPTHS):
            if values[depth] is not None and level < _restart_limit(numbered, depth):
                values[depth] = None

    def _begin(self, numbered: NumberedList, num_id: str, depth: int) -> int:
        self._overridden.add((num_id, depth))
        return numbered.start(depth)


def _restart_limit(numbered: NumberedList, depth: int) -> int:
    level = numbered.levels.get(depth)
    return level.restart_below if level else depth


def _text(level: Level, numbered: NumberedList, values: list[int | None]) -> str:
    return "".join(
        piece if isinstance(piece, str) else _shown(numbered.levels.get(piece), level, values[piece])
        for piece in level.pieces
    )


def _shown(level: Level | None, shown_in: Level, value: int | None) -> str:
    """A level's number in its own format; in decimals if the level that shows it is legal (w:isLgl,
    17.9.4)."""
    if value is None or level is None:
        return ""
    legal = shown_in.legal and level.number_format not in _KEPT_IN_LEGAL
    return render_number(value, "decimal" if legal else level.number_format)
