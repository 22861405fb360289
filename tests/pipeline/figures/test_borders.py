"""Where the words of a metric begin and end: adverbs, shares, classes, members of lists, parts of a whole."""

import pytest

from models.facts import Figure, Mention
from pipeline.figures.text import figures_of_text
from tests.pipeline.figures.reading import figures, metrics, only


def told(text: str) -> list[str]:
    return [metric for _, metric in metrics(text)]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("压减15%的公用经费。", "压减公用经费"),
        ("带头过紧日子，削减一成的接待费用。", "削减接待费用"),
        ("减少30%的审批材料。", "减少审批材料"),
        ("实现增长8%的目标。", "增长"),
        ("建设具有年产30万台冰箱能力的生产线。", "年产冰箱"),
        ("建成年产20万吨纸浆项目。", "年产纸浆"),
        ("居民用电每千瓦时加价3分钱。", "居民用电每千瓦时加价"),
        ("主要任务为新建公路50公里。", "新建公路"),
        ("建设规模为日处理污水5万吨。", "建设规模"),
        ("改革的目标是编制总数减少一成。", "编制总数减少"),
        ("以蔬菜为主的基地达到20万亩。", "蔬菜为主的基地"),
        ("整治养老、医疗等重点领域12个突出问题。", "突出问题"),
        ("落实扩大民间投资12条措施。", "扩大民间投资措施"),
        ("加快开工建设总投资11亿元的东岭抽水蓄能电站。", "东岭抽水蓄能电站总投资"),
        ("按照企业实际支付额的50%给予补助。", "企业实际支付额给予补助"),
        ("按30%给予补贴。", "给予补贴"),
        ("对通过复审的企业每家补助10万元。", "补助"),
        ("给予每家最高30万元补助。", "给予补助"),
        ("文化系统现有演出团体25个。", "演出团体"),
        ("在就学、就业、扶贫等社会领域，投资约40亿元。", "投资"),
        ("发挥了八亿农民的积极性。", "发挥农民"),
        ("解决50个贫困村的饮水问题。", "解决贫困村"),
        ("支持3个不同类型的企业发展。", "不同类型的企业发展"),
        ("我国城市企业，包括工业、建筑业的企业，已有一百多万个。", "城市企业"),
        ("仅城市企业提供的税收和利润，就占全国收入的八成。", "城市企业提供的税收和利润占全国收入"),
        ("应当在3个工作日内将修改后的目录报送主管部门。", "修改后的目录报送主管部门"),
        ("依法处置烂尾楼盘11个。", "处置烂尾楼盘"),
        ("确保有劳动力的家庭至少有1人就业。", "有劳动力的家庭"),
        ("人均产值是全省平均水平的1.5倍。", "人均产值"),
        ("培育10家年销售收入1亿元以上具有竞争力的企业。", "培育年销售收入1亿元以上具有竞争力的企业"),
        ("全年8大类40项惠民实事如期完成。", "8大类惠民实事"),
    ],
)
def test_a_metric_holds_what_is_counted_and_no_more(text: str, metric: str) -> None:
    assert only(text).metric == metric


