"""What a document knows about names: those of its own tables, its definitions, and what it says more than
once."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from models.names import NAME_LABELS, EntityLabel
from models.vocabularies import words
from pipeline.tagging.abbreviation import short_names
from pipeline.tagging.divisions import stem_of_division
from pipeline.tagging.found import Found
from pipeline.tagging.gazetteer import FEATURES, find_places
from pipeline.tagging.grammar import balanced, is_class, is_generic
from pipeline.tagging.lookup import Lookup
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, WEAK, known_places, short_names_within
from pipeline.tagging.word_borders import splits_word

SOURCE = "harvest"
GIVEN, SEEN, SHORTENED = 0.95, 0.85, 0.75
_DEFINED = re.compile(
    r"[（(](?:以下|下)?(?:简|统)?称(?:为|作)?[:：]?[“\"‘「『]?([^”\"’」』“（）()]{2,14})[”\"’」』]?[）)]"
)
# 各有关单位, 相关部门: no body by name
_CLASS = re.compile(rf"{parts('several bodies')}|(?:{parts('kind of bodies')})$|\s")
_ORGANISATION = re.compile(f"(?:{parts('organisation in a cell')})$")
_SURE_ENOUGH = 0.8
_BODIES_AND_PLACES = frozenset({"ORG", "LOC"})
_TOGETHER = f"(?:{parts('joint doing')})"
Named = Mapping[str, tuple[EntityLabel, float]]
Times = Callable[[str], int]
"""How often a name stands in the whole text."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Names to be found wherever they stand, with label and score.

    `home` is the division code of the place the document is about, `home_name` its name, "" when the title
    names none. `local` finds that place's one-character form (汕 in 回汕投资). `nicknames` are those the
    document gives (以下简称), with what each stands for.
    """

    names: Named = field(default_factory=dict)
    lookup: Lookup = field(default_factory=lambda: Lookup(()))
    home: str = ""
    home_name: str = ""
    local: re.Pattern[str] | None = None
    nicknames: Mapping[tuple[EntityLabel, str], str] = field(default_factory=dict)

    def find(self, text: str, places: Sequence[Found] = ()) -> Iterator[Found]:
        """Each known name in the text; `places` are those of the gazetteer, in the middle of which no other
        name is sought."""
        whole = [one for one in places if one.score >= SURE]
        if self.lookup:
            for start, end in self.lookup.everywhere(text):
                label, score = self.names[text[start:end]]
                found = Found(start, end, label, SOURCE, score)
                if not any(place.holds(found) for place in whole) and not (
                    end - start == 2
                    and (
                        text[end : end + 1] in FEATURES
                        or (score <= SHORTENED and splits_word(text, start, end))
                    )
                ):
                    yield found
        if self.local:
            for match in self.local.finditer(text):
                yield Found(*match.span("form"), "LOC", SOURCE, SEEN)


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph with the mentions a first look found."""

    text: str
    mentions: Sequence[Found]


def gather(bodies: Iterable[str], readings: Sequence[Reading], title: str = "") -> Knowledge:
    """The knowledge of one document: `bodies` are the names in its tables, `readings` all its paragraphs."""
    whole = "\n".join(reading.text for reading in readings)
    times = cache(whole.count)  # how often a name stands there is asked again and again
    home, home_name = _home(title)
    given = {name: ("ORG", GIVEN) for name in dict.fromkeys(bodies) if is_organisation(name)}
    found: dict[str, tuple[EntityLabel, float]] = dict(_seen(readings, times))
    defined = tuple(_defined(readings))
    found |= {nickname: (label, GIVEN) for label, nickname, _ in defined if label in _BODIES_AND_PLACES}
    named = {
        reading.text[one.start : one.end]
        for reading in readings
        for one in reading.mentions
        if one.label == "LOC"
    }
    found |= dict(_weak_places(whole, named, home))
    found |= dict(_short_divisions(whole, named))
    found |= dict(_compounds(whole, home_name, named))
    found |= given  # type: ignore[arg-type]
    full = [name for name, (label, _) in found.items() if len(name) >= 4 and label in {"ORG", "LOC"}]
    for name in full:
        label = found[name][0]
        for form in _usable(short_names(name), name, times):
            found.setdefault(form, (label, SHORTENED))
    names = {
        name: entry
        for name, entry in found.items()
        if name not in known_places() or known_places()[name].score < SURE
    }
    nicknames = {(label, nickname): full for label, nickname, full in defined}
    return Knowledge(names, Lookup(names), home, home_name, _local_form(home_name), nicknames)


def _home(title: str) -> tuple[str, str]:
    """Code and full name of the first division the title names."""
    for one in find_places(title):
        place = known_places().get(title[one.start : one.end])
        if place and one.score >= SURE and len(place.codes) == 1:
            return place.codes[0], place.full
    return "", ""


def _local_form(home_name: str) -> re.Pattern[str] | None:
    """Characters of the home city's short name between a verb of going or staying and what people do
    there."""
    short = without_level(home_name)
    if not 2 <= len(short) <= 3:
        return None
    return re.compile(
        f"(?<=[在回来留驻赴入兴离返援])(?P<form>[{short}])(?={parts('doing of people')}|[、，。；])"
    )


