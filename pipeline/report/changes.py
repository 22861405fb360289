"""The report's page of changes: the version shown against the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Final

from sqlalchemy import Connection

from pipeline.report.changes_findings import finding_changes
from pipeline.report.changes_lists import counts, lists
from pipeline.report.changes_sides import Frame, sides
from pipeline.report.chart_words import Words, spans
from pipeline.store.held import held_versions
from pipeline.versions.change import Change, Span
from pipeline.versions.diff import Diff, diff
from pipeline.versions.sides import Line

_CONTEXT: Final = 2
_MOST_FOLDED: Final = 20
_ANCHORED: Final = ("project", "indicator", "figure", "heading")


@dataclass(frozen=True, slots=True)
class Changes:
    """HTML (escaped; links to `#<kind>-<record_id>` and `#block-<block_id>` of the newer version) and the
    style it needs."""

    html: str
    css: str


def changes_css() -> str:
    """The style of everything named changes-."""
    return (files("pipeline.report") / "assets" / "changes.css").read_text(encoding="utf-8")


def changes(connection: Connection, plan: str, version: int) -> Changes | None:
    """Version `version` of the plan with this key against the held version before it; None where there is
    none.

    The HTML grows with what changed and not with the plan: of unchanged stretches it holds a few lines and a
    count.

    Raises:
        NotHeld: there is no such version.
    """
    before = [
        held.version for held in held_versions(connection) if held.plan == plan and held.version < version
    ]
    if not before:
        return None
    found = diff(connection, plan, max(before), version)
    title = Words(
        f"从第{found.old.version}版到第{found.new.version}版的变化",
        f"Changes from version {found.old.version} to {found.new.version}",
    )
    old, new = (f"<bdi>{escape(side.file_name)}</bdi>" for side in (found.old, found.new))
    files_named = f'<p class="changes-soft" lang="zh-CN">{old} → {new}</p>'
    body = (
        _body(connection, found)
        if found.comparison.changes
        else f"<p>{spans(Words('文字没有变化。', 'No textual change.'))}</p>"
    )
    return Changes(f'<div class="changes"><h2>{spans(title)}</h2>{files_named}{body}</div>', changes_css())


def _body(connection: Connection, found: Diff) -> str:
    findings = finding_changes(connection, found.plan, found.old.version, found.new.version)
    head = f"<section data-kind='block'><h3>{spans(Words('左右对照', 'Side by side'))}</h3>"
    rows = sides(found, Frame(_CONTEXT, _MOST_FOLDED, _link_to_line))
    return "\n".join((counts(found), *lists(found, record_link), findings, head, *rows, "</section>"))


def record_link(change: Change) -> str | None:
    """Where a change stands in the report of the newer version; None for what is gone."""
    if change.new_id is not None and change.record_kind in _ANCHORED:
        return f"#{change.record_kind}-{change.new_id}"
    return f"#block-{change.new.block}" if isinstance(change.new, Span) else None


def _link_to_line(lines: Sequence[Line], is_new: bool) -> str:
    name = spans(Words("在文中查看", "show in the document"))
    return (
        f'<a class="changes-to" href="#block-{lines[0].id}"><span aria-hidden="true">¶</span><span'
        f' class="vh">{name}</span></a>'
        if is_new
        else ""
    )
