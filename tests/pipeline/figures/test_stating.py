"""Numbers that state nothing, and their neighbours that do."""

import pytest

from tests.pipeline.figures.reading import figures, metrics


@pytest.mark.parametrize(
    "text",
    [
        "用好国内国际两个市场、两种资源。",
        "统筹发展和安全两件大事。",
        "增强国内国际两个市场两种资源联动效应。",
        "抓好生产、生活和生态三个方面。",
        "坚持物质文明和精神文明两手抓、两手硬。",
        "推动第一、第二、第三产业融合发展。",
        "庆祝学校成立70周年。",
        "粮食生产连续五年保持稳定。",
        "连续3年入选省级样板名单。",
        "再奋斗五年，实现全面振兴。",
        "力争用三年时间补齐短板。",
        "每2至3年轮训一次。",
        "注：〔〕内为5年累计数。",
        "打通产业落地“最后100米”。",
        "这四个方面相互联系。",
        "引自《北川志》第679—680页。",
        "上述三个部门各司其职。",
    ],
)
def test_what_states_nothing_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成15分钟生活圈60个。", [("60个", "建成15分钟生活圈")]),
        ("“10分钟健身圈”覆盖率达到95%。", [("95%", "“10分钟健身圈”覆盖率")]),
        ("打造1小时通勤圈，新开公交线路12条。", [("12条", "新开公交线路")]),
        ("10G-PON端口占比达到45%。", [("45%", "10G-PON端口占比")]),
        ("400G光传输链路占比超过30%。", [("超过30%", "400G光传输链路占比")]),
        ("用3年时间建设基地20个。", [("20个", "建设基地")]),
        ("5年内推荐300门课程。", [("300门", "推荐课程")]),
    ],
)
def test_what_a_name_or_a_duration_stands_before_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("第二轮土地承包到期后再延长30年。", "30年"),
        ("学术委员会每届任期五年。", "五年"),
        ("平均受教育年限达到11.3年。", "11.3年"),
        ("试用期3个月。", "3个月"),
        ("应当在15个工作日内办结。", "15个工作日内"),
        ("出口带宽达到100G。", "100G"),
        ("新建三个养老机构。", "三个"),
        ("农业企业和加工企业共12家。", "12家"),
    ],
)
def test_lengths_and_counts_stay_figures(text: str, raw: str) -> None:
    assert [figure.raw for figure in figures(text)] == [raw]


@pytest.mark.parametrize(
    "text",
    [
        "体系包括基础、技术和应用等6个部分。",
        "试验分为两个阶段。",
        "在空间和时间两个维度上布局。",
        "报告分六个部分。",
        "结构分为四层。",
        "推翻了三座大山。",
        "参与单位近5年无失信记录。",
        "第三、认真转变职能。",
        "根据《关于修改93件规章的决定》修订。",
        "申报材料一式两份。",
    ],
)
def test_the_parts_something_falls_into_are_no_figure(text: str) -> None:
    assert figures(text) == []


def test_a_quotation_whose_members_are_all_numbered_is_a_slogan() -> None:
    assert not figures("紧盯“两个确保、三个提升、两个强化”重点任务。")
    told = figures("支持“小巨人”企业5家、“瞪羚”企业3家。")
    assert [figure.raw for figure in told] == ["5家", "3家"]
