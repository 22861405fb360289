"""What the names of columns mean, by the synonym vocabulary models/vocabulary/columns.csv.

A synonym is matched on the header's key (see `header_key`) in one of three forms: `is` (the whole key),
`pattern` (a regular expression for the whole key; the first in file order wins) and `has` (contained in a
short key). A synonym of an earlier form beats one of a later form; `strength` says whether the name alone
speaks for the table's kind.
"""

import re
from dataclasses import dataclass
from functools import cache

from models.vocabularies import read_rows, words
from parsers.notation.quantity import read_unit
from parsers.tables.passage import fold

KINDS = ("indicator", "project", "task")
_COMMON_FIELDS = (
    "serial",
    "category",
    "name",
    "unit",
    "remarks",
    "responsible",
    "lead",
    "cooperating",
    "location",
    "explanation",
    "ignored",
)
LEVEL_FIELDS = ("baseline", "target", "old_target", "actual", "value")
CHANGE_FIELDS = ("growth", "cumulative", "completion", "comparison", "share")
_INDICATOR_FIELDS = (*LEVEL_FIELDS, *CHANGE_FIELDS, "nature")
MONEY_FIELDS = (
    "total_investment",
    "period_investment",
    "year_investment",
    "invested",
    "funding",
    "investment",
)
_PROJECT_FIELDS = (
    "content",
    "build_type",
    "stage",
    "period",
    "start",
    "end",
    *MONEY_FIELDS,
    "builder",
    "item_count",
)
_TASK_FIELDS = ("deadline", "status")
FIELDS = frozenset({*_COMMON_FIELDS, *_INDICATOR_FIELDS, *_PROJECT_FIELDS, *_TASK_FIELDS})
_BRACKETS = re.compile(r"[(\[【〔{<][^()\[\]【】〔〕{}<>]*[)\]】〕}>]")
_QUOTES = re.compile(r"[“”„‟\"‘’'「」『』]")
# 投资/亿元
_UNIT_SUFFIX = re.compile(r"(.+?)[/,:、;](.{1,8})")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column name can stand for: `kind` is `any`, `indicator`, `project` or `task`, `strength`
    `strong`, `weak` or `none`."""

    field: str
    kind: str
    strength: str


@dataclass(frozen=True, slots=True)
class _Synonyms:
    whole: dict[str, tuple[Meaning, ...]]
    patterns: tuple[tuple[re.Pattern[str], Meaning], ...]
    contained: tuple[tuple[str, Meaning], ...]


def header_key(text: str) -> str:
    """A column name for matching: folded, without quotation marks, brackets with what is in them, and a unit
    after / , or a colon."""
    plain = _QUOTES.sub("", fold(text))
    bare = plain
    while (shorter := _BRACKETS.sub("", bare)) != bare:
        bare = shorter
    bare = bare.strip(":,;/*") or plain.strip("()[]〔〕【】")
    found = _UNIT_SUFFIX.fullmatch(bare)
    return found[1] if found and read_unit(found[2]) else bare


@cache
def meanings(text: str, kind: str) -> tuple[Meaning, ...]:
    """Every meaning a column name can have in a table of `kind`, the most specific first, one for each
    field."""
    key = header_key(text)
    if not key or len(key) > _LONGEST:
        return ()
    known = _synonyms()
    found = list(known.whole.get(key.upper(), ()))
    found += [meaning for pattern, meaning in known.patterns if pattern.fullmatch(key)]
    found += [meaning for word, meaning in known.contained if word in key]
    unique = {meaning.field: meaning for meaning in reversed(found) if meaning.kind in (kind, "any")}
    return tuple(dict.fromkeys(unique[meaning.field] for meaning in found if meaning.field in unique))


def is_column_name(text: str) -> bool:
    """True for a text that names a column of some kind of table, a year alone included; 预期性 is a value,
    not a name."""
    return fold(text) not in words("natures") and any(meanings(text, kind) for kind in KINDS)


def is_value_name(text: str) -> bool:
    """True when the only meaning is a bare year or period: it stands in headers and in data alike."""
    found = {meaning.field for kind in KINDS for meaning in meanings(text, kind)}
    return (
        bool(found)
        and found <= {"value", "year_investment", "period_investment"}
        and any(char.isdigit() for char in fold(text))
    )


@cache
def _synonyms() -> _Synonyms:
    whole: dict[str, tuple[Meaning, ...]] = {}
    patterns: list[tuple[re.Pattern[str], Meaning]] = []
    contained: list[tuple[str, Meaning]] = []
    for row in read_rows("columns"):
        meaning = Meaning(row["field"], row["kind"], row["strength"])
        if meaning.field not in FIELDS or meaning.kind not in (*KINDS, "any"):
            raise ValueError(f"vocabulary columns.csv: {row}")
        if row["form"] == "is":
            key = header_key(row["text"]).upper()
            whole[key] = (*whole.get(key, ()), meaning)
        elif row["form"] == "pattern":
            patterns.append((re.compile(row["text"]), meaning))
        else:
            contained.append((row["text"], meaning))
    contained.sort(key=lambda entry: -len(entry[0]))
    return _Synonyms(whole, tuple(patterns), tuple(contained))
