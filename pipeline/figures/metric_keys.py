"""Which metric of the catalogue a figure tells, wherever it stands: text, box or table."""

from dataclasses import replace

from models.facts import Facts, Figure
from models.metric_catalogue import metric_told


def with_metric_keys(facts: Facts) -> Facts:
    """The facts, each figure with the key of its metric where its name and unit tell it."""
    region = facts.structure.region.name if facts.structure.region else ""
    return replace(facts, figures=tuple(_keyed(figure, region) for figure in facts.figures))


def _keyed(figure: Figure, region: str) -> Figure:
    told = metric_told(figure.metric, figure.unit, figure.kind, figure.role, region)
    if told is None:
        return figure
    return replace(figure, metric_key=told.metric.key, metric_basis=told.basis)
