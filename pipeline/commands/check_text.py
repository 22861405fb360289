"""How findings look."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from pipeline.commands import terminal
from pipeline.rules.check import Checked, Found
from pipeline.rules.run import Place, Run

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold"}
_AROUND = 24
_MOST_PLACES = 6


def checked_text(run: Run, *, show_all: bool, colour: bool) -> Iterator[RenderableType]:
    """Each plan with its findings by severity, then what was checked."""
    for checked in run.checked:
        yield Text(f"{checked.plan}, version {checked.number}", style="bold")
        shown = [found for found in checked.findings if show_all or found.status != "dismissed"]
        for severity, findings in groupby(shown, key=lambda found: found.severity):
            listed = list(findings)
            yield Text(
                f"  {terminal.counted(len(listed), severity, 'info' if severity == 'info' else '')}",
                style=_STYLES[severity],
            )
            for found in listed:
                yield from _finding(found, run.places, colour=colour)
        hidden = len(checked.findings) - len(shown)
        yield terminal.hanging(
            "  ",
            _totals(checked)
            + (f"; {terminal.counted(hidden, 'dismissed finding')} not shown (--all)" if hidden else ""),
        )


def _finding(found: Found, places: dict[int, Place], *, colour: bool) -> Iterator[RenderableType]:
    number = f"finding {found.id}" if found.id is not None else "finding -"
    yield terminal.hanging(
        "    ",
        f"{number}  {found.rule}{'' if found.status == 'open' else f' ({found.status})'}: {found.message}",
    )
    if found.note:
        yield terminal.hanging("      note      ", found.note)
    if found.expected is not None or found.actual is not None:
        yield terminal.hanging("      expected  ", f"{found.expected or '-'}; found {found.actual or '-'}")
    for side in found.sides[:_MOST_PLACES]:
        place = places[side.block]
        before, after = (
            place.text[max(0, side.start - _AROUND) : side.start],
            place.text[side.end : side.end + _AROUND],
        )
        yield terminal.hanging("      ", Text(place.shown(), style="cyan"))
        yield terminal.hanging("        ", terminal.marked(before, side.quote, after, colour=colour))
    if len(found.sides) > _MOST_PLACES:
        yield f"      … and {len(found.sides) - _MOST_PLACES:,} more places (view v_finding_evidence)"


def _totals(checked: Checked) -> str:
    made, agreed, rounded = (
        sum(getattr(tally, name) for tally in checked.tallies.values())
        for name in ("made", "agreed", "rounded")
    )
    told = (
        f"{terminal.counted(made, 'check')} by {terminal.counted(len(checked.tallies), 'rule')}:"
        f" {agreed + rounded:,} agree"
    )
    within = f" ({rounded:,} within rounding or a word like 约)" if rounded else ""
    return f"{told}{within}, {terminal.counted(len(checked.findings), 'finding')}"


def checked_json(run: Run) -> dict[str, object]:
    """The same for programs; offsets are half-open, in code points of the paragraph."""
    return {
        "open_errors": run.open_errors,
        "stored": run.stored,
        "plans": [_plan_json(checked, run.places) for checked in run.checked],
    }


def _plan_json(checked: Checked, places: dict[int, Place]) -> dict[str, object]:
    rules = {
        code: {
            "made": tally.made,
            "agreed": tally.agreed,
            "rounded": tally.rounded,
            "contradicted": tally.contradicted,
        }
        for code, tally in checked.tallies.items()
    }
    return {
        "plan": checked.plan,
        "version": checked.number,
        "findings": _findings_json(checked.findings, places),
        "rules": rules,
    }


def _findings_json(findings: Sequence[Found], places: dict[int, Place]) -> list[dict[str, object]]:
    names = ("rule", "severity", "message", "expected", "actual", "status", "note", "key")
    return [
        {
            "finding_id": found.id,
            **{name: getattr(found, name) for name in names},
            "evidence": [_side_json(side, places) for side in found.sides],
        }
        for found in findings
    ]


def _side_json(side: object, places: dict[int, Place]) -> dict[str, object]:
    from pipeline.rules.results import Side

    assert isinstance(side, Side)
    place = places[side.block]
    return {
        "record_id": side.record,
        "block_id": side.block,
        "char_start": side.start,
        "char_end": side.end,
        "quote": side.quote,
        "heading_path": place.heading_path,
        "part": place.part,
        "xml_path": place.xml_path,
    }
