from pipeline.tagging.found import Found
from pipeline.tagging.knowledge import Reading, gather, is_organisation


def found(text: str, name: str, label: str = "ORG", score: float = 0.95) -> Found:
    start = text.index(name)
    return Found(start, start + len(name), label, "names", score)  # type: ignore[arg-type]


def names_in(text: str, readings: list[Reading], bodies: tuple[str, ...] = (), title: str = "") -> list[str]:
    return [text[one.start : one.end] for one in gather(bodies, readings, title).find(text)]


def test_a_body_of_the_tables_is_a_name_everywhere_and_so_is_its_short_form() -> None:
    text = "由天马智能科技承建，天马智能科技有限公司运营。"
    assert set(names_in(text, [Reading(text, ())], ("天马智能科技有限公司",))) == {
        "天马智能科技有限公司",
        "天马智能科技",
    }


def test_a_defined_short_name() -> None:
    text = "兰州数据服务中心（以下简称“数服中心”）成立。数服中心负责运行。"
    assert "数服中心" in names_in("数服中心", [Reading(text, [found(text, "兰州数据服务中心")])])


def test_a_name_seen_once_with_certainty_is_found_again() -> None:
    first, second = "支持飞天云谷建设。", "飞天云谷投产。"
    assert names_in(second, [Reading(first, [found(first, "飞天云谷", "LOC")]), Reading(second, ())]) == [
        "飞天云谷"
    ]


def test_kinds_of_things_are_not_remembered() -> None:
    text = "建设数据中心。"
    assert names_in(text, [Reading(text, [found(text, "数据中心", "LOC")])]) == []


def test_the_home_city_in_one_character() -> None:
    text = "吸引乡贤回岚投资创业。"
    assert names_in(text, [Reading(text, ())], title="岚县经济发展规划") == []
    assert names_in("鼓励兰商回兰投资", [Reading(text, ())], title="兰州市经济发展规划") == ["兰"]


def test_classes_of_bodies_are_no_organisations() -> None:
    assert [is_organisation(name) for name in ("各区县人民政府", "相关企业", "兰州市水务局", "兰州市")] == [
        False,
        False,
        True,
        False,
    ]


def test_a_countys_short_name_inside_another_word_is_no_place() -> None:
    first = "新和县建成投产。"
    known = [Reading(first, [found(first, "新和县", "LOC")])]
    assert names_in("推动模式创新和融合发展。", [*known, Reading("推动模式创新和融合发展。", ())]) == []
    assert names_in("支持新和棉花产业。", [*known, Reading("支持新和棉花产业。", ())]) == ["新和"]


def test_the_short_form_of_a_division_no_list_has() -> None:
    first, second = "岱沱市召开会议。", "在岱沱召开的大会上，岱沱港务集团参会。"
    known = [Reading(first, [found(first, "岱沱市", "LOC")]), Reading(second, ())]
    assert names_in(second, known) == ["岱沱", "岱沱"]
    assert names_in(first, known[:1]) == ["岱沱市"]
