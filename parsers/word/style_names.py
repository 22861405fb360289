"""What the name of a style says (vocabulary heading_styles.csv)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from models.vocabularies import read_rows

_LEVELS: Final = {
    sign: level for signs in ("123456789", "一二三四五六七八九") for level, sign in enumerate(signs, 1)
}
_CHARACTER_SUFFIX = re.compile(r"(?:char|字符)[0-9]*$")


@dataclass(frozen=True, slots=True)
class NameMeaning:
    """What a style's name says: a heading of this level, a title, a table of contents, or nothing.
    `builtin`: a name of Word's own."""

    level: int | None = None
    is_title: bool = False
    is_toc: bool = False
    builtin: bool = False

    @property
    def is_known(self) -> bool:
        """True if the name says anything."""
        return self.level is not None or self.is_title or self.is_toc


NO_MEANING: Final = NameMeaning()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    return tuple(
        (re.compile(row["pattern"]), row["level"], row["kind"] == "builtin")
        for row in read_rows("heading_styles")
    )


@lru_cache(maxsize=1024)
def name_meaning(name: str) -> NameMeaning:
    """What a style name or id means by the vocabulary; width, case and blanks do not matter, `Char` and
    `字符` of linked styles fall away."""
    plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    plain = _CHARACTER_SUFFIX.sub("", plain)
    for pattern, level, builtin in _patterns():
        if match := pattern.fullmatch(plain):
            number = _LEVELS.get(match[1] if level == "#" else level)
            return NameMeaning(number, level == "title", level == "toc", builtin)
    return NO_MEANING
