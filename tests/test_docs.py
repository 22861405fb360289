"""The documentation says what the code does: notices, generated pages, commands in the README."""

import ast
import re
from pathlib import Path

from models.errors import RefusedFile
from models.vocabularies import read_rows

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_CODE = re.compile(r"^[a-z]+(_[a-z]+)+$")


def notice_codes() -> set[str]:
    """What stands before the point in the first arguments of notice(…) and counted(…)."""
    return {
        _text(node.args[0]).partition(".")[0]
        for package in ("parsers", "pipeline")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("notice", "counted")
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    }


def _text(node: ast.expr) -> str:
    """A string, or what an f-string begins with."""
    part = node.values[0] if isinstance(node, ast.JoinedStr) else node
    assert isinstance(part, ast.Constant)
    return str(part.value)


def test_every_notice_is_explained_and_none_else() -> None:
    page = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE))
    assert explained == notice_codes()
    assert all(_CODE.match(code) for code in explained)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = re.search(r"^python3 -m venv .*pytest$", README, re.MULTILINE)
    assert command
    assert command.group() in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_links_of_the_readme_lead_somewhere() -> None:
    for name in ("README.md", "README.zh.md", "raw/README.md"):
        page = ROOT / name
        targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        assert [target for target in targets if not (page.parent / target).exists()] == []


def test_no_placeholder_is_left() -> None:
    assert "@" not in re.sub(r"\S+@\S+\.\S+", "", README)


def test_every_notice_has_sentences_that_name_the_same_in_both_languages() -> None:
    rows = read_rows("notice_sentences")
    assert {row["key"].partition(".")[0] for row in rows} == notice_codes()
    assert len({row["key"] for row in rows}) == len(rows)
    named = re.compile(r"\{(\w+)\}")
    differ = [
        row["key"] for row in rows if sorted(named.findall(row["en"])) != sorted(named.findall(row["zh"]))
    ]
    assert differ == []


def test_every_reason_for_refusing_a_file_is_explained() -> None:
    told = set(re.findall(r"`([a-z_]+)`", (RefusedFile.__doc__ or "").partition("`text`")[0])) - {"reason"}
    page = (ROOT / "docs" / "robustness.md").read_text(encoding="utf-8")
    files = page.split("\n## ")[1]
    explained = re.findall(r"^\| `([a-z_]+)` \|", files, re.MULTILINE)
    assert sorted(explained) == sorted(told)
