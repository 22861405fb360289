"""Tasks of running text: a passage with its bodies in brackets behind it, or a heading or passage with lines
牵头单位：… below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.facts import Evidence, Structure, Task
from parsers.notation.labels import read_label
from parsers.tables.bodies import NamedBody
from parsers.tables.passage import Passage, evidence, joined, of_blocks, of_span
from parsers.tables.table_periods import Stated
from parsers.tasks.body_notes import BodyNote, find_notes
from parsers.tasks.record import Told, make_task

_KINDS = frozenset({"paragraph", "heading", "box_item"})
_ENDS = "。；;，,、：: \u3000"
_MOST_LINES = 8  # paragraphs between a heading and the line that names its bodies


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A paragraph with its notes; `is_note` where it says nothing else."""

    block: int
    text: Passage
    notes: tuple[BodyNote, ...]
    heading: int | None

    @property
    def is_note(self) -> bool:
        """Whether the notes fill the paragraph."""
        return bool(self.notes) and not without_notes(self.text, self.notes).text.strip(_ENDS)


def text_tasks(structure: Structure, plan: Stated | None) -> tuple[Task, ...]:
    """The tasks of the paragraphs, in order; `plan` is the plan's period."""
    lines = tuple(_lines(structure))
    if not any(line.notes for line in lines):
        return ()
    lines = tuple(_led(lines))
    found: list[Task] = []
    for index, line in enumerate(lines):
        if line.is_note:
            if index == 0 or not lines[index - 1].is_note:
                found += _above(structure, lines, index, plan)
        elif line.notes:
            found += _inside(structure, line, plan)
    return tuple(found)


