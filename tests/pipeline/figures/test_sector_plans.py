"""What plans of sectors write: works, rows of counties, standards, what was counted before, reviews."""

import pytest

from tests.pipeline.figures.narrated import narrative_figures
from tests.pipeline.figures.reading import figures, metrics
from tests.pipeline.figures.test_narrative import facts, heading
from tests.pipeline.small_plan import Draft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已建成污水厂6座，到2027年再建4座。", [("6座", "建成污水厂"), ("4座", "建污水厂")]),
        ("新建照料中心80个，年均建成20个。", [("80个", "新建照料中心"), ("20个", "年均建成照料中心")]),
        (
            "老旧小区共90个，涉及住宅楼300栋、居民2万户，建筑面积50万平方米，已改造40个。",
            [
                ("90个", "老旧小区"),
                ("300栋", "住宅楼"),
                ("2万户", "居民"),
                ("50万平方米", "建筑面积"),
                ("40个", "改造老旧小区"),
            ],
        ),
        ("水库12座，新建堤防8公里。", [("12座", "水库"), ("8公里", "新建堤防")]),
    ],
)
def test_a_deed_without_its_object_is_done_to_what_was_counted(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "惠及3个村、500户、2000人。",
            [("3个", "惠及村"), ("500户", "惠及户"), ("2000人", "惠及人")],
        ),
        ("涉及8个行政村、900户。", [("8个", "行政村"), ("900户", "涉及户")]),
        ("培训农户500户、2000人。", [("500户", "培训农户"), ("2000人", "培训农户")]),
    ],
)
def test_people_beside_their_villages_are_no_villages(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


def test_each_county_of_a_row_has_the_deeds_and_what_they_are_done_to() -> None:
    text = "全市新建梯田36万亩，改造提升18万亩。其中，石桥县新建12万亩、改造提升5万亩，南岭县新建24万亩。"
    found = [(figure.raw, figure.metric, figure.subject, figure.direction) for figure in figures(text)]
    assert found == [
        ("36万亩", "新建梯田", None, None),
        ("18万亩", "梯田改造提升", None, None),
        ("12万亩", "新建梯田", "石桥县", None),
        ("5万亩", "改造提升梯田", "石桥县", None),
        ("24万亩", "新建梯田", "南岭县", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "病险水库38座，分布在石桥县17座、安县12座、南岭县9座。",
        "病险水库38座，其中石桥县17座、安县12座、南岭县9座。",
    ],
)
def test_a_county_with_a_short_name_is_a_county(text: str) -> None:
    found = [(figure.metric, figure.subject) for figure in figures(text)]
    assert found == [
        ("病险水库", None),
        ("病险水库", "石桥县"),
        ("病险水库", "安县"),
        ("病险水库", "南岭县"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "总投资9亿元，其中供水工程2亿元、排水工程3亿元、绿化4亿元。",
            ["总投资", "供水工程投资", "排水工程投资", "绿化投资"],
        ),
        ("贷款余额9亿元，其中涉农贷款2亿元、到期1亿元。", ["贷款余额", "涉农贷款余额", "到期余额"]),
        (
            "公路里程900公里，其中国道90公里，公路密度每百平方公里80公里。",
            ["公路里程", "国道里程", "公路密度"],
        ),
        ("通达率平原区达到100%、丘陵区达到90%。", ["通达率平原区", "丘陵区通达率"]),
    ],
)
def test_parts_have_the_measure_of_their_whole_and_none_beside_their_own(
    text: str, expected: list[str]
) -> None:
    assert [figure.metric for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按人均0.5平方米标准建设避难场所。", [("0.5平方米", "人均建设避难场所")]),
        (
            "按每百户不少于20平方米的标准配建养老用房。",
            [("不少于20平方米", "每百户配建养老用房")],
        ),
        (
            "市财政按每所学校补助3万元的标准共计安排60万元。",
            [("3万元", "每所学校补助"), ("60万元", "安排")],
        ),
        ("按每亩500元的标准给予补助。", [("500元", "给予补助")]),
    ],
)
def test_what_is_done_by_a_standard(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "每千人床位数5.2张，全省平均为6.5张，全国平均水平6.7张，病床使用率80%。",
            [
                ("每千人床位数", None, "status"),
                ("每千人床位数", "全省", "comparison"),
                ("每千人床位数", "全国", "comparison"),
                ("病床使用率", None, "status"),
            ],
        ),
        (
            "人均收入2万元，低于全国平均水平（3.5万元）。",
            [("人均收入", None, "status"), ("人均收入", "全国", "comparison")],
        ),
        (
            "人均水量520立方米，低于全国平均水平900立方米，仅为全省平均水平的38%。",
            [
                ("人均水量", None, "status"),
                ("人均水量低于全国平均水平", None, "status"),
                ("人均水量", None, "status"),
            ],
        ),
        (
            "入住率40%，全省平均水平为55%，高于全国平均水平3个百分点。",
            [
                ("入住率", None, "status"),
                ("入住率", "全省", "comparison"),
                ("入住率高于全国平均水平", None, "change"),
            ],
        ),
    ],
)
def test_a_mean_is_of_the_place_it_is_of(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert [(figure.metric, figure.subject, figure.kind) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("每5所幼儿园配备1名督学。", "每5所幼儿园配备督学"),
        ("各中小学至少配备1名教师。", "各中小学配备教师"),
        ("近期（2021—2025年）投资21亿元。", "近期投资"),
        ("现状共有水厂5座。", "水厂"),
        ("超过1000人规模的学校配备2名教师。", "配备教师"),
    ],
)
def test_for_each_of_which_it_is_and_when_it_is_not(text: str, metric: str) -> None:
    assert [figure.metric for figure in figures(text)] == [metric]


