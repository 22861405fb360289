"""Quantities in table cells and in running text."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.units import unit_words
from models.vocabularies import read_rows
from parsers.notation.quantity import Quantity, find_quantities, is_missing, read_quantity, read_unit
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    ("text", "unit", "value", "stored"),
    [
        ("4000", None, "4000", None),
        ("4000", "座", "4000", "座"),
        ("50%", "%", "50", "%"),
        ("50", "%", "50", "%"),
        ("5 0 %", None, "50", "%"),
        ("５０％", None, "50", "%"),
        ("82.07 ", "亿元", "8207000000", "元"),
        ("82.07亿", "亿元", "8207000000", "元"),
        ("8000万元", "亿元", "80000000", "元"),
        ("1,700", "家", "1700", "家"),
        ("1 234", "个", "1234", "个"),
        ("12.5", "万人次", "125000", "人次"),
        ("95.8", "部/百人", "95.8", "部/百人"),
        ("2.7万", "座", "27000", "座"),
        ("1700", "规上企业", "1700", "规上企业"),
        ("35万千瓦", None, "350000", "千瓦"),
        ("6.5‰", None, "6.5", "‰"),
        ("1.5个百分点", None, "1.5", "个百分点"),
        ("79.5岁", "岁", "79.5", "岁"),
        ("60分", None, "60", "分"),
        ("-3.5", "%", "-3.5", "%"),
        ("−3.5", None, "-3.5", None),
        ("+2", None, "2", None),
        ("翻一番", None, "1", "番"),
        ("三分之一", None, "0.3333", None),
        ("第3位", None, "3", "位"),
        ("82①", None, "82", None),
        ("82*", None, "82", None),
        ("50%[注]", None, "50", "%"),
        ("2000（预计）", "个", "2000", "个"),
        ("12.5%（2019年）", None, "12.5", "%"),
        ("(10)", None, "10", None),
        ("0", "%", "0", "%"),
    ],
)
def test_a_cell_is_one_quantity(text: str, unit: str | None, value: str, stored: str | None) -> None:
    quantity = read_quantity(text, unit)
    assert quantity is not None
    assert (quantity.value, quantity.value_max, quantity.unit, quantity.qualifier) == (
        Decimal(value),
        None,
        stored,
        "exact",
    )
    assert text[quantity.start : quantity.end] == quantity.raw
    assert not quantity.cumulative


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        (">5", "5", "over"),
        ("＞5", "5", "over"),
        ("≥90", "90", "at_least"),
        ("≥ 90%", "90", "at_least"),
        ("<3", "3", "up_to"),
        ("≤0.5", "0.5", "up_to"),
        ("5.5左右", "5.5", "about"),
        ("约30", "30", "approx"),
        ("近2000", "2000", "near"),
        ("90以上", "90", "at_least"),
        ("95%以上", "95", "at_least"),
        ("不低于90%", "90", "at_least"),
        ("低于5%", "5", "up_to"),
        ("10余家", "10", "over"),
        ("前10名", "10", "up_to"),
        ("突破100亿元", "10000000000", "over"),
    ],
)
def test_a_cell_may_be_qualified(text: str, value: str, qualifier: str) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.qualifier) == (Decimal(value), qualifier)


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("3-5", None, "3", "5"),
        ("3—5", "万元", "30000", "50000"),
        ("3～5", None, "3", "5"),
        ("3至5", None, "3", "5"),
        ("10%～15%", None, "10", "15"),
        ("300-500万元", None, "3000000", "5000000"),
        ("8000-1万元", None, "8000", "10000"),
    ],
)
def test_a_cell_may_be_a_range(text: str, unit: str | None, low: str, high: str) -> None:
    quantity = read_quantity(text, unit)
    assert quantity is not None
    assert (quantity.value, quantity.value_max) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "raw", "direction", "lead"),
    [
        ("〔10〕", "〔10〕", None, ""),
        ("[10]", "[10]", None, ""),
        ("【10】", "【10】", None, ""),
        ("［10］", "［10］", None, ""),
        ("下降[13.5]", "[13.5]", "down", "下降"),
        ("较2020年降低〔13.5〕%", "〔13.5〕%", "down", "较2020年降低"),
        ("〔5〕万人", "〔5〕万人", None, ""),
    ],
)
def test_brackets_mean_the_sum_of_the_period(text: str, raw: str, direction: str | None, lead: str) -> None:
    quantity = read_quantity(text, "%")
    assert quantity is not None
    assert (quantity.raw, quantity.direction, quantity.lead) == (raw, direction, lead)
    assert quantity.cumulative


@pytest.mark.parametrize(
    ("text", "value", "direction", "lead"),
    [
        ("降低13.5%", "13.5", "down", "降低"),
        ("累计18%", "18", None, "累计"),
        ("年均6%", "6", None, "年均"),
        ("增长5%", "5", "up", "增长"),
        ("年均增长6%左右", "6", "up", "年均增长"),
        ("比2020年下降18%", "18", "down", "比2020年下降"),
        ("达到60", "60", None, "达到"),
    ],
)
def test_words_of_change_may_lead(text: str, value: str, direction: str | None, lead: str) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.direction, quantity.lead) == (Decimal(value), direction, lead)


def test_what_is_printed_is_kept_beside_the_base_value() -> None:
    quantity = read_quantity("约2.7万座")
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (Decimal(27000), "座")
    assert (quantity.printed_value, quantity.printed_unit) == (Decimal("2.7"), "万座")
    assert quantity.raw[quantity.number_start : quantity.number_end] == "2.7"


def test_a_ratio_is_a_quantity_without_a_value() -> None:
    quantity = read_quantity("1:2.5")
    assert quantity is not None
    assert (quantity.raw, quantity.value) == ("1:2.5", None)


@pytest.mark.parametrize(
    "text",
    [
        "完成上级下达任务",
        "达到省定目标",
        "持续提升",
        "保持稳定",
        "三级",
        "二级",
        "5G",
        "2025年",
        "2021-2025",
        "约束性",
        "一",
        "50%/60%",
        "12（15）",
        "无",
        "",
    ],
)
def test_words_dates_and_double_values_are_none(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    "text", ["/", "—", "——", "-", "－", "…", "……", "无", "空", "", "  ", "\u3000", " — "]
)
def test_missing_values(text: str) -> None:
    assert is_missing(text)
    assert read_quantity(text) is None


@pytest.mark.parametrize("text", ["0", "-1", "无障碍", "—5", "达标"])
def test_values_are_not_missing(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("text", "base", "factor"),
    [
        ("（亿元）", "元", 10**8),
        ("总投资（亿元）", "元", 10**8),
        ("单位：万元", "元", 10**4),
        ("亿元人民币", "元", 10**8),
        ("万人次", "人次", 10**4),
        ("%", "%", 1),
        ("％", "%", 1),
        ("部/百人", "部/百人", 1),
        ("普及率（部/百人）", "部/百人", 1),
        ("个/万人", "个/万人", 1),
        ("吨标准煤/万元", "吨标准煤/万元", 1),
        ("万千瓦", "千瓦", 10**4),
        ("千公顷", "公顷", 1000),
        ("千米", "千米", 1),
        ("套（间）", "套（间）", 1),
    ],
)
def test_a_header_states_a_unit(text: str, base: str, factor: int) -> None:
    unit = read_unit(text)
    assert unit is not None
    assert (unit.base, unit.factor) == (base, factor)


@pytest.mark.parametrize("text", ["", "项目名称", "预期性", "2025年", "备注", "指标（2025年）"])
def test_other_headers_state_no_unit(text: str) -> None:
    assert read_unit(text) is None


def found(text: str) -> list[tuple[str, Decimal | None, str | None, str]]:
    return [(q.raw, q.value, q.unit, q.qualifier) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit", "qualifier"),
    [
        ("培育近两千家企业", "近两千家", "2000", "家", "near"),
        ("用户达30万以上", "30万以上", "300000", None, "at_least"),
        ("建成4000余座基站", "4000余座", "4000", "座", "over"),
        ("带宽100M", "100M", "100", "M", "exact"),
        ("使用2.6GHz频段", "2.6GHz", "2.6", "GHz", "exact"),
        ("提高1.5个百分点", "1.5个百分点", "1.5", "个百分点", "exact"),
        ("总量翻一番", "翻一番", "1", "番", "exact"),
        ("占比近四成", "近四成", "40", "%", "near"),
        ("人数不超过三分之一", "不超过三分之一", "0.3333", None, "up_to"),
        ("提高到百分之四十九", "百分之四十九", "49", "%", "exact"),
        ("降到千分之六", "千分之六", "6", "‰", "exact"),
        ("自然增长率6‰", "6‰", "6", "‰", "exact"),
        ("增长5.1倍", "5.1倍", "5.1", "倍", "exact"),
        ("浓度29微克/立方米左右", "29微克/立方米左右", "29", "微克/立方米", "about"),
        ("居第2位", "第2位", "2", "位", "exact"),
        ("位列36名", "36名", "36", "名", "exact"),
        ("进入前10名", "前10名", "10", "名", "up_to"),
        ("排名全省第一。", "第一", "1", "位", "exact"),
        ("每生每年5元", "5元", "5", "元", "exact"),
        ("并网593万千瓦", "593万千瓦", "5930000", "千瓦", "exact"),
        ("达到1.2万亿元", "1.2万亿元", "1200000000000", "元", "exact"),
        ("完成投资超万亿元", "超万亿元", "1000000000000", "元", "over"),
        ("连续11年增长", "11年", "11", "年", "exact"),
        ("连续四年增长", "四年", "4", "年", "exact"),
        ("减少约一半", "约一半", "50", "%", "approx"),
        ("软件收入突破50亿元", "50亿元", "5000000000", "元", "over"),
        ("最高300万元", "300万元", "3000000", "元", "up_to"),
        ("约占三分之一", "三分之一", "0.3333", None, "approx"),
        ("效率降到1.3以下", "1.3以下", "1.3", None, "up_to"),
        ("指数降至0.28，", "0.28", "0.28", None, "exact"),
        ("节约20%", "20%", "20", "%", "exact"),
        ("签约30个", "30个", "30", "个", "exact"),
        ("增速为-3.5%", "-3.5%", "-3.5", "%", "exact"),
        ("统一三家平台", "三家", "3", "家", "exact"),
        ("投入4 0 0 亿元", "4 0 0 亿元", "40000000000", "元", "exact"),
        ("产量41，500万吨", "41，500万吨", "415000000", "吨", "exact"),
        ("全部六千多万贫困人口", "六千多万", "60000000", None, "over"),
        ("共560万人民群众", "560万", "5600000", None, "exact"),
        ("产量12'345吨", "12'345吨", "12345", "吨", "exact"),
        ("增长 5 . 6 %", "5 . 6 %", "5.6", "%", "exact"),
        ("增长5. 6%", "5. 6%", "5.6", "%", "exact"),
        ("5. 6个项目开工", "6个", "6", "个", "exact"),
        ("利率下降25BP", "25BP", "25", "基点", "exact"),
        ("收入站上300亿元台阶", "300亿元", "30000000000", "元", "at_least"),
        ("收入迈上了新的300亿元大台阶", "300亿元", "30000000000", "元", "at_least"),
        ("收入跨越300亿元大关", "300亿元", "30000000000", "元", "over"),
        ("线路跨越7个县", "7个", "7", "个", "exact"),
        ("收入逼近300亿元", "逼近300亿元", "30000000000", "元", "near"),
        ("保额以及每车不低于50万元", "不低于50万元", "500000", "元", "at_least"),
        ("能耗0.52吨标准煤/万元", "0.52吨标准煤/万元", "0.52", "吨标准煤/万元", "exact"),
    ],
)
def test_a_quantity_is_found_in_text(
    text: str, raw: str, value: str, unit: str | None, qualifier: str
) -> None:
    assert found(text) == [(raw, Decimal(value), unit, qualifier)]


@pytest.mark.parametrize(
    ("text", "raw", "low", "high"),
    [
        ("建设3—5个园区", "3—5个", 3, 5),
        ("建设3至5个园区", "3至5个", 3, 5),
        ("增长4.5%—5%", "4.5%—5%", Decimal("4.5"), 5),
        ("补助3-5万元", "3-5万元", 30000, 50000),
        ("产量42，500万---45，000万吨", "42，500万---45，000万吨", 425000000, 450000000),
        ("增长百分之五到十", "百分之五到十", 5, 10),
        ("走访三四百家", "三四百家", 300, 400),
    ],
)
def test_a_range_is_found_in_text(text: str, raw: str, low: Decimal, high: Decimal) -> None:
    assert [(q.raw, q.value, q.value_max) for q in find_quantities(text)] == [(raw, low, high)]


def test_a_point_with_a_blank_beside_it_within_a_sentence_parts_no_number() -> None:
    assert [q.raw for q in find_quantities("提高1. 2个百分点，完成5家。")] == ["5家"]


def test_from_and_to_are_two_quantities() -> None:
    assert [q.raw for q in find_quantities("从3个至5个，由5元提高至10元")] == ["3个", "5个", "5元", "10元"]


def test_a_unit_at_the_end_serves_the_members_before_it() -> None:
    assert [(q.raw, q.value, q.unit) for q in find_quantities("分别增长4.6、6.2和3.9个百分点")] == [
        ("4.6", Decimal("4.6"), "个百分点"),
        ("6.2", Decimal("6.2"), "个百分点"),
        ("3.9个百分点", Decimal("3.9"), "个百分点"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "推进5G、4K和IPv6",
        "构建1+1+5体系和4+N平台",
        "重点之一是首批一批项目",
        "承办第三届大会，第三十条，一期工程",
        "“十四五”规划和2020年底",
        "专栏一、图8所示",
        "沪科规〔2020〕3号",
        "电话010-12345678",
        "16.强化基础设施",
        "做到“两个确保”",
        "十分重要，一个方面",
        "近三年，五年来，三年行动计划",
        "数十亿元，几十家",
        "一、二、三产业",
        "8:30开始",
        "7×24小时服务",
        "B06-02地块",
        "G220东深线，S308南江",
        "第一，要坚持",
        "实施“132”工程",
        "三级医院，二级节点",
        "PM2.5平均浓度",
    ],
)
def test_names_labels_and_dates_are_no_quantities(text: str) -> None:
    assert found(text) == []


UNITS = [
    row["unit"]
    for row in read_rows("units")
    if row["kind"] in {"classifier", "money", "share"} and not row["unit"].startswith("1/")
]
FILLER = st.text(alphabet="推进建设优化提升服务能力，。；加快发展", max_size=12)


@settings(deadline=None)  # the first use compiles the vocabulary
@given(
    FILLER,
    st.sampled_from(["", "约", "超过", "不少于"]),
    st.decimals(2, 9999, places=1),
    st.sampled_from(["", "万", "亿"]),
    st.data(),
)
def test_a_planted_quantity_is_found_at_its_place(
    before: str, modifier: str, number: Decimal, scale: str, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(UNITS))
    planted = f"{modifier}{number}{scale}{unit}"
    (quantity,) = find_quantities(f"{before}新增{planted}。{before}")
    word, times = unit_words()[unit], {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert (quantity.raw, quantity.start) == (planted, len(before) + 2)
    assert quantity.value == (number * times + word.addend) * word.multiplier
    assert quantity.printed_value == number + word.addend / times


ALPHABET = (
    "0123456789.,，、"
    "-—~%％万亿千百十一二三两四半分之余多几约近超以上下内个家元人年月日级番翻第前位G5M/:+（）“” 米到至从"
)


@settings(deadline=None)  # the first use compiles the vocabulary
@given(st.text(alphabet=ALPHABET, max_size=50))
def test_spans_are_slices_in_order(text: str) -> None:
    position = 0
    for quantity in find_quantities(text):
        assert position <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert text[quantity.start : quantity.end] == quantity.raw
        position = quantity.end


@settings(deadline=None)  # the first use compiles the vocabulary
@given(
    st.text(alphabet=ALPHABET + "〔〕[]()下降注*①", max_size=16), st.sampled_from([None, "%", "亿元", "座"])
)
def test_any_cell_is_read_or_refused(text: str, unit: str | None) -> None:
    quantity = read_quantity(text, unit)
    assert quantity is None or text[quantity.start : quantity.end] == quantity.raw


@settings(deadline=None)
@given(
    st.from_regex(r"[ \u3000]?[0-9]{1,14}(\.[0-9]{1,10})?[ \n]?", fullmatch=True),
    st.sampled_from([None, "%", "亿元", "万", "座"]),
)
def test_digits_are_read_alike_in_either_width(text: str, unit: str | None) -> None:
    wide_digits = str.maketrans("0123456789.", "０１２３４５６７８９．")
    narrow, wide = read_quantity(text, unit), read_quantity(text.translate(wide_digits), unit)
    assert (narrow is None) == (wide is None)
    if narrow and wide:
        assert replace(narrow, raw="") == replace(wide, raw="")
        assert narrow.raw == text[narrow.start : narrow.end]


def test_a_long_text_is_read_whole() -> None:
    text = "到2025年，新增5G基站2.7万座，增长18.5%，完成投资约82.07亿元，培育三百余家企业。" * 2200
    assert len(text) > 100_000
    assert len(find_quantities(text)) == 2200 * 4


def same(quantity: Quantity, figure: dict[str, object]) -> bool:
    def number(a: Decimal | None, b: object) -> bool:
        return (a is None) == (b is None) and (
            a is None or abs(float(a) - float(str(b))) < 1e-9 * max(1.0, float(a))
        )

    pairs = [(figure["value"], figure["unit"]), *map(tuple, figure.get("value_alt", []))]  # type: ignore[call-overload]
    upper = number(quantity.value_max, figure["value_max"])
    return upper and any(
        number(quantity.value, value) and (quantity.unit or "") == (unit or "") for value, unit in pairs
    )


@needs_shared
@pytest.mark.parametrize("name", ["entities.dev.jsonl", "others.entities.dev.jsonl"])
def test_gold_quantities_are_found(name: str) -> None:
    predicted = wanted = right = 0
    for line in (SHARED / "gold" / name).read_text(encoding="utf-8").splitlines():
        unit = json.loads(line)
        left = {(q.start, q.end) for q in find_quantities(unit["text"])}
        for span in unit["spans"]:
            if span["label"] == "QUANTITY" and not span["optional"]:
                wanted += 1
                hit = left & {(span["start"], span["end"]), *map(tuple, span["alt_spans"])}
                left -= hit
                right, predicted = right + bool(hit), predicted + bool(hit)
        predicted += sum(
            not any(s["optional"] and s["start"] <= b and e <= s["end"] for s in unit["spans"])
            for b, e in left
        )
    assert 2 * right / (predicted + wanted) >= 0.95


@needs_shared
@pytest.mark.parametrize("name", ["", "others."])
def test_gold_figures_have_the_right_value_unit_and_qualifier(name: str) -> None:
    folder = SHARED / "gold"
    lines = (folder / f"{name}entities.dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {unit["unit_id"]: find_quantities(unit["text"]) for unit in map(json.loads, lines)}
    figures = [
        json.loads(line)
        for line in (folder / f"{name}figures.dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    needed = [figure for figure in figures if not figure["optional"]]
    right = 0
    for figure in needed:
        near = [q for q in texts[figure["unit_id"]] if q.start < figure["end"] and figure["start"] < q.end]
        shades = {figure["qualifier"], *figure.get("qualifier_alt", [])}
        right += any(same(q, figure) and q.qualifier in shades for q in near)
    assert right >= 0.95 * len(needed)


@pytest.mark.parametrize("text", ["附件2：项目计划表（单位：亿元）", "计量单位: 亿元", "表3（单位：万亿元）"])
def test_a_unit_note_states_no_number(text: str) -> None:
    assert list(find_quantities(text)) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("投资1亿2000万元至1亿5000万元", 120_000_000, 150_000_000),
        ("投资2亿至2亿5000万元", 200_000_000, 250_000_000),
        ("人口1万6千至2万1千人", 16_000, 21_000),
    ],
)
def test_both_ends_of_a_range_in_two_scales(text: str, low: int, high: int) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.value_max) == (low, high)


def test_a_number_without_a_unit_behind_a_verb_may_be_a_name() -> None:
    assert list(find_quantities("突破3600系列")) == []
    assert [found.value for found in find_quantities("总数突破3600。")] == [3600]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("储能50MW/100MWh", [("50MW", "MW"), ("100MWh", "MWh")]),  # strong and large: no rate
        ("路网密度30公里/百平方公里", [("30公里/百平方公里", "公里/百平方公里")]),
        ("完成5万人年度目标", [("5万人", "人")]),
        ("投入300人年", [("300人年", "人年")]),
        ("快于全国1.1个、全省0.4个百分点", [("1.1个", "个百分点"), ("0.4个百分点", "个百分点")]),
        ("建成驿站2个、提高0.4个百分点", [("2个", "个"), ("0.4个百分点", "个百分点")]),
        ("人口跨过百万大关", [("百万", None)]),
    ],
)
def test_units_end_where_another_word_begins(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(one.raw, one.unit) for one in find_quantities(text)] == found


@pytest.mark.parametrize("noun", ["温差", "误差", "价差", "相差"])
def test_a_noun_of_difference_does_not_turn_a_bound_round(noun: str) -> None:
    said = ["不超过5%", "不高于5%", "不得大于5%", "不低于5%", "不宜小于5%"]
    told = [find_quantities(noun + bound)[0].qualifier for bound in said]
    assert told == ["up_to", "up_to", "up_to", "at_least", "at_least"]


def test_what_must_not_be_done_more_often_than_that_is_a_bound() -> None:
    told = find_quantities("专家不得同时担任超过3个实验室的委员，不应一次发放超过5万元。")
    assert [(one.raw, one.qualifier) for one in told] == [("3个", "up_to"), ("5万元", "up_to")]
    (reached,) = find_quantities("不得达到60%")
    assert (reached.raw, reached.qualifier) == ("不得达到60%", "up_to")
    (plain,) = find_quantities("不合格的产品超过3种。")
    assert plain.qualifier == "over"
