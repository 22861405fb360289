"""The metrics of the catalogue that the figures of a version have, as this plantrace knows them."""

from sqlalchemy import Connection, delete, insert

from models import schema
from models.facts import Facts
from models.metric_catalogue import Metric, metrics
from pipeline.store.document_rows import Row

_BETWEEN = "；"


def keep_metrics(connection: Connection, facts: Facts) -> None:
    """Rows of table `metric`, new or brought up to date."""
    keys = sorted({figure.metric_key for figure in facts.figures if figure.metric_key})
    if not keys:
        return
    connection.execute(delete(schema.metric).where(schema.metric.c.metric_key.in_(keys)))
    connection.execute(insert(schema.metric), [_row(metrics()[key]) for key in keys])


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
