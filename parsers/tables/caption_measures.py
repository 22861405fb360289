"""What a caption says a table measures (表4 各区县人均受教育年限（年）): where its rows are places and its
columns years, neither of them names it."""

import re
from functools import cache
from typing import Final

from models.vocabularies import any_of, read_rows
from parsers.tables.passage import Passage
from parsers.tables.table_units import split_unit

_NUMBERED: Final = r"[续附]?表\s*[0-9０-９一二三四五六七八九十]+(?:[-－—.．][0-9]+)*[\s\u3000:：.、]*"
_YEARS: Final = r"(?:19|20)[0-9]{2}年?(?:\s*[-－—–~至]+\s*(?:(?:19|20)[0-9]{2}年?))?"
_LONGEST_PLACE: Final = 8


def measure_of(caption: Passage | None) -> Passage | None:
    """The measure that a caption with a unit behind it names, without number, years, places and what it calls
    the table; None where it has no unit or only says that it holds indicators."""
    name, unit = split_unit(caption) if caption else (None, None)
    if name is None or unit is None:
        return None
    lead, end = _lead().match(name.text), _end().search(name.text)
    measure = name.part(lead.end() if lead else 0, end.start() if end else None)
    return measure if measure and not _idle().search(measure.text) else None


@cache
def _lead() -> re.Pattern[str]:
    """表4, 2020年, 石桥市各区县."""
    rows = {row["text"] for row in read_rows("columns") if row["field"] == "location"}
    places = "|".join(map(re.escape, sorted(rows, key=lambda word: -len(word))))
    each = rf"[^，。；：]{{0,{_LONGEST_PLACE}}}?(?:{any_of('table_words', 'each_place')})(?:{places})"
    return re.compile(rf"(?:{_NUMBERED})?(?:{_YEARS})?(?:{each})?(?:{_YEARS})?")


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('table_words', 'caption_end')})$")


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('table_words', 'caption_idle')})$")
