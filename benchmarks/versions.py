"""What a revised version costs against the first ingest. Usage: python -m benchmarks.versions [FILE.docx] [--share 0.01] [--times 1 10].

A share of the paragraphs gets another word; both versions are ingested in one fresh process, so that the costs of starting (imports,
models) fall before either. Also given: the cost of the comparison alone.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.documents import SAMPLE, repeated

_CHILD = """
import sys, time
from pathlib import Path
from pipeline.database import open_database
from pipeline.run import ingest
from pipeline.versions.compare import compare
warm, *files = map(Path, sys.argv[1:])
folder = files[0].parent
ingest([warm], folder / "warm.db")
costs = []
for file in files:
    start = time.process_time()
    (outcome,) = ingest([file], folder / "plans.db", plan="plan")
    costs.append(time.process_time() - start)
    assert outcome.state == "stored", outcome
with open_database(folder / "plans.db", read_only=True) as database, database.reading() as connection:
    start = time.process_time()
    found = compare(connection, 1, 2)
    costs.append(time.process_time() - start)
    blocks = sum(change.record_kind == "block" for change in found.changes)
print(*costs, len(found.old.lines), blocks)
"""


def revised(data: bytes, share: float) -> tuple[bytes, int]:
    """The document with another word in this share of its paragraphs, and how many that are."""
    from tests.revisions import W, document_of, set_text, text_of, with_document

    tree = document_of(data)
    paragraphs = [element for element in tree.getroot().iter(f"{{{W}}}p") if len(text_of(element)) > 20]
    chosen = random.Random(1).sample(paragraphs, max(1, round(share * len(paragraphs))))
    for element in chosen:
        text = text_of(element)
        set_text(element, f"{text[:10]}稳妥{text[12:]}")
    return with_document(data, tree), len(chosen)


def measure(path: Path, times: int, share: float) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = (Path(folder, f"{name}.docx") for name in ("first", "second"))
        data = repeated(path.read_bytes(), times)
        changed, number = revised(data, share)
        for file, content in ((first, data), (second, changed)):
            file.write_bytes(content)
        done = subprocess.run([sys.executable, "-c", _CHILD, *map(str, (path, first, second))], capture_output=True, text=True, check=True)
    ingest, again, comparison, lines, blocks = map(float, done.stdout.split())
    return (
        f"{times:5d}  {lines:7.0f}  {number:7d}  {blocks:5.0f}  {ingest:7.2f}  {again:7.2f}  {again / ingest:6.0%}"
        f"  {comparison:8.2f}  {comparison / lines * 1e3:10.3f}"
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--times", nargs="+", type=int, default=[1, 10])
    arguments = parser.parse_args()
    print(f"{arguments.file.name}, {arguments.share:.0%} of the paragraphs changed, Python {sys.version.split()[0]}")
    print("times    lines  changed  found  first s  again s   share  compare s  ms/line")
    for times in arguments.times:
        print(measure(arguments.file, times, arguments.share), flush=True)


if __name__ == "__main__":
    main()
