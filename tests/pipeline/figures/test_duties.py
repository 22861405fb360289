"""What a duty in a rule tells with its number: what is due, how much of it, and that it lies ahead."""

from dataclasses import replace

import pytest

from models.facts import DocumentPart
from models.names import DocumentKind
from pipeline.figures.text import Context
from tests.pipeline.figures.narrated import narrative_figures
from tests.pipeline.figures.reading import figures, metrics, only
from tests.pipeline.figures.test_narrative import facts
from tests.pipeline.small_plan import Draft


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("运营企业应对原始记录至少保存6个月。", "原始记录保存"),
        ("管理单位应当对视频资料保存30日以上。", "视频资料保存"),
        ("运营单位应当将日志保存不少于6个月。", "日志保存"),
        ("申请人需提交样品3份。", "提交样品"),
        ("参赛队需要在线提交作品2件。", "提交作品"),
        ("每个镇应当设立2个服务点。", "每个镇设立服务点"),
    ],
)
def test_what_is_due_is_told_without_who_has_to(text: str, metric: str) -> None:
    assert only(text).metric == metric


@pytest.mark.parametrize(
    ("text", "raw", "qualifier", "metric"),
    [
        ("运营企业应对原始记录至少保存6个月。", "6个月", "at_least", "原始记录保存"),
        ("每批样品至少抽取4件。", "4件", "at_least", "每批样品抽取"),
        ("每个单位限作为1个项目的牵头单位。", "1个", "up_to", "每个单位项目的牵头单位"),
    ],
)
def test_a_bound_before_the_deed_is_told_of_its_number(
    text: str, raw: str, qualifier: str, metric: str
) -> None:
    found = only(text)
    assert (found.raw, found.qualifier, found.metric) == (raw, qualifier, metric)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("承运人须投保不少于300万元的责任保险。", [("不少于300万元", "承运人投保责任保险")]),
        ("应当在合适位置提供建筑面积不少于500平方米的用房。", [("不少于500平方米", "用房建筑面积")]),
        ("配建面积不小于300平方米的社区食堂。", [("不小于300平方米", "社区食堂面积")]),
        ("对提供面积不少于300平方米的食堂的企业，优先安排。", []),
        ("注册资本不低于500万元的企业可以申报。", []),
    ],
)
def test_what_has_to_be_provided_is_a_demand_and_no_class(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("按照不低于装机容量10%配置储能。", "配置储能"),
        ("按不低于车位总数20%的比例建设充电桩。", "建设充电桩"),
    ],
)
def test_by_which_rate_something_is_done_names_what_is_done(text: str, metric: str) -> None:
    found = only(text)
    assert (found.qualifier, found.unit, found.metric) == ("at_least", "%", metric)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("申报单位需推荐其中1家企业牵头。", "企业牵头"),
        ("6家示范工厂的生产效率平均提升20%。", "示范工厂"),
        ("自2021年1月1日起继续免征五年增值税。", "免征增值税"),
        ("符合条件的企业，可继续免征三年房产税。", "继续免征房产税"),
    ],
)
def test_what_is_counted_or_granted_is_told_without_what_stands_around_it(text: str, metric: str) -> None:
    assert figures(text)[0].metric.endswith(metric)
    assert not figures(text)[0].metric.startswith(("起", "可", "推荐其中"))


@pytest.mark.parametrize(
    "text",
    [
        "对签约客户数量超过20家的服务机构给予支持。",
        "对用户超过10万户的平台给予奖励。",
        "需要重新申报的情形包括：（一）年收入超过8万元；（二）其他情形。",
        "可以免除的情况有：（一）从三处以上取得收入；（二）其他情况。",
    ],
)
def test_whom_a_rule_gives_something_and_its_cases_are_conditions(text: str) -> None:
    assert figures(text) == []


def test_somebody_by_whom_a_thing_is_done_is_no_level_it_begins_at() -> None:
    assert only("评审由5名以上专家进行。", Context(leaning=3.0)).kind == "plan"
    assert [f.kind for f in figures("床位由50张增加到60张。", Context(leaning=3.0))] == ["status", "target"]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("对应用效果明显的项目，按不超过实际总投入的30%予以资助。", "实际总投入资助"),
        ("按照实际研发投入的30%，提供财政补助。", "实际研发投入财政补助"),
        ("可按年度支付利息的40%申请融资补贴。", "年度支付利息融资补贴"),
        ("企业研发投入按最高5%给予后补助。", "企业研发投入后补助"),
        ("按照足额缴费额的60%予以返还。", "足额缴费额返还"),
        ("对上云企业按实际支出的20%给予最高10万元补贴。", "实际支出补贴"),
    ],
)
def test_a_share_that_is_given_is_of_what_it_is_reckoned_from(text: str, metric: str) -> None:
    found = figures(text, Context(leaning=1.0))[0]
    assert (found.unit, found.metric, found.kind) == ("%", metric, "plan")


def test_sums_of_classes_that_bounds_tell_are_what_is_given() -> None:
    text = "年销售收入首次达到2000万元、5000万元的，分别给予最高50万元、100万元创新扶持。"
    assert [name for _, name in metrics(text)] == ["创新扶持", "创新扶持"]


@pytest.mark.parametrize(
    "text",
    [
        "具备4级驾驶自动化功能的产品可以申请。",
        "信息系统应当达到3级保护要求。",
        "从明年起逐步扩招，分4年落实。",
        "小型电源是指功率为5千瓦至80千瓦的电源（包括光伏），用以满足用户需求。",
    ],
)
def test_grades_definitions_and_names_that_are_counted_state_nothing(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成20个以上的分领域平台，形成体系。", [("20个以上", "建成分领域平台")]),
        ("新建石桥、南岭、青山3个园区。", [("3个", "新建园区")]),
        ("统筹推进照明、制动、转向等3项标准预研。", [("3项", "标准预研")]),
        ("给予2年以上的来华工作许可。", [("2年以上", "给予来华工作许可")]),
        ("立即报告有关情况（最迟不超过4个小时）。", [("不超过4个小时", "立即报告有关情况")]),
    ],
)
def test_what_is_made_granted_or_bounded_in_brackets_is_told(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(("kind", "expected"), [("rules", "plan"), ("other", "status")])
def test_what_rules_say_has_to_be_unless_it_is_called_observed(kind: DocumentKind, expected: str) -> None:
    draft = Draft()
    draft.add("计算所得时，减除费用6万元。")
    draft.add("目前，全市已有登记点120个。")
    read = facts(draft, "", ())
    found = narrative_figures(replace(read, structure=replace(read.structure, kind=kind)))
    assert [figure.kind for figure in found] == [expected, "status"]


def test_a_file_without_a_title_is_of_the_kind_of_the_document_it_holds() -> None:
    draft = Draft()
    draft.add("本办法有效期2年。")
    read = facts(draft, "", ())
    part = DocumentPart("rules", "某某办法", 0, ())
    held = replace(read.structure, kind="other", title_blocks=(), parts=(part,))
    assert [figure.kind for figure in narrative_figures(replace(read, structure=held))] == ["target"]


def test_the_year_that_the_line_before_reaches_makes_targets_of_things_to_be_done() -> None:
    draft = Draft()
    draft.add("到2027年，改造基本完成，服务体系更加完善。")
    draft.add("体系更加完善。建设20个左右数字园区。")
    (found,) = narrative_figures(facts(draft, "", ()))
    assert (found.period, found.kind) == ("2027", "target")
