"""Structure: titles, headings in all their forms, decoys, contents, boxes and captions; what becomes of
every block."""

import pytest

from tests import builders as b
from tests.parsers.reading import BODY, kinds, outline, structured

_LEVELS = [(1, "一、", "总体要求"), (2, "（一）", "指导思想"), (3, "1.", "坚持创新")]


@pytest.mark.parametrize("kind", ["english", "chinese", "wps"])
def test_headings_by_style(kind: str) -> None:
    styles = b.heading_styles(kind)  # type: ignore[arg-type]
    body = [
        b.paragraph(label + title, style=b.heading_style_id(kind, level)) for level, label, title in _LEVELS
    ]  # type: ignore[arg-type]
    assert outline(structured(*body, b.paragraph(BODY), styles=styles)) == _LEVELS


def test_headings_without_any_style() -> None:
    body = [b.paragraph(label + title) for _, label, title in _LEVELS]
    assert outline(structured(*body, b.paragraph(BODY))) == _LEVELS


def test_headings_by_outline_level_alone() -> None:
    assert outline(
        structured(
            b.paragraph("发展目标", outline=1),
            b.paragraph(BODY),
            b.paragraph("近期目标", outline=2),
            b.paragraph(BODY),
        )
    ) == [
        (1, "", "发展目标"),
        (2, "", "近期目标"),
    ]


def test_headings_by_automatic_numbers() -> None:
    numbering = b.numbering([b.level("japaneseCounting", "%1、"), b.level("chineseCounting", "（%2）")])
    found = structured(
        b.paragraph("总则", num=(1, 0)),
        b.paragraph(BODY),
        b.paragraph("目的", num=(1, 1)),
        b.paragraph(BODY),
        numbering=numbering,
    )
    assert outline(found) == [(1, "一、", "总则"), (2, "（一）", "目的")]
    assert {piece.derivation for piece in found.headings[0].evidence if piece.field == "label"} == {
        "computed"
    }


def test_parts_chapters_and_sections_stand_above_typed_numbers() -> None:
    lines = [
        "第一篇 开启征程",
        "第一章 发展环境",
        "第一节 发展基础",
        "一、主要成就",
        BODY,
        "第二节 发展形势",
        BODY,
        "第二章 总体要求",
        BODY,
    ]
    levels = [(level, label) for level, label, _ in outline(structured(*map(b.paragraph, lines)))]
    assert levels == [(1, "第一篇"), (2, "第一章"), (3, "第一节"), (4, "一、"), (3, "第二节"), (2, "第二章")]


def test_a_run_in_head_is_a_span_of_its_paragraph() -> None:
    text = "（一）优化布局。到2025年，建成覆盖全市的网络，形成若干集聚区。"
    found = structured(b.paragraph("一、主要任务"), b.paragraph(text), b.paragraph("（二）壮大主体。" + BODY))
    heading = found.headings[1]
    assert (heading.title, text[heading.start : heading.end]) == ("优化布局", "（一）优化布局")
    assert found.uses[1].heading == 1


def test_one_style_for_all_headings_leaves_the_levels_to_the_labels() -> None:
    styles = b.heading_styles("english")
    body = [b.paragraph(label + title, style=b.heading_style_id("english", 1)) for _, label, title in _LEVELS]
    assert outline(structured(*body, b.paragraph(BODY), styles=styles)) == _LEVELS


def test_numbers_that_run_on_over_chapters() -> None:
    lines = ["一、甲", "（一）子", BODY, "（二）丑", BODY, "二、乙", "（三）寅", BODY, "（四）卯", BODY]
    assert [level for level, _, _ in outline(structured(*map(b.paragraph, lines)))] == [1, 2, 2, 1, 2, 2]


@pytest.mark.parametrize(
    "decoy",
    [
        "一、二、三产业分别增长4.6%、6.2%、3.9%，结构不断优化。",
        "三、四线城市加快发展，人口和产业进一步集聚，带动作用明显增强。",
        "一是加强组织领导。各级各部门要高度重视。",
        "——坚持创新驱动。把创新摆在核心位置。",
        "1.5亿元专项资金全部到位，支持了一批重点项目。",
        "2021年，全市实现生产总值3000亿元。",
        "（1）新建基站1000座；",
    ],
)
def test_decoys_are_no_headings(decoy: str) -> None:
    found = structured(
        b.paragraph("一、总体要求"),
        b.paragraph(BODY),
        b.paragraph(decoy),
        b.paragraph("二、主要任务"),
        b.paragraph(BODY),
    )
    assert [title for _, _, title in outline(found)] == ["总体要求", "主要任务"]


