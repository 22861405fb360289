"""Mutations by a seed: bytes of the zip, members of the package, elements, attributes and text of its XML."""

import copy
import io
import random
import zipfile
from collections.abc import Callable
from typing import Final

from lxml import etree

Element = etree._Element
Members = dict[str, bytes]
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TAGS: Final = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "moveTo",
    "moveFrom",
    "smartTag",
    "customXml",
    "hyperlink",
    "fldSimple",
    "fldChar",
    "instrText",
    "tab",
    "br",
    "sym",
    "drawing",
    "pict",
    "txbxContent",
    "altChunk",
    "sectPr",
    "pPr",
    "rPr",
    "tblPr",
    "tcPr",
    "body",
    "footnote",
)
_NUMBERS: Final = [
    "0",
    "-1",
    "1",
    "2",
    "9",
    "64",
    "1000000",
    "99999999999999999999",
    "1e9",
    "0x10",
    "1.5",
    "²",
    "①",
    "٣",
]
_WORDS: Final = (
    "true none continue restart begin separate end decimal rId1 rId99 ../../x file:///etc/passwd 汉 %s%n"
)
_VALUES: Final = ("", *_NUMBERS, *_WORDS.split(), "9" * 5000, "x" * 3000, "\u202e", "' OR 1=1 --")
_RUNS: Final = [
    "1.",
    "1,000,",
    "2021—",
    "百分之",
    "约",
    "（",
    "“",
    "九",
    "9",
    "〔10〕",
    "市发展改革委",
    "á",
    "1/",
    "万",
    "、",
    "——",
    "第一章",
]
_TEXTS: Final = (
    *(run * (6000 // len(run)) for run in _RUNS),
    " " * 5000,
    "\u200b\ufeff\u2060",
    "\U0001f600" * 50,
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "2025年13月45日，增长-0%，达到1e309亿元、1/0、十百千万亿元。",
)
_TREES: Final = (".xml", ".rels")


def mutated(data: bytes, seed: int) -> bytes:
    """The file with one to four mutations; the same for the same seed."""
    draw = random.Random(seed)
    if draw.random() < 0.15:
        return _bytes_of_file(data, draw)
    members = _members(data)
    for _ in range(draw.randint(1, 4)):
        _MUTATIONS[draw.randrange(len(_MUTATIONS))](members, draw)
    return _packed(members)


def _members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: Members) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _bytes_of_file(data: bytes, draw: random.Random) -> bytes:
    content = bytearray(data)
    _scribble(content, draw)
    return bytes(content)


def _scribble(content: bytearray, draw: random.Random) -> None:
    for _ in range(draw.choice((1, 1, 3, 20))):
        at = draw.randrange(len(content) + 1)
        kind = draw.randrange(4)
        if kind == 0 and at < len(content):
            content[at] = draw.randrange(256)
        elif kind == 1:
            content[at:at] = draw.randbytes(draw.randrange(1, 40))
        elif kind == 2:
            del content[at : at + draw.randrange(1, 200)]
        else:
            content[at:at] = content[: draw.randrange(1, 300)]


def _bytes_of_member(members: Members, draw: random.Random) -> None:
    if name := _any(members, draw):
        content = bytearray(members[name])
        _scribble(content, draw)
        members[name] = bytes(content)


def _without_member(members: Members, draw: random.Random) -> None:
    if name := _any(members, draw):
        del members[name]


def _renamed_member(members: Members, draw: random.Random) -> None:
    if name := _any(members, draw):
        names = (name.upper(), f"/{name}", name.replace("/", "\\"), "word/x.xml")
        members[draw.choice(names)] = members.pop(name)


def _swapped_members(members: Members, draw: random.Random) -> None:
    one, other = _any(members, draw), _any(members, draw)
    if one and other:
        members[one], members[other] = members[other], members[one]


def _any(members: Members, draw: random.Random) -> str:
    return draw.choice(sorted(members)) if members else ""


def _of_tree(change: Callable[[Element, random.Random], None]) -> Callable[[Members, random.Random], None]:
    """The mutation of an element of a part; the document itself comes up most often."""

    def mutation(members: Members, draw: random.Random) -> None:
        names = sorted(name for name in members if name.endswith(_TREES))
        if "word/document.xml" in members and draw.random() < 0.8:
            names = ["word/document.xml"]
        if not names:
            return
        name = draw.choice(names)
        try:
            root = etree.fromstring(members[name])
        except etree.XMLSyntaxError:
            return
        below = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if below:
            change(draw.choice(below), draw)
            members[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    return mutation


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None, "the root is never drawn"
    return parent


def _deleted(element: Element, _draw: random.Random) -> None:
    _parent(element).remove(element)


def _repeated(element: Element, draw: random.Random) -> None:
    for _ in range(draw.choice((1, 1, 2, 60))):
        element.addnext(copy.deepcopy(element))


def _wrapped(element: Element, draw: random.Random) -> None:
    """Inside so many elements of one kind: in itself, or in another."""
    tag = draw.choice((element.tag, *(f"{{{_W}}}{name}" for name in _TAGS)))
    parent, place = _parent(element), _parent(element).index(element)
    inner = outer = etree.Element(tag)
    for _ in range(draw.choice((0, 0, 1, 5, 300))):
        inner = etree.SubElement(inner, tag)
    parent.insert(place, outer)
    inner.append(element)


def _moved(element: Element, draw: random.Random) -> None:
    root = element.getroottree().getroot()
    below = set(element.iter())
    places = [other for other in root.iter() if isinstance(other.tag, str) and other not in below]
    target = draw.choice(places)
    target.insert(draw.randrange(len(target) + 1), element)


def _another_tag(element: Element, draw: random.Random) -> None:
    element.tag = f"{{{_W}}}{draw.choice(_TAGS)}"


def _another_value(element: Element, draw: random.Random) -> None:
    names = sorted(map(str, element.attrib)) or [f"{{{_W}}}val"]
    element.set(draw.choice(names), _xml(draw.choice(_VALUES)))


def _another_text(element: Element, draw: random.Random) -> None:
    texts = list(element.getroottree().getroot().iter(f"{{{_W}}}t"))
    target = draw.choice(texts) if texts and draw.random() < 0.8 else element
    target.text = _xml(draw.choice(_TEXTS) + (target.text or "") * draw.randrange(2))


def _xml(text: str) -> str:
    return "".join(character for character in text if character >= " ")


_MUTATIONS: Final[tuple[Callable[[Members, random.Random], None], ...]] = (
    *map(_of_tree, (_deleted, _repeated, _wrapped, _moved, _another_tag, _another_value, _another_text)),
    *map(_of_tree, (_wrapped, _another_value, _another_value, _another_text, _moved)),
    _bytes_of_member,
    _without_member,
    _renamed_member,
    _swapped_members,
)
