"""What a new version takes back, each kind in forms that differ, in two versions of one plan that hold them
all: what the draft says, what the plan says, the quote that must be told; and changes that take nothing
back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A paragraph of the draft and what became of it; `quote` is what is told, "" where nothing is."""

    rule: str
    old: str
    new: str
    quote: str


TEXTS = (
    Change("commitment_weakened", "取水户必须安装计量设施。", "取水户可安装计量设施。", "可"),
    Change("commitment_weakened", "河段管护单位须公开巡查记录。", "河段管护单位可以公开巡查记录。", "可以"),
    Change("commitment_weakened", "镇区雨水口全部实行挂牌管护。", "镇区雨水口逐步实行挂牌管护。", "逐步"),
    Change("commitment_weakened", "山塘水位标尺应统一制作。", "山塘水位标尺宜统一制作。", "宜"),
    Change("commitment_weakened", "渠系建筑物完好率≥97%。", "渠系建筑物完好率力争97%。", "力争"),
    Change("commitment_weakened", "严禁在滩涂取沙。", "原则上不得在滩涂取沙。", "原则上"),
    Change("commitment_weakened", "滩涂围垦一律不得审批。", "滩涂围垦原则上不得审批。", "原则上"),
    Change("commitment_weakened", "2024年底前建成青石渡水文站。", "2024年底前基本建成青石渡水文站。", "基本"),
    Change("commitment_weakened", "灌片用水户全部办理登记。", "灌片用水户部分办理登记。", "部分"),
    Change(
        "bound_in_text_weakened",
        "到2025年，水质达标率达到96%以上。",
        "到2025年，水质达标率达到96%左右。",
        "96%左右",
    ),
    Change("bound_in_text_weakened", "每座山塘管护人员不少于2人。", "每座山塘管护人员约2人。", "约2人"),
    Change("bound_in_text_weakened", "闸门启闭耗时不超过15分钟。", "闸门启闭耗时15分钟左右。", "15分钟左右"),
    Change(
        "bound_in_text_weakened",
        "备用水源库容超过340万立方米。",
        "备用水源库容接近340万立方米。",
        "接近340万立方米",
    ),
    Change("bound_in_text_weakened", "输水损失率控制在7%以内。", "输水损失率控制在7%左右。", "7%左右"),
    Change(
        "text_deadline_postponed", "2023年底前完成河湖名录编制。", "2025年底前完成河湖名录编制。", "2025年底"
    ),
    Change(
        "text_deadline_postponed", "到2024年，灌溉泵站改造完毕。", "到2025年，灌溉泵站改造完毕。", "2025年"
    ),
    Change(
        "text_deadline_postponed",
        "2023年6月底前公布取水口清单。",
        "2023年11月底前公布取水口清单。",
        "2023年11月底",
    ),
    Change(
        "text_deadline_postponed", "清淤船坞力争2022年投入使用。", "清淤船坞力争2024年投入使用。", "2024年"
    ),
    Change(
        "text_deadline_postponed",
        "堤防普查（2022年底前）由水利部门承担。",
        "堤防普查（2024年底前）由水利部门承担。",
        "2024年底",
    ),
    Change(
        "text_deadline_postponed", "2023年底前撤除沿河临时围堰。", "撤除沿河临时围堰。", "撤除沿河临时围堰"
    ),
    Change("text_deadline_postponed", "每年6月底前编报养护计划。", "每年9月底前编报养护计划。", "9月底"),
    Change(
        "text_deadline_postponed", "2023年底前贯通环湖绿道。", "2023年底左右贯通环湖绿道。", "2023年底左右"
    ),
    Change("text_target_lowered", "新建生态护岸45公里。", "新建生态护岸38公里。", "38公里"),
    Change(
        "text_target_lowered",
        "到2025年，农村自来水普及率达到97%。",
        "到2025年，农村自来水普及率达到94%。",
        "94%",
    ),
    Change("text_target_lowered", "培训河长1200人次以上。", "培训河长900人次以上。", "900人次以上"),
    Change("text_target_lowered", "建成十五座小型水库除险工程。", "建成十二座小型水库除险工程。", "十二座"),
    Change("text_target_lowered", "机井压采比例提高到85%。", "机井压采比例提高到70%。", "70%"),
    Change("text_target_lowered", "退出违规水电站26座。", "退出违规水电站19座。", "19座"),
    Change("unit_moved", "蓄滞洪区建设累计投资达到16亿元。", "蓄滞洪区建设累计投资达到16万元。", "16万元"),
    Change("unit_moved", "更新输水干管72公里。", "更新输水干管72米。", "72米"),
    Change("unit_moved", "年调水量达到2.6亿立方米。", "年调水量达到26000亿立方米。", "26000亿立方米"),
    Change("plan_end_moved", "规划期为2021—2025年。", "规划期为2021—2028年。", "2021—2028年"),
    Change(
        "plan_end_moved",
        "本方案实施年限自2021年至2025年。",
        "本方案实施年限自2021年至2026年。",
        "2021年至2026年",
    ),
    Change(
        "item_dropped",
        "重点建设石门水库、柳湾泵站、双溪引水工程、北塘湿地公园。",
        "重点建设石门水库、双溪引水工程、北塘湿地公园。",
        "重点建设石门水库、双溪引水工程、北塘湿地公园",
    ),
    Change(
        "item_dropped",
        "推进西郊污水处理厂、河口大桥、临港码头前期工作。",
        "推进西郊污水处理厂、临港码头前期工作。",
        "推进西郊污水处理厂、临港码头前期工作",
    ),
    Change("", "灌区渠首逐步实行自动测报。", "灌区渠首全部实行自动测报。", ""),
    Change("", "用水大户可安装远传水表。", "用水大户须安装远传水表。", ""),
    Change("", "雨情站点覆盖率达到91%左右。", "雨情站点覆盖率达到91%以上。", ""),
    Change("", "2025年底前建成洪水预报平台。", "2024年底前建成洪水预报平台。", ""),
    Change("", "截至2019年底，建成标准堤防210公里。", "截至2020年底，建成标准堤防218公里。", ""),
    Change("", "按照2020年省级文件开展试点。", "按照2022年省级文件开展试点。", ""),
    Change("", "培训20天以内的按标准报销。", "培训25天以内的按标准报销。", ""),
    Change("", "新建测流断面24处。", "新建测流断面30处。", ""),
    Change("", "新增建设用地不超过260亩。", "新增建设用地不超过210亩。", ""),
    Change("", "水库移民人均补助5.4万元。", "水库移民人均补助54000元。", ""),
    Change("", "完善供水预案，2024年水质合格率达到99%。", "完善应急供水预案，2024年水质合格率达到99%。", ""),
    Change(
        "", "推进东圩水库、马岭泵站、小河排涝站前期工作。", "推进马岭泵站、东圩水库、小河排涝站前期工作。", ""
    ),
)


