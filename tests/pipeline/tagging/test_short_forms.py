import pytest

from pipeline.tagging.abbreviation import firm_of_group, short_names
from pipeline.tagging.contraction import contracted


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("兰州高新技术产业开发区管理委员会", "高新区管委会"),
        ("兰州高新技术产业开发区管理委员会", "兰州高新区管委会"),
        ("兰州市发展和改革委员会", "市发改委"),
        ("兰州市财政局", "市财政局"),
        ("兰州市财政局", "财政局"),
        ("天马（兰州）智能科技有限公司", "天马智能科技"),
        ("甘肃飞天云医药科技有限公司", "飞天云医药"),
        ("甘肃飞天云医药科技有限公司", "飞天云"),
    ],
)
def test_short_forms(full: str, short: str) -> None:
    assert short in short_names(full)


def test_a_name_is_no_short_form_of_itself() -> None:
    assert "省委" not in short_names("省委")


def test_operators_have_two_names() -> None:
    assert contracted("中国联合网络通信有限公司") == "中国联通公司"


def test_the_longest_form_is_taken_before_those_inside_it() -> None:
    assert contracted("甲市国有资产监督管理委员会") == "甲市国资委"
    assert contracted("甲经济技术开发区管理委员会") == "甲经开区管委会"


def test_a_group_is_called_without_that_word() -> None:
    assert firm_of_group("长虹集团") == {"长虹"}
    assert not firm_of_group("甘肃集团")
    assert not firm_of_group("长虹")
    assert "长虹" not in short_names("长虹集团"), "it is not looked for in the text"


@pytest.mark.parametrize("name", ["石沱大学（兰州）", "石沱铁路（兰州段）", "甘肃石沱合作区（兰州园）"])
def test_a_bracket_at_the_end_tells_a_part_or_a_branch(name: str) -> None:
    assert not {name.split("（")[0]} & short_names(name)


def test_a_side_is_no_place_to_leave_out() -> None:
    assert "三环路" not in short_names("西北三环路")
