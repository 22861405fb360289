"""What a file that is no .docx is instead, and what to do about it: told from its bytes, never from its name
alone."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from models.errors import RefusedFile
from models.language import later, many, say
from parsers.word import ole

_SAVE: Final = later("open it in Word or WPS and save it as .docx (Word 文档)")
_ZIP: Final = b"PK\x03\x04"
_ZIP_END: Final = b"PK\x05\x06"

# (first bytes, reason, what it is, what to do)
_MAGICS: Final = (
    (b"{\\rtf", "not_docx", later("an RTF file (写字板/RTF 格式)"), _SAVE),
    (b"\xdb\xa5", "legacy_word", later("a Word 2 document"), _SAVE),
    (b"1\xbe\x00\x00", "legacy_word", later("a Word for DOS document"), _SAVE),
    (b"Rar!\x1a\x07", "not_docx", later("a RAR archive"), later("unpack it and hand in the .docx inside")),
    (
        b"7z\xbc\xaf\x27\x1c",
        "not_docx",
        later("a 7z archive"),
        later("unpack it and hand in the .docx inside"),
    ),
    (b"\x1f\x8b", "not_docx", later("a gzip archive"), later("unpack it and hand in the .docx inside")),
    (b"\x89PNG", "not_docx", later("a picture (PNG)"), later("hand in the .docx it was made from")),
    (b"\xff\xd8\xff", "not_docx", later("a picture (JPEG)"), later("hand in the .docx it was made from")),
    (b"II*\x00", "not_docx", later("a picture (TIFF)"), later("hand in the .docx it was made from")),
    (b"MM\x00*", "not_docx", later("a picture (TIFF)"), later("hand in the .docx it was made from")),
    (b"AT&TFORM", "not_docx", later("a DjVu scan"), later("hand in the .docx it was made from")),
    (b"%!PS", "not_docx", later("a PostScript file"), later("hand in the .docx it was made from")),
    (b"MZ", "not_docx", later("a Windows program"), later("do not open it; hand in the .docx")),
)
# (words the first 16 KiB hold, reason, what it is, what to do), first match wins; lower case
_MARKUP: Final = (
    (
        "schemas.microsoft.com/office/word/2003/wordml",
        "legacy_word",
        later("a Word 2003 XML document"),
        _SAVE,
    ),
    (
        "schemas.microsoft.com/office/2006/xmlpackage",
        "not_docx",
        later("a Word document saved as flat XML (Flat OPC)"),
        _SAVE,
    ),
    ("urn:oasis:names:tc:opendocument", "not_docx", later("a flat OpenDocument file"), _SAVE),
    ("schemas.uof.org", "not_docx", later("a UOF document (标文通)"), _SAVE),
    ("mime-version:", "not_docx", later("a web page archive (MHT)"), _SAVE),
    ("<html", "not_docx", later("an HTML page"), _SAVE),
    ("<!doctype html", "not_docx", later("an HTML page"), _SAVE),
    ("<?xml", "not_docx", later("an XML file"), later("hand in the .docx it was made from")),
)
# (stream of an OLE file, reason, what it is, what to do), first match wins
_STREAMS: Final = (
    ("WordDocument", "legacy_word", later("an old Word document (.doc, Word 97-2003)"), _SAVE),
    (
        "PowerPoint Document",
        "not_docx",
        later("an old PowerPoint presentation (.ppt)"),
        later("hand in the plan's .docx"),
    ),
    ("Workbook", "not_docx", later("an old Excel workbook (.xls)"), later("hand in the plan's .docx")),
    ("Book", "not_docx", later("an old Excel workbook (.xls)"), later("hand in the plan's .docx")),
    (
        "EncryptedPackage",
        "encrypted",
        later("an Office file protected by a password"),
        later("remove the password in Word or WPS and save it as .docx (Word 文档)"),
    ),
    (
        "EncryptionInfo",
        "encrypted",
        later("an Office file protected by a password"),
        later("remove the password in Word or WPS and save it as .docx (Word 文档)"),
    ),
)
# (a member every such zip has, what it is, what to do)
_ZIP_KINDS: Final = (
    ("xl/workbook.xml", later("an Excel workbook (.xlsx)"), later("hand in the plan's .docx")),
    ("xl/workbook.bin", later("an Excel workbook (.xlsb)"), later("hand in the plan's .docx")),
    ("ppt/presentation.xml", later("a PowerPoint presentation (.pptx)"), later("hand in the plan's .docx")),
    ("visio/document.xml", later("a Visio drawing (.vsdx)"), later("hand in the plan's .docx")),
    ("theme/theme/thememanager.xml", later("an Office theme (.thmx)"), later("hand in the plan's .docx")),
    ("ofd.xml", later("an OFD document (版式文档)"), later("hand in the .docx it was made from")),
    ("index/document.iwa", later("an Apple Pages or Numbers document"), later("export it as Word (.docx)")),
)
_OPENDOCUMENT: Final = {
    "application/vnd.oasis.opendocument.text": later("an OpenDocument text (.odt)"),
    "application/vnd.oasis.opendocument.text-template": later("an OpenDocument text template (.ott)"),
    "application/vnd.oasis.opendocument.spreadsheet": later("an OpenDocument spreadsheet (.ods)"),
    "application/vnd.oasis.opendocument.presentation": later("an OpenDocument presentation (.odp)"),
    "application/epub+zip": later("an EPUB book"),
}
# an owner file, named ~$ and the rest of the document's name, holds the name of who has it open
_LOCK_NAME: Final = "~$"
_LOCK_BYTES: Final = 4096
# E-SafeNet (亿赛通) and its like wrap office files on managed machines; they open only there
_SAFE_MARK: Final = b"E-SafeNet"


def refuse_foreign(data: bytes, file: str) -> None:
    """Returns for bytes that look like a zip; raises RefusedFile naming what they are for everything else."""
    if not data:
        raise RefusedFile(
            file, "empty_file", say("the file is empty (0 bytes): get it again from where it came")
        )
    if data.startswith((_ZIP, _ZIP_END)):
        return
    if PurePath(file).name.startswith(_LOCK_NAME) and len(data) <= _LOCK_BYTES:
        text = say(
            "this is the lock file that Word or WPS keeps while a document is open: hand in"
            " the document itself, whose name has other letters in the place of ~$"
        )
        raise RefusedFile(file, "lock_file", text)
    if _SAFE_MARK in data[:64]:
        text = say(
            "this file is encrypted by document security software (E-SafeNet): decrypt it on the"
            " machine it came from"
        )
        raise RefusedFile(file, "encrypted", text)
    if b"%PDF-" in data[:1024]:  # ISO 32000-1, implementation note 13: anywhere in the first 1,024 bytes
        raise RefusedFile(
            file, "pdf", say("this is a PDF; plantrace reads .docx: {remedy}", remedy=say(_SAVE))
        )
    if data.startswith(ole.MAGIC):
        raise _refused_ole(data, file)
    _refuse_magic(data, file)
    if not data.strip(b"\x00"):
        raise RefusedFile(
            file,
            "damaged",
            say("the file holds nothing but zero bytes (a failed copy or disk?): get it again"),
        )
    if PurePath(file).suffix.lower() == ".wps":
        raise RefusedFile(
            file,
            "wps",
            say("this is an old WPS document; plantrace reads .docx: {remedy}", remedy=say(_SAVE)),
        )
    _refuse_text(data, file)
    if _ZIP_END not in data[-65_600:]:
        raise _refusal(file, "not_docx", later("not a Word document, nor any format known here"), _SAVE)


def foreign_zip(names: Iterable[str], mimetype: bytes, file: str) -> RefusedFile:
    """The refusal for a zip without a Word document in it; `mimetype` is the member of that name
    (OpenDocument, EPUB), else empty."""
    members = {name.replace("\\", "/").lstrip("/").lower() for name in names}
    kind = _OPENDOCUMENT.get(mimetype.decode("ascii", "replace").strip())
    if kind:
        return _refusal(file, "not_docx", kind, _SAVE)
    for member, what, remedy in _ZIP_KINDS:
        if member in members:
            return _refusal(file, "not_docx", what, remedy)
    if "[content_types].xml" in members or any(name.startswith("word/") for name in members):
        text = say(
            "its main part is missing (no officeDocument relationship leads to a Word document):"
            " get the file again, or open it in Word and save it"
        )
        return RefusedFile(file, "damaged", text)
    inside = sum(name.endswith(".docx") for name in members)
    remedy = many(
        inside, "unpack it and hand in the .docx inside", "unpack it and hand in the {n} .docx inside"
    )
    remedy = remedy if inside else later("hand in the plan's .docx")
    return _refusal(file, "not_docx", later("a zip archive, not a Word document"), remedy)


def _refusal(file: str, reason: str, what: str, remedy: str) -> RefusedFile:
    text = say("this is {what}; plantrace reads .docx: {remedy}", what=say(what), remedy=say(remedy))
    return RefusedFile(file, reason, text)


def _refuse_magic(data: bytes, file: str) -> None:
    for magic, reason, what, remedy in _MAGICS:
        if data.startswith(magic):
            raise _refusal(file, reason, what, remedy)


def _refuse_text(data: bytes, file: str) -> None:
    head = _as_text(data[:16384]).lstrip("\ufeff \t\r\n").lower()
    for mark, reason, what, remedy in _MARKUP:
        if mark in head:
            raise _refusal(file, reason, what, remedy)
    if head and not re.search(r"[\x00-\x08\x0e-\x1f\ufffd]", head[:-4]):
        raise _refusal(file, "not_docx", later("a plain text file"), _SAVE)


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    text = head.decode("utf-8", "replace")
    return text if "\ufffd" not in text[:-4] else head.decode("gb18030", "replace")


def _refused_ole(data: bytes, file: str) -> RefusedFile:
    if PurePath(file).suffix.lower() == ".wps":
        return RefusedFile(
            file,
            "wps",
            say("this is a WPS document (.wps); plantrace reads .docx: {remedy}", remedy=say(_SAVE)),
        )
    streams = ole.top_streams(data)
    for stream, reason, what, remedy in _STREAMS:
        if stream in streams or (not streams and ole.mentions(data, stream)):
            locked = (
                stream == "WordDocument"
                and stream in streams
                and ole.word_is_encrypted(data, streams[stream])
            )
            return _refusal(
                file,
                reason,
                later("an old Word document (.doc, Word 97-2003), protected by a password")
                if locked
                else what,
                remedy,
            )
    return _refusal(
        file,
        "not_docx",
        later("an OLE container of unknown kind (an old Office, WPS or Works format)"),
        _SAVE,
    )
