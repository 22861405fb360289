"""The part a w:altChunk draws in (ECMA-376 part 1, 17.17.2): MHT, HTML or plain text as an HTML tree, a
.docx as its bytes.

Word replaces an altChunk by its content when it saves; generators that never open Word leave the whole
document in it.
"""

import codecs
import email
import re
from dataclasses import dataclass
from email.message import Message
from typing import Final, Literal

from lxml import etree
from lxml.etree import _Element as Element
from lxml.etree import _ElementTree as ElementTree

from models.errors import RefusedFile
from models.language import say
from parsers.word.html_blocks import HtmlBlock, HtmlTable, HtmlWalk
from parsers.word.html_text import html_block_text
from parsers.word.package import Part
from parsers.word.zip_limits import refusing_damage, shown

__all__ = ["AltChunk", "HtmlBlock", "HtmlTable", "html_block_text", "read_alt_chunk"]

ChunkKind = Literal["html", "text", "docx"]

_HEAD_SIZE: Final = 4096
_MIME_TYPES: Final = frozenset(
    ("message/rfc822", "multipart/related", "multipart/mixed", "application/x-mimearchive")
)
_MIME_START: Final = re.compile(rb"[A-Za-z][A-Za-z-]*:")
_MIME_HEADER: Final = re.compile(
    rb"(?:^|\n)(?:MIME-Version:|Content-Type:\s*(?:multipart|text)/)", re.IGNORECASE
)
_MARKUP: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|p|div|table|h[1-6]|span|meta|ul|ol|section|article|br|b|font)\b",
    re.IGNORECASE,
)
_META_CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE
)
_LINE_END: Final = re.compile("\r\n|\r|\n")
_NOT_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# labels that mean more than they say (WHATWG Encoding 4.2), and Word's own name for UTF-16 in MHT
_CHARSETS: Final = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "csgb2312": "gb18030",
    "unicode": "utf-16",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "big5": "big5hkscs",
}
_GUESSES: Final = ("utf-8", "gb18030")
_TOLERATED_LOSS: Final = (
    100  # a declared charset holds as long as at most one character in so many is damaged
)


@dataclass(frozen=True, slots=True, eq=False)
class AltChunk:
    """What one altChunk holds.

    `kind` is `html` (from MHT, HTML or XHTML) or `text` (each line a `pre`), both with `tree`, `blocks` (the
    text-bearing elements) and `tables` in document order; or `docx`, whose `data` the caller opens with
    `open_package` (a chunk may hold
    chunks: the caller limits the depth). `charset` is the one it was decoded by.
    """

    part: str
    kind: ChunkKind
    tree: ElementTree
    charset: str = ""
    blocks: tuple[HtmlBlock, ...] = ()
    tables: tuple[HtmlTable, ...] = ()
    data: bytes = b""

    def find(self, xml_path: str) -> Element | None:
        """The element a path resolves to, None unless it is exactly one."""
        found = self.tree.xpath(xml_path)
        return (
            found[0]
            if isinstance(found, list) and len(found) == 1 and isinstance(found[0], etree._Element)
            else None
        )


def read_alt_chunk(part: Part) -> AltChunk | None:
    """Reads the part by what its bytes are, then by its content type; None for what is not read (RTF, other
    XML, binary).

    Raises RefusedFile: `damaged` when the part cannot be read or nests too deep to be read whole, `zip_bomb`
    beyond the limits.
    """
    data, content_type, transport = part.blob, part.content_type.lower(), ""
    if data.startswith(b"PK\x03\x04"):
        return AltChunk(part.name, "docx", _text_tree(""), data=data)
    if _is_mime(data, content_type):
        with refusing_damage(part.file, say("the part {name}", name=shown(part.name))):
            data, content_type, transport = _unpack_mime(data)
    text, charset = _decode(data, transport)
    if text.lstrip().startswith("{\\rtf"):
        return None
    if "html" in content_type or (content_type != "text/plain" and _MARKUP.search(text[:_HEAD_SIZE])):
        return _walked(part, "html", _html_tree(text, part), charset)
    return _walked(part, "text", _text_tree(text), charset) if content_type.startswith("text/") else None


