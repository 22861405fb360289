"""Whose a number is, and of what, when that stands in a clause before."""

import pytest

from models.facts import Mention
from models.names import EntityLabel
from pipeline.figures.text import Context, figures_of_text
from tests.pipeline.figures.reading import metrics


def _label(name: str) -> EntityLabel:
    return "ORG" if name.endswith("集团") else "LOC"


def subjects(text: str, *names: str, own: str = "") -> list[tuple[str, str, str | None]]:
    mentions = tuple(
        Mention(_label(name), name, "", 0, at, at + len(name), (), 0)
        for name in names
        for at in range(len(text))
        if text.startswith(name, at)
    )
    found = figures_of_text(text, Context(place=own), mentions=mentions)
    return [(figure.raw, figure.metric, figure.subject) for figure in found]


COUNTY = "青川县"


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("青川县新建学校3所、医院2所，改造道路20公里。", (COUNTY,),
         [("3所", "新建学校", COUNTY), ("2所", "新建医院", COUNTY), ("20公里", "改造道路", COUNTY)]),
        ("青川县产业规模80亿元，占全市40%，其中电子产业规模占全省7%。", (COUNTY,),
         [("80亿元", "产业规模", COUNTY), ("40%", "产业规模占全市", COUNTY),
          ("7%", "电子产业规模占全省", COUNTY)]),
        ("青川县生产总值、财政收入分别增长8%、9%。", (COUNTY,),
         [("8%", "生产总值增长", COUNTY), ("9%", "财政收入增长", COUNTY)]),
        ("青川县进口、出口分别下降2%、增长8%。", (COUNTY,),
         [("2%", "进口下降", COUNTY), ("8%", "出口增长", COUNTY)]),
        ("青川县工业投资12亿元，全县财政收入2亿元。", (COUNTY,),
         [("12亿元", "工业投资", COUNTY), ("2亿元", "全县财政收入", COUNTY)]),
        ("石峰集团建成厂房3栋，带动就业500人。", ("石峰集团",),
         [("3栋", "建成厂房", "石峰集团"), ("500人", "带动就业", "石峰集团")]),
    ],
)  # fmt: skip
def test_the_place_a_clause_opens_with_is_told_of_the_clauses_behind(
    text: str, names: tuple[str, ...], expected: list[tuple[str, str, str | None]]
) -> None:
    assert subjects(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "names", "whose"),
    [
        ("青川县新建学校3所，我市新建学校12所，改造道路20公里。", (COUNTY,), [COUNTY, None, None]),
        ("青川县新建学校3所，其余县区新建学校12所。", (COUNTY,), [COUNTY, None]),
        ("青川县新建学校3所；改造道路20公里。", (COUNTY,), [COUNTY, None]),
        ("青川县新建学校3所。改造道路20公里。", (COUNTY,), [COUNTY, None]),
        ("青川县新建学校3所，平阳市新建学校12所，改造道路20公里。", (COUNTY, "平阳市"), [COUNTY, None, None]),
        ("青川县3所、白河县5所，改造道路20公里。", (COUNTY, "白河县"), [COUNTY, "白河县", None]),
        ("支持青川县建设学校3所，改造道路20公里。", (COUNTY,), [COUNTY, None]),
        ("青川县新建学校3所，平山湖新建码头12座。", (COUNTY, "平山湖"), [COUNTY, None]),
    ],
)
def test_another_scope_or_the_end_of_the_part_hands_no_place_on(
    text: str, names: tuple[str, ...], whose: list[str | None]
) -> None:
    assert [subject for _, _, subject in subjects(text, *names, own="平阳市")] == whose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "企业营业收入增长12%，利润增长8%，资产增长5%。",
            ["企业营业收入增长", "企业利润增长", "企业资产增长"],
        ),
        ("生产效率提升30%，能耗下降20%。", ["生产效率提升", "能耗下降"]),
        ("资源利用率提升20%，研发周期缩短25%。", ["资源利用率提升", "研发周期缩短"]),
        ("出口额增长8%，年均增长5%。", ["出口额增长", "出口额年均增长"]),
        ("汽车产业规模占全市70%、占全国五分之一。", ["汽车产业规模占全市", "汽车产业规模占全国"]),
        (
            "新兴产业产值占工业总产值比重达53%，占全市41%。",
            ["新兴产业产值占工业总产值比重", "新兴产业产值占全市"],
        ),
        ("接待游客300万人次，实现收入20亿元。", ["接待游客", "收入"]),
    ],
)
def test_each_measure_is_of_the_thing_and_of_no_measure_before(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "对评价排名前10位的平台，按照省政策，根据其上年收入情况，每个一次性给予最高200万元奖补。",
            ["平台奖补"],
        ),
        ("对新认定的技术中心，经专家评审后，给予50万元奖励。", ["技术中心奖励"]),
        ("对获奖企业给予10万元奖励，按照规定，给予5万元配套补助。", ["企业奖励", "配套补助"]),
        (
            "按照每名高级工1000元、技师2000元的标准给予企业一次性补贴。",
            ["每名高级工企业一次性补贴", "技师企业一次性补贴"],
        ),
        ("每认定1家，给予孵化器10万元扶持。", ["孵化器扶持"]),
        ("对A、B两类企业，分别给予10万元、20万元补助。", ["A类企业补助", "B类企业补助"]),
        ("对甲类、乙类企业，经审核后，分别给予10万元、20万元补助。", ["甲类企业补助", "乙类企业补助"]),
        ("对综合型、专业型两类平台，给予最高50万元、20万元补助。", ["综合型平台补助", "专业型平台补助"]),
        ("城镇、农村两类居民收入分别增长5%、6%。", ["城镇居民收入增长", "农村居民收入增长"]),
    ],
)
def test_what_is_granted_is_named_after_whom_a_clause_before_names(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "有专科医院12家、综合医院8家，床位数分别为3000张和5000张。",
            ["专科医院", "综合医院", "专科医院床位数", "综合医院床位数"],
        ),
        ("风电装备、船舶产业加快发展，产值分别达到20亿元、10亿元。", ["风电装备产值", "船舶产业产值"]),
        ("粮食播种扩大，总产量、单产分别达到20万吨、500公斤。", ["总产量", "单产"]),
        ("网上零售额保持快速增长，由2015年的8亿元增长至2020年的42亿元。", ["网上零售额", "网上零售额"]),
        (
            "12家智能制造示范工厂的生产效率平均提升30%。",
            ["智能制造示范工厂", "12家智能制造示范工厂的生产效率提升"],
        ),
    ],
)
def test_the_thing_is_named_before_its_measures(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


def test_the_cap_of_the_first_sum_is_that_of_the_next() -> None:
    found = figures_of_text("对企业给予最高500万元、100万元奖励。")
    assert [figure.qualifier for figure in found] == ["up_to", "up_to"]


def test_levels_are_no_place() -> None:
    assert [subject for _, _, subject in subjects("900个省市县重点项目完成投资20亿元。")][-1] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "推进水厂扩建工程，新增供水能力5万吨，服务人口20万人，总投资2亿元。",
            ["新增供水能力", "服务人口", "水厂扩建工程总投资"],
        ),
        ("实施水系连通工程。该工程总投资5亿元，治理河道60公里。", ["水系连通工程总投资", "治理河道"]),
        ("实施水系连通工程。该基地总投资5亿元。", ["该基地总投资"]),
        ("新建学校12所，新增学位2万个，总投资8亿元。", ["新建学校", "新增学位", "总投资"]),
        ("全长3公里，总投资5亿元。", ["全长", "总投资"]),
        (
            "总投资12亿元，建成后年产电池30万套，投产后可实现年产值20亿元、税收1亿元。",
            ["总投资", "年产电池", "年产值", "税收"],
        ),
        ("产业规模达到50亿元，投资增长8%。", ["产业规模", "产业投资增长"]),
        ("加快建设总投资60亿元的抽水电站，装机容量90万千瓦。", ["抽水电站总投资", "抽水电站装机容量"]),
    ],
)
def test_what_is_invested_is_of_the_works_and_of_no_part_of_them(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "示范项目运营成本降低20%、生产效率提高20%以上、能源利用率提高13%以上。",
            ["示范项目运营成本降低", "示范项目生产效率提高", "示范项目能源利用率提高"],
        ),
        ("生产效率提升30%，运营成本下降20%。", ["生产效率提升", "运营成本下降"]),
        (
            "资助重点课题25项，直接资助强度80万元/项，资助期限为3年；评审专家任期两年。",
            ["资助重点课题", "重点课题直接资助强度", "重点课题资助期限", "评审专家任期"],
        ),
        ("遴选专家50名，任期五年。", ["遴选专家", "专家任期"]),
        (
            "1.对2021年前认定的示范型园区和成长型园区，继续执行《支持办法》（平政发〔2021〕7号），分期给予"
            "最高不超过70万元、60万元奖补。",
            ["示范型园区奖补", "成长型园区奖补"],
        ),
    ],
)
def test_what_stands_once_is_told_of_each(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


def test_what_is_given_to_whom_is_told_and_whom_by_a_bound_is_not() -> None:
    assert metrics("对新入选的平台给予最高300万元的资金补助。") == [("300万元", "平台资金补助")]
    assert not metrics("对获得补助超过50万元的企业给予奖励。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省95%的乡镇卫生院完成网络改造。", ["全省乡镇卫生院完成网络改造"]),
        ("对组织新职工参加岗前培训的，经认定，按每人最高5000元标准给予企业补助。", ["企业补助"]),
        ("对园区内的企业，经认定，按每人最高5000元标准给予培训补助。", ["企业培训补助"]),
    ],
)
def test_what_is_done_by_whom_is_kept_and_a_case_names_nobody(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


def test_a_country_traded_with_is_not_whose_the_trade_is() -> None:
    assert subjects("全年对东方国出口70亿美元，增长8%。", "东方国") == [
        ("70亿美元", "东方国出口", None),
        ("8%", "东方国出口增长", None),
    ]


def test_the_whole_of_a_region_is_not_that_of_a_zone_named_before() -> None:
    text = "青川保税区贸易额增长3%，全区口岸货运量200万吨，新设企业60家。"
    assert subjects(text, "青川保税区")[1:] == [
        ("200万吨", "全区口岸货运量", None),
        ("60家", "新设企业", None),
    ]


def test_what_is_told_of_a_name_behind_is_not_of_the_one_before() -> None:
    text = "青川县新建矿井2座，以及年产煤90万吨的石桥矿区。"
    assert [subject for *_, subject in subjects(text, "青川县", "石桥矿区")] == ["青川县", None]
