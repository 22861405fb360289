"""What goes to the log `plantrace` of the standard library, and faults of plantrace itself that strike one
paragraph or one rule: told as a notice, while the rest goes on."""

import logging
import sys

_LOG = logging.getLogger("plantrace")
_LOG.addHandler(logging.NullHandler())
_FORMAT = "%(asctime)s %(name)s: %(message)s"
_TIME = "%H:%M:%S"


def logged(what: str, error: Exception) -> str:
    """The fault in short, for a notice of what was left out. Its traceback goes to the log `plantrace`
    (`show_log`) with `what`, one sentence.

    Raises:
        MemoryError: that was the error; it is no fault and strikes the file as a whole.
    """
    if isinstance(error, MemoryError):
        raise error
    _LOG.warning("%s", what, exc_info=error)
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


class _Stderr(logging.Handler):
    """Writes to whatever is standard error at the time."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=sys.stderr)


def show_log(level: int) -> None:
    """Sends the log to standard error from now on: logging.INFO for --verbose, logging.DEBUG, with times and
    tracebacks, for --debug. The lower of two levels holds."""
    if not any(isinstance(handler, _Stderr) for handler in _LOG.handlers):
        _LOG.addHandler(_Stderr())
    _LOG.setLevel(min(level, _LOG.level or level))
    for handler in _LOG.handlers:
        if isinstance(handler, _Stderr):
            handler.setFormatter(logging.Formatter(_FORMAT, _TIME))
