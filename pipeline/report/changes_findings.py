"""Findings of the consistency rules that a new version brought, and those it put right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from sqlalchemy import Connection

from pipeline.report.chart_findings import SEVERITIES, rule_title
from pipeline.report.chart_words import Words, spans
from pipeline.store.held import Row, rows, select

_COLUMNS = "version, finding_id, rule, severity, message, quote"


def finding_changes(connection: Connection, plan: str, old: int, new: int) -> str:
    """A section, '' where nothing came or went. A finding is the same when its rule and the words it rests
    on are."""
    condition = "plan = :plan AND version IN (:old, :new) AND status <> 'dismissed'"
    found = rows(
        connection, select(_COLUMNS, "v_findings", condition, "finding_id"), plan=plan, old=old, new=new
    )
    before, after = ([row for row in found if row["version"] == number] for number in (old, new))
    came, went = _without(after, before), _without(before, after)
    if not came and not went:
        return ""
    return f"<section><h3>{spans(Words('检查发现', 'Findings'))}</h3>{''.join(_lists(came, went))}</section>"


def _without(these: Sequence[Row], those: Sequence[Row]) -> list[Row]:
    left = Counter(map(_key, those))
    found = []
    for row in these:
        if left[_key(row)]:
            left[_key(row)] -= 1
        else:
            found.append(row)
    return found


def _key(row: Row) -> tuple[object, object]:
    return row["rule"], row["quote"]


def _lists(came: Sequence[Row], went: Sequence[Row]) -> Iterator[str]:
    for name, words, listed in (
        ("added", Words("新出现", "new"), came),
        ("removed", Words("已消除", "gone"), went),
    ):
        if listed:
            yield (
                f'<p><span class="changes-is-{name}">{spans(words)}</span> {len(listed):,}</p><ul'
                ' class="changes-findings">'
            )
            yield from (_item(row, linked=name == "added") for row in listed)
            yield "</ul>"


def _item(row: Row, *, linked: bool) -> str:
    rule = spans(rule_title(str(row["rule"])))
    named = f'<a href="#finding-{row["finding_id"]}">{rule}</a>' if linked else rule
    severity = spans(SEVERITIES[str(row["severity"])])
    return (
        f'<li>{named} <span class="changes-soft">{severity}</span> <span'
        f' lang="zh-CN">{escape(str(row["message"]))}</span></li>'
    )
