"""Why a file was not read, as a value that survives the way between processes."""

from dataclasses import dataclass

from models.language import say
from pipeline.ingest.limits import Limits, OverTime


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read: RefusedFile as a value, which survives the way between processes."""

    reason: str
    text: str


def over_limit(limits: Limits, error: OverTime | MemoryError) -> Refusal:
    """A file that costs more than it may."""
    over = (
        say("more than {seconds} seconds of processor time (--most-seconds)", seconds=f"{limits.seconds:,}")
        if isinstance(error, OverTime)
        else say("more than {mebibytes} MiB of memory (--most-memory)", mebibytes=f"{limits.mebibytes:,}")
    )
    return Refusal(
        "over_limit",
        say("it takes {over}: split it, or allow more if you trust where it comes from", over=over),
    )


def lost() -> Refusal:
    """The process that read a file died over it."""
    return Refusal(
        "over_limit",
        say(
            "the process that read it was ended by the system, for time or memory: split it, or run again"
            " with --jobs 1 if you trust where it comes from"
        ),
    )


def internal(error: BaseException) -> Refusal:
    """A fault of ours, as the refusal of the file it struck."""
    detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Refusal(
        "internal",
        say(
            "plantrace failed on it ({detail}): run again with --debug and report it, the file"
            " itself may be sound",
            detail=detail,
        ),
    )