def test_a_list_of_items_is_no_series_of_headings() -> None:
    items = ["（一）申请书；", "（二）证明材料；", "（三）法律规定的其他材料。"]
    found = structured(
        b.paragraph("一、受理"),
        b.paragraph("申请时提交下列材料："),
        *map(b.paragraph, items),
        b.paragraph("二、审查"),
        b.paragraph(BODY),
    )
    assert [title for _, _, title in outline(found)] == ["受理", "审查"]


def test_front_matter_and_annexes() -> None:
    found = structured(
        b.paragraph("前　言"),
        b.paragraph(BODY),
        b.paragraph("一、总体要求"),
        b.paragraph(BODY),
        b.paragraph("附件：重点项目表"),
        b.paragraph(""),
        b.paragraph("附件"),
        b.paragraph("重点项目表", align="center"),
        b.table([["甲", "乙"], ["丙", "丁"]]),
    )
    assert outline(found) == [(1, "", "前　言"), (1, "一、", "总体要求"), (1, "附件", "重点项目表")]
    annex = found.headings[-1]
    assert [piece.block for piece in annex.evidence if piece.field in ("label", "title")] == [6, 7]
    assert found.tables[0].caption is not None


def test_unnumbered_chapters_stand_above_the_series_that_start_anew_below_them() -> None:
    lines = [
        "2023年工作回顾",
        BODY,
        "一、经济平稳",
        BODY,
        "二、民生改善",
        BODY,
        "2024年工作安排",
        BODY,
        "一、扩大内需",
        BODY,
    ]
    assert outline(structured(*map(b.paragraph, lines))) == [
        (1, "", "2023年工作回顾"),
        (2, "一、", "经济平稳"),
        (2, "二、", "民生改善"),
        (1, "", "2024年工作安排"),
        (2, "一、", "扩大内需"),
    ]


def test_a_report_in_one_paragraph_with_soft_breaks() -> None:
    lines = [
        "政府工作报告",
        "各位代表：",
        "一、工作回顾",
        BODY,
        "（一）经济增长。" + BODY,
        "二、工作安排",
        BODY,
    ]
    broken = b.raw("<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>")
    found = structured(b.paragraph(broken))
    assert found.title == "政府工作报告"
    assert outline(found) == [(1, "一、", "工作回顾"), (2, "（一）", "经济增长"), (1, "二、", "工作安排")]
    text = found.document.blocks[0].text
    assert [text[heading.start : heading.end] for heading in found.headings] == [
        "一、工作回顾",
        "（一）经济增长",
        "二、工作安排",
    ]


def test_a_report_run_together_reports_the_heads_it_cannot_end() -> None:
    text = (
        "各位代表：现在报告工作。"
        + "一、工作回顾过去一年，"
        + BODY * 20
        + "（一）经济增长。"
        + BODY * 30
        + "（二）民生改善。"
        + BODY * 10
    )
    found = structured(b.paragraph(text))
    assert [title for _, _, title in outline(found)] == ["经济增长", "民生改善"]
    assert [notice.code for notice in found.notices] == ["no_title", "heading_end_unclear"]


@pytest.mark.parametrize("in_control", [False, True])
def test_contents_are_kept_out_of_structure(in_control: bool) -> None:
    entries = [(1, "一、总体要求", 1), (1, "二、主要任务", 3)]
    heading = b.paragraph("目　录", align="center")
    contents = (
        [b.toc(entries, in_control=True, heading=(heading,))] if in_control else [heading, b.toc(entries)]
    )
    found = structured(*contents, *map(b.paragraph, ["一、总体要求", BODY, "二、主要任务", BODY]))
    assert kinds(found).count("toc") == 3
    assert outline(found) == [(1, "一、", "总体要求"), (1, "二、", "主要任务")]


