"""What shows nothing, and runs of places."""

import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from models.document import Block
from parsers.notation.blanks import WHITESPACE
from parsers.outline.lines import lines_of, squeezed
from parsers.tables.passage import Passage, Run, fold, of_blocks

_SIGNS = "甲一、1（ \t\u3000\u200b\ufeff\u2060。"


def test_whitespace_is_all_that_shows_nothing() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    assert set(WHITESPACE) == {sign for sign in every if sign.isspace()}
    assert all(re.fullmatch(r"\s", sign) for sign in WHITESPACE)


@given(st.text(_SIGNS, max_size=12))
def test_lines_have_no_blanks_at_their_ends(text: str) -> None:
    unseen = r"[\s\u200b\ufeff\u2060]"
    bare = re.sub(rf"^{unseen}+|{unseen}+$", "", text)
    assert [line.text for line in lines_of(Block(0, "p", "/p", text))] == ([bare] if bare else [])
    assert squeezed(text) == re.sub(unseen, "", text)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(-12, 12), st.integers(-12, 12))
def test_a_run_is_read_as_its_tuple(start: int, length: int, first: int, last: int) -> None:
    run = Run(3, start, start + length)
    whole = tuple((3, at) for at in range(start, start + length))
    assert tuple(run) == whole
    assert len(run) == len(whole)
    assert tuple(run[first:last]) == whole[first:last]
    assert [run[at] for at in range(-length, length)] == [whole[at] for at in range(-length, length)]


@given(st.text(_SIGNS + "\n", max_size=14), st.integers(0, 14), st.integers(0, 14))
def test_passages_of_one_block_and_of_scattered_places_say_the_same(text: str, start: int, end: int) -> None:
    source = (Block(0, "p", "/p", text),)
    run = Passage(source, text, Run(0, 0, len(text)))
    scattered = Passage(source, text, tuple(run.places))
    for one, other in (
        (run.part(start, end), scattered.part(start, end)),
        (run.without(min(start, end), max(start, end)), scattered.without(min(start, end), max(start, end))),
    ):
        assert (one.text, tuple(one.places), one.pieces()) == (
            other.text,
            tuple(other.places),
            other.pieces(),
        )
    assert [line.pieces() for line in run.lines()] == [line.pieces() for line in scattered.lines()]


@given(st.text(_SIGNS + "亿5Ａ½—％", max_size=14))
def test_folded_passages_hold_each_character_folded(text: str) -> None:
    folded = of_blocks((Block(0, "p", "/p", text),), (0,)).folded()
    assert folded.text == "".join(map(fold, text))
    assert len(folded.places) == len(folded.text)
