"""The sound files that are mutated: every construct that reading knows, short."""

from tests import builders as b

_PAGE = (
    "<html><body><h2>附录甲</h2><p>附录正文一段，到2025年建成泵站3座。</p><table>"
    '<tr><th rowspan="2">指标</th><th colspan="2">数值</th></tr>'
    "<tr><td>2020年</td><td>2025年</td></tr></table></body></html>"
)


def rich() -> bytes:
    """Headings, tables, boxes, notes, fields, revisions, an HTML chunk, projects and tasks."""
    chunk, part = b.alternative_chunk(_PAGE.encode())
    b.footnote_reference(1)
    table = [
        ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
        ["1", "供水普及率", "%", "90", "≥98", "约束性"],
        ["2", "再生水利用量", "万立方米/日", "1.2", "[3.5]", "预期性"],
    ]
    projects = [
        ["序号", "项目名称", "建设内容及规模", "建设年限", "总投资（亿元）", "责任单位"],
        ["", "合计（2项）", "", "", "3.9", ""],
        ["1", "北部水厂", "新建日供水5万吨水厂1座", "2021-2023", "1.5", "市水务局、市财政局"],
        ["2", "南部水厂", "扩建水厂", "2022-2025", "2.4", "市水务局"],
    ]
    return b.docx(
        b.paragraph("白河市水务发展规划（2021—2025年）", align="center", size=22),
        b.toc([(1, "一、总体要求", 1), (1, "二、主要任务", 2)]),
        b.paragraph(b.run("一、"), b.run("总体要求"), bold=True),
        b.paragraph(
            "到2025年，建成泵站", b.insertion("97"), b.deletion("96"), "座。", b.footnote_reference(1)
        ),
        b.paragraph(
            "供水能力由", b.field("QUOTE", b.run("12.5")), "万立方米/日提高到20万立方米/日，增长60%。"
        ),
        b.content_control(b.paragraph("（一）供水"), b.paragraph("新建水厂3座，总投资约1.5亿元。")),
        b.paragraph(b.text_box("专栏1 供水工程", "泵站工程。新建12座。", "管网工程。改造管网300公里。")),
        b.paragraph("表1 主要指标", align="center"),
        b.table(table, header_rows=1),
        b.paragraph("二、主要任务", bold=True),
        b.paragraph("1.加快建设再生水厂（市水务局牵头，市财政局配合，2024年底前完成）。"),
        b.paragraph("附件1 重点项目表"),
        b.table(projects, header_rows=1),
        chunk,
        footnotes={1: "统计口径为全市。"},
        headers={"default": "页眉"},
        extra_parts=[part],
    )


def plain() -> bytes:
    """A few paragraphs and nothing else: a mutation hits the same spot more often."""
    return b.docx(
        b.paragraph("甲市规划", align="center", size=22),
        b.paragraph("一、目标"),
        b.paragraph("到2025年，产值达到100亿元，比2020年增长30%，建成5G基站1.2万座。"),
        b.table([["项目", "投资（亿元）"], ["北部水厂", "1.5"]], header_rows=1),
    )


BASES = (rich, plain)
