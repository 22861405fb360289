"""What a trace gives: records with their evidence, paragraphs, and the other places that state the same
thing."""

from dataclasses import dataclass
from typing import Literal

from pipeline.store.held import HeldVersion

Reading = Literal["record", "number", "words"]
Relation = Literal["same name", "same value and unit", "text"]
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Scope:
    """Which versions to look in: those of one plan or of all, current ones only unless `all_versions`."""

    plan: str | None = None
    all_versions: bool = False

    @property
    def condition(self) -> str:
        """The SQL condition on a public view; `values` fills its places."""
        versions = "TRUE" if self.all_versions else "is_current = 1"
        return f"({versions})" if self.plan is None else f"({versions} AND plan = :plan)"

    @property
    def values(self) -> dict[str, object]:
        """Values for the places of `condition`."""
        return {} if self.plan is None else {"plan": self.plan}


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Names a record, as on the command line: `figure:12`."""

    kind: str
    id: int

    def __str__(self) -> str:
        """As on the command line."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph and where it stands; row and column are 0-based, `table_id` is None outside tables."""

    version: HeldVersion
    block_id: int
    ordinal: int
    kind: str
    use: str
    reason: str
    heading_path: str
    part: str
    xml_path: str
    table_id: int | None
    table_caption: str
    row_index: int | None
    col_index: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a paragraph, half-open, in code points."""

    place: Place
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The characters themselves."""
        return self.place.text[self.start : self.end]

    def around(self, size: int = CONTEXT) -> tuple[str, str, str]:
        """Up to `size` characters before, the quote, and up to `size` after."""
        text = self.place.text
        return text[max(self.start - size, 0) : self.start], self.quote, text[self.end : self.end + size]

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return (
            self.place.block_id == other.place.block_id and self.start < other.end and other.start < self.end
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence for one field (v_trace)."""

    field: str
    value: str | None
    role: str
    derivation: str
    span: Span


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place that states the same thing: a record, or (reference None) a paragraph."""

    relation: Relation
    reference: Reference | None
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class TracedRecord:
    """A record with all columns of its view, its evidence in the order of these columns, and the other
    places (`n_elsewhere` before any limit)."""

    reference: Reference
    name: str
    uid: str
    version: HeldVersion
    fields: tuple[tuple[str, object], ...]
    evidence: tuple[Piece, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    n_elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class TracedParagraph:
    """A paragraph with the places that were looked for, and the records that rest on it."""

    place: Place
    spans: tuple[Span, ...]
    records: tuple[tuple[Reference, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one WHAT; `n_records` and `n_paragraphs` count before any limit, where it is
    `partial` only what was looked at."""

    what: str
    reading: Reading
    records: tuple[TracedRecord, ...]
    n_records: int
    paragraphs: tuple[TracedParagraph, ...]
    n_paragraphs: int
    partial: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was found."""
        return not self.n_records and not self.n_paragraphs
