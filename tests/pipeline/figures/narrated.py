"""The figures of the running text of facts, nothing else."""

from dataclasses import replace
from types import MappingProxyType

from models.facts import Facts, Figure, Mention
from pipeline.figures.narrative import with_narrative_figures
from pipeline.figures.stretches import Cells


def narrative_figures(
    facts: Facts, mentions: tuple[Mention, ...] = (), cells: Cells = MappingProxyType({})
) -> tuple[Figure, ...]:
    """What the stage adds to the figures of the tables; it must not have struck a fault."""
    read = with_narrative_figures(replace(facts, mentions=mentions), cells=cells)
    assert read.notices == facts.notices
    return read.figures[len(facts.figures) :]
