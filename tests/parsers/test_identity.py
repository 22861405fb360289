"""Who a document is: title, kind, place and years in all their forms."""

import pytest

from models.facts import Structure
from models.vocabularies import read_rows
from parsers.interpret import interpret
from parsers.outline.region import find_region
from parsers.outline.spans import Text
from parsers.outline.title_forms import kind_of
from tests import builders as b
from tests.parsers.reading import BODY, kinds, structured


def plan(*lines: str, **parts: object) -> Structure:
    """A document whose lines marked with ! are centred, a chapter and a paragraph behind them."""
    return structured(*map(line, lines), b.paragraph("一、总体要求"), b.paragraph(BODY), **parts)


def line(text: str) -> str:
    return b.paragraph(text[1:], align="center") if text.startswith("!") else b.paragraph(text)


def quoted(found: Structure) -> str:
    """The characters the title rests on."""
    blocks = found.document.blocks
    return "".join(blocks[piece.block].text[piece.start : piece.end] for piece in found.title_evidence)


def years(found: Structure) -> tuple[int, int] | None:
    return (found.period.first, found.period.last) if found.period else None


def place(found: Structure) -> str | None:
    return found.region.name if found.region else None


def region_in(title: str) -> str | None:
    """The place that a title names."""
    found = find_region(Text(title, tuple((0, at) for at in range(len(title)))), Text("", ()), ())
    return found.name if found else None


@pytest.mark.parametrize("row", read_rows("document_forms"), ids=lambda row: row["word"])
def test_every_ending_names_a_kind(row: dict[str, str]) -> None:
    assert kind_of(row["example"]) == row["kind"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(
            ["!清河市2023年国民经济和社会发展统计公报[1]", "清河市统计局"],
            "清河市2023年国民经济和社会发展统计公报",
            id="note-mark",
        ),
        pytest.param(
            ["!清河市2023年国民经济和社会发展统计公报①"],
            "清河市2023年国民经济和社会发展统计公报",
            id="circled-mark",
        ),
        pytest.param(
            ["!清河市第五次经济普查公报（第二号）"], "清河市第五次经济普查公报（第二号）", id="number-behind"
        ),
        pytest.param(
            ["!清河市政府工作报告（2022年1月2日 张三）", "各位代表："],
            "清河市政府工作报告（2022年1月2日 张三）",
            id="date-behind",
        ),
        pytest.param(
            ["!清河市水务发展规划纲要（草案）（节选）"],
            "清河市水务发展规划纲要（草案）（节选）",
            id="two-brackets",
        ),
        pytest.param(["!清 河 市 政 府 工 作 报 告"], "清河市政府工作报告", id="spaced-out"),
        pytest.param(["!清河市数字经济", "!发展行动计划"], "清河市数字经济发展行动计划", id="two-lines"),
        pytest.param(
            ["!清河市人民政府关于", "!加强水务管理的若干意见"],
            "清河市人民政府关于加强水务管理的若干意见",
            id="open-line",
        ),
        pytest.param(
            ["!清河市发展第十四个五年规划", "!和二〇三五年远景目标纲要"],
            "清河市发展第十四个五年规划和二〇三五年远景目标纲要",
            id="and-a-second-plan",
        ),
        pytest.param(
            ["!清河市水务规划", "!（2021—2025年）"], "清河市水务规划（2021—2025年）", id="years-below"
        ),
        pytest.param(
            ["!清河市水务发展规划（2021", "!—2025年）"],
            "清河市水务发展规划（2021—2025年）",
            id="cut-at-a-bracket",
        ),
        pytest.param(
            ["附件2", "!清河市城市体检指标体系"], "清河市城市体检指标体系", id="below-an-annex-label"
        ),
        pytest.param(["!清河市人民政府关于印发清河市水务发展规划的通知"], "清河市水务发展规划", id="issued"),
        pytest.param(
            ["!清河市人民政府关于印发《清河市水务发展“十四五”规划》的通知"],
            "清河市水务发展“十四五”规划",
            id="issued-in-marks",
        ),
        pytest.param(
            ["!清河市水务局关于公开征求《清河市水务发展规划（征求意见稿）》意见的公告"],
            "清河市水务局关于公开征求《清河市水务发展规划（征求意见稿）》意见的公告",
            id="asked-about-and-not-there",
        ),
        pytest.param(
            ["!清河市委印发《清河市人才规划（2023—2027年）》", "本报讯"],
            "清河市人才规划（2023—2027年）",
            id="news",
        ),
        pytest.param(
            ["!清河市发展和改革局关于清河市城市更新规划的批复"],
            "清河市发展和改革局关于清河市城市更新规划的批复",
            id="reply",
        ),
        pytest.param(
            ["!清河市人民政府关于表扬节水先进单位的通报"],
            "清河市人民政府关于表扬节水先进单位的通报",
            id="circular",
        ),
        pytest.param(
            ["!关于执行清河市节水办法的补充规定（二）"],
            "关于执行清河市节水办法的补充规定（二）",
            id="supplement",
        ),
        pytest.param(["!清河市政府工作报告清河市政府工作报告"], "清河市政府工作报告", id="printed-twice"),
        pytest.param(
            ["!清河市政府工作报告", "!——在清河市第九届人民代表大会第二次会议上"],
            "清河市政府工作报告",
            id="occasion-below",
        ),
        pytest.param(
            ["!清河市政府工作报告", "!在清河市第九届人民代表大会第二次会议上"],
            "清河市政府工作报告",
            id="occasion-without-dash",
        ),
    ],
)
def test_titles_of_every_form(lines: list[str], title: str) -> None:
    found = plan(*lines)
    assert found.title == title
    assert "".join(quoted(found).split()) == "".join(title.split())
    assert "no_title" not in [notice.code for notice in found.notices]


