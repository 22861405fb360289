"""Files written whole or not at all: made in a folder of their own beside their place, moved there together
at the end."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from itertools import count
from pathlib import Path
from typing import Final

from pipeline.store.held import HeldVersion
from pipeline.store.temporary import temporary_folder

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_MOST_BYTES: Final = 200


@dataclass(frozen=True, slots=True)
class Written:
    """A file that an exporter wrote: its name, the number of rows in it, and what a reader must know (cells
    that were cut, …)."""

    name: str
    rows: int
    notes: tuple[str, ...] = ()


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A folder to write into; when all went well its files replace those of the same names in `folder`,
    which is made.

    Raises:
        OSError: it cannot be written; names a path.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary_folder(folder) as work:
            yield work
            for path in sorted(work.iterdir()):
                os.replace(path, folder / path.name)
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(folder)) from error


def write_whole(target: Path, text: str) -> int:
    """A text as UTF-8 in the place of what stands there, whole or not at all; gives its size in bytes.

    Raises:
        OSError: it cannot be written; names the target.
    """
    try:
        with staging(target.parent) as work:
            return (work / target.name).write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def file_name(words: str) -> str:
    """The words as a name that every file system takes: no characters or device names that Windows forbids,
    at most 200 bytes."""
    plain = _FORBIDDEN.sub("_", words).strip(" .") or "_"
    plain = plain.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore").rstrip(" .")
    return f"_{plain}" if _DEVICES.fullmatch(plain) else plain


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def stems(versions: Sequence[HeldVersion]) -> dict[HeldVersion, str]:
    """A name without ending for each version: the plan's key, with -v1 where it is not the current version;
    no two the same in any case."""
    found: dict[HeldVersion, str] = {}
    taken: set[str] = set()
    for version in versions:
        stem = file_name(version.plan) + ("" if version.is_current else f"-v{version.version}")
        numbered = next(name for name in _numbered(stem) if name.casefold() not in taken)
        taken.add(numbered.casefold())
        found[version] = numbered
    return found


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