def _compounds(
    whole: str, home_name: str, others: Iterable[str]
) -> Iterator[tuple[str, tuple[EntityLabel, float]]]:
    """The home city and another place of the document in one word (深汕), when it occurs again and again
    before a word of joint doings."""
    home = without_level(home_name)
    if not home:
        return
    beside = _pairs_with(home, whole)
    for other in {
        without_level(name) for name in others if (place := known_places().get(name)) and place.codes
    } - {home}:
        for pair in beside & {pair for a in other for b in home for pair in (a + b, b + a)}:
            if whole.count(pair) > 1 and pair not in known_places() and re.search(pair + _TOGETHER, whole):
                yield pair, ("LOC", SEEN)


def _pairs_with(characters: str, whole: str) -> set[str]:
    """Each two characters side by side of which one is among these."""
    places = (match.start() for match in re.finditer(f"[{re.escape(characters)}]", whole))
    return {pair for at in places for pair in (whole[at - 1 : at + 1], whole[at : at + 2])}


def without_level(name: str) -> str:
    """A division without its level word: 某 of 某市, when two characters stay."""
    return re.sub("[省市县区州盟旗]$", "", name) if len(name) > 2 else name


def _weak_places(whole: str, named: set[str], home: str) -> Iterator[tuple[str, tuple[EntityLabel, float]]]:
    """Short names of counties whose full name the text has, or which belong to the document's own place."""
    own = short_names_within(home) if home else {}
    for name in {whole[start:end] for start, end in _weak_names().everywhere(whole)}:
        if name in own or known_places()[name].full in named:
            yield name, ("LOC", SHORTENED)


def _short_divisions(whole: str, named: set[str]) -> Iterator[tuple[str, tuple[EntityLabel, float]]]:
    """石沱 of a 石沱市 that no list has, where the text uses it without its level word too."""
    for name in named - known_places().keys():
        stem = stem_of_division(name)
        if stem and whole.count(stem) > whole.count(name):
            yield stem, ("LOC", SHORTENED)


@cache
def _weak_names() -> Lookup:
    return Lookup(
        name
        for name, place in known_places().items()
        if not place.whole and WEAK <= place.score < SURE and place.kind in {"county", "city"}
    )


def is_organisation(name: str) -> bool:
    """Whether a cell's body is one named organisation: not 各区县, not a place."""
    known = known_places().get(name)
    return (
        known is None
        and not _CLASS.search(name)
        and len(name) >= 3
        and _ORGANISATION.search(name) is not None
        and len(name) <= 40
    )


def _usable(forms: Iterable[str], name: str, times: Times) -> Iterator[str]:
    """Short forms that the text uses apart from the full name and that are no plain words."""
    for form in forms:
        if (
            len(form) < 3
            or form in words("class_names")
            or form in known_places()
            or is_generic(form)
            or is_class(form)
        ):
            continue
        if times(form) > times(name) * name.count(form):
            yield form


def _seen(readings: Sequence[Reading], times: Times) -> Iterator[tuple[str, tuple[EntityLabel, float]]]:
    """Names that were found with certainty, and oftener than not where their characters stand."""
    hits: Counter[tuple[str, EntityLabel]] = Counter()
    best: dict[tuple[str, EntityLabel], float] = {}
    for reading in readings:
        for one in reading.mentions:
            if one.label in {"ORG", "LOC"}:
                name = reading.text[one.start : one.end]
                hits[name, one.label] += 1
                best[name, one.label] = max(best.get((name, one.label), 0.0), one.score)
    for (name, label), count in hits.items():
        if (
            best[name, label] >= _SURE_ENOUGH
            and _is_name(name)
            and _oftener(name, count, times)
            and hits[name, _other(label)] < count
        ):
            yield name, (label, SEEN)


def _is_name(text: str) -> bool:
    return not (is_generic(text) or is_class(text) or text in words("class_names")) and balanced(text)


def _oftener(name: str, count: int, times: Times) -> bool:
    share = count / max(1, times(name))
    return share >= 0.3 if len(name) >= 4 else share >= 0.6 and len(name) >= 2


def _other(label: EntityLabel) -> EntityLabel:
    return "LOC" if label == "ORG" else "ORG"


def _defined(readings: Sequence[Reading]) -> Iterator[tuple[EntityLabel, str, str]]:
    """(label, X, 某某中心) of 某某中心（以下简称“X”）: what the mention before the bracket is called. A class
    (各单位) stands for many."""
    for reading in readings:
        for match in _DEFINED.finditer(reading.text):
            before = [
                one for one in reading.mentions if one.end == match.start() and one.label in NAME_LABELS
            ]
            whole = min(before, key=lambda one: one.start, default=None)
            nickname = match[1].strip("《》")
            if whole and nickname and _is_name(nickname) and not _CLASS.search(nickname):
                full = "".join(reading.text[whole.start : whole.end].split())
                yield whole.label, nickname, full.strip("《》〈〉")