def test_an_order_puts_into_force_what_stands_below_it() -> None:
    found = plan(
        "!清河市人民政府令", "!第12号", "现公布《清河市节水办法》，自2024年1月1日起施行。", "!清河市节水办法"
    )
    assert (found.title, found.kind) == ("清河市节水办法", "rules")


def test_the_issued_plan_is_named_by_its_own_title() -> None:
    found = plan(
        "!清河市人民政府关于印发",
        "!清河市水务发展规划的通知",
        "各区人民政府：",
        "现印发给你们。",
        "!清 河 市 水 务 发 展 规 划",
        "!（2021—2025年）",
    )
    assert (found.title, years(found), found.kind) == (
        "清河市水务发展规划（2021—2025年）",
        (2021, 2025),
        "plan",
    )
    assert kinds(found)[:6] == ["title", "title", "paragraph", "paragraph", "title", "title"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([b.table([["清河市水务发展规划"]])], id="table"),
        pytest.param([b.paragraph(b.text_box(b.paragraph("清河市水务发展规划")))], id="text-box"),
        pytest.param([b.table([["索 引 号：", "0001"], ["标  题：", "清河市水务发展规划"]])], id="metadata"),
    ],
)
def test_a_title_that_stands_in_no_line_of_the_text(body: list[str]) -> None:
    found = structured(*body, b.paragraph("一、总则"), b.paragraph(BODY))
    assert (found.title, quoted(found)) == ("清河市水务发展规划", "清河市水务发展规划")


def test_a_page_header_is_the_last_place_to_look() -> None:
    header = {"default": b.paragraph("清河市水务发展规划")}
    assert plan(headers=header).title == "清河市水务发展规划"
    assert plan("!东泽市水务规划", headers=header).title == "东泽市水务规划"


