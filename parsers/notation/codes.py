"""What holds digits and counts nothing: addresses, names of files, telephone numbers, numbers of documents,
standards and roads.

Addresses after RFC 3986 and RFC 5322 (their plain forms), document numbers after GB/T 9704-2012 §7.2.5,
telephone numbers after YD/T 1000.
"""

import re
from collections.abc import Iterator
from functools import cache

from models.vocabularies import any_of, read_rows
from parsers.notation.numerals import BLANK, SCALE
from parsers.notation.quantity_words import unit_at

_B = f"{BLANK}?"
_PATH = r"[!-~]*[A-Za-z0-9/=&#%_-]"
_DOMAINS = "com|cn|org|net|gov|edu|mil|info|top|vip|wang"
# a character in UTF-8 (RFC 3629)
_ENCODED = "%(?:[Cc][2-9A-Fa-f]|[DdEe][0-9A-Fa-f]|[Ff][0-4])(?:%[89ABab][0-9A-Fa-f]){1,3}"
_ADDRESS = re.compile(
    rf"(?:https?|ftps?)://{_PATH}|(?<![A-Za-z0-9@._-])www\.{_PATH}"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    rf"|(?<![A-Za-z0-9@._-])(?:[A-Za-z0-9-]+\.)+(?:{_DOMAINS})(?![A-Za-z0-9-])(?:[:/]{_PATH})?"
    rf"|(?<![!-~])[!-$&-~]*{_ENCODED}(?:{_PATH})?"
)
_EXTENSION = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|txt|csv|xml|json|html?|zip|rar|7z|jpe?g|png|gif|mp[34])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_FILE_STEM = re.compile(r"[^\s，。；：、！？“”‘’《》\"'<>|*?/\\]{1,40}$")
_LONGEST_STEM = 40
_YEAR_IN_BRACKETS = r"[〔\[【(](?:19|20)\d\d[〕\]】)]"
_DOCUMENT = (
    rf"{_YEAR_IN_BRACKETS}{_B}(?:第{_B})?\d{{1,5}}{_B}号"
    rf"|〔(?:19|20)\d\d〕{_B}\d{{1,5}}(?!\d)"
    rf"|第{_B}\d{{1,5}}{_B}号"
    r"|(?<![\d.,])\d{1,4}号(?![召称])"
)
_STANDARD = (
    r"(?<![A-Za-z])[A-Z]{2,6}(?:/[A-Z]{1,4})?"
    + _B
    + r"(?!(?:19|20)\d\d[-—–])\d{2,6}(?:\.\d+)?[-—–:]{1,2}(?:19|20)\d\d(?!\d)"
    rf"|(?<![A-Za-z])(?:[A-Z]{{2,4}}/[TZ]|T/[A-Z]{{2,8}}){_B}\d{{2,6}}(?:\.\d+)*(?:[-—–]\d{{4}})?"
    rf"|(?<![A-Za-z])(?:GB|DB|ISO|IEC)(?:/[A-Z]{{1,3}})?{_B}\d{{2,6}}(?![\d.])"
)
_TELEPHONE = (
    r"(?<![\d.,-])(?:0\d{2,3}[-—–]{1,2}\d{7,8}|\(0\d{2,3}\)"
    + _B
    + r"\d{3,4}[- ]?\d{4}|1[3-9]\d{9}|[48]00-\d{3}-?\d{4})(?!\d|[.,]\d|%)"
)
# a date whose year is none (5305年6月): no length of time
_MISPRINTED_DATE = rf"(?<!\d)\d{{4}}{_B}年{_B}\d{{1,2}}{_B}月(?:{_B}\d{{1,2}}{_B}日)?"
_HOUSES, _BLOCKS, _ROOMS = (f"(?:{any_of('notation_words', use)})" for use in ("house", "block", "room"))
_HOUSE = (
    rf"(?:\d{{1,4}}{_HOUSES}|[A-Z]{_B}{_BLOCKS}){_B}\d{{1,2}}[层楼](?!以)"
    rf"|(?<![\d.])\d{{1,2}}[层楼]{_B}[A-Z]?\d{{3,4}}(?:{_ROOMS}|(?=[，。；、）)]|$))"
)
# 37，1%, 5。3%: a point is printed as another mark; half of the number would be wrong
_MISPRINTED_SHARE = r"(?<![\d.,/，])\d{1,3}[，。]\d{1,2} ?%"
_MISPRINTED = re.compile(f"{_MISPRINTED_DATE}|{_MISPRINTED_SHARE}")
_CLASS = r"(?<![\d.-])\d{2}(?:-\d{2}){2}(?![\d-])"  # 21-04-02, a code of classes
# what each of them begins with is looked at first, which takes a fifth of the time
_NUMBER = re.compile(rf"(?=[\dA-Z〔\[【(第])(?:{_HOUSE}|{_DOCUMENT}|{_STANDARD}|{_TELEPHONE}|{_CLASS})")
_ITEM = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})"
_JOINT = rf"{_B}[、和及与或至]{_B}第?"
_SEPARATED = rf"\(?\d[\d()-]*(?:{BLANK}\d[\d()-]*)*"
_LEAST_DIGITS = 5
_COUNTED = re.compile(rf"{_B}{SCALE}")


