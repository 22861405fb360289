"""The zip container behind limits: nothing is decompressed before its table of contents has been judged.

Only the members asked for are ever decompressed, so a plan with hundreds of photographs costs no more than
its text. ECMA-376 part 2 (OPC), annex B: members are stored or deflated, never encrypted, and no two have
the same name.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import unquote

from lxml import etree

from models.errors import RefusedFile
from models.language import say

MAX_FILE_BYTES: Final = 500_000_000
"""Largest file taken in; the original is kept in the database, whose values end at 10^9 bytes
(SQLITE_MAX_LENGTH)."""
MAX_MEMBERS: Final = 10_000
"""Most members; a plan with a thousand pictures has about 1,100."""
MAX_MEMBER_BYTES: Final = 512 * 2**20
"""Largest uncompressed size any member may declare, read or not."""
MAX_PART_BYTES: Final = 128 * 2**20
"""Largest uncompressed size of a part that is read (XML, HTML); a thousand printed pages are about 20 MiB."""
MAX_TOTAL_BYTES: Final = 2 * 2**30
"""Largest sum of uncompressed sizes."""
MAX_READ_BYTES: Final = 512 * 2**20
"""Most bytes ever decompressed of one file, all its parts together."""
MAX_RATIO: Final = 300
"""Most bytes one compressed byte may stand for; WordprocessingML reaches 10 to 60, deflate at most 1,032."""
RATIO_FROM_BYTES: Final = 16 * 2**20
"""Sizes below this are harmless whatever their ratio."""

_ENTRY_MARK: Final = b"PK\x01\x02"
_END_MARK: Final = b"PK\x05\x06"
_ENCRYPTED_FLAGS: Final = 0x1 | 0x40 | 0x2000
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_FAULTS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    etree.LxmlError,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # NotImplementedError and RecursionError too
    ValueError,  # UnicodeError too
)


@contextmanager
def refusing_damage(file: str, what: str) -> Iterator[None]:
    """Turns whatever the libraries raise on hostile bytes into RefusedFile `damaged`; `what` is the thing
    being read."""
    try:
        yield
    except RefusedFile:
        raise
    except _FAULTS as error:
        detail = " ".join(str(error).split())[:120] or type(error).__name__
        text = say(
            "{what} is damaged ({detail}): open the file in Word or WPS, let it repair the file,"
            " and save it again as .docx",
            what=what,
            detail=detail,
        )
        raise RefusedFile(file, "damaged", text) from error


def member_key(name: str) -> str:
    """What part names are compared by: no case, no leading slash, forward slashes, percent escapes undone
    (part 2, 6.2.2)."""
    return unquote(name.replace("\\", "/")).lstrip("/").casefold()


def shown(name: str) -> str:
    """A member's name as an error may quote it: on one line, whatever it holds."""
    return name if name.isprintable() else ascii(name)


