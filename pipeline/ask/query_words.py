"""Chinese words of a query, cut by jieba: for a search that finds nothing as typed."""

import logging
import tempfile
import warnings
from functools import cache
from typing import Any


@cache
def _tokenizer() -> Any:
    """jieba's own dictionary. Its cache would be unmarshalled from the shared temporary folder: it gets a
    private one, gone with the process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and pkg_resources in jieba 0.42
        import jieba
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    folder = tempfile.TemporaryDirectory(prefix="plantrace-")
    tokenizer.tmp_dir = folder.name
    tokenizer.folder = folder  # lives as long as the tokenizer
    return tokenizer


def query_words(text: str) -> tuple[str, ...]:
    """The words of a query in their order, each once; blanks and punctuation part words and are none.

    >>> query_words("数据中心算力")
    ('数据中心', '算力')
    """
    found = (word.strip() for part in text.split() for word in _tokenizer().cut(part))
    return tuple(dict.fromkeys(word for word in found if any(sign.isalnum() for sign in word)))
