"""Makes models/gazetteer/divisions.csv and countries.csv. Not needed at run time (sources and licences:
docs/gazetteer.md).

Usage: python -m pipeline.tagging.build_gazetteer FOLDER_OF_china-division/dist   (needs jieba and Babel)
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from models.vocabularies import words
from pipeline.tagging.parts import parts

Row = tuple[str, ...]

OUT = Path(__file__).resolve().parents[2] / "models" / "gazetteer"
PEOPLE = re.compile(r"(?:各族|(?:" + "|".join(sorted(words("peoples"), key=len, reverse=True)) + r")族?)+$")
AUTONOMOUS = re.compile(r"自治[州县区旗]$")
LEVEL = re.compile(r"(?:特别行政区|地区|林区|特区|矿区|新区|[省市州盟县区旗])$")
PLACEHOLDER = re.compile(parts("no division"))
GENERIC = words("generic_divisions")
PSEUDO = re.compile(r"\d{4}7\d")  # zones that the statistics count as counties
OFTEN = (
    100  # jieba's count from which a word that is no place name in its dictionary is taken for a common word
)
WORLD_CODES = {
    "001",
    "018",
    "021",
    "142",
    "AC",
    "EU",
    "EZ",
    "QO",
    "UN",
    "XA",
    "XB",
    "ZZ",
    "IC",
    "EA",
    "DG",
    "CP",
    "TA",
}


def short_form(name: str) -> str:
    """The name without its level word: 恩施土家族苗族自治州 → 恩施; "" when less than two characters would
    stay."""
    bare = AUTONOMOUS.sub("", name)
    short = PEOPLE.sub("", bare) if bare != name else LEVEL.sub("", name)
    short = bare if len(short) < 2 and name.endswith("自治区") else short
    return short if len(short) >= 2 and short != name else ""


def _word_counts() -> dict[str, tuple[int, str]]:
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: (int(count), tag) for word, count, tag in (line.split() for line in lines)}


def certainty(level: str, short: str, counts: dict[str, tuple[int, str]]) -> str:
    """sure: the short form is the place wherever it stands; weak: it may be part of other words; word: it is
    a common word."""
    count, tag = counts.get(short, (0, ""))
    common = count >= OFTEN and tag not in {"ns", "nsf", "nt"}
    if len(short) > 2 or level in {"province", "city"}:
        return "sure"
    return "word" if common or count >= 10 * OFTEN else "weak"


def divisions(folder: Path) -> Iterator[Row]:
    """(code, level, name, its certainty, short form, its certainty) of provinces, cities and counties; Hong
    Kong, Macao and Taiwan included."""
    counts = _word_counts()
    for level, code, name in _named(folder):
        if (PLACEHOLDER.search(name) and not name.endswith("林区")) or PSEUDO.fullmatch(code):
            continue
        short = short_form(name)
        whole = "word" if name in GENERIC else "weak" if len(name) < 3 else "sure"
        yield code, level, name, whole, short, certainty(level, short, counts) if short else ""


def _named(folder: Path) -> Iterator[tuple[str, str, str]]:
    for level, file in (("province", "provinces"), ("city", "cities"), ("county", "areas")):
        for item in json.loads((folder / f"{file}.json").read_text(encoding="utf-8")):
            yield level, item["code"], item["name"]
    others = json.loads((folder / "HK-MO-TW.json").read_text(encoding="utf-8"))
    for province, cities in others.items():
        yield "province", "", province
        for city, counties in cities.items():
            yield "city", "", city
            yield from (("county", "", county) for county in counties)


def countries() -> Iterator[Row]:
    """(code, name) of the countries and continents, long and short Chinese CLDR names."""
    locale: Any = import_module("babel").Locale("zh")
    for code, name in locale.territories.items():
        if code not in WORLD_CODES and re.fullmatch("[㐀-鿿·（）-]+", name):
            yield code, name


def _write(name: str, header: Row, rows: Iterable[Row]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *rows])


def main() -> None:
    """Writes both files."""
    _write(
        "divisions.csv",
        ("code", "level", "name", "certainty", "short", "short_certainty"),
        divisions(Path(sys.argv[1])),
    )
    _write("countries.csv", ("code", "name"), countries())


if __name__ == "__main__":
    main()
