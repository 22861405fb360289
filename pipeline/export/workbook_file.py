"""The file of a workbook: finished when all went well, let go of in silence when not.

XlsxWriter finishes a workbook however its writing ended, wraps a full disk in an exception of its own, and
leaves a zip behind that tries to end itself when it is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@contextmanager
def opened_workbook(path: Path) -> Iterator[Workbook]:
    """A workbook whose rows lie on the disk beside `path` until it is finished.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with path.open("wb") as file:
        target = _Target(file)
        workbook = Workbook(target, options)
        try:
            yield workbook
            workbook.close()
        except FileCreateError as error:
            raise next((one for one in error.args if isinstance(one, OSError)), OSError(str(error))) from None
        finally:
            target.is_open = False
            _let_go(workbook)


def _let_go(workbook: Workbook) -> None:
    """The files in which the rows of the sheets are kept; on a full disk even closing one fails."""
    for sheet in workbook.worksheets():
        with suppress(OSError, AttributeError):
            sheet._opt_close()


class _Target:
    """A file to write to that takes what comes after a fault, and after its end, without a word: the zip goes
    on to count its bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._place = 0
        self.is_open = True

    def write(self, data: bytes) -> int:
        """Writes, once it failed nowhere."""
        if self.is_open:
            self._try(lambda: self._file.write(data))
        self._place += len(data)
        return len(data)

    def tell(self) -> int:
        """The place in the file."""
        return self._place

    def seek(self, place: int) -> int:
        """Goes to a place in the file, counted from its start."""
        if self.is_open:
            self._try(lambda: self._file.seek(place))
        self._place = place
        return place

    def flush(self) -> None:
        """Sends what is held back on its way."""
        if self.is_open:
            self._try(self._file.flush)

    def _try(self, what: Callable[[], object]) -> None:
        try:
            what()
        except OSError:
            self.is_open = False
            raise
