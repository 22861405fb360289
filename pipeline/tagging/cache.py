"""What was found in a paragraph, kept by its text, so that a revised plan has only its new paragraphs tagged."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.tagging.found import Found


class TagCache(Protocol):
    """Keeps the candidates of paragraphs for one version of the tagger (`Tagger.version`)."""

    def get(self, version: str, text: str) -> tuple[Found, ...] | None:
        """What was put for this text, None when nothing was."""

    def put(self, version: str, entries: Iterable[tuple[str, tuple[Found, ...]]]) -> None:
        """Keeps texts with their candidates."""


@dataclass(slots=True)
class MemoryCache:
    """A cache that lives as long as the process."""

    entries: dict[tuple[str, str], tuple[Found, ...]] = field(default_factory=dict)

    def get(self, version: str, text: str) -> tuple[Found, ...] | None:
        """What was put for this text, None when nothing was."""
        return self.entries.get((version, text))

    def put(self, version: str, entries: Iterable[tuple[str, tuple[Found, ...]]]) -> None:
        """Keeps texts with their candidates."""
        self.entries.update({(version, text): found for text, found in entries})
