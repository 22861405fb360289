"""What plans write: classes with a bound, shares of what is done, levels, extremes, places, spans."""

from decimal import Decimal

import pytest

from pipeline.figures.anchors import Place
from pipeline.figures.text import Context
from tests.pipeline.figures.reading import figures, metrics, only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培育6个以上收入过80亿元的装备产业集群。", [("6个以上", "培育收入过80亿元的装备产业集群")]),
        ("引进3家年销售额超过5亿元的龙头企业。", [("3家", "引进年销售额超过5亿元的龙头企业")]),
        (
            "打造产值超10亿元的企业30家、超100亿元的企业5家。",
            [("30家", "打造产值超10亿元的企业"), ("5家", "打造超100亿元的企业")],
        ),
        ("企业产值超过5亿元。", [("超过5亿元", "企业产值")]),
    ],
)
def test_the_bound_of_a_class_belongs_to_what_is_counted(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("到2025年，新建住宅实现100%装配式建造。", "新建住宅装配式建造"),
        ("规模以上企业实现80%设备联网。", "规模以上企业设备联网"),
        ("行政村完成90%改厕任务。", "行政村改厕任务"),
        ("污水处理率实现98%。", "污水处理率"),
        ("垃圾分类覆盖率实现90%以上并稳定运行。", "垃圾分类覆盖率"),
    ],
)
def test_a_share_is_of_what_is_done_behind_it(text: str, metric: str) -> None:
    assert only(text).metric == metric


@pytest.mark.parametrize(
    ("text", "metric", "direction"),
    [
        ("生产总值实现8%以上增长。", "生产总值增长", "up"),
        ("财政收入力争实现6%左右的增长。", "财政收入增长", "up"),
        ("工业用水量保持3%的下降。", "工业用水量下降", "down"),
        ("公共建筑实现60%增长需求预测。", "公共建筑增长需求预测", None),
    ],
)
def test_a_change_behind_its_share_closes_the_clause(text: str, metric: str, direction: str | None) -> None:
    figure = only(text)
    assert (figure.metric, figure.direction) == (metric, direction)


@pytest.mark.parametrize(
    ("text", "metric", "qualifier"),
    [
        ("年均气温18℃，最高39℃。", "年均气温最高", "exact"),
        ("平均雨量1200毫米，最高超过1600毫米。", "平均雨量最高", "over"),
        ("平均雨量1200毫米，最低不足500毫米。", "平均雨量最低", "up_to"),
        ("每个项目补助10万元，最高不超过50万元。", "每个项目补助", "up_to"),
        ("每个项目补助10万元，最高50万元。", "每个项目补助", "up_to"),
    ],
)
def test_an_extreme_is_a_measure_and_of_sums_a_bound(text: str, metric: str, qualifier: str) -> None:
    last = figures(text)[-1]
    assert (last.metric, last.qualifier) == (metric, qualifier)


@pytest.mark.parametrize(
    ("text", "metric", "qualifier"),
    [
        ("学校按师生比不低于1∶500配备校医。", "师生比配备校医", "at_least"),
        ("生师比不高于15∶1。", "生师比", "up_to"),
    ],
)
def test_a_ratio_keeps_its_name(text: str, metric: str, qualifier: str) -> None:
    figure = only(text)
    assert (figure.metric, figure.qualifier) == (metric, qualifier)


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit"),
    [
        ("产业规模达到5000亿级，居全省前列。", "5000亿", 5000 * 10**8, None),
        ("产业能级达到800亿元级。", "800亿元", 800 * 10**8, "元"),
        ("建成8级园区。", None, None, None),
        ("建设500亿元级园区。", None, None, None),
        ("形成300亿级集群。", None, None, None),
    ],
)
def test_a_level_of_so_many_is_a_value_and_before_a_noun_a_sort(
    text: str, raw: str | None, value: int | None, unit: str | None
) -> None:
    found = [(figure.raw, figure.value, figure.unit) for figure in figures(text)]
    assert found == ([] if raw is None or value is None else [(raw, Decimal(value), unit)])


