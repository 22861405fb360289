"""What a number is about when its own clause does not say."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from pipeline.figures.clauses import Clause, View
from pipeline.figures.heads import (
    Phrase,
    action_of,
    is_qualification,
    is_relational,
    pieces,
    predicate_at,
    skip_lead,
    text_of,
    trim_tail,
)
from pipeline.figures.joining import without_action
from pipeline.figures.spots import MEASURE_ENDS, Draft, Spot, State, is_ranked, is_relative, unit_kind
from pipeline.figures.subjects import Subject, is_division, subject_before
from pipeline.figures.words import metric_ending, metric_regex, metric_words

_LONGEST_SUBJECT = 12
_LONGEST_OBJECT = 6
_LONGEST_SHARER = 8
_LONGEST_ANNOUNCED = 60  # clauses
_LONGEST_WHOLE = 16
_JOINTS = ("和", "及", "与", "、")
_LONGEST_OWNER = 26
_LONGEST_MEASURE = 40
_INVESTED = ("投资", "总投资", "计划投资", "概算投资")
_FARTHEST_OWNER = 4  # sentences
_COLONS = ("：", ":")
_ANNOUNCING = re.compile("(?:分别)?(?:为|是|如下)?$")
_ADVERBS = ("d", "ad", "a", "v", "n")  # what 突出, 全力 and 深入 are taken for

_GROWING = "发展"
_NEW = ("新", "净增", "增加")
_SHORTEST_OWNER = 4


def topic_of(state: State, spot: Spot) -> tuple[Phrase, Draft | None]:
    """What stands before the number's bracket, the subject of the clause before, or what the figure before
    was about (and that figure)."""
    clauses = state.paragraph.clauses
    clause = clauses[spot.clause]
    last = _counted_alike(state, spot, _last_outside(state, clause))
    opens = spot.segment.number == 0 and spot.before is None
    if opens and not spot.filled and is_ranked(spot.first) and (entered := _list_entered(state, spot)):
        return entered, None
    if opens and (measured := _measure_before(state, spot)):
        return measured, None
    if (
        opens
        and clause.bracket is not None
        and not _shares_out(state, spot)
        and (found := _before_bracket(state, clause, clause.bracket, last))
    ):
        return found, None
    if (
        opens
        and not spot.tail.continued
        and (
            found := _subject_before(
                state, spot.clause, _LONGEST_WHOLE if spot.tail.shares else _LONGEST_SUBJECT
            )
        )
        and (found := _without_quality(state.paragraph.text, spot, found))
    ):
        return found, None
    if last is not None and spot.filled and _lasts(last) and not spot.part:
        return (), None  # 注册满3年，营业收入2000万元
    if last is not None and (
        not spot.filled or spot.part or clauses[last.clause].sentence == clause.sentence
    ):
        about = last.root if _goes_back(spot, last) else last.topic
        if _is_share_of(spot, text_of(state.paragraph.text, about)) or _is_same_share(spot, last):
            about = last.metric
        if _sums_up(state, spot, last):
            about = without_action(state.paragraph.text, about)
        rate = spot.tail.compares and last.tail.changes and not spot.filled  # 增长8%，高于全国1个百分点
        return (*about, *last.tail.kept) if rate and about else about, last
    return (), None


def _list_entered(state: State, spot: Spot) -> Phrase:
    """连续五年跻身全国百强县，2020年上升到第69位: the list that the clause before tells of."""
    clauses, at = state.paragraph.clauses, spot.clause - 1
    if at < 0 or state.by_clause[at] or clauses[at].sentence != clauses[spot.clause].sentence:
        return ()
    view, end = clauses[at].view, clauses[at].end
    verbs = (w for w in view.speech.within(clauses[at].start, end) if w.end < end)
    first = next((w.end for w in verbs if view[w.start : w.end] in metric_words("entering")), end)
    return pieces(view, first, trim_tail(view, first, end))


def _without_quality(text: View, spot: Spot, owner: Phrase) -> Phrase:
    """数字经济发展水平大幅提升，增加值增长8%: the measure is of the economy, not of how good it is, and of
    nothing behind 绿色水平; a rank is one of quality."""
    if not spot.filled or is_ranked(spot.first):
        return owner
    first, last = owner[-1]
    end = last
    while quality := metric_ending("quality").search(text, first, end):
        end = quality.start()
    if end == last:
        return owner
    end -= len(_GROWING) * text.endswith(_GROWING, first, end)
    return (*owner[:-1], (first, end)) if end - first >= _SHORTEST_OWNER else ()


def _measure_before(state: State, spot: Spot) -> Phrase:
    """改建投资占全部投资的比重，由56%提高到57%: the clause before, however long, is the measure that this one
    tells the ends of."""
    clauses = state.paragraph.clauses
    here, before = clauses[spot.clause], clauses[spot.clause - 1] if spot.clause else None
    if before is None or spot.filled or not spot.tail.starts_from or state.by_clause[spot.clause - 1]:
        return ()
    if (before.sentence, before.bracket) != (here.sentence, here.bracket):
        return ()
    first = skip_lead(before.view, before.start, before.end, state.by_start)
    last = _before_growth(before.view, first, trim_tail(before.view, first, before.end))
    measure = metric_ending("relational").search(before.view, first, last)
    measured = measure is not None or before.view[last - 1] in MEASURE_ENDS
    measured = measured or _is_sort_of_thing(before.view, first, last)
    if not measured or not 0 < last - first <= _LONGEST_MEASURE:
        return ()
    return pieces(before.view, first, last)


def _before_growth(view: View, begin: int, end: int) -> int:
    """交易额保持快速增长，由…: that it grew is none of the measure."""
    if metric_ending("growth").search(view, begin, end) is None:
        return end
    stop = predicate_at(view, begin, end)
    return trim_tail(view, begin, stop)


def _is_sort_of_thing(view: View, begin: int, end: int) -> bool:
    """按先进标准生产的钢材，由40%上升到50%: a noun with what sort it is."""
    of = view.rfind("的", begin, end)
    nouns = view.speech.within(of + 1, end) if of > begin else ()
    return bool(nouns) and nouns[0].start == of + 1 and all(word.tag.startswith("n") for word in nouns)


def _lasts(draft: Draft) -> bool:
    """How long something lasts has no measures."""
    return unit_kind(draft.quantity) == "time" and not draft.tail.changes


def _last_outside(state: State, clause: Clause) -> Draft | None:
    """The draft before, passing over those in brackets: 医生18万人（含中医3万人），增长2%."""
    clauses = state.paragraph.clauses
    nearest = state.drafts[-1] if state.drafts else None
    if nearest is None or clauses[nearest.clause].bracket in (None, clause.bracket):
        return nearest
    return state.last_outside


def _counted_alike(state: State, spot: Spot, last: Draft | None) -> Draft | None:
    """老人80万人，占人口的19%，将突破100万人: the third number goes on about the first, whose unit it has."""
    if last is None or spot.filled or not spot.first.unit or is_relative(spot.first):
        return last
    if not is_relative(last.quantity) or last.tail.changes or is_ranked(spot.first):
        return last
    before = state.earlier(last.clause)
    return next((one for one in before if one.quantity.unit == spot.first.unit), last)


def _is_share_of(spot: Spot, about: str) -> bool:
    """总投资8亿元，已完成投资4亿元，占总投资的50%: it is the last of them that has a share of the whole."""
    share, _, whole = spot.view[slice(*spot.head)].partition("占")
    return not share and len(whole) > 1 and about.endswith(whole)


def _sums_up(state: State, spot: Spot, last: Draft) -> bool:
    """新培育企业8家、累计达31家: how many there are, not how many are new."""
    said = spot.view[spot.begin : spot.first.start]
    total = spot.tail.attains or any(word in said for word in metric_words("summing", "so_far"))
    alike = last.quantity.unit == spot.first.unit and unit_kind(spot.first) == "classifier"
    begun = bool(last.topic) and state.paragraph.text.startswith(_NEW, last.topic[0][0])
    return total and alike and begun and not spot.filled and not last.tail.attains


def _is_same_share(spot: Spot, last: Draft) -> bool:
    """20%以上的面积达到要求，到2030年达到80%: the second share is of the same, with what is said of it."""
    alike = is_relative(spot.first) and spot.first.unit == last.quantity.unit
    said_behind = bool(last.metric) and last.metric[-1][0] >= last.quantity.end
    return alike and said_behind and not spot.filled and not (last.tail.changes or spot.tail.changes)


def _goes_back(spot: Spot, last: Draft) -> bool:
    """项目60个、总投资50亿元、税收2亿元: 税收 is of what 总投资 is of; so is what has the unit of its
    neighbour (固定资产投资300亿元、税收120亿元), even if that is nothing."""
    alike = spot.first.unit == last.quantity.unit == "元" and not last.tail.changes
    parallel = spot.segment.number > 0 and alike
    measured = is_relational(text_of(spot.view, pieces(spot.view, *spot.head)))
    if metric_ending("planned").search(spot.view, *spot.head):  # 收入5亿元，支出4亿元，完成预算的99%
        return False
    return spot.filled and (bool(last.root) or (parallel and measured))


def owner_of(spot: Spot) -> Phrase:
    """What stands behind the number and owns what stands before it: 总投资8191亿元的148个省级重点项目."""
    if not (spot.of or _stands_beside(spot)) or not spot.filled:
        return ()
    view, at, groups = spot.view, spot.behind + spot.of, spot.segment.groups
    following = groups.index(spot.group) + 1
    start = groups[following][-1].end if following < len(groups) and groups[following][0].start == at else at
    last = next((group[0].start for group in groups[following:] if group[0].start > start), spot.segment.end)
    if last < spot.segment.end:  # 产值10亿元的企业和产值5亿元的企业
        last = max((view.rfind(mark, start, last) for mark in _JOINTS), default=-1)
    stop = predicate_at(view, start, min(last, start + _LONGEST_OWNER)) if last > start else start
    return pieces(view, start, trim_tail(view, start, stop))


def _stands_beside(spot: Spot) -> bool:
    """投资12亿元东岭水库完成勘察: without 的 as well."""
    word = spot.view.speech.at(spot.behind) if spot.behind < spot.end else None
    named = word is not None and word.tag.startswith("n")
    return named and spot.first.unit == "元" and spot.view[slice(*spot.head)] in _INVESTED


def holder_of(state: State, spot: Spot) -> Subject | None:
    """Whose a number is that stands alone in a bracket and goes on about one of its sentence with its unit:
    新增装机120万千瓦，其中甲厂（60万千瓦）."""
    bracket = state.paragraph.clauses[spot.clause].bracket
    if bracket is None or not _shares_out(state, spot):
        return None
    name = phrase_before(state, bracket)
    return Subject(text_of(state.paragraph.text, name), name[0], False) if len(name) == 1 else None


def _shares_out(state: State, spot: Spot) -> bool:
    clauses = state.paragraph.clauses
    here, last = clauses[spot.clause], state.drafts[-1] if state.drafts else None
    alone = here.start == spot.first.start and here.end == spot.group[-1].end
    return (
        alone
        and last is not None
        and clauses[last.clause].sentence == here.sentence
        and last.quantity.unit == spot.first.unit
        and unit_kind(spot.first) != "classifier"
    )


def phrase_before(state: State, bracket: int) -> Phrase:
    """The name a bracket is put to, of an enumeration the last."""
    last = state.drafts[-1] if state.drafts else None
    holder = state.paragraph.holder(bracket)
    assert holder is not None, "a bracket stands in a clause"
    begin = max(
        holder.start, last.quantity.end if last else 0, holder.view.rfind("、", holder.start, bracket) + 1
    )
    first = skip_lead(holder.view, begin, bracket, state.by_start)
    return pieces(holder.view, first, trim_tail(holder.view, first, bracket))


def _before_bracket(state: State, clause: Clause, bracket: int, last: Draft | None) -> Phrase:
    """The phrase a bracket is put to, unless that is a number or a place: 规上工业企业（500家）."""
    holder = state.paragraph.holder(bracket)
    number_there = last is not None and bracket - last.quantity.end <= 1
    named = subject_before(bracket, state.names)
    goes_on = named is not None and (is_division(named.name) or last is not None)
    if holder is None or clause.start - bracket > 1 or number_there or goes_on:
        return ()
    begin = max(holder.start, last.quantity.end if last else 0)
    first = skip_lead(holder.view, begin, bracket, state.by_start)
    return pieces(holder.view, first, trim_tail(holder.view, first, bracket))


def _back_to(clauses: Sequence[Clause], position: int) -> Iterator[int]:
    """The clauses before one, nearest first: from one in a bracket as far as its bracket opens."""
    begin = clauses[position].bracket or 0
    return takewhile(lambda at: clauses[at].start >= begin, range(position - 1, -1, -1))


def _opens_with_verb(view: View, begin: int, end: int) -> bool:
    """取得了较好的效果: no subject, but what was done."""
    word = view.speech.at(begin)
    marked = word is not None and word.tag == "v" and view.startswith("了", word.end)
    return marked or action_of(view, begin, end) is not None


def _subject_before(state: State, position: int, most: int) -> Phrase:
    """The subject of the clause before, when that has no number: 产业集群初具规模，产值50亿元;
    粮食，平均每年产量…"""
    clauses = state.paragraph.clauses
    before = next(
        (
            i
            for i in _back_to(clauses, position)
            if clauses[i].bracket == clauses[position].bracket
            and (
                state.by_clause[i] or not is_qualification(clauses[i].view, clauses[i].start, clauses[i].end)
            )
        ),
        None,
    )
    if before is None or state.by_clause[before] or clauses[before].sentence != clauses[position].sentence:
        return ()
    view, begin, end = clauses[before].view, clauses[before].start, clauses[before].end
    opens = skip_lead(view, begin, end, state.by_start)
    first = _past_urging(view, opens, end)
    last = trim_tail(view, first, end)
    if view.startswith("方面", last - 2):
        return pieces(view, first, last - 2)
    subject = pieces(view, first, _subject_end(view, first, last))
    said = text_of(view, subject)
    if subject and view.startswith("、", subject[-1][1]):
        return ()
    if view.endswith("的", begin, end) or said.endswith("每"):
        return ()  # 情况复杂的，可延长10天; 每下降1微克，奖励5万元
    last_word = view.speech.at(subject[-1][1] - 1) if subject else None
    if last_word is not None and last_word.tag == "v" and last_word.start == first:  # 集中|用于
        return ()
    longest = most if first == opens or metric_ending("owner").search(said) else _LONGEST_OBJECT
    if not 2 <= len(said) <= longest or "、" in said or _opens_with_verb(view, first, last):
        return ()
    return () if _only_speaks(view, first, last) else subject


def measure_announced(state: State, spot: Spot, said: str) -> Phrase:
    """确定补贴标准。具体为：处级每人80元，科级每人50元: what the sentence before ends in is told of each."""
    clauses = state.paragraph.clauses
    sentence = clauses[spot.clause].sentence
    near = islice(_back_to(clauses, spot.clause), _LONGEST_ANNOUNCED)
    opens = next((at for at in near if clauses[at].sentence != sentence), None)
    announced = opens is not None and opens + 1 < spot.clause and _announces(clauses[opens + 1])
    if len(said) > _LONGEST_SHARER or spot.tail.changes or metric_ending("relational").search(said):
        return ()
    if headed := _measure_heading(state, spot):
        return headed
    if opens is None or not announced:
        return ()
    return _measure_closing(clauses[opens].view, clauses[opens].start, clauses[opens].end)


def _measure_heading(state: State, spot: Spot) -> Phrase:
    """奖励标准为：国家级80万元，省级40万元: the sum that a clause before the colon names."""
    clauses = state.paragraph.clauses
    sentence = clauses[spot.clause].sentence
    near = takewhile(lambda at: clauses[at].sentence == sentence, _back_to(clauses, spot.clause))
    headed = (
        at for at in islice(near, _LONGEST_ANNOUNCED) if clauses[at].view.startswith(_COLONS, clauses[at].end)
    )
    at = next(headed, None)
    if at is None or state.by_clause[at]:
        return ()
    view, begin = clauses[at].view, clauses[at].start
    end = _ANNOUNCING.search(view, begin, clauses[at].end)
    given = metric_regex("grant", "imposed").search(view, begin, clauses[at].end)
    return _measure_closing(view, begin, end.start()) if end and given else ()


def _measure_closing(view: View, begin: int, end: int) -> Phrase:
    """The noun of measure that a stretch ends in: …确定|补贴标准."""
    if not metric_ending("relational").search(view, begin, end):
        return ()
    first = end
    for word in reversed(view.speech.within(begin, end)):
        given = view[word.start : word.end] in metric_words("grant")  # 补助标准
        if not (given or word.tag.startswith(("n", "b", "j", "vn", "a"))):
            break
        first = word.start
    return pieces(view, first, end)


def _subject_end(view: View, begin: int, end: int) -> int:
    """Where the subject of a clause ends: before its predicate, else before the first verb behind a noun
    (参会人员视内容而定); adverbs before these are none of it."""
    stop = predicate_at(view, begin, end)
    if stop == end and end - begin > _LONGEST_SUBJECT:
        stop = _first_verb(view, begin, end)
    last = view.speech.at(stop - 1) if stop > begin else None
    if stop < end and last is not None and last.tag == "d" and last.start > begin:
        stop = last.start
    return trim_tail(view, begin, stop)


def _first_verb(view: View, begin: int, end: int) -> int:
    """The first verb behind nouns alone that takes no noun: 参会人员视内容而定, but 养老保险扩面."""
    words = view.speech.within(begin, end)
    if not words or not words[0].tag.startswith(_NOMINAL):
        return end
    for word, following in pairwise(words[1:]):
        attributive = word.tag == "v" and following.tag.startswith(_NOMINAL)  # 参会人员
        measure = metric_regex("relational").fullmatch(view, word.start, word.end)
        if word.tag in ("v", "vg") and not (attributive or measure):
            return word.start if word.start - begin >= _SHORTEST_SUBJECT else end
        if not (attributive or measure or word.tag.startswith(_NOMINAL)):
            return end
    return end


_NOMINAL = ("n", "b", "j", "vn", "q", "m", "f", "a", "k")
_SHORTEST_SUBJECT = 4


def _announces(clause: Clause) -> bool:
    """具体为, 具体如下."""
    said = clause.view[clause.start : clause.end].strip()
    return metric_regex("announcing").fullmatch(said) is not None


def _past_urging(view: View, begin: int, end: int) -> int:
    """Behind an adverb and the verb it goes with: 突出抓好以商招商, 全力推进旅游开发."""
    words = view.speech.within(begin, end)[:2]
    if len(words) < 2 or not words[0].tag.startswith(_ADVERBS) or words[1].end >= end:
        return begin
    verb = metric_regex("urging", "light").match(view, words[1].start, end)
    urged = metric_regex("urging", "manner").fullmatch(view, words[0].start, words[0].end) is not None
    return verb.end() if verb and urged and verb.end() == words[1].end else begin


def _only_speaks(view: View, begin: int, end: int) -> bool:
    """青溪县请求，拟投资4亿元: who speaks is not what is told."""
    said = metric_regex("saying", "telling").search(view, begin + 1, end)
    return said is not None and said.end() == end and view.parts(said.start())


def owner_before(state: State, position: int) -> Phrase:
    """The industry, park or firm that an earlier sentence of the paragraph opens with, for a measure that
    stands in a sentence of its own: 食品产业加快转型。产值达30亿元."""
    clauses = state.paragraph.clauses
    here = clauses[position]
    if any(clauses[at].sentence == here.sentence for at in _back_to(clauses, position)):
        return ()
    sentence = here.sentence
    for at in _back_to(clauses, position):
        opens = at == 0 or clauses[at - 1].sentence != clauses[at].sentence
        if not opens or clauses[at].bracket is not None:
            continue
        if sentence - clauses[at].sentence > _FARTHEST_OWNER:
            break
        view, end = clauses[at].view, clauses[at].end
        first = skip_lead(view, clauses[at].start, end, state.by_start)
        stop = _owner_end(view, first, min(end, first + _LONGEST_OWNER))
        if stop is not None:
            return pieces(view, first, stop)
    return ()


def object_before(state: State, position: int) -> Phrase:
    """What the clause before builds or founds, for a measure that stands alone: 新建农贸市场，总投资3亿元;
    每个村设置一个卫生室，面积不少于90平方米."""
    clauses = state.paragraph.clauses
    here, before = clauses[position], clauses[position - 1] if position else None
    if before is None or state.by_clause[position - 1] or before.sentence != here.sentence:
        return ()
    view, end = before.view, before.end
    founded = None
    for word in view.speech.within(before.start, end):
        deed = metric_regex("founding").match(view, word.start, end)
        if deed and view.parts(deed.end()):
            founded = deed.end()
            break
        urged = metric_regex("urging").fullmatch(view, word.start, word.end)
        if (word.tag == "p" and view[word.start : word.end] != "由") or (word.tag == "v" and not urged):
            return ()  # 在新建市场时, 支持园区建设大桥
    if founded is None or before.bracket != here.bracket:
        return ()
    first = next((w.start for w in view.speech.within(founded, end) if w.tag not in _COUNTS), end)
    last = trim_tail(view, first, end)
    said = view[first:last]
    plain = 1 < last - first <= _LONGEST_WHOLE and not any(mark in said for mark in _JOINTS)
    return pieces(view, first, last) if plain else ()


_COUNTS = ("m", "q")


def _owner_end(view: View, begin: int, end: int) -> int | None:
    """Where the noun phrase ends that a stretch opens with, when that is an owner."""
    if action_of(view, begin, end) or metric_regex("urging").match(view, begin, end):
        return None
    found = metric_regex("owner").search(view, begin, min(end, begin + _LONGEST_SUBJECT))
    word = view.speech.at(found.end()) if found and found.end() < end else None
    whole = found is not None and view.parts(found.end()) and found.end() - begin > 2
    goes_on = word is not None and word.tag.startswith(("n", "u", "c", "b"))
    return found.end() if found and whole and not goes_on else None
