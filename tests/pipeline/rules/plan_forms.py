"""Seeds of rules about whole plans, each in a plan of its own since they lay claim to titles, captions or
whole tables: five forms of each rule in other words and layouts, with the same put right."""

from dataclasses import dataclass

from tests import builders as b


@dataclass(frozen=True)
class Form:
    """Parts of a plan (texts, or XML of the builders) with the error and without it, and what is told."""

    rule: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    quote: str


def _head(text: str) -> str:
    return b.paragraph(text, bold=True)


def _table(*rows: tuple[str, ...], caption: str = "", note: str = "") -> str:
    above = b.paragraph(caption, align="center") if caption else ""
    above += b.paragraph(note, align="right") if note else ""
    return b.Xml(above + b.table([list(row) for row in rows]))


def _forms(rule: str, *forms: tuple[str | tuple[str, ...], str | tuple[str, ...], str]) -> tuple[Form, ...]:
    return tuple(Form(rule, _parts(wrong), _parts(right), quote) for wrong, right, quote in forms)


def _parts(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return given if isinstance(given, tuple) else (given,)


def _counted(head: str, names: tuple[str, ...], number: str, where: str = "first") -> str:
    """A table of projects whose groups say how many they hold."""
    title = head.format(number)
    group = (title, "", "") if where == "first" else ("", title, "")
    rows = [(str(at), name, f"{at}.5") for at, name in enumerate(names, 1)]
    others = [("二、航道", "", ""), ("1", "青石水道疏浚", "0.6"), ("2", "柳溪航标更新", "0.3")]
    if where == "second":
        others[0] = ("", "二、航道", "")
    return _table(("序号", "项目名称", "总投资（亿元）"), group, *rows, *others, caption="表1 重点项目")


_ROADS = ("东线公路改建", "南岭隧道", "河口大桥", "北环快速路")


def _summed(*totals: str) -> str:
    names = ("公路", "铁路", "航道", "场站", "枢纽")
    rows: list[tuple[str, ...]] = []
    for name, total in zip(names, totals, strict=True):
        rows.append((f"{name}小计", "", total))
        rows += [("1", f"{name}东段改造", "6.15"), ("2", f"{name}西段改造", "6.15")]
    return _table(("序号", "项目名称", "总投资（亿元）"), *rows, caption="表1 重点项目")


def _span(years: str, total: str, part: str) -> str:
    rows = [(str(at), name, "2021—2024年", "5.0", "5.0") for at, name in enumerate(_ROADS, 1)]
    head = ("序号", "项目名称", "建设年限", "总投资（亿元）", "“十四五”期间投资（亿元）")
    return _table(head, *rows, ("5", "西站枢纽", years, total, part), caption="表1 重点项目")


def _stages(kind: str, years: str) -> str:
    rows = [(str(at), name, "新建", "2021—2024年", "5.0") for at, name in enumerate(_ROADS, 1)]
    head = ("序号", "项目名称", "建设性质", "建设年限", "总投资（亿元）")
    return _table(head, *rows, ("5", "西站枢纽", kind, years, "3.0"), caption="表1 重点项目")


def _works(*serials: str, head: str = "序号", groups: bool = False) -> str:
    rows: list[tuple[str, ...]] = [
        (serial, f"{name}工程", "1.5")
        for serial, name in zip(serials, ("甲渡", "乙渡", "丙渡", "丁渡", "戊渡", "己渡"), strict=False)
    ]
    if groups:
        rows = [("渡口", "", ""), *rows, ("码头", "", ""), ("1", "石桥码头", "2"), ("2", "柳湾码头", "3")]
    return _table((head, "项目名称", "总投资（亿元）"), *rows, caption="表1 重点项目")


def _levels(*serials: str) -> str:
    names = ("自来水普及率", "污水处理率", "森林覆盖率", "湿地保护率", "城镇化率")
    rows = [(serial, name, "%", "40", "45", "预期性") for serial, name in zip(serials, names, strict=False)]
    return _table(("序号", "指标", "单位", "2020年", "2025年", "属性"), *rows, caption="表1 主要指标")


def _two(first: str, second: str, money: tuple[str, str] = ("3.2", "3.2")) -> str:
    head = ("序号", "项目名称", "总投资（亿元）", "建设单位")
    rows = [
        ("1", first, money[0], "市公路中心"),
        ("2", "南岭隧道", "9", "市公路中心"),
        ("3", second, money[1], "市公路中心"),
    ]
    return _table(head, *rows, caption="表1 重点项目")


def _year_heads(*heads: str) -> str:
    row = ("1", "公路里程", "公里", "900", "980", "预期性")
    return _table(("序号", "指标", "单位", *heads, "属性"), row, ("2", "船舶数", "艘", "30", "36", "预期性"))


def _natured(first: str, second: str, name: str = "公路优良率") -> tuple[str, ...]:
    head = ("序号", "指标", "单位", "2020年", "2025年", "属性")
    one = _table(
        head,
        ("1", name, "%", "80", "90", first),
        ("2", "渡船数", "艘", "9", "8", "预期性"),
        caption="表1 主要指标",
    )
    two = _table(
        head,
        ("1", name, "%", "80", "90", second),
        ("2", "站房数", "座", "9", "12", "预期性"),
        caption="表2 分项指标",
    )
    return one, "分项指标如下。", two


_BINDING = _table(
    ("序号", "指标", "单位", "2020年", "2025年", "属性"),
    ("1", "公路优良率", "%", "80", "90", "约束性"),
    ("2", "渡船数", "艘", "9", "12", "预期性"),
    ("3", "客运站数", "座", "15", "18", "预期性"),
    caption="表1 主要指标",
)


def _grown(
    base: str, target: str, growth: str, head: str = "年均增长（%）", name: str = "共享单车数（辆）"
) -> str:
    rows = [
        ("1", name, base, target, growth, "预期性"),
        ("2", "候车亭数（个）", "300", "400", "5.9", "预期性"),
    ]
    return _table(("序号", "指标", "2020年", "2025年", head, "属性"), *rows)


def _unitless(name: str, unit: str, base: str, target: str) -> str:
    rows = [("1", name, unit, base, target, "预期性"), ("2", "渡船数", "艘", "9", "12", "预期性")]
    return _table(("序号", "指标", "单位", "2020年", "2025年", "属性"), *rows)


_LONG = "健全养护管理机制，推动养护作业标准化、机械化、信息化，提高路况检测和应急处置的能力。"
_OTHER = "完善水上搜救体系，配齐巡航救助力量，健全恶劣天气预警联动和船舶动态监管的制度。"

FORMS = (
    *_forms(
        "project_count",
        (_counted("一、公路（{}项）", _ROADS, "5"), _counted("一、公路（{}项）", _ROADS, "4"), "（5项）"),
        (
            _counted("一、公路（共{}个）", _ROADS, "3"),
            _counted("一、公路（共{}个）", _ROADS, "4"),
            "（共3个）",
        ),
        (
            _counted("一、公路（{}项）", _ROADS, "6", "second"),
            _counted("一、公路（{}项）", _ROADS, "4", "second"),
            "（6项）",
        ),
        (
            _counted("（一）公路类（{}个项目）", _ROADS, "5"),
            _counted("（一）公路类（{}个项目）", _ROADS, "4"),
            "（5个项目）",
        ),
        (_counted("一、公路(共{}项)", _ROADS, "7"), _counted("一、公路(共{}项)", _ROADS, "4"), "(共7项)"),
    ),
    *_forms(
        "investment_sum_rounded",
        *(
            (
                _summed(*("12.30" if at != place else value for at in range(5))),
                _summed(*("12.30",) * 5),
                value,
            )
            for place, value in enumerate(("12.31", "12.29", "12.31", "12.29", "12.31"))
        ),
    ),
    *_forms(
        "period_below_total",
        (_span("2021—2023年", "5.0", "4.0"), _span("2021—2023年", "5.0", "5.0"), "4.0"),
        (_span("2022-2025", "12.6", "2.6"), _span("2019-2025", "12.6", "2.6"), "2.6"),
        (_span("2023年", "3.5", "3.0"), _span("2023年", "3.5", "3.5"), "3.0"),
        (_span("2021年至2025年", "8.80", "8.08"), _span("2021年至2028年", "8.80", "8.08"), "8.08"),
        (_span("2022.3-2024.9", "6", "5.4"), _span("2020.3-2024.9", "6", "5.4"), "5.4"),
    ),
    *_forms(
        "stage_years",
        (_stages("续建", "2022—2025年"), _stages("续建", "2019—2023年"), "续建"),
        (_stages("拟建", "2018-2023"), _stages("拟建", "2023-2024"), "拟建"),
        (_stages("续建", "2023年至2024年"), _stages("续建", "2020年至2024年"), "续建"),
        (_stages("新开工", "2019—2022年"), _stages("新开工", "2022—2024年"), "新开工"),
        (_stages("在建", "2024—2025年"), _stages("在建", "2020—2025年"), "在建"),
    ),
    *_forms(
        "serial_gap",
        (_works("1", "2", "4", "5"), _works("1", "2", "3", "4"), "4"),
        (_works("（1）", "（2）", "（3）", "（5）"), _works("（1）", "（2）", "（3）", "（4）"), "（5）"),
        (_works("一", "二", "四", "五", head="编号"), _works("一", "二", "三", "四", head="编号"), "四"),
        (_works("1", "3", "4", "5", groups=True), _works("1", "2", "3", "4", groups=True), "3"),
        (_levels("1", "2", "3", "5"), _levels("1", "2", "3", "4"), "5"),
        (_works("１", "２", "４", "５"), _works("１", "２", "３", "４"), "４"),
        (_works("01", "02", "03", "05"), _works("01", "02", "03", "04"), "05"),
    ),
    *_forms(
        "serial_repeat",
        (_works("1", "2", "2", "3"), _works("1", "2", "3", "4"), "2"),
        (_works("（1）", "（2）", "（3）", "（3）"), _works("（1）", "（2）", "（3）", "（4）"), "（3）"),
        (_works("一", "一", "二", "三"), _works("一", "二", "三", "四"), "一"),
        (_works("1", "2", "3", "2", "5"), _works("1", "2", "3", "4", "5"), "2"),
        (_levels("1", "2", "3", "3"), _levels("1", "2", "3", "4"), "3"),
        (_works("1", "2", "2", "3", groups=True), _works("1", "2", "3", "4", groups=True), "2"),
    ),
    *_forms(
        "similar_project",
        (
            _two("东线公路改建工程", "东线公路改建项目"),
            _two("东线公路改建工程", "西线公路改建工程"),
            "东线公路改建项目",
        ),
        (
            _two("河口跨江大桥及引道建设", "河口跨江大桥和引道建设"),
            _two("河口跨江大桥及引道建设", "河口过江隧道及匝道建设"),
            "河口跨江大桥和引道建设",
        ),
        (
            _two("北环快速路工程", "北环快速路建设工程"),
            _two("北环快速路一期", "北环快速路二期"),
            "北环快速路建设工程",
        ),
        (
            _two("石桥镇客运站改造", "石桥镇客运站的改造"),
            _two("石桥镇客运站改造", "柳湾镇客运站改造"),
            "石桥镇客运站的改造",
        ),
        (
            _two("东渡码头提升改造工程", "东渡码头改造提升工程"),
            _two("东渡码头提升改造工程", "东渡渡口提升改造工程"),
            "东渡码头改造提升工程",
        ),
    ),
    *_forms(
        "indicator_years",
        (_year_heads("2020年", "2015年目标"), _year_heads("2020年", "2025年目标"), "2015年"),
        (_year_heads("2019年", "2012年目标"), _year_heads("2019年", "2025年目标"), "2012年"),
        (_year_heads("2020年实际", "2013年规划"), _year_heads("2020年实际", "2025年规划"), "2013年"),
        (
            _year_heads("基期（2020年）", "目标（2015年）"),
            _year_heads("基期（2020年）", "目标（2025年）"),
            "2015年",
        ),
        (_year_heads("2020年基数", "2014年目标值"), _year_heads("2020年基数", "2025年目标值"), "2014年"),
    ),
    *_forms(
        "nature_conflict",
        (_natured("约束性", "预期性"), _natured("约束性", "约束性"), "预期性"),
        (_natured("预期性", "约束性"), _natured("预期性", "预期性"), "约束性"),
        (_natured("预期性", "约束性指标"), _natured("预期性", "预期性指标"), "约束性指标"),
        (_natured("约束", "预期"), _natured("约束", "约束性"), "预期"),
        (
            _natured("约束性", "预期性", "农村公路列养率"),
            _natured("约束性", "约束性", "农村公路列养率"),
            "预期性",
        ),
    ),
    *_forms(
        "nature_count",
        (
            (_BINDING, "表1共3项指标，其中约束性指标2项。"),
            (_BINDING, "表1共3项指标，其中约束性指标1项。"),
            "约束性指标2项",
        ),
        (
            (_BINDING, "设置3个主要指标，预期性指标3个。"),
            (_BINDING, "设置3个主要指标，预期性指标2个。"),
            "预期性指标3个",
        ),
        (
            (_BINDING, "指标体系共3项，约束性指标有2项。"),
            (_BINDING, "指标体系共3项，约束性指标有1项。"),
            "约束性指标有2项",
        ),
        (
            (_BINDING, "三项主要指标中，有1项预期性指标。"),
            (_BINDING, "三项主要指标中，有2项预期性指标。"),
            "1项预期性指标",
        ),
        ((_BINDING, "主要指标共3个（约束性3个）。"), (_BINDING, "主要指标共3个（约束性1个）。"), "约束性3个"),
    ),
    *_forms(
        "growth_fit",
        (_grown("1000", "2000", "8"), _grown("1000", "2000", "14.9"), "8"),
        (_grown("450", "900", "25%", "年均增速"), _grown("450", "900", "14.9%", "年均增速"), "25%"),
        (_grown("60", "90", "35", "年均增幅（%）"), _grown("60", "90", "8.4", "年均增幅（%）"), "35"),
        (
            _grown("2.0", "2.6", "9.5", "年均增长率（%）"),
            _grown("2.0", "2.6", "5.4", "年均增长率（%）"),
            "9.5",
        ),
        (
            _grown("800", "1200", "4.5", "年均\n增长（%）"),
            _grown("800", "1200", "8.4", "年均\n增长（%）"),
            "4.5",
        ),
    ),
    *_forms(
        "label_gap",
        (
            ("专栏1 公路工程", "改建公路。", "专栏3 航道工程", "疏浚航道。"),
            ("专栏1 公路工程", "改建公路。", "专栏2 航道工程", "疏浚航道。"),
            "专栏3",
        ),
        (
            (
                b.table([["专栏一 公路工程"], ["改建公路。"]]),
                "另有航道工程。",
                b.table([["专栏三 航道工程"], ["疏浚航道。"]]),
            ),
            (
                b.table([["专栏一 公路工程"], ["改建公路。"]]),
                "另有航道工程。",
                b.table([["专栏二 航道工程"], ["疏浚航道。"]]),
            ),
            "专栏三",
        ),
        (
            tuple(b.paragraph(f"图{n} 布局示意", align="center") for n in (1, 2, 4)),
            tuple(b.paragraph(f"图{n} 布局示意", align="center") for n in (1, 2, 3)),
            "图4",
        ),
        (
            tuple(b.paragraph(f"附表{n} 分工", align="center") for n in (1, 2, 2)),
            tuple(b.paragraph(f"附表{n} 分工", align="center") for n in (1, 2, 3)),
            "附表2",
        ),
        (
            tuple(b.paragraph(f"附件{n}：清单", align="left") for n in "一二四"),
            tuple(b.paragraph(f"附件{n}：清单", align="left") for n in "一二三"),
            "附件四",
        ),
    ),
    *_forms(
        "missing_annex",
        ("重点项目清单见附件。", ("重点项目清单见附件。", "附件：重点项目清单"), "见附件"),
        ("具体指标（详见附表）按年度分解。", ("具体指标（详见附表）按年度分解。", "附表 指标分解"), "见附表"),
        ("布局参见附图。", ("布局参见附图。", b.paragraph("附图", align="center")), "参见附图"),
        ("名词解释见附录。", ("名词解释见附录。", "附录 名词解释"), "见附录"),
        ("任务分工见本规划附件。", ("任务分工见本规划附件。", "附：任务分工", "附件"), "见本规划附件"),
    ),
    *_forms(
        "heading_gap",
        (
            tuple(map(_head, ("（二）公路", "（三）铁路", "（四）航道"))),
            tuple(map(_head, ("（一）公路", "（二）铁路", "（三）航道"))),
            "（二）公路",
        ),
        (
            tuple(map(_head, ("（一）公路", "（二）铁路", "（四）航道"))),
            tuple(map(_head, ("（一）公路", "（二）铁路", "（三）航道"))),
            "（四）航道",
        ),
        (
            tuple(map(_head, ("（一）公路", "（二）铁路", "（二）航道", "（四）港口"))),
            tuple(map(_head, ("（一）公路", "（二）铁路", "（三）航道", "（四）港口"))),
            "（二）航道",
        ),
        (
            tuple(map(_head, ("1. 公路", "3. 铁路", "4. 航道"))),
            tuple(map(_head, ("1. 公路", "2. 铁路", "3. 航道"))),
            "3. 铁路",
        ),
        (
            tuple(map(_head, ("第一节 公路", "第二节 铁路", "第四节 航道"))),
            tuple(map(_head, ("第一节 公路", "第二节 铁路", "第三节 航道"))),
            "第四节 航道",
        ),
        (
            tuple(map(_head, ("(一) 公路", "(三) 铁路", "(四) 航道"))),
            tuple(map(_head, ("(一) 公路", "(二) 铁路", "(三) 航道"))),
            "(三) 铁路",
        ),
    ),
    *_forms(
        "repeated_heading",
        *(
            (
                (
                    _head(labels[0] + name),
                    "推进前期工作。",
                    _head(labels[1] + "水路"),
                    "疏浚航道。",
                    _head(labels[2] + again),
                    "落实责任。",
                ),
                (
                    _head(labels[0] + name),
                    "推进前期工作。",
                    _head(labels[1] + "水路"),
                    "疏浚航道。",
                    _head(labels[2] + other),
                    "落实责任。",
                ),
                labels[2] + again,
            )
            for labels, name, again, other in (
                (("（一）", "（二）", "（三）"), "改造公路网络", "改造公路网络", "改造铁路网络"),
                (("1. ", "2. ", "3. "), "改造公路网络", "改造公路网络", "改造公路站房"),
                (("第一节 ", "第二节 ", "第三节 "), "改造公路网络", "改造公路网络", "改造公路站房"),
                (("（一）", "（二）", "（三）"), "改造公路网络", "改造 公路网络", "改造公路站房"),
                (("（1）", "（2）", "（3）"), "改造公路网络", "改造公路网络", "改造公路站房"),
            )
        ),
    ),
    *_forms(
        "title_spelling",
        *(
            ((f"落实{one}。", f"依据{two}编制。"), (f"落实{one}。", f"依据{one}编制。"), two)
            for one, two in (
                ("《丙市综合交通规划纲要》", "《丙市综合交通规化纲要》"),
                ("《内河航运发展实施意见》", "《内河航运发展实施意件》"),
                ("《农村公路养护管理办法》", "《农村公路养护管里办法》"),
                ("《关于加强渡口安全工作的若干措施》", "《关于加强渡口安全工做的若干措施》"),
                ("《道路运输站场布局方案》", "《道路运输站场布居方案》"),
            )
        ),
    ),
    *_forms(
        "percent_repeated",
        (_unitless("公路优良率", "%", "80%", "90"), _unitless("公路优良率", "%", "80", "90"), "80%"),
        (_unitless("公路优良率（%）", "", "80%", "90"), _unitless("公路优良率（%）", "", "80", "90"), "80%"),
        (
            _unitless("公路优良率（％）", "", "80％", "90"),
            _unitless("公路优良率（％）", "", "80", "90"),
            "80％",
        ),
        (_unitless("公路优良率 (%)", "", "75%", "90"), _unitless("公路优良率 (%)", "", "75", "90"), "75%"),
        (_unitless("公路优良率", "%", "80", "≥90%"), _unitless("公路优良率", "%", "80", "≥90"), "≥90%"),
    ),
    *_forms(
        "missing_unit",
        (
            _unitless("渡口改造数量", "", "8", "12"),
            _unitless("渡口改造数量", "处", "8", "12"),
            "渡口改造数量",
        ),
        (
            _unitless("公路密度", "—", "80", "90"),
            _unitless("公路密度", "公里/百平方公里", "80", "90"),
            "公路密度",
        ),
        (
            _unitless("旅客周转量", "", "3.2", "4.5"),
            _unitless("旅客周转量（亿人公里）", "", "3.2", "4.5"),
            "旅客周转量",
        ),
        (_unitless("货运量", "", "600", "720"), _unitless("货运量", "", "600万吨", "720万吨"), "货运量"),
        (_unitless("公交车辆数", "/", "80", "95"), _unitless("公交车辆数", "辆", "80", "95"), "公交车辆数"),
    ),
    *_forms(
        "repeated_paragraph",
        ((_LONG, _OTHER, _LONG), (_LONG, _OTHER), _LONG),
        (
            (_head("（一）养护"), _LONG, _head("（二）改造"), _LONG),
            (_head("（一）养护"), _LONG, _head("（二）改造"), _OTHER),
            _LONG,
        ),
        ((_LONG, "　　" + _LONG), (_LONG, "　　" + _OTHER), _LONG),
        ((f"1.{_LONG}", f"2.{_LONG}"), (f"1.{_LONG}", f"2.{_OTHER}"), f"2.{_LONG}"),
        ((_LONG, _LONG.replace("，", ",")), (_LONG, _OTHER.replace("，", ",")), _LONG.replace("，", ",")),
    ),
    *_forms(
        "narrative_total",
        *(
            ((wrong, table), (right, table), quote)
            for table in (
                _table(
                    ("序号", "项目名称", "总投资（亿元）"),
                    *((str(at), name, f"{at}.5") for at, name in enumerate(_ROADS, 1)),
                    ("合计", "", "12.0"),
                    caption="表1 重点项目",
                ),
            )
            for wrong, right, quote in (
                ("共安排重点项目5项，总投资12亿元。", "共安排重点项目4项，总投资12亿元。", "5项"),
                ("谋划重大项目4个，估算总投资18亿元。", "谋划重大项目4个，估算总投资12亿元。", "18亿元"),
                (
                    "项目库共有六个重点项目，计划总投资12亿元。",
                    "项目库共有四个重点项目，计划总投资12亿元。",
                    "六个",
                ),
                ("总投资达21亿元的4个重点项目全部落地。", "总投资达12亿元的4个重点项目全部落地。", "21亿元"),
                (
                    "规划实施重点工程4项（见表1），总投资约15亿元。",
                    "规划实施重点工程4项（见表1），总投资约12亿元。",
                    "约15亿元",
                ),
            )
        ),
    ),
    *_forms(
        "same_metric",
        (
            ("到2025年，公路总里程达到980公里。", "到2025年，公路总里程达到930公里。"),
            ("到2025年，公路总里程达到980公里。", "到2024年，公路总里程达到930公里。"),
            "930公里",
        ),
        (
            ("2020年，渡口客流量为62万人次。", "2020年渡口客流量68万人次，居全省前列。"),
            ("2020年，渡口客流量为62万人次。", "2019年渡口客流量68万人次，居全省前列。"),
            "68万人次",
        ),
        (
            ("到2025年，公交分担率达到45%。", "公交分担率到2025年提高到54%。"),
            ("到2025年，公交分担率达到45%。", "公交分担率到2023年提高到41%。"),
            "54%",
        ),
        (
            ("到2025年，农村公路列养率达到96%。", _unitless("农村公路列养率", "%", "90", "99")),
            ("到2025年，农村公路列养率达到99%。", _unitless("农村公路列养率", "%", "90", "99")),
            "96%",
        ),
        (
            ("2020年末，货物周转量为12亿吨公里。", "2020年，货物周转量为15亿吨公里。"),
            ("2020年末，货物周转量为12亿吨公里。", "2020年，货物周转量为12亿吨公里。"),
            "15亿吨公里",
        ),
    ),
    *_forms(
        "power_of_ten",
        (
            ("2020年，港口吞吐量为620万吨。", "2020年，港口吞吐量为6200万吨。"),
            ("2020年，港口吞吐量为620万吨。", "2020年，港口吞吐量为0.062亿吨。"),
            "6200万吨",
        ),
        (
            ("到2025年，公路总里程达到980公里。", "到2025年，公路总里程达到9800公里。"),
            ("到2025年，公路总里程达到980公里。", "2020年，公路总里程为800公里。"),
            "9800公里",
        ),
        (
            ("到2025年，渡口客流量达到68万人次。", _unitless("渡口客流量", "万人次", "60", "680")),
            ("到2025年，渡口客流量达到68万人次。", _unitless("渡口客流量", "万人次", "60", "68")),
            "68万人次",
        ),
        (
            ("2020年，客运船舶数量为350艘。", "2020年，客运船舶数量为35艘。"),
            ("2020年，客运船舶数量为350艘。", "2019年，客运船舶数量为35艘。"),
            "35艘",
        ),
        (
            ("到2025年，货运量达到1.2亿吨。", "到2025年，货运量达到12亿吨。"),
            ("到2025年，货运量达到1.2亿吨。", "到2025年，货运量达到12000万吨。"),
            "12亿吨",
        ),
    ),
    *_forms(
        "heading_count",
        *(
            ((lead, *map(_head, heads)), (fit, *map(_head, heads)), quote)
            for lead, fit, heads, quote in (
                (
                    "重点实施三大任务。",
                    "重点实施四大任务。",
                    ("（一）改造公路", "（二）疏浚航道", "（三）建设港口", "（四）发展公交"),
                    "三大任务",
                ),
                (
                    "着力抓好以下5个方面的任务：",
                    "着力抓好以下4个方面的任务：",
                    ("（一）改造公路", "（二）疏浚航道", "（三）建设港口", "（四）发展公交"),
                    "5个方面的任务",
                ),
                (
                    "本章提出六项主要任务。",
                    "本章提出三项主要任务。",
                    ("（一）改造公路", "（二）疏浚航道", "（三）建设港口"),
                    "六项主要任务",
                ),
                (
                    "围绕目标，实施下列四项任务：",
                    "围绕目标，实施下列三项任务：",
                    ("（一）改造公路", "（二）疏浚航道", "（三）建设港口"),
                    "四项任务",
                ),
                (
                    "主要任务有五项。",
                    "主要任务有三项。",
                    ("第一节 改造公路", "第二节 疏浚航道", "第三节 建设港口"),
                    "任务有五项",
                ),
            )
        ),
    ),
)