@dataclass(frozen=True)
class Row:
    """An indicator of the draft (unit, baseline, target, nature) and what became of it, None where it is
    gone; `quote` is the main evidence."""

    rule: str
    name: str
    old: tuple[str, str, str, str]
    new: tuple[str, str, str, str] | None
    quote: str


_CAPTION = "表1 主要指标"
INDICATORS = (
    Row("lowered_target", "森林覆盖率", ("%", "40", "44", "约束性"), ("%", "40", "42", "约束性"), "42"),
    Row("lowered_target", "城镇登记失业率", ("%", "4", "≤4", "预期性"), ("%", "4", "≤5", "预期性"), "≤5"),
    Row("lowered_target", "河长巡河率", ("%", "80", "≥95", "预期性"), ("%", "80", "≥92", "预期性"), "≥92"),
    Row("lowered_target", "管网漏损率", ("%", "12", "9", "预期性"), ("%", "12", "10", "预期性"), "10"),
    Row(
        "lowered_target",
        "高标准农田面积",
        ("万亩", "30", "45", "预期性"),
        ("万亩", "30", "41", "预期性"),
        "41",
    ),
    Row(
        "nature_weakened", "自来水普及率", ("%", "90", "95", "约束性"), ("%", "90", "95", "预期性"), "预期性"
    ),
    Row("nature_weakened", "水土保持率", ("%", "70", "75", "约束"), ("%", "70", "75", "预期"), "预期"),
    Row(
        "nature_weakened",
        "地表水达标率",
        ("%", "81", "86", "约束性指标"),
        ("%", "81", "86", "预期性指标"),
        "预期性指标",
    ),
    Row(
        "nature_weakened",
        "湿地保护率",
        ("%", "50", "55", "约 束 性"),
        ("%", "50", "55", "预 期 性"),
        "预 期 性",
    ),
    Row(
        "nature_weakened",
        "耕地保有量",
        ("万亩", "60", "60", "约束性"),
        ("万亩", "60", "60", "预期性"),
        "预期性",
    ),
    Row(
        "unit_changed",
        "年供水量",
        ("万立方米", "480", "520", "预期性"),
        ("立方米", "480", "520", "预期性"),
        "立方米",
    ),
    Row("unit_changed", "绿化面积", ("公顷", "48", "52", "预期性"), ("亩", "48", "52", "预期性"), "亩"),
    Row(
        "unit_changed", "年接待人次", ("万人次", "31", "64", "预期性"), ("人次", "31", "64", "预期性"), "人次"
    ),
    Row(
        "unit_changed",
        "水利投资",
        ("亿元", "33", "61", "预期性"),
        ("亿元", "33", "610000", "预期性"),
        "610000",
    ),
    Row("unit_changed", "渠道长度", ("公里", "21", "5400", "预期性"), ("公里", "21", "5.4", "预期性"), "5.4"),
    Row(
        "qualifier_weakened",
        "灌溉保证率",
        ("%", "80", "≥93", "预期性"),
        ("%", "80", "93左右", "预期性"),
        "93左右",
    ),
    Row(
        "qualifier_weakened", "输水损失率", ("%", "9", "≤7", "预期性"), ("%", "9", "7左右", "预期性"), "7左右"
    ),
    Row(
        "qualifier_weakened",
        "泵站数量",
        ("座", "40", "不少于52", "预期性"),
        ("座", "40", "约52", "预期性"),
        "约52",
    ),
    Row(
        "qualifier_weakened",
        "水厂数量",
        ("座", "7", "11以上", "预期性"),
        ("座", "7", "11左右", "预期性"),
        "11左右",
    ),
    Row(
        "qualifier_weakened",
        "雨水利用率",
        ("%", "5", ">15", "预期性"),
        ("%", "5", "15左右", "预期性"),
        "15左右",
    ),
    *(
        Row("binding_dropped", name, ("%", "50", "60", nature), None, _CAPTION)
        for name, nature in (
            ("污水处理率", "约束性"),
            ("再生水利用率", "约束"),
            ("河道生态流量达标率", "约束性指标"),
            ("饮用水源达标率", "约 束 性"),
            ("用水计量率", "约束性"),
        )
    ),
    Row("", "堤防达标率", ("%", "71", "82", "预期性"), ("%", "71", "85", "约束性"), ""),
    Row("", "山洪预警站点", ("处", "120", "160", "预期性"), None, ""),
    Row("", "滴灌面积", ("万亩", "3", "5", "预期性"), ("亩", "30000", "50000", "预期性"), ""),
)


