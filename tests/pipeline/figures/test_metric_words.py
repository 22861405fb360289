"""Words of several uses, sought one use after the other, are those that a pattern of all would find."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.words import metric_regex, metric_word, metric_words

USES = ("light", "action", "predicate", "lead", "urging")
WORDS = sorted(metric_words(*USES))


@given(st.lists(st.sampled_from([*WORDS, "率", "的", "园区"]), max_size=5).map("".join), st.integers(0, 8))
def test_the_longest_word_of_any_use(text: str, kept_back: int) -> None:
    end = max(0, len(text) - kept_back)
    together = metric_regex(*USES)
    for begin in range(len(text) + 1):
        apart, found = metric_word(text, begin, end, *USES), together.match(text, begin, end)
        assert (apart and apart.span()) == (found and found.span())


def test_each_word_whatever_follows() -> None:
    together = metric_regex(*USES)
    for text in (*WORDS, *(word + other for word in WORDS for other in WORDS[::37])):
        apart, found = metric_word(text, 0, len(text), *USES), together.match(text, 0, len(text))
        assert (apart and apart.span()) == (found and found.span())
