"""Whole plans through the commands, judged by the independent scorers of the shared test data and by each
other."""

from pathlib import Path

import pytest

from tests.shared import SHARED, needs_shared
from tests.whole_files import PARTS, assert_real_files_trace_back, proved, rows, scorer, stored

FORMS = ("styled", "unstyled", "wps_style_ids", "sdt_toc")
SAMPLES = sorted((Path(__file__).resolve().parents[1] / "raw").glob("*.docx"))


@needs_shared
@pytest.mark.parametrize("form", FORMS)
def test_structure_of_the_real_plan_is_right_in_every_form(form: str, tmp_path: Path) -> None:
    file = SHARED / "plans" / "shantou" / f"{form}.docx"
    database = stored(tmp_path, file)
    assert (
        scorer("score_structure.py", database, SHARED / "gold") == "structure right 177/177 = 1.0000, extra 0"
    )
    assert scorer("verify_trace.py", database, file).endswith("= 1.0000, rows without evidence 0")
    assert proved(database)


_RECORDS = (
    "SELECT level, label, title, path FROM v_headings ORDER BY ordinal",
    "SELECT name, unit, baseline_raw, target_raw, nature, category FROM v_indicators ORDER BY indicator_id",
    (
        "SELECT row_kind, serial_no, name, content, stage, period_raw, total_investment, builders,"
        " responsible FROM v_projects ORDER BY project_id"
    ),
    "SELECT label, title, heading_path, n_items FROM v_boxes ORDER BY box_id",
    "SELECT title, text FROM v_box_items ORDER BY box_item_id",
    (
        "SELECT origin, role, metric, subject, raw, value_text, unit, period, heading_path FROM v_figures"
        " ORDER BY figure_id"
    ),
)


@needs_shared
def test_the_four_forms_of_the_real_plan_give_the_same_records(tmp_path: Path) -> None:
    found = []
    for form in FORMS:
        folder = tmp_path / form
        folder.mkdir()
        database = stored(folder, SHARED / "plans" / "shantou" / f"{form}.docx")
        found.append([rows(database, sql) for sql in _RECORDS])
    assert all(other == found[0] for other in found[1:])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_trace_back(sample: Path, tmp_path: Path) -> None:
    database = stored(tmp_path, sample)
    assert proved(database)
    if SHARED.is_dir():
        assert scorer("verify_trace.py", database, sample).endswith("= 1.0000, rows without evidence 0")


def test_the_samples_are_two_versions_of_one_plan(tmp_path: Path) -> None:
    database = stored(tmp_path, *SAMPLES)
    assert [
        row[1:] for row in rows(database, "SELECT plan, version, is_current FROM v_versions ORDER BY version")
    ] == [(1, 0), (2, 1)]


@needs_shared
@pytest.mark.parametrize("part", range(0, PARTS, 2))
def test_real_files_are_stored_or_refused_for_a_reason_and_trace_back(tmp_path: Path, part: int) -> None:
    assert_real_files_trace_back(tmp_path, part)
