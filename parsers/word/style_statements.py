"""What one style says itself: the properties of its paragraphs and runs (ECMA-376 Part 1, 17.3)."""

from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from parsers.word.ooxml import OFF_VALUES, VAL, w, whole_number
from parsers.word.style_names import NO_MEANING, NameMeaning

_NUMBERING, _NUM_ID, _LEVEL, _OUTLINE, _ALIGNMENT, _BORDERS = (
    w("numPr"),
    w("numId"),
    w("ilvl"),
    w("outlineLvl"),
    w("jc"),
    w("pBdr"),
)
_BOLD, _SIZE, _FONTS, _VANISH = w("b"), w("sz"), w("rFonts"), w("vanish")
VERTICAL = w("vertAlign")
_EAST_ASIA, _EAST_ASIA_THEME = w("eastAsia"), w("eastAsiaTheme")
_SIDES: Final = tuple(w(side) for side in ("top", "left", "start", "bottom", "right", "end"))
_NO_BORDER: Final = frozenset({None, "nil", "none"})
_BODY_TEXT: Final = 0


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
class Stated:
    """What one `w:style` (or the document defaults) says itself; `outline` 0 means body text."""

    style_id: str = ""
    name: str = ""
    based_on: str | None = None
    meaning: NameMeaning = NO_MEANING
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    alignment: str | None = None
    bordered: bool | None = None
    run: RunStyle = RunStyle()


def has_box(borders: Element) -> bool:
    """Whether a `w:pBdr` (17.3.1.24) draws a box or a part of one: at least two sides; a single rule above
    or below is none."""
    return (
        sum((side := borders.find(name)) is not None and side.get(VAL) not in _NO_BORDER for name in _SIDES)
        >= 2
    )


def value_of(parent: Element | None, name: str) -> str | None:
    """w:val of a child; None where there is none."""
    element = parent.find(name) if parent is not None else None
    return None if element is None else element.get(VAL)


def _number(parent: Element | None, name: str) -> int | None:
    return whole_number(value_of(parent, name))


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


def run_style(properties: Element | None) -> RunStyle:
    """What a w:rPr says."""
    if properties is None:
        return RunStyle()
    return RunStyle(
        _toggle(properties, _BOLD),
        _number(properties, _SIZE),
        _east_asian_font(properties),
        _toggle(properties, _VANISH),
        None if (align := value_of(properties, VERTICAL)) is None else align == "superscript",
    )


def _outline(properties: Element | None) -> int | None:
    level = _number(properties, _OUTLINE)
    if level is None or level > 9:
        return None
    return _BODY_TEXT if level == 9 else level + 1


def stated_by(properties: Element | None, run: RunStyle) -> Stated:
    """What a w:pPr says, with what was read of the runs."""
    numbering = properties.find(_NUMBERING) if properties is not None else None
    borders = properties.find(_BORDERS) if properties is not None else None
    return Stated(
        outline=_outline(properties),
        num_id=value_of(numbering, _NUM_ID),
        num_level=_number(numbering, _LEVEL),
        alignment=value_of(properties, _ALIGNMENT),
        bordered=None if borders is None else has_box(borders),
        run=run,
    )
