"""Definitions, cases and whom a rule means state nothing; what a rule asks for does."""

import pytest

from models.facts import Facts
from pipeline.figures.narrative import with_narrative_figures
from pipeline.figures.stating import reasons_left_out
from pipeline.ingest.coverage import number_claims
from tests.pipeline.figures.reading import figures
from tests.pipeline.figures.test_narrative import facts
from tests.pipeline.small_plan import Draft


def rules(*paragraphs: str) -> Facts:
    """A document of these paragraphs, with its figures."""
    draft = Draft()
    for text in paragraphs:
        draft.add(text)
    return with_narrative_figures(facts(draft, "", ()))


@pytest.mark.parametrize(
    "text",
    [
        "本办法所称大型商场，是指营业面积在3万平方米以上、年营业额9亿元以上的商场。",
        "小微商户指年营业额不超过90万元的商户。",
        "高层住宅系指14层或者40米以上的住宅。",
        "本市骨干企业（指年产值7亿元以上的企业）全部纳入统计。",
        "实训教师从具有4年以上企业工作经历并具有大专以上学历的人员中招聘。",
        "从事养老服务满3年且考核合格的人员，可以优先聘用。",
        "担任科长满4年并考核优秀的干部可以晋升。",
    ],
)
def test_definitions_and_whom_a_rule_means_state_nothing(text: str) -> None:
    assert figures(text) == []
    assert {why for _, why in reasons_left_out(text)} == {"condition"}


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("负责人应当具有6年以上相关工作经历。", "6年以上"),
        ("完成率是指办结件数占受理件数的比例，到2030年达到97%。", "97%"),
        ("培养具有4年以上教龄的教师300名。", "300名"),
        ("企业拥有自主知识产权7项以上。", "7项以上"),
    ],
)
def test_what_is_asked_for_or_counted_stays(text: str, raw: str) -> None:
    assert [figure.raw for figure in figures(text)] == [raw]


def test_an_item_of_a_list_of_cases_states_nothing() -> None:
    read = rules(
        "有下列情形之一的，应当申报：",
        "（一）从两处以上取得收入，且年收入额超过8万元；",
        "（二）应税额低于7000元。",
        "每户每年扣除5万元。",
    )
    assert [figure.raw for figure in read.figures] == ["5万元"]
    assert [claim.outcome for claim in number_claims(read)].count("condition") == 2


def test_what_follows_for_a_case_is_told() -> None:
    read = rules(
        "有下列行为之一的，按照以下规定处理：",
        "（一）逾期超过90日的，处2万元以上6万元以下罚款；",
        "（二）伪造3次以上记录的，责令停业4个月。",
    )
    assert [(figure.raw, figure.kind) for figure in read.figures] == [
        ("2万元以上6万元以下", "plan"),
        ("4个月", "plan"),
    ]


def test_conditions_that_all_have_to_be_met_are_demands() -> None:
    read = rules("申请单位应当具备下列条件：", "（一）注册资本不低于700万元；", "（二）专职人员不少于14人。")
    assert [figure.raw for figure in read.figures] == ["不低于700万元", "不少于14人"]


def test_cases_within_one_paragraph_state_nothing() -> None:
    text = "符合下列条件之一的企业可以申报：（一）营业收入超过4亿元；（二）研发人员不少于60人。"
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "突出三个重点：一是强化监管，二是优化服务，三是完善制度。",
        "产业发展呈现四个趋势。一是规模扩大，二是结构优化。",
        "各区要抓好五项工作，包括开展培训、整治环境等。",
        "各区要重点推进六项工作，包括开展培训、整治环境等。",
        "充电设施主要有充电站和充电桩两种。",
        "围绕三个方面展开：（一）健全制度。",
    ],
)
def test_parts_that_are_told_one_by_one_are_not_counted(text: str) -> None:
    assert figures(text) == []
    assert {why for _, why in reasons_left_out(text)} == {"word"}


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("新建6个平台：一是算力平台，二是数据平台。", "6个"),
        ("培育4家龙头企业，包括东丰公司等。", "4家"),
        ("新增七个项目，总投资10亿元。", "七个"),
    ],
)
def test_things_to_be_made_are_counted_even_where_each_is_named(text: str, raw: str) -> None:
    assert raw in [figure.raw for figure in figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "逾期不申报的，处3万元以上9万元以下罚款。",
        "首次获得认定的，奖励40万元。",
        "年营业额首次超过3亿元的，给予60万元奖励。",
    ],
)
def test_what_follows_from_a_condition_is_planned(text: str) -> None:
    assert [figure.kind for figure in figures(text)] == ["plan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("评审委员会由9名专家组成。", [("9名", "评审委员会专家")]),
        ("验收组由4至6人组成。", [("4至6人", "验收组")]),
        ("团队由3名院士、14名博士组成。", [("3名", "团队院士"), ("14名", "团队博士")]),
        ("每个乡镇由2名以上技术人员组成服务队。", [("2名以上", "每个乡镇技术人员")]),
    ],
)
def test_of_whom_something_is_made_up(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.raw, figure.metric) for figure in figures(text)] == expected
    assert {figure.kind for figure in figures(text)} <= {"plan", "status"}


