"""The words that rules look for, by their use (`models/vocabulary/rule_words.csv`)."""

from functools import partial

from models import vocabularies

any_of = partial(vocabularies.any_of, "rule_words")
"""The words of one use as alternatives of a pattern."""
