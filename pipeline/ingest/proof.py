"""Before anything is stored: each number and unit is read again from its quotes by a second reader, and what
does not agree is left out with a notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, TypeVar

from models.document import Document
from models.errors import RefusedFile
from models.facts import Evidence, Facts, Figure, Indicator, Project
from models.language import say
from models.notices import Notice, notice
from parsers.notation.recount import names_unit, proves, proves_printed
from parsers.word.originals import Original

_MONEY: Final = "元"
_OF_ROWS: Final = {
    Indicator: ("baseline_value", "target_value", "target_value_max"),
    Project: ("total_investment", "period_investment"),
}
_Row = TypeVar("_Row", Indicator, Project)


@dataclass(frozen=True, slots=True)
class _Quotes:
    """The quotes of a field: those it was read from, and those of its unit."""

    value: tuple[str, ...]
    unit: tuple[str, ...]


def refuse_unproved_text(document: Document, data: bytes) -> None:
    """Each paragraph is looked up by its path in the file opened anew: what is stored must be found again.

    Raises:
        RefusedFile: `damaged`, where a paragraph reads otherwise: its parts contradict each other.
    """
    original = Original(data, document.file_name)
    for block in document.blocks:
        if original.text(block.part, block.xml_path) != block.text:
            told = say(
                "its XML contradicts itself at {path} of {part}: open it in Word or WPS and save it again as"
                " .docx",
                path=block.xml_path,
                part=block.part,
            )
            raise RefusedFile(document.file_name, "damaged", told)


def with_proved_values(facts: Facts) -> Facts:
    """The facts without the figures, and without the values of rows, that cannot be read from their evidence
    again.

    Each that is left out leaves the notice `unproved_value`; the text as printed stays.
    """
    blocks = facts.structure.document.blocks
    texts = tuple(block.unmarked if block.scripts else block.text for block in blocks)
    notices: list[Notice] = []
    figures = tuple(figure for figure in facts.figures if _kept(figure, texts, notices))
    indicators = tuple(_proved_row(row, texts, notices) for row in facts.indicators)
    projects = tuple(_proved_row(row, texts, notices) for row in facts.projects)
    if not notices:
        return facts
    held = (*facts.notices, *notices)
    return replace(facts, figures=figures, indicators=indicators, projects=projects, notices=held)


def _kept(figure: Figure, texts: tuple[str, ...], notices: list[Notice]) -> bool:
    wrong = next(_faults_of_figure(figure, texts), None)
    if wrong is None:
        return True
    notices.append(_notice(figure.raw, wrong, figure.block))
    return False


def _faults_of_figure(figure: Figure, texts: tuple[str, ...]) -> Iterator[str]:
    value = _quotes(figure.evidence, "value", texts)
    if figure.value is not None and not _is_proved_by(value, figure.value, figure.unit):
        yield f"{figure.value}"
    if figure.value_max is not None:
        quotes = _quotes(figure.evidence, "value_max", texts)
        if not _is_proved_by(quotes, figure.value_max, figure.unit):
            yield f"{figure.value_max}"
    if figure.unit is not None:
        said = _quotes(figure.evidence, "unit", texts)
        if not names_unit(figure.unit, (*said.value, *said.unit, *value.value, *value.unit)):
            yield figure.unit


def _is_proved_by(quotes: _Quotes, number: Decimal, unit: str | None) -> bool:
    return any(proves(number, unit, quote, quotes.unit) for quote in quotes.value)


def _proved_row(row: _Row, texts: tuple[str, ...], notices: list[Notice]) -> _Row:
    unit = row.unit if isinstance(row, Indicator) else _MONEY
    wrong = [name for name in _OF_ROWS[type(row)] if not _is_proved(row, name, unit, texts)]
    if not wrong:
        return row
    block = next((piece.block for piece in row.evidence if piece.field in wrong), None)
    notices.extend(_notice(row.name, str(getattr(row, name)), block) for name in wrong)
    cleared: dict[str, Any] = dict.fromkeys(wrong)
    return replace(
        row, **cleared, evidence=tuple(piece for piece in row.evidence if piece.field not in wrong)
    )


def _is_proved(row: Indicator | Project, name: str, unit: str | None, texts: tuple[str, ...]) -> bool:
    number: Decimal | None = getattr(row, name)
    if number is None:
        return True
    quotes = _quotes(row.evidence, name, texts)
    if isinstance(row, Indicator):
        return any(proves_printed(number, unit, quote) for quote in quotes.value)
    return _is_proved_by(quotes, number, unit)


def _quotes(evidence: Iterable[Evidence], name: str, texts: tuple[str, ...]) -> _Quotes:
    value: list[str] = []
    unit: list[str] = []
    for piece in evidence:
        if piece.field == name and piece.role in ("value", "unit"):
            (value if piece.role == "value" else unit).append(texts[piece.block][piece.start : piece.end])
    return _Quotes(tuple(value), tuple(unit))


def _notice(printed: str, number: str, block: int | None) -> Notice:
    return notice("unproved_value", block, printed=printed[:30], number=number)
