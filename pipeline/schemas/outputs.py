"""The outputs, command by command. Rows are those of the public views, values those of the commands."""

from collections.abc import Callable
from typing import Final, get_args

from models.names import BLOCK_KINDS, CHANGE_CLASSES, DERIVATIONS, ROLES, SEVERITIES, USES
from models.views import VIEWS
from pipeline.ask import against, compare
from pipeline.ask import listed_rows as rows
from pipeline.ask.contents import Contents
from pipeline.ask.history import Step
from pipeline.ask.outline import OutlineBox, OutlineTable
from pipeline.ask.trace_values import Reading, Relation
from pipeline.care.trouble import Trouble
from pipeline.care.verify import Verification
from pipeline.ingest.rebuild import Rebuilt
from pipeline.ingest.run import State
from pipeline.schemas.shapes import (
    NUMBER,
    OFFSET,
    TEXT,
    Schema,
    listed,
    lists,
    merged,
    objects,
    or_null,
    row_of,
    value_of,
)
from pipeline.store.held import HeldVersion
from pipeline.versions.change import Span
from pipeline.versions.diff import VersionNamed
from pipeline.versions.remove import Removed

_NULLABLE_TEXT: Final[Schema] = {"type": ["string", "null"]}
_NULLABLE_NUMBER: Final[Schema] = {"type": ["integer", "null"]}
_FLAG: Final[Schema] = {"type": "boolean"}
_PLACE: Final = objects(
    heading_path=TEXT,
    part=TEXT,
    xml_path=TEXT,
    block_id=NUMBER,
    table_id=_NULLABLE_NUMBER,
    table_caption=TEXT,
    row_index=_NULLABLE_NUMBER,
    col_index=_NULLABLE_NUMBER,
)
_QUOTED: Final = objects(char_start=OFFSET, char_end=OFFSET, prefix=TEXT, quote=TEXT, suffix=TEXT)
_OF_VERSION: Final = objects(plan=TEXT, version=NUMBER, is_current=_FLAG, file_name=TEXT, source_sha256=TEXT)
_SPANS: Final = lists({**lists(OFFSET), "minItems": 2, "maxItems": 2})


def _listed(name: str, row: Schema) -> Schema:
    """A list as the commands give it: how many there are, and the first of them."""
    return objects(**{f"n_{name}": NUMBER, name: lists(row)})


def _ingest() -> Schema:
    changes = objects(since=NUMBER, n=NUMBER)
    file = objects(
        path=TEXT,
        state={"enum": [*get_args(State)]},
        reason=TEXT,
        message=TEXT,
        plan=_NULLABLE_TEXT,
        version=_NULLABLE_NUMBER,
        changes=or_null(changes),
        contents=or_null(value_of(Contents)),
    )
    return objects(stored=NUMBER, unchanged=NUMBER, skipped=NUMBER, refused=NUMBER, files=lists(file))


def _outline() -> Schema:
    """The tree refers to itself."""
    table = merged(objects(what={"const": "table"}), value_of(OutlineTable))
    box = merged(objects(what={"const": "box"}), value_of(OutlineBox))
    node = objects(
        heading_id=_NULLABLE_NUMBER,
        level=NUMBER,
        label=TEXT,
        title=TEXT,
        paragraphs=NUMBER,
        figures=NUMBER,
        n_hidden=NUMBER,
        hangs=lists({"oneOf": [table, box]}),
        children=lists({"$ref": "#/$defs/node"}),
    )
    return {
        **merged(value_of(HeldVersion), objects(outline={"$ref": "#/$defs/node"})),
        "$defs": {"node": node},
    }


def _trace() -> Schema:
    piece = merged(
        objects(
            field=TEXT,
            value=_NULLABLE_TEXT,
            role={"enum": [*ROLES]},
            derivation={"enum": [*DERIVATIONS]},
        ),
        _QUOTED,
        _PLACE,
    )
    other = merged(
        objects(relation={"enum": [*get_args(Relation)]}, record=_NULLABLE_TEXT, name=TEXT), _QUOTED, _PLACE
    )
    record = merged(
        objects(kind=TEXT, id=NUMBER, uid=TEXT, name=TEXT),
        _OF_VERSION,
        objects(
            fields={"type": "object", "description": "the columns of the record's view"},
            evidence=lists(piece),
            n_elsewhere=NUMBER,
            elsewhere=lists(other),
        ),
    )
    paragraph = merged(
        _OF_VERSION,
        _PLACE,
        objects(
            kind={"enum": [*BLOCK_KINDS]},
            use={"enum": [*USES]},
            reason=TEXT,
            text=TEXT,
            spans=_SPANS,
            records=lists(objects(record=TEXT, name=TEXT)),
        ),
    )
    answer = objects(
        what=TEXT,
        reading={"enum": [*get_args(Reading)]},
        n_records=NUMBER,
        records=lists(record),
        n_paragraphs=NUMBER,
        paragraphs=lists(paragraph),
        partial=_FLAG,
    )
    return lists(answer)


def _search() -> Schema:
    columns = "plan, version, heading_path, block_id, kind, part, xml_path, text"
    return _listed("hits", merged(row_of("v_blocks", columns), objects(spans=_SPANS)))


def _boxes() -> Schema:
    item = listed("v_box_items", rows.BoxItem)
    return _listed("boxes", merged(listed("v_boxes", rows.BoxHead), objects(items=lists(item))))


