"""A kind of record of the tests' own, said in one place: notes, paragraphs that begin with 注 and a number.

It must be imported before anything else of ours: `python -c "import tests.toy_kind; …"`.
"""

import re
from dataclasses import dataclass
from typing import Any, cast

from models import names

names.RECORD_KINDS = (*names.RECORD_KINDS, "note")

from models.facts import Evidence, Facts  # noqa: E402
from models.schema import columns  # noqa: E402

NOTE_TABLE = columns.table(
    "note",
    "A note.",
    columns.record_key(),
    columns.text("name", "注1"),
    columns.text("said", "what it says"),
    columns.reference("block_id", "block.block_id", "where"),
)

from models import kinds  # noqa: E402


@dataclass(frozen=True)
class Note:
    name: str
    said: str
    block: int
    evidence: tuple[Evidence, ...]


def notes(facts: Facts) -> list[Note]:
    blocks = facts.structure.document.blocks
    found = [(block.ordinal, re.fullmatch(r"(注\d)：(.+)", block.text)) for block in blocks]
    return [_note(block, match) for block, match in found if match]


def _note(block: int, match: re.Match[str]) -> Note:
    evidence = (Evidence("name", block, *match.span(1)), Evidence("said", block, *match.span(2)))
    return Note(match[1], match[2], block, evidence)


kinds.KINDS = (
    *kinds.KINDS,
    kinds.Kind(
        name=cast("Any", "note"),
        zh="注",
        en="note",
        plural="notes",
        table=NOTE_TABLE,
        alias="note",
        view="v_notes",
        key="note_id",
        facts=notes,
        title="name",
        names=("name",),
        own=("name", "said"),
        letter="o",
        ranks=kinds.Ranks(shown=9, linked=9, listed=9, changes=9, diff=9),
        form=kinds.RowForm(),
        compared=("said",),
        recalled=("name", "said"),
    ),
)

from models import views  # noqa: E402
from models.views.columns import RECORD, VERSION, View, of_record  # noqa: E402
from models.views.columns import columns as shown  # noqa: E402

views.VIEWS = (
    *views.VIEWS,
    View(
        "v_notes",
        "One row a note.",
        shown(f"note.record_id=note_id {VERSION} {RECORD} note.name note.said note.block_id"),
        of_record("note"),
    ),
)
