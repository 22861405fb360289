"""Where the CPU of an ingest goes: what a fresh process loads, and the stages of its first and of a later
document, whose longer paragraphs it has not read.

Usage: python -m benchmarks.stages [FILE.docx] [--times 1]
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.documents import others, print_table, repeated

_RUNS = 4
_LOADED = """
import json, sys, time
found, last = {"Python": time.process_time()}, time.process_time()
for label, name in json.loads(sys.argv[1]):
    __import__(name)
    found[label], last = time.process_time() - last, time.process_time()
print(json.dumps(found))
"""
_LOADS = (
    ("our commands, click", "pipeline.cli"),
    ("numpy", "numpy"),
    ("lxml", "lxml.etree"),
    ("spaCy", "pipeline.names.spacy_parts"),
    ("SQLAlchemy", "sqlalchemy"),
    ("jieba", "jieba"),
    ("python-docx", "docx"),
    ("the rest of ours", "pipeline.ingest.run"),
)
_STAGES = (
    ("read", "pipeline.ingest.understand", "read"),
    ("hold against the bytes", "pipeline.ingest.understand", "refuse_unproved_text"),
    ("structure", "pipeline.ingest.understand", "structure"),
    ("interpret", "pipeline.ingest.understand", "interpret"),
    ("load the name model", "pipeline.ingest.understand", "_tagger"),
    ("names: features", "pipeline.names.model", "features"),
    ("names: network", "pipeline.names.model", "emissions"),
    ("names: all of tagging", "pipeline.ingest.understand", "tag"),
    ("figures", "pipeline.ingest.understand", "with_narrative_figures"),
    ("keys, coverage", "pipeline.ingest.understand", "with_metric_keys"),
    ("keys, coverage", "pipeline.ingest.understand", "number_claims"),
    ("rows", "pipeline.ingest.parcels", "_write"),
    ("rules", "pipeline.ingest.parcels", "check_and_store"),
)
_RUN = """
import importlib, json, sys, time
from pathlib import Path
from benchmarks.documents import floor
spent = {}
def timed(label, inner):
    def outer(*given, **named):
        start = time.process_time()
        try:
            return inner(*given, **named)
        finally:
            spent[label] = spent.get(label, 0.0) + time.process_time() - start
    return outer
for label, module, name in json.loads(sys.argv[1]):
    module = importlib.import_module(module)
    setattr(module, name, timed(label, getattr(module, name)))
from pipeline.ingest.run import ingest
folder, *documents = map(Path, sys.argv[2:])
runs = []
for run, document in enumerate(documents):
    spent.clear()
    timed("all", ingest)([document], folder / f"{run}.db")
    runs.append(dict(spent))
data, floors = documents[0].read_bytes(), []
for _ in range(60):
    start = time.process_time()
    floor(data)
    floors.append(time.process_time() - start)
print(json.dumps([min(floors), runs]))
"""


def _said(code: str, *arguments: str) -> str:
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=given).stdout


def _loaded() -> dict[str, float]:
    """CPU seconds of what a fresh process loads, in this order; the least of some."""
    runs = [json.loads(_said(_LOADED, json.dumps(_LOADS))) for _ in range(_RUNS)]
    return {label: min(run[label] for run in runs) for label in runs[0]}


def _lines(content: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        documents = others(Path(folder), content, _RUNS)
        base, (first, *later) = json.loads(_said(_RUN, json.dumps(_STAGES), folder, *map(str, documents)))
    for label, seconds in _loaded().items():
        yield f"load: {label:24s}  {seconds * 1e3:8.0f}"
    for label in first:
        least = min(run.get(label, 0.0) for run in later)
        yield f"{label:30s}  {first[label] * 1e3:8.0f}  {least * 1e3:8.0f}  {least / base:7.1f}"


def measure(path: Path, times: int) -> str:
    """The lines of the table."""
    return "\n".join(_lines(repeated(path.read_bytes(), times, varied=times > 1)))


if __name__ == "__main__":
    print_table(__doc__, f"{'':30s}  first ms  later ms  x floor", measure)
