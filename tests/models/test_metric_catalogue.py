"""The catalogue of metrics: a name means a metric only where it is one of its names; what makes another
metric of it stays apart."""

import pytest

from models.metric_catalogue import metric_named, metric_told, metrics, plain_name
from models.vocabularies import read_rows


def key(name: str, region: str = "") -> str | None:
    named = metric_named(name, region)
    return None if named is None else named.metric.key


def test_the_catalogue_holds_the_core_indicators() -> None:
    assert len(read_rows("metrics")) >= 500
    assert len({row["key"] for row in read_rows("metrics")}) == len(read_rows("metrics"))


def test_no_name_means_two_metrics() -> None:
    known: dict[str, str] = {}
    for metric in metrics().values():
        for name in (metric.name, *metric.aliases):
            assert known.setdefault(plain_name(name), metric.key) == metric.key, name


def test_each_name_means_its_metric() -> None:
    for metric in metrics().values():
        for name in (metric.name, *metric.aliases):
            named = metric_named(name)
            assert named is not None, name
            assert named.metric == metric, name


@pytest.mark.parametrize("row", read_rows("metrics"), ids=lambda row: row["key"])
def test_each_row_is_whole(row: dict[str, str]) -> None:
    assert row["key"].replace("_", "").isalnum()
    assert row["key"].isascii()
    assert row["direction"] in ("up", "down", "floor", "ceiling", "none")
    assert row["measure"] in ("level", "change")
    assert row["nature"] in ("", "预期性", "约束性")
    assert all(row[column] for column in ("english", "subject", "defined_in"))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("地区生产总值", "国内生产总值（GDP）"),
        ("研究与试验发展经费投入强度", "R&D经费支出占GDP比重（%）"),
        ("森林覆盖率", "森林覆盖率（％）"),
        ("细颗粒物（PM2.5）浓度", "PM2.5年均浓度"),
        ("每千人口执业（助理）医师数", "每千人执业(助理)医师数（人）"),
        ("城镇化率", "常住人口城镇化率"),
        ("5G基站数（座）", "5G基站总数"),
        ("全市森林覆盖率", "森林覆盖率"),
        ("年末常住人口", "常住人口"),
        ("规上工业增加值增速", "规模以上工业增加值增长"),
        ("电信业务总量[26]", "电信业务总量"),
    ],
)
def test_names_of_one_metric_have_one_key(name: str, other: str) -> None:
    assert key(name) is not None
    assert key(name) == key(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("千兆光纤网络覆盖率", "城市家庭千兆光纤网络覆盖率"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("居民人均可支配收入", "城镇居民人均可支配收入"),
        ("工业增加值", "规模以上工业增加值"),
        ("地区生产总值增长", "地区生产总值年均增长"),
        ("地区生产总值", "地区生产总值增长"),
        ("城镇调查失业率", "城镇登记失业率"),
        ("常住人口城镇化率", "户籍人口城镇化率"),
        ("5G基站数", "新建5G基站"),
        ("单位GDP能耗", "单位GDP能耗降低"),
        ("新增高标准农田面积", "高标准农田面积"),
    ],
)
def test_words_that_make_another_metric_keep_them_apart(name: str, other: str) -> None:
    assert None not in (key(name), key(other))
    assert key(name) != key(other)


@pytest.mark.parametrize(
    "name", ["失业率", "市区公交分担率", "五年城镇新增就业", "覆盖率", "", "地区", "全市"]
)
def test_what_no_metric_is_called_has_no_key(name: str) -> None:
    assert key(name) is None


def test_the_plan_s_own_place_says_nothing_of_the_metric() -> None:
    assert key("云江市森林覆盖率") is None
    named = metric_named("云江市森林覆盖率", "云江市")
    assert named is not None
    assert (named.metric.key, named.basis) == ("forest_cover", "scope")


@pytest.mark.parametrize(
    ("name", "unit", "kind", "role", "expected"),
    [
        ("地区生产总值", "元", "target", "target", "gross_domestic_product"),
        ("地区生产总值", "%", "status", None, None),
        ("地区生产总值", "倍", "status", None, None),
        ("地区生产总值增长", "%", "change", None, "gross_domestic_product_growth"),
        ("常住人口", "人", "change", None, None),
        ("森林覆盖率", "个百分点", "change", None, None),
        ("森林覆盖率", "%", "comparison", None, None),
        ("森林覆盖率", "%", "change", "growth", None),
        ("耕地保有量", "公顷", "target", "target", "arable_land_kept"),
        ("每千人口注册护士数", "人/千人", "target", None, "nurses_per_1_000_people"),
        ("城镇新增就业", "人", "change", None, "new_urban_jobs"),
    ],
)
def test_the_unit_and_the_kind_tell_level_from_change(
    name: str, unit: str, kind: str, role: str | None, expected: str | None
) -> None:
    told = metric_told(name, unit, kind, role)
    assert (told and told.metric.key) == expected
