"""What the final version changes in the draft: each revision says which item it touches and how, so that a
test of `diff` can be held against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.sample_plan import text
from tests.sample_plan.model import Domain, Group, Item, SampleBox, SampleIndicator, SampleProject
from tests.sample_plan.projects import project
from tests.sample_plan.text import items


@dataclass(frozen=True, slots=True)
class Reword:
    """`old` becomes `new` in the item."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Split:
    """The item becomes two paragraphs, the second from `at` on."""

    key: str
    at: str


@dataclass(frozen=True, slots=True)
class Move:
    """The item now stands after another."""

    key: str
    after: str


@dataclass(frozen=True, slots=True)
class Remove:
    """The item is gone."""

    key: str


@dataclass(frozen=True, slots=True)
class Insert:
    """New items after another."""

    after: str
    lines: str


Revision = Reword | Split | Move | Remove | Insert

REVISIONS: tuple[Revision, ...] = (
    Reword("base.net.1", "132万户，比2015年翻了近一番", "135万户，比2015年翻了近一番"),
    Reword("base.use.1", "在校学生1.1万余人", "在校学生1.2万余人"),
    Reword("base.bad.4", "数字技术人才缺口约8000人", "数字技术人才缺口约1万人"),
    Reword(
        "base.trend.1", "，谁先完成数字化转型，谁就能在价值链上占据主动", "，率先转型者将在价值链上赢得主动"
    ),
    Reword(
        "general.idea.1",
        "统筹发展和安全，推进数字产业化和产业数字化",
        "统筹发展和安全，协同推进数字产业化、产业数字化和数据价值化",
    ),
    Reword(
        "general.goal.2", "建成5G基站7700座，每万人拥有5G基站24座", "建成5G基站8300座，每万人拥有5G基站26座"
    ),
    Reword("general.goal.3", "电子信息制造业产值达到450亿元", "电子信息制造业产值达到480亿元"),
    Reword("infra.net.5g.1", "每年新建5G基站1000座以上", "每年新建5G基站1200座以上"),
    Reword("infra.compute.1", "每年不超过1000万元", "每年不超过1500万元"),
    Reword(
        "industry.new.1",
        "五年发布应用场景清单不少于150个，培育示范项目30个",
        "五年发布应用场景清单不少于150个，建成示范项目30个以上",
    ),
    Insert(
        "industry.box",
        "data h1 释放数据要素价值\n"
        "data.rule h2 完善数据基础制度\n"
        "data.rule.1 body 建立公共数据资源目录，2023年底前完成市县两级4.6万项数据资源编目，"
        "目录更新及时率达到95%以上。探索公共数据授"
        "权运营{4}，制定数据分类分级、质量评价等地方标准10项。\n"
        "data.trade h2 促进数据流通交易\n"
        "data.trade.1 body 依托云岭数字产业投资集团有限公司建设云岭数据交易服务平台，"
        "到2025年挂牌数据产品500个以上，年交易额突破2亿元"
        "，培育数据服务商40家。\n",
    ),
    Move("shift.service.2", "shift.farm.1"),
    Reword(
        "shift.service.1",
        "跨境电商进出口额年均增长25%，到2025年超过60亿元",
        "跨境电商进出口额年均增长28%，到2025年超过65亿元",
    ),
    Insert(
        "govern.state.1",
        "govern.state.2 body 建设城市生命线感知监测工程，对燃气、供水、桥梁等1100处重点部位实行全天候监测，"
        "预警信息5分钟内推送到责任单位。\n",
    ),
    Reword("govern.state.1", "“一网统管”{3}", "“一网统管”{4}"),
    Remove("govern.life.2"),
    Reword("guard.lead.1", "每季度召开一次调度会议", "每季度至少召开一次调度会议"),
    Reword("guard.money.1", "专项资金1.5亿元", "专项资金{-1.5-}{+2+}亿元"),
    Split("guard.money.1", "鼓励金融机构"),
    Reword("guard.people.1", "培养技能人才2万名", "培养技能人才2.5万名"),
)

