"""Revisions of a .docx with known truth: a seeded generator that edits `w:p` and `w:tr` as an editor of the
plan would.

Each row of a table carries an identity (w:rsidTr), kept by whatever happens to the row, so that a wrong link
can be told.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from models.facts import Facts, Heading
from parsers.interpret import interpret
from parsers.notation.labels import counting_value, read_label
from parsers.read import read
from parsers.structure import structure

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
MAIN = "word/document.xml"
IDENTITY = f"{{{W}}}rsidTr"
_NUMERALS = [
    "",
    *"一二三四五六七八九十",
    *(f"十{sign}" for sign in "一二三四五六七八九"),
    "二十",
    *(f"二十{sign}" for sign in "一二三四五六七八九"),
]
_SUBJECTS = (
    "沿河步道",
    "口袋公园",
    "社区食堂",
    "公共自行车",
    "屋顶绿化",
    "海绵设施",
    "流动书屋",
    "便民码头",
    "非遗工坊",
    "夜间照明",
)
_PLACES = ("北岸片区", "老城街区", "临港新村", "东门广场", "南溪沿线", "火车站周边", "学院路", "体育场一带")
_VERBS = ("推进", "完善", "分步改造", "试点建设", "统一管护", "逐段提升")
_WORDS = ("稳妥有序", "因地制宜", "久久为功", "协同联动", "提质增效", "精打细算")


@dataclass(frozen=True, slots=True)
class Expected:
    """A row of v_changes that must be there; None matches anything, texts are compared without white
    space."""

    kind: str
    change: str
    old: str | None = None
    new: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done (its kind), and the changes it must show as."""

    kind: str
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A base document (with twin rows put in where asked for), its revision, and the truth."""

    old: bytes
    new: bytes
    edits: tuple[Edit, ...]


@dataclass(slots=True)
class _Desk:
    """A document under edit: elements by path, those that may not be touched again."""

    tree: etree._ElementTree
    facts: Facts
    random: random.Random
    busy: set[etree._Element] = field(default_factory=set)
    renumbered: list[tuple[etree._Element, str, str]] = field(default_factory=list)

    elements: dict[int, etree._Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Paths hold before the first edit only."""
        names = self.tree.getroot().nsmap
        for found in self.facts.structure.document.blocks:
            if found.part == MAIN:
                elements = self.tree.xpath(found.xml_path, namespaces=names)
                assert isinstance(elements, list)
                assert isinstance(elements[0], etree._Element)
                self.elements[found.ordinal] = elements[0]

    def element(self, block: int) -> etree._Element | None:
        return self.elements.get(block)


def reread(data: bytes) -> Facts:
    return interpret(structure(read(data, "revision.docx")))


def document_of(data: bytes) -> etree._ElementTree:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.ElementTree(etree.fromstring(package.read(MAIN)))


def with_document(data: bytes, tree: etree._ElementTree) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for entry in package.infolist():
            content = (
                etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                if entry.filename == MAIN
                else package.read(entry)
            )
            written.writestr(entry, content)
    return out.getvalue()


