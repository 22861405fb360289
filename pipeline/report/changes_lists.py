"""What changed, in numbers and lists: projects, indicators, figures and headings with both values and the
difference."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Final

from models.code_names import value_name
from models.language import LANGUAGES
from pipeline.report.changes_sides import marked
from pipeline.report.changes_words import CHANGES, KINDS, difference_html, field_words
from pipeline.report.chart_words import Words, spans
from pipeline.versions.change import Change, Span
from pipeline.versions.diff import Diff, by_record, difference_of, name_of, values_in_words

# the others are told where the text stands side by side
_LISTED: Final = tuple(kind for kind in KINDS if kind not in ("box_item", "block"))
_COLUMNS: Final = (
    Words("名称", "name"),
    Words("项", "field"),
    Words("原来", "before"),
    Words("现在", "after"),
    Words("差额", "difference"),
)
_AMOUNTS: Final = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))
_NO_NAME: Final = Words("（无名称）", "(no name)")
Link = Callable[[Change], str | None]


def counts(found: Diff) -> str:
    """A table: kinds of records by what became of them. A record with several changes of one sort counts
    once."""
    tallies = {kind: _tally(found.shown(kind)) for kind in KINDS}
    seen = [name for name in CHANGES if any(tally[name] for tally in tallies.values())]
    head = "".join(f'<th scope="col">{spans(CHANGES[name])}</th>' for name in seen)
    rows = "".join(_counts_row(kind, tally, seen) for kind, tally in tallies.items() if tally)
    return (
        f'<table class="changes-counts"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _counts_row(kind: str, tally: Counter[str], seen: Sequence[str]) -> str:
    cells = "".join(f'<td class="changes-is-{name}">{_count(tally[name])}</td>' for name in seen)
    return f'<tr><th scope="row">{spans(KINDS[kind])}</th>{cells}</tr>'


def _tally(changes: Sequence[Change]) -> Counter[str]:
    distinct = {
        (change.change, change.old_id or _block(change.old), change.new_id or _block(change.new))
        for change in changes
    }
    return Counter(name for name, _, _ in distinct)


def _block(place: object) -> object:
    return (place.block, place.start) if isinstance(place, Span) else None


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def lists(found: Diff, link: Link) -> Iterator[str]:
    """A section for each kind of record that changed; `link` gives where a change's name leads, None for
    nowhere."""
    for kind in _LISTED:
        changes = found.shown(kind)
        plain = [change for change in changes if change.change != "renumbered"]
        renumbered = (
            [change for change in changes if change.change == "renumbered"] if kind == "heading" else []
        )
        if plain or renumbered:
            yield f'<section data-kind="{kind}"><h3>{spans(KINDS[kind])}</h3>'
            yield from _table(found, plain, link)
            yield from _renumbered(found, renumbered, link)
            yield "</section>"


def _renumbered(found: Diff, changes: Sequence[Change], link: Link) -> Iterator[str]:
    if changes:
        told = Words(f"重新编号 {len(changes):,} 个", f"{len(changes):,} renumbered")
        yield f"<details><summary>{spans(told)}</summary>"
        yield from _table(found, changes, link)
        yield "</details>"


def _table(found: Diff, changes: Sequence[Change], link: Link) -> Iterator[str]:
    if changes:
        head = "".join(f'<th scope="col">{spans(words)}</th>' for words in _COLUMNS)
        yield f'<table class="changes-list"><thead><tr>{head}</tr></thead>'
        yield from (_record(found, group, link) for group in by_record(changes))
        yield "</table>"


def _record(found: Diff, group: Sequence[Change], link: Link) -> str:
    """A record's changes as a row group, its name beside them."""
    name, href = name_of(found, group[0]), link(group[0])
    shown = f'<span lang="zh-CN">{escape(name)}</span>' if name else spans(_NO_NAME)
    linked = shown if href is None else f'<a href="{escape(href)}">{shown}</a>'
    first = f'<th scope="rowgroup" rowspan="{len(group)}">{linked}</th>'
    rows = "".join(
        f"<tr>{first if number == 0 else ''}{_cells(found, change)}</tr>"
        for number, change in enumerate(group)
    )
    return f'<tbody data-change="{" ".join(sorted({change.change for change in group}))}">{rows}</tbody>'


def _cells(found: Diff, change: Change) -> str:
    what = field_words(change.field or "") if change.change == "changed" else CHANGES[change.change]
    doubt = (
        f' <span class="changes-soft">({spans(Words("或为同一行", "may be the same row"))})</span>'
        if change.matched_by == "ambiguous"
        else ""
    )
    before, after = _in_words(found, change) or _values(change)
    told = difference_html(difference_of(found, change))
    return (
        f'<td><span class="changes-is-{change.change}">{spans(what)}</span>{doubt}</td><td'
        f' lang="zh-CN">{before}</td><td lang="zh-CN">{after}</td><td lang="zh-CN"'
        f' class="changes-number">{told}</td>'
    )


def _in_words(found: Diff, change: Change) -> tuple[str, str] | None:
    """Values with their bounds, and codes by their names, in the reader's language."""
    zh, en = (values_in_words(found, change, spoken) for spoken in LANGUAGES)
    if zh is None or en is None:
        codes = change.old_value or "", change.new_value or ""
        zh, en = (_named(change, codes[0]), _named(change, codes[1])), codes
        if not any(zh):
            return None
    old, new = (spans(Words(*pair)) for pair in zip(zh, en, strict=True))
    return f"<del>{old}</del>" if old else "", f"<ins>{new}</ins>" if new else ""


def _named(change: Change, code: str) -> str:
    return value_name(change.field or "", code, "zh") if change.change == "changed" else ""


def _values(change: Change) -> tuple[str, str]:
    """As printed where a number rests on it; long texts with only their differences marked."""
    old, new = (
        _printed(change, value, place)
        for value, place in ((change.old_value, change.old), (change.new_value, change.new))
    )
    if change.change == "changed" and change.delta is None and old and new:
        return marked(old, new)
    return f"<del>{escape(old)}</del>" if old else "", f"<ins>{escape(new)}</ins>" if new else ""


def _printed(change: Change, value: str | None, place: object) -> str:
    printed = place.quote.strip() if change.delta is not None and isinstance(place, Span) else value
    return _with_unit(printed or "", value) if change.record_kind == "project" else printed or ""


def _with_unit(printed: str, value: str | None) -> str:
    """An amount as printed, with the unit that its column or note gives it: the value is in 元."""
    with suppress(InvalidOperation):
        number = Decimal(printed.replace(",", "")) if printed[-1:].isdecimal() else Decimal(0)
        for scale, unit in _AMOUNTS:
            if number and number * scale == Decimal(value or 0):
                return f"{printed}{unit}"
    return printed