def test_what_stands_behind_the_works_lies_ahead() -> None:
    assert {figure.kind for figure in figures("项目建成后，年产粮食80公斤。")} == {"plan"}


@pytest.mark.parametrize(
    ("first", "second", "period"),
    [
        ("2012—2021年用水量年均增长3%。", "全市有水厂6座。", None),
        ("“十三五”期间，建成水厂3座。", "全市新增管网50公里。", "2016-2020"),
        ("“十三五”期间，建成水厂3座。", "现状有管网80公里。", None),
    ],
)
def test_a_review_goes_on_in_the_time_that_its_paragraph_is_set_off_by(
    first: str, second: str, period: str | None
) -> None:
    title = "甲县“十四五”水利规划"
    draft = Draft()
    draft.add(title, "title")
    above = heading(draft, "二、发展现状", number=2)
    draft.add(first, heading=0)
    draft.add(second, heading=0)
    assert narrative_figures(facts(draft, title, (above,)))[-1].period == period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "重点建设10个基础雄厚、引领未来发展方向的学科；支持40个突出前沿引领的专业。",
            [("10个", "重点建设基础雄厚、引领未来发展方向的学科"), ("40个", "突出前沿引领的专业")],
        ),
        (
            "按先进标准生产的钢材，由1990年的40%上升到50%。",
            [("40%", "按先进标准生产的钢材"), ("50%", "按先进标准生产的钢材")],
        ),
    ],
)
def test_what_sort_a_thing_is_belongs_to_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [("省级研发机构超过500家。", "target"), ("新建研发机构超过500家。", "plan")],
)
def test_how_many_there_shall_be_is_aimed_at_and_what_is_built_is_planned(text: str, kind: str) -> None:
    title = "甲县“十四五”科技规划"
    draft = Draft()
    draft.add(title, "title")
    above = heading(draft, "二、主要任务", number=2)
    draft.add(text, heading=0)
    assert [figure.kind for figure in narrative_figures(facts(draft, title, (above,)))] == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("启动石桥县20个卫生站建设。", [("启动卫生站建设", "石桥县")]),
        ("完成石桥县15个乡镇卫生院建设。", [("完成乡镇卫生院", "石桥县")]),
        ("新建石桥县小学3所。", [("新建石桥县小学", None)]),
    ],
)
def test_the_place_between_the_deed_and_the_number_is_whose_it_is(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(figure.metric, figure.subject) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年万元生产总值用水量下降10%。", [("10%", "万元生产总值用水量下降")]),
        ("地方财政一般预算收入增长9%。", [("9%", "地方财政一般预算收入增长")]),
        (
            "建设30个成果转化和技术转移基地、技术推广中心。",
            [("30个", "建设成果转化和技术转移基地、技术推广中心")],
        ),
    ],
)
def test_names_are_whole(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


def test_what_a_plan_rests_upon_is_of_none_of_its_own_years() -> None:
    title = "甲县“十五五”规划纲要"
    draft = Draft()
    draft.add(title, "title")
    above = heading(draft, "一、“十五五”时期发展的现实基础", number=1)
    draft.add("全县有水厂6座，供水普及率达到98%。", heading=0)
    found = narrative_figures(facts(draft, title, (above,)))
    assert {(figure.kind, figure.period) for figure in found} == {("status", None)}


def test_a_distance_from_a_mean_is_of_no_place_called_low() -> None:
    text = "亩均投资强度153万元，低全省平均水平97万元。"
    assert [(figure.metric, figure.subject) for figure in figures(text)] == [
        ("亩均投资强度", None),
        ("亩均投资强度低全省平均水平", None),
    ]
