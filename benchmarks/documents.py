"""Documents of any length for the benchmarks: the body of one plan, over and over; and the table that is
printed about them."""

import argparse
import io
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lxml import etree

SAMPLE = Path(__file__).resolve().parents[1] / "raw" / "yunling_digital_plan_final.docx"
_VARIED = 12  # characters; shorter texts are headers, numbers and bodies, which repeat in long plans too
_SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def repeated(data: bytes, times: int, *, varied: bool = False) -> bytes:
    """The document with its body's content `times` times over (the last section's settings once).

    `varied` gives every longer paragraph of each repeat a sign of its own, as no paragraph of a long plan is
    like another.
    """
    return _with_body(data, partial(_repeat, times=times, varied=varied))


def another(data: bytes, number: int = 0) -> bytes:
    """The document with each longer paragraph made another, as in no repeat nor under another number: for a
    process that is to have read the like of it, but none of its text."""
    return _with_body(data, partial(_vary, repeat=len(_SIGNS) ** 2 - 1 - number))


def others(folder: Path, data: bytes, count: int) -> list[Path]:
    """So many such documents in a folder, each another."""
    documents = [folder / f"other{number}.docx" for number in range(count)]
    for number, document in enumerate(documents):
        document.write_bytes(another(data, number))
    return documents


def _with_body(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(data))
    tree = etree.fromstring(source.read("word/document.xml"))
    body = tree.find(f"{_WORD}body")
    if body is None:
        raise ValueError("no w:body")
    change(body)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(
                name,
                etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
                if name == "word/document.xml"
                else source.read(name),
            )
    return out.getvalue()


def _repeat(body: etree._Element, times: int, *, varied: bool) -> None:
    content = [child for child in body if child.tag != f"{_WORD}sectPr"]
    end = len(content)
    for repeat in range(times - 1):
        for child in content:
            again = etree.fromstring(etree.tostring(child))
            if varied:
                _vary(again, repeat)
            body.insert(end, again)
            end += 1


def _vary(element: etree._Element, repeat: int) -> None:
    """Puts signs that number the repeat at the end of its longer paragraphs, before a full stop."""
    sign = _SIGNS[repeat // len(_SIGNS) % len(_SIGNS)] + _SIGNS[repeat % len(_SIGNS)]
    for paragraph in element.iter(f"{_WORD}p"):
        texts = [text for text in paragraph.iter(f"{_WORD}t") if text.text]
        if sum(len(text.text or "") for text in texts) > _VARIED:
            last = texts[-1].text or ""
            end = len(last.rstrip("。；，"))
            texts[-1].text = f"{last[:end]}{sign}{last[end:]}"


def floor(data: bytes) -> int:
    """What cannot be avoided: unzip every member, parse the document with lxml, look at every w:t. Gives the
    number of characters."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = {name: archive.read(name) for name in archive.namelist()}
    return sum(
        len(text.text or "") for text in etree.fromstring(members["word/document.xml"]).iter(f"{_WORD}t")
    )


def print_table(usage: str | None, header: str, line: Callable[[Path, int], str]) -> None:
    """The command line of a benchmark: `line` measures a document at each of the lengths asked for."""
    parser = argparse.ArgumentParser(description=usage)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--times", nargs="+", type=int, default=[1, 10])
    arguments = parser.parse_args()
    print(f"{arguments.file.name}, Python {sys.version.split()[0]}")
    print(header)
    for times in arguments.times:
        print(line(arguments.file, times), flush=True)
