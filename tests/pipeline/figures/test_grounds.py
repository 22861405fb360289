"""What something rests upon (依托5个园区, 以12家企业为支撑) and whom it is for: there, not planned."""

import pytest

from pipeline.figures.anchors import Place
from pipeline.figures.text import Context
from tests.pipeline.figures.reading import figures, metrics, only

PLAN = Context(block=3, plan=(2021, 2025), plan_place=Place(0, 0, 9), leaning=2)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("结合30万亩耕地节水改造工作，完善渠系配套。", "耕地节水改造工作"),
        ("结合6个老旧小区改造，同步建设停车场。", "老旧小区改造"),
        ("依托4个省级园区，培育装备产业集群。", "省级园区"),
        ("基于8个监测站点，完善预警网络。", "监测站点"),
        ("以15家龙头企业为依托，培育产业集群。", "龙头企业"),
        ("以6类断面为基础，完善监测网络。", "断面"),
        ("以9个镇为单元，推进环境整治。", "镇"),
        ("以3条产业链为重点，开展招商。", "产业链"),
    ],
)
def test_what_something_rests_upon_is_there_already(text: str, metric: str) -> None:
    figure = only(text, PLAN)
    assert (figure.metric, figure.kind, figure.period) == (metric, "status", None)


def test_a_year_that_opens_the_sentence_is_not_that_of_what_it_rests_upon() -> None:
    park, laboratory = figures("到2024年，依托5个园区，建成实验室3家。", PLAN)
    assert (park.metric, park.kind, park.period) == ("园区", "status", None)
    assert (laboratory.kind, laboratory.period) == ("target", "2024")


def test_all_members_of_a_list_stand_in_its_frame() -> None:
    text = "以1个中心、7个驿站为支撑，服务半径达到6公里。"
    told = [(figure.metric, figure.kind) for figure in figures(text, PLAN)]
    assert told == [("中心", "status"), ("驿站", "status"), ("服务半径", "target")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("以建设6个园区为重点，扩大投资。", [("建设园区", "plan")]),
        ("形成以4个园区为核心、20个基地为补充的格局。", [("园区", "plan"), ("基地", "plan")]),
        ("以10家以上企业为依托，开展试点。", [("企业", "plan")]),
    ],
)
def test_what_is_to_be_made_with_such_a_frame_is_planned(text: str, told: list[tuple[str, str]]) -> None:
    assert [(figure.metric, figure.kind) for figure in figures(text, PLAN)] == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "面向不少于20个应用场景，再培育30个示范企业。",
            [("不少于20个", "应用场景"), ("30个", "培育示范企业")],
        ),
        ("面向全市选拔60名青年人才。", [("60名", "面向全市选拔青年人才")]),
    ],
)
def test_what_something_faces_is_told_without_the_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected
