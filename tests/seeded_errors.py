"""Errors put into sound plans one at a time: what an author might do, where, and which rules should see it.

A seed gives the paragraph that holds the error, or None where a plan has nothing of the kind.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tests.seeded_docx import Draft, Element, Row, nested, text_of

TOTAL, PERIOD, YEARS, STAGE, NAME, SERIAL = "总投资", "期间投资", "年限", "阶段", "名称", "序号"
NATURE = ("属性", "性质")


@dataclass(frozen=True)
class Seed:
    """`rules` are those of which one must find it, `also` further ones that may follow from it at other
    places."""

    name: str
    sow: Callable[[Draft], Element | None]
    rules: frozenset[str]
    also: frozenset[str] = frozenset()
    needs_figures: bool = False


SEEDS: list[Seed] = []
Sow = Callable[[Draft], Element | None]


def seed(*rules: str, also: tuple[str, ...] = (), needs_figures: bool = False) -> Callable[[Sow], Sow]:
    def register(sow: Sow) -> Sow:
        SEEDS.append(Seed(sow.__name__, sow, frozenset(rules), frozenset(also), needs_figures))
        return sow

    return register


def _add(row: Row, column: str, amount: str) -> Element:
    return row.set(f"{Decimal(row.text(column)) + Decimal(amount):.2f}", column)


def _of_kind(draft: Draft, pattern: str) -> list[Row]:
    return [
        row
        for row in draft.projects()
        if re.fullmatch(pattern, row.text(SERIAL)) or (pattern == "total" and "计" in row.text(NAME, SERIAL))
    ]


def _largest_group(draft: Draft) -> tuple[Row, list[Row]]:
    return max(nested(draft.projects()), key=lambda pair: len(pair[1]))


def _years(row: Row) -> tuple[int, int]:
    first, last = re.findall(r"20\d\d", row.text(YEARS))[:2]
    return int(first), int(last)


@seed("investment_sum")
def total_changed(draft: Draft) -> Element | None:
    return _add(_of_kind(draft, "total")[0], TOTAL, "10")


@seed("investment_sum")
def total_of_the_period_changed(draft: Draft) -> Element | None:
    return _add(_of_kind(draft, "total")[0], PERIOD, "-1.5")


@seed("investment_sum")
def domain_changed(draft: Draft) -> Element | None:
    return _add(_of_kind(draft, "[一二三]")[1], TOTAL, "2.1")


@seed("investment_sum", "investment_sum_rounded")
def group_changed(draft: Draft) -> Element | None:
    return _add(_of_kind(draft, "（[一二三四五六七八九]）")[2], TOTAL, "0.9")


@seed("investment_sum", "investment_sum_rounded")
def last_digit_of_a_group_changed(draft: Draft) -> Element | None:
    return _add(_of_kind(draft, "（[一二三四五六七八九]）")[1], PERIOD, "0.01")


@seed("investment_sum", also=("period_below_total",))
def project_changed(draft: Draft) -> Element | None:
    return _add(_largest_group(draft)[1][1], TOTAL, "3")


@seed("investment_sum")
def decimal_point_slipped(draft: Draft) -> Element | None:
    row = _largest_group(draft)[1][0]
    return row.set(f"{Decimal(row.text(TOTAL)) * 10:.2f}", TOTAL)


@seed("investment_sum", also=("period_below_total",))
def digits_transposed(draft: Draft) -> Element | None:
    for row in draft.project_rows():
        text = row.text(TOTAL)
        swapped = re.sub(r"^(\d)(\d)", r"\2\1", text)
        if swapped != text and Decimal(swapped) > Decimal(text):
            return row.set(swapped, TOTAL)
    return None


@seed("period_over_total")
def more_in_the_period_than_in_total(draft: Draft) -> Element | None:
    row = _largest_group(draft)[1][2]
    return row.set(f"{Decimal(row.text(TOTAL)) + 2:.2f}", PERIOD)


@seed("period_over_total", also=("investment_sum",))
def columns_swapped(draft: Draft) -> Element | None:
    row = next((row for row in draft.project_rows() if row.text(TOTAL) != row.text(PERIOD)), None)
    if row is None:
        return None
    whole, part = row.text(TOTAL), row.text(PERIOD)
    row.set(part, TOTAL)
    return row.set(whole, PERIOD)


@seed("project_count", also=("narrative_total",))
def total_count_changed(draft: Draft) -> Element | None:
    row = _of_kind(draft, "total")[0]
    found = next(
        p for p in row.element.iter() if p.tag.endswith("}p") and re.fullmatch(r"\d+项", text_of(p).strip())
    )
    return _recount(found)


def _recount(paragraph: Element) -> Element:
    from tests.seeded_docx import set_text

    set_text(paragraph, f"{int(re.sub(r'[^0-9]', '', text_of(paragraph))) + 1}项")
    return paragraph


@seed("project_count")
def group_count_changed(draft: Draft) -> Element | None:
    row = _of_kind(draft, "（[一二三四五六七八九]）")[0]
    return _recount(
        next(
            p
            for p in row.element.iter()
            if p.tag.endswith("}p") and re.fullmatch(r"\d+项", text_of(p).strip())
        )
    )


@seed("project_count", also=("investment_sum", "serial_gap"))
def project_deleted(draft: Draft) -> Element | None:
    group, members = _largest_group(draft)
    members[2].element.getparent().remove(members[2].element)
    return next(
        p for p in group.element.iter() if p.tag.endswith("}p") and re.fullmatch(r"\d+项", text_of(p).strip())
    )


@seed("duplicate_project")
def project_stands_twice(draft: Draft) -> Element | None:
    rows = draft.project_rows()
    rows[-1].set(rows[0].text("建设单位"), "建设单位")
    return rows[-1].set(rows[0].text(NAME), NAME)


@seed("similar_project")
def project_nearly_stands_twice(draft: Draft) -> Element | None:
    rows = draft.project_rows()
    first = next(row for row in rows if row.text(NAME).endswith(("项目", "工程")))
    last = rows[-1] if rows[-1].element is not first.element else rows[-2]
    last.set(first.text("建设单位"), "建设单位")
    return last.set(first.text(NAME)[:-2] + "建设项目", NAME)


@seed("serial_repeat", "serial_gap")
def serial_stands_twice(draft: Draft) -> Element | None:
    row = _largest_group(draft)[1][2]
    return row.set(str(int(row.text(SERIAL)) - 1), SERIAL)


@seed("serial_gap")
def serial_skips(draft: Draft) -> Element | None:
    row = _largest_group(draft)[1][-1]
    return row.set(str(int(row.text(SERIAL)) + 3), SERIAL)


@seed("serial_gap")
def serial_of_an_indicator_skips(draft: Draft) -> Element | None:
    row = draft.indicators()[-1]
    return row.set(str(int(row.text(SERIAL)) + 1), SERIAL)


@seed("end_before_start")
def years_swapped(draft: Draft) -> Element | None:
    row = next(row for row in draft.project_rows() if _years(row)[0] < _years(row)[1])
    first, last = _years(row)
    return row.set(f"{last}-{first}", YEARS)


@seed("outside_span")
def over_before_the_plan(draft: Draft) -> Element | None:
    row = next(row for row in draft.project_rows() if row.text(STAGE) == "续建")
    return row.set("2014-2016", YEARS)


@seed("outside_span")
def far_off_years(draft: Draft) -> Element | None:
    row = next(row for row in draft.project_rows() if row.text(STAGE) == "新开工")
    return row.set("2032-2035", YEARS)


@seed("stage_years")
def going_on_before_it_begins(draft: Draft) -> Element | None:
    row = next(row for row in draft.project_rows() if row.text(STAGE) == "新开工" and _years(row)[0] >= 2022)
    return row.set("续建", STAGE)


@seed("stage_years")
def new_but_long_begun(draft: Draft) -> Element | None:
    row = next(row for row in draft.project_rows() if row.text(STAGE) == "续建" and _years(row)[0] < 2020)
    return row.set("新开工", STAGE)


@seed("period_below_total", also=("investment_sum",))
def money_lost_within_the_period(draft: Draft) -> Element | None:
    row = next(
        row
        for row in draft.project_rows()
        if _years(row)[0] >= 2021 and _years(row)[1] <= 2025 and row.text(TOTAL) == row.text(PERIOD)
    )
    return row.set(f"{Decimal(row.text(PERIOD)) - Decimal('0.5'):.2f}", PERIOD)


@seed("share_over_100", also=("same_metric", "power_of_ten"))
def share_over_the_whole(draft: Draft) -> Element | None:
    row = next(row for row in draft.indicators() if "覆盖率" in row.text(NAME))
    return row.set("180", "2025年")


@seed("target_direction", also=("same_metric", "power_of_ten"))
def baseline_and_target_swapped(draft: Draft) -> Element | None:
    row = next(
        row for row in draft.indicators() if "基站" in row.text(NAME) and row.text("2020年")[0].isdigit()
    )
    before, after = row.text("2020年"), row.text("2025年")
    row.set(after, "2020年")
    return row.set(before, "2025年")


@seed("duplicate_indicator", also=("same_metric", "power_of_ten"))
def indicator_stands_twice(draft: Draft) -> Element | None:
    rows = [row for row in draft.indicators() if "（%）" in row.text(NAME)]
    for one, other in pairwise(rows):
        if int(other.text(SERIAL)) == int(one.text(SERIAL)) + 1:
            return other.set(one.text(NAME), NAME)
    return None


@seed("same_metric", needs_figures=True)
def target_of_the_table_changed(draft: Draft) -> Element | None:
    row = _told_in_text(draft)
    return None if row is None else row.set(str(int(row.text("2025年")) + 900), "2025年")


@seed("power_of_ten", needs_figures=True)
def target_of_the_table_ten_times_too_large(draft: Draft) -> Element | None:
    row = _told_in_text(draft)
    return None if row is None else row.set(row.text("2025年") + "0", "2025年")


@seed("same_metric", needs_figures=True)
def number_in_the_text_changed(draft: Draft) -> Element | None:
    row = _told_in_text(draft)
    target = row.text("2025年") if row else ""
    changed = str(int(target or 0) * 2 + 100)
    places = [draft.replace(f"{target}{unit}", f"{changed}{unit}") for unit in ("家", "座")] if target else []
    return next((place for place in places if place is not None), None)


def _told_in_text(draft: Draft) -> Row | None:
    """An indicator counted in 家 or 座 whose target stands in the text too."""
    texts = "".join(text_of(paragraph) for paragraph in draft.body_paragraphs())
    for row in draft.indicators():
        target = row.text("2025年")
        if target.isdigit() and len(target) == 4 and (f"{target}家" in texts or f"{target}座" in texts):
            return row
    return None


@seed("nature_in_text")
def text_calls_an_indicator_by_the_other_nature(draft: Draft) -> Element | None:
    row = next(row for row in draft.indicators() if row.text(*NATURE) == "预期性")
    return draft.append_text(draft.narrative()[-1], f"，其中{_bare_name(row)}为约束性指标。")


@seed("nature_count")
def text_counts_other_natures(draft: Draft) -> Element | None:
    natures = [row.text(*NATURE) for row in draft.indicators()]
    binding, expected = natures.count("约束性") + 1, natures.count("预期性") - 1
    text = f"。主要指标共{len(natures)}项，包括约束性指标{binding}项、预期性指标{expected}项。"
    return draft.append_text(draft.narrative()[-1], text)


@seed("growth_in_text", needs_figures=True)
def text_grows_less_than_the_table(draft: Draft) -> Element | None:
    name, before, after = _growing(draft)
    return draft.append_text(
        draft.narrative()[5], f"。到2025年，{name}比2020年增长{round((after / before - 1) * 50)}%。"
    )


@seed("growth_in_text", needs_figures=True)
def text_grows_faster_than_the_table_every_year(draft: Draft) -> Element | None:
    name, before, after = _growing(draft)
    return draft.append_text(
        draft.narrative()[5], f"。到2025年，{name}年均增长{round(((after / before) ** 0.2 - 1) * 100) + 4}%。"
    )


@seed("growth_in_text", needs_figures=True)
def text_doubles_too_often(draft: Draft) -> Element | None:
    name, before, after = _growing(draft)
    times = "一" if after / before > 3.5 else "两"
    return draft.append_text(draft.narrative()[5], f"。到2025年，{name}比2020年翻{times}番。")


def _bare_name(row: Row) -> str:
    return re.sub("[（(].*", "", row.text(NAME))


def _growing(draft: Draft) -> tuple[str, float, float]:
    """The first indicator counted in 家 or 座 that grows by half at least, with both its values."""
    for row in draft.indicators():
        before, after = row.text("2020年"), row.text("2025年")
        counted = re.search("[（(][家座个][）)]", row.text(NAME)) is not None
        if counted and before.isdigit() and after.isdigit() and int(after) >= 1.5 * int(before) > 0:
            return _bare_name(row), int(before), int(after)
    raise LookupError("no such indicator")


@seed("narrative_total")
def text_counts_other_projects(draft: Draft) -> Element | None:
    total = _of_kind(draft, "total")[0]
    count = next(
        int(text[:-1])
        for p in total.element.iter()
        if p.tag.endswith("}p") and re.fullmatch(r"\d+项", text := text_of(p).strip())
    )
    return draft.append_text(
        draft.narrative()[-1], f"。本规划共安排重点项目{count + 2}项，总投资{total.text(TOTAL)}亿元。"
    )


@seed("narrative_total")
def text_slips_from_hundred_millions_to_ten_thousands(draft: Draft) -> Element | None:
    total = _of_kind(draft, "total")[0]
    return draft.append_text(
        draft.narrative()[-1], f"。规划共安排一批重点项目，总投资{total.text(TOTAL)}万元。"
    )


@seed("verb_direction")
def rises_to_less(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[4], "。到2025年，行政村快递网点设置率从82.5%提高到38.1%。")


@seed("verb_direction")
def falls_to_more(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[5], "。单位产品平均交付时间由12.4天压缩到21.4天。")


@seed("stated_change")
def points_do_not_fit(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[6], "。农村公路优良路率从41.5%提高到60.2%，提高12.7个百分点。")


@seed("stated_change")
def difference_does_not_fit(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[6], "。公共停车泊位从1.2万个增加到1.9万个，增加0.5万个。")


@seed("enumeration_count")
def a_point_is_lost(draft: Draft) -> Element | None:
    text = (
        "当前工作主要存在四个方面的问题。一是统筹不够，标准不一。"
        "二是投入不足，渠道单一。三是人才短缺，队伍不稳。"
    )
    return draft.insert_after(draft.narrative()[3], text)


@seed("missing_reference")
def box_that_is_not_there(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[4], "（见专栏九）。")


@seed("missing_reference")
def annex_table_that_is_not_there(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[4], "（详见附表7）。")


@seed("label_gap", also=("missing_reference",))
def box_number_skips(draft: Draft) -> Element | None:
    return draft.replace("专栏三", "专栏六", lambda text: text.strip().startswith("专栏三"))


@seed("heading_gap")
def heading_number_skips(draft: Draft) -> Element | None:
    return draft.replace(
        "（二）",
        "（三）",
        lambda text: text.strip().startswith("（二）") and len(text.strip()) < 25 and "\t" not in text,
    )


@seed("heading_gap")
def chapter_number_stands_twice(draft: Draft) -> Element | None:
    return draft.replace(
        "三、",
        "二、",
        lambda text: text.strip().startswith("三、") and len(text.strip()) < 25 and "\t" not in text,
    )


@seed("repeated_heading")
def heading_stands_twice(draft: Draft) -> Element | None:
    """Of two headings （二） and （三） under one chapter, the second takes the title of the first."""
    headings = [
        p
        for p in draft.body_paragraphs()
        if re.fullmatch(r"\s*（[一二三四五六七八九]）[^。，]{2,20}", text_of(p))
    ]
    pairs = [
        (one, other) for one, other in pairwise(headings) if _label(one) == "二" and _label(other) == "三"
    ]
    one, other = pairs[-1]
    return draft.replace(
        text_of(other), "（三）" + text_of(one).strip()[3:], lambda text: text == text_of(other)
    )


def _label(paragraph: Element) -> str:
    return text_of(paragraph).strip()[1]


@seed("title_spelling")
def title_misspelt(draft: Draft) -> Element | None:
    for paragraph in draft.body_paragraphs():
        for title in re.findall("《([^《》]{10,40})》", text_of(paragraph)):
            at = title.find("发展")
            if 1 < at < len(title) - 3:
                return draft.append_text(
                    draft.narrative()[-2], f"，落实《{title[:at]}发屡{title[at + 2 :]}》。"
                )
    return None


@seed("year_columns")
def years_do_not_add_up(draft: Draft) -> Element | None:
    header = ["任务", "2021年", "2022年", "2023年", "2024年", "2025年", "合计"]
    rows = [
        header,
        ["改造管网", "10", "12", "15", "13", "10", "60"],
        ["新建绿道", "5", "6", "8", "7", "4", "30"],
        ["改造路口", "20", "25", "30", "25", "20", "125"],
    ]
    cells = draft.insert_table(draft.narrative()[3], "年度任务分解", rows)
    return cells[3][6]


@seed("table_sum")
def rows_do_not_add_up(draft: Draft) -> Element | None:
    rows = [
        ["片区", "机房数（个）", "用户（户）"],
        ["东片区", "12", "3100"],
        ["西片区", "15", "2800"],
        ["南片区", "9", "1900"],
        ["合计", "46", "7800"],
    ]
    cells = draft.insert_table(draft.narrative()[3], "各片区情况", rows)
    return cells[4][1]


@seed("percent_repeated")
def percent_printed_again(draft: Draft) -> Element | None:
    row = next(
        row
        for row in draft.indicators()
        if "（%）" in row.text(NAME) and row.text("2020年").replace(".", "").isdigit()
    )
    return row.set(row.text("2020年") + "%", "2020年")


@seed("missing_unit", also=("same_metric", "power_of_ten"))
def unit_left_out(draft: Draft) -> Element | None:
    row = next(row for row in draft.indicators() if "（家）" in row.text(NAME))
    return row.set(row.text(NAME).replace("（家）", ""), NAME)


@seed("width_mixture")
def full_width_digits(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[5], "，新增试点２６个。")


@seed("odd_year")
def year_far_ahead(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[5], "。到2205年，全市社区服务站达到260个。")


@seed("range_reversed")
def range_the_wrong_way(draft: Draft) -> Element | None:
    return draft.append_text(draft.narrative()[5], "。到2025年，培育数字服务骨干企业80—60家。")
