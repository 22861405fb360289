"""What is let go of at the end of a `with`."""

from types import TracebackType
from typing import Self


class Closing:
    """Something with a `close`, for `with`: itself inside, closed behind."""

    __slots__ = ()

    def close(self) -> None:
        """Lets go of what is held."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes."""
        self.close()
