"""The outline shows each heading with what hangs under it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from models.errors import NotHeld, WrongUse
from pipeline.ask.outline import OutlineBox, OutlineTable, outline
from pipeline.commands import terminal
from pipeline.commands.outline_text import outline_json, outline_text
from pipeline.store.database import open_database
from pipeline.store.held import choose_version, find_plan, held_versions
from tests.pipeline.small_plan import KEY, store_small_plan


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("outline") / "plans.db"
    store_small_plan(database, salts=("", "修订。"))
    return database


@pytest.fixture
def held(path: Path) -> Iterator[Connection]:
    with open_database(path, read_only=True) as database, database.reading() as connection:
        yield connection


def _text(held: Connection, capsys: pytest.CaptureFixture[str], depth: int | None = None) -> list[str]:
    terminal.show(*outline_text(outline(held, choose_version(held, None, None), depth)))
    return capsys.readouterr().out.splitlines()


def test_the_tree_reads_like_the_plan(held: Connection, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _text(held, capsys)
    assert lines[:2] == ["示例市数字经济“十四五”规划", f"{KEY}, version 2 (current), 示例 规划.docx"]
    assert lines[2:5] == [
        "一、发展目标  1 paragraph, 2 figures",
        "├── indicator table  表1 主要指标  3 rows, 3 columns",
        "└── （一）重点项目  1 paragraph",
    ]
    assert lines[5].startswith("    ├── project table  (table ")
    assert lines[6:] == ["    └── box  专栏1 数字底座  1 item"]


def test_what_a_cut_tree_leaves_out_still_counts(
    held: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _text(held, capsys, depth=1)
    assert lines[2] == "一、发展目标  1 subheading, 2 paragraphs, 2 figures"
    assert [line for line in lines if "重点项目" in line] == []
    assert lines[-1] == "└── box  专栏1 数字底座  1 item"


def test_depth_zero_counts_the_whole_plan(held: Connection) -> None:
    root = outline(held, choose_version(held, KEY, None), 0).root
    assert (root.n_hidden, root.paragraphs, root.figures, len(root.hangs), root.children) == (2, 2, 2, 3, ())


def test_tables_and_boxes_come_in_document_order(held: Connection) -> None:
    second = outline(held, choose_version(held, KEY, 1)).root.children[0].children[0]
    assert [type(item) for item in second.hangs] == [OutlineTable, OutlineBox]


def test_json_holds_the_same_tree(held: Connection) -> None:
    told = outline_json(outline(held, choose_version(held, None, None)))
    root = told["outline"]
    assert isinstance(root, dict)
    first = root["children"][0]
    assert (told["plan"], told["version"], told["is_current"]) == (KEY, 2, True)
    assert (first["label"], first["title"], first["hangs"][0]["what"], first["hangs"][0]["kind"]) == (
        "一、",
        "发展目标",
        "table",
        "indicator",
    )
    assert first["children"][0]["hangs"][1] == {
        **first["children"][0]["hangs"][1],
        "what": "box",
        "label": "专栏1",
        "n_items": 1,
    }


@pytest.mark.parametrize("wanted", [KEY, "数字经济", "十四五", "示例 规划.DOCX"])
def test_a_plan_is_known_by_a_part_of_its_names(held: Connection, wanted: str) -> None:
    assert find_plan(held_versions(held), wanted) == KEY


def test_plans_and_versions_that_are_not_held_are_named(held: Connection) -> None:
    with pytest.raises(NotHeld, match=f"水利: no such plan; held are: {KEY}"):
        choose_version(held, "水利", None)
    with pytest.raises(NotHeld, match="there is no version 7; held are: 1, 2"):
        choose_version(held, None, 7)


def test_of_several_plans_one_must_be_named(tmp_path: Path) -> None:
    for key in ("甲市规划", "乙市规划"):
        store_small_plan(tmp_path / "two.db", key=key, salts=(key,))
    with open_database(tmp_path / "two.db") as database, database.reading() as connection:
        with pytest.raises(WrongUse, match="holds 2 plans; name one of them: 乙市规划, 甲市规划"):
            choose_version(connection, None, None)
        with pytest.raises(WrongUse, match="市规划: more than one plan matches"):
            choose_version(connection, "市规划", None)
        assert choose_version(connection, "甲市", None).plan == "甲市规划"


def test_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    with (
        open_database(tmp_path / "none.db", create=True) as database,
        database.reading() as connection,
        pytest.raises(NotHeld, match="plantrace ingest"),
    ):
        choose_version(connection, None, None)
