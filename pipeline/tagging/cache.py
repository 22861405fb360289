"""What was found in a paragraph, kept by what it depends on, so that a revised plan has only its new
paragraphs tagged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.tagging.found import Found, as_json, from_json


class TagCache(Protocol):
    """Keeps what the tagger found, for one version of it (`Tagger.version`).

    A key is all that it depends on: the text of a paragraph for its candidates, `Question.key` for its
    mentions.
    """

    def get(self, version: str, keys: Iterable[str]) -> Mapping[str, tuple[Found, ...]]:
        """What was put for these keys; those nothing was put for are left out."""

    def put(self, version: str, entries: Mapping[str, tuple[Found, ...]]) -> None:
        """Keeps what was found, by key."""


@dataclass(slots=True)
class MemoryCache:
    """A cache that lives as long as the process."""

    entries: dict[tuple[str, str], tuple[Found, ...]] = field(default_factory=dict)

    def get(self, version: str, keys: Iterable[str]) -> Mapping[str, tuple[Found, ...]]:
        """What was put for these keys; those nothing was put for are left out."""
        return {key: self.entries[version, key] for key in keys if (version, key) in self.entries}

    def put(self, version: str, entries: Mapping[str, tuple[Found, ...]]) -> None:
        """Keeps what was found, by key."""
        self.entries.update({(version, key): found for key, found in entries.items()})


class Results(Protocol):
    """Keeps results of any stage as JSON, by the version of the stage and key."""

    def get(self, version: str, keys: Iterable[str]) -> Mapping[str, str]:
        """What is kept for these keys."""

    def put(self, version: str, entries: Mapping[str, str]) -> None:
        """Keeps what was found, by key."""


@dataclass(frozen=True, slots=True)
class KeptTags:
    """A `TagCache` over results that are kept as JSON."""

    results: Results

    def get(self, version: str, keys: Iterable[str]) -> Mapping[str, tuple[Found, ...]]:
        """What is held for these keys."""
        return {key: from_json(found) for key, found in self.results.get(version, keys).items()}

    def put(self, version: str, entries: Mapping[str, tuple[Found, ...]]) -> None:
        """Keeps what was found, by key."""
        self.results.put(version, {key: as_json(found) for key, found in entries.items()})
