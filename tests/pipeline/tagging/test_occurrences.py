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
        ("广河、广清永、岱沱高速。", "广清", "LOC", False),
        ("广清、岱沱高速。", "广清", "LOC", True),
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


def test_a_short_form_is_no_part_of_the_word_committee() -> None:
    assert not is_meant("成立协作委员会。", known("成立协作委员会。", "协作委", "ORG", 0.95), Overlaps.of(()))
    assert is_meant("协作委负责。", known("协作委负责。", "协作委", "ORG", 0.95), Overlaps.of(()))


def test_a_kind_of_park_is_not_meant_where_the_network_has_the_park_of_a_county() -> None:
    text = "建设石沱县现代农牧产业园。"
    longer = Found(2, len(text) - 1, "LOC", "names", 0.6)
    assert not is_meant(text, known(text, "现代农牧产业园", "LOC"), Overlaps.of([longer]))
    named = "建设石沱县岱云产业园。"
    assert is_meant(named, known(named, "岱云产业园", "LOC"), Overlaps.of([longer]))
