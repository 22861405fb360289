"""Another place or body a number is of."""

import re
from dataclasses import dataclass, replace
from functools import cache

from models.facts import Mention
from models.vocabularies import any_of, read_rows
from pipeline.figures.clauses import Span, View
from pipeline.figures.words import BLANKS, metric_ending, metric_regex, metric_word, metric_words

# 石沱市 at the head of a clause; not 市级, 县内, 二类县
_PLACE = re.compile(
    "(?![一二三四五甲乙丙]类)(?![^省市县]{0,4}[和与及])[一-鿿]{2,4}?(?:自治[州县区旗]|[省市县])(?=[一-鿿“]|$)(?![级以内外属委直政级])"
)
_RIVERS = re.compile(f"^(?:{any_of('figure_words', 'great_feature')})$")
_JOINT = re.compile("以及|和|与|及|或")
_LIST_MARK = re.compile("、|以及|和|与|及")
_SHORTEST_DIVISION = 2
_SHORTEST_FEATURE = 3  # 湛江 and 黄山 are cities
_SUFFIXES = "省市县区州盟旗镇乡"
_DIVISION = re.compile(f"[{_SUFFIXES}]$|^[一-鿿]{{2,3}}$")
_TOWARDS = ("对", "向", "自", "从")
_SKIPPED = BLANKS + "，、而但\0"


@dataclass(frozen=True, slots=True)
class Subject:
    """The name and where it is printed; `place` when it is a place, not a body."""

    name: str
    span: Span
    place: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The outermost names of a block by their start, and the document's own place ("" when unknown)."""

    by_start: dict[int, Mention]
    own: str = ""

    @property
    def known(self) -> bool:
        """Whether anyone has looked for names."""
        return bool(self.by_start)


def names_of(mentions: tuple[Mention, ...], block: int, own: str) -> Names:
    """The places and bodies of a block that can be subjects."""
    fitting = (m for m in mentions if m.block == block and m.depth == 0 and m.label in ("LOC", "ORG"))
    return Names({m.start: m for m in fitting}, own)


def subject_at(view: View, begin: int, end: int, names: Names) -> Subject | None:
    """The name a stretch opens with, None when it opens with something else. Without known names a place is
    told by its suffix alone."""
    while begin < end and view[begin] in _SKIPPED:
        begin += 1
    mention = _whole_place(names, begin)
    if (
        mention
        and mention.end <= end
        and _stands_alone(view, mention, end)
        and not _is_traded_with(view, mention)
        and not _goes_on(view, mention, names)
    ):
        return Subject(mention.text, (mention.start, mention.end), mention.label == "LOC")
    if names.known:
        return None
    match = _PLACE.match(view, begin, end)
    if (
        match is None
        or not view.parts(match.end())
        or _lookalike(match[0])
        or _holds_verb(view, match.span())
        or _is_common(view, match.span(), end)
        or metric_word(view, begin, end, "action", "predicate", "lead", "light", "urging")
    ):
        return None
    return Subject(match[0], match.span(), True)


def division_alone(view: View, begin: int, end: int) -> Subject | None:
    """安县: a county that no name was found for, where it is all that a stretch says; 其他县 is none."""
    name, words = view[begin:end], view.speech.within(begin, end)
    kinds = metric_words("place_kind", "level")
    general = any(view[word.start : word.end] in kinds for word in words if word.start == begin)
    if len(name) < _SHORTEST_DIVISION or name[-1] not in _SUFFIXES or general or _lookalike(name):
        return None
    return None if _holds_verb(view, (begin, end)) else Subject(name, (begin, end), True)


def _whole_place(names: Names, begin: int) -> Mention | None:
    """The name that begins here, with the places right behind it: 石桥省|青岭市."""
    mention = names.by_start.get(begin)
    following = names.by_start.get(mention.end) if mention and mention.label == "LOC" else None
    if mention is None or following is None or following.label != "LOC":
        return mention
    rest = _whole_place(names, mention.end) or following
    return replace(mention, text=mention.text + rest.text, end=rest.end)


