"""Who does what is told behind it: （牵头单位：甲局；责任单位：乙局；完成时限：2025年底）,
（甲局牵头，乙局配合）, or a line 责任单位：甲局."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from models.vocabularies import any_of, read_rows
from parsers.notation.period import find_periods, read_period
from parsers.tables.bodies import NamedBody, divided, is_body_name, role_behind, with_roles
from parsers.tables.passage import Passage, fold

_OPENING = "（(【[〔"
_BRACKET = re.compile(r"[（(【\[〔）)】\]〕]")
_COLON = re.compile("[:：]")
_CLAUSES = "；;，,。"
_NAMES = "、/／|"
_LONGEST_NAME = 30
# ；排在第一位的单位牵头
_FIRST_LEADS = re.compile(
    rf"[。；;，,]\s*(?:排|列)(?:名)?(?:在)?(?:{any_of('table_words', 'first_place')}).{{0,12}}牵头.{{0,8}}$"
)
_ROLES = ("lead", "responsible", "cooperating")


@dataclass(frozen=True, slots=True, eq=False)
class BodyNote:
    """The bodies behind a passage, the deadline and the state told with them; it fills `start` to `end` of
    its paragraph. `first_leads`: it says that whoever is named first leads, here and below."""

    start: int
    end: int
    bodies: tuple[NamedBody, ...]
    deadline: Passage | None = None
    status: Passage | None = None
    first_leads: bool = False

    def led(self) -> "BodyNote":
        """The note where the first body named is said to lead (列第一位者为牵头单位)."""
        first, *others = self.bodies
        is_open = all(body.role == "responsible" for body in self.bodies)
        return replace(self, bodies=(replace(first, role="lead"), *others)) if is_open else self


def find_notes(paragraph: Passage) -> tuple[BodyNote, ...]:
    """The notes of a paragraph: those in brackets, and one that begins with a label and ends it."""
    found: list[BodyNote] = []
    for start, end in _brackets(paragraph.text):
        note = _read(paragraph.part(start + 1, end - 1), start, end)
        if note is not None:
            found.append(note)
    return tuple(found) or tuple(_tail(paragraph))


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets that are closed."""
    depth, start = 0, 0
    for match in _BRACKET.finditer(text):
        if match[0] in _OPENING:
            start = start if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, match.end()


def _tail(paragraph: Passage) -> Iterator[BodyNote]:
    """牵头单位：… as a line of its own, or behind the last sentence of the paragraph."""
    label = _label().search(paragraph.text) if _COLON.search(paragraph.text) else None
    if label is not None:
        note = _labelled(paragraph, label.start(1))
        if note is not None:
            yield note


def _read(inside: Passage, start: int, end: int) -> BodyNote | None:
    if _label().match(inside.text):
        note = _labelled(inside, 0)
        return BodyNote(start, end, note.bodies, note.deadline, note.status) if note else None
    return _unlabelled(inside, start, end)


def _labelled(text: Passage, start: int) -> BodyNote | None:
    """The stretches behind each label; None where no body is named and no deadline."""
    marks = [mark for mark in _label().finditer(text.text) if mark.start(1) >= start]
    fields = {row["word"]: row["field"] for row in read_rows("task_labels")}
    bodies: list[NamedBody] = []
    told: dict[str, Passage] = {}
    ends = [*(mark.start(1) for mark in marks[1:]), len(text.text)]
    for mark, end in zip(marks, ends, strict=True):
        field, part = fields[fold(mark[1])], _without_marks(text.part(mark.end(), end))
        if field in _ROLES:
            for clause in divided(part, _CLAUSES):
                bodies += with_roles(divided(clause, _NAMES), field)
        elif part:
            told.setdefault(field, part)
    if not bodies and "deadline" not in told:
        return None
    return BodyNote(start, len(text.text), tuple(bodies), told.get("deadline"), told.get("status"))


def _without_marks(part: Passage) -> Passage:
    bare = part.text.rstrip("；;，,。、 \u3000（(【[")
    return part.part(0, len(bare))


def _unlabelled(inside: Passage, start: int, end: int) -> BodyNote | None:
    """甲局牵头，乙局、丙局等按职责分工负责: every name is one of a role told behind it."""
    bodies: list[NamedBody] = []
    waiting: list[Passage] = []
    deadline: Passage | None = None
    remark = _FIRST_LEADS.search(inside.text)
    said = inside.part(0, remark.start()) if remark else inside
    for clause in divided(said, _CLAUSES):
        if (labelled := _labelled_deadline(clause)) is not None or _is_deadline(clause):
            deadline = labelled or clause
            continue
        names = [_without_by(name) for name in divided(clause, _NAMES) if name]
        waiting += names
        if names and role_behind(names[-1]) is not None:
            bodies += with_roles(waiting, "")
            waiting = []
    is_note = bodies and not waiting and all(body.role in _ROLES for body in bodies)
    named = any(is_body_name(body.name.text) for body in bodies)
    short = all(len(body.name.text) <= _LONGEST_NAME for body in bodies)
    if not (is_note and named and short):
        return None
    return BodyNote(start, end, tuple(bodies), deadline, first_leads=remark is not None)


def _labelled_deadline(clause: Passage) -> Passage | None:
    """What stands behind 完成时限： in a clause."""
    label = _label().match(clause.text)
    fields = {row["word"]: row["field"] for row in read_rows("task_labels")}
    if label is None or fields[fold(label[1])] != "deadline":
        return None
    return _without_marks(clause.part(label.end())) or None


def _without_by(name: Passage) -> Passage:
    """由甲局负责 names 甲局."""
    return name.part(1) if name.text.startswith("由") else name


def _is_deadline(clause: Passage) -> bool:
    text = fold(clause.text)
    ends = text.endswith(("完成", "完成。", "底前", "前"))
    return read_period(clause.text) is not None or (ends and bool(find_periods(clause.text)))


@cache
def _label() -> re.Pattern[str]:
    """A label at the start, behind a mark or a blank, with its colon."""
    words = sorted((row["word"] for row in read_rows("task_labels")), key=len, reverse=True)
    labels = "|".join(r"\s*".join(word) for word in words)
    return re.compile(rf"(?:^|(?<=[；;，,。、|！\s\u3000（(【\[]))({labels})\s*[:：]\s*")
