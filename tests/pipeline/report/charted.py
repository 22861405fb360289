"""A tiny plan with indicators and projects of every sort the overview draws, two versions of it, and their
pages as trees."""

from pathlib import Path

from lxml import html

from pipeline.ingest.run import ingest
from tests import builders as b

KEY = "水务"
HOSTILE = "泵站<script>alert(1)</script>\"&'工程"
INDICATORS = (
    ("序号", "指标名称", "单位", "2020年", "2025年", "属性"),
    ("1", "自来水普及率", "%", "91.5", "98", "约束性"),
    ("2", "万元产值用水量", "立方米", "42", "30.5", "预期性"),
    ("3", "新建管网", "公里", "—", "〔120〕", "预期性"),
    ("4", "水质等级", "", "良", "优", "预期性"),
)
HEAD = (
    "序号",
    "项目名称",
    "建设阶段",
    "建设起止年限",
    "总投资（亿元）",
    "“十四五”期间投资（亿元）",
    "责任单位",
)
PROJECTS = (
    ("", "总计", "4项", "", "21.50", "16.50", ""),
    ("一", "供水领域", "3项", "", "20.00", "15.00", ""),
    ("1", "北部水厂工程", "续建", "2019-2023", "12.00", "7.00", "市水务局"),
    ("2", HOSTILE, "新开工", "2021-2024", "5.25", "5.25", "市水务局、市城管局"),
    ("3", "管网改造工程", "新开工", "2022-2025", "2.75", "2.75", "市城管局"),
    ("二", "治水领域", "1项", "", "1.50", "1.50", ""),
    ("1", "河道整治工程", "新开工", "2023-2023", "1.50", "1.50", "市水利局"),
)
TEXT = (
    "新建泵站97座，改造老旧管网一百二十公里，供水能力达到每日三十万吨。",
    *(f"第{number}片区完善雨污分流设施，分步改造。" for number in range(60)),
)


def plan(
    projects: tuple[tuple[str, ...], ...] = PROJECTS,
    text: tuple[str, ...] = TEXT,
    indicators: tuple[tuple[str, ...], ...] = INDICATORS,
) -> bytes:
    """The plan as .docx, its title the same whatever it holds."""
    tables = []
    if indicators:
        tables += [b.paragraph("表1 主要指标"), b.table(indicators, header_rows=1)]
    if projects:
        tables += [b.paragraph("二、重点项目"), b.table((HEAD, *projects), header_rows=1)]
    title = b.paragraph("甲市水务发展“十四五”规划（2021—2025年）", align="center", bold=True, size=22)
    return b.docx(title, b.paragraph("一、总体要求"), *map(b.paragraph, text), *tables)


def revised() -> bytes:
    """The next version: a sentence, a target and an investment changed, a project gone, one new."""
    rows = [list(row) for row in PROJECTS]
    rows[2][4] = "13.50"
    rows[6][1] = "水库加固工程"
    targets = [list(row) for row in INDICATORS]
    targets[1][4] = "99"
    text = (TEXT[0].replace("97", "120"), *TEXT[1:])
    return plan(tuple(map(tuple, rows)), text, tuple(map(tuple, targets)))


def store(folder: Path, *versions: bytes) -> Path:
    """The versions of one plan in a database."""
    paths = [folder / f"{number}.docx" for number in range(len(versions))]
    for path, content in zip(paths, versions, strict=True):
        path.write_bytes(content)
    ingest(paths, folder / "plans.db", plan=KEY)
    return folder / "plans.db"


def tree(markup: str) -> html.HtmlElement:
    """A fragment as a tree."""
    root = html.fragment_fromstring(markup, create_parent="main")
    assert isinstance(root, html.HtmlElement)
    return root


def elements(root: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """The elements at an XPath."""
    found = root.xpath(path)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, html.HtmlElement)]


def texts(root: html.HtmlElement, path: str) -> list[str]:
    """The text of each element at an XPath, on one line."""
    return [" ".join(str(one.text_content()).split()) for one in elements(root, path)]


def attributes(root: html.HtmlElement, path: str) -> list[str]:
    """The attributes at an XPath."""
    found = root.xpath(path)
    assert isinstance(found, list)
    return [str(one) for one in found if isinstance(one, str)]
