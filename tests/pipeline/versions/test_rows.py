"""Rows of tables: who is who, and who is left alone."""

from dataclasses import replace

from pipeline.versions.rows import Row, link_rows


def row(
    number: int,
    name: str,
    content: str = "",
    group: str = "水务",
    amount: str = "1.00",
    bodies: str = "",
    kind: str = "project",
) -> Row:
    return Row(number, kind, group, name, content, bodies, f"{content}|{amount}|{bodies}")


def pairs(old: list[Row], new: list[Row]) -> list[tuple[int, int]]:
    return [(link.old, link.new) for link in link_rows(old, new).links]


def test_a_row_is_known_by_name_whatever_its_amount() -> None:
    assert pairs(
        [row(1, "城北水厂"), row(2, "城南水厂")],
        [row(11, "城南水厂", amount="9.9"), row(12, "城北水厂", amount="8.8")],
    ) == [
        (1, 12),
        (2, 11),
    ]


def test_a_deleted_row_never_becomes_its_neighbour() -> None:
    content = "建设日处理能力污水处理设施及配套管网"
    old = [
        row(1, "城区污水处理厂一期工程", content, amount="3.4"),
        row(2, "城区污水处理厂二期工程", content, amount="2.6"),
    ]
    assert pairs(old, [row(12, "城区污水处理厂二期工程", content, amount="2.6")]) == [(2, 12)]
    third = row(13, "城区污水处理厂三期工程", content, amount="3.4")
    found = link_rows(old, [third, row(12, "城区污水处理厂二期工程", content, amount="2.6")])
    assert [(link.old, link.new) for link in found.links] == [(2, 12)]
    assert [(doubt.old, doubt.new) for doubt in found.doubts] == [(1, 13)]


def test_namesakes_are_told_apart_by_what_else_they_say() -> None:
    old = [row(1, "配套道路", "北片路网", amount="1"), row(2, "配套道路", "南片路网", amount="2")]
    new = [row(11, "配套道路", "南片路网", amount="3"), row(12, "配套道路", "北片路网", amount="4")]
    assert pairs(old, new) == [(1, 12), (2, 11)]


def test_swapped_namesakes_follow_their_whole_row() -> None:
    old = [row(1, "配套道路", amount="1"), row(2, "配套道路", amount="2")]
    assert pairs(old, [row(11, "配套道路", amount="2"), row(12, "配套道路", amount="1")]) == [
        (1, 12),
        (2, 11),
    ]


def test_a_namesake_that_is_gone_leaves_doubt() -> None:
    found = link_rows(
        [row(1, "配套道路", amount="1"), row(2, "配套道路", amount="2")], [row(11, "配套道路", amount="3")]
    )
    assert not found.links


def test_a_new_name_for_the_same_row() -> None:
    content = "改造老旧管网一百二十公里并建设分区计量系统"
    assert pairs(
        [row(1, "老旧管网改造", content, bodies="水务集团")],
        [row(11, "老旧供水管网改造", content, bodies="水务集团", amount="2")],
    ) == [(1, 11)]


def test_another_name_with_other_contents_is_another_row() -> None:
    old = row(1, "老旧管网改造", "改造管网一百二十公里并建设分区计量系统")
    assert not pairs([old], [row(11, "老旧校舍改造", "加固校舍十二栋并更新教学设备和操场")])


def test_two_places_are_two_rows_however_alike() -> None:
    content = "改造业务用房三千平方米并更新医疗设备"
    found = link_rows([row(1, "甲镇卫生院改造", content)], [row(11, "乙镇卫生院改造", content)])
    assert (found.links, [(doubt.old, doubt.new) for doubt in found.doubts]) == ((), [(1, 11)])


def test_a_row_moved_to_another_group() -> None:
    assert pairs(
        [row(1, "城北水厂", "新建水厂")], [row(11, "城北水厂", "新建水厂", group="环保", amount="7")]
    ) == [(1, 11)]


def test_a_group_with_another_name_is_the_group_of_its_rows() -> None:
    old = [
        row(1, "水务", kind="category", group=""),
        *(replace(row(n, f"{name}水厂"), parent=1) for n, name in ((2, "城北"), (3, "城南"))),
    ]
    new = [
        row(11, "水利", kind="category", group=""),
        *(
            replace(row(n, f"{name}水厂", group="水利"), parent=11)
            for n, name in ((12, "城北"), (13, "城南"))
        ),
    ]
    assert pairs(old, new) == [(1, 11), (2, 12), (3, 13)]
