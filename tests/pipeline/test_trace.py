"""From a record, a number or words to the characters, and to the other places that say the same."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from models.errors import NotHeld, WrongUse
from pipeline.ask.quantities_asked import (
    Quantity,
    quantity_asked,
    searched_spellings,
    spans_of,
    spellings,
)
from pipeline.ask.trace import as_json, trace
from pipeline.ask.trace_records import KINDS
from pipeline.ask.trace_values import Answer, Scope
from pipeline.commands import terminal
from pipeline.commands.trace_text import answer_text
from pipeline.store.database import open_database
from pipeline.store.search_index import phrases_among, segment
from tests.pipeline.small_plan import KEY, store_small_plan


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("trace") / "plans.db"
    store_small_plan(database, salts=("", "修订。"))
    return database


@pytest.fixture
def held(path: Path) -> Iterator[Connection]:
    with open_database(path, read_only=True) as database, database.reading() as connection:
        yield connection


def _names(answer: Answer) -> list[str]:
    return [f"{record.reference.kind} {record.name}" for record in answer.records]


def _quotes(answer: Answer) -> list[list[str]]:
    return [[span.quote for span in paragraph.spans] for paragraph in answer.paragraphs]


@pytest.mark.parametrize("what", ["9700", "9,700", "９７００", "9700座", "0.97万座", "0.97万"])
def test_a_number_is_found_however_it_is_printed(held: Connection, what: str) -> None:
    answer = trace(held, what)
    assert answer.reading == "number"
    assert _names(answer) == ["figure 5G基站数 9700", "figure 5G基站 0.97万座"]
    assert ["9，700" + ("座" if what.endswith("座") else "")] in _quotes(answer)


def test_a_unit_keeps_other_quantities_out(held: Connection) -> None:
    assert _quotes(trace(held, "9700座")) == [["9，700座"]]
    assert trace(held, "9700座").reading == "number"
    assert trace(held, "9700台").n_records + trace(held, "9700台").n_paragraphs == 0


def test_the_printed_number_is_found_without_its_scale(held: Connection) -> None:
    assert _names(trace(held, "0.97")) == ["figure 5G基站 0.97万座"]


def test_a_number_begins_no_word_and_no_longer_number(held: Connection) -> None:
    assert trace(held, "5").n_paragraphs == 0
    assert trace(held, "970").n_records + trace(held, "970").n_paragraphs == 0


def test_words_find_records_by_name_first_then_by_quote_then_paragraphs(held: Connection) -> None:
    answer = trace(held, "5G基站")
    assert answer.reading == "words"
    assert _names(answer) == ["figure 5G基站 0.97万座", "indicator 5G基站数", "box_item 5G网络"]
    assert [paragraph.place.text[:8] for paragraph in answer.paragraphs] == ["云计算中心等项目"]


@pytest.mark.parametrize("words", ["%", "_", "基站%", "'; DROP TABLE record; --", "\\"])
def test_words_are_no_patterns_and_no_sql(held: Connection, words: str) -> None:
    try:
        answer = trace(held, words)
    except WrongUse as error:
        assert "nothing to search for" in str(error)  # noqa: PT017 - both ends are right for such words
    else:
        assert all(
            words in record.name or any(words in piece.span.quote for piece in record.evidence)
            for record in answer.records
        )
    assert trace(held, "indicator:5G").n_records == 1


def test_a_record_is_named_by_number_uid_or_part_of_its_name(held: Connection) -> None:
    record = trace(held, "indicator:基站").records[0]
    for what in (
        str(record.reference),
        f"indicator:{record.uid[:6]}…",
        f"indicator:{record.uid.upper()}",
        " indicator:5G基站数 ",
    ):
        assert [found.reference for found in trace(held, what).records] == [record.reference]


def test_a_number_that_no_record_has_is_not_the_beginning_of_a_uid(held: Connection) -> None:
    """One in sixteen uids begins with each digit: figure:1 would name any of them."""
    asked = [
        f"{kind}:{uid[0]}"
        for kind, known in KINDS.items()
        for number, uid, current in held.exec_driver_sql(
            f"SELECT {known.key}, uid, is_current FROM {known.view}"  # noqa: S608
        )
        if current and uid[0].isdecimal() and int(uid[0]) != number
    ]
    found = [what for what in asked if _names_by_uid(held, what)]
    assert asked
    assert not found


def _names_by_uid(held: Connection, what: str) -> bool:
    """Whether a record is found whose number is another."""
    try:
        records = trace(held, what).records
    except NotHeld:
        return False
    return any(str(one.reference) != what and what.partition(":")[2] not in one.name for one in records)


def test_evidence_is_the_slice_of_its_paragraph_with_its_place_in_the_table(held: Connection) -> None:
    record = trace(held, "indicator:5G基站数").records[0]
    pieces = [
        (piece.field, piece.value, piece.role, piece.derivation, piece.span.quote)
        for piece in record.evidence
    ]
    assert ("target_value", "9700", "value", "normalised", "9700") in pieces
    assert ("target_value", "9700", "label", "verbatim", "2025年目标") in pieces
    assert [piece.field for piece in record.evidence][:3] == ["serial_no", "name", "unit"]
    place = next(piece.span.place for piece in record.evidence if piece.field == "target_raw")
    assert (place.table_caption, place.row_index, place.col_index) == ("表1 主要指标", 1, 2)
    assert place.xml_path == "/w:document/w:body/w:tbl[1]/w:tr[2]/w:tc[3]/w:p[1]"


def test_other_places_that_state_the_same(held: Connection) -> None:
    record = trace(held, "indicator:5G基站数").records[0]
    assert [(other.relation, other.name, other.span.quote) for other in record.elsewhere] == [
        ("same value and unit", "5G基站 0.97万座", "0.97万座"),
        ("text", "", "9，700座"),
    ]
    project = trace(held, "project:云计算中心").records[0]
    assert [(other.relation, other.span.place.text[:5]) for other in project.elsewhere] == [
        ("text", "云计算中心")
    ]


def test_old_versions_are_looked_at_when_asked(held: Connection) -> None:
    assert {record.version.version for record in trace(held, "9700").records} == {2}
    both = trace(held, "9700", Scope(all_versions=True))
    assert [record.version.version for record in both.records] == [1, 1, 2, 2]
    assert {
        paragraph.place.version.version
        for paragraph in trace(held, "备用", Scope(KEY, all_versions=True)).paragraphs
    } == {1, 2}


def test_a_limit_says_how_many_there_are(held: Connection) -> None:
    answer = trace(held, "9700", limit=1)
    assert (len(answer.records), answer.n_records, len(answer.paragraphs), answer.n_paragraphs) == (
        1,
        2,
        1,
        2,
    )
    assert (len(answer.records[0].elsewhere), answer.records[0].n_elsewhere) == (1, 2)


def test_a_paragraph_shows_what_rests_on_it(held: Connection) -> None:
    number = trace(held, "figure:0.97").records[0].evidence[0].span.place.block_id
    paragraph = trace(held, f"block:{number}").paragraphs[0]
    assert paragraph.place.block_id == number
    assert [name for _, name in paragraph.records] == ["5G基站 0.97万座"]


@pytest.mark.parametrize(
    "what",
    ["figure:999999", "indicator:无此指标", "block:999999", "block:x", "figure:99999999999999999999999"],
)
def test_a_named_record_that_is_not_held_is_a_fault(held: Connection, what: str) -> None:
    with pytest.raises(NotHeld, match=re.escape(what)):
        trace(held, what)


def test_words_found_nowhere_are_no_fault(held: Connection) -> None:
    assert (trace(held, "没有这样的词").n_records, trace(held, "没有这样的词").n_paragraphs) == (0, 0)


def test_json_offsets_cut_the_quote_out_of_the_paragraph(held: Connection) -> None:
    told = as_json(trace(held, "9700"))
    records = told["records"]
    assert isinstance(records, list)
    for record in records:
        assert record["plan"] == KEY
        assert len(record["source_sha256"]) == 64
        for piece in record["evidence"]:
            text = trace(held, f"block:{piece['block_id']}").paragraphs[0].place.text
            assert text[piece["char_start"] : piece["char_end"]] == piece["quote"]
            assert text.endswith(piece["prefix"] + piece["quote"] + piece["suffix"])
    assert (records[0]["evidence"][0]["row_index"], records[0]["evidence"][0]["col_index"]) == (1, 2)


def test_people_read_rows_from_one_and_see_the_quote(
    held: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.show(*answer_text(trace(held, "figure:0.97"), colour=False))
    shown = capsys.readouterr().out
    assert "到2025年，全市建成5G基站【0.97万座】以上" in shown
    assert f"{KEY}, version 2 (current), 示例 规划.docx" in shown
    assert "value = 9700  value, normalised" in shown
    assert "“表1 主要指标”, row 2, column 3" in shown
    assert "word/document.xml /w:document/w:body/w:p[4] [15:21]" in shown


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("9700", Quantity(Decimal(9700))),
        ("-3.5", Quantity(Decimal("-3.5"))),
        ("541.43亿元", Quantity(Decimal("54143000000"), "元", "元")),
        ("50％", Quantity(Decimal(50), "%", "%")),
        ("5G基站", None),
        ("4+N", None),
        ("三十", None),
        ("一千亿元", Quantity(Decimal(10**11), "元", "元")),
        ("九千七百座", Quantity(Decimal(9700), "座", "座")),
        ("两万架", Quantity(Decimal(20000), "架", "架")),
        ("百分之九十", Quantity(Decimal(90), "%", "%")),
        ("十四五", None),
        ("基站", None),
        ("", None),
    ],
)
def test_what_is_a_number_and_what_is_words(what: str, expected: Quantity | None) -> None:
    assert quantity_asked(what) == expected


NUMBERS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)


@given(NUMBERS, st.sampled_from(["座", "%", "亿吨标准煤"]))
def test_every_spelling_of_a_number_is_found_and_one_of_its_strings_stands_in_it(
    value: Decimal, tail: str
) -> None:
    forms = [f"{value}", f"{value:,}", f"{value.normalize():f}"]
    strings = spellings(value)
    for form in forms:
        text = f"达到{form}{tail}以上"
        assert any(string in text for string in strings)
        scaled = value * 10**8 if tail.startswith("亿") else value
        found = spans_of(Quantity(scaled), text) or spans_of(Quantity(value), text)
        assert text[slice(*found[0])].startswith(form)


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("1000亿元", "规模突破一千亿元，", ["一千亿元"]),
        ("一千亿元", "规模突破1000亿元，", ["1000亿元"]),
        ("2万架", "建成两万架机架", ["两万架"]),
        ("205个", "二百零五个、二百〇五个和205个", ["二百零五个", "二百〇五个", "205个"]),
        ("90%", "达到百分之九十以上", ["百分之九十"]),
        ("30", "三十年", []),
        ("90座", "百分之九十座", []),
    ],
)
def test_chinese_numerals_and_digits_find_each_other(asked: str, text: str, found: list[str]) -> None:
    quantity = quantity_asked(asked)
    assert quantity is not None
    assert [text[start:end] for start, end in spans_of(quantity, text)] == found
    assert not found or any(string in text for string in spellings(quantity.value))


@given(NUMBERS)
def test_a_number_in_ten_thousands_is_the_same_number(value: Decimal) -> None:
    text = f"约{value}万座"
    assert [text[start:end] for start, end in spans_of(Quantity(value * 10**4, "座", "座"), text)] == [
        f"{value}万座"
    ]
    assert any(string in text for string in spellings(value * 10**4))


def is_searched(quantity: Quantity, text: str) -> bool:
    """Whether the search index knows the text for one that may state the quantity."""
    asked = phrases_among(searched_spellings(quantity))
    tokens = f" {segment(text)} "
    return asked is not None and any(
        f" {phrase.removesuffix('*')}{' ' * (not phrase.endswith('*'))}" in tokens for phrase in asked[0]
    )


@given(NUMBERS, st.sampled_from(["座", "%", "亿元", "万 km", "km2", "", "米", "个百分点"]), st.booleans())
def test_what_states_a_number_is_found_by_the_search_index(value: Decimal, tail: str, named: bool) -> None:
    for form in (f"{value}", f"{value:,}", f"{value.normalize():f}"):
        text = f"达到{form}{tail}以上，比上年多"
        quantity = quantity_asked(f"{form}{tail}" if named else form)
        if quantity is not None and spans_of(quantity, text):
            assert is_searched(quantity, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("1000亿元", "规模突破一千亿元，"),
        ("2万架", "建成两万架机架"),
        ("205个", "共二百〇五个"),
        ("90%", "达到百分之九十以上"),
        ("9700座", "共9，700座"),
        ("9700座", "共９７００座"),
        ("9700座", "约0.97萬座"),
        ("9700", "长9700km的路"),
        ("1.5", "约1.50倍"),
        ("90km", "时速90 kmh"),
    ],
)
def test_other_spellings_are_found_by_the_search_index(asked: str, text: str) -> None:
    quantity = quantity_asked(asked)
    assert quantity is not None
    assert is_searched(quantity, text)


@pytest.mark.parametrize("text", ["约1.00万座", "约1万座"])
def test_the_word_of_a_scale_is_no_number_behind_digits(text: str) -> None:
    found = spans_of(Quantity(Decimal(10**4), "座", "座"), text)
    assert [text[start:end] for start, end in found] == [text[1:]]
