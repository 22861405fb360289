"""Many words sought in a text at once."""

import re
from collections.abc import Iterable, Iterator


class Lookup:
    """The words of a list (two characters or more each), found wherever they stand in a text."""

    __slots__ = ("_head", "_lengths", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) > 1)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        first, second = (re.escape("".join(sorted({head[at] for head in lengths}))) for at in (0, 1))
        self._head = re.compile(f"[{first}](?=[{second}])" if lengths else "(?!)")  # where a word may begin

    def __contains__(self, word: str) -> bool:
        """Whether it is one of the words."""
        return word in self._words

    def __bool__(self) -> bool:
        """Whether there are any words."""
        return bool(self._words)

    def end_at(self, text: str, start: int) -> int | None:
        """Where the longest word that begins here ends."""
        for length in self._lengths.get(text[start : start + 2], ()):
            if text[start : start + length] in self._words and start + length <= len(text):
                return start + length
        return None

    def scan(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of words from left to right, the longest at each place, not overlapping."""
        position = 0
        for head in self._head.finditer(text):
            start = head.start()
            if (
                start >= position
                and text[start : start + 2] in self._lengths
                and (end := self.end_at(text, start)) is not None
            ):
                yield start, end
                position = end

    def everywhere(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of all words, overlapping ones and those inside others too."""
        for head in self._head.finditer(text):
            start = head.start()
            for length in self._lengths.get(text[start : start + 2], ()):
                if text[start : start + length] in self._words and start + length <= len(text):
                    yield start, start + length
