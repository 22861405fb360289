"""Reads mutated files as a user would, a folder at a time, and tells those that did harm."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.care.doctor import examine
from pipeline.care.verify import verify
from pipeline.ingest.limits import Limits
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from tests.fuzz.base import BASES
from tests.fuzz.mutate import mutated

LIMITS = Limits(seconds=20, mebibytes=1_024)
_OURS = ("internal", "over_limit")


@dataclass(frozen=True, slots=True)
class Harm:
    """What a mutated file did: its seed, and what came of it."""

    seed: int
    told: str


def file_of(seed: int) -> bytes:
    """The mutated file of a seed."""
    return mutated(BASES[seed % len(BASES)](), seed)


def harm_of(seeds: range, jobs: int = 1) -> Iterator[Harm]:
    """Faults of ours, files over the limits, versions that do not verify, a database that is not sound."""
    with TemporaryDirectory() as name:
        folder = Path(name, "files")
        folder.mkdir()
        for seed in seeds:
            (folder / f"{seed}.docx").write_bytes(file_of(seed))
        path = Path(name, "a.db")
        for outcome in ingest([folder], path, jobs=jobs, new_plan=True, limits=LIMITS):
            if outcome.reason in _OURS:
                yield Harm(int(outcome.path.stem), f"{outcome.reason}: {outcome.message}")
        with open_database(path, read_only=True) as database, database.reading() as connection:
            for failure in verify(connection, quick=True).failed:
                told = f"does not verify: {failure.record} {failure.field} {failure.message}"
                yield Harm(int(Path(failure.file_name).stem), told)
        for trouble in examine(path):
            yield Harm(seeds.start, f"doctor: {trouble.code} {trouble.message}")
