"""What the public views are to each other: Datasette knows keys and foreign keys of tables only, so views
are told theirs here.

With them a row of a view has a page of its own, numbers read as names, and a row's page lists the rows that
point to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.kinds import KINDS, shown_first
from models.view_keys import NUMBERS, VIEW_OF_RECORD
from models.views import VIEWS

# the column that a number reads as; a paragraph is too long to be a name
LABELS: Final = {
    "v_versions": "title",
    "v_tables": "caption",
    **{kind.view: kind.title for kind in KINDS},
    "v_entity_list": "canonical",
    "v_findings": "message",
}
# what an anchor of the document's page can name
VIEW_OF_KIND: Final = {**VIEW_OF_RECORD, "block": "v_blocks", "finding": "v_findings"}
_VIEW_OF_COLUMN: Final = {key: view for view, key in NUMBERS.items()} | {
    "continues_id": "v_tables",
    "old_block_id": "v_blocks",
    "new_block_id": "v_blocks",
}
_OWNERS: Final = tuple(kind.name for kind in shown_first() if kind.owns_figures)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# what a reader looks for comes first on the page of a view, what only a program needs last
_FIRST: Final = {
    "v_figures": _names(
        "figure_id plan version metric subject raw value value_max unit qualifier period kind direction"
        " origin quote heading_path"
    ),
    "v_blocks": _names("block_id plan version kind list_label text heading_path use reason"),
    "v_headings": _names("heading_id plan version level label title path"),
    "v_indicators": _names(
        "indicator_id plan version category serial_no name unit nature baseline_year baseline_raw target_year"
        " target_raw"
    ),
    "v_projects": _names(
        "project_id plan version row_kind serial_no name content build_type stage period_raw total_investment"
        " period_investment builders responsible location"
    ),
    "v_tasks": _names(
        "task_id plan version group_name serial_no name content lead responsible cooperating deadline_raw"
        " status_raw"
    ),
    "v_entities": _names("mention_id plan version label text canonical entity_id heading_path block_id"),
    "v_findings": _names("finding_id plan version severity rule message expected actual status quote note"),
}
_LAST: Final = ("is_current", "uid", "lineage", "part", "xml_path", "char_start", "char_end", "source_sha256")


def reading_order(view: str, columns: Sequence[str]) -> list[str]:
    """The columns of a view in the order in which people read them."""
    first = [column for column in _FIRST.get(view, ()) if column in columns]
    rest = [column for column in columns if column not in first]
    return [
        *first,
        *(column for column in rest if column not in _LAST),
        *(column for column in rest if column in _LAST),
    ]


@dataclass(frozen=True, slots=True)
class Relation:
    """`view.column` points to the key of `other`; `labelled` where its numbers are to read as names."""

    view: str
    column: str
    other: str
    labelled: bool = True

    @property
    def other_column(self) -> str:
        """The key it points to."""
        return NUMBERS[self.other]


def _by_name() -> tuple[Relation, ...]:
    found = []
    for view in VIEWS:
        for column in (column.name for column in view.columns):
            other = view.name if column == "parent_id" else _VIEW_OF_COLUMN.get(column)
            if other and column != NUMBERS.get(view.name):
                found.append(Relation(view.name, column, other, other in LABELS))
    return tuple(found)


# numbers of records are unique over their kinds, so that these lead to one row at most
_OF_SEVERAL_KINDS: Final = (
    *(Relation("v_trace", "record_id", VIEW_OF_KIND[kind], labelled=False) for kind in VIEW_OF_RECORD),
    *(
        Relation("v_finding_evidence", "record_id", VIEW_OF_KIND[kind], labelled=False)
        for kind in VIEW_OF_RECORD
    ),
    *(Relation("v_figures", "owner_id", VIEW_OF_KIND[kind], labelled=False) for kind in _OWNERS),
)
RELATIONS: Final = (*_by_name(), *_OF_SEVERAL_KINDS)
PUBLIC: Final = (*(view.name for view in VIEWS), "data_dictionary", "meta")
PUBLIC_TABLES: Final = ("data_dictionary", "meta")
