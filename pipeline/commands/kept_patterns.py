"""Compiled patterns are kept from one process to the next, as Python keeps compiled modules.

Loading plantrace compiles some 1,200 patterns, many of them alternatives of hundreds of words: a seventh of
the time a fresh process takes for a plan. What `re` makes of a pattern depends on its text, its flags and
Python alone, so these are what it is kept by: beside the compiled modules (`__pycache__`) and under the same
conditions. Where nothing can be written nothing is kept, and the file may be deleted at any time.

Only what modules compile while they are loaded is kept: never a pattern with words of a document.
"""

import atexit
import marshal
import os
import re
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any, Final

Key = tuple[str | bytes, int]
Kept = dict[Key, tuple[Any, ...]]
"""By text and flags, what `re` gives to the interpreter: flags, the pattern as numbers, its groups."""

_MANY: Final = 5_000
"""Patterns of versions that are gone pile up: beyond so many only those of this process stay."""


class Keeper:
    """Stands in the place of the function by which `re` compiles."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._compiler: Any = import_module("re._compiler")
        self._engine: Any = import_module("_sre")
        self._mark = (sys.version, self._engine.MAGIC)
        self._kept = self._read()
        self._new: Kept = {}
        self._anew: Callable[[Any, int], re.Pattern[Any]] = self._compiler.compile

    def __call__(self, text: Any, flags: int = 0) -> re.Pattern[Any]:
        """The pattern, as it was kept or compiled anew."""
        key = (text, int(flags)) if isinstance(text, str | bytes) else None
        if key is not None and key in self._kept:
            whole, numbers, *groups = self._kept[key]
            found: re.Pattern[Any] = self._engine.compile(
                text, whole, memoryview(numbers).cast("I").tolist(), *groups
            )
            return found
        return self._compiled(text, flags, key)

    def _compiled(self, text: Any, flags: int, key: Key | None) -> re.Pattern[Any]:
        if key is None or not _is_loading(sys._getframe(2)):
            return self._anew(text, flags)
        given: list[tuple[Any, ...]] = []

        def heard(*arguments: Any) -> Any:
            given.append(arguments)
            return self._engine.compile(*arguments)

        self._compiler._sre = SimpleNamespace(**vars(self._engine) | {"compile": heard})
        try:
            found = self._anew(text, flags)
        finally:
            self._compiler._sre = self._engine
        for _, whole, numbers, *groups in given:
            self._new[key] = (whole, array("I", numbers).tobytes(), *groups)
        return found

    def install(self) -> None:
        """From here on `re` asks here."""
        self._compiler.compile = self
        atexit.register(self._write)

    def _read(self) -> Kept:
        with suppress(OSError, ValueError, EOFError, TypeError):
            mark, kept = marshal.loads(self._place.read_bytes())  # noqa: S302 (as Python its modules)
            if mark == self._mark:
                return dict(kept)
        return {}

    def _write(self) -> None:
        if not self._new or sys.dont_write_bytecode:
            return
        kept = self._new if len(self._kept) > _MANY else self._kept | self._new
        unfinished = self._place.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(marshal.dumps((self._mark, kept)))
            unfinished.replace(self._place)


def _is_loading(frame: FrameType | None) -> bool:
    """Whether a module that is being loaded asks."""
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__") != "__main__":
            return True
        frame = frame.f_back
    return False


def keep_patterns() -> None:
    """What modules compile from here on is taken from what is kept, and kept."""
    Keeper(Path(cache_from_source(__file__)).with_suffix(".kept")).install()
