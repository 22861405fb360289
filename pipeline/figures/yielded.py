"""What is earned or produced, without the word that says it was: 完成工业总产值5亿元 tells 工业总产值 as
工业总产值完成5亿元 does, 园区实现营业收入3亿元 园区营业收入. 完成投资 is a measure of its own; what is
planned (完成年度计划的98%) has its verb."""

from pipeline.figures.clauses import View
from pipeline.figures.heads import Phrase
from pipeline.figures.words import metric_ending, metric_regex, metric_words

_NOMINAL = ("n", "b", "j", "l", "s", "f", "a", "vn", "k", "c", "m")


def without_yielding(view: View, phrase: Phrase) -> Phrase:
    """The phrase without such a verb before a measure that nothing but nouns parts from it."""
    if len(phrase) != 1:
        return phrase
    ((begin, end),) = phrase
    measure = metric_ending("relational").search(view, begin, end)
    if measure is None or _is_set(measure[0]):
        return phrase
    verb = next(
        (
            found
            for found in metric_regex("yielding").finditer(view, begin, measure.start())
            if view.parts(found.start()) and view.parts(found.end())
        ),
        None,
    )
    if verb is None or not _is_named(view, verb.end(), measure.start()):
        return phrase
    owner = ((begin, verb.start()),) if verb.start() > begin else ()
    return (*owner, (verb.end(), end))


def _is_set(measure: str) -> bool:
    """Whether a measure is one of what is planned or invested."""
    return (
        measure in metric_words("planned", "invested") or metric_regex("yielding").match(measure) is not None
    )


def _is_named(view: View, begin: int, end: int) -> bool:
    return all(word.tag.startswith(_NOMINAL) for word in view.speech.within(begin, end))
