"""The files to read: folders are walked, each file is looked at before it is taken into memory."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.errors import RefusedFile
from models.language import later, say, system_reason
from parsers.word.zip_limits import MAX_FILE_BYTES

SUFFIXES: Final = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_SAVE: Final = later("save it as .docx to have it read")
_ADVICE: Final = {
    ".doc": _SAVE,
    ".wps": _SAVE,
    ".rtf": _SAVE,
    ".odt": _SAVE,
    ".wpt": _SAVE,
    ".pdf": later("hand in the .docx it was made from"),
}


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, or (`state`) one that is not read and why: `refused` counts as a failure, `skipped`
    does not."""

    path: Path
    state: str = "read"
    reason: str = ""
    message: str = ""


def expand(paths: Iterable[Path]) -> Iterator[Input]:
    """The files in the order given, folders walked in the order of names; hidden files and lock files
    (`~$…`) are passed over.

    A file that is named is always handed on, whatever it is called: the reader says what is wrong with it.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.exists():
            yield Input(path)
        else:
            yield Input(
                path,
                "refused",
                "not_found",
                say("there is no such file or folder: see that the path is spelled right"),
            )


def _in_folder(folder: Path) -> Iterator[Input]:
    closed: list[Input] = []
    found = False
    for place, folders, names in os.walk(
        folder, onerror=lambda error: closed.append(_unreadable(Path(error.filename or folder), error))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith((".", "~$"))):
            path = Path(place, name)
            found = found or path.suffix.lower() in SUFFIXES
            yield _in_walk(path)
        yield from closed
        closed.clear()
    yield from closed
    if not found:
        yield Input(
            folder,
            "refused",
            "not_found",
            say("there is no .docx in this folder: name the folder or file that holds the plans"),
        )


def _in_walk(path: Path) -> Input:
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return Input(path)
    return Input(
        path,
        "skipped",
        "other_type",
        say("not a .docx: {advice}", advice=say(_ADVICE[suffix]))
        if suffix in _ADVICE
        else say("not a .docx"),
    )


def _unreadable(path: Path, error: OSError) -> Input:
    return Input(
        path,
        "refused",
        "unreadable",
        say("cannot be read ({reason}): see who may read it", reason=system_reason(error)),
    )


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        RefusedFile: `unreadable`, or `too_large` before anything is read.
    """
    name = display_name(path)
    try:
        if not path.is_file():
            raise RefusedFile(name, "unreadable", say("is no regular file: hand in a .docx"))
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            text = say(
                "it is {size} bytes (limit {max_file_bytes}): compress its pictures in Word or"
                " split the document",
                size=f"{size:,}",
                max_file_bytes=f"{MAX_FILE_BYTES:,}",
            )
            raise RefusedFile(name, "too_large", text)
        return path.read_bytes()
    except OSError as error:
        raise RefusedFile(name, "unreadable", _unreadable(path, error).message) from error


def display_name(path: Path) -> str:
    """The file's name as text that can be stored and shown; a name in GBK bytes on a UTF-8 system is
    decoded, not lost."""
    return _readable(path.name)


def display_path(path: str | Path) -> str:
    """The same for a whole path."""
    return _readable(str(path))


def _readable(name: str) -> str:
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
