"""XML of a part into a plain lxml tree: no DTD, no entities, no network, no custom element classes.

Strict OOXML (ISO/IEC 29500-1) is read with the names of the Transitional schemas (ISO/IEC 29500-4), prefixes
unchanged.
"""

import re
from typing import Final

from lxml import etree
from lxml.etree import _ElementTree as ElementTree

from models.errors import RefusedFile
from models.language import say
from parsers.word.table_styles import without_table_styles
from parsers.word.zip_limits import refusing_damage, shown

_STRICT: Final = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/"
# Strict names whose last step is spelled otherwise in Transitional (29500-1 against 29500-4, annex A)
_RENAMED: Final = {
    "officeDocument/extendedProperties": "officeDocument/2006/extended-properties",
    "officeDocument/customProperties": "officeDocument/2006/custom-properties",
    "officeDocument/relationships/extendedProperties": (
        "officeDocument/2006/relationships/extended-properties"
    ),
    "officeDocument/relationships/customProperties": "officeDocument/2006/relationships/custom-properties",
}
_DECLARATION: Final = re.compile(
    rb"""^(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']"""
)
_TEXT_DECLARATION: Final = re.compile(r"^\ufeff?\s*<\?xml\s.*?\?>", re.DOTALL)
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_STRICT_NAMESPACE: Final = re.compile(
    rb"""(\sxmlns(?::[^\s=<>"']+)?\s*=\s*["'])(http://purl\.oclc\.org/ooxml/[^"'<>\s]*)"""
)
# every other encoding could hide `<!DOCTYPE` from a look at the bytes (OPC asks for UTF-8 or UTF-16, part 2,
# 6.2.5)
_ASCII_COMPATIBLE: Final = re.compile(
    r"utf-?8|(us-)?ascii|iso-8859-\d+|windows-125\d|gb_?2312(-80)?|gbk|gb18030|big5|euc-cn", re.IGNORECASE
)


def transitional(name: str) -> str:
    """The Transitional spelling of a Strict namespace or relationship type; any other name as it is."""
    if not name.startswith(_STRICT):
        return name
    rest = name.removeprefix(_STRICT)
    head, _, tail = rest.partition("/")
    return _TRANSITIONAL + _RENAMED.get(rest, f"{head}/2006/{tail}")


def parse_xml(blob: bytes, name: str, file: str) -> ElementTree:
    """The tree of the part `name` without comments, processing instructions and styles of tables.

    Raises RefusedFile: `external_entity` for a DTD or entity declaration, `damaged` for XML that is not
    well-formed.
    """
    with refusing_damage(file, say("the part {name}", name=shown(name))):
        source = _translate_strict(_readable(blob))
        if source.startswith(b"<!DOCTYPE", _end_of_prolog(source)):
            raise _has_dtd(name, file)
        tree = etree.ElementTree(etree.fromstring(without_table_styles(source), _parser()))
        if tree.docinfo.internalDTD is not None:
            raise _has_dtd(name, file)
        return tree


def refuse_dtd(head: bytes, name: str, file: str) -> None:
    """Raises RefusedFile `external_entity` when the first bytes of a part that is not parsed show a DTD."""
    wide = _wide_encoding(head[:4])
    narrow = head.decode(wide, "ignore").encode() if wide else head
    if narrow.startswith(b"<!DOCTYPE", _end_of_prolog(narrow)):
        raise _has_dtd(name, file)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _has_dtd(name: str, file: str) -> RefusedFile:
    text = say(
        "the part {name} declares a DTD or entities, which Word never writes and which may reach"
        " outside the file: it is not read",
        name=shown(name),
    )
    return RefusedFile(file, "external_entity", text)


def _end_of_prolog(source: bytes) -> int:
    match = _PROLOG.match(source)
    return match.end() if match else 0


def _readable(blob: bytes) -> bytes:
    """The same XML in an encoding whose markup reads as ASCII; UTF-16 and UTF-32 become UTF-8."""
    wide = _wide_encoding(blob[:4])
    if wide:
        return _TEXT_DECLARATION.sub("", blob.decode(wide).removeprefix("\ufeff"), count=1).encode()
    declared = _DECLARATION.match(blob)
    if declared and not _ASCII_COMPATIBLE.fullmatch(declared[1].decode("ascii")):
        raise ValueError(f"unsupported encoding {declared[1].decode('ascii')}")
    return blob


def _wide_encoding(start: bytes) -> str | None:
    if start in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return "utf-32"
    if start in (b"<\x00\x00\x00", b"\x00\x00\x00<"):
        return "utf-32-le" if start[0] else "utf-32-be"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}.get(start[:2])


def _translate_strict(source: bytes) -> bytes:
    if _STRICT.encode() not in source:
        return source

    def translated(match: re.Match[bytes]) -> bytes:
        # only inside a tag: the same characters may stand in a sentence about OOXML
        inside = source.rfind(b"<", 0, match.start()) > source.rfind(b">", 0, match.start())
        return match[1] + transitional(match[2].decode()).encode() if inside else match[0]

    return _STRICT_NAMESPACE.sub(translated, source)
