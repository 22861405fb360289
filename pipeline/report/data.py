"""What the page's script reads: every record, its evidence, findings, history and places, in columns.

Texts of paragraphs are not repeated here: quotes and their context are cut out of the page itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from models.language import LANGUAGES, Language
from models.vocabularies import read_rows
from pipeline.ask.bodies_asked import asked_as
from pipeline.report.columns import column, columns, paths, typed_columns
from pipeline.report.read import HISTORY_COLUMNS, RECORD_COLUMNS, Material
from pipeline.store.held import Row
from pipeline.store.value_words import stated, target_words, value_words

_FACTS: Final = (
    *(
        "plan",
        "version",
        "is_current",
        "title",
        "region",
        "period_start",
        "period_end",
        "dated",
        "file_name",
        "source_sha256",
        "file_size",
    ),
    *("ingested_at", "tool_version", "text_profile"),
)
_VERSION: Final = ("version", "title", "file_name", "source_sha256", "dated")
_BLOCK: Final = (
    "block_id",
    "part",
    "kind",
    "list_label",
    "heading_id",
    "table_id",
    "row_index",
    "col_index",
    "use",
    "reason",
)
_TABLE: Final = ("table_id", "kind", "caption")
_FINDING: Final = (
    "finding_id",
    "rule",
    "severity",
    "message",
    "message_zh",
    "expected",
    "actual",
    "status",
    "note",
)
_EARLIER: Final = ("finding_id", "side", "quoted_version", "quote")
_SIDE: Final = ("finding_id", "side", "record_kind", "record_id", "block_id", "char_start", "char_end")
_CHANGE: Final = (
    "from_version",
    "to_version",
    "record_kind",
    "change",
    "field",
    "old_value",
    "new_value",
    "delta",
    "percent",
    "old_id",
    "new_id",
)


def page_data(material: Material) -> dict[str, object]:
    """Plain lists and mappings for `script_json`."""
    return {
        "meta": {name: material.facts[name] for name in _FACTS},
        "versions": [{name: row[name] for name in _VERSION} for row in material.versions],
        "blocks": typed_columns(material.blocks, _BLOCK)
        | {"path": paths([row.xml_path for row in material.blocks])},
        "tables": typed_columns(material.tables, _TABLE),
        "records": {kind: _records(kind, found) for kind, found in material.records.items()},
        "words": _in_words(material),
        "evidence": _evidence(material),
        "entities": typed_columns(material.entities, ("entity_id", "label", "canonical")),
        "bodies": typed_columns(material.bodies, ("project_id", "role", "name", "entity_id")),
        "task_bodies": typed_columns(material.task_bodies, ("task_id", "role", "name", "entity_id")),
        "aliases": _aliases(material),
        "numbers": typed_columns(material.numbers, ("block_id", "char_start", "char_end", "outcome")),
        "findings": typed_columns(material.findings, _FINDING),
        "rules": {
            row["code"]: (row["zh"], row["en"])
            for row in read_rows("rule_titles")
            if row["code"] in _rules_of(material)
        },
        "sides": typed_columns(material.finding_sides, _SIDE),
        "earlier": typed_columns(material.earlier_sides, _EARLIER),
        "history": _history(material),
        "changes": typed_columns(material.changes, _CHANGE),
    }


def _aliases(material: Material) -> dict[str, str]:
    """By the name of a body the everyday names that people look for it with, as one text."""
    said = {row.name for row in material.bodies} | {row.name for row in material.task_bodies}
    said |= {str(row["text"]) for row in material.records["mention"] if row["label"] == "ORG"}
    found = {name: " ".join(asked_as(name)) for name in sorted(said)}
    return {name: aliases for name, aliases in found.items() if aliases}


def _rules_of(material: Material) -> set[str]:
    return {finding.rule for finding in material.findings}


def _records(kind: str, found: Sequence[Row]) -> dict[str, object]:
    """A lineage that is the record's own uid (one that is in no other version) is left out."""
    told = [{**row, "lineage": None if row["lineage"] == row["uid"] else row["lineage"]} for row in found]
    return columns(told, RECORD_COLUMNS[kind][1])


def _in_words(material: Material) -> dict[str, object]:
    """What figures state, and targets that do not print their bound, in both languages; row by row as the
    records."""
    asked: Mapping[str, Callable[[Row, Language], str | None]] = {
        "figure": lambda row, spoken: value_words(stated(row), spoken),
        "indicator": target_words,
    }
    return {
        kind: columns(
            [{spoken: told(row, spoken) for spoken in LANGUAGES} for row in material.records[kind]], LANGUAGES
        )
        for kind, told in asked.items()
    }


def _evidence(material: Material) -> dict[str, object]:
    """One row a record and span; `shape` tells which fields rest on it, each as [field, role, derivation]."""
    shapes: dict[tuple[tuple[object, ...], ...], int] = {}
    spans: list[tuple[object, ...]] = []
    for key, pieces in groupby(material.evidence, key=attrgetter("span")):
        fields = tuple((piece.field, piece.role, piece.derivation) for piece in pieces)
        spans.append((*key, shapes.setdefault(fields, len(shapes))))
    names = ("kind", "record", "block", "start", "end", "shape")
    listed: Iterable[tuple[object, ...]] = zip(*spans, strict=True) if spans else ((),) * len(names)
    return {
        "n": len(spans),
        "shapes": list(shapes),
        **{name: column(values) for name, values in zip(names, listed, strict=True)},
    }


def _history(material: Material) -> Mapping[str, object]:
    """What other versions say of records of this one, by kind."""
    return {kind: _of_lineages(material, kind, rows) for kind, rows in material.others.items() if rows}


def _of_lineages(material: Material, kind: str, rows: Sequence[Row]) -> dict[str, object]:
    own = {row["lineage"] for row in material.records[kind]}
    return columns(
        [row for row in rows if row["lineage"] in own], ("version", "lineage", *HISTORY_COLUMNS[kind])
    )
