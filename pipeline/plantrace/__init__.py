"""Plans of Chinese governments as a database in which every value traces to its characters.

What stands in `__all__` is promised: names, parameters and fields stay, and what is added has a default.
Everything else of the distribution (`models`, `parsers`, `pipeline`) may change. docs/python.md shows it.

setup.cfg maps this folder to the package `plantrace`: the folders at the top are those of the project's
layout, and the import is the name of the distribution.
"""

from models.errors import DatabaseFault, NotHeld, PlanError, RefusedFile, WrongUse
from pipeline.library.asking import check, diff, frames, report, trace
from pipeline.library.opened import Plans, open_plans
from pipeline.library.reading import ingest
from pipeline.library.values import (
    Answer,
    Change,
    Citation,
    Evidence,
    Finding,
    Ingested,
    Other,
    Paragraph,
    Record,
    Version,
)

open = open_plans

__all__ = [
    "Answer",
    "Change",
    "Citation",
    "DatabaseFault",
    "Evidence",
    "Finding",
    "Ingested",
    "NotHeld",
    "Other",
    "Paragraph",
    "PlanError",
    "Plans",
    "Record",
    "RefusedFile",
    "Version",
    "WrongUse",
    "check",
    "diff",
    "frames",
    "ingest",
    "open",
    "report",
    "trace",
]
