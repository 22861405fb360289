"""All rules, and the page that explains them: `python -m pipeline.rules.catalogue` writes docs/rules.md and
docs/rules.zh.md (the former to stdout with `-`)."""

import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from models.errors import WrongUse
from models.language import say
from models.vocabularies import read_rows
from pipeline.rules import (
    amounts_in_sentences,
    between_commitments,
    between_deadlines,
    between_items,
    between_scales,
    between_versions,
    between_words,
    bodies,
    box_sums,
    dates,
    directions,
    duplicates,
    enumerations,
    grids,
    growth,
    growth_in_sentences,
    growth_in_text,
    heading_order,
    indicator_rows,
    leftovers,
    metric_slips,
    metric_units,
    milestones,
    named_counts,
    narrative_totals,
    natures,
    notation,
    orders,
    parts_in_sentences,
    period_amounts,
    places,
    plan_years,
    project_sentences,
    projects_in_text,
    quoted_titles,
    references,
    row_sums,
    same_metric,
    sentences,
    serials,
    shares_in_sentences,
    sources_of_money,
    sums,
    tasks_in_text,
)
from pipeline.rules.results import Rule

SUBJECTS: Final[tuple[tuple[str, tuple[Rule, ...]], ...]] = (
    (
        "Sums and counts",
        (
            *sums.RULES,
            *period_amounts.RULES,
            *narrative_totals.RULES,
            *grids.RULES,
            *row_sums.RULES,
            *sources_of_money.RULES,
            *enumerations.RULES,
            *named_counts.RULES,
            *parts_in_sentences.RULES,
            *shares_in_sentences.RULES,
            *amounts_in_sentences.RULES,
        ),
    ),
    ("Serials and duplicates", (*serials.RULES, *duplicates.RULES)),
    ("Order in time", (*orders.RULES, *dates.RULES, *milestones.RULES, *plan_years.RULES)),
    (
        "The same metric in different places",
        (
            *same_metric.RULES,
            *natures.RULES,
            *indicator_rows.RULES,
            *metric_slips.RULES,
            *box_sums.RULES,
            *projects_in_text.RULES,
            *project_sentences.RULES,
            *tasks_in_text.RULES,
        ),
    ),
    (
        "Range, direction and growth",
        (
            *directions.RULES,
            *sentences.RULES,
            *growth.RULES,
            *growth_in_sentences.RULES,
            *growth_in_text.RULES,
        ),
    ),
    ("References and titles", (*references.RULES, *heading_order.RULES, *quoted_titles.RULES)),
    ("Units and notation", (*metric_units.RULES, *notation.RULES)),
    ("Left by mistake", (*leftovers.RULES, *places.RULES, *bodies.RULES)),
    (
        "Between versions",
        (
            *between_versions.RULES,
            *between_commitments.RULES,
            *between_words.RULES,
            *between_deadlines.RULES,
            *between_scales.RULES,
            *between_items.RULES,
        ),
    ),
)
RULES: Final[tuple[Rule, ...]] = tuple(rule for _, rules in SUBJECTS for rule in rules)

_DOCUMENTS: Final = 289  # read for models/vocabulary/rule_precision.csv
_INTRODUCTION = """# Consistency rules

Written by `python -m pipeline.rules.catalogue` from the rules themselves; a test fails when it is out of
date.

`plantrace check` runs all of them; `--rule CODE` only some, `--skip CODE` all but some. Numbers are exact
decimals. A printed number stands for the interval of half a unit of its last place around it, a sum for the
sum of these, as in XBRL Calculations 1.1: a check *agrees*, agrees *within rounding*, or *contradicts*.
Whole numbers in the cells of a table agree exactly, unless their unit (万, 亿, %) or a note (四舍五入) says
that they were rounded.
Severities: `error`: both sides cannot be right; `warning`: an author should look; `info`: notation. A
finding that is not one is dismissed with `plantrace review FINDING dismiss --note TEXT`, and stays so.

## On real documents

Every error and warning on {documents} real documents (plans, work reports, communiqués, regulations, forms,
textbooks) was read by hand. A rule of which fewer than 8 of 10 are right is told as
`info`. Rules that do not stand here told nothing there; their errors are sown by tests.

| rule | told as | told | right | precision | what was found |
|---|---|---|---|---|---|
{measured}
"""


