"""`plantrace export`: which files there are, that their content is that of the views, and that a folder gets
all or none of them."""

import csv
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from models.view_keys import KEYS
from models.views import VIEWS
from pipeline.export.files import file_name, stems
from pipeline.export.formats import FORMATS
from pipeline.export.frames import frame
from pipeline.export.guard import unguarded
from pipeline.export.keys import foreign_keys
from pipeline.store.held import HeldVersion
from tests.pipeline.export.hostile import EXACT, FORMULA, KEY, ORIGINAL, TEXTS, hostile_plan, rows_of, run
from tests.pipeline.made import reading
from tests.pipeline.small_plan import store_small_plan

NAMES = {view.name for view in VIEWS}
TYPES = {view.name: {column.name: column.type for column in view.columns} for view in VIEWS}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_plan(tmp_path_factory.mktemp("库 一") / "规划 库.db")


def exported(db: Path, folder: Path, output_format: str, *more: str) -> Path:
    run("--db", db, "export", "--format", output_format, "--out", folder, *more)
    return folder


def read_csv(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else repr(value)


def unpacked(path: Path) -> bytes:
    """The bytes of a file, those of its members when it is a zip, the values when it is Parquet."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return b"".join(map(archive.read, archive.namelist()))
    return pd.read_parquet(path).to_csv().encode() if path.suffix == ".parquet" else path.read_bytes()


def test_csv_holds_what_the_views_hold(db: Path, tmp_path: Path) -> None:
    out = exported(db, tmp_path / "新 文件夹" / "csv", "csv", "--all-versions")
    assert {path.name for path in out.iterdir()} == {f"{name}.csv" for name in NAMES}
    for name in sorted(NAMES):
        wanted = sorted(tuple(map(as_csv, row.values())) for row in rows_of(db, f"SELECT * FROM {name}"))
        found = sorted(tuple(map(unguarded, row.values())) for row in read_csv(out / f"{name}.csv"))
        assert found == wanted, name


def test_csv_disarms_formulas_and_keeps_numbers(db: Path, tmp_path: Path) -> None:
    out = exported(db, tmp_path, "csv", "--views", "projects")
    assert [path.name for path in out.iterdir()] == ["v_projects.csv"]
    first, second = read_csv(out / "v_projects.csv")
    assert first["remarks"] == f"'{FORMULA}"
    assert first["location"] == f"'{TEXTS['location']}"
    assert first["stage"] == "'-新建"
    assert (first["content"], first["period_raw"]) == (TEXTS["content"], "-0.5")
    assert second["total_investment_text"] == EXACT
    raw = (out / "v_projects.csv").read_bytes()
    assert b'"a ""b"", c\nd\r\ne"' in raw
    assert raw.endswith(b"\r\n")


def test_csv_tells_null_from_an_empty_text(db: Path, tmp_path: Path) -> None:
    out = exported(db, tmp_path, "csv", "--views", "v_headings,v_tables")
    line = (out / "v_tables.csv").read_text(encoding="utf-8-sig").splitlines()[2]
    row = rows_of(db, "SELECT * FROM v_tables WHERE is_current ORDER BY table_id")[1]
    assert row["caption"] is None
    assert line.split(",")[list(row).index("caption")] == ""
    with reading(db) as connection:
        assert frame(connection, "v_tables")["caption"].isna().tolist() == [False, True]


def test_csv_read_by_pandas_is_the_frame(db: Path, tmp_path: Path) -> None:
    out = exported(db, tmp_path, "csv")
    with reading(db) as connection:
        for name in sorted(NAMES):
            wanted = frame(connection, name)
            dtypes = wanted.dtypes.astype(str).to_dict()
            found = pd.read_csv(
                out / f"{name}.csv", encoding="utf-8-sig", dtype=dtypes, keep_default_na=False, na_values=[""]
            )  # type: ignore[arg-type]
            texts = [column for column, dtype in dtypes.items() if dtype == "string"]
            found[texts] = found[texts].map(unguarded, na_action="ignore").astype("string")
            wanted[texts] = wanted[texts].replace("", pd.NA).astype("string")
            pd.testing.assert_frame_equal(found, wanted, check_exact=True)


def test_json_lines_are_verbatim_and_typed(db: Path, tmp_path: Path) -> None:
    out = exported(db, tmp_path, "json", "--all-versions")
    assert {path.name for path in out.iterdir()} == {f"{name}.jsonl" for name in NAMES}
    for name in sorted(NAMES):
        text = (out / f"{name}.jsonl").read_text(encoding="utf-8")
        found = [json.loads(line) for line in text.split("\n") if line]
        wanted = rows_of(db, f"SELECT * FROM {name}")
        assert sorted(map(repr, found)) == sorted(map(repr, wanted)), name
        assert "\\u" not in text


def test_current_versions_only_unless_asked(db: Path, tmp_path: Path) -> None:
    def versions(*more: str) -> set[str]:
        return {
            row["version"]
            for row in read_csv(exported(db, tmp_path, "csv", "--views", "blocks", *more) / "v_blocks.csv")
        }

    assert versions() == {"2"}
    assert versions("--all-versions") == {"1", "2"}
    assert versions("--version", "1") == {"1"}
    assert versions("--plan", "数字经济", "--version", "1") == {"1"}


def test_one_plan_of_several(db: Path, tmp_path: Path) -> None:
    both = hostile_plan(tmp_path / "two.db")
    store_small_plan(both, key="乙县规划")
    out = exported(both, tmp_path / "one", "csv", "--plan", "乙县")
    assert {row["plan"] for row in read_csv(out / "v_blocks.csv")} == {"乙县规划"}
    out = exported(both, tmp_path / "all", "csv", "--views", "versions")
    assert [(row["plan"], row["version"]) for row in read_csv(out / "v_versions.csv")] == [
        ("乙县规划", "1"),
        (KEY, "2"),
    ]
    told = run("--db", both, "export", "--format", "csv", "--out", tmp_path, "--version", "1", code=2).stderr
    assert "--plan" in told


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("--views", "v_projcts"), 2, "did you mean v_projects", id="view"),
        pytest.param(("--plan", "丙"), 1, "no such plan", id="plan"),
        pytest.param(("--version", "9"), 1, "no version 9", id="version"),
        pytest.param(("--version", "1", "--all-versions"), 2, "exclude each other", id="both"),
    ],
)
def test_what_is_not_there_is_one_line_and_no_file(
    db: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    result = run("--db", db, "export", "--format", "csv", "--out", tmp_path / "out", *arguments, code=code)
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_fault_on_the_way_leaves_the_folder_as_it_was(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = exported(db, tmp_path, "csv", "--views", "projects")
    (out / "v_log.csv").write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    monkeypatch.setattr("pipeline.export.datapackage.sha256_of", lambda path: 1 / 0)
    run("--db", db, "export", "--format", "datapackage", "--out", out, code=1)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert exported(db, out, "csv").joinpath("v_log.csv").read_bytes() != b"mine"


@pytest.mark.parametrize("output_format", FORMATS)
def test_the_same_database_gives_the_same_bytes_without_originals(
    db: Path, tmp_path: Path, output_format: str
) -> None:
    first, second = (exported(db, tmp_path / name, output_format) for name in ("a", "b"))
    files = sorted(path.name for path in first.iterdir())
    assert files == sorted(path.name for path in second.iterdir())
    for name in files:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
        assert ORIGINAL not in unpacked(first / name)


def test_the_command_tells_files_rows_and_sizes(db: Path, tmp_path: Path) -> None:
    told = run(
        "--db", db, "export", "--format", "json", "--out", tmp_path, "--views", "projects,figures"
    ).output.splitlines()
    assert told[0].split() == ["file", "rows", "size"]
    assert told[1].split()[:2] == ["v_projects.jsonl", "2"]
    assert told[-1].startswith(f"{tmp_path}: 2 files, ")
    assert told[-1].endswith("1 version of 1 plan")


def test_every_view_has_a_key_that_holds_and_an_order(db: Path) -> None:
    for view in VIEWS:
        if view.name == "v_changes":
            continue
        key = ", ".join(KEYS[view.name])
        repeated = rows_of(db, f"SELECT {key} FROM {view.name} GROUP BY {key} HAVING count(*) > 1")
        assert not repeated, view.name
        assert all(
            target.view in NAMES and set(target.columns) <= set(TYPES[view.name])
            for target in foreign_keys(view)
        )


def test_names_of_files_suit_every_system() -> None:
    assert file_name('a/b:c*"?') == "a_b_c___"
    assert file_name("CON") == "_CON"
    assert file_name(" .. ") == "_"
    assert len(file_name("规" * 300).encode()) <= 200
    assert file_name("规" * 300).strip("规") == ""
    versions = [HeldVersion(key, 1, True, "", "", "") for key in ("甲A", "甲a", "甲/")]
    assert list(stems(versions).values()) == ["甲A", "甲a-2", "甲_"]
    assert stems([HeldVersion("甲", 1, False, "", "", "")]).popitem()[1] == "甲-v1"


def test_a_folder_that_cannot_be_made_is_named(db: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("--db", db, "export", "--format", "csv", "--out", tmp_path / "file" / "out", code=1)
    assert str(tmp_path / "file") in result.stderr
    assert len(result.stderr.splitlines()) == 1
