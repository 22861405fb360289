"""Years, dates, spans of years and plan periods in Chinese text (GB/T 15835-2011; GB/T 7408 for numeric
dates)."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from models.quick import quick
from models.units import unit_words
from models.vocabularies import any_of, shortest
from parsers.notation.numerals import BLANK, DIGITS, fold, read_integer, read_number
from parsers.notation.period_sides import building_words, read_ends
from parsers.notation.powers import RAISED

_FIRST_PLAN_YEAR = 1953
_THIRD_PLAN = 3
_YEARS_BETWEEN = 3  # 1963 to 1965 belong to no plan
_PLAN_YEARS = 5


@quick
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as printed, `source[start:end] == raw`.

    `text` is the year or years alone (`2020`, `2021-2025`; `2021-` when the end is open; "" for a date
    without a year). The months stand in `start_month` and `end_month`. An open side is None: 2025年前 has no
    start, end 2025, text `2025`.
    """

    start: int
    end: int
    raw: str
    text: str
    start_year: int | None
    end_year: int | None
    start_month: int | None = None
    end_month: int | None = None


def five_year_plan(ordinal: int) -> tuple[int, int]:
    """First and last year of a national five-year plan: 1 is (1953, 1957), 3 (1966, 1970), 14 (2021, 2025).

    Raises:
        ValueError: there is no plan before the first.
    """
    if ordinal < 1:
        raise ValueError(f"no five-year plan has the number {ordinal}")
    first = _FIRST_PLAN_YEAR + _PLAN_YEARS * (ordinal - 1) + (_YEARS_BETWEEN if ordinal >= _THIRD_PLAN else 0)
    return first, first + _PLAN_YEARS - 1


_D = f"[{''.join(DIGITS)}0-9]"
_B = f"{BLANK}?"
_YEAR = (
    rf"(?:(?<!\d)(?:1[89]|20|21)\d\d(?!\d)|(?<!\d)[12]{BLANK}[0189]{BLANK}\d{BLANK}\d(?!\d)"
    rf"|(?<!{_D})(?:一[八九]|二[〇零0一]){_D}{{2}}(?!{_D}))"
)
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY_NUMBER = r"(?:[12]\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = f"{_B}(?:[-–—―─~]{{1,3}}|至|到){_B}"
_YEAR_TAIL = "(?:年?[底末初](?!步)|度|[上下]半年|第?[一二三四1-4]季度|前三季度)"
_MONTH_TAIL = "(?:份?[底末初](?!步)|[上中下]旬|份)"
_PLAN_TAIL = "(?:时期末|时期|期间|期末|末期|初期|中期|前期|后期|末|初(?!步))"
_ORDINAL = "(?:二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PLAN_PART = "(?:的?(?P<side>[前头后])(?P<part>[一二两三四五])年)"

_DAY = rf"(?:(?<!\d){_MONTH}{_B}月{_B}{_DAY_NUMBER}{_B}[日号])"
_MONTH_OF_YEAR = rf"(?:{_MONTH}{_B}月(?:{_B}{_DAY_NUMBER}{_B}[日号]|{_MONTH_TAIL})?)"
_YEAR_POINT = rf"(?:{_YEAR}{_B}年(?!代)(?:{_B}{_MONTH_OF_YEAR}|{_YEAR_TAIL})?)"
_NUMERIC_MONTH = rf"(?:{_YEAR}[./](?:1[0-2]|0?[1-9])(?![\d%])|(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?!\d))"
_NUMERIC_DAY = rf"(?:{_YEAR}(?P<mark>[-/.]){_MONTH}(?P=mark)(?:[12]\d|3[01]|0?[1-9])(?!\d))"
_UNIT_AHEAD = "|".join(
    re.escape(word)
    for word in shortest(
        w.word
        for w in unit_words().values()
        if w.kind in {"classifier", "measure", "money", "share", "multiple"}
    )
)
_BARE_RANGE = rf"(?:(?<![\d.-]){_YEAR}{_DASH}{_YEAR}(?![\d.万亿]|-\d|{_UNIT_AHEAD}))"

