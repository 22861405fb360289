"""Values, times, kinds and subjects of the figures of a paragraph."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.facts import Mention
from models.names import EntityLabel
from pipeline.figures.anchors import Place, ReportYear
from pipeline.figures.text import Context, figures_of_text
from tests.pipeline.figures.reading import figures, only, pieces, quotes

PLAN = Context(plan=(2021, 2025), place="甲市")
REPORT = Context(report=ReportYear(2024, Place(0, 0, 5)))


def test_value_unit_and_qualifier_are_those_of_the_notation() -> None:
    figure = only("力争新建基站0.97万座以上。")
    assert (figure.raw, figure.value, figure.unit, figure.qualifier) == (
        "0.97万座以上",
        Decimal(9700),
        "座",
        "at_least",
    )


def test_a_forbidden_excess_is_a_bound_from_above() -> None:
    text = "每人主持的项目不得超过2个。"
    figure = only(text)
    assert figure.qualifier == "up_to"
    assert quotes(figure, "qualifier", text) == ["不得超过2个"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("截至2020年底，全市建成基站400座，普及率达90%。", [("2020", "stated"), ("2020", "stated")]),
        ("2020年，建成基站400座；普及率达90%。", [("2020", "stated"), ("2020", "inherited")]),
        ("到2025年，体系基本形成。普及率达到90%。", [("2025", "inherited")]),
        ("普及率从2015年的37%提升至90%。", [("2015", "stated"), (None, None)]),
        ("截至2020年底，普及率从2015年的37%提升至90%。", [("2015", "stated"), ("2020", "stated")]),
        ("2020年，产值达5亿元；目前，从业人员300人。", [("2020", "stated"), (None, None)]),
        ("落实《甲市规划（2021-2025年）》，建成基站40座。", [(None, None)]),
        ("“十四五”时期，新增学位5000个。", [("2021-2025", "stated")]),
        ("按照“十四五”规划，新增学位5000个。", [(None, None)]),
        ("普及率达90%（2020年），覆盖率达80%。", [("2020", "stated"), (None, None)]),
    ],
)
def test_the_time_a_number_is_of(text: str, periods: list[tuple[str | None, str | None]]) -> None:
    assert [(figure.period, figure.period_basis) for figure in figures(text)] == periods


def test_this_year_is_known_in_a_work_report_only() -> None:
    text = "今年，新增就业5万人；去年，新增就业4万人。"
    assert [figure.period for figure in figures(text, REPORT)] == ["2024", "2023"]
    assert [figure.period for figure in figures(text)] == [None, None]
    resting = [piece for piece in pieces(figures(text, REPORT)[0], "period") if piece.role == "context"]
    assert [(piece.block, piece.start, piece.end) for piece in resting] == [(0, 0, 5)]


def test_an_inherited_time_says_so_and_quotes_where_it_stands() -> None:
    text = "2020年，建成基站400座；普及率达90%。"
    figure = figures(text)[1]
    assert quotes(figure, "period", text) == ["2020年"]
    assert {piece.derivation for piece in pieces(figure, "period")} == {"inherited"}
    assert [piece.role for piece in figure.evidence if piece.role == "period"] == ["period"]


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("2020年，全市工业增加值增长5.3%。", "change", "up"),
        ("2020年，单位能耗下降3.5%。", "change", "down"),
        ("2020年，居民消费价格涨幅2.1%。", "change", "up"),
        ("2020年，办理时限缩减比例达76%。", "change", "down"),
        ("2020年，普及率提高到87.3%。", "status", None),
        ("到2025年，普及率达到95%以上。", "target", None),
        ("到2025年，工业增加值年均增长6%。", "target", "up"),
        ("加快补齐短板，推动改造老旧小区30个。", "plan", None),
        ("力争改造老旧小区30个。", "target", None),
        ("到2025年，人均收入比2020年翻一番。", "target", "up"),
    ],
)
def test_kind_and_direction(text: str, kind: str, direction: str | None) -> None:
    figure = only(text, PLAN)
    assert (figure.kind, figure.direction) == (kind, direction)


def test_without_any_year_the_mood_of_the_paragraph_tells_done_from_to_do() -> None:
    done = "城乡面貌明显改善。荣获省级卫生城市称号，累计改造老旧小区137个。"
    to_do = "加快改善城乡面貌。鼓励社会参与，推动改造老旧小区150个左右。"
    assert (only(done).kind, only(to_do).kind) == ("status", "plan")


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("2020年，产值5亿元，比2015年增长48%。", "2015"),
        ("2020年，产值5亿元，比上年增长4%。", "2019"),
        ("2020年，产值从2015年的3亿元增加到5亿元。", "2015"),
        ("2020年，产值5亿元，增长4%。", None),
    ],
)
def test_what_a_change_is_counted_from(text: str, base: str | None) -> None:
    figure = figures(text)[-1]
    assert (figure.period, figure.base_period) == ("2020", base)


def test_another_place_is_the_subject_and_its_value_a_comparison() -> None:
    text = "2020年，我市宽带普及率80%，乙市为92%，全省第8。"
    found = figures_of_text(text, Context(place="甲市"), mentions=named(text, "乙市"))
    assert [(figure.metric, figure.subject, figure.kind) for figure in found] == [
        ("宽带普及率", None, "status"),
        ("宽带普及率", "乙市", "comparison"),
        ("宽带普及率全省排名", "乙市", "comparison"),
    ]


def named(text: str, *names: str, label: EntityLabel = "LOC") -> tuple[Mention, ...]:
    return tuple(
        Mention(label, name, name, 0, text.index(name), text.index(name) + len(name), ()) for name in names
    )


def test_places_before_a_bracket_are_the_subject_of_what_is_in_it() -> None:
    text = "2020年，我市建成基站400座，与庚城、辛城（均超900座）相比仍有差距。"
    found = figures_of_text(text, mentions=named(text, "庚城", "辛城"))
    assert [(figure.metric, figure.subject, figure.kind) for figure in found] == [
        ("建成基站", None, "status"),
        ("建成基站", "庚城、辛城", "comparison"),
    ]


def test_a_name_that_begins_another_word_is_no_subject() -> None:
    tea, motions = "庚堡茶产量从2万吨增加到3万吨。", "办结政协提案38件。"
    assert {figure.subject for figure in figures_of_text(tea, mentions=named(tea, "庚堡"))} == {None}
    assert {
        figure.subject for figure in figures_of_text(motions, mentions=named(motions, "政协", label="ORG"))
    } == {None}


def test_the_own_place_is_no_subject() -> None:
    assert only("甲市宽带普及率80%。", PLAN).subject is None


def test_numbers_other_figures_cover_and_those_of_the_heading_are_left_out() -> None:
    text = "（一）三类项目。新建学校4所，新建医院2家。"
    found = figures_of_text(
        text, start=text.index("。") + 1, taken=((text.index("4所"), text.index("4所") + 2),)
    )
    assert [figure.raw for figure in found] == ["2家"]


def test_names_dates_and_labels_are_no_figures() -> None:
    assert figures("1.加快5G网络建设。2021年3月，落实“1+9”方案和第三十条。") == []


WORDS = st.sampled_from(
    [
        "全市",
        "2020年",
        "到2025年",
        "，",
        "；",
        "。",
        "、",
        "建成",
        "增长",
        "达到",
        "从",
        "提升至",
        "企业",
        "产值",
        "（",
        "）",
        "“",
        "”",
        "分别",
        "其中",
        "的",
        "占",
        "居全省",
        "第3位",
        "12.5%",
        "30家",
        "4.6万亩",
        "\n",
        " ",
    ]
)


@example("（第3位\n）")
@example("达到 第3位")
@given(st.lists(WORDS, max_size=24).map("".join))
def test_every_field_rests_on_a_quote_of_the_paragraph(text: str) -> None:
    for figure in figures_of_text(text):
        assert figure.metric
        assert text[figure.start : figure.end] == figure.raw
        for name in (
            "metric",
            "raw",
            "value",
            "unit",
            "qualifier",
            "period",
            "period_start",
            "period_end",
            "base_period",
            "subject",
            "direction",
            "kind",
        ):
            value = getattr(figure, name)
            held = [piece for piece in figure.evidence if piece.field == name and piece.role == "value"]
            expected = value is not None and not (name == "qualifier" and value == "exact")
            assert bool(held) == expected, name
            for piece in held:
                quote = text[piece.start : piece.end]
                assert quote.strip()
                if piece.derivation == "verbatim":
                    assert re.sub(r"\s", "", quote) == re.sub(r"\s", "", str(value))


@given(
    st.integers(1, 9999),
    st.sampled_from(["家", "座", "%", "公里", "亿元"]),
    st.sampled_from(["示范园区覆盖", "泊位周转", "林草保育"]),
)
def test_a_name_before_a_number_is_its_metric_whatever_the_number(number: int, unit: str, name: str) -> None:
    assert only(f"全县{name}能力达{number}{unit}。").metric == f"全县{name}能力"


@pytest.mark.parametrize("verb", ["提高", "提升", "降低", "减少", "缩小", "扩大", "增长", "下降"])
@pytest.mark.parametrize("mark", ["比", "较"])
def test_what_a_change_is_counted_from_is_its_base(verb: str, mark: str) -> None:
    figure = only(f"到2025年，网络覆盖率{mark}2020年{verb}5个百分点。", PLAN)
    assert (figure.metric, figure.period, figure.base_period, figure.kind) == (
        f"网络覆盖率{verb}",
        "2025",
        "2020",
        "target",
    )


@pytest.mark.parametrize(("name", "label"), [("三台潼川", "LOC"), ("一元路", "LOC"), ("三户村合作社", "ORG")])
def test_a_numeral_inside_a_name_states_nothing(name: str, label: EntityLabel) -> None:
    text = f"在{name}新建学校三所、医院2家。"
    mention = Mention(label, name, name, 0, 1, 1 + len(name), ())
    assert [figure.raw for figure in figures_of_text(text, PLAN, mentions=(mention,))] == ["三所", "2家"]


def test_a_name_that_is_too_long_takes_no_figure_in_digits() -> None:
    text = "建成14座水库，五成属新建。"
    taken = [
        Mention("LOC", "14座水库", "14座水库", 0, 2, 7, ()),
        Mention("LOC", "五成", "五成", 0, 8, 10, ()),
    ]
    assert [figure.raw for figure in figures_of_text(text, PLAN, mentions=tuple(taken))] == ["14座", "五成"]
