"""What of a metric only says how binding the rule is: 每个镇原则上应设立服务点 tells of 每个镇设立服务点."""

from collections.abc import Iterator

from pipeline.figures.clauses import Span, View
from pipeline.figures.heads import Phrase
from pipeline.figures.speech import Word
from pipeline.figures.words import metric_regex, metric_words

_NAMING = ("n", "k", "q", "b", "a", "j", "vn", "l")
_QUOTES = ("“", "‘")
_ENDS = ("，", "。", "；")
_ABLE = "可"
_BY = ("按", "按照", "依照")


def without_modals(view: View, phrase: Phrase) -> Phrase:
    """The phrase without 原则上, 一般, 应当 and the like, and without a 按 that it ends in; as it was where
    nothing else is left."""
    kept = tuple(piece for span in phrase for piece in _kept(view, span))
    while kept and view[slice(*_last_word(view, kept[-1]))] in _BY:
        kept = _shortened(kept, _last_word(view, kept[-1])[0])
    return kept or phrase


def _kept(view: View, span: Span) -> Iterator[Span]:
    begin, end = span
    for word in view.speech.within(begin, end):
        if not _is_modal(view, word, span):
            continue
        if word.start > begin:
            yield (begin, word.start)
        begin = word.end
    if begin < end:
        yield (begin, end)


def _is_modal(view: View, word: Word, span: Span) -> bool:
    """应 of 应设立, not of 应税额: what it makes a duty is no noun; 可 of 可设立, not of 可再生能源."""
    (begin, end), said = span, view[word.start : word.end]
    quoted = view.startswith(_QUOTES, max(0, word.start - 1))  # “最多跑一次”
    if said not in metric_words("binding") or quoted:
        return False
    named = said in metric_words("lead") and metric_regex("lead").match(view, word.start, end) is None
    if named:  # 地方财政一般预算收入
        return False
    if begin < word.start and view.startswith(_ENDS, word.end):  # 满足基本生活需要
        return False
    following = view.speech.at(word.end) if word.end < end else None
    if said not in metric_words("also_naming"):  # 原则上, 应当; 一般 of 一般公共预算收入
        return True
    if following is None or following.tag.startswith(_NAMING):
        return following is None and said != _ABLE  # 许|可
    deeds = ("action", "doing", "lead") if word.start == begin else ("action", "doing")  # 可继续免征
    return said != _ABLE or metric_regex(*deeds).match(view, word.end, end) is not None


def _last_word(view: View, span: Span) -> Span:
    word = view.speech.at(span[1] - 1)
    return (max(span[0], word.start), span[1]) if word is not None else (span[1], span[1])


def _shortened(phrase: Phrase, end: int) -> Phrase:
    first, _ = phrase[-1]
    return (*phrase[:-1], (first, end)) if end > first else phrase[:-1]
