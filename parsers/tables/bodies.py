"""The bodies a cell names: 建设单位, 责任单位, with roles when the cell says 牵头：…；配合：…"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from models.facts import Body
from models.quick import quick
from models.vocabularies import any_of, read_rows, words
from parsers.tables.passage import Passage, fold

_OPENING, _CLOSING = "（(〔[【《“", "）)〕]】》”"
_SEPARATORS = "、；;，,/／|"
_COMMAS = "；;，,"
_THEIRS = f"(?:{any_of('table_words', 'concerned')})?(?:{any_of('table_words', 'level')})?"
_ET_AL = re.compile(
    rf"(?:等{_THEIRS}(?:{any_of('table_words', 'bodies_concerned')})?"
    rf"|会同{_THEIRS}(?:{any_of('table_words', 'bodies_joined')}))$"
)
# （牵头）, (牵头单位)
_BRACKETED = re.compile(r"\s*[（(]([^（()）]{2,8})[）)]\s*$")
_SHORTEST = 2


@quick
@dataclass(frozen=True, slots=True, eq=False)
class NamedBody:
    """A body's name with its place, and its role."""

    role: str
    name: Passage

    def body(self) -> Body:
        """The body as stored: a name that runs over two paragraphs of its cell is anchored at the first."""
        piece = self.name.pieces()[0]
        return Body(self.role, self.name.text, piece.block, piece.start, piece.end)


def read_bodies(cell: Passage, role: str) -> tuple[NamedBody, ...]:
    """The bodies of a cell in order; `role` is that of the column, used until the cell names another.

    Divided at 、；，/ outside brackets, and at line ends where every line is a whole name
    (models/vocabulary/body_suffixes.csv). A role behind a name (甲局、乙局配合) is that of all names since
    the last comma.
    """
    found: list[NamedBody] = []
    for start, end, current in _sections(cell, role):
        for line in _whole_lines(cell.part(start, end)):
            for clause in divided(line, _COMMAS):
                found += with_roles(divided(clause, _SEPARATORS), current)
    return tuple(found)


def with_roles(names: Iterable[Passage], role: str) -> tuple[NamedBody, ...]:
    """Names with their roles: one told behind a name (甲局牵头) holds for those before it too, one in
    brackets (甲局（牵头）) for that name alone, `role` for the rest."""
    found: list[NamedBody] = []
    waiting: list[Passage] = []
    for name in names:
        if not name:
            continue
        if (bracketed := _role_in_brackets(name)) is not None:
            found.append(bracketed)
            continue
        told = role_behind(name)
        if told is None:
            waiting.append(_without_et_al(name))
            continue
        found += [NamedBody(told.role, each) for each in (*waiting, told.name)]
        waiting = []
    return (*found, *(NamedBody(role, name) for name in waiting))


def _role_in_brackets(name: Passage) -> NamedBody | None:
    """甲局（牵头）, 甲局（牵头单位） names its role in brackets behind the name."""
    found = _BRACKETED.search(name.text)
    role = _roles().get(fold(found[1])) if found else None
    if found is None or role is None or found.start() < _SHORTEST:
        return None
    return NamedBody(role, name.part(0, found.start()))


def role_behind(name: Passage) -> NamedBody | None:
    """甲局牵头 names its role behind the name; None where there is none."""
    text = name.text.rstrip()
    if not text.endswith(_role_words()):
        return None
    roles = [row for row in read_rows("body_roles") if row["behind"] == "yes" and text.endswith(row["word"])]
    if not roles:
        return None
    longest = max(roles, key=lambda row: len(row["word"]))
    bare = _without_et_al(name.part(0, len(text) - len(longest["word"])))
    return NamedBody(longest["role"], bare) if len(bare.text) >= _SHORTEST else None


@cache
def _roles() -> dict[str, str]:
    return {row["word"]: row["role"] for row in read_rows("body_roles")}


@cache
def _role_words() -> tuple[str, ...]:
    return tuple(words("body_roles"))


def _without_et_al(name: Passage) -> Passage:
    """市财政局等部门 is 市财政局."""
    found = _ET_AL.search(name.text)
    return name.part(0, found.start()) if found and found.start() >= _SHORTEST else name


