"""Findings of the consistency rules that a new version brought, and those it put right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from sqlalchemy import Connection

from pipeline.report.chart_findings import SEVERITIES, rule_title
from pipeline.report.chart_words import Words, spans
from pipeline.report.rows import FindingRow
from pipeline.store.typed_rows import read


def finding_changes(connection: Connection, plan: str, old: int, new: int) -> str:
    """A section, '' where nothing came or went. A finding is the same when its rule and the words it rests
    on are."""
    before, after = (
        read(
            connection,
            FindingRow,
            condition="status <> 'dismissed'",
            order="finding_id",
            plan=plan,
            version=version,
        )
        for version in (old, new)
    )
    came, went = _without(after, before), _without(before, after)
    if not came and not went:
        return ""
    return f"<section><h3>{spans(Words('疑点', 'Findings'))}</h3>{''.join(_lists(came, went))}</section>"


def _without(these: Sequence[FindingRow], those: Sequence[FindingRow]) -> list[FindingRow]:
    left = Counter((finding.rule, finding.quote) for finding in those)
    found = []
    for finding in these:
        if left[finding.rule, finding.quote]:
            left[finding.rule, finding.quote] -= 1
        else:
            found.append(finding)
    return found


def _lists(came: Sequence[FindingRow], went: Sequence[FindingRow]) -> Iterator[str]:
    for name, words, listed in (
        ("added", Words("新出现", "new"), came),
        ("removed", Words("已消除", "gone"), went),
    ):
        if listed:
            yield (
                f'<p><span class="changes-is-{name}">{spans(words)}</span> {len(listed):,}</p><ul'
                ' class="changes-findings">'
            )
            yield from (_item(finding, linked=name == "added") for finding in listed)
            yield "</ul>"


def _item(finding: FindingRow, *, linked: bool) -> str:
    rule = spans(rule_title(finding.rule))
    named = f'<a href="#finding-{finding.finding_id}">{rule}</a>' if linked else rule
    severity = spans(SEVERITIES[finding.severity])
    return f'<li>{named} <span class="changes-soft">{severity}</span> {_sentence(finding)}</li>'


def _sentence(finding: FindingRow) -> str:
    """The finding's sentence in both languages; the English one quotes the plan in its own."""
    zh, en = escape(finding.message_zh), escape(finding.message)
    return f'<span lang="zh-CN" class="zh">{zh}</span><span lang="en" class="en"><bdi>{en}</bdi></span>'
