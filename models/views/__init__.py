"""The public views, each as data. They are dropped and made anew in code, never migrated."""

from models.views.columns import Column, View
from models.views.documents import BLOCKS, LOG, TABLES, VERSIONS
from models.views.records import (
    BOX_ITEMS,
    BOXES,
    DOCUMENTS,
    HEADINGS,
    INDICATORS,
    PROJECT_BODIES,
    PROJECTS,
    TASK_BODIES,
    TASKS,
)
from models.views.results import CHANGES, CHECKS, COVERAGE, FINDING_EVIDENCE, FINDINGS, NOTICES, NUMBERS
from models.views.statements import ENTITIES, ENTITY_LIST, FIGURES, METRICS
from models.views.trace import TRACE

VIEWS: tuple[View, ...] = (
    VERSIONS,
    DOCUMENTS,
    BLOCKS,
    HEADINGS,
    TABLES,
    INDICATORS,
    PROJECTS,
    PROJECT_BODIES,
    TASKS,
    TASK_BODIES,
    BOXES,
    BOX_ITEMS,
    FIGURES,
    METRICS,
    ENTITIES,
    ENTITY_LIST,
    TRACE,
    COVERAGE,
    NUMBERS,
    FINDINGS,
    FINDING_EVIDENCE,
    CHECKS,
    CHANGES,
    NOTICES,
    LOG,
)

__all__ = ["VIEWS", "Column", "View"]