def test_typed_contents_with_leaders_and_without() -> None:
    real = ["一、总体要求", BODY, "二、主要任务", BODY, "三、保障措施", BODY]
    for typed in (
        ["一、总体要求……1", "二、主要任务……3", "三、保障措施……9"],
        ["一、总体要求", "二、主要任务", "三、保障措施"],
    ):
        found = structured(*map(b.paragraph, ["目录", *typed, *real]))
        assert kinds(found)[:5] == ["toc"] * 4 + ["heading"], typed
        assert len(found.headings) == 3


def test_the_title_may_stand_in_two_lines() -> None:
    look = {"align": "center", "size": 22}
    found = structured(
        b.paragraph("某市数字经济发展", **look),
        b.paragraph("“十四五”规划", **look),
        b.paragraph("一、总体要求"),
        b.paragraph(BODY),
    )
    assert found.title == "某市数字经济发展“十四五”规划"
    assert kinds(found)[:2] == ["title", "title"]


def test_a_centred_line_in_larger_letters_heads_a_part_whatever_it_is_called() -> None:
    look = {"align": "center", "size": 18}
    found = structured(
        b.paragraph("某市政府工作报告", align="center", size=22),
        *(b.paragraph(text, size=16) for text in (BODY, BODY)),
        b.paragraph("更好肩负新征程职责使命", **look),
        b.paragraph(BODY, size=16),
        b.paragraph("某市车辆改革方案", **look),
        b.paragraph(BODY, size=16),
    )
    assert [heading.title for heading in found.headings] == ["更好肩负新征程职责使命"]


def test_a_title_spaced_out_and_one_with_a_version_mark() -> None:
    assert (
        structured(
            b.paragraph("政 府 工 作 报 告"), b.paragraph(BODY), b.paragraph("一、回顾"), b.paragraph(BODY)
        ).title
        == "政府工作报告"
    )
    assert (
        structured(b.paragraph("某市发展规划（草案）"), b.paragraph("一、总则"), b.paragraph(BODY)).title
        == "某市发展规划（草案）"
    )


_ITEMS = ("千兆城市工程。" + BODY, "数据中心工程。" + BODY)


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(
            [b.table([[b.cell("专栏1 重点工程")], [b.cell([b.paragraph(item) for item in _ITEMS])]])],
            id="two-rows",
        ),
        pytest.param(
            [b.table([[b.cell([b.paragraph("专栏1 重点工程"), *map(b.paragraph, _ITEMS)])]])], id="one-cell"
        ),
        pytest.param(
            [b.paragraph(b.text_box(b.paragraph("专栏1 重点工程"), *map(b.paragraph, _ITEMS)))], id="text-box"
        ),
        pytest.param([b.paragraph(text, border=True) for text in ("专栏1 重点工程", *_ITEMS)], id="bordered"),
        pytest.param(
            [b.paragraph("专栏1 重点工程"), b.table([[b.cell([b.paragraph(item) for item in _ITEMS])]])],
            id="title-above",
        ),
    ],
)
def test_boxes_however_drawn(drawn: list[str]) -> None:
    found = structured(
        b.paragraph("一、主要任务"), b.paragraph(BODY), *drawn, b.paragraph("二、保障措施"), b.paragraph(BODY)
    )
    (box,) = found.boxes
    assert (box.label, box.title) == ("专栏1", "重点工程")
    assert [item.title for item in box.items] == ["千兆城市工程", "数据中心工程"]
    assert [item.text for item in box.items] == list(_ITEMS)
    assert box.heading == 0
    assert len(found.headings) == 2


def test_box_items_gather_the_paragraphs_below_their_heads() -> None:
    found = structured(
        b.table(
            [
                [b.cell("专栏2 工程")],
                [b.cell([b.paragraph(text) for text in ("1.甲工程", BODY, "2.乙工程", BODY)])],
            ]
        )
    )
    assert [(item.title, item.text) for item in found.boxes[0].items] == [
        ("甲工程", "1.甲工程\n" + BODY),
        ("乙工程", "2.乙工程\n" + BODY),
    ]


def test_a_sentence_behind_the_word_annex_is_no_title() -> None:
    found = structured(
        b.paragraph("一、总体要求"),
        b.paragraph(BODY),
        b.paragraph("附件"),
        b.paragraph("各县区名单另行印发。"),
        b.paragraph(BODY),
    )
    assert outline(found) == [(1, "一、", "总体要求"), (1, "", "附件")]


