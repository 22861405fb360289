"""The figures of a whole document: which blocks are read, and what headings hand down."""

import logging
from dataclasses import replace
from typing import Any

import pytest

from models.document import CellPlace, Document
from models.facts import BlockUse, Box, BoxItem, Evidence, Facts, Figure, Heading, Structure
from models.names import BlockKind
from pipeline.figures.anchors import Place
from pipeline.figures.narrative import with_narrative_figures
from pipeline.figures.text import figures_of_text
from pipeline.figures.times import Time
from tests.parsers.reading import identified
from tests.pipeline.figures.narrated import narrative_figures
from tests.pipeline.small_plan import Draft


def heading(
    draft: Draft, text: str, rest: str = "", level: int = 1, parent: int | None = None, number: int = 0
) -> Heading:
    block = draft.add(text + rest, "heading", number)
    return Heading(level, "", text, parent, block, 0, len(text), (Evidence("title", block, 0, len(text)),))


def facts(draft: Draft, title: str, headings: tuple[Heading, ...], figures: tuple[Figure, ...] = ()) -> Facts:
    document = Document("x.docx", "0" * 64, 1, tuple(draft.blocks), ())
    structure = identified(Structure(document, title, (0,), headings, (), (), tuple(draft.uses)))
    return Facts(structure, (), (), figures, ())


def report() -> Facts:
    draft = Draft()
    draft.add("2024年政府工作报告", "title")
    first = heading(draft, "一、过去一年工作回顾", number=0)
    draft.add("改造老旧小区30个。去年新增就业5万人。", heading=0)
    second = heading(draft, "二、2024年工作安排", number=1)
    draft.add("改造老旧小区40个。今年新增就业6万人。", heading=1)
    return facts(draft, "2024年政府工作报告", (first, second))


def test_headings_of_a_work_report_say_which_year_and_whether_it_is_done() -> None:
    found = narrative_figures(report())
    assert [(figure.raw, figure.period, figure.kind) for figure in found] == [
        ("30个", "2023", "status"),
        ("5万人", "2023", "status"),
        ("40个", "2024", "plan"),
        ("6万人", "2024", "plan"),
    ]


def test_the_time_of_a_heading_is_inherited_from_there() -> None:
    found = next(figure for figure in narrative_figures(report()) if figure.raw == "40个")
    (piece,) = [piece for piece in found.evidence if piece.field == "period"]
    assert (found.period_basis, piece.derivation, piece.block) == ("inherited", "inherited", 3)


def one_of_each() -> Draft:
    draft = Draft()
    kinds: tuple[BlockKind, ...] = (
        "title",
        "caption",
        "unit_note",
        "cell",
        "box_title",
        "paragraph",
        "box_item",
        "footnote",
    )
    for number, kind in enumerate(kinds, start=1):
        draft.add(f"新建学校{number}所。", kind)
    draft.add("新建学校99所。", "toc", ignored="toc")
    return draft


def test_only_running_text_is_read() -> None:
    found = narrative_figures(facts(one_of_each(), "", ()))
    assert [(figure.raw, figure.origin) for figure in found] == [
        ("6所", "narrative"),
        ("7所", "box"),
        ("8所", "narrative"),
    ]


def boxed_row(name: str, text: str) -> list[tuple[str, str]]:
    """Number and metric of each figure of a row of a box: a name, and what is told of it in the next cell."""
    draft = Draft()
    draft.add("专栏1 保护区", "box_title")
    first, second = (draft.add(said, "box_item") for said in (name, text))
    for block, cell in ((first, CellPlace(0, 1, 0)), (second, CellPlace(0, 1, 1))):
        draft.blocks[block] = replace(draft.blocks[block], cell=cell)
    spans = (("title", first, len(name)), ("text", first, len(name)), ("text", second, len(text)))
    pieces = tuple(Evidence(field, block, 0, end) for field, block, end in spans)
    box = Box("专栏1", "保护区", None, 0, (BoxItem(name, name, first, pieces),), ())
    read = facts(draft, "", ())
    found = narrative_figures(replace(read, structure=replace(read.structure, boxes=(box,))))
    for figure in found[:1]:
        assert first in {piece.block for piece in figure.evidence if piece.field == "metric"}
    return [(figure.raw, figure.metric) for figure in found]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("森林公园", "共56个，面积110万公顷。", [("56个", "森林公园"), ("110万公顷", "森林公园面积")]),
        ("水库", "加固26座，总库容30万立方米。", [("26座", "水库加固"), ("30万立方米", "水库总库容")]),
        ("机耕道", "380公里。", [("380公里", "机耕道")]),
        ("照料中心", "新建60个。", [("60个", "照料中心新建")]),
        ("公园", "改造8个，总面积26万亩。", [("8个", "公园改造"), ("26万亩", "公园改造总面积")]),
        ("文化馆", "达到9个，藏书26万册。", [("9个", "文化馆"), ("26万册", "藏书")]),
    ],
)
def test_the_name_in_the_cell_beside_it_belongs_to_the_metric_of_a_boxed_item(
    name: str, text: str, told: list[tuple[str, str]]
) -> None:
    assert boxed_row(name, text) == told