def text_of(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{{{W}}}t"))


def set_text(paragraph: etree._Element, text: str) -> None:
    """The text in the first run; the paragraph keeps its look."""
    nodes = list(paragraph.iter(f"{{{W}}}t"))
    if not nodes:
        run = etree.SubElement(paragraph, f"{{{W}}}r")
        nodes = [etree.SubElement(run, f"{{{W}}}t")]
    for node in nodes:
        node.text = ""
    nodes[0].text = text
    nodes[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def identify(tree: etree._ElementTree) -> None:
    for number, row in enumerate(tree.getroot().iter(f"{{{W}}}tr"), 1):
        row.set(IDENTITY, f"{number:08X}")


def identities(data: bytes, facts: Facts) -> dict[tuple[str, int], str]:
    """Identity of the row of each indicator and project, by kind and position."""
    tree = document_of(data)
    names = tree.getroot().nsmap
    found = {}
    for kind, records in (("indicator", facts.indicators), ("project", facts.projects)):
        for position, record in enumerate(records):
            path = facts.structure.document.blocks[record.evidence[0].block].xml_path
            name = next(piece for piece in record.evidence if piece.field == "name")
            path = facts.structure.document.blocks[name.block].xml_path
            element = tree.xpath(path, namespaces=names)[0]  # type: ignore[index]
            row = next(element.iterancestors(f"{{{W}}}tr"))
            found[kind, position] = str(row.get(IDENTITY))
    return found


def revise(data: bytes, seed: int, edits: int = 8, kinds: tuple[str, ...] = ()) -> Revision:
    """A revision of `data` with about so many edits, of these kinds (all by default)."""
    rng = random.Random(seed)
    base = document_of(data)
    identify(base)
    wanted = [rng.choice(kinds or tuple(KINDS)) for _ in range(edits)]
    plain = with_document(data, base)
    facts = reread(plain)
    if "twins" in wanted:
        _put_twins(_Desk(base, facts, rng))
        plain = with_document(data, base)
        facts = reread(plain)
    desk = _Desk(deepcopy(base), facts, rng)
    done = [Edit(kind, tuple(expected)) for kind in wanted if (expected := KINDS[kind](desk)) is not None]
    return Revision(plain, with_document(data, desk.tree), tuple(done))


# paragraphs


def _paragraphs(desk: _Desk, least: int = 24, pattern: str = "") -> list[tuple[etree._Element, str]]:
    """Body paragraphs nobody touched, whose text is their own."""
    blocks, uses = desk.facts.structure.document.blocks, desk.facts.structure.uses
    texts = [block.text for block in blocks]
    heads = {heading.block for heading in desk.facts.structure.headings}
    found = []
    for block, use in zip(blocks, uses, strict=True):
        if (
            use.kind != "paragraph"
            or block.cell
            or block.frame is not None
            or len(block.text) < least
            or block.ordinal in heads
        ):
            continue
        if re.search(pattern, block.text) and texts.count(block.text) == 1:
            element = desk.element(block.ordinal)
            if (
                element is not None
                and element not in desk.busy
                and text_of(element) == block.text
                and not _is_odd(element)
            ):
                found.append((element, block.text))
    return found


def _is_odd(element: etree._Element) -> bool:
    return bool(
        element.xpath(
            ".//w:del|.//w:ins|.//w:sdt|.//w:footnoteReference|.//w:drawing|.//w:pict|.//w:br|.//w:tab|.//w:sectPr",
            namespaces=NS,
        )
    )


def _pick(desk: _Desk, least: int = 24, pattern: str = "") -> tuple[etree._Element, str] | None:
    found = _paragraphs(desk, least, pattern)
    if not found:
        return None
    element, text = desk.random.choice(found)
    desk.busy.add(element)
    return element, text


def _sentence(desk: _Desk) -> str:
    rng = desk.random
    parts = [
        f"{rng.choice(_VERBS)}{rng.choice(_PLACES)}{rng.choice(_SUBJECTS)}，{rng.choice(_WORDS)}落实管护责任"
        for _ in range(rng.randint(2, 4))
    ]
    return "；".join(parts) + f"，到2024年覆盖{rng.randint(11, 99)}处。"


def _reworded(
    desk: _Desk, make: Callable[[str], str | None], pattern: str = "", least: int = 24
) -> list[Expected] | None:
    picked = _pick(desk, least, pattern)
    if picked is None:
        return None
    element, text = picked
    changed = make(text)
    if changed is None or changed == text:
        return None
    set_text(element, changed)
    return [Expected("block", "changed", text, changed, "text")]


def _number(desk: _Desk) -> list[Expected] | None:
    pattern = r"(?<=[\u4e00-\u9fff])[1-9][0-9]*(?:\.[0-9]+)?(?=[\u4e00-\u9fff%])"

    def make(text: str) -> str:
        match = desk.random.choice(list(re.finditer(pattern, text)))
        return text[: match.start()] + str(desk.random.randint(10, 9999)) + text[match.end() :]

    return _reworded(desk, make, pattern)


def _word(desk: _Desk) -> list[Expected] | None:
    def make(text: str) -> str | None:
        places = [match.start() for match in re.finditer(r"[\u4e00-\u9fff]{4}", text) if match.start() > 6]
        if not places:
            return None
        at = desk.random.choice(places)
        return text[:at] + desk.random.choice(_WORDS) + text[at + desk.random.randint(2, 4) :]

    return _reworded(desk, make, least=30)


def _unit(desk: _Desk) -> list[Expected] | None:
    pattern = r"([0-9]+(?:\.[0-9]+)?)亿元"

    def make(text: str) -> str:
        return re.sub(pattern, lambda match: f"{float(match[1]) * 10000:.0f}万元", text, count=1)

    return _reworded(desk, make, pattern)


def _full_width(desk: _Desk) -> list[Expected] | None:
    def make(text: str) -> str:
        match = desk.random.choice(list(re.finditer("[0-9]+", text)))
        return (
            text[: match.start()]
            + match[0].translate({ord("0") + n: ord("０") + n for n in range(10)})
            + text[match.end() :]
        )

    return _reworded(desk, make, r"[0-9]{2,}")


def _insert(desk: _Desk) -> list[Expected] | None:
    picked = _pick(desk)
    if picked is None:
        return None
    element, _ = picked
    fresh = deepcopy(element)
    text = _sentence(desk)
    set_text(fresh, text)
    element.addnext(fresh)
    return [Expected("block", "added", None, text)]


def _delete(desk: _Desk) -> list[Expected] | None:
    picked = _pick(desk)
    if picked is None:
        return None
    _drop(picked[0])
    return [Expected("block", "removed", picked[1])]


def _move(desk: _Desk) -> list[Expected] | None:
    found = _paragraphs(desk)
    if len(found) < 12:
        return None
    at = desk.random.randrange(len(found) - 8)
    (element, text), (target, _) = found[at], found[at + desk.random.randint(5, 7)]
    between = sum(len(words) for _, words in found[at + 1 : at + 5])
    if between < 2 * len(text):
        return None
    desk.busy |= {element, target}
    _drop(element)
    target.addnext(element)
    return [Expected("block", "moved", text, text)]


def _split(desk: _Desk) -> list[Expected] | None:
    picked = _pick(desk, 60, r"^.{20,}。.{20,}$")
    if picked is None:
        return None
    element, text = picked
    cuts = [match.end() for match in re.finditer("。", text) if 20 <= match.end() <= len(text) - 20]
    if not cuts:
        return None
    cut = desk.random.choice(cuts)
    second = deepcopy(element)
    set_text(second, text[cut:])
    set_text(element, text[:cut])
    element.addnext(second)
    return [Expected("block", "changed", text, part, "text") for part in (text[:cut], text[cut:])]


def _merge(desk: _Desk) -> list[Expected] | None:
    found = dict(_paragraphs(desk))
    pairs = [(element, element.getnext()) for element in found if element.getnext() in found]
    if not pairs:
        return None
    first, second = desk.random.choice(pairs)
    assert second is not None
    texts = found[first], found[second]
    if read_label(texts[1]):
        return None
    desk.busy |= {first, second}
    set_text(first, "".join(texts))
    _drop(second)
    return [Expected("block", "changed", text, "".join(texts), "text") for text in texts]


# headings


def _headings(desk: _Desk) -> Iterator[tuple[Heading, etree._Element]]:
    texts = [heading.title for heading in desk.facts.structure.headings]
    for heading in desk.facts.structure.headings:
        block = desk.facts.structure.document.blocks[heading.block]
        element = desk.element(heading.block)
        whole = block.text[heading.end :].strip() == "" and texts.count(heading.title) == 1
        if (
            element is not None
            and element not in desk.busy
            and whole
            and text_of(element) == block.text
            and not _is_odd(element)
        ):
            yield heading, element


def _heading_renamed(desk: _Desk) -> list[Expected] | None:
    found = [
        (heading, element)
        for heading, element in _headings(desk)
        if len(heading.title) >= 6 and heading.title in text_of(element)
    ]
    if not found:
        return None
    heading, element = desk.random.choice(found)
    desk.busy.add(element)
    new = heading.title[:-2] + desk.random.choice(("新局面", "见实效", "再提升"))
    set_text(element, text_of(element).replace(heading.title, new))
    return [Expected("heading", "changed", heading.title, new, "title")]


def _relabelled(text: str, step: int) -> str | None:
    match = re.match(r"(\s*[（(]?)([一二三四五六七八九十]+)([）)、])", text)
    value = counting_value(match[2]) if match else None
    return (
        None
        if match is None or value is None
        else f"{match[1]}{_NUMERALS[value + step]}{match[3]}{text[match.end() :]}"
    )


def _heading_inserted(desk: _Desk) -> list[Expected] | None:
    """Before another heading, which with its later siblings is numbered one up."""
    headings = desk.facts.structure.headings
    free = {id(heading): element for heading, element in _headings(desk)}
    chosen = [
        heading
        for heading in headings
        if id(heading) in free and heading.level > 1 and _relabelled(text_of(free[id(heading)]), 1)
    ]
    if not chosen:
        return None
    heading = desk.random.choice(chosen)
    at = headings.index(heading)
    later = [
        other for other in headings[at:] if other.parent == heading.parent and other.level == heading.level
    ]
    if any(id(other) not in free or _relabelled(text_of(free[id(other)]), 1) is None for other in later):
        return None
    element = free[id(heading)]
    fresh = deepcopy(element)
    title = f"{desk.random.choice(_VERBS)}{desk.random.choice(_PLACES)}{desk.random.choice(_SUBJECTS)}"
    body_of = next((paragraph for paragraph, _ in _paragraphs(desk)), None)
    if body_of is None:
        return None
    body, text = deepcopy(body_of), _sentence(desk)
    set_text(body, text)
    label = re.match(r"\s*[（(]?[一二三四五六七八九十]+[）)、]", text_of(element))
    assert label
    set_text(fresh, f"{label[0]}{title}")
    element.addprevious(fresh)
    fresh.addnext(body)
    expected = [Expected("heading", "added", None, title), Expected("block", "added", None, text)]
    for other in later:
        changed = _relabelled(text_of(free[id(other)]), 1)
        assert changed is not None
        set_text(free[id(other)], changed)
        desk.busy.add(free[id(other)])
        expected.append(Expected("heading", "renumbered", None, None, "label"))
    return expected


# rows of tables


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    position: int
    row: etree._Element
    table: int

    def cell(self, desk: _Desk, name: str) -> etree._Element | None:
        """The paragraph that the field rests on, when it stands in this row alone."""
        records = desk.facts.indicators if self.kind == "indicator" else desk.facts.projects
        piece = next(
            (p for p in records[self.position].evidence if p.field == name and p.role == "value"), None
        )
        element = None if piece is None else desk.element(piece.block)
        return element if element is not None and self.row in element.iterancestors() else None


def _rows_of(desk: _Desk, kind: str) -> list[_Row]:
    records = desk.facts.indicators if kind == "indicator" else desk.facts.projects
    found = []
    for position, record in enumerate(records):
        name = next(piece for piece in record.evidence if piece.field == "name")
        element = desk.element(name.block)
        row = None if element is None else next(element.iterancestors(f"{{{W}}}tr"), None)
        if (
            row is not None
            and row not in desk.busy
            and row.getparent() is not None
            and not row.xpath(".//w:vMerge", namespaces=NS)
        ):
            found.append(_Row(kind, position, row, record.table))
    return found


def _indicators(desk: _Desk) -> list[_Row]:
    return _rows_of(desk, "indicator")


def _projects(desk: _Desk) -> list[_Row]:
    names = [project.name for project in desk.facts.projects]
    return [
        r
        for r in _rows_of(desk, "project")
        if desk.facts.projects[r.position].row_kind == "project" and names.count(names[r.position]) == 1
    ]


def _is_whole(element: etree._Element | None, text: str | None) -> bool:
    return element is not None and text is not None and text_of(element).strip() == text.strip()


def _one(desk: _Desk, rows: list[_Row]) -> _Row | None:
    return desk.random.choice(rows) if rows else None


def _project_removed(desk: _Desk) -> list[Expected] | None:
    row = _one(desk, _projects(desk))
    if row is None:
        return None
    desk.busy.add(row.row)
    _drop(row.row)
    return [Expected("project", "removed", desk.facts.projects[row.position].name)]


def _project_added(desk: _Desk) -> list[Expected] | None:
    row = _one(desk, _projects(desk))
    if row is None:
        return None
    desk.busy.add(row.row)
    project = desk.facts.projects[row.position]
    name_cell = row.cell(desk, "name")
    if not _is_whole(name_cell, project.name):
        return None
    name = f"{desk.random.choice(_PLACES)}{desk.random.choice(_SUBJECTS)}提升工程"
    fresh = _copied(desk, row, {"name": name, "content": _sentence(desk)})
    row.row.addnext(fresh)
    return [Expected("project", "added", None, name)]


def _copied(desk: _Desk, row: _Row, cells: dict[str, str]) -> etree._Element:
    """A copy of the row with another identity and other texts in these cells."""
    fresh = deepcopy(row.row)
    fresh.set(IDENTITY, f"{desk.random.randrange(2**24, 2**31):08X}")
    originals = list(row.row.iter(f"{{{W}}}p"))
    for name, text in cells.items():
        cell = row.cell(desk, name)
        if cell is not None:
            set_text(list(fresh.iter(f"{{{W}}}p"))[originals.index(cell)], text)
    return fresh


def _changed_cell(
    desk: _Desk, rows: list[_Row], name: str, make: Callable[[str], str], held: Callable[[_Row], str | None]
) -> tuple[_Row, str, str] | None:
    fitting = [row for row in rows if _is_whole(row.cell(desk, name), held(row))]
    row = _one(desk, fitting)
    if row is None:
        return None
    desk.busy.add(row.row)
    cell = row.cell(desk, name)
    assert cell is not None
    old = text_of(cell)
    set_text(cell, make(old))
    return row, old.strip(), make(old).strip()


def _amount(desk: _Desk) -> list[Expected] | None:
    number = f"{desk.random.randint(1, 90)}.{desk.random.randint(10, 99)}"
    done = _changed_cell(
        desk,
        _projects(desk),
        "total_investment_raw",
        lambda old: number,
        lambda row: desk.facts.projects[row.position].total_investment_raw,
    )
    return None if done is None else [Expected("project", "changed", None, None, "total_investment")]


def _builder(desk: _Desk) -> list[Expected] | None:
    name = f"{desk.random.choice('江河湖海山')}{desk.random.choice('源达盛通辉')}建设投资有限公司"
    rows = [
        row
        for row in _projects(desk)
        if [body.role for body in desk.facts.projects[row.position].bodies].count("builder") == 1
    ]
    done = _changed_cell(
        desk,
        rows,
        "builders",
        lambda old: name,
        lambda row: next(b.name for b in desk.facts.projects[row.position].bodies if b.role == "builder"),
    )
    return None if done is None else [Expected("project", "changed", done[1], name, "builders")]


def _regrouped(desk: _Desk) -> list[Expected] | None:
    """Below the last row of another group."""
    rows = _projects(desk)
    projects = desk.facts.projects
    row = _one(desk, rows)
    targets = [
        other
        for other in rows
        if row
        and other.table == row.table
        and projects[other.position].parent != projects[row.position].parent
    ]
    target = _one(desk, targets)
    if row is None or target is None:
        return None
    desk.busy |= {row.row, target.row}
    _drop(row.row)
    target.row.addnext(row.row)
    parent = projects[target.position].parent
    return [
        Expected("project", "moved", None, None if parent is None else projects[parent].name, "parent_id")
    ]


_TWINS = tuple(f"滨江路综合管廊建设工程（{sign}期）" for sign in "一二三")


def _put_twins(desk: _Desk) -> None:
    """Two rows that differ in one sign of the name and their amounts only."""
    rows = [
        row
        for row in _projects(desk)
        if _is_whole(row.cell(desk, "name"), desk.facts.projects[row.position].name)
    ]
    row = _one(desk, rows)
    if row is None:
        return
    for name, amount in zip(_TWINS[1::-1], ("3.40", "2.60"), strict=True):
        cells = {
            "name": name,
            "content": "建设综合管廊及附属设施，同步实施路面恢复。",
            "total_investment_raw": amount,
        }
        row.row.addnext(_copied(desk, row, cells))


def _twins(desk: _Desk) -> list[Expected] | None:
    names = [project.name for project in desk.facts.projects]
    if names.count(_TWINS[0]) != 1 or names.count(_TWINS[1]) != 1:
        return None
    rows = {desk.facts.projects[row.position].name: row for row in _projects(desk)}
    if _TWINS[0] not in rows or _TWINS[1] not in rows:
        return None
    gone, kept = desk.random.sample([rows[_TWINS[0]], rows[_TWINS[1]]], 2)
    desk.busy |= {gone.row, kept.row}
    expected = [Expected("project", "removed", desk.facts.projects[gone.position].name)]
    if desk.random.random() < 0.5:
        gone.row.addnext(_copied(desk, gone, {"name": _TWINS[2]}))
        expected.append(Expected("project", "added", None, _TWINS[2]))
    amount = kept.cell(desk, "total_investment_raw")
    if amount is not None and desk.random.random() < 0.5:
        set_text(amount, "9.99")
        expected.append(Expected("project", "changed", None, None, "total_investment"))
    _drop(gone.row)
    return expected


def _target(desk: _Desk) -> list[Expected] | None:
    number = str(desk.random.randint(11, 97))
    done = _changed_cell(
        desk,
        _indicators(desk),
        "target_raw",
        lambda old: re.sub(r"[0-9.]+", number, old, count=1),
        lambda row: desk.facts.indicators[row.position].target_raw,
    )
    return (
        None
        if done is None or done[1] == done[2]
        else [Expected("indicator", "changed", None, None, "target_value")]
    )


def _indicator_renamed(desk: _Desk) -> list[Expected] | None:
    def make(old: str) -> str:
        return old.replace(name, f"{name[:-2]}综合{name[-2:]}")

    rows = [
        row
        for row in _indicators(desk)
        if len(desk.facts.indicators[row.position].name) >= 5 and row.cell(desk, "name") is not None
    ]
    row = _one(desk, rows)
    if row is None:
        return None
    name = desk.facts.indicators[row.position].name
    cell = row.cell(desk, "name")
    if cell is None or name not in text_of(cell):
        return None
    desk.busy.add(row.row)
    set_text(cell, make(text_of(cell)))
    return [Expected("indicator", "changed", name, make(name), "name")]


def _indicator_removed(desk: _Desk) -> list[Expected] | None:
    row = _one(desk, _indicators(desk))
    if row is None:
        return None
    desk.busy.add(row.row)
    _drop(row.row)
    return [Expected("indicator", "removed", desk.facts.indicators[row.position].name)]


def _item(desk: _Desk) -> list[Expected] | None:
    items = [item for box in desk.facts.structure.boxes for item in box.items]
    found = []
    for item in items:
        element = desk.element(item.block)
        if (
            element is not None
            and element not in desk.busy
            and text_of(element) == item.text
            and len(item.text) > 30
            and not _is_odd(element)
        ):
            found.append((item, element))
    if not found:
        return None
    item, element = desk.random.choice(found)
    desk.busy.add(element)
    new = item.text[:-6] + desk.random.choice(_WORDS) + item.text[-3:]
    set_text(element, new)
    return [Expected("box_item", "changed", item.text, new, "text")]


KINDS: dict[str, Callable[[_Desk], list[Expected] | None]] = {
    "number": _number,
    "word": _word,
    "unit": _unit,
    "full_width": _full_width,
    "insert": _insert,
    "delete": _delete,
    "move": _move,
    "split": _split,
    "merge": _merge,
    "heading_inserted": _heading_inserted,
    "heading_renamed": _heading_renamed,
    "project_removed": _project_removed,
    "project_added": _project_added,
    "amount": _amount,
    "builder": _builder,
    "regrouped": _regrouped,
    "twins": _twins,
    "target": _target,
    "indicator_renamed": _indicator_renamed,
    "indicator_removed": _indicator_removed,
    "item": _item,
}
