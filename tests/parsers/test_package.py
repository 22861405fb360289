"""Opening a package: what is read, what is refused, and that nothing but RefusedFile comes out of hostile
bytes."""

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import RefusedFile
from parsers.read import read
from parsers.word import zip_limits
from parsers.word.package import Package, open_package
from tests.builders import docx, footnote_reference, pack, paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
PLAIN = docx(paragraph("第一章 总则"), footnotes={1: "注一"}, headers={"default": "页眉"}, title="某市规划")


def members(data: bytes = PLAIN) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(changes: Mapping[str, bytes | None], data: bytes = PLAIN) -> bytes:
    """The package with some members replaced, added or (None) taken out."""
    return pack(
        {name: content for name, content in {**members(data), **changes}.items() if content is not None}
    )


def substituted(old: str, new: str, data: bytes = PLAIN) -> bytes:
    return pack(
        {name: content.replace(old.encode(), new.encode()) for name, content in members(data).items()}
    )


def text_of(package: Package) -> str:
    return "".join(element.text or "" for element in package.main.tree.iter(f"{W}t"))


def read_everything(package: Package) -> None:
    parts = (
        package.styles,
        package.numbering,
        package.settings,
        package.footnotes,
        package.endnotes,
        *package.headers,
        *package.footers,
    )
    for part in parts:
        if part:
            part.tree.getroot()
    assert isinstance(package.core_title, str)


def refusal(data: bytes, file: str = "plan.docx") -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        read_everything(open_package(data, file))
    refused = caught.value
    assert str(refused) == f"{file}: {refused.text}"
    assert "\n" not in refused.text
    return refused


def outcome(data: bytes, file: str) -> RefusedFile | None:
    """None when the file is read whole."""
    try:
        read_everything(open_package(data, file))
    except RefusedFile as refused:
        return refused
    return None


# what is read


def test_parts_hang_on_the_main_document() -> None:
    package = open_package(PLAIN, "plan.docx")
    assert package.main.name == "word/document.xml"
    assert text_of(package) == "第一章 总则"
    assert package.styles is not None
    assert package.styles.name == "word/styles.xml"
    assert package.footnotes is not None
    assert "注一" in "".join(str(text) for text in package.footnotes.tree.getroot().itertext())
    assert [part.name for part in package.headers] == ["word/header_default.xml"]
    assert package.footers == ()
    assert package.numbering is None
    assert package.core_title == "某市规划"


def test_part_is_found_by_relationship_id() -> None:
    package = open_package(PLAIN, "plan.docx")
    header = package.by_id(package.main, "rIdHeader_default")
    assert header is not None
    assert header.content_type.endswith("header+xml")
    assert package.by_id(package.main, "rIdUnknown") is None


def test_tree_is_parsed_once_and_holds_plain_elements() -> None:
    package = open_package(
        changed(
            {
                "word/document.xml": (
                    members()["word/document.xml"].replace(b"<w:body>", b"<w:body><!-- a --><?b c?>")
                )
            }
        ),
        "a.docx",
    )
    assert package.main.tree is package.main.tree
    assert [type(node).__name__ for node in package.main.tree.iter()].count("_Element") == sum(
        1 for _ in package.main.tree.iter()
    )


