"""As much of the OLE container (MS-CFB) as it takes to tell what an old or encrypted office file is."""

import struct
from collections.abc import Iterator
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REGULAR: Final = 0xFFFFFFFA  # MS-CFB 2.1: sector numbers from here on are marks
_NO_STREAM: Final = 0xFFFFFFFF
_ENTRY_BYTES: Final = 128
_MAX_SECTORS: Final = 200_000


def top_streams(data: bytes) -> dict[str, int]:
    """Names at the top level of the container, each with its first sector; empty when the container is
    damaged.

    What is embedded (a sheet in a document, a document in a sheet) lies in storages below and does not count.
    """
    try:
        directory = b"".join(_sector(data, number) for number in _chain(_allocation(data), _number(data, 48)))
        return dict(_siblings(directory, _number(directory, 76)))
    except (struct.error, LookupError, UnicodeError):
        return {}


def word_is_encrypted(data: bytes, first_sector: int) -> bool:
    """The flag fEncrypted in the FIB at the start of the stream WordDocument (MS-DOC 2.5.2)."""
    fib = _sector(data, first_sector)[:12]
    return len(fib) == 12 and fib[:2] == b"\xec\xa5" and bool(struct.unpack_from("<H", fib, 10)[0] & 0x0100)


def mentions(data: bytes, stream: str) -> bool:
    """Whether the name stands anywhere in the container, for one too damaged to have a directory."""
    return (stream + "\0").encode("utf-16-le") in data


def _number(data: bytes, offset: int) -> int:
    value: int = struct.unpack_from("<I", data, offset)[0]
    return value


def _sector_bytes(data: bytes) -> int:
    return 1 << min(data[30], 16)


def _sector(data: bytes, number: int) -> bytes:
    size = _sector_bytes(data)
    return data[(number + 1) * size : (number + 2) * size]


def _numbers(block: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])


def _allocation(data: bytes) -> list[int]:
    """The FAT: for each sector the one that follows it (MS-CFB 2.3, 2.5)."""
    tables = list(_numbers(data[76:512]))
    following = _number(data, 68)
    while following < _LAST_REGULAR and len(tables) < _MAX_SECTORS:
        *more, following = _numbers(_sector(data, following)) or (_NO_STREAM,)
        tables += more
    return [number for table in tables if table < _LAST_REGULAR for number in _numbers(_sector(data, table))]


def _chain(allocation: list[int], first: int) -> Iterator[int]:
    for _ in range(_MAX_SECTORS):
        if first >= _LAST_REGULAR:
            return
        yield first
        first = allocation[first]


def _siblings(directory: bytes, top: int) -> Iterator[tuple[str, int]]:
    """The entries of one storage, a binary tree (MS-CFB 2.6.4)."""
    waiting, seen = [top], set[int]()
    while waiting:
        number = waiting.pop()
        if number == _NO_STREAM or number in seen:
            continue
        seen.add(number)
        entry = directory[number * _ENTRY_BYTES : (number + 1) * _ENTRY_BYTES]
        length = struct.unpack_from("<H", entry, 64)[0]
        yield entry[: max(length - 2, 0)].decode("utf-16-le"), _number(entry, 116)
        waiting += [_number(entry, 68), _number(entry, 72)]
