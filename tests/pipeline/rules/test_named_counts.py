"""Numbers told of what is named, placeholders and paragraphs that stand twice."""

import pytest

from tests import builders as b
from tests.pipeline.rules.sentence_plan import found

LONG = "完善社区养老服务网络，健全居家社区机构相协调、医养康养相结合的服务体系，方便老年人就近就便享受服务。"
WRONG = [
    ("named_count", "覆盖甲镇、乙镇、丙镇和丁镇三个镇。", "三个镇"),
    ("named_count", "由卫生健康局、民政局、教育局4个局共同推进。", "4个局"),
    ("named_count", "培育新能源产业、新材料产业、生物医药产业、海洋产业三大产业。", "三大产"),
    ("named_count", "贯通白河、青河、玉河2条河。", "2条河"),
    ("named_count", "由甲县、乙县、丙县两个县共同推进。", "两个县"),
    ("named_count", "聚焦教育、医疗、养老、托育五个领域补短板。", "五个领"),
    ("named_count", "大力发展优质粮油、生态茶叶、道地药材、特色水产6个产业。", "6个产"),
    ("named_count", "重点打造古城、湖滨、湿地、温泉5大片区。", "5大片"),
    ("named_count", "重点培育茶叶、油茶、毛竹4大特色产业。", "4大特"),
    ("named_count", "机械制造、绿色食品、现代物流4个产业规模均过百亿元。", "4个产"),
    ("named_count", "建设北湖公园、西湖公园等1个公园，南湖公园、东湖公园、月湖公园等2座公园。", "2座公"),
    ("placeholder", "新建泊位XX个。", "XX个"),
    ("placeholder", "到××××年建成体育公园。", "××××年"),
    ("placeholder", "项目总投资待定，由县级安排。", "投资待定"),
    ("placeholder", "新建学校12所（待核实）。", "（待核实）"),
    ("placeholder", "【此处补充数据】新建学校。", "【此处补充数据】"),
    ("placeholder", "新增床位____个。", "____个"),
]
RIGHT = [
    "获评中国好人、全省好人8人。",
    "重点培育茶叶、油茶、毛竹3大特色产业。",
    "加快推进甲河县、乙河县、丙河县10个特色产业项目。",
    "重点打造古城、湖滨、湿地、温泉4大片区。",
    "机械制造、绿色食品、现代物流等5个产业规模均过百亿元。",
    "形成“1+5”格局，5大主导产业、建设6大产业基地。",
    "落实扩内需、促增长、保民生的八项措施。",
    "第一、第二、第三产业三个产业协调发展。",
    "布局核心区两组团、东西两翼四个片区。",
    "覆盖甲镇、乙镇、丙镇和丁镇四个镇。",
    "覆盖甲镇、乙镇等六个镇。",
    "聚焦教育、医疗、养老、托育四个领域补短板。",
    "聚焦教育、医疗、养老和托育三个领域补短板。",
    "深化改革、扩大开放，推动三个领域取得突破。",
    "完成2×300兆瓦机组改造，开行5G专列。",
    "张××、李××等同志获奖。",
]


@pytest.mark.parametrize(("rule", "text", "quote"), WRONG)
def test_counts_and_leftovers_are_told(rule: str, text: str, quote: str) -> None:
    assert found(text) == [(rule, quote)]


@pytest.mark.parametrize("text", RIGHT)
def test_counts_that_fit(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("chapter", "lead", "quote"),
    [
        ("重点任务", "围绕上述目标，实施四大任务。", "四大任务"),
        ("重点工程", "“十四五”时期组织实施五大工程。", "五大工程"),
        ("保障措施", "重点抓好以下4个方面。", "4个方面"),
        ("重点任务", "着力推进五项任务：", "五项任务"),
        ("主要举措", "采取六项重点举措。", "六项重点举措"),
    ],
)
def test_headings_that_are_not_as_many_as_announced(chapter: str, lead: str, quote: str) -> None:
    titles = ("健全服务网络", "提升服务质量", "加强队伍建设")
    heads = [b.paragraph(f"（{'一二三'[at]}）{title}", bold=True) for at, title in enumerate(titles)]
    parts = [part for at, head in enumerate(heads) for part in (head, f"做好第{at + 1}方面的具体工作。")]
    assert found(b.paragraph(f"三、{chapter}", bold=True), lead, *parts, last="四、组织实施")[:1] == [
        ("heading_count", quote)
    ]
    right = lead.translate(str.maketrans("四五六4", "三三三3"))
    assert found(b.paragraph(f"三、{chapter}", bold=True), right, *parts, last="四、组织实施") == []


def test_a_paragraph_that_stands_twice() -> None:
    assert found(LONG, "发展普惠托育。", LONG) == [("repeated_paragraph", LONG)]
    assert found("发展普惠托育。", "发展普惠托育。") == []
