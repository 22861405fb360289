"""Plans for the browser: a tiny one, hostile to whoever shows it, that holds one of everything in two
versions; one whose names and figures cross."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models.facts import Evidence, Facts, Mention
from pipeline.ingest.identity import PlanChoice
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from tests import builders as b
from tests.pipeline.small_plan import small_facts
from tests.stored import store

KEY = "水务"
TITLE = "甲市<i>水务</i>发展“十四五”规划（2021—2025年）"
HOSTILE = (
    "<script>document.title = 'broken'; throw new Error('ran')</script> 建成泵站97座。",
    "</script><!-- --> ]]> <img src=x onerror=\"document.title='broken'\"> 建成水厂3座，更新水表4万只。",
    "\"'&amp;&#39;&lt;b&gt;<style>*{display:none}</style></textarea></title> 建成管网20公里。",
    "甲\u202e乙丙97座\u202c丁\u2066戊\u2069己\u200f庚，建成闸门12座。",
    "行分隔\u2028段分隔\u2029与𠮷字和👩\u200d👩\u200d👧，建成雨污分流片区13个。",
    "{{ 7 * 7 }} ${alert(1)} javascript:alert(1) \\u003cb\\u003e %E0%A4%A 建成水库1座。",
)
TEXT = (
    "甲市水务局会同乙县人民政府，到2025年建成泵站120座，供水能力达到每日三十万吨，比2020年提高12%以上。",
    "依托乙县人民政府推进丙镇污水处理，投资约3.5亿元，受益人口超过20万人。",
    "本段按《甲市水资源管理条例》办理，由甲市水务局负责。",
)
INDICATORS = (
    ("序号", "指标名称", "单位", "2020年", "2025年", "属性"),
    ("1", "自来水普及率", "%", "91.5", "98", "约束性"),
    ("2", "万元产值用水量", "立方米", "42", "30.5", "预期性"),
    ("3", "新建管网", "公里", "—", "〔120〕", "预期性"),
)
HEAD = (
    "序号",
    "项目名称",
    "建设内容",
    "建设阶段",
    "建设起止年限",
    "总投资（亿元）",
    "“十四五”期间投资（亿元）",
    "责任单位",
)
BREAKING = "泵站<script>alert(1)</script>\"&'工程"
PROJECTS = (
    ("", "总计", "", "4项", "", "22.50", "16.50", ""),
    ("一", "供水领域", "", "3项", "", "20.00", "15.00", ""),
    ("1", "北部水厂工程", "新建水厂1座，日供水10万吨。", "续建", "2019-2023", "12.00", "7.00", "甲市水务局"),
    ("2", BREAKING, "新建泵站12座。", "新开工", "2021-2024", "5.25", "5.25", "甲市水务局、乙县人民政府"),
    ("3", "管网改造工程", "改造管网120公里。", "新开工", "2022-2025", "2.75", "2.75", "乙县人民政府"),
    ("二", "治水领域", "", "1项", "", "1.50", "1.50", ""),
    ("1", "河道整治工程", "整治河道30公里。", "新开工", "2023-2023", "1.50", "1.50", "甲市水务局"),
)
BOX = ("专栏1 重点工程", "北部水厂工程。新建水厂1座，日供水10万吨。", "管网改造工程。改造管网120公里。")


def hostile_docx(*, revised: bool = False) -> bytes:
    """The tiny plan; the revised one differs in a sentence, a target, an investment, a project, a heading."""
    projects = [list(row) for row in PROJECTS]
    indicators = [list(row) for row in INDICATORS]
    text = list(TEXT)
    if revised:
        projects[2][5], projects[6][1], indicators[1][4] = "13.00", "水库加固工程", "99"
        text[0] = text[0].replace("120", "150")
    return b.docx(
        b.paragraph(TITLE, align="center", bold=True, size=22),
        b.paragraph("一、总体要求"),
        b.paragraph("（一）发展目标。到2025年，建成节水型社会，累计新建管网120公里。"),
        *map(b.paragraph, text),
        b.paragraph("（二）不速之客" if revised else "（二）来客"),
        *map(b.paragraph, HOSTILE),
        b.table([[b.cell(list(BOX))]]),
        b.paragraph("表1 主要指标"),
        b.table(indicators, header_rows=1),
        b.paragraph("二、重点项目"),
        b.table((HEAD, *projects), header_rows=1),
    )


def store_hostile(folder: Path) -> Path:
    """Both versions in a database, in a folder whose name needs quoting in an address."""
    folder = folder / "库 #1?100%"
    folder.mkdir()
    paths = [folder / "初稿 <1>.docx", folder / "定稿 &amp;.docx"]
    for path, revised in zip(paths, (False, True), strict=True):
        path.write_bytes(hostile_docx(revised=revised))
    ingest(paths, folder / "plans.db", plan=KEY)
    return folder / "plans.db"


def _mention(facts: Facts, block: int, text: str, depth: int = 0) -> Mention:
    start = facts.structure.document.blocks[block].text.index(text)
    return Mention(
        "LOC",
        text,
        text,
        block,
        start,
        start + len(text),
        (Evidence("text", block, start, start + len(text)),),
        depth=depth,
    )


def crossing_facts(
    names: Sequence[str] = (
        "建成5G基站0.97",
        "5G基站0.97万座以上",
        "万座以上，数字经济占比",
        "5G",
        "全市建成5G基站0.97万座以上，",
    ),
) -> Facts:
    """A figure (0.97万座 of 5G基站) with names that begin inside it, end inside it, hold it, lie in its
    metric, touch it."""
    facts = small_facts()
    block = next(number for number, one in enumerate(facts.structure.document.blocks) if names[0] in one.text)
    return replace(
        facts, mentions=tuple(_mention(facts, block, name, depth) for depth, name in enumerate(names))
    )


def store_crossing(path: Path) -> Path:
    """The plan of crossing spans in a database of its own."""
    with open_database(path, create=True) as database, database.writing() as connection:
        store(connection, crossing_facts(), b"docx", PlanChoice(None, "交叉", "交叉", "test"))
    return path
