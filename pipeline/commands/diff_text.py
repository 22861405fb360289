"""How a comparison looks in a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from models.language import language, say
from pipeline.commands import terminal
from pipeline.commands.codes import code_name, field_name, kind_plural, numbered
from pipeline.store.value_words import value_words
from pipeline.versions.change import Change, Span
from pipeline.versions.diff import (
    GROUPS,
    Diff,
    by_record,
    context,
    difference_of,
    name_of,
    stated_in,
    values_in_words,
)

_CONTEXT = 24
_LONGEST = 90
_SIGNS = {
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "changed": ("~", "yellow"),
    "moved": (">", "cyan"),
    "renumbered": ("#", "dim"),
}
_OLD_STYLE, _NEW_STYLE = "red", "green"


def diff_text(found: Diff, everything: bool, *, colour: bool) -> Iterator[RenderableType]:
    """A head, then each group of changes with its number."""
    yield Text(
        terminal.printable(
            say(
                "{plan}: version {old} → {new}",
                plan=found.plan,
                old=found.old.version,
                new=found.new.version,
            )
        ),
        style="bold",
    )
    yield Text(terminal.printable(f"{found.old.file_name} → {found.new.file_name}"), style="dim")
    if not found.comparison.changes:
        yield say("no textual change")
        return
    for kind in GROUPS:
        changes = found.shown(kind)
        if changes:
            yield ""
            yield Text.assemble((kind_plural(kind), "bold underline"), f"  {_counts(changes)}")
            yield from _group(found, kind, changes, everything, colour)


def _counts(changes: Sequence[Change]) -> str:
    records = {(change.change, change.old_id, change.new_id) for change in changes}
    counted = sorted(Counter(what for what, _, _ in records).items())
    return say(", ").join(numbered(number, "change", what) for what, number in counted)


def _group(
    found: Diff, kind: str, changes: Sequence[Change], everything: bool, colour: bool
) -> Iterator[RenderableType]:
    listed = [change for change in changes if everything or change.change != "renumbered"]
    if kind == "block":
        yield from _texts(found, listed, colour)
        return
    for group in by_record(listed):
        yield from _record(found, group, colour)


def _texts(found: Diff, changes: Sequence[Change], colour: bool) -> Iterator[RenderableType]:
    path = None
    for change in changes:
        if found.path(change) != path:
            path = found.path(change)
            yield Text(terminal.printable(f"  {path or say('(before the first heading)')}"), style="dim")
        yield from _text(found, change, colour)


def _text(found: Diff, change: Change, colour: bool) -> Iterator[RenderableType]:
    how = {"split": say(" (split)"), "merged": say(" (merged)")}.get(change.matched_by or "", "")
    if change.change == "changed":
        for sign, side, place, style in (
            ("-", found.comparison.old, change.old, _OLD_STYLE),
            ("+", found.comparison.new, change.new, _NEW_STYLE),
        ):
            if isinstance(place, Span):
                before, quote, behind = context(side, place, _CONTEXT)
                body = Text.assemble(
                    terminal.printable(before),
                    _marked(quote, style, colour),
                    terminal.printable(behind),
                    (how, "dim"),
                )
                yield terminal.hanging(f"    {sign} ", body, style=style)
        return
    sign, style = _SIGNS[change.change]
    place = change.new if isinstance(change.new, Span) else change.old
    quote = place.quote if isinstance(place, Span) else ""
    body = Text(terminal.printable(terminal.shortened(quote, _LONGEST)))
    if change.change in ("moved", "renumbered"):
        body.append(
            terminal.printable("  " + _from_to(change)),
            style="dim",
        )
    yield terminal.hanging(f"    {sign} ", body, style=style)


def _from_to(change: Change) -> str:
    what = code_name("change", change.change)
    return say("{what}: {old} → {new}", what=what, old=change.old_value, new=change.new_value)


def _marked(quote: str, style: str, colour: bool) -> tuple[str, str] | str:
    shown = terminal.printable(terminal.shortened(quote, _LONGEST))
    return (shown, f"bold reverse {style}") if colour else f"【{shown}】"


def _record(found: Diff, group: Sequence[Change], colour: bool) -> Iterator[RenderableType]:
    first = group[0]
    sign, style = _SIGNS[first.change if first.change in ("added", "removed") else "changed"]
    doubt = (
        "  " + say("ambiguous: may be the same as a row that is new or gone")
        if first.matched_by == "ambiguous"
        else ""
    )
    name = terminal.printable(
        terminal.shortened(name_of(found, first) or first.new_value or first.old_value or "", _LONGEST)
    )
    only = _only_value(found, first)
    yield terminal.hanging(f"  {sign} ", Text.assemble((name, "bold"), only, (doubt, "yellow")), style=style)
    for change in group:
        if change.change not in ("added", "removed"):
            yield terminal.hanging("      ", _field(found, change, colour))


def _only_value(found: Diff, change: Change) -> str:
    """What a figure that came or went states."""
    if change.record_kind != "figure" or change.change not in ("added", "removed"):
        return ""
    one = next((one for one in stated_in(found, change) if one is not None), None)
    return "" if one is None else "  " + terminal.printable(value_words(one, with_base=True))


def _field(found: Diff, change: Change, colour: bool) -> Text:
    """The field, both values as they are printed in the text, and the difference."""
    if change.change == "moved" and change.old_value == change.new_value:
        return Text(terminal.printable(say("moved within {path}", path=found.path(change))))
    word = (
        field_name(change.field or "") if change.change == "changed" else code_name("change", change.change)
    )
    shown = values_in_words(found, change, language()) or _quotes(change)
    if shown != (change.old_value, change.new_value):
        word = word.removesuffix("（元）")  # what is printed may be in 亿元
    lead = (f"{word}  ", "dim")
    if (
        max(map(len, shown)) > _CONTEXT
        and isinstance(change.old, Span)
        and isinstance(change.new, Span)
        and change.record_kind == "box_item"
    ):
        shown = _around(found, change)
    parts = (
        (terminal.printable(shown[0]) or say("(none)"), _OLD_STYLE),
        " → ",
        (terminal.printable(shown[1]) or say("(none)"), _NEW_STYLE),
    )
    return Text.assemble(lead, *parts, (_difference(found, change), "bold"))


def _around(found: Diff, change: Change) -> tuple[str, str]:
    assert isinstance(change.old, Span)
    assert isinstance(change.new, Span)
    return "".join(context(found.comparison.old, change.old, 8)), "".join(
        context(found.comparison.new, change.new, 8)
    )


def _quotes(change: Change) -> tuple[str, str]:
    """What the text says, when the field rests on it; else the values."""
    if change.change == "changed" and change.field not in (
        "period",
        "period_start",
        "start_year",
        "end_year",
        "level",
        "name",
        "builders",
    ):
        quotes = [place.quote if isinstance(place, Span) else None for place in (change.old, change.new)]
        if (
            quotes[0]
            and quotes[1]
            and quotes[0] != quotes[1]
            and change.old_value is not None
            and change.new_value is not None
        ):
            return terminal.shortened(quotes[0].strip(), _LONGEST), terminal.shortened(
                quotes[1].strip(), _LONGEST
            )
    old, new = (code_name(change.field or "", value) for value in (change.old_value, change.new_value))
    return terminal.shortened(old, _LONGEST), terminal.shortened(new, _LONGEST)


def _difference(found: Diff, change: Change) -> str:
    told = difference_of(found, change)
    return f"  ({say(told)})" if told else ""