@pytest.mark.parametrize(
    "text",
    [
        "小城市指城区人口不足50万的城市。",
        "大型企业是指从业人员1000人以上的企业。",
        "“高层住宅”指18层或60米及以上住宅。",
        "经过两个五年的努力。",
        "再用三个五年规划期建成强市。",
        "清淤东环河（西街以南600米）。",
        "服务站位于北桥东侧200米。",
        "在站点周边500米范围内设点。",
        "矿井达到2级（稳健级）以上标准。",
    ],
)
def test_what_a_word_means_and_where_or_how_long_something_is_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_what_is_aimed_at_is_one() -> None:
    assert metrics("产业规模剑指5000亿元，指导企业50家。") == [
        ("5000亿元", "产业规模"),
        ("50家", "指导企业"),
    ]


def test_a_bound_is_told_of_both_that_either_parts() -> None:
    found = figures("集中培训累计不少于20天或160学时，补助标准为5万元或8万元。")
    assert [(each.raw, each.qualifier) for each in found] == [
        ("不少于20天", "at_least"),
        ("160学时", "at_least"),
        ("5万元", "exact"),
        ("8万元", "exact"),
    ]


PLAN = Context(plan=(2021, 2025), plan_place=Place(7, 0, 5), leaning=3)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("完成2000年底前建成的老旧小区改造任务，惠及居民8万户。", "2021-2025"),
        ("为2018年以后出生的儿童接种5万人次。", "2021-2025"),
        ("2022年底前完成的项目达到30个。", "2022"),
        ("2023年前，建成公园20座。", "2023"),
    ],
)
def test_a_year_that_tells_which_things_are_meant_is_not_when(text: str, period: str) -> None:
    figure = only(text, PLAN)
    assert (figure.period, figure.kind in ("plan", "target")) == (period, True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("守牢95万亩耕地保护红线。", "target"),
        ("坚决守住耕地95万亩。", "target"),
        ("新开垦耕地5万亩。", "plan"),
    ],
)
def test_what_is_kept_is_a_level(text: str, kind: str) -> None:
    assert only(text, PLAN).kind == kind


@pytest.mark.parametrize("text", ["实现20人以上的自然村4G网络覆盖。", "50户以上的自然村通硬化路。"])
def test_how_large_the_villages_meant_are_is_a_condition(text: str) -> None:
    assert figures(text, PLAN) == []


@pytest.mark.parametrize("text", ["总规模1I，150万吨。", "产量达到L 45亿吨。"])
def test_half_of_a_number_that_was_spoilt_is_not_read(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "省级事项网上可办率不低于90%，市、县级不低于70%。",
            ["省级事项网上可办率", "市、县级事项网上可办率"],
        ),
        ("国家级园区达到8个，省级20个，市级30个。", ["国家级园区", "省级园区", "市级园区"]),
        ("培育国家级技术中心5家、省级30家。", ["培育国家级技术中心", "培育省级技术中心"]),
        ("城镇居民收入达到5万元，农村3万元。", ["城镇居民收入", "农村居民收入"]),
        ("省级以上园区达到9个，其中国家级3个。", ["省级以上园区", "国家级园区"]),
        ("国家级实验室2个；省级项目12项。", ["国家级实验室", "省级项目"]),
    ],
)
def test_another_level_takes_the_place_of_the_one_before(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("绿色水平明显提升，能耗下降10%。", "能耗下降"),
        ("发展质量效益明显提高，产值达到80亿元。", "产值"),
        ("数字经济发展水平大幅提升，增加值达到80亿元。", "数字经济增加值"),
        ("人工智能产业加快发展，规模突破300亿元。", "人工智能产业规模"),
        ("基础设施更加完善，总里程达到300公里。", "基础设施总里程"),
        ("综合实力大幅提升，居全省第3位。", "综合实力全省排名"),
    ],
)
def test_how_good_something_is_has_no_measure_but_a_rank(text: str, metric: str) -> None:
    assert only(text).metric == metric