def test_cells_of_running_text_are_read_with_the_time_of_their_place() -> None:
    draft = Draft()
    cells = [draft.add(text, "cell") for text in ("新建学校4所，改造医院2家。", "新建学校5所。", "60")]
    time = Time(Place(0, 0, 2), "2024", 2024, 2024)
    found = narrative_figures(facts(draft, "", ()), (), {cells[0]: time, cells[1]: None})
    assert [(figure.raw, figure.origin, figure.period, figure.block) for figure in found] == [
        ("4所", "other_table", "2024", cells[0]),
        ("2家", "other_table", "2024", cells[0]),
        ("5所", "other_table", None, cells[1]),
    ]


def test_a_run_in_heading_is_read_and_what_follows_it() -> None:
    draft = Draft()
    draft.add("某规划", "title")
    run_in = heading(draft, "（一）实施3项工程。", "新建学校4所。", number=0)
    assert [figure.raw for figure in narrative_figures(facts(draft, "某规划", (run_in,)))] == ["3项", "4所"]


def test_a_table_figure_is_not_doubled() -> None:
    draft = Draft()
    block = draft.add("新建学校4所，新建医院2家。", "paragraph")
    known = Figure("other_table", "学校", "4所", block, 4, 6, (Evidence("raw", block, 4, 6),))
    assert [figure.raw for figure in narrative_figures(facts(draft, "", (), (known,)))] == ["2家"]


def test_a_list_takes_the_time_of_the_line_that_announces_it() -> None:
    draft = Draft()
    draft.add("到2025年，主要目标如下：")
    draft.add("——普及率达到90%。")
    draft.add("——覆盖率达到80%。")
    draft.add("改造老旧小区137个。")
    found = narrative_figures(facts(draft, "", ()))
    assert [(figure.raw, figure.period) for figure in found] == [
        ("90%", "2025"),
        ("80%", "2025"),
        ("137个", None),
    ]


def test_a_year_reached_without_a_colon_is_not_handed_on_to_the_second_point_of_another_list() -> None:
    draft = Draft()
    draft.add("到2030年，全市普及率达到90%。")
    draft.add("（二）安排补助资金300万元。")
    found = narrative_figures(facts(draft, "", ()))
    assert [(figure.raw, figure.period) for figure in found] == [("90%", "2030"), ("300万元", None)]


def test_a_block_with_several_headings_is_read_between_them() -> None:
    draft = Draft()
    text = "一、回顾\n新建学校4所。\n二、安排\n新建学校5所。"
    block = draft.add(text, "heading")
    at = [text.index("一、回顾"), text.index("二、安排")]
    parts = tuple(
        Heading(1, "", text[i : i + 4], None, block, i, i + 4, (Evidence("title", block, i, i + 4),))
        for i in at
    )
    found = narrative_figures(facts(draft, "", parts))
    assert [(figure.raw, figure.kind) for figure in found] == [("4所", "status"), ("5所", "plan")]


def test_an_ignored_block_is_not_read() -> None:
    draft = one_of_each()
    draft.uses = [
        replace(use, use="ignored", reason="toc") if isinstance(use, BlockUse) else use for use in draft.uses
    ]
    assert narrative_figures(facts(draft, "", ())) == ()


def broken_at(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Reading fails in paragraphs that hold one of the words."""

    def failing(text: str, *arguments: Any, **named: Any) -> tuple[Figure, ...]:
        if any(word in text for word in words):
            raise KeyError("no such clause")
        return figures_of_text(text, *arguments, **named)

    monkeypatch.setattr("pipeline.figures.narrative.figures_of_text", failing)


def test_a_fault_in_one_paragraph_costs_its_figures_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken_at(monkeypatch, "30个")
    with caplog.at_level(logging.WARNING, logger="plantrace"):
        found = with_narrative_figures(report())
    assert [figure.raw for figure in found.figures] == ["40个", "6万人"]
    (notice,) = found.notices
    assert (notice.code, notice.block) == ("unread_numbers", 2)
    assert "改造老旧小区30个" in notice.text
    assert "no such clause" in notice.text
    assert "Traceback" in caplog.text


def test_a_fault_everywhere_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft()
    for number in range(8):
        draft.add(f"新建学校{number + 2}所。")
    broken_at(monkeypatch, "学校")
    with pytest.raises(KeyError):
        with_narrative_figures(facts(draft, "", ()))


def test_years_that_measure_a_number_are_not_handed_on() -> None:
    draft = Draft()
    draft.add("某市“十五五”服务业发展规划", "title")
    first = heading(draft, "一、发展基础", number=0)
    draft.add("引进总部企业45家，是“十三五”时期的2.3倍。", heading=0)
    draft.add("快递业务量突破3亿件。", heading=0)
    found = narrative_figures(facts(draft, "某市“十五五”服务业发展规划", (first,)))
    assert [(one.raw, one.period, one.base_period) for one in found] == [
        ("45家", None, None),
        ("2.3倍", None, "2016-2020"),
        ("3亿件", None, None),
    ]
