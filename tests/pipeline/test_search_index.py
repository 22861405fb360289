"""Words of any length are found exactly, where they stand in the original text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import WrongUse
from pipeline.ask.trace_paragraphs import search as search_words
from pipeline.ask.trace_values import Scope
from pipeline.ingest.run import ingest
from pipeline.store.backends.tsearch import rows_of
from pipeline.store.search_index import Hit, find_spans, phrase_of, phrases_of, search_blocks, segment
from tests.pipeline.made import reading, write_plan

LINES = (
    "前 言",
    "到2025年，建成５Ｇ基站9,700座，占比5.5％。",
    "发展数字，经济增长；支持数字经济。",
    "《AI＋制造》行动NEAR港口",
    "𰻝𰻝面产业园",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    write_plan(folder / "甲.docx", "甲市规划", *LINES)
    write_plan(folder / "乙.docx", "乙市规划", "乙市的数字经济独立成段，与别处文字全不相同。")
    ingest([folder], folder / "a.db")
    return folder / "a.db"


def search(path: Path, words: str, plan: str | None = "甲市规划") -> tuple[Hit, ...]:
    with reading(path) as connection:
        return search_blocks(connection, words, plan)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("前言", ["前 言"], id="blank inside"),
        pytest.param("言", ["言"], id="one character"),
        pytest.param("5g", ["５Ｇ"], id="width and case"),
        pytest.param("5G基站", ["５Ｇ基站"], id="Latin and Chinese"),
        pytest.param("9700", ["9,700"], id="thousands separator"),
        pytest.param("5.5%", ["5.5％"], id="decimal and percent"),
        pytest.param("970", [], id="part of a number"),
        pytest.param("数字经济", ["数字经济"], id="not across a comma"),
        pytest.param("数字 经济", ["数字", "经济", "数字", "经济"], id="two words"),
        pytest.param("数字 港口", [], id="words of two paragraphs"),
        pytest.param("AI+制造", ["AI＋制造"], id="punctuation inside"),
        pytest.param("（港口）", ["港口"], id="punctuation around"),
        pytest.param("𰻝面", ["𰻝面"], id="a character later than the tokeniser's Unicode"),
        pytest.param('near* "港', ["NEAR", "港"], id="query syntax"),
    ],
)
def test_words_are_found_where_they_stand(path: Path, words: str, found: list[str]) -> None:
    assert [hit.text[start:end] for hit in search(path, words) for start, end in hit.spans] == found


def test_hits_come_from_all_plans_in_order_up_to_the_limit(path: Path) -> None:
    with reading(path) as connection:
        assert [hit.plan for hit in search_blocks(connection, "数字经济")] == ["乙市规划", "甲市规划"]
        assert len(search_blocks(connection, "数字经济", limit=1)) == 1
        assert search_blocks(connection, "数字经济", version=2) == ()


@pytest.mark.parametrize("words", ["", "  ", "，。", '"*"'])
def test_nothing_to_search_for_is_said(words: str) -> None:
    with pytest.raises(WrongUse, match="nothing to search for"):
        phrases_of(words)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_input_breaks_the_query(path: Path, words: str) -> None:
    if segment("".join(words.split())):
        assert all(hit.spans for hit in search(path, words))


@given(st.text(alphabet="数字经济5G年，。 、Aa9.%", max_size=30), st.data())
def test_any_stretch_of_chinese_is_found_in_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    word = text[start:end]
    if word and all(character in "数字经济年" for character in word):
        assert any(first <= start and end <= last for first, last in find_spans(text, word))


@given(st.text(max_size=40), st.text(max_size=5))
def test_spans_lie_in_the_text_in_order_and_hold_the_word(text: str, word: str) -> None:
    spans = find_spans(text, word)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    if len(word.split()) == 1:
        assert all(segment(word) in segment(text[start:end]) for start, end in spans)


@given(st.text(alphabet="数字5G年，。 、9,.%!\x01_𰻝\u3000", max_size=30))
def test_what_is_indexed_is_what_spans_are_found_by(text: str) -> None:
    tokens = segment(text).split()
    assert all(find_spans(text, word) for word in text.split() if segment(word))
    assert "_" not in tokens[:1] + tokens[-1:]
    assert all((first, second) != ("_", "_") for first, second in pairwise(tokens))


@pytest.fixture(scope="module")
def everyday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("everyday")
    lines = (
        "由市工业和信息化局牵头。",
        "市卫健委配合。",
        "规模突破一千亿元。",
        "规模达到1000亿元。",
        "建成基站0.97万座。",
    )
    write_plan(folder / "丙.docx", "丙市规划", *lines)
    ingest([folder], folder / "a.db")
    return folder / "a.db"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("工信局", ["工业和信息化局"]),
        ("市工信局 牵头", ["市工业和信息化局", "牵头"]),
        ("卫生健康委员会", ["卫健委"]),
        ("1000亿元", ["一千亿元", "1000亿元"]),
        ("一千亿元", ["一千亿元", "1000亿元"]),
        ("9700座", ["0.97万座"]),
        ("统计局", []),
    ],
)
def test_everyday_words_and_numbers_are_found_as_the_text_writes_them(
    everyday: Path, words: str, found: list[str]
) -> None:
    with reading(everyday) as connection:
        hits = search_words(connection, words, Scope())
    assert [hit.text[start:end] for hit in hits for start, end in hit.spans] == found


@pytest.mark.parametrize(("repeated", "indexed"), [(16_000, True), (16_001, False)])
def test_a_text_of_more_words_than_postgresql_indexes_is_kept_as_it_is(repeated: int, indexed: bool) -> None:
    text = " ".join(f"w{number}" for number in range(repeated))
    ((_, vector, kept),) = rows_of([(1, text)])
    assert (bool(vector), kept) == (indexed, None if indexed else text)


@given(st.text("5G基站①，(%.中心 ", min_size=1, max_size=12), st.data())
def test_what_stands_in_a_text_is_found_by_its_phrase(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if phrase := phrase_of(text[start:end]):
        assert f" {phrase[0][0]} " in f" {segment(text)} "
