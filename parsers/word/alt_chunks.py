"""altChunks in their place: the blocks and tables of an embedded MHT or HTML join those of the story."""

from collections.abc import Iterator
from dataclasses import replace

from models.document import Block, CellPlace, Formatting, Table
from models.notices import Notice, notice
from parsers.word.altchunk import AltChunk, HtmlBlock, HtmlTable, read_alt_chunk
from parsers.word.package import Package
from parsers.word.story import StoryReader


def read_chunk(package: Package, relationship_id: str, story: StoryReader) -> Iterator[Notice]:
    """Appends what the altChunk holds to the story; a notice says what could not be read of it."""
    part = package.by_id(package.main, relationship_id)
    chunk = read_alt_chunk(part) if part is not None else None
    if chunk is None or chunk.kind == "docx":
        name = part.name if part is not None else relationship_id
        variant = "other" if chunk is None else "document"
        yield notice(f"alt_chunk_not_read.{variant}", name=name)
        return
    first_block, first_table = len(story.blocks), len(story.tables)
    story.tables.extend(
        _table(chunk, number, table, first_block, first_table) for number, table in enumerate(chunk.tables)
    )
    story.blocks.extend(
        _block(chunk, number, block, first_block, first_table) for number, block in enumerate(chunk.blocks)
    )


def _block(chunk: AltChunk, number: int, block: HtmlBlock, first_block: int, first_table: int) -> Block:
    return Block(
        ordinal=first_block + number,
        part=chunk.part,
        xml_path=block.xml_path,
        text=block.text,
        list_label=block.list_label,
        style=block.style,
        outline_level=block.heading_level,
        in_toc=block.in_toc,
        bookmarks=block.anchors,
        cell=_place(block.cell, first_table),
        formatting=Formatting(alignment=block.alignment, bold=block.bold),
    )


def _table(chunk: AltChunk, number: int, table: HtmlTable, first_block: int, first_table: int) -> Table:
    cells = tuple(
        replace(cell, blocks=tuple(first_block + ordinal for ordinal in cell.blocks)) for cell in table.cells
    )
    return Table(
        first_table + number,
        chunk.part,
        table.xml_path,
        table.n_rows,
        table.n_cols,
        cells,
        table.header_rows,
        first_block + table.first_block,
        _place(table.parent, first_table),
    )


def _place(place: CellPlace | None, first_table: int) -> CellPlace | None:
    return None if place is None else replace(place, table=first_table + place.table)
