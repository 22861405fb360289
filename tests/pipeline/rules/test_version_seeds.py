"""Errors that a new version brings, sown in forms that differ: each is told at its place, what is sound is
left alone, and no rule between versions is tried in fewer than five."""

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.ingest.run import ingest
from pipeline.rules.catalogue import SUBJECTS
from pipeline.store.database import open_database
from pipeline.store.held import rows
from tests import builders as b
from tests.pipeline.rules.version_seeds import BOXES, INDICATORS, PROJECTS, TEXTS, Change, Projects, Row

LEAST = 5
CODES = [rule.code for name, rules in SUBJECTS if name == "Between versions" for rule in rules]
TITLE = "青石市“十四五”水利发展规划"


def told(*versions: tuple[str, ...], title: tuple[str, str] = (TITLE, TITLE)) -> list[tuple[str, str]]:
    """(rule, quote) of what the rules between versions say of the second."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.docx") for number in range(2)]
        for file, parts, name in zip(files, versions, title, strict=True):
            head = b.paragraph(name, align="center", size=22), b.paragraph("一、主要任务")
            file.write_bytes(b.docx(*head, b.paragraph("水利设施逐步健全。"), *parts))
        ingest(files, Path(folder, "plans.db"), plan="水利")
        with open_database(Path(folder, "plans.db"), read_only=True) as held, held.reading() as connection:
            found = rows(connection, "SELECT * FROM v_findings WHERE is_current ORDER BY finding_id")
    return [(row["rule"], row["quote"]) for row in found if row["rule"] in CODES]


@cache
def of_texts() -> tuple[tuple[str, str], ...]:
    return tuple(told(*(tuple(b.paragraph(getattr(one, side)) for one in TEXTS) for side in ("old", "new"))))


@pytest.mark.parametrize("change", [one for one in TEXTS if one.rule], ids=lambda one: one.quote)
def test_a_sentence_that_takes_something_back(change: Change) -> None:
    assert (change.rule, change.quote) in of_texts()


def test_sentences_that_take_nothing_back() -> None:
    expected = Counter((one.rule, one.quote) for one in TEXTS if one.rule)
    assert Counter(of_texts()) - expected == Counter()


@cache
def of_indicators() -> tuple[tuple[str, str], ...]:
    head = ["序号", "指标", "单位", "2020年", "2025年", "属性"]
    tables = []
    for side in ("old", "new"):
        cells = [(one.name, getattr(one, side)) for one in INDICATORS if getattr(one, side)]
        body = [[str(number), name, *row] for number, (name, row) in enumerate(cells, start=1)]
        tables.append((b.paragraph("表1 主要指标", align="center"), b.table([head, *body])))
    return tuple(told(*tables))


@pytest.mark.parametrize("row", [one for one in INDICATORS if one.rule], ids=lambda one: one.name)
def test_an_indicator_that_takes_something_back(row: Row) -> None:
    assert (row.rule, row.quote) in of_indicators()


def test_each_indicator_is_told_once() -> None:
    assert Counter(of_indicators()) == Counter((one.rule, one.quote) for one in INDICATORS if one.rule)


def of_projects(note: str, body: tuple[tuple[str, str, str], ...]) -> tuple[str, ...]:
    cells = [
        ["" if row[0] == "合计" else str(number), row[0], row[1], row[2]]
        for number, row in enumerate(body, start=1)
    ]
    table = b.table([["序号", "项目名称", "建设起止年限", "总投资"], *cells])
    return b.paragraph("表2 重点项目", align="center"), b.paragraph(note, align="right"), table


@pytest.mark.parametrize("change", PROJECTS, ids=lambda one: one.rule or "sound")
def test_a_table_of_projects(change: Projects) -> None:
    found = told(of_projects(*change.old), of_projects(*change.new))
    assert [quote for rule, quote in found if rule == change.rule] == list(change.quotes)
    if not change.rule:
        assert found == []


@pytest.mark.parametrize(("old", "new"), BOXES, ids=["numbers", "colons", "heads"])
def test_an_item_of_a_box_that_is_gone(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    boxes = [(b.table([["专栏1 重点工程"], *([line] for line in lines)]),) for lines in (old, new)]
    assert told(*boxes) == [("item_dropped", "重点工程")]


def test_an_item_that_the_text_speaks_of_is_not_dropped() -> None:
    old, new = BOXES[0]
    boxes = [(b.table([["专栏1 重点工程"], *([line] for line in lines)]),) for lines in (old, new)]
    text = b.paragraph("柳湾泵站工程转为镇村自筹建设。")
    assert told(boxes[0], (*boxes[1], text)) == []


@pytest.mark.parametrize(
    ("old", "new", "quotes"),
    [
        ("完成时限：2022年10月。", "完成时限：2024年3月。", ["2024年3月"]),
        ("完成时限：2023年12月底", "完成时限：2025年6月底", ["2025年6月底"]),
        ("（完成时限：2022年）", "（完成时限：2024年）", ["2024年"]),
        ("完成时限：2022年10月。", "完成时限：2022年6月。", []),
    ],
)
def test_the_time_limit_of_a_task(old: str, new: str, quotes: list[str]) -> None:
    lines = [(b.paragraph("建设闸控平台一座。"), b.paragraph(line)) for line in (old, new)]
    assert told(*lines) == [("text_deadline_postponed", quote) for quote in quotes]


TITLES = [
    ("青石市供水规划（2021—2025年）", "青石市供水规划（2021—2027年）", 1),
    ("青石市供水规划（2021-2025）", "青石市供水规划（2021-2030）", 1),
    ("青石市供水规划（2021—2025年）", "青石市供水规划（2026—2030年）", 0),
]


@pytest.mark.parametrize(("old", "new", "number"), TITLES)
def test_a_title_that_ends_later(old: str, new: str, number: int) -> None:
    line = ("2023年底前完成管网普查。", "2028年底前完成管网普查。")
    lines = [(b.paragraph(text),) for text in ((line[0],) * 2 if number else line)]
    assert [rule for rule, _ in told(*lines, title=(old, new))] == ["plan_end_moved"] * number


def test_targets_of_a_later_year() -> None:
    tables = [
        (b.table([["序号", "指标", "单位", "2020年", year], ["1", "森林覆盖率", "%", "40", "44"]]),)
        for year in ("2025年", "2027年")
    ]
    assert [rule for rule, _ in told(*tables)] == ["plan_end_moved"]


def test_every_rule_between_versions_is_tried_in_five_forms() -> None:
    forms = Counter(one.rule for one in (*TEXTS, *INDICATORS))
    for change in PROJECTS:
        forms[change.rule] += len(change.quotes) or 1
    forms["item_dropped"] += len(BOXES)
    forms["plan_end_moved"] += 1 + sum(number for *_, number in TITLES)
    assert {code: forms[code] for code in CODES if forms[code] < LEAST} == {}
