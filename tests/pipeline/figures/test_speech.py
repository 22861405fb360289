"""Words and parts of speech of a paragraph with numbers."""

import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.speech import Speech, _dictionary, speech_of


def said(text: str, speech: Speech) -> list[str]:
    return [text[word.start : word.end] for word in speech.words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("培训惠及五万人", ["惠及"]),
        ("按可比价格计算", ["可比", "价格"]),
        ("二氧化碳排放和能源消耗", ["二氧化碳", "和", "消耗"]),
        ("全市累计建成", ["全市"]),
    ],
)
def test_words_are_those_of_the_dictionary(text: str, words: list[str]) -> None:
    assert set(words) <= set(said(text, speech_of(text)))


def test_parts_of_speech_are_those_of_jieba() -> None:
    assert [word.tag for word in speech_of("按照规定给予支持").words] == ["p", "n", "v", "v"]


def test_a_known_name_is_one_word() -> None:
    text = "石桥子新村厂建成投产"
    speech = speech_of(text, ((0, 6),))
    assert said(text, speech)[0] == "石桥子新村厂"
    assert [at for at in range(1, 6) if speech.parts(at)] == []


@given(
    st.text("石桥市新建厂区增长和及的5万%，。", max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 5)), max_size=3),
)
def test_words_lie_end_to_end(text: str, names: Sequence[tuple[int, int]]) -> None:
    spans, reached = [], 0
    for start, length in sorted(names):
        if reached <= start and start + length <= len(text):
            spans.append((start, start + length))
            reached = start + length
    speech = speech_of(text, tuple(spans))
    assert "".join(said(text, speech)) == text
    assert all(speech.parts(at) for span in spans for at in span)


_LOADED_LATE = """
import sys
from pipeline.figures.text import figures_of_text

figures_of_text("没有数字的一段。")
assert "jieba" not in sys.modules
figures_of_text("新建学校5所。")
assert "jieba" in sys.modules
"""


def test_jieba_is_loaded_only_when_a_number_is_read() -> None:
    assert subprocess.run([sys.executable, "-c", _LOADED_LATE], check=False).returncode == 0


def test_the_dictionary_knows_what_its_words_begin_with() -> None:
    tokenizer, tags = _dictionary()
    beginnings = {word[:length] for word in tags for length in range(1, len(word))} - tags.keys()
    assert {word for word, count in tokenizer.FREQ.items() if not count} == beginnings
