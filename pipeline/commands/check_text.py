"""How findings look."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from models.language import language, many, say
from models.names import Severity
from models.vocabularies import read_rows
from pipeline.commands import terminal
from pipeline.commands.codes import code_name
from pipeline.rules.check import Checked, Found
from pipeline.rules.run import Place, Run

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold"}
_AROUND = 24
_MOST_PLACES = 6
_NAMES = 10


def checked_text(run: Run, *, show_all: bool, colour: bool) -> Iterator[RenderableType]:
    """Each plan with its findings by severity, then what was checked."""
    for checked in run.checked:
        yield Text(say("{plan}, version {version}", plan=checked.plan, version=checked.number), style="bold")
        shown = [found for found in checked.findings if show_all or found.status != "dismissed"]
        for severity, findings in groupby(shown, key=lambda found: found.severity):
            listed = list(findings)
            yield Text(f"  {_counted(severity, len(listed))}", style=_STYLES[severity])
            for found in listed:
                yield from _finding(found, checked.number, run.places, colour=colour)
        hidden = len(checked.findings) - len(shown)
        told = _totals(checked)
        if hidden:
            told += many(
                hidden,
                "; {n} dismissed finding not shown (--all)",
                "; {n} dismissed findings not shown (--all)",
            )
        yield terminal.hanging("  ", told)


def _counted(severity: Severity, number: int) -> str:
    if severity == "error":
        return many(number, "{n} error", "{n} errors")
    if severity == "warning":
        return many(number, "{n} warning", "{n} warnings")
    return many(number, "{n} info", "{n} info")


def _finding(
    found: Found, version: int, places: dict[int, Place], *, colour: bool
) -> Iterator[RenderableType]:
    number = say("finding {number}", number="-" if found.id is None else found.id)
    status = "" if found.status == "open" else f" ({code_name('status', found.status)})"
    message = (found.message_zh or found.message) if language() == "zh" else found.message
    told = say("{rule}: {message}", rule=f"{number}  {_rule(found.rule)}{status}", message=message)
    yield terminal.hanging("    ", told)
    if found.note:
        yield terminal.hanging(f"      {terminal.padded(say('note'), _NAMES)}", found.note)
    # a project that stands twice is as it should be in both places: only the places tell
    if found.expected != found.actual:
        told = say("{expected}; found {actual}", expected=found.expected or "-", actual=found.actual or "-")
        yield terminal.hanging(f"      {terminal.padded(say('expected'), _NAMES)}", told)
    for side in found.sides[:_MOST_PLACES]:
        place = places[side.block]
        before, after = (
            place.text[max(0, side.start - _AROUND) : side.start],
            place.text[side.end : side.end + _AROUND],
        )
        yield terminal.hanging("      ", Text(place.shown(version), style="cyan"))
        yield terminal.hanging("        ", terminal.marked(before, side.quote, after, colour=colour))
    if len(found.sides) > _MOST_PLACES:
        left = f"{len(found.sides) - _MOST_PLACES:,}"
        yield "      " + say("… and {n} more places (view v_finding_evidence)", n=left)


def _rule(code: str) -> str:
    """The rule's code; its title before it where Chinese is spoken."""
    title = next((row["zh"] for row in read_rows("rule_titles") if row["code"] == code), "")
    return f"{title}（{code}）" if language() == "zh" and title else code


def _totals(checked: Checked) -> str:
    made, agreed, rounded = (
        sum(getattr(tally, name) for tally in checked.tallies.values())
        for name in ("made", "agreed", "rounded")
    )
    rules = many(len(checked.tallies), "{n} rule", "{n} rules")
    agree = say("{n} agree", n=f"{agreed + rounded:,}")
    if rounded:
        agree += say(" ({n} within rounding or a word like 约)", n=f"{rounded:,}")
    return say(
        "{checks} by {rules}: {agree}, {findings}",
        checks=many(made, "{n} check", "{n} checks"),
        rules=rules,
        agree=agree,
        findings=many(len(checked.findings), "{n} finding", "{n} findings"),
    )


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
        "version": place.version,
    }