def code_spans(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a text holds such a code; `folded` is the same text folded. The spans may overlap and are in no
    order."""
    if "第" in text or "届" in text or "次" in text or "线" in text:
        yield from (match.span() for match in _listed().finditer(folded))
    if not any(map(str.isdecimal, text)):
        return
    yield from (match.span() for match in _MISPRINTED.finditer(folded))
    if "." in text or "@" in text or "%" in text:
        yield from (match.span() for match in _ADDRESS.finditer(text))
        yield from _files(folded)
    yield from (match.span() for match in _NUMBER.finditer(folded) if not _counts(folded, match.end()))
    for match in _labelled().finditer(folded):
        number = match.lastgroup
        if number and not _counts(folded, match.end(number)) and (number != "said" or _long(match[number])):
            yield match.span(number)


def _files(folded: str) -> Iterator[tuple[int, int]]:
    for match in _EXTENSION.finditer(folded):
        low = max(0, match.start() - _LONGEST_STEM)
        stem = _FILE_STEM.search(folded[low : match.start()])
        if stem:
            yield low + stem.start(), match.end()


@cache
def _listed() -> re.Pattern[str]:
    """Items and meetings named by their numbers: 第4、6、10项, 九届二次、三次全会, 二次、三次全体会议."""
    items, meetings, lines = (
        f"(?:{any_of('notation_words', use)})" for use in ("item", "meeting", "line_of_traffic")
    )
    return re.compile(
        rf"第{_B}{_ITEM}(?:{_JOINT}{_ITEM})+{_B}{items}|(?<=届)第?{_ITEM}次(?:{_JOINT}{_ITEM}次)*"
        rf"|{_ITEM}次(?:{_JOINT}{_ITEM}次)+{_B}(?={meetings})"
        rf"|(?<![\d.])\d{{1,4}}(?:、\d{{1,4}})+(?:{lines})"
    )


@cache
def _labelled() -> re.Pattern[str]:
    """Numbers told by the word beside them: 电话：…, 12345热线, 312国道."""
    words: dict[tuple[str, str], list[str]] = {}
    for row in read_rows("number_contexts"):
        words.setdefault((row["what"], row["side"]), []).append(row["word"])
    before, after, roads = ("|".join(sorted(words[key], key=len, reverse=True)) for key in _LABELS)
    digits = r"(?<![\d.,])"
    return re.compile(
        rf"(?:{before})[为是]?{_B}[:]?{_B}(?P<said>{_SEPARATED}(?:[、，,;/]{_B}{_SEPARATED})*)"
        rf"|{digits}(?P<called>\d{{3,6}})(?=[”\"]?(?:{after}))|{digits}(?P<road>\d{{3}})(?=(?:{roads}))"
    )


_LABELS = (("telephone", "before"), ("telephone", "after"), ("road", "after"))


def _long(number: str) -> bool:
    return sum(map(str.isdecimal, number)) >= _LEAST_DIGITS


def _counts(folded: str, end: int) -> bool:
    """Whether a unit or 万 follows: 固定电话32500部 is a quantity."""
    unit = unit_at(folded, end)
    return (unit is not None and unit.word.notation != "rank") or _COUNTED.match(folded, end) is not None
