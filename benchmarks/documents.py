"""Documents of any length for the benchmarks: the body of one plan, over and over."""

import io
import zipfile
from pathlib import Path

from lxml import etree

SAMPLE = Path(__file__).resolve().parents[1] / "raw" / "yunling_digital_plan_final.docx"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def repeated(data: bytes, times: int) -> bytes:
    """The document with its body's content `times` times over (the last section's settings once)."""
    source = zipfile.ZipFile(io.BytesIO(data))
    tree = etree.fromstring(source.read("word/document.xml"))
    body = tree.find(f"{_WORD}body")
    if body is None:
        raise ValueError("no w:body")
    content = [child for child in body if child.tag != f"{_WORD}sectPr"]
    end = len(content)
    for _ in range(times - 1):
        for child in content:
            body.insert(end, etree.fromstring(etree.tostring(child)))
            end += 1
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, etree.tostring(tree, encoding="UTF-8", xml_declaration=True) if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def floor(data: bytes) -> int:
    """What cannot be avoided: unzip every member, parse the document with lxml, look at every w:t. Gives the number of characters."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = {name: archive.read(name) for name in archive.namelist()}
    return sum(len(text.text or "") for text in etree.fromstring(members["word/document.xml"]).iter(f"{_WORD}t"))
