"""Where names begin and end: what the statistical component proposes, made to fit by the grammar of names."""

import pytest

from models.names import EntityLabel
from pipeline.tagging.candidates import find_inside
from pipeline.tagging.found import Found
from pipeline.tagging.repair import repair
from pipeline.tagging.resolver import resolve
from tests.pipeline.tagging.rule_names import find_names

LABELS: dict[str, EntityLabel] = {"O": "ORG", "L": "LOC"}


def outlined(text: str, *proposed: str) -> list[str]:
    """The mentions of a text, indented by their depth; `proposed` are the component's names: "O 某公司"."""
    model = [
        Found(at, at + len(name), LABELS[label], "names", 0.95)
        for label, name in (item.split() for item in proposed)
        if (at := text.index(name)) >= 0
    ]
    found = list(repair(text, [*find_names(text), *model]))
    decided = resolve([*found, *find_inside(text, found)], read_by_model=True)
    return [f"{'  ' * depth}{one.label[0]} {text[one.start : one.end]}" for one, depth in decided]


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        (
            "建成石沱高速兰州段。",
            ["L 石沱高速", "L 兰州段"],
            ["L 石沱高速兰州段", "  L 石沱高速", "    L 石沱", "  L 兰州"],
        ),
        ("开工兰州至天水段。", ["L 兰州", "L 天水段"], ["L 兰州", "L 天水"]),
        (
            "开工峪石铁路兰州至天水段。",
            ["L 峪石铁路兰州至天水段"],
            ["L 峪石铁路", "  L 峪石", "L 兰州", "L 天水"],
        ),
        ("改造石沱高速共线段。", ["L 石沱高速"], ["L 石沱高速", "  L 石沱"]),
    ],
)
def test_sections_of_roads(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("保护兰州莲峰山。", ["L 兰州莲峰山"], ["L 兰州", "L 莲峰山"]),
        ("新修天水芦口水库。", ["L 天水芦口水库"], ["L 天水", "L 芦口水库", "  L 芦口"]),
        ("新修兰州黄河大桥。", ["L 兰州黄河大桥"], ["L 兰州黄河大桥", "  L 兰州", "  L 黄河"]),
    ],
)
def test_an_address_is_split_and_the_name_of_a_bridge_is_not(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("扩建峪石坪水电站。", ["L 峪石坪水电站"], ["L 峪石坪水电站", "  L 峪石坪"]),
        ("开通峪石沱高铁。", ["L 峪石沱高铁"], ["L 峪石沱高铁", "  L 峪石沱"]),
        ("扩建胜利机场。", ["L 胜利机场"], ["L 胜利机场"]),
    ],
)
def test_what_a_facility_is_called_after(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


def test_the_level_before_a_body_is_no_place() -> None:
    assert outlined("自治区党委和自治区人民政府决定。") == ["O 自治区党委", "O 自治区人民政府"]


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("支持天水新区依托软件园发展。", ["L 天水新区依托软件园"], ["L 天水新区", "  L 天水"]),
        ("支持兰州大学建设师范学院。", ["O 兰州大学建设师范学院"], ["O 兰州大学", "  L 兰州"]),
        ("大冶、阳新围绕人民医院。", ["L 大冶", "O 阳新围绕人民医院"], ["L 大冶", "L 阳新"]),
        ("成立兰州城乡建设委员会。", ["O 兰州城乡建设委员会"], ["O 兰州城乡建设委员会", "  L 兰州"]),
        ("加强兰州市重点实验室管理。", ["O 兰州市重点实验室"], ["L 兰州市"]),
        (
            "建成省道304庆城泾河公路大桥。",
            ["L 省道304庆城泾河公路大桥"],
            ["L 省道304", "L 庆城泾河公路大桥", "  L 庆城", "  L 泾河"],
        ),
    ],
)
def test_a_name_ends_before_a_verb_and_a_road_before_its_bridge(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("创建石沱创新中心（兰州）。", ["O 石沱创新中心"], ["O 石沱创新中心（兰州）", "  L 兰州"]),
        ("峪石集团总部大楼封顶。", ["O 峪石集团"], ["L 峪石集团总部大楼"]),
        ("峪石医院综合大楼封顶。", ["O 峪石医院"], ["O 峪石医院"]),
        ("来自天水（甘肃）。", ["L 天水"], ["L 天水", "L 甘肃"]),
        (
            "推进兰州—西宁合作区建设。",
            ["L 兰州", "L 西宁合作区"],
            ["L 兰州—西宁合作区", "  L 兰州", "  L 西宁"],
        ),
    ],
)
def test_a_seat_in_brackets_and_a_belt_of_two_cities_are_part_of_the_name(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("副县长王雁峰讲话。", ["L 雁峰"]),
        ("工程院院士卫方平讲话。", ["O 卫方平"]),
        ("各高级人民法院负责审核。", ["O 人民法院"]),
        ("恢复国际航空客运航线。", ["O 空客"]),
        ("各地民政部门要检查。", ["O 民政部"]),
        ("中央与地方分担。", ["O 中央"]),
        ("推进都市圈同城化。", ["L 都市圈"]),
        ("各省、自治区、直辖市人民政府：", ["O 市人民政府"]),
        ("实行领导包联、专班推进。", ["O 包联"]),
        ("推进化工配套公路建设。", ["L 化工配套公路"]),
        ("东西部数据中心均衡发展。", ["L 东西部数据中心"]),
        ("岱科生物制造平台建成。", ["O 岱科生物"]),
        ("新设政法院校三所，师范院校一九所。", ["O 政法院校三所", "O 师范院校一九所"]),
    ],
)
def test_what_names_nothing(text: str, proposed: list[str]) -> None:
    assert outlined(text, *proposed) == []


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        (
            "支持峪石重工、凌河等6家龙头企业发展。",
            ["O 峪石重工", "L 凌河"],
            ["O 峪石重工", "O 凌河"],
        ),
        (
            "扶持峪石重工、凌沱、沱江股份等企业。",
            ["O 峪石重工", "O 沱江股份"],
            ["O 峪石重工", "O 凌沱", "O 沱江股份", "  L 沱江"],
        ),
        (
            "企业超30家，其中峪石医药、凌沱生物等8家获得融资。",
            ["O 凌沱生物"],
            ["O 峪石医药", "O 凌沱生物"],
        ),
        ("峪石医药、凌沱生物等8家获得融资。", ["O 凌沱生物"], ["O 凌沱生物"]),
        (
            "峪沱、凌峪等5家市疾控中心建成。",
            ["L 峪沱", "O 凌峪"],
            ["L 峪沱", "O 凌峪", "O 市疾控中心"],
        ),
        ("打通峪沱、凌峪等城市。", ["L 峪沱", "O 凌峪"], ["L 峪沱", "L 凌峪"]),
        ("推进课程建设。（装备信息中心、教科院、各区市）", ["O 教科院"], ["O 装备信息中心", "O 教科院"]),
    ],
)
def test_lists_say_what_their_items_are(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("对接兰州3家开发区。", ["L 兰州3家开发区"], ["L 兰州"]),
        ("整治莲峰山南麓。", ["L 莲峰山南麓"], ["L 莲峰山"]),
        ("推进天水中石油项目。", ["O 天水中石油"], ["L 天水", "O 中石油"]),
        ("稳定全疆装机。", ["L 疆"], []),
        (
            "建成峪石实验室兰州基地。",
            ["O 峪石实验室"],
            ["O 峪石实验室兰州基地", "  O 峪石实验室", "  L 兰州"],
        ),
        ("改造330国道天水段。", [], ["L 330国道天水段", "  L 天水"]),
        ("打通石峪高铁。", [], ["L 石峪高铁", "  L 石峪"]),
    ],
)
def test_counts_sides_firms_units_and_routes(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("打造大兰州。", ["L 大兰州"], ["L 兰州"]),
        ("改造原峪石机场。", ["L 原峪石机场"], ["L 峪石机场", "  L 峪石"]),
        ("对接北京西城区。", ["L 北京西城区"], ["L 北京", "L 西城区"]),
        ("支持太行山革命老区振兴。", ["L 太行山革命老区"], ["L 太行山"]),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("建设深成电子商务产业园。", ["L 深成电子商务产业园"], ["L 深成电子商务产业园", "  L 深成"]),
        ("建设凌映电子商务产业园。", ["L 凌映电子商务产业园"], ["L 凌映电子商务产业园"]),
        ("整治滇藏公路。", ["L 滇藏公路"], ["L 滇藏公路", "  L 滇藏"]),
        (
            "建成石沱高速清沱段。",
            ["L 石沱高速清沱段"],
            ["L 石沱高速清沱段", "  L 石沱", "  L 清沱"],
        ),
        ("提升兰州、峪石三镇设施。", ["L 峪石三镇"], ["L 兰州", "L 峪石"]),
        ("建设兰州和天水热电厂。", ["L 兰州和天水热电厂"], ["L 兰州", "L 天水热电厂", "  L 天水"]),
        ("是指科技部选择的城市。", ["O 指科技部"], ["O 科技部"]),
        ("修筑从石沱村至芦口的大道。", ["L 从石沱村"], ["L 石沱村"]),
        (
            "自由贸易试验区在峪石合作区兰州片区。",
            ["L 峪石合作区"],
            ["L 峪石合作区兰州片区", "  L 兰州"],
        ),
    ],
)
def test_pairs_of_cities_and_what_lies_in_sections(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("支持兰州联合大学扩招。", ["O 兰州联合大学"], ["O 兰州联合大学", "  L 兰州"]),
        ("兰州电子科技大学扩招。", ["O 兰州电子科技大学"], ["O 兰州电子科技大学", "  L 兰州"]),
    ],
)
def test_a_college_keeps_its_place_and_its_words(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize("name", ["中山路步行街", "兰州市民中心", "石沱至兰州高铁天水段"])
def test_a_longer_name_is_not_cut_behind_the_place_it_opens_with(name: str) -> None:
    assert f"L {name}" in outlined(f"建成{name}。", f"L {name}")


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("推进石沱高原腹地治理。", ["L 石沱高原腹地"], ["L 石沱高原", "  L 石沱"]),
        ("除岱钢外，企业都已达标。", ["O 岱钢外"], ["O 岱钢"]),
        ("整治石春路地下综合管廊。", ["L 石春路地下综合管廊"], ["L 石春路"]),
        ("整治石沱中街路段。", ["L 石沱中街路段"], ["L 石沱中街"]),
        ("建成石沱大桥旅游综合体。", ["L 石沱大桥旅游综合体"], ["L 石沱大桥", "  L 石沱"]),
        ("改造市体育中心场馆。", ["O 市体育中心场馆"], ["O 市体育中心"]),
        ("建成石沱大道。", ["L 石沱大道"], ["L 石沱大道", "  L 石沱"]),
    ],
)
def test_what_only_belongs_to_a_name_is_cut_off(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("开工白沱至岱奈段公路。", ["L 白沱至岱奈段公路"], ["L 白沱", "L 岱奈"]),
        ("石沱段公路（岱环公路）开工。", ["L 石沱段公路（岱环公路）"], ["L 石沱段公路", "L 岱环公路"]),
        ("高新区（石沱新城区）增长。", ["L 高新区（石沱新城区）"], ["L 高新区", "L 石沱新城区"]),
        ("石沱大道（南段）开工。", ["L 石沱大道（南段）"], ["L 石沱大道（南段）", "  L 石沱"]),
        (
            "东台、嘉善通用机场开工。",
            ["L 东台", "L 嘉善通用机场"],
            ["L 东台", "L 嘉善"],
        ),
        ("嘉善通用机场开工。", ["L 嘉善通用机场"], ["L 嘉善通用机场", "  L 嘉善"]),
        ("与央企岱沱集团合作。", ["O 央企岱沱集团"], ["O 岱沱集团"]),
    ],
)
def test_two_names_in_one_span(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("加快建设南部、东部和北部枢纽。", ["L 南部", "L 北部"]),
        ("加强高铁站和轨道交通建设。", ["L 高铁站", "L 轨道交通"]),
        ("不得妨碍采光和日照，行政机关中一般如此。", ["L 日照"]),
        ("依托市中心医院建设。", []),
        ("推进地铁1号线西北延。", []),
    ],
)
def test_sides_and_kinds_of_things_are_no_names(text: str, proposed: list[str]) -> None:
    assert not [one for one in outlined(text, *proposed) if "号线" not in one]
