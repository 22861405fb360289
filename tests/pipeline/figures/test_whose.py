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
