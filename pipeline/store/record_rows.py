"""Rows of what a document states: records, their tables, their evidence."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.document import Block
from models.facts import Evidence, Facts, Figure, Heading, Indicator, Project
from models.names import RecordKind
from pipeline.store.document_rows import Ids, Row
from pipeline.store.uid import Uids, box_items

# in which order records are numbered
KINDS: tuple[RecordKind, ...] = ("heading", "box", "box_item", "indicator", "project", "figure", "mention")


def record_rows(uids: Uids, ids: Ids) -> Iterator[Row]:
    """Table `record`. The lineage of a record is its uid until versions are aligned."""
    for kind in KINDS:
        for ordinal, (record_id, uid) in enumerate(zip(ids.records[kind], uids[kind], strict=True)):
            yield {
                "record_id": record_id,
                "version_id": ids.version,
                "kind": kind,
                "ordinal": ordinal,
                "uid": uid,
                "lineage": uid,
            }


def heading_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `heading`."""
    paths = _paths(facts.structure.headings)
    for record_id, found, path in zip(ids.records["heading"], facts.structure.headings, paths, strict=True):
        yield {
            "record_id": record_id,
            "level": found.level,
            "label": found.label,
            "title": found.title,
            "parent_id": ids.heading(found.parent),
            "path": path,
            "block_id": ids.blocks[found.block],
            "char_start": found.start,
            "char_end": found.end,
        }


def _paths(headings: Sequence[Heading]) -> list[str]:
    paths: list[str] = []
    for found in headings:
        paths.append(found.title if found.parent is None else f"{paths[found.parent]} > {found.title}")
    return paths


def box_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `box`."""
    for record_id, found in zip(ids.records["box"], facts.structure.boxes, strict=True):
        yield {
            "record_id": record_id,
            "label": found.label,
            "title": found.title,
            "heading_id": ids.heading(found.heading),
            "table_id": ids.table(found.table),
        }


def box_item_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `box_item`."""
    record_ids = iter(ids.records["box_item"])
    for box_id, box in zip(ids.records["box"], facts.structure.boxes, strict=True):
        for position, item in enumerate(box.items):
            yield {
                "record_id": next(record_ids),
                "box_id": box_id,
                "position": position,
                "title": item.title,
                "text": item.text,
                "block_id": ids.blocks[item.block],
            }


def _decimal(name: str, value: Decimal | None) -> Row:
    """A number twice: REAL for reckoning, TEXT as the exact decimal."""
    return {
        name: None if value is None else float(value),
        f"{name}_text": None if value is None else format(value, "f"),
    }


def indicator_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `indicator`."""
    for record_id, found in zip(ids.records["indicator"], facts.indicators, strict=True):
        yield _indicator_row(record_id, found, ids)


def _indicator_row(record_id: int, found: Indicator, ids: Ids) -> Row:
    return {
        "record_id": record_id,
        "table_id": ids.tables[found.table],
        "row_index": found.row,
        "serial_no": found.serial_no,
        "name": found.name,
        "unit": found.unit,
        "nature": found.nature,
        "category": found.category,
        "parent_id": None if found.parent is None else ids.records["indicator"][found.parent],
        "baseline_year": found.baseline_year,
        "baseline_raw": found.baseline_raw,
        **_decimal("baseline_value", found.baseline_value),
        "target_year": found.target_year,
        "target_raw": found.target_raw,
        **_decimal("target_value", found.target_value),
        **_decimal("target_value_max", found.target_value_max),
        "target_qualifier": found.target_qualifier,
        "cumulative": int(found.cumulative),
        "baseline_cumulative": int(found.baseline_cumulative),
    }


def project_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `project`."""
    for record_id, found in zip(ids.records["project"], facts.projects, strict=True):
        yield _project_row(record_id, found, ids)


