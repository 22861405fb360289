"""Files by address: file://, s3:// and what else a library of fsspec (extra `cluster`) gives, for sources,
parcels and exports that several machines share.

Only protocols of storage are allowed: one that fetches from anywhere (http), runs commands (ssh) or wraps
another (`zip::…`) is not.
"""

from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from shutil import copyfile
from typing import Any, Final
from uuid import uuid4

from models.errors import PlanError, WrongUse
from models.language import later, say
from parsers.word.zip_limits import MAX_FILE_BYTES

# the library that each takes besides fsspec
PROTOCOLS: Final = {"file": "fsspec", "s3": "s3fs", "gs": "gcsfs", "abfs": "adlfs"}
_FAULTS: Final = {
    "not_found": later("there is no such file or folder: see that the path is spelled right"),
    "too_large": later("it is larger than {most} bytes: compress its pictures in Word or split the document"),
    "unreadable": later("cannot be read ({detail}): see who may read it"),
    "unwritable": later("cannot be written ({detail}): see that it is there and who may write to it"),
}


class StorageFault(Exception):
    """A file cannot be had: `reason` is a stable code, `detail` what the library says. The sentence is made
    where it is shown (`fault_text`), which may be on another machine."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def fault_text(reason: str, detail: str) -> str:
    """What is wrong and what to do."""
    return say(_FAULTS.get(reason, _FAULTS["unreadable"]), detail=detail, most=f"{MAX_FILE_BYTES:,}")


@dataclass(frozen=True, slots=True)
class Url:
    """An address as it is written, with the name of the file at its end, as a path has one."""

    text: str

    def __str__(self) -> str:
        """As it is written."""
        return self.text

    @property
    def name(self) -> str:
        """The last part."""
        return PurePosixPath(self.text.rstrip("/")).name


def is_address(text: str) -> bool:
    """Whether something given as a path is an address."""
    return "://" in text or "::" in text


def address_of(text: str) -> str:
    """The address that is meant: a path of this machine becomes file://….

    Raises:
        WrongUse: its protocol is not allowed.
        PlanError: the library for it is not installed.
    """
    if not is_address(text):
        return f"file://{Path(text).absolute().as_posix()}"
    protocol, _, rest = text.partition("://")
    protocol = protocol.lower()  # RFC 3986: schemes are the same in either case
    if protocol not in PROTOCOLS or "::" in text:
        raise WrongUse(
            say(
                "{address}: the protocol is not allowed; allowed are {allowed}",
                address=text,
                allowed=say(", ").join(f"{name}://" for name in PROTOCOLS),
            )
        )
    need("fsspec", PROTOCOLS[protocol])
    return f"{protocol}://{rest}"


def need(*libraries: str) -> None:
    """Raises PlanError where one of the libraries is not installed."""
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise PlanError(
            say(
                "this takes {missing}, which is not installed: run pip install {missing}, or install"
                " plantrace with its extra cluster",
                missing=" ".join(missing),
            )
        )


def _place(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path there."""
    from fsspec.core import url_to_fs

    system, path = url_to_fs(address)
    return system, path


def sources(address: str, suffixes: Container[str]) -> Iterator[str]:
    """The addresses of the documents at an address, in the order of names: itself, or those in the folder
    with one of the suffixes; hidden files and lock files (`~$…`) are passed over.

    Raises:
        StorageFault: there is nothing, or it cannot be reached.
    """
    protocol = address.partition("://")[0]
    try:
        system, path = _place(address)
        if system.isfile(path):
            yield address
            return
        found = sorted(system.find(path))
    except Exception as error:
        raise StorageFault("unreadable", _said(error)) from error
    below = [one for one in found if _is_document(one, path, suffixes)]
    if not below:
        raise StorageFault("not_found")
    yield from (f"{protocol}://{one}" for one in below)


def _is_document(path: str, folder: str, suffixes: Container[str]) -> bool:
    parts = PurePosixPath(path.removeprefix(folder)).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and PurePosixPath(path).suffix.lower() in suffixes


def load(address: str, most: int | None = MAX_FILE_BYTES) -> bytes:
    """The bytes at an address.

    Raises:
        StorageFault: they cannot be had, or are more than allowed.
    """
    try:
        system, path = _place(address)
        size = system.size(path) or 0
        data = None if most is not None and size > most else bytes(system.cat_file(path))
    except FileNotFoundError as error:
        raise StorageFault("not_found") from error
    except Exception as error:  # each library has errors of its own
        raise StorageFault("unreadable", _said(error)) from error
    if data is None:
        raise StorageFault("too_large")
    return data


def holds(address: str) -> bool:
    """Whether a file is there."""
    system, path = _place(address)
    return bool(system.isfile(path))


def below(address: str, suffix: str) -> frozenset[str]:
    """The files below a folder that end in `suffix`, by their paths there; none where it is not there yet.

    Raises:
        StorageFault: it cannot be read.
    """
    try:
        if (folder := _local(address)) is not None:
            found = [path.relative_to(folder).as_posix() for path in folder.rglob(f"*{suffix}")]
            return frozenset(found)
        system, root = _place(address)
        system.invalidate_cache()  # others write there too
        root = root.rstrip("/") + "/"
        return frozenset(path.removeprefix(root) for path in system.find(root) if path.endswith(suffix))
    except FileNotFoundError:
        return frozenset()
    except Exception as error:
        raise StorageFault("unreadable", _said(error)) from error


@contextmanager
def _or_unwritable() -> Iterator[None]:
    """What goes wrong inside is a fault of writing: each library has errors of its own."""
    try:
        yield
    except Exception as error:
        raise StorageFault("unwritable", _said(error)) from error


def save(address: str, data: bytes) -> None:
    """Puts a file there in one step: whoever sees it sees the whole.

    Raises:
        StorageFault: it cannot be written.
    """
    with _or_unwritable():
        if (target := _local(address)) is not None:
            with _draft(target) as draft:
                draft.write_bytes(data)
            return
        system, path = _place(address)
        system.pipe_file(path, data)  # an object appears when it is complete


def send(source: Path, address: str) -> None:
    """As `save`, from a file of this machine, whatever its size.

    Raises:
        StorageFault: it cannot be written.
    """
    with _or_unwritable():
        if (target := _local(address)) is not None:
            with _draft(target) as draft:
                copyfile(source, draft)
            return
        system, path = _place(address)
        system.put_file(str(source), path)


def remove(address: str) -> None:
    """Takes a file away; one that is gone already is no fault.

    Raises:
        StorageFault: it cannot be taken away.
    """
    with _or_unwritable(), suppress(FileNotFoundError):
        if (target := _local(address)) is not None:
            target.unlink(missing_ok=True)
            return
        system, path = _place(address)
        system.rm_file(path)


def _local(address: str) -> Path | None:
    """The path of a file of this machine, which takes no library."""
    return Path(address.removeprefix("file://")) if address.startswith("file://") else None


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A hidden file (readers of folders pass over it) that takes the target's place when it is complete."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{uuid4().hex}.draft")
    try:
        yield draft
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def shown(address: str) -> Path | Url:
    """An address as a user knows it: a path for a file of this machine."""
    return _local(address) or Url(address)


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
