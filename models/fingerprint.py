"""A hash of the code and data that a result depends on: what another version found is not taken for ours."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

_SUFFIXES: Final = frozenset({".py", ".csv", ".txt", ".cfg", ".json"})
_COMPILED: Final = "__pycache__"


def fingerprint(sources: Iterable[str], *parts: str) -> str:
    """SHA-256, hexadecimal, of the code and data under `sources` and of whatever else is given.

    Line ends count as one, so that a checkout on Windows has the same.

    Args:
        sources: folders or files inside our packages, as `parsers/notation` or `models/facts.py`.
        parts: settings that the result depends on as well.
    """
    return sha256("\n".join((*parts, *map(_of_source, sources))).encode()).hexdigest()


@cache  # names, reading and rules depend on the same folders
def _of_source(source: str) -> str:
    digest = sha256()
    package, _, inside = source.partition("/")
    root = str(files(package))
    for name in _files_of(root, inside):
        content = Path(root, name).read_bytes()
        digest.update(name.encode() + b"\0")
        digest.update(content.replace(b"\r\n", b"\n") if b"\r" in content else content)
        digest.update(b"\0")
    return digest.hexdigest()


def _files_of(root: str, place: str) -> list[str]:
    """The files under a folder, or the file itself, by their names from the root on, with /."""
    if os.path.isfile(os.path.join(root, place)):
        return [place]
    return sorted(_walked(root, place))


def _walked(root: str, folder: str) -> Iterator[str]:
    with os.scandir(os.path.join(root, folder)) as entries:
        for entry in entries:
            name = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walked(root, name) if entry.name != _COMPILED else ()
            elif os.path.splitext(entry.name)[1] in _SUFFIXES:
                yield name
