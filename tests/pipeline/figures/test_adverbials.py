"""When what is said behind a number is done."""

import pytest

from tests.pipeline.figures.reading import figures, only, quotes


@pytest.mark.parametrize(
    ("text", "metric", "period"),
    [
        ("首期10亿元于2023年9月底前到位。", "首期到位", "2023"),
        ("改造项目12个在2025年底前全部开工。", "改造项目", "2025"),
        ("首批30辆新能源公交车于2024年10月投入运营。", "首批新能源公交车", "2024"),
        ("有8个重点项目于2024年上半年开工建设。", "重点项目", "2024"),
    ],
)
def test_the_number_is_of_that_time_and_the_metric_leaves_it_out(text: str, metric: str, period: str) -> None:
    figure = only(text)
    assert (figure.metric, figure.period, figure.period_basis) == (metric, period, "stated")
    assert all(period in quote for quote in quotes(figure, "period", text))


def test_a_list_before_it_is_all_of_that_time() -> None:
    text = "新建学校10所、医院2所于2025年前建成。"
    found = figures(text)
    assert [(figure.raw, figure.period) for figure in found] == [("10所", "2025"), ("2所", "2025")]


@pytest.mark.parametrize(
    "text",
    [
        "全市12家企业在2022年度考核中获评优秀。",
        "新增36个品牌在2020年基础上评选产生。",
    ],
)
def test_other_phrases_with_a_year_are_no_such_time(text: str) -> None:
    assert only(text).period is None
