"""What each number is compared with."""

import pytest

from pipeline.figures.anchors import Place, ReportYear
from pipeline.figures.text import Context, figures_of_text
from pipeline.figures.times import Time
from tests.pipeline.figures.reading import figures, pieces, quotes

TITLE = Place(7, 0, 5)
DONE = Time(TITLE, "2023", 2023, 2023, computed=True)
AHEAD = Time(TITLE, "2024", 2024, 2024)
REPORT = ReportYear(2024, TITLE)
REVIEW = Context(report=REPORT, carried=DONE, side=-1, leaning=-3)
PROGRAMME = Context(report=REPORT, carried=AHEAD, side=1, leaning=3)


def bases(text: str, context: Context | None = None) -> list[tuple[str | None, str | None]]:
    return [(figure.period, figure.base_period) for figure in figures_of_text(text, context)]


@pytest.mark.parametrize(
    "words",
    ["比上年增长", "较上年增长", "比去年增长", "同比增长", "比上年同期增长", "较上一年提高", "比上年末增加"],
)
def test_the_year_before_is_seen_from_the_year_of_the_number(words: str) -> None:
    text = f"保费收入{words}4.2%。"
    assert bases(text, REVIEW) == [("2023", "2022")]
    assert bases(text, PROGRAMME) == [("2024", "2023")]
    assert bases(f"2020年，{text}") == [("2020", "2019")]
    assert bases(text) == [(None, None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2020年，在校学员是2015年的2.3倍。", [("2020", "2015")]),
        ("2020年，在校学员相当于2015年的3.2倍。", [("2020", "2015")]),
        ("2020年，保费收入达到2015年的1.8倍。", [("2020", "2015")]),
        ("2020年，在校学员是2015年的2.3倍，结业学员30人。", [("2020", "2015"), ("2020", None)]),
        ("2020年，保费收入是上年的1.2倍。", [("2020", "2019")]),
        ("2020年，单位能耗为2015年的85%。", [("2020", "2015")]),
        ("2020年，单位能耗下降到2015年的85%。", [("2015", None)]),
    ],
)
def test_multiples_of_a_year_have_it_as_their_base(
    text: str, found: list[tuple[str | None, str | None]]
) -> None:
    assert bases(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2020年，结业60人，比上年多10人。", [("2020", None), ("2020", "2019")]),
        ("2020年，结业60人，比2019年少6人。", [("2020", None), ("2020", "2019")]),
        ("2020年，及格率80%，比上年高3个百分点。", [("2020", None), ("2020", "2019")]),
        ("2020年，及格率高于2015年3个百分点。", [("2020", "2015")]),
    ],
)
def test_more_or_less_than_in_another_year(text: str, found: list[tuple[str | None, str | None]]) -> None:
    assert bases(text) == found
    assert figures(text)[-1].kind == "change"


@pytest.mark.parametrize(
    "opening",
    [
        "与2015年相比，",
        "同2015年相比，",
        "以2015年为基数，",
        "以2015年为基期，",
        "在2015年基础上，",
        "较2015年，",
        "对比2015年，",
        "相比2015年，",
    ],
)
def test_a_year_to_compare_with_may_open_the_sentence(opening: str) -> None:
    text = f"2020年，{opening}及格率提高12个百分点。"
    (figure,) = figures(text)
    assert (figure.metric, figure.period, figure.base_period) == ("及格率提高", "2020", "2015")
    assert quotes(figure, "base_period", text) == ["2015年"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲类、乙类案件比2016年分别下降12%、8%，丙类案件下降20%。", ["2016", "2016", "2016"]),
        ("甲类案件比2016年下降12%；乙类案件下降8%。", ["2016", "2016"]),
        ("甲类案件比2016年下降12%。乙类案件下降8%。", ["2016", None]),
        ("甲类案件比2016年下降12%，结案率达到80%，丙类案件下降20%。", ["2016", None, "2016"]),
        ("甲类案件比2016年下降12%，乙类案件环比下降8%，丙类案件下降2%。", ["2016", None, None]),
        ("甲类案件比2016年下降12%，乙类案件年均下降8%。", ["2016", None]),
    ],
)
def test_a_base_holds_for_the_changes_that_go_on_after_it(text: str, found: list[str | None]) -> None:
    assert [base for _, base in bases(text)] == found