def test_where_no_title_is_printed_it_is_said() -> None:
    found = plan("各位代表：")
    assert (found.title, [notice.code for notice in found.notices]) == ("", ["no_title"])


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["!甲市水务规划（2021-2030年）", "规划期限为2022—2025年。"], (2021, 2030)),
        (["!甲市水务发展“十四五”规划"], (2021, 2025)),
        (["!甲市水务发展十四五规划"], (2021, 2025)),
        (["!甲市国民经济和社会发展第十五个五年规划纲要"], (2026, 2030)),
        (["!甲市第七个五年计划和一九九五年设想"], (1986, 1990)),
        (["!甲市水务规划", "本规划范围为全市，规划期限为2022—2027年，展望至2035年。"], (2022, 2027)),
        (["!甲市水务规划", "规划年限：2021年至2025年。"], (2021, 2025)),
        (["!甲市水务规划", "规划期限", "2021—2025年"], (2021, 2025)),
        (["!甲市水务规划", "今后五年（2021—2025年），全市供水更加安全。"], (2021, 2025)),
        (["!甲市水务规划", "从2023年起，用三年时间完成改造。"], (2023, 2025)),
        (["!甲市节水三年行动计划", "经过2023—2025年的努力，用水效率明显提高。"], (2023, 2025)),
        (["!甲市节水三年行动计划", "2016—2020年，全市用水效率提高。"], None),
        (["!甲市水务规划", "规划基准年为2020年，规划水平年为2035年。"], (2021, 2035)),
        (["!甲市水务规划", "2016—2020年，全市建成泵站97座。"], None),
        (["!甲市2024年重点工作要点"], (2024, 2024)),
        (["!数字甲市2022行动方案"], (2022, 2022)),
        (["!健康甲市2030行动方案"], None),
        (["!甲市2023年度重点项目计划（2023年修订版）"], (2023, 2023)),
        (["!甲市水务规划（2023年修订版）"], None),
        (["!甲市2023年国民经济和社会发展统计公报", "2024年3月20日"], (2023, 2023)),
        (["!甲市国民经济和社会发展统计公报", "甲市统计局", "2024年3月20日"], (2023, 2023)),
        (["!甲市水资源公报", "（2022年）"], (2022, 2022)),
        (["!甲市水资源公报", "2022年度"], (2022, 2022)),
        (["!甲市劳动和社会保障统计公报", "截至2022年底，全市参保人数为35万人。"], (2022, 2022)),
        (["!一九七八年甲市计划执行结果的公报"], (1978, 1978)),
        (["!2023年甲市政府工作报告", "今年是开局之年。"], (2023, 2023)),
        (["!甲市政府工作报告（2022年1月8日 张三）"], (2022, 2022)),
        (["!政府工作报告", "——2022年1月8日在甲市第九届人民代表大会第一次会议上"], (2022, 2022)),
        (["!甲市政府工作报告", "（2021年12月28日）"], (2022, 2022)),
        (["!甲市2018年节水办法"], None),
        (["!甲市人民政府关于2018年度表彰先进的决定"], None),
        (["!甲市人民政府关于甲市总体规划（2018—2035年）的批复"], (2018, 2035)),
    ],
)  # fmt: skip
def test_the_years_of_a_document(lines: list[str], period: tuple[int, int] | None) -> None:
    found = plan(*lines)
    assert years(found) == period
    for piece in found.period.evidence if found.period else ():
        assert found.document.blocks[piece.block].text[piece.start : piece.end].strip()


@pytest.mark.parametrize(
    ("heading", "period"),
    [("一、2022年工作回顾", (2023, 2023)), ("一、2023年重点工作", (2023, 2023)), ("一、过去五年", None)],
)
def test_a_report_without_a_day_has_the_year_of_its_headings(
    heading: str, period: tuple[int, int] | None
) -> None:
    found = structured(line("!政府工作报告"), b.paragraph(heading), b.paragraph(BODY))
    assert (years(found), found.kind) == (period, "work_report")


def test_tables_have_the_years_the_text_states() -> None:
    rows = [["指标", "现状值", "目标值"], ["供水能力（万吨）", "12", "20"]]
    found = structured(line("!甲市水务规划"), b.paragraph("规划期限为2021—2025年。"), b.table(rows))
    (indicator,) = interpret(found).indicators
    assert (indicator.baseline_year, indicator.target_year) == (2020, 2025)


