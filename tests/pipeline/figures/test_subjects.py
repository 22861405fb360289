"""Whose a number is."""

import pytest

from models.facts import Mention
from models.names import EntityLabel
from pipeline.figures.text import figures_of_text

_NAMES: dict[str, EntityLabel] = {
    "石桥": "LOC", "南岭": "LOC", "青川市": "LOC", "白河县": "LOC", "黑石二厂": "LOC",
}  # fmt: skip


def read(text: str, *names: str) -> list[tuple[str, str, str | None]]:
    mentions = tuple(
        Mention(_NAMES[name], name, "", 0, at, at + len(name), (), 0)
        for name in names
        for at in range(len(text))
        if text.startswith(name, at)
    )
    return [(f.raw, f.metric, f.subject) for f in figures_of_text(text, mentions=mentions)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "各地专利授权量：青川市1200件、白河县800件。",
            ("青川市", "白河县"),
            [("1200件", "各地专利授权量", "青川市"), ("800件", "各地专利授权量", "白河县")],
        ),
        (
            "全国百强县中，石桥、南岭分别跻身第31位和第45位。",
            ("石桥", "南岭"),
            [("第31位", "全国百强县中排名", "石桥"), ("第45位", "全国百强县中排名", "南岭")],
        ),
        (
            "青川市、白河县财政收入分别为12亿元和15亿元。",
            ("青川市", "白河县"),
            [("12亿元", "财政收入", "青川市"), ("15亿元", "财政收入", "白河县")],
        ),
        (
            "新增装机容量90万千瓦，其中黑石二厂（60万千瓦）、平山厂（30万千瓦）。",
            ("黑石二厂",),
            [
                ("90万千瓦", "新增装机容量", None),
                ("60万千瓦", "新增装机容量", "黑石二厂"),
                ("30万千瓦", "新增装机容量", "平山厂"),
            ],
        ),
        (
            "开工建设石桥（12万千瓦）、南岭（14万千瓦）等5座抽水电站。",
            ("石桥", "南岭"),
            [("12万千瓦", "抽水电站", "石桥"), ("14万千瓦", "抽水电站", "南岭"), ("5座", "抽水电站", None)],
        ),
        ("青川市粮食产量12万吨。", ("青川市",), [("12万吨", "粮食产量", "青川市")]),
        ("青川市30家企业上云。", ("青川市",), [("30家", "企业上云", "青川市")]),
        ("青川市、白河县共招收12名学员。", ("青川市", "白河县"), [("12名", "招收学员", "青川市、白河县")]),
        ("青川市白河县推出3个工作站。", ("青川市", "白河县"), [("3个", "推出工作站", "青川市白河县")]),
        ("对青川市推进登记改革等30项做法予以表扬。", ("青川市",), [("30项", "做法予以表扬", None)]),
        ("中心城市12座。", (), [("12座", "中心城市", None)]),
        ("新建学校12所（城区5所、乡镇7所）。", (),
         [("12所", "新建学校", None), ("5所", "新建学校城区", None), ("7所", "新建学校乡镇", None)]),
        ("新建学校12所，其中县城5所、乡镇7所。", (),
         [("12所", "新建学校", None), ("5所", "新建学校县城", None), ("7所", "新建学校乡镇", None)]),
    ],
)  # fmt: skip
def test_a_place_or_body_is_the_subject_not_the_metric(
    text: str, names: tuple[str, ...], expected: list[tuple[str, str, str | None]]
) -> None:
    assert read(text, *names) == expected


def test_a_place_is_told_by_its_suffix_where_nobody_looked_for_names() -> None:
    assert read("专利授权量：青川市1200件。") == [("1200件", "专利授权量", "青川市")]


def test_a_verb_and_a_level_are_no_place() -> None:
    assert not any(figure.subject for figure in figures_of_text("超额完成省下达的18%的目标任务。"))