def test_a_box_title_without_frame_is_reported() -> None:
    found = structured(
        b.paragraph("一、主要任务"), b.paragraph(BODY), b.paragraph("专栏3 重点工程"), b.paragraph(BODY)
    )
    assert found.boxes == ()
    assert [notice.code for notice in found.notices] == ["no_title", "box_without_frame"]


def test_caption_and_unit_note_above_a_table() -> None:
    found = structured(
        b.paragraph("一、目标"),
        b.paragraph(BODY),
        b.paragraph("表1 主要指标", align="center"),
        b.paragraph("单位：亿元", align="right"),
        b.table([["指标", "值"], ["甲", "1"]]),
    )
    table = found.tables[0]
    text = found.document.blocks
    assert table.caption is not None
    assert table.unit_note is not None
    assert (text[table.caption.block].text, text[table.unit_note.block].text) == (
        "表1 主要指标",
        "单位：亿元",
    )
    assert kinds(found)[2:4] == ["caption", "unit_note"]


@pytest.mark.parametrize(
    "text",
    [
        "各项指标见下列各表。",
        "各项指标如下表：",
        "按照全省统一部署，结合本地实际确定的各项约束性指标和预期性指标，以及它们的基期数值、目标数值、年均增速和牵头单位等，都列在下面的汇总表",
        "表",
        "供水能力",
    ],
)
def test_a_line_above_a_table_that_is_no_caption(text: str) -> None:
    found = structured(
        b.paragraph("一、目标"), b.paragraph(text), b.table([["指标", "值"], ["供水能力", "1"]])
    )
    assert found.tables[0].caption is None


@pytest.mark.parametrize("text", ["表2 供水能力", "续表", "附表 三", "供水能力汇总表", "主要指标（试行）"])
def test_a_short_line_that_names_a_table_is_its_caption(text: str) -> None:
    found = structured(
        b.paragraph("一、目标"), b.paragraph(text), b.table([["指标", "值"], ["供水能力", "1"]])
    )
    assert found.tables[0].caption is not None
    assert found.document.blocks[found.tables[0].caption.block].text == text


def test_every_block_ends_used_or_ignored_for_a_reason() -> None:
    found = structured(
        b.paragraph("某市发展规划", align="center", size=22),
        b.paragraph(""),
        b.toc([(1, "一、总则", 1)]),
        b.paragraph("一、总则"),
        b.paragraph(BODY),
        b.table([[b.cell("甲", vmerge="restart")], [b.cell("遮", vmerge="continue")]]),
        headers={"default": b.paragraph("眉")},
        footnotes={2: "注"},
    )
    assert len(found.uses) == len(found.document.blocks)
    assert {(use.kind, use.reason) for use in found.uses if use.use == "ignored"} == {
        ("empty", "empty"), ("toc", "toc"), ("header", "header"), ("cell", "covered_cell"),
    }  # fmt: skip
    assert all((use.use == "used") == (use.reason == "") for use in found.uses)


@pytest.mark.parametrize(
    ("before", "title"),
    [
        pytest.param(["各位代表：", BODY * 3], "政府工作报告", id="behind-body"),
        pytest.param(["一、2023年工作回顾", BODY * 3], "政府工作报告", id="behind-heading"),
        pytest.param(["——在某市第九届人民代表大会第三次会议上" * 4], "政府工作报告", id="behind-long-line"),
        pytest.param(["某市人民政府"], "某市人民政府政府工作报告", id="behind-body-that-reports"),
    ],
)
def test_a_title_spaced_out_is_found_behind_other_lines(before: list[str], title: str) -> None:
    found = structured(
        *map(b.paragraph, before),
        b.paragraph("政 府 工 作 报 告"),
        b.paragraph("各位代表："),
        b.paragraph(BODY),
    )
    assert found.title == title
    assert kinds(found)[len(before)] == "title"


def test_a_spaced_out_line_that_is_no_title_stays_what_it_is() -> None:
    assert (
        structured(
            b.paragraph("各位代表："), b.paragraph(BODY * 3), b.paragraph("附 件 目 录"), b.paragraph(BODY)
        ).title
        == ""
    )


