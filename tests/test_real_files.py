"""Every real file at hand is read, or refused for the reason that a table holds: by the first digits of its
SHA-256, so that no name and no text of it stands here. `python -m tests.test_real_files` writes the table."""

import csv
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from models.errors import RefusedFile
from parsers.read import read
from pipeline.ingest.inputs import expand, load
from pipeline.ingest.proof import refuse_unproved_text
from tests.pipeline.made import CHECKOUT
from tests.shared import SHARED, needs_shared, real_files
from tests.whole_files import PARTS, assert_real_files_trace_back

TABLE = Path(__file__).with_name("real_files.csv")
DIGITS = 12
Rows = dict[str, tuple[str, str]]


def held() -> Rows:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["sha256"]: (row["kind"], row["outcome"]) for row in csv.DictReader(file)}


def files() -> list[Path]:
    return [*real_files(), *sorted((SHARED / "real_plans").glob("*.docx"))]


def outcome(path: Path) -> str:
    (found,) = expand([path])
    if found.state != "read":
        return found.reason
    try:
        data = load(path)
        refuse_unproved_text(read(data, path.name), data)
    except RefusedFile as refusal:
        return refusal.reason
    return "read"


def outcomes() -> Rows:
    digests = {path: sha256(path.read_bytes()).hexdigest()[:DIGITS] for path in files()}
    return {digest: (path.suffix[1:], outcome(path)) for path, digest in digests.items()}


@needs_shared
def test_every_real_file_is_read_or_refused_as_the_table_says() -> None:
    assert outcomes() == held()


def test_the_documents_count_them_by_kind() -> None:
    told = (CHECKOUT / "docs" / "robustness.md").read_text(encoding="utf-8")
    for (kind, what), number in sorted(Counter(held().values()).items()):
        assert f"| .{kind} | {what if what == 'read' else f'`{what}`'} | {number} |" in told


def write() -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("sha256", "kind", "outcome"))
        rows.writerows((digest, *row) for digest, row in sorted(outcomes().items()))


@needs_shared
@pytest.mark.parametrize("part", range(1, PARTS, 2))
def test_they_are_stored_or_refused_for_a_reason_and_trace_back(tmp_path: Path, part: int) -> None:
    assert_real_files_trace_back(tmp_path, part)


if __name__ == "__main__":
    write()
