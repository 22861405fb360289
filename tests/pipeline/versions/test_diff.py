"""`diff`, `plans`, `remove` and `history` as a user runs them, and the page."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests.pipeline.made import write_plan

TITLE = "某市水务<b>发展</b>规划"
OLD = (
    "一、总体要求",
    "新建泵站97座，改造老旧管网一百二十公里。<script>alert(1)</script>",
    "整治中小河流，恢复自然岸线，建设沿河绿道。",
)
NEW = (
    "一、总体要求",
    "新建泵站120座，改造老旧管网一百二十公里。<script>alert(1)</script>",
    "“&quot;\x85' onload=x",
    "整治中小河流，恢复自然岸线，建设沿河绿道。",
)


@pytest.fixture
def held(tmp_path: Path) -> Path:
    files = [
        write_plan(tmp_path / f"{number}.docx", TITLE, *lines) for number, lines in enumerate((OLD, NEW))
    ]
    ingest(files, tmp_path / "plans.db", plan="水务")
    return tmp_path / "plans.db"


def run(held: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(plantrace, [*words, "--db", str(held)], standalone_mode=True)
    assert result.exit_code == code, result.output
    return result.output


def test_both_sides_are_shown_with_what_changed(held: Path) -> None:
    text = run(held, "diff", "水务")
    assert "- 新建泵站【97】座" in text
    assert "+ 新建泵站【120】座" in text
    assert "1 added, 1 changed" in text


def test_backwards_is_told_backwards(held: Path) -> None:
    assert "- 新建泵站【120】座" in run(held, "diff", "水务", "2", "1")


def test_json_says_the_same(held: Path) -> None:
    found = json.loads(run(held, "diff", "水务", "--format", "json"))
    changed = [
        change
        for change in found["changes"]
        if change["record_kind"] == "block" and change["change"] == "changed"
    ]
    assert [(change["old"]["quote"], change["new"]["quote"]) for change in changed] == [("97", "120")]


def test_the_page_lets_no_text_act(held: Path, tmp_path: Path) -> None:
    run(held, "diff", "水务", "--format", "html", "--out", str(tmp_path / "out" / "page.html"))
    page = (tmp_path / "out" / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<b>发展" not in page
    assert "&lt;script&gt;" in page
    assert "default-src &#x27;none&#x27;" in page
    assert not re.search(r"(?:src|href)=[\"']?https?:", page)
    assert "<del>97</del>" in page
    assert "<ins>120</ins>" in page


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("diff", "水务", "1"), 2, "two versions"),
        (("diff", "水务", "1", "9"), 1, "no version 9"),
        (("diff", "水务", "1", "1"), 2, "itself"),
        (("diff", "无此规划"), 1, "no such plan"),
        (("diff", "水务", "--out", "x.txt"), 2, "--format"),
        (("remove", "无此规划", "--yes"), 1, "no such version"),
        (("history", "没有这个词语"), 1, "no record"),
        (("plans", "--rename", "无此规划", "甲"), 1, "no such plan"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    held: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    output = run(held, *words, code=code)
    assert told in output
    assert "Traceback" not in output


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    files = [
        write_plan(tmp_path / "1.docx", TITLE, *OLD),
        write_plan(tmp_path / "2.docx", TITLE, *(f"　　{line}" for line in OLD)),
    ]
    result = CliRunner().invoke(plantrace, ["ingest", *map(str, files), "--db", str(tmp_path / "p.db")])
    assert "no textual change since version 1" in result.output
    assert "no textual change" in run(tmp_path / "p.db", "diff", "水务")


def test_remove_asks_first(held: Path) -> None:
    result = CliRunner().invoke(
        plantrace, ["remove", "水务", "--version", "1", "--db", str(held)], input="n\n"
    )
    assert result.exit_code != 0
    assert run(held, "plans").count("水务") >= 2
    run(held, "remove", "水务", "--version", "1", "--yes")
    assert len(json.loads(run(held, "plans", "--format", "json"))[0]["versions"]) == 1


def test_only_what_is_of_substance(tmp_path: Path) -> None:
    old = ["第一条　整治河流，恢复岸线。", "第二条　依照第一条办理，做好巡查。"]
    new = [
        "第一条　建设绿道，方便市民。",
        "第二条　整治河流，恢复岸线。",
        "第三条　依照第二条办理，做好巡查。",
    ]
    files = [
        write_plan(tmp_path / f"{number}.docx", "河道办法", *lines) for number, lines in enumerate((old, new))
    ]
    ingest(files, tmp_path / "plans.db", plan="河道")
    told = json.loads(run(tmp_path / "plans.db", "diff", "河道", "--format", "json", "--only", "substance"))
    assert [change["new_value"] for change in told["changes"]] == ["第一条　建设绿道，方便市民。"]
    assert "依照" in run(tmp_path / "plans.db", "diff", "河道", "--only", "reference")
