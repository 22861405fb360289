"""Short ways from a document made in code to what the stages say of it."""

from dataclasses import replace

from models.document import Document
from models.facts import Structure
from parsers.outline.identity import find_title, identify
from parsers.outline.lines import lines_of
from parsers.outline.parts import described, find_parts
from parsers.read import read
from parsers.structure import structure
from tests import builders as b


def document(*body: str, **parts: object) -> Document:
    """The document read from these body blocks."""
    return read(b.docx(*body, **parts), "made.docx")  # type: ignore[arg-type]


def structured(*body: str, **parts: object) -> Structure:
    """Its structure."""
    return structure(document(*body, **parts))


def identified(found: Structure) -> Structure:
    """A structure made by hand, with title, kind, place and years as the stage would find them."""
    lines = [line for block in found.document.blocks if block.cell is None for line in lines_of(block)]
    title = find_title(found.document, lines)
    identity = identify(title, lines, found.headings)
    return replace(
        found,
        title_evidence=identity.evidence,
        kind=identity.kind,
        region=identity.region,
        period=identity.period,
        parts=described(find_parts(title, lines), lines),
    )


def outline(found: Structure) -> list[tuple[int, str, str]]:
    """(level, label, title) of each heading."""
    return [(heading.level, heading.label, heading.title) for heading in found.headings]


def kinds(found: Structure) -> list[str]:
    """The kind of each block."""
    return [use.kind for use in found.uses]


BODY = (
    "这一段是正文，写得足够长，好让它看起来像一个普通的段落，而不是标题，也不是题注；它说明了工作的背景、"
    "内容和要求，并且以句号结束。"
)
