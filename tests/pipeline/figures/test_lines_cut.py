"""Text taken from PDF: paragraphs that are lines of one are read as one, and what is found rests on the true
characters of each."""

from models.facts import Facts, Figure
from parsers.interpret import interpret
from pipeline.figures.narrative import with_narrative_figures
from pipeline.ingest.proof import with_proved_values
from tests import builders as b
from tests.parsers.reading import structured
from tests.pipeline.figures.narrated import narrative_figures

FILLING = "各部门协同推进水务建设工作持续改善城乡供水条件不断完善管网布局稳步提升保障能力切实加强监管。"
TITLE = "北川市水务规划（2021—2025年）"


def cut(text: str, width: int = 24) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def document(*paragraphs: str) -> Facts:
    title = b.paragraph(TITLE, align="center", size=22)
    return interpret(structured(title, *map(b.paragraph, paragraphs)))


def line(opening: str, end: str) -> str:
    """A full line: what it opens with and what it ends with."""
    return (
        opening
        + "全市城乡供水普及工作有序开展各项任务稳步推进成效显著"[: 24 - len(opening + end)]
        + "，"
        + end
    )


def lines(*texts: str) -> Facts:
    """A document of lines of some 24 characters, these the last."""
    return document(*(part for _ in range(14) for part in cut(FILLING)), *texts)


def only(facts: Facts) -> Figure:
    (figure,) = narrative_figures(facts)
    return figure


def quotes(facts: Facts, figure: Figure, field: str) -> list[str]:
    blocks = facts.structure.document.blocks
    return [
        blocks[one.block].text[one.start : one.end]
        for one in figure.evidence
        if one.field == field and one.role == "value"
    ]


def test_a_metric_that_is_cut_has_a_piece_of_evidence_in_each_line() -> None:
    facts = lines(line("到2023年", "城市污水"), "处理率达到95%，各镇街水厂全部完工。")
    figure = only(facts)
    assert (figure.metric, figure.period, figure.value) == ("城市污水处理率", "2023", 95)
    assert quotes(facts, figure, "metric") == ["城市污水", "处理率"]
    assert quotes(facts, figure, "period") == ["2023年"]


def test_a_unit_in_the_next_line_is_found_and_rests_there() -> None:
    facts = lines(line("到2023年", "受益居民12"), "万人，各镇街水厂全部完工。")
    figure = only(facts)
    assert (figure.raw, figure.value, figure.unit, figure.metric) == ("12", 120000, "人", "受益居民")
    assert quotes(facts, figure, "unit") == ["人"]
    proved = with_proved_values(with_narrative_figures(facts))
    assert [one.value for one in proved.figures] == [120000]


def test_a_bound_behind_the_cut_is_that_of_the_number() -> None:
    facts = lines(line("到2023年", "受益居民12万人"), "以上，各镇街水厂全部完工。")
    assert (only(facts).raw, only(facts).qualifier) == ("12万人", "at_least")


def test_a_number_whose_digits_are_cut_is_not_told() -> None:
    facts = lines(line("到2023年", "受益居民1"), "28人，新建水厂7座，全部完工。")
    assert [(one.raw, one.value) for one in narrative_figures(facts)] == [("7座", 7)]


def test_an_item_of_a_list_begins_anew() -> None:
    following = "●新建水厂7座，全部完工。"
    facts = lines(line("●到2023年", "开展评估"), following)
    assert [(one.raw, one.period) for one in narrative_figures(facts)] == [("7座", "2021-2025")]


def test_a_page_that_ends_within_a_word_cuts_no_sentence() -> None:
    before = "到2023年，全市供水管网建设取得积极进展，各镇街水厂全部完工，城市污水处"
    for between in ((), ("",), ("", "— 3 —", "")):
        facts = document(FILLING, before, *between, "理率达到95%，受益居民12万人。", FILLING)
        assert [(one.metric, one.period) for one in narrative_figures(facts)] == [
            ("城市污水处理率", "2023"),
            ("受益居民", "2023"),
        ]


def test_paragraphs_without_a_mark_at_their_end_stay_apart() -> None:
    facts = document("2023年城乡供水普及率稳步提高", "新建水厂7座", "改造管网30公里", FILLING)
    assert [(one.raw, one.period) for one in narrative_figures(facts)] == [
        ("7座", "2021-2025"),
        ("30公里", "2021-2025"),
    ]
