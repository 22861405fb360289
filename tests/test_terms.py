"""A thing has one word (docs/terms.md): others that were used for it once do not come back."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_SUFFIXES = (".py", ".csv", ".js", ".jinja", ".html", ".po", ".md", ".sql")
# the word that is not used → the one that is
_NOT_USED = {
    "存疑": "警告",
    "核查发现": "疑点",
    "检查发现": "疑点",
    "一条发现": "一条疑点",
    "未被驳回": "未被排除",
}


@pytest.mark.parametrize("word", _NOT_USED)
def test_a_thing_has_one_word(word: str) -> None:
    held = [
        str(path.relative_to(ROOT))
        for folder in ("pipeline", "models", "docs")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in _SUFFIXES and word in path.read_text(encoding="utf-8")
    ]
    assert held == [], f"say {_NOT_USED[word]}"
