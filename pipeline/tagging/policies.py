"""Policy documents: titles in 《》, titles of plans printed without them, document numbers."""

import re
from collections.abc import Iterator
from functools import cache

from models.vocabularies import words
from pipeline.tagging.found import Found
from pipeline.tagging.parts import parts

SOURCE = "policy"
_MARK = re.compile("[《〈》〉]")
_NOTE = re.compile(r"[（(〔【][^（）()〔〕【】]*[）)〕】]$")
_PLAN = re.compile(
    r"(?:国民经济和社会发展)?(?:第[一二三四五六七八九十]{1,3}个五年|[“‘「『\"]?[一二三四五六七八九十]{1,3}五[”’」』\"]?)(?:规划|计划)(?:纲要)?"
    r"(?:(?:和|及|与|以及)(?:二[〇零○0]三五|二[〇零○0]四五|20[2-5]\d)年远景(?:规划)?(?:发展)?目标(?:的)?(?:规划)?"
    r"(?:纲要|建议)?|(?<!纲要)(?:纲要|建议))"
    rf"(?:[（(]?(?:{parts('draft')})[）)]?)?"
)
# blanks stand where a form was filled in: 国发〔2017〕 35 号
_BLANK = r"[^\S\n]{0,2}"
# 石政发〔2021〕12号; what stands before it in the sentence is no part (落实|石政发〔2021〕12号), nor is what
# stands before the mark of a central body (抢抓|国发〔2022〕2号)
_NUMBER = re.compile(
    rf"(?<![一-鿿])(?:[一-鿿]{{0,8}}(?:{parts('before a document number')}"
    rf"|(?=(?:{parts('central document number')})[^一-鿿])))?"
    rf"(?P<number>[一-鿿]{{2,12}}{_BLANK}[〔\[［（(【]{_BLANK}(?:19|20)\d\d{_BLANK}[〕\]］）)】]"
    rf"{_BLANK}第?{_BLANK}\d{{1,5}}{_BLANK}号)"
)
_ISSUED = re.compile(f"(?:{parts('issuing')})(?:了|的|实施)?$")


def find_policies(text: str) -> Iterator[Found]:
    """Every named document of a text: nested titles (《…〈…〉…》) too; the brackets belong to the span.

    A title in 《》 that names no kind of document (a song, a novel) counts only behind a verb of issuing.
    """
    taken: list[tuple[int, int]] = []
    for start, end in _bracketed(text):
        if _is_document(text, start, end):
            taken.append((start, end))
            yield Found(start, end, "POLICY", SOURCE)
    # most texts lack the character that each has
    spans = [match.span() for match in _PLAN.finditer(text)] if "五" in text else []
    spans += [match.span("number") for match in _NUMBER.finditer(text)] if "号" in text else []
    for start, end in spans:
        if not any(other < end and start < other_end for other, other_end in taken):
            yield Found(start, end, "POLICY", SOURCE, 0.9)


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Spans from each 《 or 〈 to its closing mark; one that is never closed gives nothing."""
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        if mark[0] in "《〈":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if (text[start], mark[0]) in {("《", "》"), ("〈", "〉")}:
                yield start, mark.end()


def _is_document(text: str, start: int, end: int) -> bool:
    title = _NOTE.sub("", text[start + 1 : end - 1].strip())
    return _kinds().search(title) is not None or _ISSUED.search(text, max(0, start - 4), start) is not None


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(words('document_kinds'), key=len, reverse=True))})$")
