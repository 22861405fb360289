"""The time written into the database, and the version of the tool that writes it."""

import os
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from models.errors import WrongUse
from models.language import say


def utc_now() -> str:
    """UTC as ISO 8601 to the second; SOURCE_DATE_EPOCH when set
    (reproducible-builds.org/specs/source-date-epoch).

    Raises:
        WrongUse: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUse(
            say("SOURCE_DATE_EPOCH={epoch}: must be a number of seconds since 1970-01-01", epoch=epoch)
        ) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def tool_version() -> str:
    """The installed version of plantrace, `unknown` when it runs from a folder that is not installed."""
    try:
        return version("plantrace")
    except PackageNotFoundError:
        return "unknown"
