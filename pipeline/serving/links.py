"""Cells that lead somewhere: numbers of records to their place in the document, plans to their page; numbers
as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup, escape

from models.language import Language
from models.view_keys import NUMBERS
from pipeline.serving.metadata import DATABASE
from pipeline.serving.relations import VIEW_OF_KIND
from pipeline.store.value_words import stated, value_words

DOCUMENTS: Final = "/-/plantrace"
PLACES: Final = "/-/plantrace-place"
_KIND_OF_VIEW: Final = {view: kind for kind, view in VIEW_OF_KIND.items()}
_VIEW_OF_COLUMN: Final = {key: view for view, key in NUMBERS.items()} | {
    "old_block_id": "v_blocks",
    "new_block_id": "v_blocks",
    "continues_id": "v_tables",
}
_KIND_COLUMN: Final = {
    "record_id": "record_kind",
    "old_id": "record_kind",
    "new_id": "record_kind",
    "owner_id": "owner_kind",
}
_INVESTMENTS: Final = ("total_investment", "period_investment", "total_yi", "period_yi")
_MEASURES: Final = {
    "value",
    "value_max",
    "baseline_value",
    "target_value",
    "target_value_max",
    "delta",
    "percent",
    *_INVESTMENTS,
}


_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Pointed:
    """A row that a number points to: its view, its kind (None where the document has no place for it) and
    its number."""

    view: str
    kind: str | None
    number: int


def document_path(plan: object, version: object, anchor: str = "") -> str:
    """The address of a version's page, or of a place in it."""
    return f"{DOCUMENTS}/{quote(str(plan), safe='')}/{version}{'#' + anchor if anchor else ''}"


def row_path(view: str, number: int) -> str:
    """The address of a row's own page."""
    return f"/{DATABASE}/{view}/{number}"


def pointed(column: str, number: int, row: Mapping[str, Any], table: str | None) -> Pointed | None:
    """What a number in this column points to, None where it is just a number."""
    if column in _KIND_COLUMN:
        kind = row.get(_KIND_COLUMN[column])
        view = VIEW_OF_KIND.get(str(kind))
        return Pointed(view, str(kind), number) if view else None
    view = table if column == "parent_id" and table in NUMBERS else _VIEW_OF_COLUMN.get(column)
    return Pointed(view, _KIND_OF_VIEW.get(view), number) if view else None


def place_path(to: Pointed, column: str, row: Mapping[str, Any]) -> str | None:
    """The address of its place in the document; by way of a look-up where the row does not say plan and
    version."""
    if to.kind is None:
        return None
    version = row.get({"old": "from_version", "new": "to_version"}.get(column.partition("_")[0], "version"))
    if row.get("plan") is None or version is None:
        return f"{PLACES}/{to.kind}/{to.number}"
    return document_path(row["plan"], version, f"{to.kind}-{to.number}")


def cell(column: str, value: object, row: Mapping[str, Any], table: str | None, source: str) -> Markup | None:
    """The cell as HTML, None where Datasette shows it as it is; `source` is the word for a link into the
    document."""
    number, name = (value["value"], value["label"]) if isinstance(value, dict) else (value, None)
    if isinstance(number, int) and (to := pointed(column, number, row, table)):
        return _linked(to, name if str(name) != str(number) else None, place_path(to, column, row), source)
    if (
        column in ("version", "from_version", "to_version")
        and row.get("plan") is not None
        and isinstance(value, int)
    ):
        return Markup('<a href="{}">{}</a>').format(document_path(row["plan"], value), value)
    if column in _MEASURES and isinstance(value, int | float):
        return Markup('<span class="number">{}</span>').format(f"{value:,.15g}") + _in_yi(column, value, row)
    if isinstance(value, str) and "【" in value and column in ("quote", "text"):
        return marked(value)
    return None


def with_bound(row: Mapping[str, Any], spoken: Language) -> str:
    """A value of a row that says its bound, with it: 不低于30%."""
    value = row.get("value")
    if row.get("qualifier") in (None, "exact") or not isinstance(value, int | float):
        return ""
    most = row.get("value_max")
    exact = {"value_text": f"{value:.15g}", "value_max_text": None if most is None else f"{most:.15g}"}
    return value_words(stated({**row, **exact}), spoken)


def _in_yi(column: str, value: float, row: Mapping[str, Any]) -> Markup:
    """Behind an amount in 元 the same in 亿元 (万元 below a million): nobody counts eleven digits."""
    if column not in _INVESTMENTS and not (column in ("value", "value_max") and row.get("unit") == "元"):
        return Markup()
    if column == "value" and row.get("qualifier") not in (None, "exact"):
        return Markup()  # told with its bound instead
    size, unit = (1e8, "亿元") if abs(value) >= _MILLION else (1e4, "万元")
    shown = f"{value / size:,.10g}"
    return Markup('<span class="yi">{}{}</span>').format(shown, unit) if abs(value) >= 1e4 else Markup()


def _linked(to: Pointed, name: object, place: str | None, source: str) -> Markup:
    shown = Markup('{} <span class="id">{}</span>').format(name, to.number) if name else escape(to.number)
    link = Markup('<a class="row" href="{}">{}</a>').format(row_path(to.view, to.number), shown)
    if place:
        link += Markup(' <a class="place" href="{}">{}</a>').format(place, source)
    return link if name else Markup('<span class="ref">{}</span>').format(link)


def marked(text: str) -> Markup:
    """The text with what stands between 【 and 】 highlighted."""
    shown = str(escape(text))
    return Markup(shown.replace("【", "<mark>【").replace("】", "】</mark>"))  # noqa: S704 - escaped above
