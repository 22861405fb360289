"""Notices: what a reader should know of a file, as a key and values; their sentences stand in the vocabulary
notice_sentences, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.vocabularies import read_rows


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader should know of the block `block` (None: of the whole file).

    `key` is that of its sentence (`code` or `code.variant`), `values` what the sentence names.
    """

    key: str
    block: int | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """What kind of notice it is, explained in docs/notices.md."""
        return self.key.partition(".")[0]

    @property
    def text(self) -> str:
        """Its sentence in English."""
        return self._said("en")

    @property
    def text_zh(self) -> str:
        """Its sentence in Chinese."""
        return self._said("zh")

    def _said(self, language: str) -> str:
        return _sentences()[self.key][language].format_map(dict(self.values))


def notice(key: str, block: int | None = None, **values: object) -> Notice:
    """A notice of this key, with what its sentence names.

    >>> notice("unread_value.amount", 7, printed="约五千余").text
    'amount not understood: 约五千余'
    """
    return Notice(key, block, tuple((name, str(value)) for name, value in values.items()))


def counted(code: str, n: int, block: int | None = None) -> Notice:
    """A notice of one thing or of several: its key is `code.one` or `code.several`."""
    return notice(f"{code}.several", block, n=n) if n > 1 else notice(f"{code}.one", block)


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    return {row["key"]: row for row in read_rows("notice_sentences")}
