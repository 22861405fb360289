"""Documents in traditional characters: read by those of today, told as they print it."""

import pytest

from models.characters import simplified
from parsers.interpret import interpret
from parsers.notation.recount import names_unit, proves
from tests import builders as b
from tests.parsers.reading import structured
from tests.pipeline.figures.narrated import narrative_figures

TITLE = "北川縣一九五四年政府工作報告"
TEXT = "去年，全縣糧食產量達到三千二百萬噸，比上年增長百分之八點二。"


def figures(*paragraphs: str):
    return narrative_figures(interpret(structured(*map(b.paragraph, (TITLE, *paragraphs)))))


def test_what_is_told_is_told_as_printed() -> None:
    amount, growth = figures("一、一九五三年工作的回顧", TEXT)
    assert (amount.metric, amount.raw, amount.value, amount.unit) == (
        "全縣糧食產量",
        "三千二百萬噸",
        32000000,
        "吨",
    )
    assert (growth.metric, growth.raw, growth.direction) == ("全縣糧食產量增長", "百分之八點二", "up")
    assert [(one.period, one.kind) for one in (amount, growth)] == [("1953", "status"), ("1953", "change")]
    assert growth.base_period == "1952"


def test_its_evidence_stands_where_it_is_printed_and_proves_it() -> None:
    amount, _ = figures("一、一九五三年工作的回顧", TEXT)
    quotes = {piece.field: (TEXT[piece.start : piece.end], piece.derivation) for piece in amount.evidence}
    assert quotes["metric"] == ("全縣糧食產量", "verbatim")
    assert quotes["unit"][1] == "normalised"
    assert amount.value is not None
    assert proves(amount.value, amount.unit, quotes["raw"][0])
    assert names_unit("吨", [quotes["unit"][0]])
    assert not names_unit("亩", [quotes["unit"][0]])


def test_a_heading_that_looks_ahead_says_so_in_old_characters_too() -> None:
    found = figures("一、一九五三年工作的回顧", TEXT, "二、今年的主要任務", "開墾荒地九千畝。")
    assert (found[-1].metric, found[-1].period, found[-1].kind, found[-1].unit) == (
        "開墾荒地",
        "1954",
        "plan",
        "亩",
    )


@pytest.mark.parametrize("text", ["乾州的宏徵集团", "昇腾3号", "2026年"])
def test_characters_that_are_printed_today_stay_and_offsets_hold(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert simplified("乾徵") == "乾徵"


def test_a_name_with_a_rare_character_keeps_it() -> None:
    (figure,) = figures("昇腾服务器产量达到30万台。")
    assert figure.metric == "昇腾服务器产量"