_RANGE = (
    rf"(?:{_YEAR_POINT}{_DASH}(?:{_YEAR_POINT}|{_MONTH_OF_YEAR})|{_YEAR_POINT}{_DASH}{_DAY_NUMBER}{_B}[日号]"
    rf"|{_YEAR}{_B}年{_MONTH}{_DASH}{_MONTH}月|{_YEAR}{_DASH}{_YEAR_POINT}|{_NUMERIC_MONTH}{_DASH}{_NUMERIC_MONTH}"
    rf"|{_DAY}{_DASH}(?:{_DAY}|{_DAY_NUMBER}{_B}[日号])|{_BARE_RANGE})"
)
# 2023年和2025年 as 2023和2025年: the year of all stands once, at the end
_LISTED = rf"(?:(?<![\d.-]){_YEAR}(?={_B}(?:(?:、|和|及|与|以及){_B}{_YEAR}{_B})+年(?!代)))"
_PLAN = (
    rf"(?:[“‘「『\"](?P<quoted>{_ORDINAL})五(?:[”’」』\"]{_PLAN_TAIL}?(?!普法)|{_PLAN_TAIL})"
    rf"|(?<![一二三四五六七八九十百千万第“‘])(?P<bare>二?十[一二三四五六七八九])五(?:{_PLAN_TAIL}|(?=规划|计划|以来|开局|[^一-鿿”’]|$))"
    rf"|第(?P<counted>{_ORDINAL})个五年(?:(?:计划|规划){_PLAN_TAIL}|(?:计划|规划)?(?=的[\d一二三四五六七八九十百]))){_PLAN_PART}?"
)
_AGE = (
    r"(?:(?P<century>[12]\d|[一二]?十[一二三四五六七八九]?)世纪)?"
    r"(?P<decade>[1-9]0|[一二三四五六七八九]?十)年代"
)
_FIND = re.compile(
    rf"(?=[\d一二三四五六七八九十第“‘「『\"])(?:(?P<range>{_RANGE})|(?P<plan>{_PLAN})|(?P<age>{_AGE})|(?P<point>{_YEAR_POINT}|{_LISTED}|(?<![\d.-]){_NUMERIC_DAY}|{_DAY}))",
)
_YEAR_IN = re.compile(_YEAR)
_MONTH_IN = re.compile(rf"(?<![\d一二三四五六七八九十])({_MONTH})(?:{_B}月|$)")
# 2023.06, 2023-6-30, 202306: a month or day in digits alone
_NUMERIC_SIDE = re.compile(r"(\d{4})(?:[-./](\d{1,2})|(\d\d))(?:[-./]\d{1,2})?")
# 2021—2025, 2021年至2025年: where a span is cut
_SPLIT = re.compile(rf"(?<=[\d年月日号底末初{''.join(DIGITS)}]){_DASH}(?=[\d{''.join(DIGITS)}十])")


@lru_cache(maxsize=4096)
def find_periods(text: str) -> tuple[Period, ...]:
    """Every absolute date, year, span of years, decade and plan period of a text, in order, not overlapping.

    Not found: 当前, 近年来, 今年 and the like, which say no year, and a year without 年 that stands alone
    (2023 may be a name). An unqualified decade from 五十年代 on is one of the twentieth century.
    """
    folded = fold(text)
    found = (_from_match(match, text) for match in _FIND.finditer(folded))
    return tuple(period for period in found if period is not None)


def _from_match(match: re.Match[str], text: str) -> Period | None:
    start, end = match.span()
    if match["plan"]:
        first, last = _plan_years(match)
        return _period(start, end, text, first, last)
    if match["age"]:
        return _age(match, text)
    return _dates(match[0], start, text)


def _period(
    start: int,
    end: int,
    text: str,
    first: int | None,
    last: int | None,
    months: tuple[int | None, int | None] = (None, None),
) -> Period:
    years = (
        ""
        if first is None and last is None
        else str(last)
        if first is None or first == last
        else f"{first}-{last or ''}"
    )
    return Period(start, end, text[start:end], years, first, last, *months)


def _plan_years(match: re.Match[str]) -> tuple[int, int]:
    ordinal = read_number(match["quoted"] or match["bare"] or match["counted"])
    first, last = five_year_plan(int(ordinal or 0))
    if match["part"]:
        return _part_of(first, last, match["side"], int(read_number(match["part"]) or 0))
    tail = match["plan"].rstrip('”’」』"')
    if tail.endswith(("末", "末期")):
        return last, last
    return (first, first) if tail.endswith("初") else (first, last)


def _part_of(first: int, last: int, side: str, years: int) -> tuple[int, int]:
    """“十四五”前三年, “十四五”后两年."""
    return (last - years + 1, last) if side == "后" else (first, first + years - 1)


def _age(match: re.Match[str], text: str) -> Period | None:
    century = int(read_number(match["century"]) or 0) if match["century"] else 20
    decade = int(read_number(match["decade"]) or 0)
    if not match["century"] and decade < 50:
        return None
    first = (century - 1) * 100 + decade
    return _period(*match.span(), text, first, first + 9)


