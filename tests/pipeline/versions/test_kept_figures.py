"""The figures of paragraphs that stood there before are not read again; where anything they depend on has
changed, they are."""

from pathlib import Path
from typing import Any

import pytest

from models.facts import Figure
from pipeline.figures.text import figures_of_text
from pipeline.ingest.rebuild import rebuild
from pipeline.ingest.run import ingest
from pipeline.store.backends.sqlite_cache import cache_of
from tests import builders as b
from tests.pipeline.made import rows
from tests.pipeline.versions.test_again import assert_same_as_alone, read

SCHOOLS, PUMPS = "改造老旧小区30个，新增就业5万人。", "新建泵站97座。"
REVIEW, AHEAD = "一、2023年工作回顾", "二、2024年工作安排"
BEFORE = (REVIEW, SCHOOLS, AHEAD, PUMPS, SCHOOLS)
PERIODS = """SELECT raw, period, period_basis, t.quote FROM v_figures
    JOIN v_trace t ON t.record_id = figure_id AND t.field = 'period'
    WHERE v_figures.version = 2 AND raw IN ('97座', '30个') ORDER BY figure_id"""
NAMES = "SELECT count(*) FROM kept_result WHERE stage_version NOT LIKE 'figures-%'"
KEPT = "SELECT DISTINCT stage_version FROM kept_result WHERE stage_version LIKE 'figures-%'"


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts whose figures are read from now on."""
    texts: list[str] = []

    def noting(text: str, *arguments: Any, **named: Any) -> tuple[Figure, ...]:
        texts.append(text)
        return figures_of_text(text, *arguments, **named)

    monkeypatch.setattr("pipeline.figures.narrative.figures_of_text", noting)
    return texts


def report(path: Path, *lines: str) -> Path:
    """A work report: its headings hand their years down."""
    title = b.paragraph("甲市政府工作报告", align="center", bold=True, size=22)
    path.write_bytes(
        b.docx(
            title,
            *(
                b.paragraph(line, style="Heading1") if line[1:2] == "、" else b.paragraph(line)
                for line in lines
            ),
        )
    )
    return path


def versions(folder: Path, after: tuple[str, ...]) -> tuple[Path, Path]:
    return report(folder / "before.docx", *BEFORE), report(folder / "after.docx", *after)


AFTER = {
    "the year of the heading changed": (REVIEW, SCHOOLS, AHEAD.replace("2024", "2025"), PUMPS, SCHOOLS),
    "the heading is of another kind": (REVIEW, SCHOOLS, "二、2023年工作总结", PUMPS, SCHOOLS),
    "a paragraph went under the other heading": (REVIEW, SCHOOLS, PUMPS, AHEAD, SCHOOLS),
    "paragraphs came before": (
        REVIEW,
        "坚持稳中求进。",
        "深化改革。",
        SCHOOLS,
        AHEAD,
        "优化布局。",
        PUMPS,
        SCHOOLS,
    ),
    "the headings changed places": (AHEAD, PUMPS, SCHOOLS, REVIEW, SCHOOLS),
    "an announcing line hands its year on": (
        REVIEW,
        SCHOOLS,
        AHEAD,
        "到2026年，主要目标如下：",
        f"（1）{PUMPS}",
        SCHOOLS,
    ),
}


@pytest.mark.parametrize("change", AFTER)
def test_after_any_change_the_figures_are_those_of_the_file_alone(tmp_path: Path, change: str) -> None:
    assert_same_as_alone(tmp_path, *versions(tmp_path, AFTER[change]))


def test_the_period_follows_the_heading_though_the_paragraph_stayed(tmp_path: Path) -> None:
    path = read(tmp_path / "plans.db", *versions(tmp_path, AFTER["the year of the heading changed"]))
    assert rows(path, PERIODS) == [
        ("30个", "2023", "inherited", "2023年"),
        ("97座", "2025", "inherited", "2025年"),
        ("30个", "2025", "inherited", "2025年"),
    ]


def test_only_figures_of_what_changed_are_read(tmp_path: Path, noted: list[str]) -> None:
    before, after = versions(tmp_path, (REVIEW, "坚持稳中求进。", SCHOOLS, AHEAD, "新建泵站98座。", SCHOOLS))
    read(tmp_path / "plans.db", before)
    assert [text for text in noted if "座" in text or "个" in text] == [SCHOOLS, PUMPS, SCHOOLS]
    noted.clear()
    read(tmp_path / "plans.db", after)
    assert [text for text in noted if "座" in text or "个" in text] == ["新建泵站98座。"]


def test_another_announcing_line_reads_its_unchanged_items_again(tmp_path: Path, noted: list[str]) -> None:
    item = "（1）建成泵站97座。"
    lines = ("到2025年，主要目标如下：", item)
    for number, line in enumerate((*lines[:1], "到2030年，主要目标如下：")):
        noted.clear()
        read(tmp_path / "plans.db", report(tmp_path / f"{number}.docx", "一、总体要求", line, item))
        assert item in noted
    assert rows(
        tmp_path / "plans.db", "SELECT version, period FROM v_figures WHERE raw = '97座' ORDER BY 1"
    ) == [(1, "2025"), (2, "2030")]


def test_another_version_of_the_reader_reads_all_again(
    tmp_path: Path, noted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = read(tmp_path / "plans.db", report(tmp_path / "before.docx", *BEFORE))
    noted.clear()
    rebuild(path)
    assert SCHOOLS not in noted
    monkeypatch.setattr("pipeline.figures.narrative.figures_version", lambda: "figures-another")
    rebuild(path)
    assert [text for text in noted if text in (SCHOOLS, PUMPS)] == [SCHOOLS, PUMPS, SCHOOLS]
    assert rows(cache_of(path), KEPT) == [("figures-another",)]


def test_what_other_versions_of_the_reader_kept_goes_with_the_next_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = versions(tmp_path, (*BEFORE, "新建学校3所。"))
    path = read(tmp_path / "plans.db", before)
    names = rows(cache_of(path), NAMES)
    monkeypatch.setattr("pipeline.figures.narrative.figures_version", lambda: "figures-another")
    read(path, after)
    assert rows(cache_of(path), KEPT) == [("figures-another",)]
    assert rows(cache_of(path), NAMES) > names


def test_a_paragraph_whose_figures_were_not_read_is_read_next_time(tmp_path: Path) -> None:
    before, after = versions(tmp_path, (*BEFORE, "新建学校3所。"))

    def failing(text: str, *arguments: Any, **named: Any) -> tuple[Figure, ...]:
        if "泵站" in text:
            raise KeyError("planted")
        return figures_of_text(text, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.figures.narrative.figures_of_text", failing)
        (struck,) = ingest([before], tmp_path / "plans.db", plan="某计划")
    (sound,) = ingest([after], tmp_path / "plans.db", plan="某计划")
    assert (struck.state, sound.state) == ("stored", "stored")
    assert rows(tmp_path / "plans.db", "SELECT version FROM v_figures WHERE raw = '97座'") == [(2,)]
