"""The places plantrace knows by name: divisions of China, countries, regions (models/gazetteer,
docs/gazetteer.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from models.vocabularies import gazetteer_rows, words

SURE, WEAK, WORD = 0.95, 0.4, 0.2
_SCORES = {"sure": SURE, "weak": WEAK, "word": WORD}
_WORLD_WEAK = frozenset({"马里", "乍得", "多哥", "阿曼", "海地", "黑山", "关岛", "中非", "也门"})


@dataclass(frozen=True, slots=True)
class Place:
    """A name and what it names. `score` says how sure its four walls are: 0.95 wherever it stands, 0.4 may
    be part of words, 0.2 is one.

    `codes` are the division codes (GB/T 2260) it may stand for, `full` its longest official name; both empty
    for regions and countries abroad. `whole` is set for a name with its level word (某市, 某县).
    """

    name: str
    kind: str
    score: float
    full: str
    codes: tuple[str, ...] = ()
    whole: bool = False


@cache
def _entries() -> tuple[Place, ...]:
    return tuple(_read_entries())


def _read_entries() -> Iterator[Place]:
    common = words("common_places")
    for row in gazetteer_rows("divisions"):
        full, short = row["name"], row["short"]
        codes = (row["code"],) if row["code"] else ()
        yield Place(full, row["level"], _SCORES[row["certainty"]], full, codes, whole=True)
        if short:
            certainty = "word" if short in common else row["short_certainty"]
            yield Place(short, row["level"], _SCORES[certainty], full, codes)
    for row in gazetteer_rows("countries"):
        yield Place(row["name"], "country", WEAK if row["name"] in _WORLD_WEAK else SURE, row["name"])
    for row in gazetteer_rows("regions"):
        yield Place(
            row["name"], row["kind"], WEAK if row["kind"] in {"pair", "doubtful"} else SURE, row["name"]
        )


@cache
def known_places() -> dict[str, Place]:
    """Every name; one that several places bear is as sure as the surest of them, and keeps the codes of
    all."""
    found: dict[str, Place] = {}
    for entry in _entries():
        other = found.get(entry.name)
        found[entry.name] = _joined(other, entry) if other else entry
    return found


def _joined(first: Place, second: Place) -> Place:
    """The surer, and among equals the earlier (provinces come before cities before counties)."""
    surer = second if second.score > first.score else first
    return Place(surer.name, surer.kind, surer.score, surer.full, first.codes + second.codes, surer.whole)


def is_whole(name: str) -> bool:
    """Whether it is a division with its level word: 某市, not its short form, though that may end in 州 as
    well."""
    place = known_places().get(name)
    return place is not None and place.whole


@cache
def province_forms() -> dict[str, str]:
    """One-character forms of provinces and whether they are clear without more: 粤 → yes, 新 → no."""
    return {row["form"]: row["clear"] for row in gazetteer_rows("short_forms")}


@cache
def named_by_character() -> dict[str, str]:
    """The province or city that a one-character form stands for without more: 粤 → 广东省, not 宁."""
    return {row["form"]: row["name"] for row in gazetteer_rows("short_forms") if row["clear"] == "yes"}


@cache
def city_characters() -> frozenset[str]:
    """The characters that pairs of cities and provinces are called by: 广清, 成渝."""
    cities = (entry.name for entry in _entries() if entry.kind == "city" and not entry.whole)
    return frozenset("".join(cities)) | frozenset(province_forms())


@cache
def place_of_code(code: str) -> Place | None:
    """The division with this code under its full name."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, Place]:
    return {entry.codes[0]: entry for entry in _entries() if entry.whole and entry.codes}


@cache
def short_names_within(code: str) -> dict[str, str]:
    """Short forms of the divisions inside the one with this code, with their full names; common words are
    left out."""
    return {
        entry.name: entry.full
        for entry in _entries()
        if not entry.whole and entry.score >= WEAK and entry.codes and entry.codes[0].startswith(code)
    }
