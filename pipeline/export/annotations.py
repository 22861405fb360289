"""Evidence as W3C Web Annotations (w3.org/TR/annotation-model): a collection for each version, in it an
annotation for each piece of evidence, in JSON-LD.

The target is the original, named by its SHA-256 as a Named Information URI (RFC 6920). Selectors lead to the
characters in two ways: by the quote with what stands around it, and by part, XPath and position in the text
of the paragraph (text profile pt-1, code points).
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection

from pipeline.export.files import Written, stems
from pipeline.export.provenance import Provenance, provenance
from pipeline.export.selection import Selection, asked
from pipeline.store.held import HeldVersion

SUFFIX: Final = ".annotations.jsonld"
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COLUMNS: Final = (
    "e.record_kind, e.field, e.value, e.role, e.derivation, e.part, e.xml_path, e.char_start, e.char_end,"
    " e.quote, e.prefix, e.suffix, e.place"
)
_EVIDENCE: Final = (
    f"SELECT {_COLUMNS}, r.uid FROM v_trace e JOIN record r ON r.record_id = e.record_id"  # noqa: S608 - names of ours
    " WHERE e.plan = :plan AND e.version = :version"
    " ORDER BY e.block_id, e.char_start, e.char_end, e.record_id, e.field, e.role"
)

Annotation = dict[str, Any]


def write_annotations(
    connection: Connection, selection: Selection, folder: Path, done: Callable[[], None]
) -> list[Written]:
    """Writes `<plan>.annotations.jsonld` for each version; which views were asked for does not matter."""
    written = []
    about = provenance(connection, selection)
    for version, stem in stems(selection.versions).items():
        path = folder / f"{stem}{SUFFIX}"
        written.append(
            Written(path.name, _write(path, version, about, _annotations(connection, version, about)))
        )
        done()
    return written


def source_of(sha256: str) -> str:
    """The name of a file by its SHA-256 (RFC 6920).

    >>> source_of("00" * 32)
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def _annotations(connection: Connection, version: HeldVersion, about: Provenance) -> Iterator[Annotation]:
    """In the order of the text; the same evidence has the same id in every database."""
    created = next(
        str(row["ingested_at"])
        for row in about.versions
        if (row["plan"], row["version"]) == (version.plan, version.version)
    )
    source = source_of(version.source_sha256)
    values: dict[str, object] = {"plan": version.plan, "version": version.version}
    names = (*(column.strip().removeprefix("e.") for column in _COLUMNS.split(",")), "uid")
    with closing(asked(connection, _EVIDENCE, values)) as portions:
        for portion in portions:
            for row in portion:
                yield _annotation(dict(zip(names, row, strict=True)), source, created, about.tool)


def _annotation(piece: dict[str, Any], source: str, created: str, tool: str) -> Annotation:
    where = ("part", "xml_path", "char_start", "char_end", "uid", "field", "role")
    named = "|".join(str(piece[name]) for name in where)
    return {
        "id": uuid5(NAMESPACE_URL, f"{source}|{named}").urn,
        "type": "Annotation",
        "motivation": "describing",
        "created": created,
        "generator": {"type": "Software", "name": tool},
        "body": [*_bodies(piece)],
        "target": {
            "source": {"id": source, "type": "Text", "format": _WORD, "language": "zh"},
            "selector": [_by_quote(piece), _by_position(piece)],
        },
    }


def _bodies(piece: dict[str, Any]) -> Iterator[Annotation]:
    """The value that rests on the characters; then, as tags, which column of which record it is of, in what
    role, how it came from the quote, and the place in words."""
    if piece["value"] is not None:
        yield {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": str(piece["value"]),
        }
    for name, value in (
        ("record", f"{piece['record_kind']}:{piece['uid']}"),
        ("field", piece["field"]),
        ("role", piece["role"]),
        ("derivation", piece["derivation"]),
        ("place", piece["place"]),
    ):
        if value:
            yield {"type": "TextualBody", "purpose": "tagging", "value": f"{name}={value}"}


def _by_quote(piece: dict[str, Any]) -> Annotation:
    around = {name: piece[name] for name in ("prefix", "suffix") if piece[name]}
    return {"type": "TextQuoteSelector", "exact": piece["quote"], **around}


def _by_position(piece: dict[str, Any]) -> Annotation:
    """The part of the package, in it the paragraph, in its text the characters."""
    position = {"type": "TextPositionSelector", "start": piece["char_start"], "end": piece["char_end"]}
    paragraph = {"type": "XPathSelector", "value": piece["xml_path"], "refinedBy": position}
    return {"type": "FragmentSelector", "value": piece["part"], "refinedBy": paragraph}


def _write(path: Path, version: HeldVersion, about: Provenance, items: Iterator[Annotation]) -> int:
    """The collection with all its annotations on one page, a line each; gives how many there are."""
    named = f"{version.plan}, version {version.version}"
    head = {
        "@context": _CONTEXT,
        "id": uuid5(NAMESPACE_URL, f"{source_of(version.source_sha256)}|{named}").urn,
        "type": "AnnotationCollection",
        "label": f"{named}: {version.file_name}, sha256 {version.source_sha256}",
        "created": about.created,
    }
    encode = json.JSONEncoder(ensure_ascii=False).encode
    total = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(encode(head)[:-1] + ', "first": {"type": "AnnotationPage", "startIndex": 0, "items": [')
        for total, item in enumerate(items, 1):
            file.write((",\n" if total > 1 else "\n") + encode(item))
        file.write(f'\n]}}, "total": {total}}}\n')
    return total