def leveled(*lines: str) -> list[tuple[int, str]]:
    """(level, title) of the headings of these lines, a short paragraph behind each that is none by itself."""
    return [(level, title) for level, _, title in outline(structured(*map(b.paragraph, lines)))]


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        pytest.param(
            [
                "第一章 工业",
                "（一）冶金",
                "一、钢厂",
                BODY,
                "二、铜厂",
                BODY,
                "（二）电力",
                "一、火电",
                BODY,
                "二、水电",
                BODY,
                "（三）煤炭",
                BODY,
            ],
            [1, 2, 3, 3, 2, 3, 3, 2],
            id="brackets-above-counting",
        ),
        pytest.param(
            [
                "一、任务",
                "第一章 目标",
                BODY,
                "第二章 速度",
                BODY,
                "二、结构",
                "第三章 农业",
                BODY,
                "三、布局",
                "第四章 东部",
                BODY,
            ],
            [1, 2, 2, 1, 2, 1, 2],
            id="counting-above-chapters",
        ),
        pytest.param(
            [
                "一、任务",
                "1、农业",
                "（一）粮食",
                BODY,
                "（二）棉花",
                BODY,
                "2、工业",
                "（一）钢铁",
                BODY,
                "二、措施",
                BODY,
            ],
            [1, 2, 3, 3, 2, 3, 1],
            id="number-between",
        ),
        pytest.param(
            [
                "第一篇 总纲",
                "第一章 基础",
                "第一节 成就",
                BODY,
                "第二节 形势",
                BODY,
                "第二章 思路",
                BODY,
                "第二篇 任务",
                "第三章 农业",
                BODY,
            ],
            [1, 2, 3, 3, 2, 1, 2],
            id="parts-chapters-sections",
        ),
        pytest.param(
            [
                "一、任务",
                "第一章 目标",
                BODY,
                "第二章 速度",
                BODY,
                "二、部门",
                "第三章 工业",
                "第一节 轻工",
                BODY,
            ],
            [1, 2, 2, 1, 2, 3],
            id="counting-above-chapters-with-sections-at-the-end",
        ),
        pytest.param(
            ["一、总则", "（一）范围", BODY, "（二）原则", BODY, "二、任务", "（一）工业", BODY],
            [1, 2, 2, 1, 2],
            id="usual",
        ),
    ],
)
def test_the_whole_document_says_which_labels_contain_which(lines: list[str], levels: list[int]) -> None:
    assert [level for level, _ in leveled(*lines)] == levels


@pytest.mark.parametrize("word", ["绪论", "绪　言", "导论", "结束语", "后记", "附记"])
def test_front_and_back_matter_stands_beside_the_chapters(word: str) -> None:
    assert (1, word) in leveled(word, BODY, "第一章 任务", BODY, "第二章 措施", BODY)


def test_a_short_heading_may_end_in_a_colon() -> None:
    lines = ["五、进度安排", BODY, "六、资金安排", BODY, "七、其他：", BODY, "八、组织领导", BODY]
    assert [title for _, title in leveled(*lines)] == ["进度安排", "资金安排", "其他", "组织领导"]


def test_aims_with_numbers_in_a_numbered_list_are_no_headings() -> None:
    aims = ["（一）新增床位2万个，引进医师120名。", "（二）支出年均增长6%以上。"]
    assert leveled("一、目标", "今后要实现以下目标：", *aims, "二、任务", BODY) == [(1, "目标"), (1, "任务")]


def test_a_lone_count_in_a_heading_with_a_full_stop_is_one() -> None:
    lines = ["（一）实施100个重点项目。", BODY, "（二）打造品牌。", BODY]
    assert [title for _, title in leveled(*lines)] == ["实施100个重点项目", "打造品牌"]


@pytest.mark.parametrize(
    "told", ["2024年，产量是2015年的2.6倍，产值为3倍。", "发放资金7千余万元，惠及职工3万多名。"]
)
def test_amounts_behind_a_bracketed_number_are_no_heading(told: str) -> None:
    assert leveled("一、回顾", f"（一）{told}", BODY) == [(1, "回顾")]


