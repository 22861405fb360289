"""Pieces of JSON schemas (json-schema.org, draft 2020-12): rows of views, dataclasses, objects, lists."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from models.view_keys import KEYS
from models.views import VIEWS, Column

Schema = dict[str, Any]
_VIEWS: Final = {view.name: view for view in VIEWS}
_OF_COLUMN: Final = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}
_PLAIN: Final[dict[object, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Path: {"type": "string"},
    object: {},
}
TEXT: Final[Schema] = {"type": "string"}
NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
OFFSET: Final[Schema] = {"type": "integer", "minimum": 0, "description": "in Unicode code points"}


def objects(**properties: Schema) -> Schema:
    """An object that has all of these; more may be added in a later version."""
    return {"type": "object", "properties": properties, "required": [*properties]}


def lists(items: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": items}


def or_null(schema: Schema) -> Schema:
    """This, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def merged(*parts: Schema) -> Schema:
    """One object with the properties of all."""
    return objects(**{name: one for part in parts for name, one in part["properties"].items()})


def row_of(view: str, columns: str = "") -> Schema:
    """A row of a view: these of its columns (as in a SELECT list), all where none is named."""
    held = {column.name: column for column in _VIEWS[view].columns}
    return objects(**{name: _column(view, held[name]) for name in _names(columns) or held})


def _names(columns: str) -> list[str]:
    """The names that a SELECT list gives its columns."""
    named = [one.strip().split(" AS ")[-1] for one in columns.split(",") if one.strip()]
    return [name.rpartition(".")[2] for name in named]


def _column(view: str, column: Column) -> Schema:
    kind: str | list[str] = _OF_COLUMN[column.type]
    sure = column.name in (*KEYS.get(view, ()), "plan", "version")
    return {"type": kind if sure else [kind, "null"], "description": column.comment}


def listed(view: str, row: type) -> Schema:
    """A typed row with the meanings of the view's columns."""
    meanings = {column.name: column.comment for column in _VIEWS[view].columns}
    schema = value_of(row)
    for name, one in schema["properties"].items():
        if name in meanings:
            one["description"] = meanings[name]
    return schema


@cache
def _hints(value: type) -> Mapping[str, Any]:
    return get_type_hints(value)


def value_of(value: type) -> Schema:
    """What `asdict` makes of a dataclass."""
    return objects(**{field.name: of_type(_hints(value)[field.name]) for field in fields(value)})


def of_type(hint: Any) -> Schema:
    """A value of this type in JSON."""
    if hint in _PLAIN:
        return {**_PLAIN[hint]}
    if is_dataclass(hint) and isinstance(hint, type):
        return value_of(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": [*inner]}
    if origin in (Union, UnionType):
        known = [of_type(one) for one in inner if one is not type(None)]
        return {"anyOf": [*known, {"type": "null"}]} if type(None) in inner else {"anyOf": known}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": of_type(inner[1])}
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return lists(of_type(inner[0]))
    raise TypeError(f"{hint}: no JSON schema is known for it")