def _dates(raw: str, start: int, text: str) -> Period:
    """A point or a range: each side gives its year and month; what the second leaves out it has from the
    first (2023年6月至12月)."""
    cut = None if _NUMERIC_SIDE.fullmatch(raw) else _SPLIT.search(raw)
    first_year, first_month = _year_month(raw[: cut.start()] if cut else raw)
    last_year, last_month = _year_month(raw[cut.end() :]) if cut else (first_year, first_month)
    if last_month is None and re.search("[日号]", raw):
        last_month = first_month
    return _period(
        start, start + len(raw), text, first_year, last_year or first_year, (first_month, last_month)
    )


def _year_month(side: str) -> tuple[int | None, int | None]:
    if numeric := _NUMERIC_SIDE.fullmatch(side):
        return int(numeric[1]), int(numeric[2] or numeric[3])
    year = _YEAR_IN.search(side)
    month = _MONTH_IN.search(side, year.end() if year else 0)
    return read_integer(year[0]) if year else None, read_integer(month[1] or month[2]) if month else None


_LONGEST_CELL = 200
# 2025年（预计）, 2025年①: what a header adds to its year
_NOTE = re.compile(rf"(?:[(（\[〔【][^)）\]〕】]*[)）\]〕】]|{BLANK}?[①-⑳*※△▲{RAISED}]{{1,3}})$")
# 到2025年, 截至2020年底: what leads to a time is no part of it
_LEAD = re.compile(rf"^(?:{any_of('notation_words', 'before_time')}){_B}")
_SHORT_RANGE = re.compile(rf"({_YEAR}){_DASH}(1[3-9]|[2-9]\d)年?")
_WHOLE = re.compile(rf"{_YEAR}{_B}(?:{_DASH}{_YEAR})?|{_NUMERIC_MONTH}|{_YEAR}-(?:1[0-2]|0[1-9])")


@cache
def _open_start() -> re.Pattern[str]:
    """Only the end is said: 2025年前, 2025年底前建成."""
    built = building_words("end")
    return re.compile(rf"{_B}(?:(?:{any_of('notation_words', 'end_only')})(?:{built})?|{built})$")


@cache
def _open_end() -> re.Pattern[str]:
    """Only the beginning is said: 2021年起, 2021-, 2023年开工."""
    since = "起|开始|以后|之后|后|以来|[-–—―~]{1,2}(?:至今|今)?|至今|年至今"
    return re.compile(rf"{_B}(?:{since}|{building_words('start')})$")


@lru_cache(maxsize=1024)  # the columns of years and of terms say the same in each row
def read_period(text: str) -> Period | None:
    """The period a whole string (a table cell) states, else None: 2019-2021, 2023.6-2025.12, 2021年起,
    2025年底前, “十四五”末.

    Blanks, a leading 至 or 截至, a trailing 起 or 前 and a note in brackets or the mark of one (2025年¹) are
    allowed and belong to `raw`; 长期 is None.
    """
    if len(text) > _LONGEST_CELL:
        return None
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    body = _NOTE.sub("", fold(text[start:end])).rstrip()
    stripped = _LEAD.sub("", body, count=1)
    core = _open_start().sub("", _open_end().sub("", stripped))
    found = _read_core(core)
    if found is None:
        # a word for the end behind the last year belongs to both years: 2023年开工，2025年建成
        found = _read_core(stripped)
        return None if found is None else replace(found, start=start, end=end, raw=text[start:end])
    if _open_end().search(stripped):
        found = replace(found, end_year=None, end_month=None, text=f"{found.start_year}-")
    elif _open_start().search(stripped) or body[:1] in {"到", "至"}:
        found = replace(found, start_year=None, start_month=None, text=str(found.end_year))
    return replace(found, start=start, end=end, raw=text[start:end])


def _read_core(core: str) -> Period | None:
    if short := _SHORT_RANGE.fullmatch(core):
        first = read_integer(short[1]) or 0
        return _period(0, len(core), core, first, first // 100 * 100 + int(short[2]))
    if _WHOLE.fullmatch(core):
        return _dates(core, 0, core)
    match = _FIND.match(core)
    if match and match.end() == len(core):
        return _from_match(match, core)
    ends = read_ends(core)
    if ends is None:
        return None
    months = (ends.first_month, ends.last_month)
    return _period(0, len(core), core, ends.first_year, ends.last_year, months)
