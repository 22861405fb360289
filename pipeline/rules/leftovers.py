"""What was left in the text by mistake: placeholders, paragraphs that stand twice."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final

from models.vocabularies import read_rows
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, agreed, sides, span, whole
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_LEAST_PARAGRAPH: Final = 30
_MOST_REPEATED: Final = 3
_STOPS: Final = ("。", "｡", "︒")  # all that NFKC makes a full stop of
_BLANKS = re.compile(r"[\s\u3000]+")
_NUMBER = re.compile(r"^(?:[(]?[\d一二三四五六七八九十]{1,3}[)、.])(?!\d)")
# 建成XX座, ××年, ○○公里; not 5×10 or X光
_CROSSES = re.compile(
    r"(?<![A-Za-z0-9Ｘ×XxX*])(?:[XＸ]{2,}|[xｘ]{2,}|[×✕╳]{2,}|[○◯]{2,}|[□▢]{2,}|\*{2,}|＊{2,})(?![A-Za-z0-9])"
)
_COUNTED = re.compile(
    rf"\s*(?:年|月|日|个|座|家|项|亿|万|公里|人|米|吨|%|％|号|元|{any_of('counted_by_cross')}|{any_of('place_or_body')})"
)
# 建成X座: one cross alone, before a unit
_ONE_CROSS = re.compile(
    rf"(?<=[资成建增到达约造放积为])[XＸ](?:[亿万]元?|{any_of('counted_by_cross')}|%|％)(?![A-Za-z0-9])"
)
_CROSS = re.compile("[×✕╳xXｘＸ○◯*＊]")
_SIGNS: Final = "×✕╳xXｘＸ○◯*＊□▢_?？"
# ××市: a name left out on purpose
_NAME_LEFT_OUT = re.compile(f"{_CROSS.pattern}\\s*(?:{any_of('place_or_body')})$")
_BOLD: Final = "**"
_MOST_NAMES: Final = 4
_FORMS: Final = re.compile(any_of("form_title"))


def placeholder(held: Held) -> Iterator[Result]:
    """XX座, ××年, 待定, 待补充, TODO; not under a heading of forms, where crosses are meant."""
    if _FORMS.search(held.title):
        return
    forms = {row.id for row in held.headings if _FORMS.search(row.path)}
    places = [
        span(block, start, end)
        for block in held.prose()
        if _glance().search(block.text) and block.heading not in forms and not _FORMS.search(block.text)
        for start, end in (*_left(block.text), *_left_in_cell(block))
    ]
    names = sum(_NAME_LEFT_OUT.search(place.quote) is not None for place in places)
    for place in places:
        if names <= _MOST_NAMES or not _CROSS.search(
            place.quote
        ):  # else an example, without names on purpose
            yield Finding(say("placeholder", quote=place.quote), (place,), None, place.quote)
    yield agreed(next((whole(block) for block in held.prose()), None))


def _left(text: str) -> Iterator[tuple[int, int]]:
    for found in _CROSSES.finditer(text):
        counted = _COUNTED.match(text, found.end())
        if counted and not _is_markup(text, found):
            yield found.start(), counted.end()
    for found in (*_ONE_CROSS.finditer(text), *_words().finditer(text)):
        yield found.span()


def _left_in_cell(block: BlockRow) -> Iterator[tuple[int, int]]:
    """A cell of a table that holds nothing but 待补, 待定."""
    bare = block.text.strip()
    if block.table is not None and bare in _cell_words() and not _words().search(block.text):
        start = block.text.find(bare)
        yield start, start + len(bare)


@cache
def _cell_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("placeholders") if row["form"] != "plain")


def _is_markup(text: str, found: re.Match[str]) -> bool:
    """**…** around words is bold type of a text made elsewhere."""
    return found[0] == _BOLD and text.count(_BOLD) > 1


@cache
def _of_form() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in read_rows("placeholders"):
        found.setdefault(row["form"], []).append(re.escape(row["word"]))
    return found


@cache
def _glance() -> re.Pattern[str]:
    """What any placeholder has, found fast: nearly no paragraph has it."""
    return re.compile("|".join(chain(map(re.escape, _SIGNS), *_of_form().values())))


@cache
def _words() -> re.Pattern[str]:
    of_form = _of_form()
    in_brackets, anywhere, last = ("|".join(of_form[form]) for form in ("bracket", "plain", "end"))
    return re.compile(
        rf"[（(【\[][^（）()【】\[\]]{{0,8}}(?:{in_brackets})[^（）()【】\[\]]{{0,8}}[）)】\]]"
        rf"|(?<![A-Za-z])(?:{anywhere})(?![A-Za-z])|(?:[\u4e00-\u9fff]{{2}}|[：:]\s*)(?:{last})(?=[，,。；;、]|\s*$)"
        r"|(?<!\d)20(?:\d[XxＸ×]|[XxＸ×]{2})年"
        r"|(?:_{3,}|[？?]{2,})(?=[座个家项亿万年%％公张所条处人吨户])[座个家项亿万年%％公张所条处人吨户]?"
    )


def repeated_paragraph(held: Held) -> Iterator[Result]:
    """A long paragraph of running text that stands a second time."""
    first: dict[str, BlockRow] = {}
    repeated: list[tuple[BlockRow, BlockRow]] = []
    for block in held.prose():
        if block.kind not in ("paragraph", "box_item", "heading") or not block.text.rstrip().endswith(_STOPS):
            continue
        whole_text = _BLANKS.sub("", unicodedata.normalize("NFKC", block.text))
        key = _NUMBER.sub("", whole_text)
        if len(key) < _LEAST_PARAGRAPH:
            continue
        before = first.setdefault(key, block)
        is_same = before.heading != block.heading or key == whole_text
        if before is not block and is_same:  # notes of one list may say the same under two numbers
            repeated.append((block, before))
    if len(repeated) <= _MOST_REPEATED:  # else a text that is printed twice on purpose
        yield from (_repeated(*pair) for pair in repeated)
    yield from (agreed(whole(block)) for block in first.values())


def _repeated(block: BlockRow, before: BlockRow) -> Finding:
    opening = block.text.strip()[:16]
    places = sides(whole(block), whole(before))
    return Finding(say("repeated_paragraph", opening=opening), places, "1", "2")


RULES = (
    Rule(
        "placeholder",
        "warning",
        placeholder,
        "A placeholder was left in the text: XX座, ××年, 待补充, 待定, TODO.",
        "建成智慧水厂XX座（待补充）",
        "Put in the number, or strike the sentence.",
        "Crosses that are meant: names left out on purpose, forms to be filled in.",
    ),
    Rule(
        "repeated_paragraph",
        "warning",
        repeated_paragraph,
        "A paragraph of 30 characters or more stands in the document twice.",
        "the same 加快推进…… under （一） and （二）",
        "Strike one, or write what belongs there.",
        "A sentence repeated on purpose (in a 通知 and in the plan it issues).",
    ),
)