@pytest.mark.parametrize(
    "content_type",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_macro_documents_and_templates_are_read_like_documents(content_type: str) -> None:
    data = substituted(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", content_type
    )
    assert text_of(open_package(data, "plan.docm")) == "第一章 总则"


def strict(data: bytes) -> bytes:
    purl = "http://purl.oclc.org/ooxml"
    data = substituted(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", f"{purl}/wordprocessingml/main", data
    )
    data = substituted("http://schemas.openxmlformats.org/drawingml/2006/", f"{purl}/drawingml/", data)
    return substituted(
        "http://schemas.openxmlformats.org/officeDocument/2006/", f"{purl}/officeDocument/", data
    )


def test_strict_is_read_with_transitional_names() -> None:
    data = strict(docx(paragraph("严格"), footnotes={1: "注"}))
    assert b"purl.oclc.org" in members(data)["word/document.xml"]
    package = open_package(data, "strict.docx")
    assert text_of(package) == "严格"
    assert package.main.tree.getroot().nsmap["r"] == OFFICE
    assert package.footnotes is not None
    assert package.footnotes.tree.getroot().tag == f"{W}footnotes"


def test_strict_name_in_a_sentence_stays_as_it_is() -> None:
    sentence = 'xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    assert text_of(open_package(strict(docx(paragraph(f"见 {sentence}"))), "a.docx")) == f"见 {sentence}"
    assert text_of(open_package(docx(paragraph(f"见 {sentence}")), "a.docx")) == f"见 {sentence}"


@pytest.mark.parametrize(
    "target",
    [
        "NULL",
        "../NULL",
        "media/absent.png",
        "",
        "#_Toc1",
        "\\\\server\\a.png",
        "file:///C:/a.png",
        "about:blank",
    ],
)
def test_relationship_to_a_missing_member_harms_nothing(target: str) -> None:
    link = f'<Relationship Id="rIdLost" Type="{OFFICE}/image" Target="{target}"/></Relationships>'
    package = open_package(substituted("</Relationships>", link), "plan.docx")
    assert text_of(package) == "第一章 总则"
    assert package.by_id(package.main, "rIdLost") is None
    assert package.related(package.main, "image") == ()


def test_missing_styles_part_is_none() -> None:
    assert open_package(changed({"word/styles.xml": None}), "plan.docx").styles is None


def test_addresses_are_kept_as_external() -> None:
    link = (
        f'<Relationship Id="rIdLink" Type="{OFFICE}/hyperlink" Target="https://example.org/a"'
        ' TargetMode="External"/></Relationships>'
    )
    package = open_package(substituted("</Relationships>", link), "plan.docx")
    found = package.main.relationships["rIdLink"]
    assert (found.external, found.target) == (True, "https://example.org/a")


@pytest.mark.parametrize(
    "target",
    [
        "/word/styles.xml",
        "../word/styles.xml",
        "word\\styles.xml",
        "STYLES.XML",
        "./styles.xml",
        "word/styles.xml",
    ],
)
def test_targets_are_resolved_as_word_resolves_them(target: str) -> None:
    package = open_package(substituted('Target="styles.xml"', f'Target="{target}"'), "plan.docx")
    assert package.styles is not None
    assert package.styles.name == "word/styles.xml"


def test_member_names_with_backslashes_and_other_case_are_found_and_named_as_the_zip_has_them() -> None:
    odd = {
        name.replace("/", "\\").replace("document.xml", "Document.xml"): content
        for name, content in members().items()
    }
    package = open_package(pack(odd), "plan.docx")
    assert package.main.name == "word\\Document.xml"
    assert package.footnotes is not None


def test_main_part_may_bear_any_name() -> None:
    odd = {
        name.replace("document.xml", "blah.xml"): content.replace(b"document.xml", b"blah.xml")
        for name, content in members().items()
    }
    assert open_package(pack(odd), "plan.docx").main.name == "word/blah.xml"


def test_a_document_that_leads_to_nothing_needs_no_relationships() -> None:
    package = open_package(changed({"word/_rels/document.xml.rels": None}), "plan.docx")
    assert text_of(package) == "第一章 总则"


@pytest.mark.parametrize("gone", ["_rels/.rels", "[Content_Types].xml"])
def test_a_document_without_what_every_reader_needs_is_refused(gone: str) -> None:
    refused = refusal(changed({gone: None}))
    assert refused.reason == "damaged"
    assert gone in refused.text


@pytest.mark.parametrize("kind", ["footnotes", "header_default"])
def test_text_that_is_missing_is_not_lost_in_silence(kind: str) -> None:
    notes = {1: "注"}
    whole = docx(paragraph("甲市规划", footnote_reference(1)), footnotes=notes, headers={"default": "页眉"})
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if name != f"word/{kind}.xml"}
    with pytest.raises(RefusedFile, match=f"word/{kind}.xml is missing"):
        read(pack(held), "plan.docx")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "gb18030"])
def test_other_encodings_of_the_xml_are_read(encoding: str) -> None:
    declared = encoding.removesuffix("-le").removesuffix("-sig")
    xml = members()["word/document.xml"].decode().replace("UTF-8", declared)
    assert (
        text_of(open_package(changed({"word/document.xml": xml.encode(encoding)}), "plan.docx"))
        == "第一章 总则"
    )


