import pytest

from pipeline.tagging.gazetteer import find_places
from pipeline.tagging.places import SURE, known_places, place_of_code


def sure(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_places(text) if one.score >= 0.8]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("甘肃省兰州市七里河区", ["甘肃省", "兰州市", "七里河区"]),
        ("与兰州、西宁和银川合作", ["兰州", "西宁", "银川"]),
        ("恩施土家族苗族自治州和恩施", ["恩施土家族苗族自治州", "恩施"]),
        ("出口到日本、越南和哥斯达黎加", ["日本", "越南", "哥斯达黎加"]),
        ("推进长三角和京津冀协同", ["长三角", "京津冀"]),
        ("兰州市场监管", ["兰州"]),
        ("内蒙古和广西", ["内蒙古", "广西"]),
    ],
)
def test_places_by_name(text: str, places: list[str]) -> None:
    assert sure(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "社会长治久安",
        "大理石板材",
        "建设示范县",
        "发展中国家",
        "革新平台建设",
        "资源合作",
        "黄河源头",
        "城区和郊区",
    ],
)
def test_words_that_look_like_places(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("援藏干部", ["藏"]),
        ("赴渝考察", ["渝"]),
        ("粤企", ["粤"]),
        ("沪苏浙三省", ["沪苏浙"]),
        ("投入川流不息", []),
        ("来新城", []),
    ],
)
def test_one_character_forms_only_in_clear_contexts(text: str, places: list[str]) -> None:
    assert sure(text) == places


def test_a_county_that_is_a_word_needs_other_evidence() -> None:
    found = find_places("和平与发展")
    assert [one.score < SURE for one in found] == [True]


def test_every_division_has_one_full_name() -> None:
    place = place_of_code("6201")
    assert place is not None
    assert (place.name, known_places()["兰州"].codes) == ("兰州市", ("6201",))
