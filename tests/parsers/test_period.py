"""Years, spans and plan periods, as whole cells and in running text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vocabularies import read_rows
from parsers.notation.period import find_periods, five_year_plan, read_period
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    ("text", "normal", "start", "end", "months"),
    [
        ("2019-2021", "2019-2021", 2019, 2021, (None, None)),
        ("2021—2025年", "2021-2025", 2021, 2025, (None, None)),
        ("2021－2025", "2021-2025", 2021, 2025, (None, None)),
        ("2021～2025", "2021-2025", 2021, 2025, (None, None)),
        ("２０２１－２０２５", "2021-2025", 2021, 2025, (None, None)),
        ("2021年至2025年", "2021-2025", 2021, 2025, (None, None)),
        ("2021-25", "2021-2025", 2021, 2025, (None, None)),
        ("2023.6-2025.12", "2023-2025", 2023, 2025, (6, 12)),
        ("2023.06-2025.12", "2023-2025", 2023, 2025, (6, 12)),
        ("2023/6-2025/12", "2023-2025", 2023, 2025, (6, 12)),
        ("202306-202512", "2023-2025", 2023, 2025, (6, 12)),
        ("2023年6月-2025年12月", "2023-2025", 2023, 2025, (6, 12)),
        ("2023年6月至12月", "2023", 2023, 2023, (6, 12)),
        ("2023年6-12月", "2023", 2023, 2023, (6, 12)),
        ("2020.10", "2020", 2020, 2020, (10, 10)),
        ("2023-06", "2023", 2023, 2023, (6, 6)),
        ("2022-05-26", "2022", 2022, 2022, (5, 5)),
        ("2022年", "2022", 2022, 2022, (None, None)),
        (" 2022 ", "2022", 2022, 2022, (None, None)),
        ("2 0 2 0 年", "2020", 2020, 2020, (None, None)),
        ("二〇三五年", "2035", 2035, 2035, (None, None)),
        ("2025年底", "2025", 2025, 2025, (None, None)),
        ("2025年前", "2025", None, 2025, (None, None)),
        ("2025年底前", "2025", None, 2025, (None, None)),
        ("至2025年", "2025", None, 2025, (None, None)),
        ("2021年起", "2021-", 2021, None, (None, None)),
        ("2021-", "2021-", 2021, None, (None, None)),
        ("“十四五”期间", "2021-2025", 2021, 2025, (None, None)),
        ("“十四五”末", "2025", 2025, 2025, (None, None)),
        ("2019-2021年（2期）", "2019-2021", 2019, 2021, (None, None)),
        ("2020年（基期）", "2020", 2020, 2020, (None, None)),
        ("2023年开工，2025年建成", "2023-2025", 2023, 2025, (None, None)),
        ("2023年3月开工、2025年底前竣工", "2023-2025", 2023, 2025, (3, None)),
        ("2024年启动2026年完成", "2024-2026", 2024, 2026, (None, None)),
        ("2023年开工", "2023-", 2023, None, (None, None)),
        ("2025年建成", "2025", None, 2025, (None, None)),
    ],
)
def test_a_cell_states_a_period(
    text: str, normal: str, start: int | None, end: int | None, months: tuple[int | None, int | None]
) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.text, period.start_year, period.end_year) == (normal, start, end)
    assert (period.start_month, period.end_month) == months
    assert text[period.start : period.end] == period.raw == text.strip()


@pytest.mark.parametrize(
    "text", ["长期", "", "/", "2020年基期值", "12个月", "5年", "第3期", "三年行动", "20211", "3-5"]
)
def test_other_cells_state_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("截至2020年底，全部建成", [("2020年底", "2020")]),
        ("已于2016年11月底完成", [("2016年11月底", "2016")]),
        ("规划（2021-2025年）的", [("2021-2025年", "2021-2025")]),
        ("“十四五”时期是关键", [("“十四五”时期", "2021-2025")]),
        ("到“十三五”期末达到", [("“十三五”期末", "2020")]),
        ("“十四五”规划和二〇三五年远景目标", [("“十四五”", "2021-2025"), ("二〇三五年", "2035")]),
        ("十二五、十三五期间", [("十二五", "2011-2015"), ("十三五期间", "2016-2020")]),
        ("第二个五年计划期间，要求1962年的产值", [("第二个五年计划期间", "1958-1962"), ("1962年", "1962")]),
        ("九十年代和二十世纪八十年代", [("九十年代", "1990-1999"), ("二十世纪八十年代", "1980-1989")]),
        ("11月6日至10日", [("11月6日至10日", "")]),
        ("自2025年9月1日起施行", [("2025年9月1日", "2025")]),
        ("到二０二０年比二０００年翻两番", [("二０二０年", "2020"), ("二０００年", "2000")]),
        ("2025 年建成", [("2025 年", "2025")]),
        ("到2025年、2035年", [("2025年", "2025"), ("2035年", "2035")]),
        ("2020年基期值", [("2020年", "2020")]),
        ("2020年（基期）", [("2020年", "2020")]),
        ("2025年目标值", [("2025年", "2025")]),
        ("“十三五”末", [("“十三五”末", "2020")]),
        ("“十四五”期末目标", [("“十四五”期末", "2025")]),
        ("2021—2025年年均增速", [("2021—2025年", "2021-2025")]),
        ("“十四五”累计", [("“十四五”", "2021-2025")]),
    ],
)
def test_periods_are_found_in_text(text: str, found: list[tuple[str, str]]) -> None:
    assert [(period.raw, period.text) for period in find_periods(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "当前",
        "近年来",
        "三年行动计划",
        "连续五年",
        "2000-2020家企业",
        "12020年",
        "沪科规〔2024〕2号",
        "“八五”普法",
        "“三五”普法",
        "5年内",
        "2025个",
        "百年",
        "12345",
    ],
)
def test_what_is_no_absolute_period_is_left(text: str) -> None:
    assert find_periods(text) == ()


@pytest.mark.parametrize(
    ("ordinal", "years"),
    [
        (1, (1953, 1957)),
        (2, (1958, 1962)),
        (3, (1966, 1970)),
        (4, (1971, 1975)),
        (13, (2016, 2020)),
        (14, (2021, 2025)),
        (15, (2026, 2030)),
    ],
)
def test_five_year_plans(ordinal: int, years: tuple[int, int]) -> None:
    assert five_year_plan(ordinal) == years


def test_there_is_no_plan_before_the_first() -> None:
    with pytest.raises(ValueError, match="0"):
        five_year_plan(0)


@settings(deadline=None)  # the first use compiles the vocabulary
@given(
    st.integers(1900, 2099),
    st.integers(1, 50),
    st.sampled_from(["-", "—", "–", "～", "至", "－"]),
    st.booleans(),
)
def test_a_span_of_years_round_trips(first: int, length: int, dash: str, marked: bool) -> None:
    text = f"{first}{'年' if marked else ''}{dash}{min(first + length, 2100)}年"
    period = read_period(text)
    assert period is not None
    assert (period.start_year, period.end_year) == (first, min(first + length, 2100))
    assert [p.raw for p in find_periods(f"规划期为{text}。")] == [text]


@settings(deadline=None)  # the first use compiles the vocabulary
@given(
    st.text(
        alphabet="0123456789０１年月日底末至-—～.十一二三四五六七八九〇“”期间时计划第个、，世纪代 亿",
        max_size=60,
    )
)
def test_spans_are_slices_in_order(text: str) -> None:
    position = 0
    for period in find_periods(text):
        assert position <= period.start < period.end
        assert text[period.start : period.end] == period.raw
        position = period.end


@needs_shared
@pytest.mark.parametrize("name", ["entities.dev.jsonl", "others.entities.dev.jsonl"])
def test_gold_times_are_found(name: str) -> None:
    found = wanted = right = 0
    for line in (SHARED / "gold" / name).read_text(encoding="utf-8").splitlines():
        unit = json.loads(line)
        spans = {(p.start, p.end) for p in find_periods(unit["text"])}
        optional = {
            p
            for p in spans
            for s in unit["spans"]
            if s["optional"] and s["start"] <= p[0] and p[1] <= s["end"]
        }
        gold = {(s["start"], s["end"]) for s in unit["spans"] if s["label"] == "TIME" and not s["optional"]}
        found, wanted, right = found + len(spans - optional), wanted + len(gold), right + len(spans & gold)
    assert 2 * right / (found + wanted) >= 0.95


@pytest.mark.parametrize("row", read_rows("building_times"), ids=lambda row: row["word"])
def test_a_word_for_the_beginning_or_end_of_building(row: dict[str, str]) -> None:
    period = read_period(row["example"])
    assert period is not None
    assert (period.start_year, period.end_year) == (2023, 2025)


@pytest.mark.parametrize("text", ["2025年开工，2023年建成", "2023年开工，建成", "开工2023，建成2025年"])
def test_building_that_ends_before_it_begins_or_has_one_year(text: str) -> None:
    period = read_period(text)
    assert period is None or period.start_year is None or period.end_year is None