class Archive:
    """An opened zip: `names` are the members as the zip spells them (folders left out), `read` gives one of
    them.

    Raises RefusedFile (`too_large`, `zip_bomb`, `encrypted`, `damaged`) from the constructor and from `read`.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        _judge_size(data, file)
        self._zip = _open_zip(data, file)
        infos = [info for info in self._zip.infolist() if info.filename and not info.is_dir()]
        _judge_members(infos, len(data), file)
        self._infos = {info.filename: info for info in infos}
        self._ambiguous = _ambiguous_names(infos)
        self._decompressed = 0
        self._by_key: dict[str, str] = {}
        for name in self._infos:
            self._by_key.setdefault(member_key(name), name)

    @property
    def names(self) -> tuple[str, ...]:
        """Member names in the order of the zip."""
        return tuple(self._infos)

    def find(self, name: str) -> str | None:
        """The member that goes by this name: as spelled, else as part names are compared; None when there is
        none."""
        return name if name in self._infos else self._by_key.get(member_key(name))

    def read(self, name: str) -> bytes:
        """The bytes of a member spelled exactly so; KeyError when there is none."""
        info = self._infos[name]
        if name in self._ambiguous:
            text = say(
                "{name} stands twice in it with different contents, so it is undecided which one"
                " counts: open it in Word and save it again",
                name=shown(name),
            )
            raise RefusedFile(self.file, "damaged", text)
        self._decompressed += info.file_size
        if info.file_size > MAX_PART_BYTES or self._decompressed > MAX_READ_BYTES:
            text = say(
                "its part {name} has {file_size} bytes (limit {max_part_bytes}, all"
                " {max_read_bytes}): split the document",
                name=shown(name),
                file_size=f"{info.file_size:,}",
                max_part_bytes=f"{MAX_PART_BYTES:,}",
                max_read_bytes=f"{MAX_READ_BYTES:,}",
            )
            raise RefusedFile(self.file, "zip_bomb", text)
        if info.compress_type not in _METHODS:
            text = say(
                "{name} is compressed by method {compress_type}, which .docx does not allow: open"
                " it in Word and save it again",
                name=shown(name),
                compress_type=info.compress_type,
            )
            raise RefusedFile(self.file, "damaged", text)
        with (
            refusing_damage(self.file, say("the part {name}", name=shown(name))),
            self._zip.open(info) as member,
        ):
            return member.read(
                MAX_PART_BYTES
            )  # zipfile stops at the declared size and checks the CRC: a size that lies is damage

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a member that is not read otherwise; empty when it is damaged, for which no
        plan is refused."""
        info = self._infos[name]
        if info.compress_type not in _METHODS:
            return b""
        try:
            with self._zip.open(info) as member:
                return member.read(size)
        except _FAULTS:
            return b""


def _judge_size(data: bytes, file: str) -> None:
    if len(data) > MAX_FILE_BYTES:
        text = say(
            "it is {data} bytes (limit {max_file_bytes}): compress its pictures in Word or split"
            " the document",
            data=f"{len(data):,}",
            max_file_bytes=f"{MAX_FILE_BYTES:,}",
        )
        raise RefusedFile(file, "too_large", text)
    # counted before zipfile builds an object for each of them
    if data.count(_ENTRY_MARK) > MAX_MEMBERS:
        raise RefusedFile(
            file,
            "zip_bomb",
            say(
                "it holds more than {max_members} members, which no Word document does; it is not read",
                max_members=f"{MAX_MEMBERS:,}",
            ),
        )


def _open_zip(data: bytes, file: str) -> zipfile.ZipFile:
    if data.rfind(_END_MARK) < 0:
        text = say(
            "it is cut off: the end of its zip container is missing (an incomplete download or"
            " copy?); get the file again"
        )
        raise RefusedFile(file, "damaged", text)
    with refusing_damage(file, say("its zip container")):
        return zipfile.ZipFile(io.BytesIO(data))


def _judge_members(infos: list[zipfile.ZipInfo], file_size: int, file: str) -> None:
    if any(info.flag_bits & _ENCRYPTED_FLAGS for info in infos):
        text = say("its zip members are encrypted: remove the password and save it as .docx (Word 文档)")
        raise RefusedFile(file, "encrypted", text)
    for info in infos:
        if info.file_size > MAX_MEMBER_BYTES or _explodes(info.file_size, info.compress_size):
            text = say(
                "its member {filename} would grow from {compress_size} to {file_size} bytes: a"
                " decompression bomb",
                filename=shown(info.filename),
                compress_size=f"{info.compress_size:,}",
                file_size=f"{info.file_size:,}",
            )
            raise RefusedFile(file, "zip_bomb", text)
    size = sum(info.file_size for info in infos)
    compressed = min(
        file_size, sum(info.compress_size for info in infos)
    )  # members that overlap share their bytes
    if size > MAX_TOTAL_BYTES or _explodes(size, compressed):
        text = say(
            "its members would grow from {compressed} to {size} bytes: a decompression bomb; it is not read",
            compressed=f"{compressed:,}",
            size=f"{size:,}",
        )
        raise RefusedFile(file, "zip_bomb", text)


def _explodes(size: int, compressed: int) -> bool:
    return size > RATIO_FROM_BYTES and size > MAX_RATIO * compressed


def _ambiguous_names(infos: list[zipfile.ZipInfo]) -> frozenset[str]:
    first: dict[str, tuple[int, int]] = {}
    return frozenset(
        info.filename
        for info in infos
        if first.setdefault(info.filename, (info.CRC, info.file_size)) != (info.CRC, info.file_size)
    )