def _project_row(record_id: int, found: Project, ids: Ids) -> Row:
    return {
        "record_id": record_id,
        "table_id": ids.tables[found.table],
        "row_index": found.row,
        "row_kind": found.row_kind,
        "parent_id": None if found.parent is None else ids.records["project"][found.parent],
        "serial_no": found.serial_no,
        "name": found.name,
        "content": found.content,
        "stage": found.stage,
        "start_year": found.start_year,
        "end_year": found.end_year,
        "period_raw": found.period_raw,
        "start_month": found.start_month,
        "end_month": found.end_month,
        "total_investment_raw": found.total_investment_raw,
        "period_investment_raw": found.period_investment_raw,
        **_decimal("total_investment", found.total_investment),
        **_decimal("period_investment", found.period_investment),
        "location": found.location,
        "remarks": found.remarks,
        "item_count": found.item_count,
    }


def body_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `project_body`, each body with the entity that says it is named there."""
    named = {
        place: entity_id
        for entity_id, entity in zip(ids.entities, facts.entities, strict=True)
        for place in entity.bodies
    }
    for number, (record_id, found) in enumerate(zip(ids.records["project"], facts.projects, strict=True)):
        for position, body in enumerate(found.bodies):
            yield {
                "project_id": record_id,
                "position": position,
                "role": body.role,
                "name": body.name,
                "entity_id": named.get((number, position)),
                "block_id": ids.blocks[body.block],
                "char_start": body.start,
                "char_end": body.end,
            }


def figure_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `figure`."""
    for record_id, found in zip(ids.records["figure"], facts.figures, strict=True):
        yield _figure_row(record_id, found, ids)


def _figure_row(record_id: int, found: Figure, ids: Ids) -> Row:
    return {
        "record_id": record_id,
        "origin": found.origin,
        "owner_id": None if found.owner is None else ids.records[found.owner[0]][found.owner[1]],
        "role": found.role,
        "metric": found.metric,
        "subject": found.subject,
        "raw": found.raw,
        **_decimal("value", found.value),
        **_decimal("value_max", found.value_max),
        "unit": found.unit,
        "qualifier": found.qualifier,
        "period": found.period,
        "period_start": found.period_start,
        "period_end": found.period_end,
        "period_basis": found.period_basis,
        "base_period": found.base_period,
        "kind": found.kind,
        "direction": found.direction,
        "block_id": ids.blocks[found.block],
        "char_start": found.start,
        "char_end": found.end,
    }


def entity_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `entity`."""
    for entity_id, found in zip(ids.entities, facts.entities, strict=True):
        yield {
            "entity_id": entity_id,
            "version_id": ids.version,
            "label": found.label,
            "canonical": found.canonical,
        }


def mention_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `mention`."""
    for record_id, found in zip(ids.records["mention"], facts.mentions, strict=True):
        yield {
            "record_id": record_id,
            "label": found.label,
            "text": found.text,
            "normalised": found.normalised,
            "entity_id": None if found.entity is None else ids.entities[found.entity],
            "depth": found.depth,
            "block_id": ids.blocks[found.block],
            "char_start": found.start,
            "char_end": found.end,
        }


def evidence_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `evidence`, the quotes cut from the blocks."""
    structure = facts.structure
    evident: tuple[tuple[RecordKind, Iterator[tuple[Evidence, ...]]], ...] = (
        ("heading", (found.evidence for found in structure.headings)),
        ("box", (found.evidence for found in structure.boxes)),
        ("box_item", (found.evidence for found in box_items(facts))),
        ("indicator", (found.evidence for found in facts.indicators)),
        ("project", (found.evidence for found in facts.projects)),
        ("figure", (found.evidence for found in facts.figures)),
        ("mention", (found.evidence for found in facts.mentions)),
    )
    for kind, pieces in evident:
        for record_id, evidence in zip(ids.records[kind], pieces, strict=True):
            for position, piece in enumerate(evidence):
                yield _evidence_row(record_id, position, piece, structure.document.blocks, ids)


def _evidence_row(record_id: int, position: int, piece: Evidence, blocks: Sequence[Block], ids: Ids) -> Row:
    return {
        "record_id": record_id,
        "position": position,
        "field": piece.field,
        "role": piece.role,
        "derivation": piece.derivation,
        "block_id": ids.blocks[piece.block],
        "char_start": piece.start,
        "char_end": piece.end,
        "quote": blocks[piece.block].text[piece.start : piece.end],
    }
