from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tagging.lookup import Lookup

characters = st.text(alphabet="山水云天", max_size=12)
word_lists = st.lists(st.text(alphabet="山水云天", min_size=2, max_size=4), max_size=8)


@given(word_lists, characters)
def test_every_occurrence_of_every_word_is_found(words: list[str], text: str) -> None:
    expected = {(i, i + len(w)) for w in words for i in range(len(text)) if text.startswith(w, i)}
    assert set(Lookup(words).everywhere(text)) == expected


@given(word_lists, characters)
def test_a_scan_gives_words_side_by_side(words: list[str], text: str) -> None:
    spans = list(Lookup(words).scan(text))
    assert all(text[start:end] in words for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_longest_word_wins() -> None:
    assert list(Lookup(["长江", "长江大桥"]).scan("过长江大桥到长江")) == [(1, 5), (6, 8)]


def test_single_characters_are_no_words() -> None:
    assert not Lookup(["江"])