def test_the_year_before_holds_for_the_whole_paragraph() -> None:
    text = "保费收入50亿元，比上年增长5%。其中，寿险增长3%。财险增长4%。"
    assert [base for _, base in bases(text, REVIEW)] == [None, "2022", "2022", "2022"]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("到2025年，及格率比“十三五”末提高5个百分点。", "2020"),
        ("到2025年，在校学员较2020年底增加300人。", "2020"),
        ("到2025年，在校学员比五年前增加300人。", "2020"),
        ("到2025年，及格率比2015年的37%提高12个百分点。", "2015"),
        ("到2025年，超标天数较2015年少9天。", "2015"),
        ("到2025年，工期比规划提前2个月。", None),
        ("到2025年，及格率比全省提高2个百分点。", None),
        ("到2025年，在校学员环比增长2%。", None),
        ("到2025年，在校学员比年初增加300人。", None),
    ],
)
def test_what_a_number_is_compared_with(text: str, base: str | None) -> None:
    assert figures(text)[-1].base_period == base


def test_a_level_of_another_year_is_of_that_year() -> None:
    level, change = figures("2020年，及格率比2015年的37%提高12个百分点。")
    assert (level.period, level.kind, change.period, change.base_period) == ("2015", "status", "2020", "2015")


def test_a_base_counted_from_the_time_rests_on_it_too() -> None:
    text = "保费收入同比增长4.2%。"
    (figure,) = figures(text, REVIEW)
    held = pieces(figure, "base_period")
    assert [(piece.block, piece.role) for piece in held] == [(0, "value"), (7, "context")]
    assert text[held[0].start : held[0].end] == "同比"


def test_rises_that_begin_in_the_year_before_go_on_so() -> None:
    text = "甲类比重由上年的5%下降到4%；乙类学员80人，比重由8%上升到9%。"
    context = Context(bulletin=ReportYear(2023, TITLE), carried=Time(TITLE, "2023", 2023, 2023), side=-1)
    assert bases(text, context) == [
        ("2022", None),
        ("2023", "2022"),
        ("2023", None),
        ("2022", None),
        ("2023", "2022"),
    ]


def test_a_start_is_the_base_of_the_value_behind_it_and_of_no_other_thing() -> None:
    text = "2021年至2023年，水厂从50家增加到80家、泵站达到9座。"
    assert bases(text) == [("2021", None), ("2021-2023", "2021"), ("2021-2023", None)]
    lists = "2021年至2023年，两县水厂分别由50家、60家增加到80家、90家。"
    assert [base for _, base in bases(lists)][2:] == ["2021", "2021"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "2020年，保费收入20亿元，是2015年8亿元的2.5倍。",
            [("2020", None), ("2015", None), ("2020", "2015")],
        ),
        (
            "2020年，用水量为2015年30万吨的85%，用电量3万度。",
            [("2015", None), ("2020", "2015"), ("2020", None)],
        ),
    ],
)
def test_an_amount_of_another_year_is_what_a_multiple_is_counted_by(
    text: str, found: list[tuple[str | None, str | None]]
) -> None:
    assert bases(text) == found


def test_a_net_rise_is_a_change_from_what_it_is_held_against() -> None:
    (figure,) = figures("2020年，存款余额比上年末净增40亿元。")
    assert (figure.metric, figure.base_period, figure.kind, figure.direction) == (
        "存款余额净增",
        "2019",
        "change",
        "up",
    )


@pytest.mark.parametrize("time", ["2019年", "2019年同期"])
def test_what_comes_back_to_a_year_is_held_against_it(time: str) -> None:
    text = f"2023年，进馆人次、门票收入分别恢复到{time}的85%、92%，货邮增长5%。"
    assert bases(text) == [("2023", "2019"), ("2023", "2019"), ("2023", None)]
    assert [figure.metric for figure in figures(text)][:2] == ["进馆人次", "门票收入"]
    assert bases("2023年，合格率由70%提高到2020年的80%。")[-1][1] != "2020"


def test_multiples_in_a_list_have_one_base() -> None:
    text = "2020年，营业收入60亿元、利润9亿元，分别是2015年的1.4倍和1.6倍。"
    assert bases(text)[2:] == [("2020", "2015"), ("2020", "2015")]