@pytest.mark.parametrize(
    ("text", "metric", "qualifier"),
    [
        ("按照规定给予最高1000万元的一次性奖励。", "一次性奖励", "up_to"),
        ("支撑数字经济增加值占生产总值比重达到20%。", "数字经济增加值占生产总值比重", "exact"),
        ("支撑平台达到20个。", "支撑平台", "exact"),
    ],
)
def test_a_sum_is_given_and_what_supports_is_no_part_of_it(text: str, metric: str, qualifier: str) -> None:
    figure = only(text)
    assert (figure.metric, figure.qualifier) == (metric, qualifier)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("可再生能源占比达到20%。", "可再生能源占比"),
        ("水资源可持续利用率达到30%。", "水资源可持续利用率"),
        ("每个镇可设立2个服务点。", "每个镇设立服务点"),
    ],
)
def test_what_can_be_done_belongs_to_a_name_and_not_to_a_deed(text: str, metric: str) -> None:
    assert only(text).metric == metric


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "投资中，民间投资占55%、工业投资占45%。",
            [("55%", "投资中民间投资占"), ("45%", "投资中工业投资占")],
        ),
        (
            "全部就业人员中，第一产业占12%，第二产业占38%。",
            [("12%", "就业人员中第一产业占"), ("38%", "就业人员中第二产业占")],
        ),
        (
            "在全县用水总量中，农业用水占62%，工业用水占18%。",
            [("62%", "全县用水总量中农业用水占"), ("18%", "全县用水总量中工业用水占")],
        ),
        ("累计投入80亿元，其中，财政资金占40%。", [("80亿元", "投入"), ("40%", "财政资金占")]),
        ("抽查的60家企业中，小微企业占70%。", [("60家", "企业"), ("70%", "小微企业占")]),
    ],
)
def test_shares_are_of_the_whole_that_a_clause_of_its_own_names(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.5万人防洪标准由20年一遇提高到50年一遇。", [("6.5万人", "防洪标准由20年一遇提高到50年一遇")]),
        ("4万亩农田排涝标准由5年一遇提高到10年一遇。", [("4万亩", "农田排涝标准由5年一遇提高到10年一遇")]),
        (
            "5个镇供水保证率由90%提高到95%。",
            [("5个", "镇供水保证率"), ("90%", "镇供水保证率"), ("95%", "镇供水保证率")],
        ),
    ],
)
def test_the_counted_are_those_whose_level_changes(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("风机出货量居全国第一位，市场占有率超过30%。", ("超过30%", "风机市场占有率")),
        ("电池产量居全省第二位，市场份额达到25%。", ("25%", "电池市场份额")),
        ("罐头产量8万吨，合格率98%。", ("98%", "罐头合格率")),
        ("固定资产投资完成80亿元，完成率95%。", ("95%", "固定资产投资完成率")),
    ],
)
def test_a_rate_is_of_the_thing_not_of_how_much_there_is(text: str, expected: tuple[str, str]) -> None:
    assert metrics(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        (
            "到2025年，以智能制造与高端装备为代表的制造业规模超过900亿元。",
            "智能制造与高端装备为代表的制造业规模",
        ),
        ("与周边国家贸易额占比达到30%。", "与周边国家贸易额占比"),
        ("全市与沿线国家货物贸易额达到50亿元。", "与沿线国家货物贸易额"),
        ("对东盟出口增长12%。", "对东盟出口增长"),
        ("对企业奖励200万元。", "企业奖励"),
        ("河流断面达到或优于Ⅲ类比例不低于90%。", "河流断面达到或优于Ⅲ类比例"),
        ("达到或好于Ⅲ类水体比例90%。", "达到或好于Ⅲ类水体比例"),
        ("请于10月8日前提交材料3份。", "提交材料"),
        ("与2020年相比，能耗下降13%。", "能耗下降"),
        ("与50家企业签约。", "企业签约"),
    ],
)
def test_with_whom_and_what_sort_belong_to_the_metric(text: str, metric: str) -> None:
    assert only(text).metric == metric


def test_values_of_each_keep_with_whom() -> None:
    text = "与沿线国家货物贸易、对外投资分别占比达30%和20%。"
    assert metrics(text) == [("30%", "与沿线国家货物贸易占比"), ("20%", "对外投资占比")]


@pytest.mark.parametrize(
    "text",
    ["改造四座桥村道路。", "打造三条沟景区。", "四座楼林场扩建。", "三块石片区更新。", "两棵树街道整治。"],
)
def test_a_numeral_in_the_name_of_a_place_is_no_figure(text: str) -> None:
    assert figures(text) == []


