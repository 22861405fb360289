"""Which mentions name the same organisation, place or document."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.facts import Body, BodyPlace, Entity, Mention
from models.names import NAME_LABELS, EntityLabel
from models.vocabularies import words
from pipeline.tagging.abbreviation import firm_of_group, short_names
from pipeline.tagging.contraction import key
from pipeline.tagging.knowledge import Knowledge, without_level
from pipeline.tagging.places import SURE, Place, known_places, named_by_character, place_of_code

Name = tuple[EntityLabel, str]
_REGION = "地区"  # 西部地区 is 西部
_TOWN = re.compile("(?:镇|乡|街道)$")  # 双溪 is 双溪镇, when no county is called so
_DIVISIONS = frozenset({"province", "city", "county"})
# how a document calls bodies of its own division: 省人大, 州人大, 自治区人大
_AUTONOMOUS = "自治"
_LEVELS = ("自治区", "自治州", "自治县", "自治旗", "省", "市", "州", "盟", "县", "区", "旗")
_PROVINCE = 2  # digits of a code that name its province


@dataclass(slots=True)
class _Groups:
    """Names that stand for the same thing (union by the name found first)."""

    parent: dict[Name, Name] = field(default_factory=dict)

    def root(self, name: Name) -> Name:
        while self.parent.setdefault(name, name) != name:
            name = self.parent[name]
        return name

    def join(self, first: Name, second: Name) -> None:
        self.parent[self.root(second)] = self.root(first)


def resolve_entities(
    mentions: Sequence[Mention], bodies: Iterable[tuple[BodyPlace, Body]], knowledge: Knowledge
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions with their entities, and the entities in order of their first mention; bodies in rows of
    tables point to the same ones.

    The canonical name is the official one of a division of China (某市 for its short form), else the fullest
    name in the document. A short form that fits several full names (市财政局 of two cities) is joined to
    that of the document's own place, or stays alone. Times and quantities have no entity.
    """
    names: list[Name] = list(
        dict.fromkeys(
            (mention.label, mention.normalised) for mention in mentions if mention.label in NAME_LABELS
        )
    )
    places = {text for label, text in names if label == "LOC"}
    owners = [(_owner(body.name, places), place) for place, body in bodies]
    names = list(dict.fromkeys([*names, *(name for name, _ in owners)]))
    groups = _grouped(names, knowledge)
    numbers: dict[Name, int] = {}
    for name in names:
        numbers.setdefault(groups.root(name), len(numbers))
    members: defaultdict[int, list[str]] = defaultdict(list)
    for name in names:
        members[numbers[groups.root(name)]].append(name[1])
    held: defaultdict[int, list[BodyPlace]] = defaultdict(list)
    for name, place in owners:
        held[numbers[groups.root(name)]].append(place)
    entities = tuple(
        Entity(root[0], _canonical(root[0], members[number], knowledge), tuple(held[number]))
        for root, number in numbers.items()
    )
    found = tuple(
        replace(one, entity=numbers[groups.root((one.label, one.normalised))])
        if one.label in NAME_LABELS
        else one
        for one in mentions
    )
    return found, entities


def _owner(body: str, places: set[str]) -> Name:
    """A body as a name: a place when the text has it as one."""
    bare = "".join(body.split())
    return ("LOC" if bare in places else "ORG", bare)


def _grouped(names: Sequence[Name], knowledge: Knowledge) -> _Groups:
    groups = _Groups({name: name for name in names})
    _join_places([text for label, text in names if label == "LOC"], groups, knowledge)
    labels: tuple[EntityLabel, ...] = ("ORG", "LOC")
    for label in labels:
        _join_short_forms(label, [text for found, text in names if found == label], groups, knowledge)
    for (label, nickname), full in knowledge.nicknames.items():
        if {(label, nickname), (label, full)} <= groups.parent.keys():
            groups.join((label, full), (label, nickname))
    _join_own_bodies({text for label, text in names if label == "ORG"}, groups, knowledge)
    return groups


def _join_own_bodies(names: set[str], groups: _Groups, knowledge: Knowledge) -> None:
    """人大 and 政协 with 市人大 and 市政协, where the text has one such body of its own level only."""
    own_level = next((mark for mark in _LEVELS if knowledge.home_name.endswith(mark)), "")
    levels = (own_level.removeprefix(_AUTONOMOUS), own_level) if own_level else _LEVELS
    for bare in names & words("mass_bodies", "name"):
        own = [name for name in (mark + bare for mark in dict.fromkeys(levels)) if name in names]
        if len(own) == 1:
            groups.join(("ORG", own[0]), ("ORG", bare))
    _join_departments(names, levels, groups)


def _join_departments(names: set[str], levels: Sequence[str], groups: _Groups) -> None:
    """教育局 of 由市发改委、教育局负责 with 市教育局, where no other level has one in the text."""
    for name in names - {mark + bare for mark in levels for bare in words("mass_bodies", "name")}:
        level = next((mark for mark in levels if name.startswith(mark)), "")
        bare = name.removeprefix(level)
        if level and bare in names and sum(mark + bare in names for mark in _LEVELS) == 1:
            groups.join(("ORG", name), ("ORG", bare))


