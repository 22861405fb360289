"""What has to be said of a kind of record: the forms that models/kinds.py fills in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Table

from models.facts import Evidence, Facts
from models.names import RecordKind


class Fact(Protocol):
    """What every record has. Its other attributes are named as the columns of its table are, without `_id`,
    `_index` and `char_`."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The pieces it rests on."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that a row of a table names: their table, its column that leads to the record, and by column
    of the record's view the roles whose names it joins."""

    table: Table
    owner: str
    columns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where a kind stands among the others: in what `trace` shows, in what is linked where several rest on
    the same characters, in the list of facts, in the list of changes and in a `diff` (None: it has no
    history)."""

    shown: int
    linked: int
    listed: int
    changes: int | None = None
    diff: int | None = None


@dataclass(frozen=True, slots=True)
class RowForm:
    """The columns by which the same row is found in another version besides its name: the group it stands
    in, its content, further words, and numbers (which tell namesakes apart, never make two rows one)."""

    group: str = ""
    content: str = ""
    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    `name` is what v_trace and anchors call it, `zh`, `en` and `plural` what people do. `table` holds it,
    under `alias` in the SQL of views; `view` shows it by `key`. `facts` are those of a document in order,
    `more` gives by attribute what the facts do not hold themselves, one value a fact. `title` is the column
    that names a record, `names` those that people see as its name, `own` the fields that are its own words,
    `letter` the class of their marks in a page.
    `told` is the column whose value a change tells when a record came or went (None: as `title`).
    `printed` is the column that the span of its table prints (None: it has no span of its own), `apart` the
    attribute that tells records with the very same span apart (None: its main evidence is its place).
    `is_text` holds for what only orders or repeats text: found after what states something.
    `claims` is false where its evidence leaves numbers of the text to others. `form` tells how its records
    are found again in other versions where nothing more is known of them.
    `unlisted` are columns of its view that the report's page does without, `compared` those it shows of
    other versions, `recalled` those that `history` shows.
    """

    name: RecordKind
    zh: str
    en: str
    plural: str
    table: Table
    alias: str
    view: str
    key: str
    facts: Callable[[Facts], Sequence[Fact]]
    title: str
    names: tuple[str, ...]
    own: tuple[str, ...]
    letter: str
    ranks: Ranks
    more: Callable[[Facts], Mapping[str, Sequence[object]]] | None = None
    told: str | None = None
    printed: str | None = None
    apart: str | None = None
    is_text: bool = False
    owns_figures: bool = False
    claims: bool = True
    form: RowForm | None = None
    bodies: Bodies | None = None
    unlisted: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()

    @property
    def has_history(self) -> bool:
        """Whether changes between versions are told of it."""
        return self.ranks.changes is not None

    @property
    def is_row(self) -> bool:
        """Whether its records are rows of the document's tables."""
        return "row_index" in self.table.c

    @property
    def shown_by(self) -> str:
        """The field whose evidence shows a record best."""
        return self.printed or self.title
