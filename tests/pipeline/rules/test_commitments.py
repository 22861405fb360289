"""What a new version promises less of: each kind in several forms, and what is no such thing."""

from pathlib import Path

import pytest

from pipeline.ingest.run import ingest
from pipeline.rules.catalogue import SUBJECTS
from pipeline.store.database import open_database
from pipeline.store.held import rows
from tests import builders as b

TITLE = "白河市“十四五”公园发展规划"
HEAD = ("序号", "指标", "单位", "2020年", "2025年", "属性")
PROJECTS = ("序号", "项目名称", "建设内容", "建设起止年限", "总投资（亿元）")
CODES = {rule.code for name, rules in SUBJECTS if name == "Between versions" for rule in rules}


def document(indicators: list[list[str]], projects: list[list[str]], lines: list[str]) -> bytes:
    parts = [
        b.paragraph(TITLE, align="center", size=22),
        b.paragraph("一、发展目标"),
        b.paragraph("公园体系逐步健全，游憩服务持续改善，管护水平稳步提高。"),
        *map(b.paragraph, lines),
    ]
    if indicators:
        parts += [b.paragraph("表1 主要指标", align="center"), b.table([list(HEAD), *indicators])]
    if projects:
        parts += [b.paragraph("表2 重点项目表", align="center"), b.table([list(PROJECTS), *projects])]
    return b.docx(*parts)


def told(folder: Path, old: bytes, new: bytes) -> list[tuple[object, ...]]:
    """(rule, severity, expected, quote) of the findings between the two."""
    for number, data in enumerate((old, new)):
        (folder / f"{number}.docx").write_bytes(data)
    ingest([folder / "0.docx", folder / "1.docx"], folder / "plans.db", plan="公园")
    with open_database(folder / "plans.db", read_only=True) as opened, opened.reading() as connection:
        found = rows(connection, "SELECT * FROM v_findings WHERE is_current ORDER BY finding_id")
    return [
        (row["rule"], row["severity"], row["expected"], row["quote"]) for row in found if row["rule"] in CODES
    ]


def of_rows(folder: Path, old: list[str], new: list[str]) -> list[tuple[object, ...]]:
    other = ["2", "公园步道长度", "公里", "20", "50", "预期性"]
    return told(folder, document([old, other], [], []), document([new, other], [], []))


def of_lines(folder: Path, old: str, new: str) -> list[tuple[object, ...]]:
    return told(folder, document([], [], [old]), document([], [], [new]))


def of_projects(folder: Path, old: list[list[str]], new: list[list[str]]) -> list[tuple[object, ...]]:
    return told(folder, document([], old, []), document([], new, []))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (("万平方米", "48", "50"), ("平方米", "48", "50"), ("unit_changed", "万平方米", "平方米")),
        (("公顷", "4.8", "5"), ("亩", "4.8", "5"), ("unit_changed", "公顷", "亩")),
        (("万人次", "30", "60"), ("人次", "30", "60"), ("unit_changed", "万人次", "人次")),
        (("亿元", "30", "60"), ("亿元", "30", "6000"), ("unit_changed", "60", "6000")),
        (("元", "300", "60000"), ("元", "300", "6"), ("unit_changed", "60000", "6")),
        (("%", "80", "≥93"), ("%", "80", "93左右"), ("qualifier_weakened", "≥93", "93左右")),
        (("%", "12", "≤9"), ("%", "12", "9左右"), ("qualifier_weakened", "≤9", "9左右")),
        (("座", "80", "不低于93"), ("座", "80", "约93"), ("qualifier_weakened", "不低于93", "约93")),
    ],
)
def test_an_indicator_means_less(
    tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    first, second = (["1", "人均公园绿地", *cells, "约束性"] for cells in (old, new))
    found = [(rule, was, quote) for rule, _, was, quote in of_rows(tmp_path, first, second)]
    assert found == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("万平方米", "48", "50"), ("平方米", "480000", "500000")),
        (("亿元", "30", "60"), ("亿元", "30", "75")),
        (("座", "3", "5"), ("座", "3", "50")),
        (("%", "80", "93"), ("%", "80", "≥93")),
        (("%", "80", "≥90"), ("%", "80", "≥93")),
    ],
    ids=["converted", "raised", "tenfold", "bound-put-in", "bound-kept"],
)
def test_an_indicator_means_as_much(tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    first, second = (["1", "人均公园绿地", *cells, "约束性"] for cells in (old, new))
    assert of_rows(tmp_path, first, second) == []


@pytest.mark.parametrize(("nature", "number"), [("约束性", 1), ("预期性", 0)])
def test_an_indicator_that_is_gone(tmp_path: Path, nature: str, number: int) -> None:
    gone = ["1", "湿地保护率", "%", "50", "60", nature]
    kept = ["2", "公园步道长度", "公里", "20", "50", "预期性"]
    found = told(tmp_path, document([gone, kept], [], []), document([kept], [], []))
    assert [(rule, was) for rule, _, was, _ in found] == [("binding_dropped", "湿地保护率")] * number


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("2021—2023年", "2021—2027年", "warning"),
        ("2021-2025", "2021-2026", "warning"),
        ("2022—2023年", "2022—2024年", "info"),
        ("2022—2024年", "2022—2023年", None),
        ("2022—2024年", "2021—2024年", None),
    ],
)
def test_a_project_that_ends_later(tmp_path: Path, old: str, new: str, severity: str | None) -> None:
    before, after = ([["1", "东湖公园工程", "建设公园", years, "3.2"]] for years in (old, new))
    found = [(rule, level) for rule, level, _, _ in of_projects(tmp_path, before, after)]
    assert found == ([("deadline_postponed", severity)] if severity else [])