def _join_places(names: Sequence[str], groups: _Groups, knowledge: Knowledge) -> None:
    """Names of one division."""
    by_code: dict[str, str] = {}
    for name in names:
        region = known_places().get(name.removesuffix(_REGION))
        if name.endswith(_REGION) and region is not None and region.kind == "region" and region.name in names:
            groups.join(("LOC", region.name), ("LOC", name))
    present = set(names)
    for name in names:
        stem = _TOWN.sub("", name)
        if stem != name and len(stem) > 1 and stem in present and stem not in known_places():
            groups.join(("LOC", name), ("LOC", stem))
    for name in names:
        code = _code(name, names, knowledge)
        if code:
            groups.join(("LOC", by_code.setdefault(code, name)), ("LOC", name))


def _code(name: str, names: Sequence[str], knowledge: Knowledge) -> str:
    """The division a name stands for here: the only one, else one whose full name the text has, else one of
    the document's own place."""
    if len(name) == 1:
        return _code_of_character(name, knowledge)
    place = known_places().get(name) or _autonomous(name)
    if place is None or place.kind not in _DIVISIONS:
        return ""  # 泰山, the mountain, though a district bears its name
    codes = place.codes
    if len(codes) == 1 and place.score >= SURE:
        return "".join(codes)
    present = [
        code for code in codes if (full := place_of_code(code)) and full.name in names and full.name != name
    ]
    own = [code for code in codes if knowledge.home and code.startswith(knowledge.home)]
    certain = sorted(codes, key=len) if place.score >= SURE and place.kind in {"province", "city"} else []
    return next(iter(present or own or certain), "")


def _code_of_character(character: str, knowledge: Knowledge) -> str:
    """The province or city that goes by one character; the document's own place where its name has it
    (连 of 来连投资), "" where both would do."""
    place = known_places().get(named_by_character().get(character, ""))
    named = place.codes[0] if place and place.codes else ""
    own = character in without_level(knowledge.home_name)
    if own and named and not knowledge.home.startswith(named):
        return ""
    return knowledge.home if own and not named else named


def _autonomous(name: str) -> Place | None:
    """The autonomous county, banner or prefecture called by its level word alone: 北川县, 凉山州."""
    place = known_places().get(name[:-1])
    full = place.full if place else ""
    return place if full.startswith(name[:-1]) and full.endswith(f"自治{name[-1:]}") else None


def _join_short_forms(
    label: EntityLabel, names: Sequence[str], groups: _Groups, knowledge: Knowledge
) -> None:
    """Short forms with their full names; spellings of one name with each other."""
    fulls: defaultdict[str, list[str]] = defaultdict(list)
    home = without_level(knowledge.home_name)
    written: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        written[key(name)].append(name)
    for first, *others in written.values():
        for other in others:
            groups.join((label, first), (label, other))
    for name in names:
        if len(name) > 3 and name not in known_places():
            forms = short_names(name) | firm_of_group(name)
            meant = {other for form in forms for other in written.get(key(form), ())} - {name}
            for form in sorted(form for form in meant if form not in known_places()):
                if not _is_elsewhere(name.removesuffix(form), knowledge.home):
                    fulls[form].append(name)
    _join_fulls(label, fulls, home, groups)


def _join_fulls(label: EntityLabel, fulls: Mapping[str, list[str]], home: str, groups: _Groups) -> None:
    """Each short form with the only full name it fits, or the only one of the document's own place."""
    for form, candidates in sorted(fulls.items(), key=lambda item: -len(item[0])):  # 某瑞新材料 before 某瑞
        roots = {groups.root((label, full)) for full in candidates}
        own = [full for full in candidates if home and full.startswith(home)]
        if form in words("mass_bodies", "name") and not own and (home or _has_level(label, form, groups)):
            continue  # every place has one: the own 文联 is not 中国文联
        if len(roots) == 1 or len({groups.root((label, full)) for full in own}) == 1:
            groups.join((label, (own or candidates)[0]), (label, form))


def _has_level(label: EntityLabel, bare: str, groups: _Groups) -> bool:
    """Whether the text has the body with a level word, too: 市人民政府."""
    return any((label, level + bare) in groups.parent for level in _LEVELS)


def _is_elsewhere(place: str, home: str) -> bool:
    """Whether what a short form leaves out is a place of another province than the document's: its own
    妇幼保健院 is not the one of a province that it names once."""
    found = known_places().get(place)
    codes = found.codes if found else ()
    return bool(home and codes) and all(code[:_PROVINCE] != home[:_PROVINCE] for code in codes)


def _canonical(label: EntityLabel, names: Iterable[str], knowledge: Knowledge) -> str:
    fullest = max(names, key=lambda name: (len(name), name))
    if label == "LOC":
        place = _division(fullest, list(names), knowledge)
        return place.name if place else fullest
    return fullest


def _division(name: str, names: Sequence[str], knowledge: Knowledge) -> Place | None:
    code = _code(name, names, knowledge)
    return place_of_code(code) if code else None


def aliases(entities: Sequence[Entity], mentions: Sequence[Mention]) -> Mapping[int, tuple[str, ...]]:
    """The names each entity bears in the text other than its canonical one."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        if mention.entity is not None and mention.normalised != entities[mention.entity].canonical:
            found[mention.entity][mention.normalised] = None
    return {number: tuple(names) for number, names in found.items()}
