"""Which numbers of the text records rest on, and why the others are not read (v_coverage)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from models.document import Block
from models.facts import Facts, NumberClaim
from models.kinds import KINDS, pieces_of
from parsers.notation.number_reasons import reason_of
from parsers.notation.number_runs import NumberRun, number_runs
from parsers.notation.taken import Taken
from parsers.outline.lines import lines_of
from parsers.tables.text_cells import defining_cells
from pipeline.figures.case_lists import blocks_of_cases
from pipeline.figures.printed_rows import rows_in
from pipeline.figures.stating import reasons_left_out

_LONGEST_SERIAL = 3
_LONGEST_ROW = 200
_TITLES = frozenset({"title", "caption", "box_title"})
_ROW = re.compile(r"[^\d，。；]{1,30}?(?:\s+[-－—–+]?\d[\d.,．，]*[%％‰]?){2,}\s*")
_VALUE = re.compile(r"\d[\d,，]*[.．]\d+[%％‰]?|\d+[%％‰]|\d{1,3}(?:[,，]\d{3})+")
_SKIPPED = frozenset({"toc", "header", "footer"})
_PERIOD_FIELDS = frozenset(
    {"baseline_year", "target_year", "start_year", "end_year", "start_month", "end_month", "period_raw"}
) | {
    "period",
    "period_start",
    "period_end",
    "base_period",
}
_STRENGTHS = ("claimed", "period", "label")  # a value before a period before a label
_CLAIMING = tuple(kind for kind in KINDS if kind.claims)
_LABEL_FIELDS = frozenset({"label", "serial_no"})


def number_claims(facts: Facts) -> tuple[NumberClaim, ...]:
    """All numbers of the used blocks but those of contents, headers and footers, in order."""
    claims, names, titles = _claims(facts), _names(facts), _titles(facts)
    cases, defining = blocks_of_cases(facts.structure), defining_cells(facts.structure)
    blocks = range(len(facts.structure.document.blocks))
    return tuple(
        claim
        for ordinal in blocks
        for claim in _of_block(
            facts,
            ordinal,
            claims.get(ordinal, {}),
            names.get(ordinal, []),
            titles.get(ordinal, []),
            listed=ordinal in cases,
            defining=ordinal in defining,
        )
    )


def _of_block(
    facts: Facts,
    ordinal: int,
    claimed: Mapping[str, list[tuple[int, int]]],
    names: list[tuple[int, int]],
    titles: list[tuple[int, int]],
    *,
    listed: bool,
    defining: bool,
) -> Iterator[NumberClaim]:
    use = facts.structure.uses[ordinal]
    block = facts.structure.document.blocks[ordinal]
    if use.use == "ignored" or use.kind in _SKIPPED:
        return
    runs = tuple(number_runs(block.text))
    if not runs:
        return
    label_end: int | None = None
    named, titled = Taken(names), Taken(titles)
    by_strength = [(outcome, Taken(claimed[outcome])) for outcome in _STRENGTHS if outcome in claimed]
    for run in runs:
        outcome = _outcome(run.start, run.end, by_strength)
        within = named.around(run.start)
        if outcome is None and within is not None and run.kind == "number" and run.end <= within:
            outcome = "name_part"
        if outcome is None and label_end is None:
            label_end = _label_end(block)  # most numbers are claimed: of few blocks it is asked
        reason = outcome or _reason(block, run, label_end or 0, listed=listed)
        if reason == "unclaimed" and (use.kind in _TITLES or titled.around(run.start) is not None):
            reason = "heading"
        reason = "condition" if reason == "unclaimed" and defining else reason
        yield NumberClaim(ordinal, run.start, run.end, reason)


def _reason(block: Block, run: NumberRun, label_end: int, *, listed: bool) -> str:
    """Why no record rests on a number, `unclaimed` where nothing tells."""
    if run.end <= label_end or _is_serial(block, run):
        return "label"
    if run.kind != "number":
        return run.kind
    if _is_value_alone(block, run):
        return "row"
    if reason := reason_of(block.text, run.start, run.end):
        return reason
    if block.cell is None and _is_row(block.text, run.start):
        return "row"
    left_out = reasons_left_out(block.text, listed=listed)
    return next((why for (first, last), why in left_out if first <= run.start < last), "unclaimed")


def _is_value_alone(block: Block, run: NumberRun) -> bool:
    """9.1 alone in a cell of a table whose columns nothing names is a value; 12 and, in the first column, 1.2
    may number something."""
    said = block.text[run.start : run.end]
    behind = block.cell is not None and block.cell.col > 0
    return behind and block.text.strip() == said and _VALUE.fullmatch(said) is not None


def _is_row(text: str, at: int) -> bool:
    """Whether a number stands in a line that is a table's row without its table: 粮食 2.3 2.3 2.2."""
    if rows_in(text).overlaps(at, at + 1):
        return True
    first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    last = len(text) if last < 0 else last
    return last - first <= _LONGEST_ROW and _ROW.fullmatch(text, first, last) is not None


def _titles(facts: Facts) -> dict[int, list[tuple[int, int]]]:
    """Where headings stand, by block."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for heading in facts.structure.headings:
        found[heading.block].append((heading.start, heading.end))
    return found


def _is_serial(block: Block, run: NumberRun) -> bool:
    """A whole number alone in the first column of a table numbers its row."""
    alone = block.text.strip() == block.text[run.start : run.end] and block.text.strip().isdecimal()
    return alone and block.cell is not None and block.cell.col == 0 and run.end - run.start <= _LONGEST_SERIAL


def _names(facts: Facts) -> dict[int, list[tuple[int, int]]]:
    """Where places and bodies are named, by block: 6 in 地铁6号线."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in facts.mentions:
        if mention.label in ("LOC", "ORG"):
            found[mention.block].append((mention.start, mention.end))
    return found


def _label_end(block: Block) -> int:
    """Where the typed label of a block's first line ends, 0 without one."""
    line = next(lines_of(block), None)
    return line.body if line is not None and line.label is not None and not line.automatic else 0


def _outcome(start: int, end: int, claimed: Iterable[tuple[str, Taken]]) -> str | None:
    """The strongest claim on a span; spans are asked for in order."""
    touching = [outcome for outcome, spans in claimed if spans.around(start) or spans.meets(start, end)]
    return touching[0] if touching else None


def _claims(facts: Facts) -> dict[int, dict[str, list[tuple[int, int]]]]:
    """The spans that records rest on, by block and by what they rest on them for."""
    found: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for piece in pieces_of(facts, _CLAIMING):
        outcome = _claim(piece.field, piece.role)
        if outcome:
            found[piece.block][outcome].append((piece.start, piece.end))
    return found


_VALUE_FIELDS = frozenset(
    {
        "raw",
        "value",
        "value_max",
        "baseline_raw",
        "target_raw",
        "total_investment_raw",
        "period_investment_raw",
        "item_count",
    }
)


@cache  # there are few fields, and thousands of pieces
def _claim(field: str, role: str) -> str | None:
    if field in _VALUE_FIELDS:
        return "claimed"
    if role == "period" or field in _PERIOD_FIELDS:
        return "period"
    return "label" if field in _LABEL_FIELDS else None
