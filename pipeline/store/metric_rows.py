"""The metrics of the catalogue that the figures of a version have, as this plantrace knows them."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from models import schema
from models.facts import Facts
from models.metric_catalogue import Metric, metrics
from pipeline.store.backends import backend_of, plain
from pipeline.store.document_rows import Cells

_BETWEEN = "；"
METRIC_COLUMNS: Final = tuple(schema.metric.columns.keys())


def keep_metrics(connection: Connection, facts: Facts) -> None:
    """Rows of table `metric`, new or brought up to date."""
    keys = sorted({figure.metric_key for figure in facts.figures if figure.metric_key})
    keep_metric_rows(connection, [_row(metrics()[key]) for key in keys])


def keep_metric_rows(connection: Connection, rows: Sequence[Cells]) -> None:
    """The same, given as rows; those that are held already in the same words are left alone."""
    if _fresh(connection, rows):
        with backend_of(connection).apart(connection, schema.metric) as writer:
            if fresh := _fresh(writer, rows):
                changed = [row[0] for row in fresh]
                plain(writer).execute(f"DELETE FROM metric WHERE {_is_one_of(fresh)}", changed)  # noqa: S608
                backend_of(writer).insert_rows(writer, schema.metric, METRIC_COLUMNS, fresh)


def _fresh(connection: Connection, rows: Sequence[Cells]) -> list[Cells]:
    if not rows:
        return []
    sql = f"SELECT {', '.join(METRIC_COLUMNS)} FROM metric WHERE {_is_one_of(rows)}"  # noqa: S608
    found = plain(connection).execute(sql, [row[0] for row in rows])
    held = {row[0]: tuple(row) for row in found}
    return [row for row in rows if held.get(row[0]) != row]


def _is_one_of(rows: Sequence[Cells]) -> str:
    return f"metric_key IN ({', '.join('?' * len(rows))})"


def _row(metric: Metric) -> Cells:
    """In the order of the columns."""
    return (
        metric.key,
        metric.name,
        metric.english,
        _BETWEEN.join(metric.aliases),
        _BETWEEN.join(metric.units),
        metric.better,
        metric.measure,
        metric.nature or None,
        None if metric.low is None else float(metric.low),
        None if metric.high is None else float(metric.high),
        metric.subject,
        metric.defined_in,
    )
