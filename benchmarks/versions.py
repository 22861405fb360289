"""What a revised version costs against the first ingest.

Usage: python -m benchmarks.versions [FILE.docx] [--share 0.01] [--times 1 10 10v].

A share of the paragraphs gets another word. Each of the two ingests runs in a fresh process that has read a
document of other paragraphs before, so that the costs of starting (imports, models) fall before either and
neither profits from what the other left in memory. 10 is the document ten times over: equal paragraphs are
tagged once, which makes its first ingest cheap; 10v varies each repeat, as in a plan ten times as long. Also
given: the cost of the comparison alone.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.documents import SAMPLE, another, repeated

_CHILD = """
import sys, time
from pathlib import Path
from pipeline.ingest.run import ingest
warm, file = map(Path, sys.argv[1:])
ingest([warm], file.parent / f"warm_{file.stem}.db")
start = time.process_time()
(outcome,) = ingest([file], file.parent / "plans.db", plan="plan")
print(time.process_time() - start)
assert outcome.state == "stored", outcome
"""
_COMPARE = """
import sys, time
from pipeline.store.database import open_database
from pipeline.versions.compare import compare
with open_database(sys.argv[1], read_only=True) as database, database.reading() as connection:
    start = time.process_time()
    found = compare(connection, 1, 2)
    changed = sum(change.record_kind == "block" for change in found.changes)
    print(time.process_time() - start, len(found.old.lines), changed)
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


def _run(code: str, *arguments: Path) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return list(map(float, done.stdout.split()))


def measure(path: Path, times: str, share: float) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = (Path(folder, f"{name}.docx") for name in ("first", "second"))
        data = repeated(path.read_bytes(), int(times.removesuffix("v")), varied=times.endswith("v"))
        changed, number = revised(data, share)
        warm = Path(folder, "warm.docx")
        for file, content in ((first, data), (second, changed), (warm, another(path.read_bytes()))):
            file.write_bytes(content)
        (ingest,), (again,) = _run(_CHILD, warm, first), _run(_CHILD, warm, second)
        comparison, lines, blocks = _run(_COMPARE, Path(folder, "plans.db"))
    return (
        f"{times:>5}  {lines:7.0f}  {number:7d}  {blocks:5.0f}  {ingest:7.2f}  {again:7.2f} "
        f" {again / ingest:6.0%}  {comparison:8.2f}  {comparison / lines * 1e3:10.3f}"
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--times", nargs="+", default=["1", "10", "10v"])
    arguments = parser.parse_args()
    print(
        f"{arguments.file.name}, {arguments.share:.0%} of the paragraphs changed, Python"
        f" {sys.version.split()[0]}"
    )
    print("times    lines  changed  found  first s  again s   share  compare s  ms/line")
    for times in arguments.times:
        print(measure(arguments.file, times, arguments.share), flush=True)


if __name__ == "__main__":
    main()
