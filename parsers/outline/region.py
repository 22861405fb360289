"""The place a document is of: in its title, else in the lines that say where it was given or who issued
it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from models.facts import Region
from models.vocabularies import any_of, gazetteer_rows, read_rows, words
from parsers.outline.lines import Line
from parsers.outline.spans import Text

_HAN = re.compile("[㐀-鿿]*")
_COUNT = "一二三四五六七八九十"
_BEFORE = re.compile(
    rf"^(?:关于)?(?:{any_of('outline_words', 'issuing_in_title')})?[《〈“\"]?"
    rf"(?:[0-9]{{4}}\s*年度?(?:{any_of('outline_words', 'part_of_year')})?"
    rf"|[“‘\"]?[{_COUNT}]{{1,3}}五[”’\"]?时期)?"
    rf"(?:{any_of('outline_words', 'before_region')})?"
)
# 在某市第九届人民代表大会…
_HELD_AT = re.compile(r"在(?=[^，。；]{2,20}第)")
# 我代表某市人民政府
_SPEAKS_FOR = re.compile(rf"代表(?:中共)?(?=[^，。；]{{2,20}}(?:{any_of('outline_words', 'spoken_for')}))")
_LAST_LINE, _LONGEST_ISSUER = 25, 40
# 某市统计局 on a line of its own
_ISSUED_BY = re.compile(
    rf"^(?:中共)?(?=[^，。；：\s]{{2,20}}(?:{any_of('outline_words', 'issuer_end')})[^，。；]*$)"
)


def find_region(title: Text, outer: Text, lines: Sequence[Line]) -> Region | None:
    """The place of the plan: of its title, of the title it is issued under, of the lines at the top (在某市第
    九届人民代表大会, 某市统计局, 我代表某市人民政府). None for documents of the whole country.

    A title names it by the suffixes of administrative divisions, as far as they follow each other: the one of
    甲省乙市丙区水务规划 is 甲省乙市丙区, 智慧城市规划 names none.
    """
    for text in (title, outer):
        if _is_national(text.text):
            return None
        if (span := _span(text.text)) is not None:
            return _region(text, *span)
    return next(_of_lines(lines[:_LAST_LINE]), None)


def _is_national(title: str) -> bool:
    return title.startswith(tuple(words("national_issuers")))


def _region(text: Text, start: int, end: int) -> Region:
    name = re.sub(r"\s+", "", text.text[start:end])
    return Region(name, text.evidence("region", start, end)[0])


def _of_lines(lines: Iterable[Line]) -> Iterator[Region]:
    """Places that lines near the top name: where a report was given, for whom it speaks, who issued it."""
    for line in lines:
        short = len(line.text) <= _LONGEST_ISSUER
        for form in (_HELD_AT, _SPEAKS_FOR, *((_ISSUED_BY,) if short else ())):
            match = form.search(line.text)
            if match is None:
                continue
            span = _chain(line.text, match.end())
            if span is not None and not _is_national(line.text[match.end() :]):
                yield _region(Text.of_line(line), *span)


def _span(text: str) -> tuple[int, int] | None:
    before = _BEFORE.match(text)
    return _chain(text, before.end() if before else 0)


def _chain(text: str, start: int) -> tuple[int, int] | None:
    """The divisions that follow each other from an offset on."""
    at = start
    while (end := _division_end(text, at)) is not None:
        at = end
    if at == start and (short := _short_name().match(text, start)):
        at = short.end()
    return (start, at) if at > start else None


def _division_end(text: str, start: int) -> int | None:
    """Where the division that begins at an offset ends: that of the first suffix which makes a name and no
    other word (某区城市更新 is of 某区, not of a city)."""
    found = (_name_end(text, start, suffix, most) for suffix, most in _suffixes())
    return next((end for end in found if end is not None and not _is_lookalike(text[start:end])), None)


def _name_end(text: str, start: int, suffix: str, most: int) -> int | None:
    """Where a name of at most so many characters and this suffix end; the suffix is not the beginning of a
    longer word (景德镇 in 景德镇市, 区 in 区域)."""
    stop = _HAN.match(text, start, start + most).end() + len(suffix)  # type: ignore[union-attr]
    at = text.find(suffix, start + 1, stop)
    while at >= 0 and _continued().match(text, at + len(suffix)):
        at = text.find(suffix, at + 1, stop)
    return at + len(suffix) if at >= 0 else None


@cache
def _suffixes() -> tuple[tuple[str, int], ...]:
    """The suffixes of divisions, with the most characters of a name before each."""
    return tuple((row["suffix"], int(row["most"])) for row in read_rows("place_suffixes"))


@cache
def _continued() -> re.Pattern[str]:
    """What makes a suffix, looked back at, the beginning of a longer word."""
    return re.compile("|".join(rf"(?<={word[0]}){word[1:]}" for word in sorted(words("place_continuations"))))


@cache
def _short_name() -> re.Pattern[str]:
    """Provinces and cities without their suffix, and autonomous prefectures in short (湘西州)."""
    divisions = (row for row in gazetteer_rows("divisions") if row["level"] in ("province", "city"))
    rows = [row for row in divisions if len(row["short"]) > 1]
    names = [f"{row['short']}州" for row in rows if row["name"].endswith("自治州")]
    names += [row["short"] for row in rows if row["short_certainty"] == "sure"]
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


def _is_lookalike(division: str) -> bool:
    """智慧城市 is no place, but a city of two characters may end in 城 (`not_one`: a word with just one
    character before it is a name; `alone`: with nothing before it it is none)."""
    for row in read_rows("place_lookalikes"):
        before = len(division) - len(row["word"])
        meant = {"any": True, "not_one": before != 1, "alone": before == 0}[row["after"]]
        if division.endswith(row["word"]) and meant:
            return True
    return False
