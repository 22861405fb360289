"""The values that programs get: frozen, of plain types. Offsets are half-open, in Unicode code points;
amounts of money are in 元; years and numbers of versions are integers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

State = Literal["stored", "unchanged", "refused", "skipped"]


@dataclass(frozen=True, slots=True)
class Version:
    """An ingested file: which version of which plan it is, and the SHA-256 of its bytes."""

    plan: str
    version: int
    is_current: bool
    title: str
    file_name: str
    source_sha256: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file. `reason` is a code (refused, skipped), `message` a sentence for people;
    `plan` and `version` are set for `stored` and `unchanged`."""

    path: Path
    state: State
    reason: str
    message: str
    plan: str | None
    version: int | None


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters of a paragraph, and where they stand: enough to find them again in the file.

    `place` is in words of the document (表1第3行“2025年”列), `page` None where the file does not say; `part`
    and `xml_path` lead to the paragraph's element. `prefix` and `suffix` are up to 32 characters around.
    """

    plan: str
    version: int
    file_name: str
    source_sha256: str
    place: str
    page: int | None
    heading_path: str
    part: str
    xml_path: str
    block_id: int
    char_start: int
    char_end: int
    prefix: str
    quote: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a field of a record rests on: `field` is a column of the record's view, `value` what it holds as
    text, `role` value, unit, period, label or context, `derivation` how the value came from the quote."""

    field: str
    value: str | None
    role: str
    derivation: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Other:
    """Another place that states the same: `relation` is `same name`, `same value and unit` or `text`,
    `record` names a record (`figure:12`) or is None for a paragraph."""

    relation: str
    record: str | None
    name: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its kind (figure, indicator, project …) and number, all columns of its view, its evidence,
    other places (`n_elsewhere` counts them before any limit)."""

    kind: str
    id: int
    uid: str
    name: str
    plan: str
    version: int
    fields: Mapping[str, object]
    evidence: tuple[Evidence, ...]
    elsewhere: tuple[Other, ...]
    n_elsewhere: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that says what was looked for: its text, each place in it, and the records that rest on
    it (`figure:12`)."""

    text: str
    citations: tuple[Citation, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is held for one thing asked; `reading` says how it was understood (record, number, words), the
    two numbers count before any limit; `partial`: very many paragraphs have the words, and only the first of
    them were looked at."""

    what: str
    reading: str
    records: tuple[Record, ...]
    n_records: int
    paragraphs: tuple[Paragraph, ...]
    n_paragraphs: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction or oddity. `number` is that of `plantrace review`, None where the run was not kept;
    the sentence is there in English and Chinese; the first citation is the main one."""

    number: int | None
    plan: str
    version: int
    rule: str
    severity: str
    message: str
    message_zh: str
    expected: str | None
    actual: str | None
    status: str
    note: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two versions. `change` is added, removed, changed, moved or renumbered,
    `change_class` substance, renumbering, reference or form; `delta` and `percent` are in base units."""

    plan: str
    from_version: int
    to_version: int
    record_kind: str
    change: str
    change_class: str
    name: str
    heading_path: str
    field: str | None
    old_value: str | None
    new_value: str | None
    delta: float | None
    percent: float | None
    old_id: int | None
    new_id: int | None
    old: Citation | None
    new: Citation | None