@pytest.mark.parametrize(
    "text",
    [
        "坚持质量第一。",
        "坚持预防第一、效益优先。",
        "如期实现建军一百年奋斗目标。",
        "赶赴第一现场。",
        "出台稳增长“28条”和促消费“16条”。",
        "落实“降本增效18条”。",
        "出台稳增长22条、民营经济21条、外贸16条等政策。",
        "今年要抓好四件事。",
        "支持人口20万以上县办好学校。",
        "支持幼儿园招收2至3岁幼儿。",
        "提高残疾人两项补贴标准。",
        "基础研究投入达到或超过1亿元的企业，给予补助。",
    ],
)
def test_mottoes_and_names_of_packages_state_nothing(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("打造1个300亿元产值园区、3个100亿元产值园区。", ["1个", "3个"]),
        ("建成2台60万千瓦机组。", ["2台"]),
        ("产值过百亿工业企业达10家，税收超亿元企业6家。", ["10家", "6家"]),
        ("完成投资超百亿元。", ["超百亿元"]),
        ("给予3个50万元奖励。", ["3个", "50万元"]),
    ],
)
def test_how_large_each_of_a_class_is_states_nothing(text: str, expected: list[str]) -> None:
    assert [figure.raw for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五项教育支出占财政支出36.6%。", ["教育支出", "教育支出占财政支出"]),
        ("20家企业占全市税收的一半。", ["企业", "企业占全市税收"]),
        ("5户企业获省级奖励200万元。", ["企业", "企业获省级奖励"]),
    ],
)
def test_what_is_told_of_the_next_number_is_no_part_of_the_first(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "园区亩均强度、产值和税收分别是全省标准的2.2倍、1.5倍和1.8倍。",
            ["园区亩均强度", "园区亩均产值", "园区亩均税收"],
        ),
        ("小麦种植、收获机械化率分别达到98%、95%。", ["小麦种植机械化率", "小麦收获机械化率"]),
        ("组织5批、80名教师赴山区支教。", ["组织教师赴山区支教", "教师赴山区支教"]),
        ("区内实现工业总产值197亿元，税收27.7亿元。", ["工业总产值", "工业税收"]),
        ("县级事项网办率不低于80%，乡、村级不低于60%。", ["县级事项网办率", "县级事项网办率乡、村级"]),
        (
            "道路交通事故起数、死亡人数分别下降10%、7%。",
            ["道路交通事故起数下降", "道路交通事故死亡人数下降"],
        ),
        ("户厕普及率、垃圾治理率分别达到93%、99%。", ["户厕普及率", "垃圾治理率"]),
        ("实施改造19个、42万平方米老旧小区。", ["实施改造", "改造老旧小区"]),
        ("5个100亿元以上项目、12个10亿元以上项目。", ["100亿元以上项目", "10亿元以上项目"]),
        ("完成营业额11亿元，折2亿美元，增长3%。", ["完成营业额", "完成营业额", "完成营业额增长"]),
        ("总装机容量达46万千瓦，是青石电站的两倍。", ["总装机容量", "总装机容量"]),
        ("普通初中和小学辍学率分别为3%和1%。", ["普通初中辍学率", "小学辍学率"]),
        ("国控、省控断面优良率分别为93%、95%。", ["国控断面优良率", "省控断面优良率"]),
        (
            "工业、交通、民生和生态投资分别是2007年的3倍、2倍、4倍。",
            ["工业投资", "交通投资", "民生和生态投资"],
        ),
        ("改造杆塔186台、线路57公里。", ["改造杆塔", "改造线路"]),
        ("民营企业利润增长更快，实现利润23亿元，增加一成。", ["民营企业利润", "民营企业利润增加"]),
        ("分城乡看，城镇上升7%，农村上升5%。", ["城镇上升", "农村上升"]),
    ],
)
def test_what_members_share_is_told_of_each(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("汽车产量60万辆，其中轿车23万辆，增长6%。", ["汽车产量", "轿车产量", "轿车产量增长"]),
        ("贷款余额90亿元，其中涉农贷款60亿元。", ["贷款余额", "涉农贷款余额"]),
        ("贷款余额90亿元，其中民营企业30亿元。", ["贷款余额", "民营企业贷款余额"]),
        ("造林面积8万亩，其中人工造林3万亩。", ["造林面积", "人工造林面积"]),
        ("进出口总额30亿元，其中出口20亿元。", ["进出口总额", "出口"]),
        ("新建公路里程90公里，其中新增高铁30公里。", ["新建公路里程", "新增高铁"]),
        ("税收20亿元，其中增值税8亿元。", ["税收", "增值税"]),
    ],
)
def test_a_part_named_by_a_noun_has_the_measure_of_its_whole(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("食品产业突出精深加工，建设园区。培育龙头。产值达到78亿元。", "食品产业产值"),
        ("东岭公司生产正常。营收8亿元。", "东岭公司营收"),
        ("大力发展旅游。收入达8亿元。", "收入"),
        ("突出抓好以商招商，到位资金71亿元。", "以商招商到位资金"),
        ("巩固拓展国有企业改革重组成果，资产总额达90亿元。", "资产总额"),
        ("石桥县请求，拟投资40亿元建设码头。", "投资"),
    ],
)
def test_whose_a_measure_is_stands_before_it(text: str, metric: str) -> None:
    assert only(text).metric == metric


def test_places_ranked_one_by_one_are_the_subjects_alone() -> None:
    text = "石桥县、青溪市、南岭县分别晋升至全国中小城市百强第4、第5、第15位。"
    found: list[Figure] = figures(text)
    assert [(figure.raw, figure.subject, figure.metric) for figure in found] == [
        ("第4", "石桥县", "全国中小城市百强排名"),
        ("第5", "青溪市", "全国中小城市百强排名"),
        ("第15位", "南岭县", "全国中小城市百强排名"),
    ]


@pytest.mark.parametrize("text", ["第1、加强领导。第2、完善机制。", "落实第3、第5条规定。"])
def test_labels_and_articles_are_no_ranks(text: str) -> None:
    assert figures(text) == []


def test_the_name_of_a_class_is_counted_and_no_subject() -> None:
    text = "综合保税区从1个增至6个。"
    named = (Mention("LOC", "综合保税区", "综合保税区", 0, 0, 5, ()),)
    assert [(one.metric, one.subject) for one in figures_of_text(text, mentions=named)] == [
        ("综合保税区", None),
        ("综合保税区", None),
    ]


def test_a_gap_of_years_is_no_part_of_the_metric() -> None:
    assert metrics("粮食产量时隔20年之后再次超过7亿斤。")[-1] == ("超过7亿斤", "粮食产量")