def _entities() -> Schema:
    """With --projects: what each has to do."""
    work, duty = value_of(rows.Work), value_of(rows.Duty)
    entity = listed("v_entity_list", rows.ListedEntity)
    return _listed("entities", merged(entity, objects(projects=lists(work), tasks=lists(duty))))


def _check() -> Schema:
    side = objects(
        record_id=_NULLABLE_NUMBER,
        block_id=NUMBER,
        char_start=OFFSET,
        char_end=OFFSET,
        quote=TEXT,
        heading_path=TEXT,
        part=TEXT,
        xml_path=TEXT,
        version=NUMBER,
    )
    finding = objects(
        finding_id=_NULLABLE_NUMBER,
        rule=TEXT,
        severity={"enum": [*SEVERITIES]},
        message=TEXT,
        expected=_NULLABLE_TEXT,
        actual=_NULLABLE_TEXT,
        status={"enum": ["open", "confirmed", "dismissed"]},
        note=_NULLABLE_TEXT,
        key=TEXT,
        evidence=lists(side),
    )
    tally = objects(made=NUMBER, agreed=NUMBER, rounded=NUMBER, contradicted=NUMBER)
    rules: Schema = {"type": "object", "additionalProperties": tally}
    plan = objects(plan=TEXT, version=NUMBER, findings=lists(finding), rules=rules)
    return objects(open_errors=NUMBER, stored=_FLAG, plans=lists(plan))


def _review() -> Schema:
    return objects(finding_id=_NULLABLE_NUMBER, rule=TEXT, status=TEXT, note=_NULLABLE_TEXT, key=TEXT)


def _verify() -> Schema:
    return merged(objects(proved=_FLAG, checked=NUMBER), value_of(Verification))


def _diff() -> Schema:
    columns = (
        "record_kind, change, field, old_value, new_value, delta, percent, old_id, new_id, matched_by, score"
    )
    change = merged(
        row_of("v_changes", columns),
        objects(
            old=or_null(value_of(Span)),
            new=or_null(value_of(Span)),
            **{"class": {"enum": [*CHANGE_CLASSES]}},
            name=TEXT,
            heading_path=TEXT,
        ),
    )
    named = value_of(VersionNamed)
    return objects(plan=TEXT, **{"from": named}, to=named, changes=lists(change))


def _history() -> Schema:
    step = objects(
        version=value_of(Step)["properties"]["version"],
        row={"type": ["object", "null"], "description": "the row of the record's view"},
        changes=lists(row_of("v_changes")),
    )
    return lists(objects(kind=TEXT, name=TEXT, plan=TEXT, lineage=TEXT, steps=lists(step)))


def _compare() -> Schema:
    """A metric; with --against, two plans."""
    statement = merged(
        objects(place=TEXT, figure_ids=lists(NUMBER)), listed("v_figures", compare.ComparedFigure)
    )
    metric = objects(
        metric=TEXT,
        n_statements=NUMBER,
        statements=lists(statement),
        others=lists(objects(metric=TEXT, n_figures=NUMBER)),
    )
    target = objects(
        metric=TEXT,
        metric_key=_NULLABLE_TEXT,
        year=_NULLABLE_NUMBER,
        verdict={"enum": [*against.VERDICTS]},
        direction=_NULLABLE_TEXT,
        weaker_nature=_FLAG,
        upper=listed("v_figures", against.Target),
        lower=or_null(listed("v_figures", against.Target)),
    )
    named = objects(plan=TEXT, version=NUMBER)
    counts: Schema = {"type": "object", "additionalProperties": NUMBER}
    plans = objects(lower=named, upper=named, counts=counts, targets=lists(target))
    return {"oneOf": [metric, plans]}


def _plans() -> Schema:
    return lists(objects(plan=TEXT, versions=lists(row_of("v_versions"))))


def _doctor() -> Schema:
    troubles = lists(value_of(Trouble))
    repair = objects(done=lists(TEXT), kept=_NULLABLE_TEXT)
    return objects(database=TEXT, sound=_FLAG, found=troubles, repair=or_null(repair), left=troubles)


def _export() -> Schema:
    """A line of a file `v_….jsonl`."""
    return {"anyOf": [{"title": view.name, **row_of(view.name)} for view in VIEWS]}


OUTPUTS: Final[dict[str, Callable[[], Schema]]] = {
    "ingest": _ingest,
    "outline": _outline,
    "trace": _trace,
    "search": _search,
    "indicators": lambda: _listed("indicators", listed("v_indicators", rows.ListedIndicator)),
    "projects": lambda: _listed("projects", listed("v_projects", rows.ListedProject)),
    "boxes": _boxes,
    "figures": lambda: _listed("figures", listed("v_figures", rows.ListedFigure)),
    "entities": _entities,
    "tasks": lambda: _listed("tasks", listed("v_tasks", rows.ListedTask)),
    "check": _check,
    "review": _review,
    "verify": _verify,
    "rebuild": lambda: value_of(Rebuilt),
    "diff": _diff,
    "history": _history,
    "compare": _compare,
    "export": _export,
    "plans": _plans,
    "remove": lambda: lists(value_of(Removed)),
    "doctor": _doctor,
}
"""By command: what its `--format json` is."""


def schema_of(command: str) -> Schema:
    """The schema of a command's JSON, as its file holds it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"plantrace {command} --format json",
        **OUTPUTS[command](),
    }
