"""A name the document has elsewhere, where its characters stand again."""

import pytest

from models.names import EntityLabel
from pipeline.tagging.found import Found
from pipeline.tagging.occurrences import is_meant
from pipeline.tagging.overlaps import Overlaps


def known(text: str, name: str, label: EntityLabel, score: float = 0.85) -> Found:
    start = text.index(name)
    return Found(start, start + len(name), label, "harvest", score)


@pytest.mark.parametrize(
    ("text", "name", "label", "meant"),
    [
        ("推广计算机和软件。", "计算机", "ORG", False),
        ("真正的共产党人。", "共产党", "ORG", False),
        ("谋划广佛肇云高速。", "佛肇", "LOC", False),
        ("管理石沱新城镇。", "石沱新城", "LOC", False),
        ("管理石沱新城。", "石沱新城", "LOC", True),
        ("支持石沱云谷建设。", "石沱云谷", "LOC", True),
    ],
)
def test_a_known_name_is_meant_where_it_stands_by_itself(
    text: str, name: str, label: EntityLabel, meant: bool
) -> None:
    assert is_meant(text, known(text, name, label), Overlaps.of(())) is meant


def test_the_tail_of_a_longer_name_is_not_meant() -> None:
    text = "建设石沱县现代农牧产业园。"
    longer = Found(2, len(text) - 1, "LOC", "names", 0.97)
    assert not is_meant(text, known(text, "现代农牧产业园", "LOC"), Overlaps.of([longer]))


def test_what_tables_and_definitions_give_is_always_meant() -> None:
    text = "推广计算机和软件。"
    assert is_meant(text, known(text, "计算机", "ORG", 0.95), Overlaps.of(()))
