"""Who a document is: the plan's title, kind, place and years, each with its characters, found once."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.document import Document
from models.facts import Evidence, Heading, PlanPeriod, Region
from models.names import DocumentKind
from parsers.outline.issued import issued_by, own_title, promulgated
from parsers.outline.lines import Line
from parsers.outline.plan_years import is_report, plan_years
from parsers.outline.region import find_region
from parsers.outline.spans import Text
from parsers.outline.title import title_elsewhere, title_lines
from parsers.outline.title_forms import SPACED, kind_of, note_mark_start

_ORDER = "令"
_BLANKS = frozenset(" \t\u3000\u00a0\u2002\u2003")


@dataclass(frozen=True, slots=True)
class Title:
    """`text` is the plan's title with its places; `outer` the title at the top, which may issue the plan;
    `lines` all lines both stand in."""

    text: Text
    outer: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself."""

    title: str
    evidence: tuple[Evidence, ...]
    kind: DocumentKind
    region: Region | None
    period: PlanPeriod | None


def find_title(document: Document, lines: Sequence[Line]) -> Title:
    """The plan's title: that at the top, or of the document this one issues (关于印发…的通知); its own lines
    further down where it is printed there."""
    found = title_lines(lines) or title_elsewhere(document)
    outer = title_text(found)
    below = [line for line in lines if found and line.block.ordinal > found[-1].block.ordinal]
    issued = issued_by(outer)
    if issued is None and outer.text.endswith(_ORDER):
        order = promulgated(below)
        issued = (order, False) if order is not None else None
    if issued is None:
        return Title(outer, outer, tuple(found))
    name, without_text = issued
    own = own_title(name.text, below)
    if own is None:
        return Title(name if without_text else outer, outer, tuple(found))
    printed = tuple(below[own[0] : own[1]])
    return Title(_unmarked(title_text(printed)), outer, (*found, *printed))


def _unmarked(text: Text) -> Text:
    """A title without the marks 《》 around the whole of it."""
    whole = text.text.startswith("《") and text.text.endswith("》") and "《" not in text.text[1:]
    return text.part(1, len(text.text) - 1) if whole else text


def title_text(lines: Sequence[Line]) -> Text:
    """The title's characters: without note marks behind it, without the blanks of a line that is spaced out,
    once where it is printed twice in one paragraph."""
    parts = [Text.of_line(line) for line in lines]
    closed = [part.without(_BLANKS) if SPACED.fullmatch(part.text) else part for part in parts]
    text = Text.joined(closed)
    text = text.part(0, len(text.text[: note_mark_start(text.text)].rstrip()))
    half = len(text.text) // 2
    return text.part(0, half) if half and text.text[:half] == text.text[half:] else text


def identify(title: Title, lines: Sequence[Line], headings: Sequence[Heading]) -> Identity:
    """Kind, place and years of the plan of this title."""
    kind = kind_of(title.text.text)
    if kind in ("other", "report") and is_report(lines):
        kind = "work_report"
    region = find_region(title.text, title.outer, lines)
    period = plan_years(title.text, title.outer, kind, lines, headings)
    evidence = title.text.evidence("title") if title.text.text else ()
    return Identity(title.text.text, evidence, kind, region, period)
