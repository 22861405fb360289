"""Anchors and the alignment of sequences."""

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from pipeline.versions.align import Item, align
from pipeline.versions.anchors import heaviest_run
from pipeline.versions.keys import label_length, masked, plain, unlabelled
from pipeline.versions.similarity import candidates


def longest(places: list[int]) -> int:
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


@given(st.permutations(range(12)))
def test_the_run_is_as_long_as_the_longest_that_rises(order: list[int]) -> None:
    pairs = list(enumerate(order))
    run = heaviest_run(pairs, [1] * len(order))
    assert run == sorted(run, key=lambda pair: pair[1])
    assert set(run) <= set(pairs)
    assert len(run) == longest(order)


def test_the_lighter_text_is_the_one_that_moved() -> None:
    assert heaviest_run([(0, 1), (1, 0)], [5, 50]) == [(1, 0)]


def items(*texts: str) -> list[Item]:
    return [Item(plain(text), (plain(text), masked(plain(text))), "text") for text in texts]


def links(old: list[Item], new: list[Item]) -> set[tuple[int, int, str, bool]]:
    return {(link.old, link.new, link.how, link.moved) for link in align(old, new, ("exact", "masked")).links}


@given(st.lists(st.text("甲乙丙丁0123。", min_size=1, max_size=8), max_size=12))
def test_a_text_aligned_with_itself_stays_as_it_is(texts: list[str]) -> None:
    same = items(*texts)
    assert [(link.old, link.new, link.moved) for link in align(same, same, ("exact", "masked")).links] == [
        (at, at, False) for at in range(len(texts))
    ]


OFTEN = "按职责分工负责"
"""A line that stands several times."""


def test_lines_said_often_are_the_same_at_the_ends() -> None:
    first, last = "推进城乡供水一体化建设，完善管网", "实施生态补水和水系连通"
    behind = links(items(first, OFTEN, OFTEN), items(last, OFTEN, OFTEN, OFTEN))
    assert behind == {(1, 2, "exact", False), (2, 3, "exact", False)}
    before = links(items(OFTEN, OFTEN, first), items(OFTEN, OFTEN, OFTEN, last))
    assert before == {(0, 0, "exact", False), (1, 1, "exact", False)}
    around = links(items(OFTEN, OFTEN, first, OFTEN), items(OFTEN, OFTEN, OFTEN, last, OFTEN))
    assert around == {(0, 0, "exact", False), (1, 1, "exact", False), (3, 4, "exact", False)}


def test_what_has_no_key_is_not_the_same_at_the_ends() -> None:
    keyless = Item("", (None, None), "text")
    often = items(OFTEN)[0]
    assert links([often, often, keyless], [often, often, often, keyless]) == {
        (0, 0, "exact", False),
        (1, 1, "exact", False),
    }
    assert links([keyless, often, often], [keyless, often, often, often]) == {
        (1, 2, "exact", False),
        (2, 3, "exact", False),
    }


def test_changed_inserted_deleted_and_moved() -> None:
    old = items(
        "推进城乡供水一体化建设，完善管网",
        "新建泵站97座",
        "整治河道四十公里，恢复岸线",
        "实施生态补水和水系连通",
        "建立健全长效管护机制，落实经费保障",
    )
    new = items(
        "建立健全长效管护机制，落实经费保障",
        "推进城乡供水一体化建设，完善管网",
        "新建泵站120座",
        "提升防洪标准，加固堤防",
        "实施生态补水和水系连通",
    )
    found = links(old, new)
    assert (0, 1, "exact", False) in found
    assert (1, 2, "masked", False) in found
    assert (4, 0, "exact", True) in found
    assert all(link[0] != 2 and link[1] != 3 for link in found)


def test_split_and_merged() -> None:
    one, two = "加快建设灌区骨干工程，改善灌溉面积。", "推进水价综合改革，健全节水奖励机制。"
    assert links(items(one + two), items(one, two)) == {(0, 0, "split", False), (0, 1, "split", False)}
    assert links(items(one, two), items(one + two)) == {(0, 0, "merged", False), (1, 0, "merged", False)}


def test_lines_that_repeat_are_paired_in_order() -> None:
    assert links(
        items("小计", "甲类工程", "小计", "乙类工程"), items("小计", "甲类工程", "小计", "乙类工程")
    ) == {(n, n, "exact", False) for n in range(4)}


def test_keys() -> None:
    assert unlabelled("（三）完善 机制") == "完善机制"
    assert label_length("到2025年") == 0
    assert masked("建成1,200座，增长3.5%") == masked("建成97座，增长12%")


def test_texts_that_share_a_piece_are_candidates_and_others_are_not() -> None:
    (found,) = candidates(["推进城乡供水一体化"], ["保护古树名木资源", "加快城乡供水一体化进程"])
    assert found[1:] == (0, 1)
    assert candidates(["推进城乡供水一体化"], ["保护古树名木资源"]) == []