def is_body_name(name: str) -> bool:
    """Whether a name ends as bodies do (models/vocabulary/body_suffixes.csv)."""
    return _suffix(name) is not None


def _sections(cell: Passage, role: str) -> tuple[tuple[int, int, str], ...]:
    """The stretches of a cell under one role: 牵头：A；配合：B has two."""
    marks = list(_role_label().finditer(cell.text))
    if not marks:
        return ((0, len(cell.text), role),) if cell.text.strip() else ()
    starts = [(0, role), *((mark.end(), _roles()[fold(mark[1])]) for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(cell.text)]
    return tuple(
        (start, end, current)
        for (start, current), end in zip(starts, ends, strict=True)
        if cell.text[start:end].strip()
    )


@cache
def _role_label() -> re.Pattern[str]:
    labels = "|".join(sorted((r"\s*".join(word) for word in words("body_roles")), key=len, reverse=True))
    return re.compile(rf"[（(【\[]?({labels})[）)】\]]?\s*[:：]")


def _whole_lines(cell: Passage) -> tuple[Passage, ...]:
    """The lines when each is a whole name, else the cell as one."""
    lines = cell.lines()
    if len(lines) < 2 or not all(
        _ends_whole(line.text, following.text) for line, following in pairwise(lines)
    ):
        return (cell,)
    return lines if _suffix(_last(lines[-1].text)) else (cell,)


def _ends_whole(line: str, following: str) -> bool:
    """Whether a name ends with its line: at a separator, or at a strong suffix (局) that the next line does
    not depend on (分局)."""
    if line.rstrip()[-1:] in _SEPARATORS:
        return True
    name, after = _last(line), _first(following)
    suffix, other = _suffix(name), _suffix(after)
    if (
        suffix is None
        or other is None
        or (other[1] == "dependent" and len(after) <= len(other[0]) + 4 and not _holds_whole(after, other[0]))
    ):
        return False
    return suffix[1] != "weak" or suffix[0] == other[0]


def _holds_whole(name: str, suffix: str) -> bool:
    """Whether a name is whole without its dependent end: 某公司某分公司."""
    return _suffix(name.removesuffix(suffix)) is not None


def _last(line: str) -> str:
    return re.split(f"[{_SEPARATORS}]", line.rstrip(_SEPARATORS))[-1].strip()


def _first(line: str) -> str:
    return re.split(f"[{_SEPARATORS}]", line.lstrip(_SEPARATORS))[0].strip()


def _suffix(name: str) -> tuple[str, str] | None:
    """The longest known suffix of a name and its strength; brackets behind the name do not count."""
    bare = re.sub(r"[（(][^（()）]*[）)]$", "", name.strip())
    known = _strengths()
    ends = (bare[-length:] for length in range(min(_longest_suffix(), len(bare)), 0, -1))
    return next(((end, known[end]) for end in ends if end in known), None)


@cache
def _strengths() -> dict[str, str]:
    return {row["suffix"]: row["strength"] for row in read_rows("body_suffixes")}


@cache
def _longest_suffix() -> int:
    return max(map(len, _strengths()))


def divided(text: Passage, marks: str) -> tuple[Passage, ...]:
    """The stretches between marks outside brackets, each without marks at its ends."""
    if set(marks).isdisjoint(text.text):
        return (_bare(text.part(0)),)
    depth, start = 0, 0
    names: list[Passage] = []
    for index, char in enumerate(text.text):
        depth = max(0, depth + (char in _OPENING) - (char in _CLOSING))
        if char in marks and not depth:
            names.append(_bare(text.part(start, index)))
            start = index + 1
    return (*names, _bare(text.part(start)))


def _bare(name: Passage) -> Passage:
    """Without marks at the ends; a mere dash or number is no body."""
    start = len(name.text) - len(name.text.lstrip("：:。.·-—－"))
    bare = name.part(start, max(start, len(name.text.rstrip("：:。.·-—－"))))
    plain = fold(bare.text)
    return bare if len(plain) >= _SHORTEST and not plain.isdigit() else name.part(0, 0)
