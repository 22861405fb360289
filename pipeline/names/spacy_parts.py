"""spaCy without its command line, which the package imports and which brings an HTTP client, a downloader and
a shell along: a fifth of the time plantrace takes to start.

Everything here that needs spaCy takes it from this module.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_CLI = ("spacy.cli", "spacy.cli.info")


def _empty() -> dict[str, ModuleType]:
    """What spaCy's package finds in the place of its command line."""
    found = {name: ModuleType(name) for name in _CLI}
    found["spacy.cli"].__dict__.update(__path__=[], info=found["spacy.cli.info"])
    found["spacy.cli.info"].__dict__["info"] = _info
    return found


def _info(*arguments: Any, **named: Any) -> Any:
    """`spacy.info`, with the command line it is part of."""
    return import_module("spacy.cli.info").info(*arguments, **named)


def _import() -> None:
    """Imports spaCy; whoever asks for its command line afterwards gets the true one."""
    if "spacy" in sys.modules:
        return
    empty = _empty()
    sys.modules.update(empty)
    try:
        import spacy
    finally:
        for name in empty:
            sys.modules.pop(name, None)
    spacy.__dict__.pop("cli", None)


_import()

from spacy import load, util  # noqa: E402 (behind what makes it light)
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, Span, SpanGroup  # noqa: E402

__all__ = ["Doc", "Language", "Span", "SpanGroup", "load", "util"]