def test_villages_and_works_of_a_list_are_counted() -> None:
    text = "建设三个山村、两座水库、五条河道。"
    assert metrics(text) == [("三个", "建设山村"), ("两座", "建设水库"), ("五条", "建设河道")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "培育1—2家营业收入过千亿、3—4家营业收入过百亿的龙头企业。",
            [("1—2家", "培育营业收入过千亿的龙头企业"), ("3—4家", "培育营业收入过百亿的龙头企业")],
        ),
        (
            "打造2个产值过千亿元、6个产值过百亿元的产业集群。",
            [("2个", "打造产值过千亿元的产业集群"), ("6个", "打造产值过百亿元的产业集群")],
        ),
        ("优选24处已建大型灌区实施改造。", [("24处", "优选已建大型灌区实施改造")]),
        ("20家企业已通过验收。", [("20家", "企业已通过验收")]),
        (
            "旅游业对国民经济的贡献度达到12%，对餐饮业的贡献率达到85%以上。",
            [("12%", "旅游业对国民经济的贡献度"), ("85%以上", "旅游业对餐饮业的贡献率")],
        ),
        ("连续五年跻身全国百强县，2020年上升到第69位。", [("第69位", "全国百强县排名")]),
        (
            "零售额增长9%。连续三年入选全国百强市，2020年位列第30位。",
            [("9%", "零售额增长"), ("第30位", "全国百强市排名")],
        ),
        (
            "游客、收入年均分别增长25%和30%，完成规划目标的132%和121%。",
            [
                ("25%", "游客年均增长"),
                ("30%", "收入年均增长"),
                ("132%", "游客完成规划目标"),
                ("121%", "收入完成规划目标"),
            ],
        ),
        ("修建9座共24公里桥梁。", [("9座", "修建桥梁"), ("24公里", "桥梁")]),
        ("提供80兆比特每秒以上接入服务能力。", [("80兆比特每秒以上", "提供接入服务能力")]),
        ("由第二产业单轮驱动转变为第二、第三产业双轮驱动。", []),
        ("样本有青石市、白塔市、红叶市（共3个）。", []),
        ("实行收支两条线管理改革。", []),
    ],
)
def test_lists_of_plans_name_what_each_number_tells(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


PLAN = Context(block=3, plan=(2021, 2025), plan_place=Place(0, 0, 9), leaning=2)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("甲产品产量、乙产品产量分别达到500万吨和550万吨。", ["target", "target"]),
        ("全省总人口6200万人左右。", ["target"]),
        ("新建道路90公里。", ["plan"]),
    ],
)
def test_levels_of_each_and_stocks_are_aimed_at(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in figures(text, PLAN)] == kinds


def test_the_second_pair_of_a_sentence_begins_where_the_first_does() -> None:
    text = "游客从2015年的3亿人次增加到2019年的8亿人次，收入由420亿元增加到900亿元，年均增长21%。"
    told = [(figure.raw, figure.period, figure.base_period) for figure in figures(text)]
    assert told == [
        ("3亿人次", "2015", None),
        ("8亿人次", "2019", "2015"),
        ("420亿元", "2015", None),
        ("900亿元", "2019", "2015"),
        ("21%", "2016-2019", "2015"),
    ]


def test_a_yearly_rate_is_of_the_years_of_the_plan_before() -> None:
    text = "2020年，财政收入60亿元。“十三五”期间，固定资产投资年均增速11%，零售总额年均增长9%。"
    assert [figure.period for figure in figures(text)][1:] == ["2016-2020", "2016-2020"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "干线7万公里（含部分环线），支线3万公里（含部分专线），合计10万公里左右。",
            [("7万公里", "干线"), ("3万公里", "支线"), ("10万公里左右", "干线支线")],
        ),
        (
            "城乡基本养老、失业、工伤保险参保人数分别达到60万人、20万人、23万人。",
            [
                ("60万人", "城乡基本养老保险参保人数"),
                ("20万人", "失业保险参保人数"),
                ("23万人", "工伤保险参保人数"),
            ],
        ),
        (
            "申领电子卡人口覆盖率70%、服务好评率95%。",
            [("70%", "申领电子卡人口覆盖率"), ("95%", "服务好评率")],
        ),
        (
            "高新企业和科技企业在2022年的基础上实现倍增，分别超过90家和870家。",
            [("超过90家", "高新企业"), ("870家", "科技企业")],
        ),
        ("高速铁路覆盖20万以上人口城市。", []),
    ],
)
def test_what_belongs_to_all_of_a_list_and_what_to_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize("text", ["养殖用水约占全县用水总量的60%。", "养殖用水约占60%。"])
def test_about_a_share_is_said_before_what_it_is_of(text: str) -> None:
    assert only(text).qualifier == "approx"
