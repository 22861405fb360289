"""Edits with known truth on the samples, and on the plans of the shared test data: what was done is told,
nothing else is."""

from pathlib import Path

import pytest

from pipeline.ingest.run import ingest
from tests.pipeline.made import rows
from tests.pipeline.versions.scoring import Score, add_score, compared, precision, recall
from tests.revisions import KINDS, revise
from tests.shared import SHARED, needs_shared

RAW = Path(__file__).resolve().parents[3] / "raw"
SAMPLES = tuple(sorted(RAW.glob("*.docx")))


def score(path: Path, files: tuple[Path, ...], seeds: range) -> Score:
    total = Score()
    for seed in seeds:
        file = files[seed % len(files)]
        revision = revise(file.read_bytes(), seed, edits=12)
        add_score(total, revision, *compared(path, revision), name=f"{file.stem}#{seed}")
    return total


def assert_good(total: Score) -> None:
    assert total.wrong_links == []
    assert {kind: recall(total, kind) for kind in KINDS if recall(total, kind) < 0.98} == {}, total.missed
    assert {kind: precision(total, kind) for kind in total.false if precision(total, kind) < 0.98} == {}, (
        total.extra
    )


def test_edits_of_the_samples_are_told(tmp_path: Path) -> None:
    total = score(tmp_path / "plans.db", SAMPLES, range(6))
    assert sum(total.expected.values()) > 60
    assert_good(total)


@needs_shared
def test_edits_of_real_plans_are_told(tmp_path: Path) -> None:
    files = (SHARED / "plans" / "shantou" / "styled.docx", SHARED / "plans" / "shantou" / "unstyled.docx")
    assert_good(score(tmp_path / "plans.db", files, range(1000, 1003)))


@needs_shared
@pytest.mark.parametrize("other", ["unstyled", "sdt_toc", "wps_style_ids"])
def test_the_same_text_in_another_look_is_no_change(tmp_path: Path, other: str) -> None:
    folder = SHARED / "plans" / "shantou"
    _, second = ingest([folder / "styled.docx", folder / f"{other}.docx"], tmp_path / "plans.db")
    assert second.version == 2
    assert (
        rows(tmp_path / "plans.db", "SELECT record_kind, change, old_value, new_value FROM v_changes") == []
    )
