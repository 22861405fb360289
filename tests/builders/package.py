"""The package around the parts (ECMA-376 part 2): content types, relationships, a zip with fixed times and
order."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.builders.blocks import as_paragraphs, section
from tests.builders.inline import Xml
from tests.builders.parts import style

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": _OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_CORE_NAMESPACES = (
    f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package; `relationship` (id, type) hangs it on the main document, `package_level` on the
    package."""

    name: str
    content: bytes
    content_type: str
    relationship: tuple[str, str] | None = None
    package_level: bool = False


def _word_part(name: str, root: str, inner: str, kind: str, relationship_id: str) -> Part:
    content = f"{_DECLARATION}<w:{root} {_NAMESPACES}>{inner}</w:{root}>"
    return Part(
        f"word/{name}.xml",
        content.encode(),
        f"{_WORD_TYPE}.{kind}+xml",
        (relationship_id, f"{_OFFICE}/{kind.removesuffix('.main')}"),
    )


def _notes(kind: str, notes: Mapping[int, str]) -> Part:
    marks = "".join(
        f'<w:{kind} w:type="{mark}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:{kind}>'
        for number, mark in ((-1, "separator"), (0, "continuationSeparator"))
    )
    inner = marks + "".join(
        f'<w:{kind} w:id="{number}">{as_paragraphs(text)}</w:{kind}>' for number, text in notes.items()
    )
    return _word_part(f"{kind}s", f"{kind}s", inner, f"{kind}s", f"rId{kind}s")


def _core(title: str) -> Part:
    xml = (
        f"{_DECLARATION}<cp:coreProperties"
        f" {_CORE_NAMESPACES}><dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )
    relationship = ("rIdCore", f"{_PACKAGE}/relationships/metadata/core-properties")
    return Part(
        "docProps/core.xml",
        xml.encode(),
        "application/vnd.openxmlformats-package.core-properties+xml",
        relationship,
        package_level=True,
    )


def alternative_chunk(
    content: bytes, *, name: str = "word/afchunk.mht", content_type: str = "message/rfc822", number: int = 1
) -> tuple[Xml, Part]:
    """A w:altChunk for the body and the part it draws in (MHT unless told otherwise); pass the part in
    `extra_parts`."""
    return Xml(f'<w:altChunk r:id="rIdChunk{number}"/>'), Part(
        name, content, content_type, (f"rIdChunk{number}", f"{_OFFICE}/aFChunk")
    )


def _relationships(parts: Sequence[Part]) -> bytes:
    def target(part: Part) -> str:
        return (
            f"/{part.name}"
            if not part.name.startswith("word/") or part.package_level
            else part.name.removeprefix("word/")
        )

    links = "".join(
        f'<Relationship Id="{part.relationship[0]}" Type="{part.relationship[1]}" Target="{target(part)}"/>'
        for part in parts
        if part.relationship
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode()


def pack(members: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """A zip with these members in this order and fixed times; `stored` leaves out compression, whose bytes
    differ between zlib versions."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def _styles(styles: str | None) -> Part:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
        ' w:eastAsia="宋体"/><w:sz w:val="21"/><w:lang w:val="en-US"'
        ' w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    return _word_part(
        "styles",
        "styles",
        defaults + (styles or style("Normal", "Normal", default=True)),
        "styles",
        "rIdStyles",
    )


def docx(
    *body: str,
    styles: str | None = None,
    numbering: str | None = None,
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    headers: Mapping[str, str] | None = None,
    footers: Mapping[str, str] | None = None,
    extra_parts: Sequence[Part] = (),
    final_section: str | None = None,
    title: str = "",
    stored: bool = False,
) -> bytes:
    """The bytes of a .docx. A plain string in `body` is a paragraph of that text.

    `footnotes` and `endnotes` map ids (from 1) to text or paragraphs, `headers` and `footers` a kind
    (default, first, even); `final_section` replaces the w:sectPr at the end, `title` is the document
    property.
    """
    last = (
        final_section
        if final_section is not None
        else section(headers=tuple(headers or ()), footers=tuple(footers or ()))
    )
    parts = [_styles(styles)]
    parts += (
        [_word_part("numbering", "numbering", numbering, "numbering", "rIdNumbering")] if numbering else []
    )
    parts += [_notes("footnote", footnotes)] if footnotes else []
    parts += [_notes("endnote", endnotes)] if endnotes else []
    parts += [
        _word_part(f"header_{kind}", "hdr", as_paragraphs(text), "header", f"rIdHeader_{kind}")
        for kind, text in (headers or {}).items()
    ]
    parts += [
        _word_part(f"footer_{kind}", "ftr", as_paragraphs(text), "footer", f"rIdFooter_{kind}")
        for kind, text in (footers or {}).items()
    ]
    main = _word_part(
        "document", "document", f"<w:body>{as_paragraphs(body)}{last}</w:body>", "document.main", ""
    )
    main = Part(
        main.name,
        main.content,
        main.content_type,
        ("rIdDocument", f"{_OFFICE}/officeDocument"),
        package_level=True,
    )
    return _assemble(main, [_core(title)], [*parts, *extra_parts], stored=stored)


def _assemble(main: Part, package_parts: Sequence[Part], parts: Sequence[Part], *, stored: bool) -> bytes:
    every = [main, *parts, *package_parts]
    overrides = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in every
    )
    types = (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    members = {"[Content_Types].xml": types.encode(), "_rels/.rels": _relationships([main, *package_parts])}
    members |= {part.name: part.content for part in every}
    members["word/_rels/document.xml.rels"] = _relationships(parts)
    return pack(members, stored=stored)
