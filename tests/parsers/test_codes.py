"""Digits that state nothing: times of day, addresses, telephone and document numbers, idioms."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vocabularies import read_rows
from parsers.notation.number_runs import number_runs
from parsers.notation.numerals import fold
from parsers.notation.quantity import find_quantities, read_quantity


def raws(text: str) -> list[str]:
    return [quantity.raw for quantity in find_quantities(text)]


def kinds(text: str) -> set[str]:
    return {run.kind for run in number_runs(text)}


@pytest.mark.parametrize(
    "text",
    [
        "会议于11:25:31开始。",
        "9:30签到，14：00复会。",
        "每日8：30～17：30开放。",
        "上午9时30分开会，下午3点散会。",
        "9时至12时停水，14点半恢复。",
        "下午三点半出发。",
        "24:00前提交。",
    ],
)
def test_a_time_of_day_is_a_time(text: str) -> None:
    assert raws(text) == []
    assert kinds(text) == {"period"}


@settings(deadline=None)  # the first use compiles the vocabulary
@given(st.times(), st.sampled_from([":", "："]), st.booleans(), st.sampled_from(["于", "（", "，", "至"]))
def test_no_time_of_day_is_a_ratio(time, colon, with_seconds, before) -> None:  # type: ignore[no-untyped-def]
    printed = time.strftime("%H:%M:%S" if with_seconds else "%H:%M")
    parts = [int(part) for part in printed.split(":")]
    if with_seconds and sum(parts) == 100 and parts[0] >= 10:  # shares of three industries look the same
        return
    text = f"定{before}{printed.replace(':', colon)}，新增5个"
    assert raws(text) == ["5个"]
    assert [run.kind for run in number_runs(text)] == ["period"] * len(parts) + ["number"]


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("按1:2配套", "1:2"),
        ("比例为6:3:1", "6:3:1"),
        ("三次产业结构调整为4.5:48.3:47.2", "4.5:48.3:47.2"),
        ("三次产业结构调整为5:45:50", "5:45:50"),
        ("调整为12∶38∶50", "12∶38∶50"),
        ("师生比达到1:15", "1:15"),
        ("性别比105.3∶100", "105.3∶100"),
        ("床位与护士之比为1：0.5", "1：0.5"),
    ],
)
def test_a_ratio_is_none(text: str, ratio: str) -> None:
    assert raws(text) == [ratio]
    assert [quantity.value for quantity in find_quantities(text)] == [None]
    assert "period" not in kinds(text)


def test_a_cell_with_a_time_of_day_states_nothing() -> None:
    assert read_quantity("11:25:31") is None
    assert read_quantity("2.1:1") is not None


CODES = [
    "https://www.example.gov.cn/zw/%E5%8F%91%E5%B1%95/2021-05/12/content_56.htm?x=25%",
    "www.example.com/a/5%",
    "/zw/%E5%8F%91%E5%B1%95/12.html",
    "data2021.example.gov.cn:8080/t3",
    "plan2021@163.com",
    "附表3（2021版5个）.xlsx",
    "list_50%.pdf",
    "〔2021〕29号",
    "[2020]5号",
    "（2019）第12号",
    "第5号",
    "GB/T 15835-2011",
    "ISO 9001",
    "0100-88270000",
    "（0100）8827 0000",
    "13800000000",
    "400-810-1234",
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("around", ["{}", "见{}，", "（{}）", "新增5个，{}；"])
def test_digits_of_a_code_are_part_of_a_name(code: str, around: str) -> None:
    text = around.format(code)
    start = text.index(code)
    assert raws(text) == (["5个"] if "5个，" in text[:start] else [])
    assert {run.kind for run in number_runs(text) if start <= run.start < start + len(code)} <= {
        "name_part",
        "period",
    }


@pytest.mark.parametrize(
    "text",
    ["联系电话：12345678、87654321", "拨打12345热线", "服务热线（12345）", "邮编：100000", "312国道改造"],
)
def test_a_number_told_by_the_word_beside_it_is_part_of_a_name(text: str) -> None:
    assert kinds(text) == {"name_part"}


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("固定电话32500部", ["32500部"]),
        ("12345热线受理20万件", ["20万件"]),
        ("移动电话13800000000元", ["13800000000元"]),
        ("312国道5公里", ["5公里"]),
        ("网址www.example.cn，增长5%，占95%", ["5%", "95%"]),
        ("占5%、95%、96%", ["5%", "95%", "96%"]),
        ("发布《办法》（国发〔2021〕29号），投资50亿元", ["50亿元"]),
    ],
)
def test_quantities_beside_a_code_stay(text: str, quantities: list[str]) -> None:
    assert raws(text) == quantities


PHRASES = [
    (fold(row["phrase"]), row["example"])
    for name in ("number_idioms", "number_phrases")
    for row in read_rows(name)
]


def test_no_phrase_states_a_quantity_and_what_follows_one_does() -> None:
    wrong = [phrase for phrase, _ in PHRASES if raws(f"要{phrase}，新增5个。") != ["5个"]]
    assert wrong == []


def test_numerals_of_phrases_are_parts_of_names() -> None:
    wrong = [
        phrase
        for phrase, _ in PHRASES
        for run in number_runs(f"要{phrase}。")
        if run.kind not in ("name_part", "period")
    ]
    assert wrong == []


def test_every_example_shows_its_phrase_once() -> None:
    assert [phrase for phrase, example in PHRASES if phrase not in fold(example)] == []
    assert len({phrase for phrase, _ in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize(
    "text",
    [
        "学习十一届二次、三次全会精神。",
        "贯彻二次、三次和四次全体会议精神。",
        "按本细则第七条第3、5、11项办理。",
        "依据第一、三款处理。",
        "有效期至5406年6月30日。",
        "地址：青石路6号院3号楼4层，北辰大厦C座7层。",
        "办公室在2层215室。",
        "发布5米分辨率影像和2m温度预报。",
    ],
)
def test_what_points_at_items_meetings_houses_and_kinds_counts_nothing(text: str) -> None:
    assert raws(text) == []


def test_the_longest_phrase_counts() -> None:
    assert raws("三级跳远比赛，一寸光阴一寸金") == []


@given(
    st.text(
        alphabet="0123456789:：.%@/-〔〕()（）号时点分半至上午电话热线国道https://www.cn三五百 ", max_size=60
    )
)
def test_any_mixture_is_read_in_order_and_within_the_text(text: str) -> None:
    quantities = find_quantities(text)
    assert all(text[quantity.start : quantity.end] == quantity.raw for quantity in quantities)
    assert all(one.end <= other.start for one, other in pairwise(quantities))
    runs = list(number_runs(text))
    assert all(one.end <= other.start for one, other in pairwise(runs))
