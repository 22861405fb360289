"""The works that a measure is of, where a clause or a sentence before names them: 推进水厂扩建工程，新增
能力5万吨，总投资2亿元; 实施水系连通工程。该工程总投资5亿元."""

from pipeline.figures.clauses import Clause
from pipeline.figures.heads import Phrase, pieces, skip_label, skip_lead, text_of, trim_tail
from pipeline.figures.spots import Spot, State
from pipeline.figures.words import metric_ending, metric_words

_LONGEST = 20
_FARTHEST = 3  # sentences
_NEAREST = 40  # clauses
_POINTING = ("该", "本")
_THINGS = ("项目", "工程")  # what every work may be called
_JOINTS = ("、", "和", "及", "与", "等")


def project_of(state: State, spot: Spot, said: str) -> Phrase:
    """What the part of the sentence opens with, for what is invested in it, over the numbers between."""
    if said not in metric_words("invested"):
        return ()
    clauses, here = state.paragraph.clauses, state.paragraph.clauses[spot.clause]
    if here.bracket is not None:
        return ()
    near = range(max(0, spot.clause - _NEAREST), spot.clause)
    opens = next((at for at in near if clauses[at].part == here.part), None)
    if opens is None or (opens and clauses[opens - 1].part == here.part) or state.by_clause[opens]:
        return ()
    return _works_in(state, clauses[opens]) or ()


def pointed_at(state: State, spot: Spot, name: Phrase) -> Phrase:
    """该工程总投资: the name with the works that a sentence before opens with in the place of 该工程."""
    view, (first, last) = spot.view, name[0] if name else (0, 0)
    pointing = next((word for word in _POINTING if view.startswith(word, first, last)), None)
    at = first + len(pointing) if pointing else first
    thing = next((word for word in metric_words("plant") if view.startswith(word, at, last)), None)
    if pointing is None or thing is None or at + len(thing) >= last:
        return name
    works = _works_before(state, spot.clause, thing)
    return (*works, (at + len(thing), last), *name[1:]) if works else name


def _works_before(state: State, position: int, thing: str) -> Phrase:
    clauses = state.paragraph.clauses
    sentence = clauses[position].sentence
    for at in range(position - 1, max(-1, position - _NEAREST), -1):
        if sentence - clauses[at].sentence > _FARTHEST:
            break
        if clauses[at].sentence == sentence or (at and clauses[at - 1].sentence == clauses[at].sentence):
            continue
        works = _works_in(state, clauses[at])
        if works and (thing in _THINGS or text_of(clauses[at].view, works).endswith(thing)):
            return works
    return ()


def _works_in(state: State, clause: Clause) -> Phrase:
    """The works that a clause is about: behind 推进 or 实施, or alone with its label."""
    view, end = clause.view, clause.end
    first = skip_lead(view, skip_label(view, clause.start, end), end, state.by_start)
    urging = metric_words("urging", "light", "founding", "manner")
    words = view.speech.within(first, end)
    while words and view[words[0].start : words[0].end] in urging:
        words = words[1:]
    first = words[0].start if words else end
    last = trim_tail(view, first, end)
    named = metric_ending("plant").search(view, first, last)
    said = view[first:last]
    if named is None or named.start() == first or len(said) > _LONGEST:
        return ()
    return () if any(mark in said for mark in _JOINTS) or "的" in said else pieces(view, first, last)
