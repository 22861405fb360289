"""Invented plans in any number, each of its own city, of about the size and make-up of real ones: chapters of
running text with figures, a table of indicators, a table of projects.

The same number gives the same plan. With a pool, paragraphs and rows of projects are drawn from so many, as
plans of one country repeat each other: what the names in them are is then kept from the plans before, and
thousands can be read in minutes.

Usage: python -m benchmarks.plans FOLDER --number 100 [--size 1.0] [--pool 2000]
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import builders as b

_FIRST, _SECOND = "云青临白玉金清平安永丰泰宁和东西", "岭川江山阳州原河湖泽城海林溪港门"
_PLACES = "市县区旗"  # a mark of a version (（2022年修订）) would make one plan of two
_FIELDS = (
    "数字经济",
    "交通运输",
    "教育",
    "卫生健康",
    "生态环境",
    "水利",
    "农业农村",
    "能源",
    "文化旅游",
    "科技创新",
)
_METRICS = (
    ("5G基站数", "座"),
    ("数字经济核心产业增加值", "亿元"),
    ("固定宽带家庭普及率", "%"),
    ("公路通车里程", "公里"),
    ("每千人口医疗卫生机构床位数", "张"),
    ("森林覆盖率", "%"),
    ("城镇污水集中处理率", "%"),
    ("高标准农田面积", "万亩"),
    ("研发经费投入", "亿元"),
    ("高新技术企业数", "家"),
    ("旅游总收入", "亿元"),
    ("新增城镇就业", "万人"),
)
_VERBS = ("推进", "建设", "完善", "加快", "提升", "优化", "培育", "扩大", "深化", "强化")
_OBJECTS = (
    "产业园区",
    "信息基础设施",
    "公共服务平台",
    "骨干通道",
    "人才队伍",
    "创新中心",
    "示范基地",
    "监测网络",
    "治理体系",
)
_ENDS = (
    "形成一批可复制的经验",
    "服务能力明显增强",
    "区域布局更加合理",
    "覆盖面持续扩大",
    "群众获得感不断提高",
)
_CHAPTERS = ("发展基础", "总体要求", "主要任务", "重点工程", "区域布局", "要素支撑", "改革创新", "保障措施")
_NUMERALS = "一二三四五六七八九十"


def plan(number: int, size: float = 1.0, pool: int = 0, more: Sequence[str] = ()) -> bytes:
    """The plan of that number as a .docx; `size` 1 has some 500 paragraphs, 60 of them rows of projects;
    `pool`: of how many paragraphs and rows these are (0: each is its own); `more` paragraphs at its end."""
    return b.docx(*_content(_Drawn(random.Random(number), pool), title(number), size), *more)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Chance of its own for each paragraph or row, or that of one of the pool."""

    chance: random.Random
    pool: int

    def city(self, name: str) -> str:
        """Whose plan it is, where paragraphs may say so."""
        return "本市" if self.pool else name

    def next(self) -> random.Random:
        """For the next paragraph or row."""
        return random.Random(self.chance.randrange(self.pool)) if self.pool else self.chance


def title(number: int) -> str:
    """No two of the first ten thousand bear the same."""
    place = _FIRST[number % 16] + _SECOND[number // 16 % 16] + _PLACES[number // 2560 % 4]
    return f"{place}{_FIELDS[number // 256 % 10]}发展“十四五”规划"


def _content(drawn: _Drawn, name: str, size: float) -> Iterator[str]:
    chance, city = drawn.chance, drawn.city(name[:3])
    yield b.paragraph(name, align="center", size=22, bold=True)
    for place, chapter in enumerate(_CHAPTERS):
        yield b.paragraph(f"{_NUMERALS[place]}、{chapter}", style="1")
        for section in range(max(1, round(6 * size))):
            yield b.paragraph(f"（{_NUMERALS[section % 10]}）{_task(chance)}", style="2")
            yield from (_running(drawn.next(), city) for _ in range(5))
    yield b.paragraph("表1 主要指标")
    yield b.table([["序号", "指标", "单位", "2020年", "2025年", "属性"], *_indicators(chance)])
    yield b.paragraph("表2 重点项目（单位：亿元）")
    head = ["序号", "项目名称", "建设内容", "建设年限", "总投资（亿元）", "责任单位"]
    yield b.table([head, *_projects(drawn, city, max(2, round(60 * size)))])


def _task(chance: random.Random) -> str:
    return f"{chance.choice(_VERBS)}{chance.choice(_OBJECTS)}"


def _running(chance: random.Random, city: str) -> str:
    """A paragraph; every other one states figures."""
    words = "，".join(f"{_task(chance)}，{chance.choice(_ENDS)}" for _ in range(chance.randint(1, 4)))
    if chance.random() < 0.5:
        return f"{city}{words}。"
    metric, unit = chance.choice(_METRICS)
    value = chance.randint(10, 9_999) / 10
    return f"{words}。到2025年，全市{metric}达到{value}{unit}，比2020年增长{chance.randint(1, 90)}%。"


def _indicators(chance: random.Random) -> Iterator[list[str]]:
    for place, (metric, unit) in enumerate(_METRICS, start=1):
        before = chance.randint(10, 900) / 10
        nature = chance.choice(("预期性", "约束性"))
        yield [str(place), metric, unit, f"{before}", f"{before * 1.2:.1f}", nature]


def _projects(drawn: _Drawn, city: str, number: int) -> Iterator[list[str]]:
    for place in range(1, number + 1):
        chance = drawn.next()
        thing = chance.choice(_OBJECTS)
        body = f"{city}{chance.choice(('发展改革委', '交通运输局', '教育局', '水利局', '工业和信息化局'))}"
        yield [
            str(place),
            f"{city}{chance.choice(_SECOND)}{chance.choice(_FIRST)}{thing}项目",
            f"{_task(chance)}，新建{chance.randint(1, 90)}公里，{chance.choice(_ENDS)}。",
            f"{chance.randint(2020, 2022)}-{chance.randint(2023, 2025)}",
            f"{chance.randint(1, 999) / 10}",
            body,
        ]


def main() -> None:
    """Writes the plans into a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--pool", type=int, default=0)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for number in range(asked.number):
        (asked.folder / f"plan{number:05d}.docx").write_bytes(plan(number, asked.size, asked.pool))


if __name__ == "__main__":
    main()