def _led(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines with the first body of each note as its leader, from where the text says so on."""
    leads = False
    for line in lines:
        leads = leads or any(note.first_leads for note in line.notes)
        yield replace(line, notes=tuple(note.led() for note in line.notes)) if leads else line


def _lines(structure: Structure) -> Iterator[_Line]:
    blocks = structure.document.blocks
    for block, use in zip(blocks, structure.uses, strict=True):
        if use.use == "used" and use.kind in _KINDS and block.cell is None and block.text.strip():
            text = of_blocks(blocks, (block.ordinal,))
            yield _Line(block.ordinal, text, find_notes(text), use.heading)


def without_notes(text: Passage, notes: Sequence[BodyNote]) -> Passage:
    """The text with the notes taken out, last first so that places hold."""
    for note in sorted(notes, key=lambda note: -note.start):
        text = text.without(note.start, note.end)
    return text


def _inside(structure: Structure, line: _Line, plan: Stated | None) -> Iterator[Task]:
    """A task for each stretch of sentences that ends in notes; notes within one sentence belong together."""
    start = 0
    for group in _groups(line):
        last = group[-1].end
        own = [note for note in group if note.start >= start]
        said = _stretch(line.text, start, own)
        start = last
        if said.text.strip(_ENDS):
            yield from _task(structure, line, said, _joined(own), plan)


def _stretch(text: Passage, start: int, notes: Sequence[BodyNote]) -> Passage:
    parts: list[Passage] = []
    for note in notes:
        parts.append(text.part(start, note.start))
        start = note.end
    said = [part for part in parts if part.text.strip()]
    whole = joined(tuple(said)) if said else text.part(0, 0)
    return whole.part(len(whole.text) - len(whole.text.lstrip(_ENDS)))


def _groups(line: _Line) -> Iterator[tuple[BodyNote, ...]]:
    """Notes that belong to one task: between them no sentence ends."""
    group: list[BodyNote] = []
    for note in line.notes:
        if group and _ends_before(line.text.text, group[-1], note):
            yield tuple(group)
            group = []
        group.append(note)
    if group:
        yield tuple(group)


def _ends_before(text: str, note: BodyNote, following: BodyNote) -> bool:
    between = text[note.end : following.start].strip()
    if not between.strip(_ENDS):
        return False
    return text[: note.start].rstrip().endswith("。") or between.startswith("。")


def _above(structure: Structure, lines: Sequence[_Line], index: int, plan: Stated | None) -> Iterator[Task]:
    """The task that lines of notes stand below: the heading with its text, else the paragraph right above."""
    notes = _following_notes(lines, index)
    above = _paragraphs_above(structure, lines, index)
    heading = lines[index].heading
    titled = heading is not None and not _shared(lines, index) and len(above) <= _MOST_LINES
    if titled and heading is not None and _reaches_heading(structure, lines, index, above):
        yield _headed(structure, heading, above, _joined(notes), plan)
    elif above:
        yield from _task(structure, above[-1], above[-1].text, _joined(notes), plan)


def _following_notes(lines: Sequence[_Line], index: int) -> list[BodyNote]:
    found: list[BodyNote] = []
    for line in lines[index:]:
        if not line.is_note:
            break
        found += line.notes
    return found


def _paragraphs_above(structure: Structure, lines: Sequence[_Line], index: int) -> list[_Line]:
    """The paragraphs since the heading or the notes before, in order."""
    found: list[_Line] = []
    for line in reversed(lines[:index]):
        if line.notes or line.heading != lines[index].heading or _is_heading(structure, line):
            break
        found.insert(0, line)
    return found


def _is_heading(structure: Structure, line: _Line) -> bool:
    return line.heading is not None and structure.headings[line.heading].block == line.block


def _reaches_heading(
    structure: Structure, lines: Sequence[_Line], index: int, above: Sequence[_Line]
) -> bool:
    before = index - len(above) - 1
    return before >= 0 and _is_heading(structure, lines[before]) and not lines[before].notes


def _shared(lines: Sequence[_Line], index: int) -> bool:
    """Whether several groups of notes stand under the heading: then each has a paragraph of its own."""
    same = [line.is_note for line in lines if line.heading == lines[index].heading]
    return sum(now and not before for before, now in zip([False, *same], same, strict=False)) > 1


def _joined(notes: Sequence[BodyNote]) -> BodyNote:
    """Several notes as one, each body once a role."""
    bodies: dict[tuple[str, str], NamedBody] = {}
    for note in notes:
        for body in note.bodies:
            bodies.setdefault((body.role, body.name.text), body)
    deadline = next((note.deadline for note in notes if note.deadline), None)
    status = next((note.status for note in notes if note.status), None)
    return BodyNote(notes[0].start, notes[-1].end, tuple(bodies.values()), deadline, status)


def _headed(
    structure: Structure, heading: int, lines: Sequence[_Line], note: BodyNote, plan: Stated | None
) -> Task:
    """A heading as a task, the paragraphs below it as its content."""
    found = structure.headings[heading]
    title = _title(structure, heading)
    serial = tuple(piece for piece in found.evidence if piece.field == "label")
    content = joined(tuple(line.text for line in lines)) if lines else None
    return make_task(
        "text",
        Told(title, found.label.strip("、.．（）() "), _renamed(serial, "serial_no"), content),
        note.bodies,
        note.deadline,
        note.status,
        plan,
        heading=heading,
        group=_group(structure, found.parent),
    )


def _title(structure: Structure, heading: int) -> Passage:
    found = structure.headings[heading]
    pieces = [piece for piece in found.evidence if piece.field == "title" and piece.role == "value"]
    piece = pieces[0] if pieces else Evidence("title", found.block, found.start, found.end)
    return of_span(structure.document.blocks, piece).part(0)


def _renamed(pieces: Sequence[Evidence], field: str) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(field, piece.block, piece.start, piece.end, piece.role, "normalised") for piece in pieces
    )


def _group(structure: Structure, heading: int | None) -> Passage | None:
    return None if heading is None else _title(structure, heading)


def _task(
    structure: Structure, line: _Line, said: Passage, note: BodyNote, plan: Stated | None
) -> Iterator[Task]:
    """A passage as a task: its first sentence names it, the rest is its content. A number alone (第二章
    责任单位：…) is none."""
    label = read_label(said.text)
    bare = said.part(label.end) if label else said
    serial = said.part(0, len(label.text)) if label else None
    name, content = _first_sentence(bare.part(len(bare.text) - len(bare.text.lstrip(_ENDS))))
    if not name:
        return
    own = line.heading is not None and _is_heading(structure, line)
    above = structure.headings[line.heading].parent if own and line.heading is not None else line.heading
    number = _number(serial)
    yield make_task(
        "text",
        Told(name, number.text if number else "", evidence_of(number), content),
        note.bodies,
        note.deadline,
        note.status,
        plan,
        heading=line.heading,
        group=_group(structure, above),
    )


def _number(serial: Passage | None) -> Passage | None:
    return serial.part(0, len(serial.text.rstrip("、.．，, "))) if serial else None


def evidence_of(number: Passage | None) -> tuple[Evidence, ...]:
    """The evidence of a number printed before a passage."""
    return evidence("serial_no", number.text, number) if number else ()


def _first_sentence(text: Passage) -> tuple[Passage, Passage | None]:
    at = text.text.find("。")
    if at < 0 or not text.text[at + 1 :].strip(_ENDS):
        return text.part(0, len(text.text.rstrip(_ENDS))), None
    return text.part(0, at), text.part(at + 1) or None