@pytest.mark.parametrize(
    ("lines", "region"),
    [
        (["!政府工作报告", "——2022年1月8日在清河市第九届人民代表大会第一次会议上"], "清河市"),
        (
            ["!2019年自治区政府工作报告", "——在新疆维吾尔自治区第十三届人民代表大会第二次会议上"],
            "新疆维吾尔自治区",
        ),
        (["!政府工作报告", "各位代表：", "我代表清河市人民政府，向大会报告工作。"], "清河市"),
        (["!2023年国民经济和社会发展统计公报", "清河市统计局"], "清河市"),
        (["!关于印发节水行动方案的通知", "清河市人民政府办公室"], "清河市"),
        (["!清河市人民政府关于印发节水行动方案的通知"], "清河市"),
        (["!中共清河市委关于制定规划的建议"], "清河市"),
        (["!湘西州政府工作报告"], "湘西州"),
        (["!浙江水利发展规划"], "浙江"),
        (["!国务院关于某项工作的批复", "清河市人民政府："], None),
        (["!中华人民共和国2023年国民经济和社会发展统计公报", "国家统计局"], None),
        (["!政府工作报告", "我代表市人民政府，向大会报告工作。"], None),
    ],
)
def test_the_place_of_a_document(lines: list[str], region: str | None) -> None:
    found = plan(*lines)
    assert place(found) == region
    if found.region:
        piece = found.region.evidence
        assert found.document.blocks[piece.block].text[piece.start : piece.end] == region


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("江南省清河市东岸区水务规划", "江南省清河市东岸区"),
        ("清河市数字化发展规划", "清河市"),
        ("2023年清河市政府工作报告", "清河市"),
        ("“十四五”时期清河市规划", "清河市"),
        ("清河市智慧城市规划", "清河市"),
        ("关于印发《清河市水务规划》的通知", "清河市"),
        ("清河市市场监管规划", "清河市"),
        ("清河市市域治理规划", "清河市"),
        ("清河市政府工作报告", "清河市"),
        ("清河市经济技术开发区产业规划", "清河市"),
        ("景德镇市规划", "景德镇市"),
        ("运城市规划", "运城市"),
        ("沙县水务规划", "沙县"),
        ("积石山保安族东乡族撒拉族自治县规划", "积石山保安族东乡族撒拉族自治县"),
        ("内蒙古自治区锡林郭勒盟规划", "内蒙古自治区锡林郭勒盟"),
        ("清河市建设制造强市三年行动计划（2023—2025年）", "清河市"),
        ("2024年一季度清河市经济运行情况", "清河市"),
        ("2024年前三季度清河县经济运行情况", "清河县"),
        ("智慧城市建设规划", None),
        ("新型城镇化规划", None),
        ("中心城区排水规划", None),
        ("全市水务规划", None),
        ("政府工作报告", None),
        ("", None),
    ],
)
def test_the_place_is_the_chain_of_divisions_a_title_begins_with(title: str, region: str | None) -> None:
    assert region_in(title) == region


@pytest.mark.parametrize("row", read_rows("place_suffixes"), ids=lambda row: row["suffix"])
def test_every_suffix_reads_its_example(row: dict[str, str]) -> None:
    assert region_in(f"{row['example']}水务规划") == row["example"]


@pytest.mark.parametrize(
    "row",
    [*read_rows("place_lookalikes"), *read_rows("place_continuations")[1:]],
    ids=lambda row: row["word"],
)
def test_no_lookalike_is_a_place(row: dict[str, str]) -> None:
    assert region_in(row["example"]) is None


def test_a_title_alone_above_a_table() -> None:
    title = b.paragraph("清河市“十五五”水务发展主要指标", align="center", bold=True)
    found = structured(title, b.table([["指标", "2025年", "2030年"], ["供水量（万吨）", "3", "5"]]))
    assert (found.title, place(found), years(found)) == (
        "清河市“十五五”水务发展主要指标",
        "清河市",
        (2026, 2030),
    )


def test_centred_lines_in_company_are_no_title() -> None:
    found = plan("!云中谁寄锦书来呀", "!雁字回时月满西楼")
    assert found.title == ""


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("沙洲区城市更新行动计划", "沙洲区"),
        ("清河市东城区城市管理规划", "清河市东城区"),
        ("聊城市水务规划", "聊城市"),
        ("城市更新规划", None),
    ],
)
def test_a_district_before_a_word_that_ends_as_a_city_does(title: str, region: str | None) -> None:
    assert region_in(title) == region
