"""The time of each number: years one by one, words of time in reports, bulletins and plans, prices, names."""

import pytest

from pipeline.figures.anchors import Place, ReportYear
from pipeline.figures.text import Context, figures_of_text
from pipeline.figures.times import Time
from tests.pipeline.figures.reading import figures, pieces

TITLE = Place(7, 0, 5)
PLAN = Context(plan=(2021, 2025), plan_place=TITLE)
REVIEW = Context(report=ReportYear(2024, TITLE), side=-1, leaning=-3)
PROGRAMME = Context(report=ReportYear(2024, TITLE), side=1, leaning=3)
BULLETIN = Context(bulletin=ReportYear(2023, TITLE), side=-1)


def periods(text: str, context: Context) -> list[str | None]:
    return [figure.period for figure in figures_of_text(text, context)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2023年和2025年，绿化覆盖率分别达到40%和45%。", ["2023", "2025"]),
        ("2018年、2019年、2020年，结业学员分别为30人、40人、50人。", ["2018", "2019", "2020"]),
        ("到2025、2030、2035年，复种率分别达到20%、30%、40%。", ["2025", "2030", "2035"]),
        ("2019年和2020年产量分别增长5%和6%，销量分别增长7%和8%。", ["2019", "2020"] * 2),
        ("2018—2020年，结业学员分别为30人、40人、50人。", ["2018", "2019", "2020"]),
        ("2018年至2020年，分别结业30人、40人和50人。", ["2018", "2019", "2020"]),
        ("2018—2020年，结业学员30人、教师4人、助教5人。", ["2018-2020"] * 3),
        ("2019—2020年，甲产品、乙产品产量分别增长3%、4%。", ["2019-2020"] * 2),
        ("2019年和2020年，累计结业学员30人。", ["2019-2020"]),
        ("到2025年和2035年，覆盖率均达到90%。", [None]),
    ],
)
def test_each_value_takes_its_own_year(text: str, found: list[str | None]) -> None:
    assert periods(text, PLAN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“十四五”前三年，结业学员300人。", ["2021-2023"]),
        ("“十四五”后两年，结业学员300人。", ["2024-2025"]),
        ("“十四五”的头两年，结业学员300人。", ["2021-2022"]),
        ("前三年结业学员300人，后两年结业学员200人。", ["2021-2023", "2024-2025"]),
        ("“十四五”末，结业学员300人。", ["2025"]),
        ("规划期末，结业学员达到300人。", ["2025"]),
        ("今后五年，结业学员300人。", ["2021-2025"]),
        ("未来三年，结业学员300人。", ["2021-2023"]),
        ("五年来，结业学员300人。", ["2016-2020"]),
        ("过去五年，结业学员300人。", ["2016-2020"]),
        ("今年结业学员30人。", [None]),
    ],
)
def test_words_of_time_are_counted_from_the_years_of_the_plan(text: str, found: list[str | None]) -> None:
    assert periods(text, PLAN) == found


@pytest.mark.parametrize(
    ("text", "review", "programme"),
    [
        ("全年结业学员300人。", "2023", "2024"),
        ("上半年结业学员300人。", "2023", "2024"),
        ("一年来，结业学员300人。", "2023", "2023"),
        ("五年来，结业学员300人。", "2019-2023", "2019-2023"),
        ("今后五年，结业学员300人。", "2024-2028", "2024-2028"),
        ("去年结业学员300人。", "2023", "2023"),
        ("明年结业学员300人。", "2025", "2025"),
        ("目前，结业学员300人。", None, None),
    ],
)
def test_words_of_time_are_counted_from_the_year_of_a_report(
    text: str, review: str | None, programme: str | None
) -> None:
    assert (periods(text, REVIEW), periods(text, PROGRAMME)) == ([review], [programme])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年结业学员300人。", "2023"),
        ("今年结业学员300人。", "2023"),
        ("上年末在校学员300人。", "2022"),
        ("五年来，结业学员300人。", "2019-2023"),
    ],
)
def test_words_of_time_are_counted_from_the_year_of_a_bulletin(text: str, found: str) -> None:
    (figure,) = figures_of_text(text, BULLETIN)
    assert (figure.period, figure.period_basis, figure.kind) == (found, "inherited", "status")
    assert {piece.block for piece in pieces(figure, "period")} == {0, 7}


