"""Reports without headings: which part a paragraph stands in, and which year the report is of."""

import pytest

from parsers.interpret import interpret
from tests import builders as b
from tests.parsers.reading import structured
from tests.pipeline.figures.narrated import narrative_figures

ADDRESS = "各位代表：现在，我代表北川市人民政府，向大会报告工作，请予审议。"


def read(*paragraphs: str) -> list[tuple[str, str | None]]:
    facts = interpret(structured(*map(b.paragraph, paragraphs)))
    assert not facts.structure.headings
    return [(figure.raw, figure.period) for figure in narrative_figures(facts)]


@pytest.mark.parametrize("review", ["过去一年", "一年来", "2023年", "回顾过去的一年", "去年"])
@pytest.mark.parametrize(
    "turn",
    ["今年主要预期目标是：", "2024年工作的总体要求是：", "做好今年的工作，", "2024年，我们将抓好以下工作："],
)
def test_the_part_ahead_begins_where_a_paragraph_opens_with_the_year_planned_for(
    review: str, turn: str
) -> None:
    title, done = "2024年政府工作报告", f"{review}，全市上下攻坚克难，建成水厂5座。"
    assert read(title, done, "改造管网30公里。", f"{turn}建成水厂6座。", "改造管网40公里。") == [
        ("5座", "2023"),
        ("30公里", "2023"),
        ("6座", "2024"),
        ("40公里", "2024"),
    ]


def test_the_year_done_ends_where_the_part_ahead_begins() -> None:
    """The review closes with 过去一年，…: what it hands on holds for no paragraph of the part ahead."""
    found = read(
        "2024年政府工作报告",
        "建成水厂5座。",
        "各位代表，过去一年，我们攻坚克难。",
        "培训农民80人。",
        "2024年是攻坚之年，做好今年工作至关重要。",
        "改造管网40公里。",
    )
    assert [period for _, period in found] == ["2023", "2023", "2024"]


@pytest.mark.parametrize("review", ["过去一年", "2023年", "一年来"])
@pytest.mark.parametrize("turn", ["2024年是攻坚之年。", "2024年主要预期目标是：", "2024年，我们要"])
def test_the_year_of_a_report_without_title_is_that_its_part_ahead_opens_with(review: str, turn: str) -> None:
    done = f"{review}，全市上下攻坚克难，建成水厂5座。"
    found = read(ADDRESS, done, "改造管网30公里。", f"{turn}建成水厂6座。", "今年改造管网40公里。")
    assert [period for _, period in found] == ["2023", "2023", "2024", "2024"]


@pytest.mark.parametrize(
    ("done", "ahead"),
    [
        ("过去一年，建成水厂5座。", "今年，建成水厂6座。"),  # no year is printed
        ("建成水厂5座。", "2024年，建成水厂6座。"),  # nothing says that it looks back
        ("过去一年，建成水厂5座。", "到2024年，建成水厂6座。"),  # a goal
    ],
)
def test_without_evidence_no_year_is_guessed(done: str, ahead: str) -> None:
    first, *_, last = read(ADDRESS, done, ahead, "改造管网40公里。")
    assert (first, last) == (("5座", None), ("40公里", None))


def test_a_summary_that_plans_as_well_looks_back_first() -> None:
    title = "北川市水务局2023年工作总结及2024年工作计划"
    found = read(
        title, "2023年，建成水厂5座。", "改造管网30公里。", "2024年，我们将建成水厂6座。", "培训40人。"
    )
    assert [period for _, period in found] == ["2023", "2023", "2024", "2024"]


def test_a_heading_that_names_both_parts_is_parted_where_the_second_begins() -> None:
    head = [
        b.paragraph(text, style="Heading1") for text in ("2023年工作回顾和2024年工作总体要求", "加快水务建设")
    ]
    texts = ["过去一年，建成水厂5座。", "改造管网30公里。", "2024年工作的总体要求是稳中求进，建成水厂6座。"]
    title, *body = map(b.paragraph, ["2024年政府工作报告", *texts, "培训40人。"])
    facts = interpret(structured(title, head[0], *body[:3], head[1], body[3]))
    found = [(figure.raw, figure.period) for figure in narrative_figures(facts)]
    assert found == [("5座", "2023"), ("30公里", "2023"), ("6座", "2024"), ("40人", "2024")]


def test_an_earlier_year_that_a_paragraph_tells_of_is_not_that_of_the_report() -> None:
    done = "过去五年，建成水厂5座，2018年产量20万吨，2018年用户3万户。"
    found = read(
        ADDRESS, done, "2024年是攻坚之年。", "2019年的洪水启示我们，要防患未然。", "改造管网40公里。"
    )
    assert found[-1] == ("40公里", "2024")
