"""Citations: characters of stored paragraphs with the words of their place, page, path and SHA-256."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from sqlalchemy import Connection

from models.schema.columns import typed
from models.schema.documents import block
from pipeline.ask.trace_values import Span
from pipeline.library.values import Citation
from pipeline.store.typed_rows import read_by_id, read_from


@read_from("block")
@dataclass(frozen=True, slots=True)
class _Words:
    """The place of a paragraph in words. v_trace has it where some record rests on the paragraph; here it is
    wanted for any."""

    block_id: int
    place: Annotated[str | None, typed(block.c.place, "block")]
    page: Annotated[int | None, "CASE WHEN last_page = page THEN page END"]


@dataclass(frozen=True, slots=True)
class Worded:
    """The places of paragraphs in words, and their pages, by block."""

    words: Mapping[int, tuple[str, int | None]]

    def cite(self, span: Span) -> Citation:
        """The span as a citation."""
        prefix, quote, suffix = span.around()
        place, page = self.words.get(span.place.block_id, ("", None))
        version = span.place.version
        return Citation(
            version.plan,
            version.version,
            version.file_name,
            version.source_sha256,
            place,
            page,
            span.place.heading_path,
            span.place.part,
            span.place.xml_path,
            span.place.block_id,
            span.start,
            span.end,
            prefix,
            quote,
            suffix,
        )


def worded(connection: Connection, blocks: Iterable[int]) -> Worded:
    """What citations of these paragraphs need."""
    found = read_by_id(connection, _Words, "block_id", blocks)
    return Worded({one.block_id: (one.place or "", one.page) for one in found})
