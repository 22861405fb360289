"""What rules, notices and conditions of application say with numbers."""

from dataclasses import replace

import pytest

from models.facts import DocumentPart, Figure
from pipeline.figures.stating import reasons_left_out
from tests.pipeline.figures.narrated import narrative_figures
from tests.pipeline.figures.reading import figures, metrics
from tests.pipeline.figures.test_narrative import facts
from tests.pipeline.small_plan import Draft


def in_rules(text: str) -> tuple[Figure, ...]:
    """The figures of a paragraph of rules."""
    draft = Draft()
    draft.add(text)
    read = facts(draft, "", ())
    return narrative_figures(replace(read, structure=replace(read.structure, kind="rules")))


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("12天以内的讲座按照综合定额列支。", "12天以内"),
        ("超过12天的讲座，按照标准的六成列支。", "超过12天"),
        ("对超过4个月的课题，不予受理。", "超过4个月"),
        ("对于支持2~3项的方向，择优立项。", "2~3项"),
        ("排在第一位的部门为牵头部门。", "第一位"),
        ("对年收入在300万元至900万元之间的企业，给予补贴。", "300万元至900万元"),
    ],
)
def test_which_cases_a_rule_is_for_is_a_condition(text: str, raw: str) -> None:
    assert raw not in [figure.raw for figure in figures(text)]
    assert [why for span, why in reasons_left_out(text) if text[slice(*span)] == raw] == ["condition"]


@pytest.mark.parametrize(
    "text",
    [
        "平台自下而上共五层，分别为感知层、传输层等。",
        "形成四层架构。",
        "证件分为甲证和乙证两种，由市局制发。",
        "提出包括加强宣传在内的六项保障措施。",
        "标牌规格为360毫米×120毫米。",
        "加快时速400公里高速列车产业化。",
        "推动新技术在3000载重吨以上货船应用。",
        "返还标准可按5个月的当地缴费基数确定。",
    ],
)
def test_parts_sizes_and_specifications_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经办机构应当在7个工作日内答复。", [("7个工作日内", "up_to", "工作日", "plan")]),
        ("经办机构应当自收到材料之日起12日内答复。", [("12日内", "up_to", "日", "plan")]),
        ("接到报告后20日以内办结。", [("20日以内", "up_to", "日", "plan")]),
        ("日志留存时间不少于90日。", [("不少于90日", "at_least", "日", "target")]),
        ("办理时间压缩至3个工作日以内。", [("3个工作日以内", "up_to", "工作日", "target")]),
    ],
)
def test_a_deadline_is_planned_and_a_length_is_aimed_at(
    text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert [(one.raw, one.qualifier, one.unit, one.kind) for one in in_rules(text)] == expected


@pytest.mark.parametrize(
    "text", ["会议于15日召开。", "2月15日以内勤为主。", "每月5日以前报送。", "1日至9日放假。"]
)
def test_a_date_is_no_length_in_days(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("住宿费每人每天不得超过160元。", "target"),
        ("每所学校专职教师不少于3人。", "target"),
        ("从受理日到截止日不少于40天。", "target"),
        ("培养教师不少于3人。", "plan"),
        ("产业规模应当超过50亿元。", "target"),
        ("规划范围东至青岭，西至白河，总面积60平方公里。", "status"),
        ("可以处2万元以上8万元以下的罚款。", "plan"),
        ("并处违法所得2倍以上4倍以下的罚款。", "plan"),
        ("责令停业整顿3个月至6个月。", "plan"),
    ],
)
def test_limits_are_aimed_at_and_penalties_are_imposed(text: str, kind: str) -> None:
    assert [figure.kind for figure in in_rules(text)] == [kind]


def test_what_is_told_of_a_year_before_the_issue_is_no_aim() -> None:
    draft = Draft()
    draft.add("将2016年实施的24项激励措施调整为30项激励措施。")
    read = facts(draft, "", ())
    part = DocumentPart("notice", "", 0, (), issued_on="2018-11-03")
    known = replace(read.structure, kind="notice", parts=(part,))
    assert narrative_figures(replace(read, structure=known))[0].kind == "status"


def test_the_cap_of_each_year_is_up_to() -> None:
    (figure,) = figures("补贴上限为每年40万元。")
    assert (figure.qualifier, figure.metric) == ("up_to", "补贴上限")


def test_a_bound_that_counts_itself_is_at_least_so_much() -> None:
    (figure,) = figures("抽检合格率须高于92%（含）。")
    assert (figure.raw, figure.qualifier, figure.metric) == ("92%（含）", "at_least", "抽检合格率")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("事务所应有20万元以上的资金和4名以上专职律师。", ["资金", "专职律师"]),
        ("申报人具有6年以上从业经历。", ["从业经历"]),
        ("体系包含9项一级指标。", ["一级指标"]),
        ("注册满4年，年营业收入不低于3000万元。", ["注册", "年营业收入"]),
        ("打造4个旅游产业集聚与体验特色园区。", ["打造旅游产业集聚与体验特色园区"]),
        ("现将“智能感知”等6个重点专项2018年度指南予以公布。", ["重点专项"]),
        ("90%的学校基本完成校舍加固。", ["学校基本完成校舍加固"]),
    ],
)
def test_what_is_asked_for_is_named_without_the_verb_of_having(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("为规范经费管理，特制定本办法。", "target"),
        ("结合本市实际，现提出如下实施意见：", "target"),
        ("本市地处平原。", "status"),
    ],
)
def test_a_document_without_title_is_what_its_opening_calls_it(opening: str, kind: str) -> None:
    draft = Draft()
    draft.add(opening)
    draft.add("课题公示率为100%。")
    read = facts(draft, "", ())
    unnamed = replace(read.structure, kind="other", title_blocks=())
    assert [figure.kind for figure in narrative_figures(replace(read, structure=unnamed))] == [kind]


def test_the_counts_of_a_row_are_of_one_kind() -> None:
    kinds = {figure.kind for figure in in_rules("应当新增8项一级指标，25项二级指标。")}
    assert kinds == {"plan"}


@pytest.mark.parametrize("bullet", ["——", "--", "－－", "- "])
def test_what_a_step_reaches_is_aimed_at_in_its_list(bullet: str) -> None:
    draft = Draft()
    draft.add("第一步，到2028年总体技术达到先进水平。")
    draft.add(f"{bullet}产业迈向高端。产业规模超过300亿元。")
    read = facts(draft, "", ())
    unnamed = replace(read.structure, kind="other", title_blocks=())
    (figure,) = narrative_figures(replace(read, structure=unnamed))
    assert (figure.period, figure.period_basis, figure.kind) == ("2028", "inherited", "target")
