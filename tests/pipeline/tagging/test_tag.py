"""The stage as its users see it, without the statistical component so that only rules decide."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import spacy

from models.document import Block, Document
from models.errors import WrongUse
from models.facts import BlockUse, Body, BodyPlace, Facts, Mention, Project, Structure
from models.names import BlockKind, EntityLabel
from pipeline.names.doc_text import make_doc
from pipeline.tagging.cache import MemoryCache
from pipeline.tagging.components import mentions, resolver
from pipeline.tagging.entities import resolve_entities
from pipeline.tagging.found import Found, write_group
from pipeline.tagging.knowledge import Knowledge, Reading, gather
from pipeline.tagging.tag import tag
from pipeline.tagging.tagger import Tagger

RULES = Tagger(without=["names"])


def facts_of(
    *paragraphs: str, title: str = "", bodies: tuple[Body, ...] = (), kinds: tuple[BlockKind, ...] = ()
) -> Facts:
    blocks = tuple(
        Block(number, "word/document.xml", f"/w:p[{number + 1}]", text)
        for number, text in enumerate(paragraphs)
    )
    shown = kinds or tuple("paragraph" for _ in paragraphs)
    uses = tuple(BlockUse(kind, "used", "", None) for kind in shown)
    structure = Structure(Document("x.docx", "0" * 64, 1, blocks, ()), title, (), (), (), (), uses)
    projects = (Project(0, 0, "project", "项目", (), bodies=bodies),) if bodies else ()
    return Facts(structure, (), projects, (), ())


def shown(mentions: Iterable[Mention]) -> list[tuple[str, str, int]]:
    return [(one.label, one.text, one.depth) for one in mentions]


def test_names_titles_times_and_quantities_with_what_lies_in_them() -> None:
    text = "到2025年，兰州大学建成3座实验楼，落实《甘肃省科技条例（2021年）》。"
    found = tag(facts_of(text), RULES)
    assert shown(found.mentions) == [
        ("TIME", "2025年", 0),
        ("ORG", "兰州大学", 0),
        ("LOC", "兰州", 1),
        ("QUANTITY", "3座", 0),
        ("POLICY", "《甘肃省科技条例（2021年）》", 0),
        ("LOC", "甘肃省", 1),
        ("TIME", "2021年", 1),
    ]
    assert all(text[one.start : one.end] == one.text for one in found.mentions)
    assert [one.normalised for one in found.mentions] == [
        "2025",
        "兰州大学",
        "兰州",
        "3座",
        "甘肃省科技条例（2021年）",
        "甘肃省",
        "2021",
    ]
    assert all(text[e.start : e.end] == one.text for one in found.mentions for e in one.evidence)


def test_headings_and_titles_are_not_tagged() -> None:
    assert tag(facts_of("兰州市规划", "兰州市", kinds=("title", "heading")), RULES).mentions == ()


def test_mentions_of_the_same_thing_share_an_entity() -> None:
    found = tag(facts_of("兰州和兰州市。", "兰州市财政局会同市财政局。", title="兰州市规划"), RULES)
    names = {found.entities[one.entity].canonical for one in found.mentions if one.entity is not None}
    assert names == {"兰州市", "兰州市财政局"}


def test_bodies_of_projects_and_mentions_meet() -> None:
    cell, text = "兰州高新技术产业开发区管理委员会", "由高新区管委会负责。"
    body = Body("responsible", cell, 0, 0, len(cell))
    found = tag(facts_of(cell, text, bodies=(body,), kinds=("cell", "paragraph")), RULES)
    numbers = {one.entity for one in found.mentions if one.label == "ORG" and one.depth == 0}
    assert len(numbers) == 1
    entity = found.entities[numbers.pop() or 0]
    assert (entity.canonical, entity.bodies) == (cell, (BodyPlace("project", 0, 0),))


def test_a_body_over_two_lines_is_still_a_mention() -> None:
    cell = "兰州市\n水务局"
    found = tag(
        facts_of(cell, bodies=(Body("builder", "兰州市水务局", 0, 0, len(cell)),), kinds=("cell",)), RULES
    )
    assert [(one.text, one.normalised) for one in found.mentions if one.depth == 0] == [
        (cell, "兰州市水务局")
    ]


def test_classes_of_bodies_have_an_entity_but_no_mention() -> None:
    found = tag(
        facts_of("各区县人民政府", bodies=(Body("responsible", "各区县人民政府", 0, 0, 7),), kinds=("cell",)),
        RULES,
    )
    assert (found.mentions, [one.canonical for one in found.entities]) == ((), ["各区县人民政府"])


class CountingCache(MemoryCache):
    def __init__(self) -> None:
        super().__init__()
        self.stored: list[str] = []

    def put(self, version: str, entries: Mapping[str, tuple[Found, ...]]) -> None:
        self.stored += entries
        super().put(version, entries)


def test_only_new_paragraphs_are_searched_and_the_result_is_the_same() -> None:
    cache = CountingCache()
    first = tag(facts_of("兰州市水务局。", "西宁。"), RULES, cache)
    again = tag(facts_of("兰州市水务局。", "西宁。", "银川。"), RULES, cache)
    assert [key for key in cache.stored if "\0" not in key] == ["兰州市水务局。", "西宁。", "银川。"]
    assert len(set(cache.stored)) == len(cache.stored)
    assert again.mentions[: len(first.mentions)] == first.mentions


def test_what_the_document_says_elsewhere_is_heeded_though_the_paragraph_is_held() -> None:
    cache, text = MemoryCache(), "由甘谷新能公司和新能办负责。"
    bodies = ("甘谷新能公司", "新能办")
    for known in ((), bodies[:1], bodies, ()):
        named = [Body("builder", name, number, 0, len(name)) for number, name in enumerate(known)]
        kinds: tuple[BlockKind, ...] = ("cell",) * len(known)
        facts = facts_of(*known, text, bodies=tuple(named), kinds=(*kinds, "paragraph"))
        assert tag(facts, RULES, cache) == tag(facts, RULES)


def test_a_paragraph_is_asked_again_only_where_its_document_knows_more_of_it() -> None:
    cache, text = CountingCache(), "由新能办负责。"
    cell = Body("builder", "新能办", 0, 0, 3)
    tag(
        facts_of("新能办", text, "由他人负责。", bodies=(cell,), kinds=("cell", "paragraph", "paragraph")),
        RULES,
        cache,
    )
    asked = [key.partition("\0")[0] for key in cache.stored if "\0" in key]
    assert {key: asked.count(key) for key in asked} == {"新能办": 2, text: 2, "由他人负责。": 1}


def test_another_tagger_has_another_version() -> None:
    assert RULES.version != Tagger(without=["names", "gazetteer"]).version


def test_blank_and_odd_paragraphs() -> None:
    found = tag(facts_of("  ", "\u3000兰州 ", "兰\u00a0州", "（", "A B 兰州"), RULES)
    assert [one.text for one in found.mentions] == ["兰州", "兰州"]


def test_any_installed_pipeline_can_take_the_place_of_the_model(tmp_path: Path) -> None:
    other = spacy.blank("zh")
    ruler = other.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "FAC", "pattern": "云"},
            {"label": "ORG", "pattern": "飞"},
            {"label": "DATE", "pattern": "天"},
        ]
    )  # type: ignore[attr-defined]
    other.to_disk(tmp_path / "other")
    found = tag(facts_of("云和飞到天"), Tagger(model=str(tmp_path / "other")))
    assert shown(found.mentions) == [("LOC", "云", 0), ("ORG", "飞", 0)]


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(WrongUse, match="zh_no_such_pipeline"):
        Tagger(model="zh_no_such_pipeline")


def test_with_the_statistical_component() -> None:
    found = tag(facts_of("支持兰州大学与飞天云谷科技有限公司共建甘肃省算力实验室。"), Tagger())
    assert {("ORG", "兰州大学", 0), ("LOC", "兰州", 1), ("ORG", "飞天云谷科技有限公司", 0)} <= set(
        shown(found.mentions)
    )


def test_a_mountain_is_not_the_district_of_its_name_nor_a_river_two() -> None:
    found = tag(facts_of("泰山区保护泰山。", "长江黄河流经。", "黄河水清。"), RULES)
    named = {mention.text: found.entities[mention.entity or 0].canonical for mention in found.mentions}
    assert named["泰山区"] == "泰山区"
    assert named["泰山"] == "泰山"
    assert named["黄河"] == "黄河"


@pytest.mark.parametrize(
    ("names", "short", "full"),
    [
        (("西部地区", "西部"), "西部", "西部地区"),
        (("北川县", "北川羌族自治县"), "北川县", "北川羌族自治县"),
        (("兰州高新技术产业开发区", "天水高新技术产业开发区", "高新区"), "高新区", "兰州高新技术产业开发区"),
        (("黄河", "黄河大桥"), "黄河", "黄河"),
    ],
)
def test_short_and_full_names_of_places_are_one(names: tuple[str, ...], short: str, full: str) -> None:
    places = [Mention("LOC", name, name, 0, 0, len(name), ()) for name in names]
    mentions, entities = resolve_entities(places, (), Knowledge(home_name="兰州市"))
    named = {mention.text: entities[mention.entity or 0].canonical for mention in mentions}
    assert named[short] == full


@pytest.mark.parametrize(
    ("home", "name", "character", "joined"),
    [
        ("62", "甘肃省", "陇", True),
        ("3207", "连云港市", "连", True),
        ("3207", "连云港市", "桂", False),
        ("3505", "泉州市", "晋", False),
        ("45", "广西壮族自治区", "桂", True),
    ],
)
def test_one_character_stands_for_the_province_or_the_own_place(
    home: str, name: str, character: str, joined: bool
) -> None:
    found = [Mention("LOC", text, text, 0, 0, len(text), ()) for text in (name, character)]
    _, entities = resolve_entities(found, (), Knowledge(home=home, home_name=name))
    assert len(entities) == (1 if joined else 2)


@pytest.mark.parametrize(
    ("home", "names", "count"),
    [
        ("兰州市", ("市人大", "人大"), 1),
        ("兰州市", ("市政协", "省政协", "政协"), 2),
        ("甘肃省", ("省政协", "市政协", "政协"), 2),
        ("临夏回族自治州", ("州政协", "政协"), 1),
        ("", ("市政协", "政协"), 1),
        ("", ("市政协", "省政协", "政协"), 3),
        ("", ("城关区人民政府", "市人民政府", "人民政府"), 2),
        ("兰州市", ("全国人大", "人大"), 2),
        ("兰州市", ("市教育局", "教育局"), 1),
        ("兰州市", ("中国文联", "文联"), 2),
        ("兰州市", ("兰州市文联", "文联"), 1),
        ("兰州市", ("城关区人民政府", "市人民政府", "人民政府"), 2),
        ("兰州市", ("市教育局", "区教育局", "教育局"), 3),
        ("甘肃省", ("市教育局", "教育局"), 2),
    ],
)
def test_a_body_without_its_level_is_that_of_the_own_level(
    home: str, names: tuple[str, ...], count: int
) -> None:
    found = [Mention("ORG", name, name, 0, 0, len(name), ()) for name in names]
    _, entities = resolve_entities(found, (), Knowledge(home_name=home))
    assert len(entities) == count


@pytest.mark.parametrize(
    ("label", "names"),
    [("ORG", ("市人民政府", "兰州市政府")), ("LOC", ("石沱镇", "石沱"))],
)
def test_spellings_of_a_short_form_and_towns_are_one(label: EntityLabel, names: tuple[str, str]) -> None:
    found = [Mention(label, name, name, 0, 0, len(name), ()) for name in names]
    _, entities = resolve_entities(found, (), Knowledge(home_name="兰州市"))
    assert len(entities) == 1


@pytest.mark.parametrize(
    ("home", "count"),
    [
        pytest.param("62", 2, id="a document of another province has its own"),
        pytest.param("42", 1, id="a document of the province"),
        pytest.param("4201", 1, id="a document of a city in it"),
        pytest.param("", 1, id="a document of no place"),
    ],
)
@pytest.mark.parametrize("short", ["妇幼保健院", "省妇幼保健院"])
def test_a_body_without_its_place_is_not_that_of_another_province(home: str, count: int, short: str) -> None:
    found = [Mention("ORG", name, name, 0, 0, len(name), ()) for name in ("湖北省妇幼保健院", short)]
    _, entities = resolve_entities(found, (), Knowledge(home=home))
    assert len(entities) == count


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("岱瑞新材料公司", "岱瑞新材料", "岱瑞"), 1),
        (("岱瑞新材料", "岱瑞新能源", "岱瑞"), 3),
        (("华为数字能源", "华为"), 2),
        (("国务院办公厅", "国办"), 1),
        (("最高人民法院", "最高法", "最高检"), 2),
    ],
)
def test_what_firms_and_central_bodies_are_called_for_short(names: tuple[str, ...], count: int) -> None:
    found = [Mention("ORG", name, name, 0, 0, len(name), ()) for name in names]
    _, entities = resolve_entities(found, (), Knowledge())
    assert len(entities) == count


def test_a_nickname_that_the_document_gives_is_the_same_body() -> None:
    text = "岱沱钢铁（集团）有限公司（以下简称“岱钢”）投产，由中央直属机关事务局（以下简称各单位）负责。"
    full, bodies = "岱沱钢铁（集团）有限公司", "中央直属机关事务局"
    mentions = [
        Found(text.index(name), text.index(name) + len(name), "ORG", "names", 0.95) for name in (full, bodies)
    ]
    knowledge = gather((), [Reading(text, mentions)])
    assert dict(knowledge.nicknames) == {("ORG", "岱钢"): full}
    found = [Mention("ORG", name, name, 0, 0, len(name), ()) for name in (full, "岱钢")]
    _, entities = resolve_entities(found, (), knowledge)
    assert [entity.canonical for entity in entities] == [full]


@pytest.mark.parametrize("text", ["北京市教育局会同。", "甲 北京市教育局会同。"])
def test_the_spacy_document_holds_all_mentions_and_the_outermost_as_entities(text: str) -> None:
    doc = make_doc(spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}}), text)
    at = text.index("北京")
    write_group(doc, "organisations", [Found(at, at + 6, "ORG", "organisations", 0.9)])
    write_group(doc, "gazetteer", [Found(at, at + 3, "LOC", "gazetteer", 0.9)])
    mentions(resolver(doc))
    told = [(span.text, span.label_) for span in doc.spans["mentions"]]
    assert told == [("北京市教育局", "ORG"), ("北京市", "LOC")]
    assert [(entity.text, entity.label_) for entity in doc.ents] == told[:1]
