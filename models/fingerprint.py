"""A hash of the code and data that a result depends on: what another version found is not taken for ours."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

_SUFFIXES: Final = frozenset({".py", ".csv", ".txt", ".cfg", ".json"})


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
    root = Path(str(files(package)))
    for path in _files_of(root / inside):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def _files_of(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.suffix in _SUFFIXES)