def test_a_word_of_time_that_two_words_make_is_none() -> None:
    (figure,) = figures_of_text("2023年，举办网上年货节，网络零售额突破60亿元。", BULLETIN)
    assert (figure.period, figure.period_basis) == ("2023", "stated")


@pytest.mark.parametrize(
    "text",
    [
        "按2020年价格计算，产值5亿元。",
        "按2020年不变价计算，产值5亿元。",
        "产值5亿元（2020年价格）。",
        "落实2030年前碳达峰方案，结业学员300人。",
        "承办2022年冬奥会赛事30场。",
        "提前2年结业学员300人。",
        "以前年度结转学员300人。",
        "三年内结业学员300人。",
        "将近三年结业学员300人。",
    ],
)
def test_prices_names_and_lengths_name_no_period(text: str) -> None:
    assert [period for period in periods(text, Context()) if period] == []


def test_what_lies_ahead_in_a_plan_and_has_no_time_is_of_its_years() -> None:
    text = "加快职业培训，力争培训学员300人。"
    (figure,) = figures_of_text(text, PLAN)
    assert (figure.period, figure.period_basis, figure.kind) == ("2021-2025", "inherited", "target")
    assert {(piece.block, piece.start, piece.end) for piece in pieces(figure, "period")} == {(7, 0, 5)}


def test_what_was_observed_and_has_no_time_stays_without_one() -> None:
    assert periods("职业培训成效显著，累计培训了学员317人，荣获省级表彰。", PLAN) == [None]


def test_the_first_value_of_a_rise_over_years_is_of_the_year_before_them() -> None:
    first, second = figures("2016—2020年，覆盖率由37%提高到90%。")
    assert (first.period, first.period_basis, second.period, second.base_period) == (
        "2015",
        "inherited",
        "2016-2020",
        "2015",
    )


def test_a_time_in_the_midst_of_a_sentence_does_not_govern_the_next() -> None:
    text = "金融风险得到有效化解并持续下降，2020年末不良率为1.5%。新增网点10家。"
    assert periods(text, Context()) == ["2020", None]


def test_the_time_of_the_part_is_told_to_be_computed_where_it_is_not_printed() -> None:
    part = Time(TITLE, "2023", 2023, 2023, computed=True)
    (figure,) = figures("新增学员300人。", Context(report=ReportYear(2024, TITLE), carried=part, side=-1))
    assert (figure.period, figure.period_basis, figure.kind) == ("2023", "inherited", "status")
    assert {piece.derivation for piece in pieces(figure, "period")} == {"computed"}


def test_the_year_that_a_rise_reaches_is_that_of_what_follows() -> None:
    text = "普及率从2012年的42%提高到2021年的73%，网民达10万人。"
    assert periods(text, Context()) == ["2012", "2021", "2021"]


def test_a_purpose_is_no_time_of_what_follows() -> None:
    assert periods("为2025年建成打下基础，新增网点10家。", Context()) == [None]


def test_a_yearly_average_is_of_no_one_year_that_stands_sentences_before() -> None:
    text = "2020年，网点达到90家。学员年均增长6%。"
    assert periods(text, Context()) == ["2020", None]


@pytest.mark.parametrize("word", ["持平", "基本持平", "相当"])
def test_a_year_that_something_equals_is_no_time_of_what_follows(word: str) -> None:
    text = f"达标学校占34%，与上年{word}；未达标学校占32%，减少1个百分点。"
    assert set(
        periods(text, Context(bulletin=BULLETIN.bulletin, carried=Time(TITLE, "2023", 2023, 2023)))
    ) == {"2023"}


def test_the_years_of_a_record_are_those_of_no_number() -> None:
    context = Context(
        report=ReportYear(2024, Place(0, 0, 5)), carried=Time(Place(0, 0, 5), "2023", 2023, 2023)
    )
    found = figures("新增企业41家，创近5年最好成绩。新增医院27家。", context)
    assert [figure.period for figure in found] == ["2023", "2023"]


