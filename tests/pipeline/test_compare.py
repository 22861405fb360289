"""`plantrace compare`: one metric over plans, places and periods; what is the same metric, and what only
sounds like it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

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