@dataclass(frozen=True)
class Projects:
    """A project table (unit note and rows: name, years, amount) and what became of it."""

    rule: str
    old: tuple[str, tuple[tuple[str, str, str], ...]]
    new: tuple[str, tuple[tuple[str, str, str], ...]]
    quotes: tuple[str, ...]


_A = ("石门水库除险工程", "2021—2023年", "3.2")
_B = ("柳湾泵站工程", "2022—2024年", "1.6")
_C = ("双溪引水工程", "2022—2025年", "4.4")
_YI, _WAN = "单位：亿元", "单位：万元"


def _sum(amount: str, *rows: tuple[str, str, str]) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    return _YI, (*rows, ("合计", "", amount))


def _with(row: tuple[str, str, str], years: str = "", amount: str = "") -> tuple[str, str, str]:
    return row[0], years or row[1], amount or row[2]


PROJECTS = (
    Projects(
        "total_not_updated", _sum("9.2", _A, _B, _C), _sum("9.2", _A, _B, _with(_C, amount="5.4")), ("9.2",)
    ),
    Projects("total_not_updated", _sum("9.2", _A, _B, _C), _sum("9.2", _A, _B), ("9.2",)),
    Projects("total_not_updated", _sum("4.8", _A, _B), _sum("4.8", _A, _B, _C), ("4.8",)),
    Projects(
        "total_not_updated", _sum("9.2", _A, _B, _C), _sum("9.2", _with(_A, amount="2.3"), _B, _C), ("9.2",)
    ),
    Projects(
        "total_not_updated",
        _sum("9.2", _A, _B, _C),
        _sum("9.2", _with(_A, amount="3.8"), _with(_B, amount="1.8"), _C),
        ("9.2",),
    ),
    Projects("unit_moved", (_WAN, (_A, _B, _C)), (_YI, (_A, _B, _C)), ("3.2",)),
    Projects("unit_moved", (_YI, (_A, _B, _C)), (_WAN, (_A, _B, _C)), ("3.2",)),
    Projects(
        "unit_moved",
        (_YI, (_A, _B)),
        (_YI, (_with(_A, amount="32000"), _with(_B, amount="16000"))),
        ("32000",),
    ),
    Projects("unit_moved", (_YI, (_A, _B, _C)), (_YI, (_A, _with(_B, amount="16000"), _C)), ("16000",)),
    Projects(
        "deadline_postponed",
        (_YI, (_A, _B, _C)),
        (_YI, (_with(_A, "2021—2027年"), _with(_B, "2022-2026"), _with(_C, "2022年—2028年"))),
        ("2021—2027年", "2022-2026", "2022年—2028年"),
    ),
    Projects(
        "deadline_postponed",
        (_YI, (_with(_A, "2021.3-2023.6"), _with(_B, "2024年"), _C)),
        (_YI, (_with(_A, "2021.3-2024.6"), _with(_B, "2025年"), _C)),
        ("2021.3-2024.6", "2025年"),
    ),
    Projects("project_dropped", (_YI, (_A, _B, _C)), (_YI, (_A, _B)), ("表2 重点项目",)),
    Projects("project_dropped", (_YI, (_A, _B, _C)), (_YI, (_B, _C)), ("表2 重点项目",)),
    Projects("project_dropped", (_WAN, (_A, _B, _C)), (_WAN, (_C,)), ("表2 重点项目",) * 2),
    Projects("project_dropped", _sum("9.2", _A, _B, _C), _sum("7.6", _A, _C), ("表2 重点项目",)),
    Projects("", (_YI, (_A, _B)), (_WAN, (_with(_A, amount="32000"), _with(_B, amount="16000"))), ()),
    Projects("", _sum("9.2", _A, _B, _C), _sum("10.2", _A, _B, _with(_C, amount="5.4")), ()),
    Projects("", (_YI, (_A, _B)), (_YI, (_with(_A, "2021—2022年"), _B, _C)), ()),
)
BOXES = (
    (
        ("1．石门水库工程。加固主坝。", "2．柳湾泵站工程。改造机组。", "3．双溪引水工程。铺设管道。"),
        ("1．石门水库工程。加固主坝。", "2．双溪引水工程。铺设管道。"),
    ),
    (
        ("石门水库工程：加固主坝。", "柳湾泵站工程：改造机组。", "双溪引水工程：铺设管道。"),
        ("石门水库工程：加固主坝。", "双溪引水工程：铺设管道。"),
    ),
    (
        (
            "（1）石门水库工程",
            "加固主坝。",
            "（2）柳湾泵站工程",
            "改造机组。",
            "（3）双溪引水工程",
            "铺设管道。",
        ),
        ("（1）石门水库工程", "加固主坝。", "（2）双溪引水工程", "铺设管道。"),
    ),
)