def test_a_change_from_one_to_the_other_is_none() -> None:
    assert [(figure.raw, figure.metric) for figure in figures("失业率由6%降至5%。")] == [
        ("6%", "失业率"),
        ("5%", "失业率"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每个镇原则上应设立不少于3个服务点。", "每个镇设立服务点"),
        ("会议经费原则上按不超过上年标准的70%执行。", "会议经费"),
        ("应税额一般不低于7000元。", "应税额"),
        ("专业课教师每年应有不少于40天在企业实践。", "专业课教师每年在企业实践"),
        ("实训教师每年至少2个月到企业锻炼。", "实训教师到企业锻炼"),
    ],
)
def test_how_binding_a_rule_is_is_no_part_of_the_metric(text: str, expected: str) -> None:
    assert [figure.metric for figure in figures(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对新设机构给予最高400万元（国家级）、150万元（省级）的支持。", ["国家级支持", "省级支持"]),
        ("市财政按其实际投资额的12%给予补助。", ["实际投资额补助"]),
        ("年营业收入首次超过3亿元的，奖励40万元。", ["奖励"]),
        ("返还其上一年度缴纳税额的70%。", ["返还其上一年度缴纳税额"]),
    ],
)
def test_what_a_grant_is_called(text: str, expected: list[str]) -> None:
    read = figures(text)
    assert [figure.metric[-len(name) :] for figure, name in zip(read, expected, strict=True)] == expected
    assert "target" not in {figure.kind for figure in read}


@pytest.mark.parametrize(
    "text", ["最高补助金额300万元。", "单个项目最高支持额度为600万元。", "最高奖励额90万元。"]
)
def test_the_highest_sum_of_a_grant_is_a_cap(text: str) -> None:
    assert [figure.qualifier for figure in figures(text)] == ["up_to"]


@pytest.mark.parametrize(
    "text", ["各县至少建设2所学校。", "每村至少配备3名专职人员。", "每年至少举办4场招聘会。"]
)
def test_at_least_reaches_over_the_verb(text: str) -> None:
    assert [figure.qualifier for figure in figures(text)] == ["at_least"]


@pytest.mark.parametrize(
    ("text", "raw", "qualifier"),
    [
        ("应当在收到申请之日起四个月内作出决定。", "四个月内", "up_to"),
        ("自批准之日起3年内完成整改。", "3年内", "up_to"),
        ("转制后可继续免征四年房产税。", "四年", "exact"),
        ("责令停业四个月。", "四个月", "exact"),
    ],
)
def test_terms_and_deadlines_in_words_are_told(text: str, raw: str, qualifier: str) -> None:
    assert [(figure.raw, figure.qualifier) for figure in figures(text)] == [(raw, qualifier)]


@pytest.mark.parametrize(
    "text",
    [
        "推进东丰石化70万吨乙烯项目。",
        "抓好青石120万千瓦风电项目前期工作。",
        "加快东丰化工70万吨乙烯、白塔集团30万吨尿素等项目建设。",
    ],
)
def test_how_large_named_works_are_states_nothing(text: str) -> None:
    assert figures(text) == []
    assert {why for _, why in reasons_left_out(text)} == {"name_part"}


@pytest.mark.parametrize("text", ["新增光伏装机70万千瓦。", "生产钢材120万吨。", "建成210万千瓦光伏项目。"])
def test_how_much_there_is_of_it_is_told(text: str) -> None:
    assert len(figures(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每家最高给予600万元的一次性补助。", [("600万元", "一次性补助")]),
        (
            "获得市科技奖的第一完成单位，给予一等奖60万元、二等奖35万元奖励。",
            [("60万元", "第一完成单位一等奖奖励"), ("35万元", "第一完成单位二等奖奖励")],
        ),
        (
            "对当年承担全国委员会及分会建设的企业，分别给予最高70万元、45万元扶持。",
            [("70万元", "企业扶持"), ("45万元", "企业扶持")],
        ),
    ],
)
def test_each_sum_of_a_grant_is_named(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.raw, figure.metric) for figure in figures(text)] == expected
    assert {figure.kind for figure in figures(text)} == {"plan"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("推动7万亩以上的大型灌区实现在线计量。", []),
        ("加强12万平方米以上的商场监管。", []),
        ("建设6万亩以上的高标准农田。", ["6万亩以上"]),
        ("改造40万平方米以上老旧小区。", ["40万平方米以上"]),
    ],
)
def test_the_size_of_things_picks_them_and_of_works_is_told(text: str, told: list[str]) -> None:
    assert [figure.raw for figure in figures(text)] == told


def test_only_so_many_may_be_applied_for() -> None:
    assert [figure.qualifier for figure in figures("每个单位限报3项，申请人只能申请1项。")] == [
        "up_to",
        "up_to",
    ]


@pytest.mark.parametrize("metric", ["一般公共预算收入", "可支配收入", "需水量"])
def test_a_word_that_names_something_is_no_modal(metric: str) -> None:
    assert [figure.metric for figure in figures(f"{metric}达到7亿元。")] == [metric]


def test_since_when_the_cases_are_is_no_time_of_what_is_granted() -> None:
    text = "对2029年1月1日后认定的国家级平台，给予奖励60万元；对新认定的省级平台，给予奖励25万元。"
    assert [(figure.metric, figure.period) for figure in figures(text)] == [
        ("国家级平台奖励", None),
        ("省级平台奖励", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对企业参加境外展会的展位费用，按最高60%的比例给予补助。", "展位费用补助"),
        ("对设备投资按12%的标准给予补助。", "设备投资补助"),
        ("按照不超过所获融资额12%的比例给予支持。", "融资额支持"),
        ("改革后行政编制精简了15%。", "行政编制精简"),
    ],
)
def test_what_a_share_is_of(text: str, expected: str) -> None:
    assert [figure.metric[-len(expected) :] for figure in figures(text)] == [expected]