def test_the_year_of_something_named_is_not_handed_on() -> None:
    context = Context(
        report=ReportYear(2024, Place(0, 0, 5)), carried=Time(Place(0, 0, 5), "2023", 2023, 2023)
    )
    assert periods("在2022年度考核中获优。参保率达97%。", context) == ["2023"]
    assert periods("年内新增病床50张。", REVIEW) == ["2023"]


def test_since_a_year_reaches_to_the_last_year_that_was_done() -> None:
    text = "自2019年以来累计改造管网30公里、泵站5座。"
    assert periods(text, REVIEW) == ["2019-2023", "2019-2023"]
    assert periods(text, Context()) == [None, None]


@pytest.mark.parametrize("opening", ["党的十八大以来", "新中国成立以来", "有史以来"])
def test_since_an_event_is_no_time_of_the_part(opening: str) -> None:
    done = Time(TITLE, "2023", 2023, 2023, computed=True)
    context = Context(report=ReportYear(2024, TITLE), side=-1, leaning=-3, carried=done)
    assert periods(f"{opening}，累计改造管网30公里。", context) == [None]


@pytest.mark.parametrize(
    ("span", "first"), [("2019年至2023年", "2019"), ("2019年到2023年", "2019"), ("2019—2023年", "2018")]
)
def test_a_rise_told_from_year_to_year_begins_in_the_first(span: str, first: str) -> None:
    assert periods(f"{span}，产值由30亿元提高到50亿元。", Context()) == [first, "2019-2023"]


def test_an_indent_within_a_paragraph_opens_another() -> None:
    text = "第三章　水务建设　　2023年供水8万吨，比2015年增长5%。　　新建泵站7座。"
    assert periods(text, Context()) == ["2023", "2023", None]


def test_the_year_that_something_rests_upon_is_not_that_of_what_follows() -> None:
    text = "在2022年连续增产的基础上，2023年我市农业继续发展。粮食产量增长4%。"
    assert periods(text, Context()) == ["2023"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("近三年，结业学员300人。教师40人。", ["2021-2023", None]),
        ("近三年来，结业学员300人。教师40人。", ["2021-2023", "2021-2023"]),
        ("落实上级有关文件的要求，到2030年，绿化覆盖率达到40%。复种率达到20%。", ["2030", "2030"]),
        ("1962年3月1日以后出生，每年授课不少于9个月。", [None]),
        ("解放以来，结业学员300人。", [None]),
        ("建设“十四五”批复的6个基地，增加学员80人。学员达到300人。", ["2021-2025", None, None]),
    ],
)
def test_how_far_a_time_holds(text: str, found: list[str | None]) -> None:
    assert periods(text, Context(report=ReportYear(2024, TITLE))) == found


def test_so_many_years_are_those_of_the_review() -> None:
    review = Context(carried=Time(TITLE, "2019-2023", 2019, 2023))
    assert periods("2023年产量达到80吨。五年结业学员累计达到300人。", review) == ["2023", "2019-2023"]
    assert periods("2023年产量达到80吨。三年结业学员累计达到300人。", review) == ["2023", "2023"]


@pytest.mark.parametrize("word", ["年均增长", "平均每年增长"])
def test_a_yearly_average_is_of_the_years_told_before_a_level_of_one_of_them(word: str) -> None:
    text = f"2016年到2020年，学员{word}6%，2020年达到9万人，其中女学员{word}7%。"
    assert periods(text, Context()) == ["2016-2020", "2020", "2016-2020"]
    plan = Context(plan=(2021, 2025), plan_place=TITLE)
    assert periods(f"到2025年，学员达到9万人，{word}6%。", plan) == ["2025", "2021-2025"]


def test_a_yearly_average_up_to_the_year_before_a_plan_is_not_of_the_plan() -> None:
    plan = Context(plan=(2021, 2025), plan_place=TITLE)
    assert periods("2020年，学员达到9万人，年均增长6%。", plan) == ["2020", "2020"]


def test_the_year_of_a_work_that_somebody_wrote_is_not_handed_on() -> None:
    assert periods("他1957年的著作，奠定了学科基础。新增网点10家。", Context()) == [None]


def test_three_years_before_school_are_no_part_of_a_plan() -> None:
    plan = Context(plan=(2021, 2025), leaning=-3, side=-1)
    assert [figure.period for figure in figures_of_text("学前三年毛入园率达97%。", plan)] == [None]