@pytest.mark.parametrize("word", ["注释：", "注：", "备注", "说明：", "公报注释："])
def test_a_list_of_notes_is_no_series_of_headings(word: str) -> None:
    notes = ["1．本公报为初步统计数", "2．部分数据因四舍五入略有出入", "3．绝对数按现价计算"]
    assert [title for _, title in leveled("一、综合", BODY, "二、农业", BODY, word, *notes)] == [
        "综合",
        "农业",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "计划投资357万元（中央260万元，地方97万元），修建监控中心6个，由各县负责使用管理。",
        "（1）青山监控中心，计划投资36万元（中央20万元，地方16万元），由青山县管理。",
        "各县要高度重视，切实抓好落实。",
    ],
)
def test_an_outline_level_makes_no_heading_of_a_sentence(sentence: str) -> None:
    found = structured(
        b.paragraph("一、建设项目"),
        b.paragraph("（一）监控设施"),
        b.paragraph("1、监控中心", outline=2),
        b.paragraph(sentence, outline=2),
        b.paragraph("2、监控站", outline=2),
        b.paragraph(sentence, outline=2),
    )
    assert outline(found) == [
        (1, "一、", "建设项目"),
        (2, "（一）", "监控设施"),
        (3, "1、", "监控中心"),
        (3, "2、", "监控站"),
    ]


@pytest.mark.parametrize(
    "item",
    ["一、在东部各县：甲电站、乙电站。", "一、按下列标准：每人每月300元。"],
)
def test_a_condition_with_a_list_behind_it_is_no_head(item: str) -> None:
    assert leveled("（一）电力", BODY, item, "（二）煤炭", BODY) == [(1, "电力"), (1, "煤炭")]


def test_a_sentence_with_a_semicolon_is_no_head() -> None:
    lines = ["（一）煤炭", BODY, "（二）设备能力很大，都不需要新建；应当根据需要安排生产。"]
    assert [title for _, title in leveled(*lines)] == ["煤炭"]


@pytest.mark.parametrize("blank", ["", "　"])
def test_a_heading_may_stand_in_the_paragraph_before(blank: str) -> None:
    found = structured(
        b.paragraph("一、总体要求"),
        b.paragraph(BODY + blank + "二、主要任务"),
        b.paragraph(BODY),
        b.paragraph("三、保障措施"),
        b.paragraph(BODY),
    )
    assert outline(found) == [(1, "一、", "总体要求"), (1, "二、", "主要任务"), (1, "三、", "保障措施")]
    heading = found.headings[1]
    assert found.document.blocks[1].text[heading.start : heading.end] == "二、主要任务"
    assert [use.heading for use in found.uses] == [0, 0, 1, 2, 2]


def test_a_number_left_out_stays_left_out() -> None:
    assert [title for _, title in leveled("一、总体要求", BODY, "三、保障措施", BODY)] == [
        "总体要求",
        "保障措施",
    ]


def test_articles_of_a_law_are_headings_only_where_they_are_titled() -> None:
    assert [
        title
        for _, title in leveled(
            "第一章 总则", "第一条 为了节约用水，制定本办法。", "第二章 用水", "第二条 用水应当有计划。"
        )
    ] == [
        "总则",
        "用水",
    ]

    titled = leveled("第一章 总则", "第一条 目的", BODY, "第二条 适用范围", BODY)
    assert titled == [(1, "总则"), (2, "目的"), (2, "适用范围")]


def test_annexes_with_numbers_and_names() -> None:
    found = structured(
        b.paragraph("一、工作回顾"),
        b.paragraph(BODY),
        b.paragraph("附录"),
        b.paragraph("附录一：名词解释"),
        b.paragraph(BODY),
        b.paragraph("附录二：数据汇总表（一）"),
        b.table([["指标", "值"], ["甲", "1"]]),
    )
    assert outline(found)[1:] == [
        (1, "", "附录"),
        (2, "附录一", "名词解释"),
        (2, "附录二", "数据汇总表（一）"),
    ]
    assert found.tables[0].heading == 3


def test_the_title_of_an_annex_may_stand_in_two_lines() -> None:
    found = structured(
        b.paragraph("一、工作回顾"),
        b.paragraph(BODY),
        b.paragraph("附件1"),
        b.paragraph("2023年清河市民生实事", align="center"),
        b.paragraph("项目及牵头责任单位", align="center"),
        b.table([["项目", "单位"], ["甲", "乙"]]),
    )
    assert outline(found)[1:] == [(1, "附件1", "2023年清河市民生实事项目及牵头责任单位")]
    assert [piece.block for piece in found.headings[1].evidence if piece.field == "title"] == [3, 4]


def test_captions_of_figures_are_no_headings() -> None:
    assert [title for _, title in leveled("一、空间布局", "图2 全市功能布局", BODY)] == ["空间布局"]


