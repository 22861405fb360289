"""The walk of one number: which of our functions see its text while a document is taken in. By hand:

    python -m tests.walk raw/yunling_digital_plan_final.docx 8300座

prints module.function in the order in which they first receive a text that holds it (as an argument, alone,
in a record or in a short sequence), and counts them.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from pipeline.ingest.run import ingest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("models", "parsers", "pipeline")
DEPTH, WIDTH = 2, 40


def holds(value: object, text: str, depth: int = DEPTH) -> bool:
    """Whether the text stands in a string, or in one of a record, mapping or short sequence."""
    if isinstance(value, str):
        return text in value
    if depth == 0:
        return False
    if is_dataclass(value) and not isinstance(value, type):
        parts: list[object] = [getattr(value, part.name, None) for part in fields(value)]
    elif isinstance(value, Mapping):
        parts = list(value.values())[:WIDTH]
    elif isinstance(value, list | tuple):
        parts = list(value[:WIDTH])
    else:
        return False
    return any(holds(part, text, depth - 1) for part in parts)


class Walk:
    """The functions that received the text, in order; a profile function for `sys.setprofile`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.seen: dict[str, None] = {}
        self._names: dict[object, str | None] = {}

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        if event != "call":
            return
        code = frame.f_code
        if code not in self._names:
            self._names[code] = _name(frame)
        name = self._names[code]
        if name is None or name in self.seen:
            return
        arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        if any(holds(frame.f_locals.get(argument), self.text) for argument in arguments):
            self.seen[name] = None


def _name(frame: FrameType) -> str | None:
    """`parsers.notation.period.read_period`; None for what is not ours or has no name."""
    module = str(frame.f_globals.get("__name__", ""))
    name = frame.f_code.co_qualname
    ours = module.split(".")[0] in PACKAGES and not name.rpartition(".")[2].startswith(("<", "__"))
    return f"{module}.{name}" if ours else None


def walked(document: Path, text: str) -> list[str]:
    """The names of the functions that a text passes on its way from the file into a database."""
    walk = Walk(text)
    with TemporaryDirectory() as folder:
        sys.setprofile(walk)
        try:
            list(ingest([document], Path(folder, "walk.db")))
        finally:
            sys.setprofile(None)
    return list(walk.seen)


def main() -> None:
    """Prints the functions and counts them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("document", type=Path)
    parser.add_argument("text")
    given = parser.parse_args()
    names = walked(given.document, given.text)
    print("\n".join(names))
    modules = set(map(_module, names))
    print(f"{len(names)} functions in {len(modules)} modules")


def _module(name: str) -> str:
    return next(
        ".".join(name.split(".")[:end])
        for end in range(name.count(".") + 1, 0, -1)
        if ROOT.joinpath(*name.split(".")[:end]).with_suffix(".py").is_file()
    )


if __name__ == "__main__":
    main()
