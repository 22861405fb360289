"""How an examination of the database file looks."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import RenderableType

from models.language import later, say
from pipeline.care.trouble import Trouble
from pipeline.commands import terminal

if TYPE_CHECKING:
    from pipeline.care.salvage import Repair

_REMEDIES: Final = {
    "derived": later("--repair makes it again"),
    "facts": later("--repair reads it again from the originals"),
    "none": later("put back a copy, or ingest the file again"),
}


def doctor_text(
    path: Path, troubles: Sequence[Trouble], repaired: "Repair | None", left: Sequence[Trouble]
) -> Iterator[RenderableType]:
    """What was found, what was done, what is left."""
    for trouble in troubles:
        yield terminal.hanging(
            f"{trouble.code}  ",
            trouble.message if repaired else _with_remedy(trouble),
            style="yellow",
        )
    if repaired:
        yield from (
            terminal.hanging(say("repaired") + "  ", sentence, style="green") for sentence in repaired.done
        )
        if repaired.kept:
            yield terminal.hanging(say("kept") + "  ", say("the file as it was: {file}", file=repaired.kept))
    if not left:
        yield terminal.printable(say("{path}: sound", path=path))
    elif repaired:
        yield from (
            terminal.hanging(
                say("left: {code}", code=trouble.code) + "  ", _with_remedy(trouble), style="red"
            )
            for trouble in left
        )


def _with_remedy(trouble: Trouble) -> str:
    return say("{trouble}; {remedy}", trouble=trouble.message, remedy=say(_REMEDIES[trouble.remedy]))


def doctor_json(
    path: Path, troubles: Sequence[Trouble], repaired: "Repair | None", left: Sequence[Trouble]
) -> dict[str, object]:
    """The same for programs."""
    done = (
        None
        if repaired is None
        else {"done": repaired.done, "kept": None if repaired.kept is None else str(repaired.kept)}
    )
    return {
        "database": str(path),
        "sound": not left,
        "found": [asdict(one) for one in troubles],
        "repair": done,
        "left": [asdict(one) for one in left],
    }
