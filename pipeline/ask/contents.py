"""What a version holds, counted through the public views."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from pipeline.store.cells import integer
from pipeline.store.held import rows, select

_OF_VERSION = "plan = :plan AND version = :version"
_MOST_MESSAGES = 3


@dataclass(frozen=True, slots=True)
class Notices:
    """Notices of one code: how many, and the first few messages in English and Chinese."""

    code: str
    n: int
    messages: tuple[str, ...]
    messages_zh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Numbers of records, most frequent first.

    `ignored` counts blocks by reason, `tables` and `project_rows` by kind, `tasks` and `figures` by origin,
    `mentions` by label, `findings` by severity.
    """

    used: int
    ignored: Mapping[str, int]
    headings: int
    tables: Mapping[str, int]
    indicators: int
    project_rows: Mapping[str, int]
    tasks: Mapping[str, int]
    boxes: int
    box_items: int
    figures: Mapping[str, int]
    mentions: Mapping[str, int]
    entities: int
    findings: Mapping[str, int]
    notices: tuple[Notices, ...]


def contents(connection: Connection, plan: str, version: int) -> Contents:
    """What version `version` of the plan with key `plan` holds."""

    def tally(view: str, column: str, condition: str = "TRUE") -> dict[str, int]:
        found = select(
            f"{column} AS name, count(*) AS n", view, f"{_OF_VERSION} AND {condition} GROUP BY 1", "2 DESC, 1"
        )
        return {
            str(row["name"]): integer(row["n"]) for row in rows(connection, found, plan=plan, version=version)
        }

    def count(view: str, condition: str = "TRUE") -> int:
        return tally(view, "'all'", condition).get("all", 0)

    return Contents(
        used=count("v_blocks", "use = 'used'"),
        ignored=tally("v_blocks", "reason", "use = 'ignored'"),
        headings=count("v_headings"),
        tables=tally("v_tables", "kind"),
        indicators=count("v_indicators"),
        project_rows=tally("v_projects", "row_kind"),
        tasks=tally("v_tasks", "origin"),
        boxes=count("v_boxes"),
        box_items=count("v_box_items"),
        figures=tally("v_figures", "origin"),
        mentions=tally("v_entities", "label"),
        entities=count("v_entity_list"),
        findings=tally("v_findings", "severity"),
        notices=tuple(
            _notices(connection, plan, version, code, n) for code, n in tally("v_notices", "code").items()
        ),
    )


def _notices(connection: Connection, plan: str, version: int, code: str, n: int) -> Notices:
    sql = (
        select("text_en, text_zh", "v_notices", f"{_OF_VERSION} AND code = :code", "notice_id")
        + " LIMIT :most"
    )
    found = rows(connection, sql, plan=plan, version=version, code=code, most=_MOST_MESSAGES)
    return Notices(
        code,
        n,
        tuple(str(row["text_en"]) for row in found),
        tuple(str(row["text_zh"] or row["text_en"]) for row in found),
    )
