"""The metrics of the catalogue that the figures of a version have, as this plantrace knows them."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from models import schema
from models.facts import Facts
from models.metric_catalogue import Metric, metrics
from pipeline.store.backends import backend_of
from pipeline.store.document_rows import Row

_BETWEEN = "；"


def keep_metrics(connection: Connection, facts: Facts) -> None:
    """Rows of table `metric`, new or brought up to date."""
    keys = sorted({figure.metric_key for figure in facts.figures if figure.metric_key})
    keep_metric_rows(connection, [_row(metrics()[key]) for key in keys])


def keep_metric_rows(connection: Connection, rows: Sequence[Row]) -> None:
    """The same, given as rows; those that are held already in the same words are left alone."""
    if _fresh(connection, rows):
        with backend_of(connection).apart(connection, schema.metric) as writer:
            if fresh := _fresh(writer, rows):
                changed = [row["metric_key"] for row in fresh]
                writer.execute(delete(schema.metric).where(schema.metric.c.metric_key.in_(changed)))
                writer.execute(insert(schema.metric), fresh)


def _fresh(connection: Connection, rows: Sequence[Row]) -> list[Row]:
    ours = schema.metric.c.metric_key.in_([row["metric_key"] for row in rows])
    found = connection.execute(select(schema.metric).where(ours)) if rows else ()
    held = {row.metric_key: {**row._mapping} for row in found}
    return [row for row in rows if held.get(row["metric_key"]) != row]


def _row(metric: Metric) -> Row:
    return {
        "metric_key": metric.key,
        "canonical": metric.name,
        "english": metric.english,
        "aliases": _BETWEEN.join(metric.aliases),
        "unit": _BETWEEN.join(metric.units),
        "direction": metric.better,
        "measure": metric.measure,
        "nature": metric.nature or None,
        "low": None if metric.low is None else float(metric.low),
        "high": None if metric.high is None else float(metric.high),
        "subject_area": metric.subject,
        "defined_in": metric.defined_in,
    }
