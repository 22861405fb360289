"""Parquet, frames and the data package: types and meanings come from the views, not from the values."""

import hashlib
import json
import sys
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from models.errors import WrongUse
from models.views import VIEWS
from pipeline.export.frames import frame
from tests.pipeline.export.hostile import EXACT, TEXTS, hostile_plan, run
from tests.pipeline.made import reading

parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra `parquet`")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_plan(tmp_path_factory.mktemp("typed") / "plans.db")


@pytest.fixture(scope="module")
def written(db: Path) -> Path:
    for name in ("parquet", "datapackage"):
        run("--db", db, "export", "--format", name, "--out", db.parent / name, "--all-versions")
    return db.parent


def test_parquet_read_back_is_the_frame_also_in_its_types(db: Path, written: Path) -> None:
    with reading(db) as connection:
        for view in VIEWS:
            found = pd.read_parquet(written / "parquet" / f"{view.name}.parquet")
            pd.testing.assert_frame_equal(
                found, frame(connection, view.name, all_versions=True), check_exact=True
            )


def test_parquet_says_types_and_meanings(written: Path) -> None:
    for view in VIEWS:
        schema = parquet.read_schema(written / "parquet" / f"{view.name}.parquet")
        types = {"INTEGER": "int64", "REAL": "double", "TEXT": "string"}
        told = [(field.name, str(field.type), field.metadata[b"comment"].decode()) for field in schema]
        assert told == [(column.name, types[column.type], column.comment) for column in view.columns]
        assert schema.metadata[b"comment"].decode() == view.comment


def test_parquet_texts_are_verbatim(written: Path) -> None:
    rows = parquet.read_table(written / "parquet" / "v_projects.parquet").to_pylist()
    assert {column: rows[0][column] for column in TEXTS} == TEXTS
    assert rows[1]["total_investment_text"] == EXACT
    assert isinstance(rows[0]["project_id"], int)


def test_without_pyarrow_one_line_says_what_to_install(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    told = run("--db", db, "export", "--format", "parquet", "--out", tmp_path, code=2).stderr
    assert 'pip install "pyarrow' in told
    assert list(tmp_path.iterdir()) == []


def test_a_frame_knows_null_and_whole_numbers(db: Path) -> None:
    with reading(db) as connection:
        found = frame(connection, "projects", "示例市", 1)
        assert str(found["project_id"].dtype) == "Int64"
        assert str(found["total_investment"].dtype) == "Float64"
        assert str(found["name"].dtype) == "string"
        assert found["start_year"].isna().all()
        assert found["version"].unique().tolist() == [1]
        assert frame(connection, "v_notices", all_versions=True)["plan"].count() == 2
        with pytest.raises(WrongUse, match="did you mean v_figures"):
            frame(connection, "v_figure")


def test_the_data_package_is_valid(written: Path) -> None:
    report = Package(str(written / "datapackage" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "message"])
    assert len(report.tasks) == len(VIEWS)


def test_the_data_package_describes_types_keys_and_bytes(written: Path) -> None:
    told = json.loads((written / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    assert told["profile"] == "tabular-data-package"
    assert "licenses" not in told
    resources = {resource["name"]: resource for resource in told["resources"]}
    for view in VIEWS:
        resource = resources[view.name]
        content = (written / "datapackage" / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (
            len(content),
            f"sha256:{hashlib.sha256(content).hexdigest()}",
        )
        assert [field["description"] for field in resource["schema"]["fields"]] == [
            column.comment for column in view.columns
        ]
    projects = resources["v_projects"]["schema"]
    assert projects["primaryKey"] == ["project_id"]
    assert {"fields": ["parent_id"], "reference": {"resource": "", "fields": ["project_id"]}} in projects[
        "foreignKeys"
    ]
    assert {
        "fields": ["table_id"],
        "reference": {"resource": "v_tables", "fields": ["table_id"]},
    } in projects["foreignKeys"]


def test_a_reference_that_leads_nowhere_would_be_found(written: Path, tmp_path: Path) -> None:
    for path in (written / "datapackage").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    items = tmp_path / "v_tables.csv"
    items.write_bytes(items.read_bytes().splitlines(keepends=True)[0])
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_of_some_views_only_their_own_references_are_told(db: Path, tmp_path: Path) -> None:
    run("--db", db, "export", "--format", "datapackage", "--out", tmp_path, "--views", "projects,tables")
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    named = {
        key["reference"]["resource"]
        for resource in told["resources"]
        for key in resource["schema"].get("foreignKeys", [])
    }
    assert named == {"", "v_tables"}
    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_created_follows_source_date_epoch(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    run("--db", db, "export", "--format", "datapackage", "--out", tmp_path, "--views", "versions")
    assert (
        json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["created"]
        == "1970-01-02T00:00:00Z"
    )