def test_a_table_drawn_around_the_whole_text_is_read_like_text() -> None:
    lines = ("一、总体要求", BODY * 10, "二、主要任务", BODY * 10)
    found = structured(b.table([[b.cell([b.paragraph(line) for line in lines])]]))
    assert outline(found) == [(1, "一、", "总体要求"), (1, "二、", "主要任务")]


def test_bold_lines_above_plain_text_are_headings() -> None:
    found = structured(
        b.paragraph("一、总体思路"),
        b.paragraph("指导思想", bold=True),
        b.paragraph("坚持农业农村优先发展。"),
        b.paragraph("基本原则", bold=True),
        b.paragraph("——坚持分类推进。"),
        b.paragraph("二、重点任务"),
        b.paragraph(BODY),
    )
    assert outline(found) == [
        (1, "一、", "总体思路"),
        (2, "", "指导思想"),
        (2, "", "基本原则"),
        (1, "二、", "重点任务"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([("重点说明", True), ("要抓好落实。", True)], id="bold-text-below"),
        pytest.param([("某市水务局", True), ("某市财政局", False)], id="no-sentence-below"),
        pytest.param([("要高度重视，狠抓落实", True), ("各地按时完成。", False)], id="punctuation"),
        pytest.param([("共同", True), ("各地按时完成。", False)], id="short"),
    ],
)
def test_other_bold_lines_are_none(lines: list[tuple[str, bool]]) -> None:
    body = [b.paragraph(text, bold=bold) for text, bold in lines]
    found = structured(b.paragraph("一、总体思路"), b.paragraph(BODY), *body, b.paragraph(BODY))
    assert outline(found) == [(1, "一、", "总体思路")]


def test_bare_numbers_over_decimal_sections() -> None:
    lines = ["1 总则", "1.1 编制目的", BODY, "1.2 规划期限", BODY, "2　目标任务", "2.1 居住类", BODY]
    assert outline(structured(*map(b.paragraph, lines))) == [
        (1, "1", "总则"),
        (2, "1.1", "编制目的"),
        (2, "1.2", "规划期限"),
        (1, "2", "目标任务"),
        (2, "2.1", "居住类"),
    ]


def test_bare_numbers_head_nothing_else() -> None:
    lines = ["1 总则", BODY, "2 个专项行动", "2024 年工作", BODY]
    assert outline(structured(*map(b.paragraph, lines))) == []
    lines = ["1.1 编制目的", BODY, "3 其他", BODY, "1.2 规划期限", BODY]
    assert [title for _, _, title in outline(structured(*map(b.paragraph, lines)))] == [
        "编制目的",
        "规划期限",
    ]


@pytest.mark.parametrize("note", ["（单位：万元）", " （单位：万元）", "(计量单位：万元)"])
def test_a_unit_note_behind_a_caption_is_no_part_of_it(note: str) -> None:
    table = b.table([["序号", "项目名称", "总投资"], ["1", "水厂", "300"]])
    found = structured(
        b.paragraph("一、项目"), b.paragraph(BODY), b.paragraph(f"表1 重点项目表{note}"), table
    )
    (held,) = found.tables
    blocks = found.document.blocks
    assert held.caption is not None
    assert held.unit_note is not None
    assert blocks[held.caption.block].text[held.caption.start : held.caption.end] == "表1 重点项目表"
    told = blocks[held.unit_note.block].text[held.unit_note.start : held.unit_note.end]
    assert told == note.strip(" （）()")


def test_a_unit_note_behind_the_title_of_an_annex() -> None:
    table = b.table([["序号", "项目名称", "总投资"], ["1", "水厂", "300"]])
    found = structured(
        b.paragraph("一、项目"), b.paragraph(BODY), b.paragraph("附表 重点项目表（单位：万元）"), table
    )
    assert outline(found)[-1] == (1, "附表", "重点项目表")
    assert found.tables[0].unit_note is not None


def test_a_year_behind_the_word_annex_is_no_number_of_it() -> None:
    table = b.table([["指标", "单位", "2025年"], ["产值", "亿元", "3"]])
    found = structured(
        b.paragraph("一、总体要求"), b.paragraph(BODY), b.paragraph("附表 2025年主要指标计划"), table
    )
    assert outline(found)[-1] == (1, "附表", "2025年主要指标计划")
