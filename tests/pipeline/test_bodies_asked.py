"""Everyday names of bodies find the bodies; another body is not taken for the one asked for."""

import pytest

from models.vocabularies import read_rows
from pipeline.ask.bodies_asked import bodies_meant, spelled_out

_CITY = ("市工业和信息化局", "市发展和改革局", "市卫生健康局", "市住房和城乡建设局", "市人力资源和社会保障局")
_CITY += (
    "市文化广电旅游体育局",
    "青溪区人民政府",
    "东屏区人民政府",
    "市政务服务数据管理局",
    "市财政局",
    "云岭市大数据中心",
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("工信局", {"市工业和信息化局"}),
        ("市工信局", {"市工业和信息化局"}),
        ("某市工信局", {"市工业和信息化局"}),
        ("工业和信息化局", {"市工业和信息化局"}),
        ("发改局", {"市发展和改革局"}),
        ("发改委", {"市发展和改革局"}),
        ("某市发改委", {"市发展和改革局"}),
        ("卫健委", {"市卫生健康局"}),
        ("住建局", {"市住房和城乡建设局"}),
        ("人社局", {"市人力资源和社会保障局"}),
        ("文旅局", {"市文化广电旅游体育局"}),
        ("数据局", {"市政务服务数据管理局"}),
        ("青溪区政府", {"青溪区人民政府"}),
        ("大数据中心", {"云岭市大数据中心"}),
        ("财政厅", set()),
        ("西山区政府", set()),
        ("工信厅", set()),
        ("", set(_CITY)),
    ],
)
def test_the_body_meant_is_found(asked: str, found: set[str]) -> None:
    assert bodies_meant(asked, _CITY) == found


def test_the_office_named_so_goes_before_the_one_that_does_its_work() -> None:
    assert bodies_meant("发改委", ["市发展和改革局", "省发展和改革委员会"]) == {"省发展和改革委员会"}


@pytest.mark.parametrize("row", read_rows("everyday_bodies"), ids=lambda row: row["said"])
def test_every_everyday_name_finds_its_example(row: dict[str, str]) -> None:
    assert bodies_meant(row["said"], [row["example"], "某市统计局"]) == {row["example"]}


@pytest.mark.parametrize("row", read_rows("name_short_forms"), ids=lambda row: row["short"])
def test_every_short_form_finds_its_long_one(row: dict[str, str]) -> None:
    assert row["example"] in bodies_meant(row["short"], [row["example"]])


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("市工信局", {"市工业和信息化局", "市工业信息化局"}),
        ("工业和信息化局", {"工信局"}),
        ("环保局", {"生态环境局"}),
        ("数据中心", set()),
        ("公司", set()),
    ],
)
def test_a_text_may_spell_a_body_out(word: str, forms: set[str]) -> None:
    assert set(spelled_out(word)) == forms
