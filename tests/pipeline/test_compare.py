"""`plantrace compare`: one metric over plans, places and periods; what is the same metric, and what only
sounds like it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.ask.compare import ComparedFigure, Statement, contradictions
from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b

_NORTH = "2020年，全市累计建成5G基站2180座，移动电话普及率达到98.5%。到2025年，建成5G基站8300座。"
_AGAIN = "2020年，全市累计建成5G基站2180座。"
_SOUTH = "2020年，建成5G基站1.2万座，新建5G基站300座。"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    for name, place, text in (("north", "北川市", _NORTH), ("south", "南江市", _SOUTH)):
        title = b.paragraph(f"{place}信息化发展“十四五”规划", align="center", size=22)
        (folder / f"{name}.docx").write_bytes(
            b.docx(title, b.paragraph("一、发展基础"), b.paragraph(text), b.paragraph(_AGAIN))
        )
    path = folder / "plans.db"
    ingest(sorted(folder.glob("*.docx")), path)
    return path


def asked(database: Path, *arguments: str) -> dict[str, list[dict[str, object]]]:
    done = CliRunner().invoke(
        plantrace, ["compare", *arguments, "--format", "json", "--db", str(database)], catch_exceptions=False
    )
    found: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
    return found


def test_the_same_metric_of_two_plans_stands_in_base_units(database: Path) -> None:
    found = asked(database, "5G基站")["statements"]
    assert {(row["place"], row["value_text"], row["unit"]) for row in found} >= {
        ("北川市", "2180", "座"),
        ("北川市", "8300", "座"),
        ("南江市", "12000", "座"),
    }


def test_what_changes_the_meaning_is_another_metric_and_is_named(database: Path) -> None:
    found = asked(database, "5G基站")
    assert "300" not in {row["value_text"] for row in found["statements"]}
    assert ("新建5G基站", 1) in {(other["metric"], other["n_figures"]) for other in found["others"]}
    assert "300" in {row["value_text"] for row in asked(database, "5G基站", "--like")["statements"]}


def test_what_two_places_of_a_plan_say_alike_is_told_once(database: Path) -> None:
    (row,) = [
        row
        for row in asked(database, "5G基站")["statements"]
        if (row["place"], row["value_text"]) == ("北川市", "2180")
    ]
    assert len(row["figure_ids"]) == 2  # type: ignore[arg-type]


def test_the_only_metric_that_holds_the_words_is_taken(database: Path) -> None:
    assert {row["metric"] for row in asked(database, "电话普及率")["statements"]} == {"移动电话普及率"}


@pytest.mark.parametrize(
    ("role", "raw", "qualifier", "is_contradiction"),
    [
        (None, "180亿元", "exact", False),
        (None, "179.8亿元", "exact", False),  # 180 within rounding
        (None, "170亿元", "over", False),
        (None, "190亿元", "exact", True),
        ("cumulative", "700亿元", "exact", False),
        ("old_target", "150亿元", "exact", False),
    ],
)
def test_what_contradicts_a_value(role: str | None, raw: str, qualifier: str, is_contradiction: bool) -> None:
    def stated(number: int, raw: str, role: str | None, qualifier: str) -> Statement:
        value = str(round(float(raw.removesuffix("亿元")) * 100_000_000))
        said = ComparedFigure(
            figure_id=number,
            plan="甲",
            version=1,
            subject=None,
            metric="工业产值",
            metric_key=None,
            raw=raw,
            value_text=value,
            value_max=None,
            unit="元",
            qualifier=qualifier,
            period="2025",
            period_start=2025,
            period_end=2025,
            kind="target",
            origin="indicator_table",
            role=role,
            heading_path="",
        )
        return Statement("北川市", (number,), said)

    found = contradictions([stated(1, "180亿元", "target", "exact"), stated(2, raw, role, qualifier)])
    assert bool(found) is is_contradiction


def test_a_year_narrows_it(database: Path) -> None:
    assert {row["period"] for row in asked(database, "5G基站", "--year", "2020")["statements"]} == {"2020"}


def test_a_table_for_people_and_its_limit(database: Path) -> None:
    done = CliRunner().invoke(plantrace, ["compare", "5G基站", "--limit", "1", "--db", str(database)])
    assert done.exit_code == 0
    assert "北川市" in done.output
    assert "more (--limit)" in done.output


def test_an_unknown_metric_is_said_so(database: Path) -> None:
    done = CliRunner().invoke(plantrace, ["compare", "没有这个指标", "--db", str(database)])
    assert "no figure has this metric" in done.stderr