FOOTNOTES = {
    1: text.FOOTNOTES[1],
    2: text.FOOTNOTES[2],
    3: "公共数据授权运营指经依法授权，由运营机构对公共数据进行加工处理并提供数据产品和服务的活动。",
    4: text.FOOTNOTES[3],
}
NEW_INDICATORS = {
    "每万人拥有5G基站数（座）": {"target": "26"},
    "电子信息制造业产值（亿元）": {"target": "480"},
}
BOX_ITEMS = (
    ("infra", "建设千兆小区600个", "建设千兆小区800个"),
    ("shift", "为3000家企业提供免费诊断", "为3500家企业提供免费诊断"),
)
CHANGED_PROJECTS: dict[str, dict[str, str | Decimal]] = {
    "青溪绿色数据中心一期工程": {
        "period": "2019-2023",
        "total": Decimal("13.20"),
        "in_period": Decimal("8.50"),
    },
    "人工智能公共算力平台": {"stage": "新开工", "period": "2022-2025"},
    "云岭软件园": {"content": "总建筑面积24万平方米，引进软件企业200家。"},
}
REMOVED_PROJECT = "高频覆铜板扩产项目"
ADDED_PROJECTS = {
    "软件和信息服务": project(
        "云岭数据交易服务平台|建设数据登记、评估、交易系统，挂牌数据产品500个以上。"
        "|新开工|2022-2024|0.58|0.58"
        "|云岭数字产业投资集团有限公司|市政务服务数据管理局"
    ),
    "数字政府": project(
        "城市生命线感知监测工程|在燃气、供水、桥梁等重点部位建设监测点1100处。"
        "|新开工|2022-2025|1.75|1.75|云岭市城市管理监督指挥中心|市城市管理和综合执法局"
    ),
}


def _position(current: Sequence[Item], key: str) -> int:
    return next(position for position, item in enumerate(current) if item.key == key)


def _revised(current: tuple[Item, ...], revision: Revision) -> tuple[Item, ...]:
    if isinstance(revision, Insert):
        after = _position(current, revision.after) + 1
        return (*current[:after], *items(revision.lines), *current[after:])
    at = _position(current, revision.key)
    item, rest = current[at], (*current[:at], *current[at + 1 :])
    match revision:
        case Reword(old=old, new=new):
            assert old in item.text, revision
            return (*current[:at], replace(item, text=item.text.replace(old, new)), *current[at + 1 :])
        case Split(at=words):
            cut = item.text.index(words)
            halves = (
                replace(item, text=item.text[:cut]),
                Item(f"{item.key}.split", item.kind, item.text[cut:]),
            )
            return (*current[:at], *halves, *current[at + 1 :])
        case Move(after=other):
            after = _position(rest, other) + 1
            return (*rest[:after], item, *rest[after:])
        case Remove():
            return rest


def revised_items(draft: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items of the final version."""
    for revision in REVISIONS:
        draft = _revised(draft, revision)
    return draft


def revised_boxes(draft: dict[str, SampleBox]) -> dict[str, SampleBox]:
    """The boxes of the final version."""
    final = dict(draft)
    for key, old, new in BOX_ITEMS:
        final[key] = replace(final[key], items=tuple(item.replace(old, new) for item in final[key].items))
    return final


def revised_indicators(draft: tuple[SampleIndicator, ...]) -> tuple[SampleIndicator, ...]:
    """The indicators of the final version."""
    return tuple(replace(row, **NEW_INDICATORS.get(row.name, {})) for row in draft)


def _revised_project(row: SampleProject) -> SampleProject:
    changes = CHANGED_PROJECTS.get(row.name, {})
    return replace(row, **changes)  # type: ignore[arg-type]


def _revised_group(group: Group) -> Group:
    kept = tuple(_revised_project(row) for row in group.projects if row.name != REMOVED_PROJECT)
    added = (ADDED_PROJECTS[group.name],) if group.name in ADDED_PROJECTS else ()
    return Group(group.name, kept + added)


def revised_domains(draft: tuple[Domain, ...]) -> tuple[Domain, ...]:
    """The project table of the final version."""
    return tuple(
        Domain(domain.name, tuple(_revised_group(group) for group in domain.groups)) for domain in draft
    )
