"""Numbers in the words of headings: figures like those of a paragraph, unless they are the heading's label,
part of a name, or count the points below."""

import pytest

from models.facts import Facts, Figure
from parsers.interpret import interpret
from pipeline.figures.metric_keys import with_metric_keys
from pipeline.figures.narrative import with_narrative_figures
from pipeline.ingest.coverage import number_claims
from pipeline.ingest.proof import with_proved_values
from tests import builders as b
from tests.parsers.reading import BODY, structured

TITLE = b.paragraph("北川市国民经济和社会发展第十四个五年规划（2021—2025年）", align="center", size=22)


def read(*lines: str) -> Facts:
    found = interpret(structured(TITLE, b.paragraph(BODY), *map(b.paragraph, lines)))
    return with_metric_keys(with_proved_values(with_narrative_figures(found)))


def read_below(heading: str) -> Facts:
    """A plan with one heading in question, between two others of its row."""
    lines = (f"{heading}", BODY, "二、扩大对外开放", BODY, "三、改善人民生活", BODY)
    facts = read(*lines)
    assert len(facts.structure.headings) == 3
    return facts


def shown(facts: Facts, figure: Figure, field: str) -> set[str]:
    blocks = facts.structure.document.blocks
    found = (piece for piece in figure.evidence if piece.field == field)
    return {blocks[piece.block].text[piece.start : piece.end] for piece in found}


@pytest.mark.parametrize(
    ("heading", "raw", "metric", "unit", "qualifier", "kind", "period"),
    [
        ("一、建成120个示范社区", "120个", "建成示范社区", "个", "exact", "plan", "2021-2025"),
        ("一、守住90万亩耕地红线", "90万亩", "耕地红线", "亩", "at_least", "target", "2021-2025"),
        ("一、实施“百千万”工程，新增就业8万人", "8万人", "新增就业", "人", "exact", "plan", "2021-2025"),
        ("一、到2024年森林覆盖率达到45%", "45%", "森林覆盖率", "%", "exact", "target", "2024"),
        ("一、改建49所小学（县教育局负责）", "49所", "改建小学", "所", "exact", "plan", "2021-2025"),
    ],
)  # fmt: skip
def test_a_number_in_a_heading_is_a_figure(
    heading: str, raw: str, metric: str, unit: str, qualifier: str, kind: str, period: str
) -> None:
    facts = read_below(heading)
    (figure,) = facts.figures
    assert (figure.raw, figure.metric, figure.unit, figure.qualifier) == (raw, metric, unit, qualifier)
    assert (figure.kind, figure.period) == (kind, period)
    assert figure.block == facts.structure.headings[0].block
    assert shown(facts, figure, "raw") == {raw}


@pytest.mark.parametrize(
    "heading",
    [
        "一、实施“百千万”工程",
        "一、推进“三个一百”建设",
        "一、着力推进五项重点工作",
        "一、坚持产业第一、质量为先",
        "一、打造15分钟生活圈",
        "一、改善居住环境（共12件）",
        "一、东丰年产5万吨纸浆项目",
        "一、24小时自助驿站",
        "一、2024年重点任务",
    ],
)
def test_labels_names_and_counts_of_points_stay_reported_without_a_figure(heading: str) -> None:
    facts = read_below(heading)
    assert facts.figures == ()
    block = facts.structure.headings[0].block
    reasons = {claim.outcome for claim in number_claims(facts) if claim.block == block}
    assert reasons <= {"label", "heading", "period", "name_part", "word", "ordinal"}


def test_a_run_in_heading_and_the_paragraph_behind_it_have_each_their_figures() -> None:
    facts = read(
        "一、主要任务",
        f"（一）守住90万亩耕地红线。粮食播种面积稳定在80万亩以上。{BODY}",
        f"（二）改善交通。{BODY}",
        f"（三）建成30座泵站。{BODY}",
    )
    assert [(one.raw, one.metric, one.block) for one in facts.figures] == [
        ("90万亩", "耕地红线", 3),
        ("80万亩以上", "粮食播种面积", 3),
        ("30座", "建成泵站", 5),
    ]
    blocks = facts.structure.document.blocks
    for one in facts.figures:
        assert blocks[one.block].text[one.start : one.end] == one.raw
    claimed = [claim for claim in number_claims(facts) if claim.outcome == "claimed" and claim.block > 0]
    assert len(claimed) == len(facts.figures)


def test_a_heading_below_a_line_that_announces_goals_takes_its_year() -> None:
    facts = read(
        "一、发展目标", "到2024年，主要目标如下：", "（一）建成30座泵站", BODY, "（二）改善交通", BODY
    )
    (figure,) = facts.figures
    assert (figure.raw, figure.period, figure.period_basis) == ("30座", "2024", "inherited")
    assert shown(facts, figure, "period") == {"2024年"}


def test_the_words_of_a_heading_hand_nothing_on_that_its_section_does_not() -> None:
    lines = ("一、主要任务", BODY, "（一）建成30座泵站", "新建泵站7座。", "（二）改善交通", "新建公路8公里。")
    assert [(one.raw, one.period) for one in read(*lines).figures] == [
        ("30座", "2021-2025"),
        ("7座", "2021-2025"),
        ("8公里", "2021-2025"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("坚决守住90万亩耕地红线。", [("90万亩", "at_least")]),
        ("（一）守牢95万亩基本农田保护红线。", [("95万亩", "at_least")]),
        ("守住90.5万亩耕地、80万亩永久基本农田红线。", [("90.5万亩", "at_least"), ("80万亩", "at_least")]),
        ("严守用水总量红线30亿立方米。", [("30亿立方米", "exact")]),
        ("新增造林5万亩，守住生态红线。", [("5万亩", "exact")]),
    ],
)
def test_an_area_kept_behind_a_red_line_is_bounded_from_below(
    text: str, expected: list[tuple[str, str]]
) -> None:
    facts = read("一、主要任务", text)
    assert [(one.raw, one.qualifier) for one in facts.figures] == expected