def _goes_on(view: View, mention: Mention, names: Names) -> bool:
    """中央和国家机关各部门: joined to what is no name it is part of a longer phrase; who says a number is not
    whose it is."""
    if view.startswith("等", mention.end) or metric_regex("saying").match(view, mention.end):
        return True  # 甲林场等13家林场; 上级提出增长目标为7%
    mark = _JOINT.match(view, mention.end)
    return mark is not None and mark.end() not in names.by_start


def _is_traded_with(view: View, mention: Mention) -> bool:
    """对美国出口: the number is of who exports there."""
    before = view.startswith(_TOWARDS, max(0, mention.start - 1))
    return before and metric_regex("trade").match(view, mention.end) is not None


def _is_common(view: View, span: Span, end: int) -> bool:
    """Whether what looks like a place at the end of a stretch is a word of the dictionary: 中心城市."""
    word = view.speech.at(span[1] - 1)
    return span[1] == end and word is not None and word.end - word.start > 1 and word.tag != "ns"


def _holds_verb(view: View, span: Span) -> bool:
    """超额完成省下达的: a stretch that ends like a place and has a verb in it."""
    return any(word.tag == "v" and word.end - word.start > 1 for word in view.speech.within(*span))


def _stands_alone(view: View, mention: Mention, end: int) -> bool:
    """Whether a name is more than the first part of another word: 六堡 in 六堡茶 and 政协 in 政协提案 are no
    subjects."""
    place = mention.label == "LOC"
    if place and not is_division(mention.text):
        return False
    verb = metric_word(view, mention.end, end, "light", "action", "predicate", "lead")
    return (
        mention.end == end
        or verb is not None
        or (
            place
            and (
                mention.text[-1] in _SUFFIXES
                or metric_ending("relational").match(view, mention.end, end) is not None
            )
        )
    )


def places_from(view: View, first: Subject, end: int, names: Names) -> tuple[Subject, ...]:
    """The enumeration of places that begins with one: 石桥县、南岭县 of 石桥县、南岭县财政收入."""
    found = [first]
    while (mark := _LIST_MARK.match(view, found[-1].span[1], end)) is not None:
        following = subject_at(view, mark.end(), end, names)
        if following is None or not following.place or following.span[0] != mark.end():
            break
        found.append(following)
    return tuple(found)


def subject_before(bracket: int, names: Names) -> Subject | None:
    """The name right before a bracket: 广州、深圳（均超3万座）; of an enumeration of places the whole is
    quoted."""
    ending = {m.end: m for m in names.by_start.values() if m.label == "LOC" and is_division(m.text)}
    last = ending.get(bracket)
    if last is None:
        named = next((m for m in names.by_start.values() if m.end == bracket), None)
        return Subject(named.text, (named.start, bracket), named.label == "LOC") if named else None
    found, first = [last.text], last
    while (earlier := ending.get(first.start - 1)) is not None:
        found.insert(0, earlier.text)
        first = earlier
    return Subject("、".join(found), (first.start, bracket), True)


def is_own(name: str, names: Names) -> bool:
    """Whether a name is the document's own place."""
    return bool(names.own) and (name in names.own or names.own in name)


def is_division(name: str) -> bool:
    """Whether a place is a city, a county, a town, not a river or a park."""
    feature = len(name) >= _SHORTEST_FEATURE and metric_ending("feature").search(name)
    return bool(_DIVISION.search(name)) and not feature and not _RIVERS.match(name)


@cache
def _lookalikes() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("place_lookalikes"))


def _lookalike(name: str) -> bool:
    levels = all(sign in _SUFFIXES for sign in name)  # 省市县重点项目
    return levels or name.endswith(_lookalikes()) or name[0] in "全我本各每该某"