def test_damaged_core_properties_do_not_cost_the_plan() -> None:
    assert open_package(changed({"docProps/core.xml": b"<broken"}), "plan.docx").core_title == ""


def test_many_photographs_are_no_reason_to_refuse_and_are_not_decompressed() -> None:
    noise = bytes(range(256)) * 4096
    photographs = {f"word/media/image{number}.jpeg": noise for number in range(20)}
    package = open_package(pack({**members(), **photographs}, stored=True), "plan.docx")
    assert text_of(package) == "第一章 总则"
    assert all("media" not in name for name in package._store._blobs)


def test_a_member_without_a_name_is_passed_over() -> None:
    with zipfile.ZipFile(buffer := io.BytesIO(PLAIN), "a") as archive:
        archive.writestr(zipfile.ZipInfo("a"), b"")
    data = buffer.getvalue()
    at = data.rindex(b"PK\x01\x02")
    nameless = (
        data[: at + 28] + b"\0\0\1\0" + data[at + 32 :]
    )  # the one byte of its name now counts as an extra field
    assert text_of(open_package(nameless, "plan.docx")) == "第一章 总则"


def test_identical_duplicates_are_harmless() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = with_duplicate(members()["word/document.xml"])
    assert text_of(open_package(data, "plan.docx")) == "第一章 总则"


# what is refused: other formats


