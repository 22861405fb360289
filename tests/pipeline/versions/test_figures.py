"""Figures of two versions of a sentence: the same by metric or place, never by value."""

from collections.abc import Sequence

from pipeline.versions.align import Link
from pipeline.versions.changes_records import figure_changes
from pipeline.versions.figures import link_stated
from pipeline.versions.sides import Line, Record, Side, make_side

Stated = tuple[str, str, str, str]  # raw, metric, value in base units, unit


def side(text: str, figures: Sequence[Stated], first: int) -> Side:
    line = Line(0, first, text, "paragraph", "", None, None, None, None)
    records = []
    at = 0
    for number, (raw, metric, value, unit) in enumerate(figures):
        at = text.index(raw, at)
        place = {"block_id": first, "char_start": at, "char_end": at + len(raw)}
        words = {
            "raw": raw,
            "metric": metric,
            "value_text": value,
            "value_max_text": None,
            "unit": unit,
            "kind": "target",
            "qualifier": "exact",
        }
        empty = dict.fromkeys(("subject", "period", "role", "owner_id", "base_period", "direction"))
        records.append(Record(first + 1 + number, "figure", number, "u", "u", {**place, **words, **empty}))
        at += len(raw)
    return make_side(first, first, (line,), {"figure": tuple(records)}, {})


def linked(old: Side, new: Side) -> list[Link]:
    held = [{one.lines[0].id: list(one.records["figure"])} for one in (old, new)]
    return link_stated((old.lines, held[0]), (new.lines, held[1]), 1.0)


def pairs(old: Side, new: Side) -> list[tuple[str, str]]:
    return sorted(
        (old.by_id[link.old].text("raw"), new.by_id[link.new].text("raw")) for link in linked(old, new)
    )


def test_a_changed_number_is_the_same_figure() -> None:
    old = side(
        "建成泵站97座，改造管网120公里。",
        [("97座", "泵站", "97", "座"), ("120公里", "管网", "120", "公里")],
        1,
    )
    new = side(
        "建成泵站120座，改造管网97公里。",
        [("120座", "泵站", "120", "座"), ("97公里", "管网", "97", "公里")],
        11,
    )
    assert pairs(old, new) == [("120公里", "97公里"), ("97座", "120座")]


def test_clauses_that_changed_places_keep_their_figures() -> None:
    old = side(
        "甲厂日处理3万吨，乙厂日处理5万吨。",
        [("3万吨", "甲厂日处理", "30000", "吨"), ("5万吨", "乙厂日处理", "50000", "吨")],
        1,
    )
    new = side(
        "乙厂日处理6万吨，甲厂日处理3万吨。",
        [("6万吨", "乙厂日处理", "60000", "吨"), ("3万吨", "甲厂日处理", "30000", "吨")],
        11,
    )
    assert pairs(old, new) == [("3万吨", "3万吨"), ("5万吨", "6万吨")]


def test_a_figure_that_is_gone_does_not_become_another() -> None:
    old = side(
        "建成泵站97座，培育企业300家。", [("97座", "泵站", "97", "座"), ("300家", "企业", "300", "家")], 1
    )
    new = side("培育企业300家。", [("300家", "企业", "300", "家")], 11)
    assert pairs(old, new) == [("300家", "300家")]


def test_without_a_metric_the_place_tells() -> None:
    old = side("全市共建成97座，其中农村30座。", [("97座", "", "97", "座"), ("30座", "", "30", "座")], 1)
    new = side("全市共建成99座，其中农村31座。", [("99座", "", "99", "座"), ("31座", "", "31", "座")], 11)
    assert pairs(old, new) == [("30座", "31座"), ("97座", "99座")]


def test_a_figure_more_in_the_same_words_leaves_the_others_as_they_are() -> None:
    text = "建成泵站97座，培育企业300家。"
    pumps, firms = ("97座", "泵站", "97", "座"), ("300家", "企业", "300", "家")
    assert pairs(side(text, [firms], 1), side(text, [pumps, firms], 11)) == [("300家", "300家")]
    assert pairs(side(text, [pumps, firms], 1), side(text, [pumps], 11)) == [("97座", "97座")]


def test_another_unit_for_the_same_money_is_a_change_of_wording() -> None:
    old = side("总投资1.2亿元。", [("1.2亿元", "总投资", "120000000", "元")], 1)
    new = side("总投资12000万元。", [("12000万元", "总投资", "120000000", "元")], 11)
    (change,) = figure_changes(old, new, linked(old, new))
    assert (change.field, change.old_value, change.new_value, change.delta, change.percent) == (
        "raw",
        "1.2亿元",
        "12000万元",
        0.0,
        0.0,
    )


def test_a_new_value_has_its_difference() -> None:
    old = side("总投资1.2亿元。", [("1.2亿元", "总投资", "120000000", "元")], 1)
    new = side("总投资1.5亿元。", [("1.5亿元", "总投资", "150000000", "元")], 11)
    (change,) = figure_changes(old, new, linked(old, new))
    assert (change.field, change.delta, change.percent) == ("value", 30_000_000.0, 25.0)