def test_a_project_that_is_gone_and_one_that_the_text_still_names(tmp_path: Path) -> None:
    kept = ["1", "东湖公园工程", "建设公园", "2021—2023年", "3.2"]
    gone = [
        ["2", "南山步道工程", "铺设步道", "2021—2023年", "1.2"],
        ["3", "西岭广场工程", "改造广场", "2022年", "1"],
    ]
    line = "南山步道工程转为社会投资建设。"
    found = told(tmp_path, document([], [kept, *gone], []), document([], [kept], [line]))
    assert [(rule, level, was) for rule, level, was, _ in found] == [
        ("project_dropped", "info", "西岭广场工程")
    ]


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        ("各县区必须建立公园名录。", "各县区可以建立公园名录。", "可以"),
        ("确保到2025年完成全部改造。", "力争到2025年完成全部改造。", "力争"),
        ("管护单位应当公开经费使用情况。", "管护单位原则上公开经费使用情况。", "原则上"),
        ("务必按期建成步道。", "争取按期建成步道。", "争取"),
        ("公园绿地服务覆盖率不低于93%。", "公园绿地服务覆盖率力争达到93%。", "力争"),
    ],
)
def test_words_that_bind_less(tmp_path: Path, old: str, new: str, quote: str) -> None:
    found = of_lines(tmp_path, old, new)
    assert ("commitment_weakened", quote) in [(rule, said) for rule, _, _, said in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("各县区可以建立公园名录。", "各县区必须建立公园名录。"),
        ("确保到2025年完成全部改造。", "确保到2025年完成全部改造任务。"),
        ("确保按期建成步道。", "力争提前并确保按期建成步道。"),
        ("鼓励公开经费使用情况。", "探索公开经费使用情况。"),
    ],
)
def test_words_that_bind_as_before(tmp_path: Path, old: str, new: str) -> None:
    assert of_lines(tmp_path, old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("到2025年，农村自来水普及率达到95%。", "到2025年，农村自来水普及率达到90%。", 1),
        ("到2025年，新建公园不少于30个。", "到2025年，新建公园不少于20个。", 1),
        ("到2025年，管网漏损率控制在9%以内。", "到2025年，管网漏损率控制在11%以内。", 1),
        ("到2025年，城镇登记失业率控制在4%以内。", "到2025年，城镇登记失业率控制在5%以内。", 1),
        ("到2025年，森林覆盖率达到45%以上。", "到2025年，森林覆盖率达到42%以上。", 1),
        ("到2025年，农村自来水普及率达到90%。", "到2025年，农村自来水普及率达到95%。", 0),
        ("到2025年，管网漏损率控制在11%以内。", "到2025年，管网漏损率控制在9%以内。", 0),
        ("每年安排管护补贴，不超过300万元。", "每年安排管护补贴，不超过500万元。", 0),
    ],
)
def test_targets_of_the_text(tmp_path: Path, old: str, new: str, number: int) -> None:
    found = [rule for rule, _, _, _ in of_lines(tmp_path, old, new)]
    assert found == ["text_target_lowered"] * number