def ole(*streams: str, fib_flags: int = 0) -> bytes:
    """A tiny compound file: header, FAT, directory, one sector with a FIB."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<III", header, 48, 1, 0, 4096)
    struct.pack_into("<II", header, 60, 0xFFFFFFFE, 0)
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *([0xFFFFFFFF] * 108))
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, *([0xFFFFFFFF] * 125))
    names = ["Root Entry", *streams]
    directory = b""
    for number, name in enumerate(names):
        entry = bytearray(128)
        encoded = (name + "\0").encode("utf-16-le")
        entry[: len(encoded)] = encoded
        right = number + 1 if 0 < number < len(names) - 1 else 0xFFFFFFFF
        child = 1 if number == 0 else 0xFFFFFFFF
        struct.pack_into(
            "<HBBIII", entry, 64, len(encoded), 5 if number == 0 else 2, 1, 0xFFFFFFFF, right, child
        )
        struct.pack_into("<II", entry, 116, 2, 4096)
        directory += bytes(entry)
    fib = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, fib_flags)
    return bytes(header) + fat + directory.ljust(512, b"\0") + fib.ljust(512, b"\0")


WORD_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument'
    ' xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
)
FLAT_OPC = (
    '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>'
)
MHT = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type:"
    b" text/html\n\n<html></html>\n--x--"
)


@pytest.mark.parametrize(
    ("data", "file", "reason", "says"),
    [
        pytest.param(b"", "a.docx", "empty_file", "empty", id="empty"),
        pytest.param(
            b"%PDF-1.7\n%\xe2\xe3",
            "a.pdf",
            "pdf",
            "this is a PDF; plantrace reads .docx: open it in Word or WPS and save it as .docx",
            id="pdf",
        ),
        pytest.param(b"\xef\xbb\xbf\n%PDF-1.4", "a.docx", "pdf", "this is a PDF", id="pdf-named-docx"),
        pytest.param(ole("1Table", "WordDocument"), "a.doc", "legacy_word", "old Word document", id="doc"),
        pytest.param(ole("WordDocument"), "a.docx", "legacy_word", "old Word document", id="doc-named-docx"),
        pytest.param(
            ole("WordDocument", fib_flags=0x100), "a.doc", "legacy_word", "password", id="doc-with-password"
        ),
        pytest.param(
            ole("EncryptionInfo", "EncryptedPackage"),
            "a.docx",
            "encrypted",
            "remove the password",
            id="docx-with-password",
        ),
        pytest.param(ole("WordDocument"), "a.wps", "wps", "WPS document", id="wps"),
        pytest.param(b"\x01WPS\x00\x02", "A.WPS", "wps", "old WPS document", id="wps-without-ole"),
        pytest.param(ole("Workbook"), "a.xls", "not_docx", "Excel", id="xls"),
        pytest.param(ole("PowerPoint Document"), "a.ppt", "not_docx", "PowerPoint", id="ppt"),
        pytest.param(ole("CONTENTS"), "a.doc", "not_docx", "OLE", id="ole-of-unknown-kind"),
        pytest.param(
            ole("WordDocument")[:76] + b"\xff" * 4 + ole("WordDocument")[80:],
            "a.doc",
            "legacy_word",
            "old Word",
            id="doc-damaged",
        ),
        pytest.param(WORD_2003.encode(), "a.doc", "legacy_word", "Word 2003 XML", id="word-2003-xml"),
        pytest.param(
            WORD_2003.encode("utf-16"), "a.doc", "legacy_word", "Word 2003 XML", id="word-2003-xml-utf16"
        ),
        pytest.param(FLAT_OPC.encode(), "a.xml", "not_docx", "Flat OPC", id="flat-opc"),
        pytest.param(MHT, "a.doc", "not_docx", "MHT", id="mht"),
        pytest.param("<html><body>规划</body></html>".encode("gbk"), "a.doc", "not_docx", "HTML", id="html"),
        pytest.param(rb"{\rtf1\ansi}", "a.doc", "not_docx", "RTF", id="rtf"),
        pytest.param("规划纲要\n".encode("gbk"), "a.docx", "not_docx", "plain text", id="text"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a.docx", "not_docx", "picture", id="png"),
        pytest.param(b"Rar!\x1a\x07\x00", "a.docx", "not_docx", "RAR", id="rar"),
        pytest.param(
            b"b\x14#e\x01\x00E-SafeNet\x00\x00\x00LOCK",
            "a.docx",
            "encrypted",
            "security software",
            id="security-software",
        ),
        pytest.param(bytes(5000), "a.docx", "damaged", "zero bytes", id="zero-bytes"),
        pytest.param(
            b"\x05Admin" + b"\x00" * 156, "~$规划.docx", "lock_file", "hand in the document", id="lock"
        ),
        pytest.param(b"\x07\x00\x01\xfe" * 50, "a.docx", "not_docx", "nor any format", id="unknown"),
    ],
)
def test_other_formats_are_told_apart(data: bytes, file: str, reason: str, says: str) -> None:
    refused = refusal(data, file)
    assert refused.reason == reason
    assert says in refused.text


TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


@pytest.mark.parametrize(
    ("content", "reason", "says"),
    [
        pytest.param(
            {"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<workbook/>"}, "not_docx", ".xlsx", id="xlsx"
        ),
        pytest.param(
            {"[Content_Types].xml": TYPES, "ppt/presentation.xml": b"<p/>"}, "not_docx", ".pptx", id="pptx"
        ),
        pytest.param(
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"},
            "not_docx",
            ".odt",
            id="odt",
        ),
        pytest.param({"OFD.xml": b"<a/>"}, "not_docx", "OFD", id="ofd"),
        pytest.param({"a.txt": b"a"}, "not_docx", "zip archive", id="plain-zip"),
        pytest.param(
            {"规划/a.docx": PLAIN, "b.docx": PLAIN}, "not_docx", "the 2 .docx inside", id="zip-of-documents"
        ),
        pytest.param({}, "not_docx", "zip archive", id="empty-zip"),
    ],
)
def test_other_zips_are_named(content: dict[str, bytes], reason: str, says: str) -> None:
    refused = refusal(pack(content))
    assert refused.reason == reason
    assert says in refused.text


def test_missing_main_part() -> None:
    refused = refusal(changed({"word/document.xml": None}))
    assert (refused.reason, "main part is missing" in refused.text) == ("damaged", True)


# what is refused: damage


def test_every_truncation_is_refused() -> None:
    for length in range(4, len(PLAIN) - 1, 97):
        assert refusal(PLAIN[:length]).reason == "damaged"


def test_truncated_file_is_told_to_be_fetched_again() -> None:
    assert "cut off" in refusal(PLAIN[: len(PLAIN) // 2]).text


@pytest.mark.parametrize(
    "name",
    [
        "word/document.xml",
        "word/styles.xml",
        "_rels/.rels",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    ],
)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<w:document",
        b"\xff\xfe<",
        b"\x00",
        b"<a>&b;</a>",
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
    ],
)
def test_damaged_xml_is_refused_by_part(name: str, content: bytes) -> None:
    refused = refusal(changed({name: content}))
    assert refused.reason == "damaged"
    assert name in refused.text


def test_wrong_checksum_is_damage() -> None:
    at = PLAIN.index(b"PK\x01\x02")
    names = [PLAIN.index(b"word/document.xml", at)]
    broken = bytearray(PLAIN)
    broken[names[0] - 46 + 16] ^= 0xFF
    assert refusal(bytes(broken)).reason == "damaged"


def with_duplicate(content: bytes) -> bytes:
    buffer = io.BytesIO(PLAIN)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", content)
    return buffer.getvalue()


def test_two_different_main_parts_are_undecidable() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = with_duplicate(members()["word/document.xml"].replace("总则".encode(), "附则".encode()))
    assert refusal(data).reason == "damaged"


def test_nesting_beyond_what_the_parser_takes_is_damage() -> None:
    deep = members()["word/document.xml"].replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000)
    assert refusal(changed({"word/document.xml": deep})).reason == "damaged"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_no_docx_has_is_damage(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members().items():
            archive.writestr(name, content)
    assert refusal(buffer.getvalue()).reason == "damaged"


# what is refused: attacks


DOCTYPES = [
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>',
    '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    "<!-- a --><?b c?>\n<!DOCTYPE a>",
]


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "name",
    [
        "word/document.xml",
        "word/styles.xml",
        "docProps/core.xml",
        "_rels/.rels",
        "[Content_Types].xml",
        "docProps/app.xml",
    ],
)
def test_a_dtd_is_refused_wherever_it_stands(doctype: str, encoding: str, name: str) -> None:
    xml = (
        members()
        .get(name, b"<a/>")
        .decode()
        .replace('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', "")
    )
    refused = refusal(changed({name: (doctype + xml).encode(encoding)}))
    assert refused.reason == "external_entity"
    assert name in refused.text


def test_in_a_part_that_is_never_read_a_dtd_is_sought_in_the_first_two_kilobytes() -> None:
    comment = "<!--" + "x" * (2048 - len("<!----><!DOCTYPE")) + "-->"
    late = f"{comment}<!DOCTYPE a><a/>"
    assert late.index(" a>") == 2048
    assert refusal(changed({"docProps/app.xml": late.encode()})).reason == "external_entity"


def test_a_bomb_is_refused_before_it_is_decompressed(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = changed(
        {
            "word/document.xml": (
                members()["word/document.xml"].replace(b"<w:body>", b"<w:body>" + b" " * 60_000_000)
            )
        }
    )
    assert len(bomb) < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("decompressed"))
    assert refusal(bomb).reason == "zip_bomb"


def test_a_bomb_no_part_refers_to_is_refused() -> None:
    assert refusal(changed({"word/media/image1.png": bytes(60_000_000)})).reason == "zip_bomb"


def test_many_small_bombs_are_refused() -> None:
    assert (
        refusal(changed({f"customXml/item{number}.xml": bytes(2_000_000) for number in range(20)})).reason
        == "zip_bomb"
    )


def test_too_many_members_are_refused() -> None:
    assert refusal(changed({f"a{number}": b"" for number in range(10_001)})).reason == "zip_bomb"


def test_a_file_of_more_than_500_megabytes_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        zip_limits.Archive(bytes(500_000_001), "plan.docx")
    assert caught.value.reason == "too_large"


@pytest.mark.parametrize(
    ("limit", "mebibytes"),
    [("MAX_PART_BYTES", 128), ("MAX_MEMBER_BYTES", 512), ("MAX_READ_BYTES", 512), ("MAX_TOTAL_BYTES", 2048)],
)
def test_the_limits_are_those_that_were_chosen(limit: str, mebibytes: int) -> None:
    assert getattr(zip_limits, limit) == mebibytes * 1024 * 1024


@pytest.mark.parametrize(
    ("size", "compressed", "bomb"),
    [
        (30_000_000, 100_000, False),
        (30_000_001, 100_000, True),
        (16 * 1024 * 1024, 1, False),
        (16 * 1024 * 1024 + 1, 1, True),
    ],
)
def test_what_grows_more_than_300_times_is_a_bomb_from_16_mebibytes_on(
    size: int, compressed: int, bomb: bool
) -> None:
    info = zipfile.ZipInfo("word/media/image1.png")
    info.file_size, info.compress_size = size, compressed
    if bomb:
        with pytest.raises(RefusedFile, match="decompression bomb"):
            zip_limits._judge_members([info], compressed, "plan.docx")
    else:
        zip_limits._judge_members([info], compressed, "plan.docx")


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("MAX_FILE_BYTES", 500, "too_large"),
        ("MAX_TOTAL_BYTES", 500, "zip_bomb"),
        ("MAX_MEMBER_BYTES", 500, "zip_bomb"),
        ("MAX_PART_BYTES", 100, "zip_bomb"),
    ],
)
def test_each_limit_holds(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str) -> None:
    monkeypatch.setattr(zip_limits, limit, value)
    assert refusal(PLAIN).reason == reason


def test_what_is_read_in_all_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = [
        len(members()[name])
        for name in (
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
            "word/_rels/document.xml.rels",
        )
    ]
    monkeypatch.setattr(zip_limits, "MAX_READ_BYTES", sum(sizes) + 10)
    styles = open_package(PLAIN, "plan.docx").styles
    assert styles is not None
    with pytest.raises(RefusedFile) as caught:
        styles.tree.getroot()
    assert caught.value.reason == "zip_bomb"


def test_a_size_that_lies_gives_damage_and_no_more_bytes_than_declared() -> None:
    big = members()["word/document.xml"].replace(b"<w:body>", b"<w:body>" + b" " * 60_000_000)
    data = bytearray(changed({"word/document.xml": big}))
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 5000)
    assert refusal(bytes(data)).reason == "damaged"


def test_names_with_control_characters_do_not_break_the_line() -> None:
    odd = "word/a\nb.xml"
    data = substituted(
        "word/styles.xml",
        "word/a\nb.xml",
        substituted('"styles.xml"', '"a&#10;b.xml"', changed({odd: b"<broken"})),
    )
    assert "'word/a\\nb.xml' is damaged" in refusal(data).text


def test_encrypted_members_are_refused() -> None:
    data = bytearray(PLAIN)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)).reason == "encrypted"


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.integers(0, 255)), min_size=1, max_size=12),
    st.booleans(),
)
def test_whatever_bytes_are_changed_it_is_read_or_refused(
    changes: list[tuple[int, int]], stored: bool
) -> None:
    data = bytearray(pack(members(), stored=stored))
    for at, value in changes:
        data[at % len(data)] = value
    refused = outcome(bytes(data), "plan.docx")
    assert refused is None or (refused.reason and refused.text)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml", b"\xff\xfe", b"%PDF"]
    ),
)
def test_any_bytes_are_refused_with_a_reason(data: bytes, start: bytes) -> None:
    assert refusal(start + data, "x.docx").reason


@pytest.mark.skipif(not REAL.is_dir(), reason="shared/real, the collection of real files, is not here")
def test_every_real_file_opens_or_is_refused_with_a_reason() -> None:
    outcomes = {path.name: outcome(path.read_bytes(), path.name) for path in sorted(REAL.glob("*/*.do*"))}
    refused = {name: fault for name, fault in outcomes.items() if fault}
    assert all(fault.reason and fault.text for fault in refused.values())
    damaged = ("ExternalEntity", "password", "clusterfuzz", "truncated", "stress025")
    assert {name for name in refused if not name.endswith(".doc")} == {
        name for name in outcomes if any(word in name for word in damaged)
    } - {name for name in outcomes if name.endswith(".doc")}
    assert all(name in refused for name in outcomes if name.endswith(".doc"))
    assert len(outcomes) - len(refused) > 150


def test_as_many_members_as_the_limit_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.word.zip_limits.MAX_MEMBERS", len(members()))
    open_package(PLAIN, "plan.docx")
    monkeypatch.setattr("parsers.word.zip_limits.MAX_MEMBERS", len(members()) - 1)
    with pytest.raises(RefusedFile) as refused:
        open_package(PLAIN, "plan.docx")
    assert refused.value.reason == "zip_bomb"
