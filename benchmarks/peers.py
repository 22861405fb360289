"""What others take to read the same document, as multiples of the same floor; none of them finds indicators,
projects or figures, or tells where a word stands.

They are no part of plantrace: install them in an environment of their own and name its Python.

Usage: python -m benchmarks.peers [FILE.docx] --python /tmp/peers/bin/python [--times 1]

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install lxml python-docx mammoth docx2python "markitdown[docx]" docx2txt
"""

import argparse
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.documents import SAMPLE

_PACKAGES = {
    "docx2txt": "import docx2txt\nread = docx2txt.process",
    "python-docx": """import docx
def read(path):
    document = docx.Document(path)
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return texts""",
    "docx2python": """from docx2python import docx2python
def read(path):
    with docx2python(path) as found:
        return found.body""",
    "mammoth": """import mammoth
def read(path):
    with open(path, "rb") as file:
        return mammoth.convert_to_html(file).value""",
    "markitdown": """from markitdown import MarkItDown
converter = MarkItDown()
def read(path):
    return converter.convert(path).text_content""",
}
_TIMED = """
import sys, time, zipfile, io
from importlib.metadata import version
from lxml import etree
def floor(path):
    archive = zipfile.ZipFile(path)
    members = {name: archive.read(name) for name in archive.namelist()}
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return sum(len(text.text or "") for text in etree.fromstring(members["word/document.xml"]).iter(tag))
def least(action, runs):
    found = []
    for _ in range(runs):
        start = time.process_time()
        action(sys.argv[1])
        found.append(time.process_time() - start)
    return min(found)
read(sys.argv[1])
print(least(floor, 20), least(read, 5), version(sys.argv[2]))
"""


def measure(python: str, file: Path) -> Iterator[str]:
    """A line for each that is installed there."""
    for name, code in _PACKAGES.items():
        done = subprocess.run(
            [python, "-c", code + _TIMED, str(file), name], capture_output=True, text=True, check=False
        )
        if done.returncode:
            yield f"{name:12s}  not installed there"
        else:
            floor, seconds, version = done.stdout.split()[-3:]
            ratio = float(seconds) / float(floor)
            yield f"{name:12s}  {version:8s}  {float(seconds) * 1e3:8.1f}  {ratio:8.0f}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--python", required=True)
    parser.add_argument("--times", help="as the others have it; the document is read as it is")
    asked = parser.parse_args()
    print(asked.file.name)
    print(f"{'peer':12s}  {'version':8s}  {'CPU ms':>8}  {'x floor':>8}")
    for line in measure(asked.python, asked.file):
        print(line, flush=True)


if __name__ == "__main__":
    main()
