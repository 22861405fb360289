"""What notices, guidelines and schemes say with numbers, and which of these state nothing."""

import pytest

from pipeline.figures.stating import reasons_left_out
from tests.pipeline.figures.reading import figures, metrics
from tests.pipeline.figures.test_rules_figures import in_rules


@pytest.mark.parametrize(
    ("text", "raw", "why"),
    [
        ("每4所学校配备1名督导。", "4所", "condition"),
        ("每认定1家给予园区9万元扶持。", "1家", "condition"),
        ("代理师不得同时在两个以上机构从业。", "两个以上", "condition"),
        ("禁止生产厚度低于0.03毫米的地膜。", "0.03毫米", "condition"),
        ("年收入不低于200万元，且不超过900万元的，给予补助。", "不低于200万元", "condition"),
        ("6米远场唤醒率超过83%。", "6米", "condition"),
        ("医院建筑密度超过35%的比例。", "超过35%", "condition"),
        ("号牌由四位序号组成。", "四位", "name_part"),
        ("以16位浮点为基准。", "16位", "name_part"),
        ("公交15分钟可达。", "15分钟", "name_part"),
        ("按照900米服务半径测算。", "900米", "name_part"),
        ("按照300m服务半径测算。", "300m", "name_part"),
        ("落实教师4年一周期的轮训制度。", "4年", "period"),
        ("0302年，转型全面推开。", "0302年", "period"),
        ("到7571年，企业达到9000家。", "7571年", "period"),
    ],
)
def test_what_only_tells_how_or_for_whom_is_left_out_with_its_reason(text: str, raw: str, why: str) -> None:
    assert raw not in [figure.raw for figure in figures(text)]
    assert [said for span, said in reasons_left_out(text) if text[slice(*span)] == raw] == [why]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("服务业对经济增长的贡献显著增强，达到61%以上。", [("61%以上", "服务业对经济增长的贡献")]),
        ("6米远场唤醒率超过83%。", [("超过83%", "6米远场唤醒率")]),
        ("加快推进制动（AEB）等7项已立项国家标准的研制。", [("7项", "已立项国家标准的研制")]),
        ("样本应来源于不同地域的机构且不少于3家。", [("不少于3家", "来源于不同地域的机构")]),
        (
            "建立90家数字化示范企业、技术研发中心、服务企业、信息服务平台、产业集聚区。",
            [("90家", "建立数字化示范企业、技术研发中心、服务企业")],
        ),
        ("全球产品化的传感器大约有2.6万种。", [("2.6万种", "全球产品化的传感器")]),
        ("根据投入情况给予财政补贴，每家最高90万元。", [("90万元", "财政补贴")]),
        ("对新认定的创新中心，一次性奖励500万元。", [("500万元", "创新中心奖励")]),
        ("共为6740家市场主体在线签发证照。", [("6740家", "市场主体")]),
        (
            "全国80%以上地区的宽带接入速率和时延满足人工智能行业应用需求。",
            [("80%以上", "全国地区的宽带接入速率和时延")],
        ),
        (
            "东沟煤矿瓦斯爆炸事故造成43人死亡；二道梁煤矿透水事故造成28人死亡。",
            [("43人", "东沟煤矿瓦斯爆炸事故死亡"), ("28人", "二道梁煤矿透水事故死亡")],
        ),
    ],
)
def test_the_metric_is_what_is_told_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("识别率、召回率分别不低于80%、60%。", ["at_least", "at_least"]),
        ("对制定标准、修订标准的企业，分别给予最高40万元、20万元扶持。", ["up_to", "up_to"]),
        ("识别率、召回率分别为80%、60%。", ["exact", "exact"]),
        ("讲师费每学时不超过600元。", ["up_to"]),
    ],
)
def test_a_bound_before_a_list_is_told_of_each(text: str, expected: list[str]) -> None:
    assert [figure.qualifier for figure in figures(text)] == expected


def test_the_aim_of_the_next_clause_is_none_of_the_works() -> None:
    (works,) = in_rules("通过实施5项重点工程，力争到2030年产业取得重要突破。")
    assert works.kind == "plan"


def test_what_the_next_clause_supports_grants_nothing() -> None:
    (rate,) = in_rules("到2030年，识别率超过90%，支持多种方言。")
    assert rate.kind == "target"
