"""Figures have the key of their metric, and v_metrics says what it is and how often it is told."""

from pathlib import Path

import pytest

from pipeline.ingest.run import ingest
from tests import builders as b
from tests.pipeline.made import rows

_TITLE = b.paragraph("云江市国民经济和社会发展“十四五”规划", align="center", size=22)
_TABLE = b.table(
    [
        ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
        ["1", "森林覆盖率", "%", "41.2", "42", "约束性"],
        ["2", "国内生产总值（GDP）", "亿元", "800", "1200", "预期性"],
        ["3", "亭子数", "座", "8", "12", "预期性"],
    ]
)
_TEXT = b.paragraph("2020年，全市地区生产总值达到800亿元，增长3.5%，森林覆盖率高于全国平均水平18个百分点。")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    (folder / "a.docx").write_bytes(b.docx(_TITLE, b.paragraph("一、主要目标"), _TEXT, _TABLE))
    ingest([folder / "a.docx"], folder / "plans.db")
    return folder / "plans.db"


def test_one_key_for_a_metric_under_its_several_names(database: Path) -> None:
    found = rows(
        database,
        "SELECT DISTINCT metric_key, metric_basis FROM v_figures WHERE unit = '元'",
    )
    assert {key for key, _ in found} == {"gross_domestic_product"}
    assert len(found) > 1


def test_what_the_catalogue_does_not_know_has_no_key(database: Path) -> None:
    assert rows(database, "SELECT DISTINCT metric_key FROM v_figures WHERE metric = '亭子数'") == [(None,)]


def test_a_difference_to_another_place_is_not_the_metric(database: Path) -> None:
    found = rows(database, "SELECT metric_key FROM v_figures WHERE unit = '个百分点'")
    assert found == [(None,)] * len(found)


def test_v_metrics_says_what_they_are(database: Path) -> None:
    found = rows(
        database,
        "SELECT canonical, unit, direction, n_figures, n_plans FROM v_metrics WHERE metric_key ="
        " 'forest_cover'",
    )
    assert found == [("森林覆盖率", "%", "up", 2, 1)]


def test_a_metric_says_how_plans_bind_it_where_the_catalogue_knows(database: Path) -> None:
    bound = dict(rows(database, "SELECT metric_key, nature FROM v_metrics"))
    assert (bound["gross_domestic_product"], bound["forest_cover"]) == ("预期性", "约束性")