def _walked(part: Part, kind: ChunkKind, tree: ElementTree, charset: str) -> AltChunk:
    walk = HtmlWalk(tree.getroot())
    return AltChunk(part.name, kind, tree, charset, tuple(walk.blocks), tuple(walk.tables))


def _is_mime(data: bytes, content_type: str) -> bool:
    head = data[:_HEAD_SIZE].lstrip(b"\xef\xbb\xbf \t\r\n")
    return not head.startswith(b"<") and (
        content_type in _MIME_TYPES or bool(_MIME_START.match(head) and _MIME_HEADER.search(head))
    )


def _unpack_mime(data: bytes) -> tuple[bytes, str, str]:
    """The root part of the message (RFC 2387: `start`, else the first text): its bytes, content type and
    stated charset."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    leaves = [leaf for leaf in message.walk() if not leaf.is_multipart()]
    root = _start_of(message, leaves) or _first_of(leaves, "html") or _first_of(leaves, "text/plain")
    payload = root.get_payload(decode=True) if root else b""
    if root is None or not isinstance(payload, bytes):
        return b"", "", ""
    return payload, root.get_content_type(), root.get_content_charset("")


def _start_of(message: Message, leaves: list[Message]) -> Message | None:
    start = message.get_param("start")
    return next((leaf for leaf in leaves if start and leaf.get("Content-ID") == start), None)


def _first_of(leaves: list[Message], kind: str) -> Message | None:
    return next((leaf for leaf in leaves if kind in leaf.get_content_type()), None)


def _decode(data: bytes, transport: str) -> tuple[str, str]:
    """The text and the charset it was read by: byte order mark, then the transport's, then the page's own
    statement, then a guess."""
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace"), charset
    own = _META_CHARSET.search(data[:_HEAD_SIZE])
    declared = [
        label.strip().lower() for label in (transport, own[1].decode("ascii") if own else "") if label.strip()
    ]
    stated = [_CHARSETS.get(label, label) for label in declared]
    for charset, loss in (
        *((one, 0) for one in stated),
        *((one, _TOLERATED_LOSS) for one in stated),
        *((one, 0) for one in _GUESSES),
    ):
        text = _decoded_by(data, charset, loss)
        if text is not None:
            return text, charset
    return data.decode("utf-8", "replace"), "utf-8"


def _decoded_by(data: bytes, charset: str, loss: int) -> str | None:
    """None when the charset is unknown or the bytes do not fit it; with `loss`, one character in so many may
    be damaged."""
    try:
        text = data.decode(charset, "replace" if loss else "strict")
    except (LookupError, UnicodeError):
        return None
    return text if not loss or text.count("\ufffd") * loss <= len(text) else None


def _html_tree(text: str, part: Part) -> ElementTree:
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    source = _LINE_END.sub("\n", text).replace("\0", "\ufffd").encode("utf-8", "replace")
    with refusing_damage(part.file, say("the part {name}", name=shown(part.name))):
        root = etree.fromstring(source, parser) if source.strip() else None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise RefusedFile(
            part.file,
            "damaged",
            say(
                "the part {name} nests elements too deep to be read whole: open it in Word and save it again",
                name=shown(part.name),
            ),
        )
    return _text_tree("") if root is None else etree.ElementTree(root)


def _text_tree(text: str) -> ElementTree:
    """Plain text as `/html/body/pre[n]`, one `pre` a line, as Word makes a paragraph of each line."""
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    for line in _LINE_END.split(text) if text else ():
        etree.SubElement(body, "pre").text = _NOT_XML.sub("\ufffd", line)
    return etree.ElementTree(root)
