"""Labels read by hand for training: they replace the corpus's names, add paragraphs, and are never scored."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.names.pieces import LONGEST
from training import corpus
from training.name_labels import read_labels
from training.pairs import plain_paragraphs
from training.relabels import TRAINING, hash_of, names_by_hash, texts_by_hash

OLD, NEW = "新建甲县乙河水库。", "丙集团在丁市建厂。"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A corpus of one paragraph and a plain text that has another one."""
    (tmp_path / "corpus" / "ner").mkdir(parents=True)
    (tmp_path / "corpus" / "plain" / "kind").mkdir(parents=True)
    row = {"source": "kind/a.txt", "text": OLD, "spans": [{"start": 2, "end": 8, "label": "LOC"}]}
    (tmp_path / "corpus" / "ner" / "names.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "corpus" / "plain" / "kind" / "b.txt").write_text(f"标题\n  {NEW}\n", encoding="utf-8")
    return tmp_path


def test_a_second_reading_takes_the_place_of_the_first(shared: Path) -> None:
    split_up = ((2, 4, "LOC"), (4, 8, "LOC"))
    (read,) = corpus.relabelled(corpus.read_paragraphs(shared), {hash_of(OLD): split_up})
    assert read.spans == split_up
    (kept,) = corpus.relabelled(corpus.read_paragraphs(shared), {})
    assert kept.spans == ((2, 8, "LOC"),)


def test_a_paragraph_the_corpus_lacks_is_found_in_the_plain_texts(shared: Path) -> None:
    known = corpus.read_paragraphs(shared)
    names = {hash_of(NEW): ((0, 3, "ORG"), (4, 6, "LOC")), hash_of(OLD): ()}
    (new,) = corpus.added(shared, names, known)
    assert (new.source, new.text) == ("kind/b.txt", NEW)
    assert [new.text[start:end] for start, end, _ in new.spans] == ["丙集团", "丁市"]
    assert not list(texts_by_hash(shared, {hash_of("nowhere")}))


def test_plain_texts_are_read_in_pieces_but_for_those_that_names_are_scored_on(shared: Path) -> None:
    (shared / "gold").mkdir()
    for name in ("entities.dev.jsonl", "others.entities.dev.jsonl"):
        (shared / "gold" / name).write_text("", encoding="utf-8")
    plain = shared / "corpus" / "plain" / "kind"
    (plain / "a.txt").write_text(OLD, encoding="utf-8")  # the source of the paragraph, which is for tests
    (plain / "c.txt").write_text(f"各级\n各部门要\n{NEW}\n" + "狠抓落实。" * 100, encoding="utf-8")
    found = plain_paragraphs(shared)
    assert f"各级各部门要\n{NEW}".replace("\n", "") in found or NEW in found
    assert {NEW, f"各级各部门要{NEW}"} <= set(found)
    assert OLD not in found
    assert max(map(len, found)) <= LONGEST


def test_rows_for_training_have_outermost_names_that_do_not_overlap() -> None:
    names = names_by_hash()
    assert names
    for spans in names.values():
        assert all(start < end for start, end, _ in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_no_paragraph_is_both_for_training_and_for_scores() -> None:
    training = set(names_by_hash())
    scored = {one.hash for one in read_labels() if not one.group.startswith(TRAINING)}
    assert scored
    assert not training & scored
