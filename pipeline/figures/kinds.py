"""Which kind of figure a number is: observed, aimed at, a change, a plan, a comparison."""

import re
from dataclasses import dataclass

from models.names import Direction, FigureKind
from models.vocabularies import any_of
from parsers.notation.quantity import Quantity
from pipeline.figures.clauses import Clause, Paragraph, Span
from pipeline.figures.heads import skip_label, text_of
from pipeline.figures.moods import Mood
from pipeline.figures.norms import is_demanded, is_due_within, is_limit, is_penalty, is_ruled, is_term
from pipeline.figures.spots import CLOSERS, Draft, is_relative, unit_kind
from pipeline.figures.subjects import Subject
from pipeline.figures.times import Time
from pipeline.figures.words import metric_ending, metric_regex, metric_words

# 力争到2025年…
_AIMED = re.compile(
    rf"(?:^|[\s，。；：、！？,;:“（(]|—|[要将]|{any_of('figure_words', 'aimed_until')})(?:到|至)$"
)
# 全国十强之一: one of several is no amount
_ONE_OF = re.compile("[^0-9，、。；：]{1,24}之一")
_NEXT_CLAUSE = re.compile("[，；。]")
_ENDS = re.compile("[，；。：,;:\n]")
_AIMED_REACH = 4
_GRANT_REACH = 12
_RECENT = 1  # years: 2023—2024年 in a report of 2024 is planned
_OBSERVED_REACH = 12
_SINCE_REACH = 12  # clauses
# what these add to the mood of the sentence: 到2030年, a rank, what is there, 已有, a term, 不得超过, …的，罚
_AIMED_YEAR, _RANK, _EXISTING, _OBSERVED, _TERM, _DEMANDED, _RULED = (3.0, -2.0, -2.0, -3.0, 2.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class Years:
    """`first_planned` is the first year still ahead of the document (plan 2021-2025: 2021; work report of
    2024: 2024), None when unknown; `issued` the year that a document of neither kind was issued in."""

    first_planned: int | None = None
    issued: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind, and the words that decided it."""

    kind: FigureKind
    word: Span


def is_planned(
    draft: Draft,
    text: str,
    mood: Mood,
    time: Time | None,
    years: Years,
    *,
    is_observed: bool = False,
    is_ahead: bool = False,
) -> bool:
    """Whether the number lies ahead. A year on either side of the document's own decides; then a word of
    aims; then the mood, with what 到2030年 adds to it. `is_observed` where the clause says that it is so
    already, `is_ahead` where its sentence compares with a year behind which nothing was observed yet.
    """
    if draft.tail.starts_from or draft.ground:
        return False
    first = years.first_planned
    if time is not None and time.last is not None and first is not None and not _ends_in_first(time, first):
        return time.last >= first
    if time is not None and time.last is not None and years.issued is not None and time.last < years.issued:
        return False
    if is_observed and draft.tail.goal is None:
        return False
    if is_ahead or _is_intended(draft, text):
        return True
    aimed = _AIMED_YEAR if time is not None and _is_aimed(time, text) else 0.0
    leaning = (_RANK if draft.ranked else 0.0) + (_EXISTING if _exists(draft) else 0.0)
    leaning += (_OBSERVED if is_observed else 0.0) + (_TERM if is_term(draft, text) else 0.0)
    leaning += _RULED if is_ruled(draft, text) else _DEMANDED if is_demanded(draft, text) else 0.0
    return draft.tail.goal is not None or mood.score + aimed + leaning > 0


def _is_intended(draft: Draft, text: str) -> bool:
    """计划新增绿地3万亩、改造2万亩: what the clause opens with says that it is to be done."""
    before = _ENDS.split(text[max(0, draft.quantity.start - _INTENDED_REACH) : draft.quantity.start])
    return len(before) > 1 and metric_regex("intending").match(before[-1].lstrip()) is not None


def _ends_in_first(time: Time, first: int) -> bool:
    """从1951年到1957年 in a report of 1957: such years may be told of before the last is over."""
    return time.last == first and time.first is not None and time.first < first - _RECENT


def _is_aimed(time: Time, text: str) -> bool:
    """到2030年, here or in the line that hands it on."""
    first = time.place.start
    return time.aimed or _AIMED.search(text, max(0, first - _AIMED_REACH), first) is not None


def _exists(draft: Draft) -> bool:
    """Whether a count without a verb speaks of what is there: 十三亿同胞是…; bounds and rounded numbers
    rather ask for something."""
    return draft.alone and draft.quantity.qualifier in ("exact", "over") and not is_relative(draft.quantity)


def says_observed(draft: Draft, clause: Clause, paragraph: Paragraph) -> bool:
    """已有八百多万个, 目前覆盖30%, 今年以来，检查…: what the clause says before the number, or the one before
    it, is so already."""
    first = draft.quantity.start
    earlier = [one for one in paragraph.quantities_in(clause.start, first) if not _begins_span(clause, one)]
    begin = max(earlier[-1].end if earlier else clause.start, clause.view.rfind("、", clause.start, first))
    found = metric_regex("observed").finditer(clause.view, begin, first)
    near = any(clause.view.parts(match.start()) for match in found if first - match.end() <= _OBSERVED_REACH)
    return (
        near
        or _is_divided(draft, clause)
        or _has_done(draft, clause)
        or _lists_what_was(draft, clause)
        or (begin == clause.start and _opens_since(draft.clause, paragraph))
    )


def _has_done(draft: Draft, clause: Clause) -> bool:
    """总结了15个环节, 建成了30余座: 了, as a word of its own, behind what takes the number."""
    view, said = clause.view, draft.quantity.qualifier_at
    first = min(draft.quantity.start, said[0]) if said is not None else draft.quantity.start
    return view.endswith("了", clause.start, first) and view.parts(first - 1) and view.parts(first)


def _is_divided(draft: Draft, clause: Clause) -> bool:
    """全市850余家企业中，规上企业占…: what is looked into is there."""
    view, end = clause.view, clause.end
    done = metric_regex("action", "urging").search(view, clause.start, draft.quantity.start)
    return done is None and view.endswith("中", clause.start, end) and view.parts(end - 1)


def _lists_what_was(draft: Draft, clause: Clause) -> bool:
    """先后建成文化馆、体育馆等20余处场馆: the word stands before the list that 等 closes."""
    view, first = clause.view, draft.quantity.start
    found = metric_regex("observed").search(view, clause.start, first)
    return view.endswith("等", clause.start, first) and found is not None and view.parts(found.start())


def _begins_span(clause: Clause, quantity: Quantity) -> bool:
    """目前已从2家拓展至12家: where it began is no number of its own here."""
    return clause.view.endswith(("从", "由"), clause.start, quantity.start)


def _opens_since(at: int, paragraph: Paragraph) -> bool:
    """今年以来，各地通过抽查，检查商户7900家: what a clause of the sentence before it says."""
    near = paragraph.clauses[max(0, at - _SINCE_REACH) : at]
    before = (one for one in near if one.sentence == paragraph.clauses[at].sentence)
    return any(metric_ending("since").search(one.view, one.start, one.end) for one in before)


def kind_of(draft: Draft, text: str, mood: Mood, *, planned: bool, dated: bool, compared: bool) -> Kind:
    """The kind of a figure. `dated` numbers have a year of their own, `compared` ones are of another place
    held against this one."""
    word = draft.tail.goal or draft.tail.decisive or mood.word or (draft.quantity.start, draft.quantity.end)
    if planned:
        aimed = draft.tail.goal is not None or (
            not _is_given(draft, text)
            and (dated or _has_goal(draft, text, mood) or not _is_thing(draft, text))
        )
        return Kind("target" if aimed else "plan", draft.tail.goal or mood.goal or word)
    if compared:
        return Kind("comparison", word)
    return Kind("change" if grows(draft, text) else "status", word)


def _has_goal(draft: Draft, text: str, mood: Mood) -> bool:
    """Whether a word of aims is said of the number: before it, or behind it in its clause. 实施4项工程，
    力争…: the aim of what follows is none of the works."""
    if mood.goal is None:
        return False
    end = draft.quantity.end
    return mood.goal[0] < end or _NEXT_CLAUSE.search(text, end, mood.goal[0]) is None


def _grants(draft: Draft, text: str) -> bool:
    """Rates and caps of what is given: 给予不超过总投入30%的经费支持 is planned, no level to be reached."""
    behind = text[draft.quantity.end : draft.quantity.end + _GRANT_REACH]
    behind = _NEXT_CLAUSE.split(behind, maxsplit=1)[0]  # 识别率超过90%，支持…
    around = text[max(0, draft.quantity.start - _GRANT_REACH) : draft.quantity.end] + behind
    level = draft.tail.attains and draft.quantity.qualifier != "up_to" and "最高" not in around
    return not level and metric_regex("grant").search(around) is not None


def _is_given(draft: Draft, text: str) -> bool:
    """What is granted, imposed or due by a day: no level to be reached."""
    named = metric_ending("grant").search(text_of(text, draft.metric))  # 一次性补助…，每家最高100万元
    level = draft.tail.attains or draft.tail.changes
    rated = is_relative(draft.quantity) and not level  # 按照实际投入的30%，提供补助
    capped = named is not None and (rated or draft.quantity.qualifier == "up_to")
    return capped or _grants(draft, text) or is_penalty(draft, text) or is_due_within(draft, text)


def _is_thing(draft: Draft, text: str) -> bool:
    """Counted or measured things to be built or done, no level to be reached and no term to be kept."""
    tail = draft.tail
    return not (
        unit_kind(draft.quantity) == "time"
        or _is_bound_of_measure(draft, text)
        or is_limit(draft, text)
        or _is_kept(draft, text)
        or _is_stock(draft, text)
        or _is_scale(draft, text)
        or tail.attains
        or tail.level
        or (tail.changes and not _betters(draft, text))
        or tail.compares
        or tail.shares
        or is_relative(draft.quantity)
        or draft.ranked
    )


def _is_kept(draft: Draft, text: str) -> bool:
    """守牢95万亩耕地和80万亩基本农田: a level that is kept, nothing to be done."""
    first = draft.quantity.start
    said = _NEXT_CLAUSE.split(text[max(0, first - _KEPT_REACH) : first])[-1]
    kept = metric_regex("keeping").search(said)
    return kept is not None and kept.start() - skip_label(said, 0, len(said)) <= _ADVERBS


def _is_stock(draft: Draft, text: str) -> bool:
    """全国总人口14亿人左右: how much there shall be of what is never built, and nothing is done to it."""
    name = text_of(text, draft.metric)
    return metric_ending("stock").search(name) is not None and not metric_regex("action", "urging").match(
        name
    )


def _is_scale(draft: Draft, text: str) -> bool:
    """达到年培训2000人次以上的规模: how large something is to become."""
    first, end = draft.quantity.start, draft.quantity.end
    said = _NEXT_CLAUSE.split(text[max(0, first - _KEPT_REACH) : first])[-1]
    scale = metric_regex("scale").match(text, end + 1) if text.startswith("的", end) else None
    closes = scale is not None and text[scale.end() : scale.end() + 1] in ("", *CLOSERS)
    return closes and metric_regex("becoming").search(said) is not None


def _is_bound_of_measure(draft: Draft, text: str) -> bool:
    """专家组中医师的数量不少于3人: a level to be kept, while 培养医师不少于3人 is to be done."""
    if draft.quantity.qualifier not in ("at_least", "up_to", "over"):
        return False
    name = text_of(text, draft.metric)
    if draft.quantity.qualifier == "over" and unit_kind(draft.quantity) not in ("money", "measure"):
        said = draft.quantity.qualifier_at  # 省级机构超过500家, 培育企业超过500家 is to be done
        passed = said is not None and said[1] <= draft.quantity.number_start and bool(draft.topic)
        named = passed and draft.metric[-1][1] <= draft.quantity.start
        return named and metric_regex("action", "urging", "light").match(name) is None
    counted = unit_kind(draft.quantity) == "classifier" and not name.endswith(_COUNTS)  # 制定标准3项以上
    measured = metric_ending("relational").search(name) is not None
    return not counted and (measured or (unit_kind(draft.quantity) == "measure" and name.endswith(_MEASURES)))


_KEPT_REACH = 30
_INTENDED_REACH = 60
_ADVERBS = 4  # 坚决守住
_MEASURES = ("度", "差", "率", "距")  # 定位精度优于2米
_COUNTS = ("数", "数量", "总量", "规模")


def grows(draft: Draft, text: str) -> bool:
    """Whether the number is an amount of growth or reduction."""
    tail = draft.tail
    if tail.starts_from or draft.ranked or tail.continued or _betters(draft, text):
        return False
    return (
        tail.changes
        or tail.compares
        or direction_of(draft, text) is not None
        or metric_opens_with(draft, text, "净增")
    )


def _betters(draft: Draft, text: str) -> bool:
    """提升30家企业创新能力: how many have something made better, which grows by no 30; but 提升9个位次."""
    tail, counted = draft.tail, unit_kind(draft.quantity) == "classifier"
    if not (tail.changes and counted and tail.decisive and draft.metric) or tail.base is not None:
        return False
    behind = draft.metric[-1][0] >= draft.quantity.end
    graded = metric_regex("grade").match(text, draft.quantity.end) is not None
    return behind and not graded and text[slice(*tail.decisive)] in metric_words("bettering")


def is_class_size(draft: Draft, clause: Clause) -> bool:
    """Whether a number only says how large the class is that something belongs to (全省9个枢纽之一): it tells
    nothing of the time that the sentence speaks of."""
    return _ONE_OF.match(clause.view, draft.quantity.end, clause.end) is not None


def metric_opens_with(draft: Draft, text: str, word: str) -> bool:
    """Whether the metric begins with a word."""
    return text_of(text, draft.metric).startswith(word)


def direction_of(draft: Draft, text: str) -> Direction | None:
    """Up or down, from the verb (增长, 高于) or the noun (涨幅, 缩减比例)."""
    tail = draft.tail
    if tail.starts_from or draft.ranked or tail.continued or _betters(draft, text):
        return None
    if draft.quantity.raw.startswith("翻") and not tail.attains:
        return "up"
    if tail.changes or tail.compares:
        return tail.direction
    name = text_of(text, draft.metric)
    if metric_ending("level_noun").search(name):
        return None
    below = draft.quantity.value is not None and draft.quantity.value < 0
    if metric_ending("up_noun").search(name) and is_relative(draft.quantity):
        return "down" if below else "up"
    return "down" if metric_ending("down_noun").search(name) and is_relative(draft.quantity) else None


def contrast_in(paragraph: Paragraph, sentence: int, subject: Subject) -> Span | None:
    """A word that holds another place against this one, in a sentence; 我市 does only when it comes before
    the other."""
    for match in metric_regex("contrast").finditer(paragraph.text, *paragraph.sentences[sentence]):
        if match.start() < subject.span[0] or not match[0].startswith(("我", "本")):
            return match.span()
    return None