_INTRODUCTION_ZH: Final = """\
# 核对规则

由 `python -m pipeline.rules.catalogue` 按规则本身写成；内容过时则测试不通过。英文版：[rules.md](rules.md)。

`plantrace check` 运行全部规则；`--rule CODE` 只运行几条，`--skip CODE` 略去几条。数值按十进制精确计算。
印出的数代表其末位半个单位之内的区间，合计代表各区间之和（同 XBRL Calculations 1.1）。
表格中的整数须分毫不差，除非单位（万、亿、%）或说明（四舍五入）表明其经过舍入。
核对的结果为**相符**、**舍入之内相符**或**矛盾**。级别：错误，双方不可能都对；警告，作者应当看一看；提示，写法。不成立的疑点用
`plantrace review FINDING dismiss --note TEXT` 驳回，以后不再提出。

## 在真实文件上

对{documents}份真实文件（规划、政府工作报告、统计公报、法规、表格、教材）的全部错误和警告逐条读过。
十条中对的不足八条的规则只作提示。未列入下表的规则在这些文件上没有报告，其错误由测试播入。

| 规则 | 级别 | 报告 | 属实 | 准确率 |
|---|---|---|---|---|
{measured}
"""
_SEVERITIES_ZH: Final = {"error": "错误", "warning": "警告", "info": "提示"}
_SUBJECTS_ZH: Final = {
    "Sums and counts": "合计与个数",
    "Serials and duplicates": "序号与重复",
    "Order in time": "时间先后",
    "The same metric in different places": "同一指标的不同说法",
    "Range, direction and growth": "范围、方向与增长",
    "References and titles": "引用与名称",
    "Units and notation": "单位与写法",
    "Left by mistake": "遗留文字",
    "Between versions": "版本之间",
}


def choose(only: Collection[str] = (), skip: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that run: those of `only` (all when empty) but those of `skip`.

    Raises:
        WrongUse: a code that no rule has.
    """
    known = {rule.code for rule in RULES}
    for code in (*only, *skip):
        if code not in known:
            raise WrongUse(
                say(
                    "{code}: there is no such rule; the rules are {known}",
                    code=code,
                    known=", ".join(sorted(known)),
                )
            )
    return tuple(rule for rule in RULES if (not only or rule.code in only) and rule.code not in skip)


def page_in_chinese() -> str:
    """The catalogue as Markdown in Chinese: the words of the vocabularies rule_titles and rule_texts."""
    texts = {row["code"]: row for row in read_rows("rule_texts")}
    titles = {row["code"]: row["zh"] for row in read_rows("rule_titles")}
    measured = {row["code"]: row for row in read_rows("rule_precision")}
    lines = [
        _INTRODUCTION_ZH.format(documents=_DOCUMENTS, measured="\n".join(_measured_zh(measured, titles)))
    ]
    for subject, rules in SUBJECTS:
        lines.append(f"## {_SUBJECTS_ZH[subject]}\n")
        for rule in rules:
            lines += _rule_in_chinese(rule, texts[rule.code], titles[rule.code], measured.get(rule.code))
    return "\n".join(lines)


def _measured_zh(measured: Mapping[str, Mapping[str, str]], titles: Mapping[str, str]) -> Iterator[str]:
    for code, row in measured.items():
        share = int(row["right"]) / int(row["told"])
        severity = _SEVERITIES_ZH[row["severity"]]
        yield f"| `{code}` {titles[code]} | {severity} | {row['told']} | {row['right']} | {share:.2f} |"


def _rule_in_chinese(
    rule: Rule, text: Mapping[str, str], title: str, measured: Mapping[str, str] | None
) -> list[str]:
    told = f"报告{measured['told']}处，属实{measured['right']}处" if measured else "没有报告"
    return [
        f"### `{rule.code}` {title}（{_SEVERITIES_ZH[rule.severity]}）\n",
        f"{text['meaning']}\n",
        f"- 例：{text['example']}",
        f"- 处理：{text['remedy']}",
        f"- 可能不实：{text['caveat']}",
        f"- 真实文件：{told}\n",
    ]


def page() -> str:
    """The catalogue as Markdown."""
    return "\n".join(
        [
            _introduction(),
            *(line for subject, rules in SUBJECTS for line in _section(subject, rules)),
        ]
    )


def _introduction() -> str:
    rows = read_rows("rule_precision")
    return _INTRODUCTION.format(
        documents=_DOCUMENTS,
        measured="\n".join(
            f"| `{row['code']}` | {row['severity']} | {row['told']} | {row['right']} |"
            f" {int(row['right']) / int(row['told']):.2f} | {row['example']} |"
            for row in rows
        ),
    )


def _section(subject: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    measured = {
        row["code"]: f"told {row['told']}, right {row['right']}" for row in read_rows("rule_precision")
    }
    yield f"## {subject}\n"
    for rule in rules:
        yield f"### `{rule.code}` ({rule.severity})\n"
        yield f"{rule.meaning}\n"
        yield f"- Example: {rule.example}"
        yield f"- What to do: {rule.remedy}"
        yield f"- How it can be wrong: {rule.caveat}"
        yield f"- On real documents: {measured.get(rule.code, 'not told')}\n"


def main() -> None:
    """Write the pages into docs/ of this checkout."""
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(page())
    else:
        docs = Path(__file__).resolve().parents[2] / "docs"
        for name, text in (("rules.md", page()), ("rules.zh.md", page_in_chinese())):
            (docs / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
