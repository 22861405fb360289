"""What official documents print around their text: issuer, document number, day, addressees (GB/T
9704—2012)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from models.facts import Evidence
from models.vocabularies import any_of, words
from parsers.notation.numerals import read_number
from parsers.outline.lines import Line, squeezed
from parsers.outline.spans import Text

# 某政发〔2021〕12号, in brackets of any kind
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}\s?[〔\[（(【﹝]\s?(?:19|20)[0-9]{2}\s?[〕\]）)】﹞]\s?第?\s?[0-9]{1,5}\s?号"
)
_DIGIT = "[0-9〇○零一二三四五六七八九]"
# 2021年3月5日, 二〇二一年三月五日
_DAY = re.compile(
    rf"({_DIGIT}{{4}})\s?年\s?([0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月"
    r"\s?([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?日"
)
# 某市人民政府 of 某市人民政府关于印发…
_BEFORE_ABOUT = re.compile(rf"^(.{{2,40}}?)(?:{any_of('outline_words', 'behind_issuer')}|令$)")
# 各位代表： opens a speech, it addresses no body
_SALUTES = re.compile(any_of("outline_words", "salute"))
_NO_BODY = re.compile("[0-9〇○（(]|年|月")
_TOLD = re.compile(f"[了是为。；]|{any_of('outline_words', 'tells')}")
# 各县人民政府，市直各单位： a circular names whom it is sent to
_ADDRESSED = re.compile(f"(?:[局委府厅部办院司会省市县区]|{any_of('outline_words', 'addressee_end')})：$")
_TOP, _LONGEST_ADDRESS = 8, 300
_LONGEST_BODY = 30


@dataclass(frozen=True, slots=True)
class Imprint:
    """None where nothing is printed; `issued_on` as 2021-03-05."""

    issuer: str | None
    issue_no: str | None
    issued_on: str | None
    addressees: str | None
    evidence: tuple[Evidence, ...]


def imprint_of(title: Text, below: Sequence[Line]) -> Imprint:
    """What stands in a document's title and in its lines behind it, its signature among them."""
    issuer = _issuer(title, below)
    number = next(_numbers(below[:_TOP]), None)
    day = _day(below)
    addressees = next(_addressees(below[:_TOP]), None)
    pieces = (
        (issuer.evidence("issuer") if issuer else ()),
        (number.evidence("issue_no") if number else ()),
        (day[1].evidence("issued_on", derivation="normalised") if day else ()),
        (addressees.evidence("addressees") if addressees else ()),
    )
    return Imprint(
        issuer.text if issuer else None,
        number.text if number else None,
        day[0] if day else None,
        addressees.text if addressees else None,
        tuple(piece for found in pieces for piece in found),
    )


def is_date_line(text: str) -> bool:
    """A line that is a day and nothing else."""
    match = _DAY.fullmatch(text.strip("（）() 　"))
    return match is not None


def is_salutation(text: str) -> bool:
    """各位代表： and the like: who is spoken to, not who is written to."""
    return text.endswith(("：", ":")) and len(text) <= _LONGEST_BODY and _SALUTES.search(text) is not None


@cache
def _bodies() -> tuple[str, ...]:
    return (*words("body_suffixes", "suffix"), *words("national_issuers"))


def _is_body(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_BODY and text.endswith(_bodies()) and not _NO_BODY.search(text)


def _issuer(title: Text, below: Sequence[Line]) -> Text | None:
    """Before 关于 in the title, else the line above the day, else a line below the title."""
    head = _BEFORE_ABOUT.match(title.text)
    if head is not None and _is_body(squeezed(head[1])):
        return title.part(*head.span(1))
    for line, following in pairwise(below):
        if is_date_line(following.text) and _is_body(squeezed(line.text)) and line.label is None:
            return Text.of_line(line)
    return next((Text.of_line(line) for line in below[:2] if _is_body(squeezed(line.text))), None)


def _numbers(lines: Sequence[Line]) -> Iterator[Text]:
    for line in lines:
        match = _NUMBER.search(line.text)
        if match is not None and len(line.text) <= match.end() - match.start() + _LONGEST_BODY:
            yield Text.of_line(line).part(*match.span())


def _day(below: Sequence[Line]) -> tuple[str, Text] | None:
    """The day below the title, else that of the signature."""
    top = [line for line in below[:_TOP] if len(line.text) <= _LONGEST_BODY * 2]
    signed = [line for line in below[_TOP:] if is_date_line(line.text)]
    for line in (*(line for line in top if is_date_line(line.text)), *signed, *top[:3]):
        match = _DAY.search(line.text)
        if match is not None and (day := _iso(match)):
            return day, Text.of_line(line).part(*match.span())
    return None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (read_number(part.replace("○", "〇")) for part in match.groups())
    if year is None or month is None or day is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def _addressees(lines: Sequence[Line]) -> Iterator[Text]:
    for line in lines:
        text = line.text.rstrip()
        if (
            text.endswith(("：", ":"))
            and len(text) <= _LONGEST_ADDRESS
            and line.label is None
            and not is_salutation(text)
            and not _TOLD.search(text)
            and _ADDRESSED.search(text.replace(":", "：")) is not None
        ):
            yield Text.of_line(line).part(0, len(text) - 1)
