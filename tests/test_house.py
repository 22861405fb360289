"""How the house is kept: what the words of patterns may not grow beyond.

Words belong in vocabularies (`models/vocabulary`), where each has an example; notation (第…条, 万, 年) may
stand in a pattern. Where the count has fallen, lower the ceiling.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.vocabularies import any_of, read_rows

ROOT = Path(__file__).resolve().parents[1]
CEILINGS = {
    "models": 0,
    "parsers": 110,
    "pipeline/ask": 1,
    "pipeline/commands": 1,
    "pipeline/figures": 80,
    "pipeline/names": 0,
    "pipeline/report": 0,
    "pipeline/rules": 90,
    "pipeline/store": 1,
    "pipeline/tagging": 90,
    "pipeline/versions": 0,
}
WORD = re.compile("[\u4e00-\u9fff]{2,}")
NUMERAL = re.compile("[〇零一二两三四五六七八九十百千万亿]+")
CLASS = re.compile(r"(?<!\\)\[\^?\]?(?:[^\]\\]|\\.)*\]")
"""[省市县] are characters, no word."""
ALTERNATIVES = re.compile("[\u4e00-\u9fff]\\)?\\??\\|(?:\\(\\?:)?[\u4e00-\u9fff]")
VOCABULARIES = sorted(
    path.stem
    for path in (ROOT / "models" / "vocabulary").glob("*.csv")
    if path.read_text(encoding="utf-8").startswith("use,word,example\n")
)


def written_in(node: ast.AST) -> Iterator[str]:
    """The literal text of a pattern, in any string of it."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def said_of_code(tree: ast.AST) -> set[str]:
    """The docstrings: “某学院|建设某基地” shows where a name is cut, and is no pattern."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = (ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented))
    return {text for text in found if text}


def is_pattern(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
    )


def words_of_patterns(path: Path) -> int:
    """How many words of two characters or more stand in the patterns of a module, and in strings that are
    put together into patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and is_pattern(node) and node.args
        for text in written_in(node.args[0])
    ]
    inside = set(texts)
    passed = inside | said_of_code(tree)
    texts += [text for text in written_in(tree) if text not in passed and ALTERNATIVES.search(text)]
    words = (word for text in texts for word in WORD.findall(CLASS.sub("", text)))
    return sum(not NUMERAL.fullmatch(word) for word in words)


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("folder", sorted(CEILINGS))
def test_words_stand_in_vocabularies(folder: str) -> None:
    assert sum(map(words_of_patterns, modules(folder))) <= CEILINGS[folder]


def test_rooms_without_a_ceiling_have_no_words_in_patterns() -> None:
    held = tuple(f"{folder}/" for folder in CEILINGS)
    assert {
        path.relative_to(ROOT).as_posix()
        for path in modules("pipeline")
        if not path.relative_to(ROOT).as_posix().startswith(held) and words_of_patterns(path)
    } == set()


@pytest.mark.parametrize("name", VOCABULARIES)
def test_words_by_use_stand_once_and_in_their_examples(name: str) -> None:
    rows = read_rows(name)
    assert len({(row["use"], row["word"]) for row in rows}) == len(rows)
    assert [row for row in rows if row["word"] not in row["example"]] == []


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_word_hides_a_longer_one_behind_it(name: str) -> None:
    """Alternatives are tried in file order: 指标 before 指标值 would leave 值 unread."""
    hidden = [
        (row["use"], row["word"], later["word"])
        for place, row in enumerate(read_rows(name))
        for later in read_rows(name)[place + 1 :]
        if later["use"] == row["use"] and later["word"].startswith(row["word"])
    ]
    assert hidden == []


def test_a_use_that_no_word_has_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no word is used for nothing_of_the_kind"):
        any_of(VOCABULARIES[0], "nothing_of_the_kind")
