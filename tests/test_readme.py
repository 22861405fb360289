"""What the READMEs show is what their commands and programs print: each block is run on the sample, in the
order of the page, in the language of the page.

A line that is only `…` in a shown output stands for any lines left out.
"""

import ast
import gc
import re
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```\n+(?:^```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^(?:.*&& )?(?:\.venv/bin/)?plantrace (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    language: str
    code: str
    shown: str

    @property
    def name(self) -> str:
        return self.code.strip().splitlines()[-1][-40:]


def blocks(page: str) -> list[Block]:
    return [
        Block(*match.groups(default=""))
        for match in _BLOCK.finditer((ROOT / page).read_text(encoding="utf-8"))
    ]


LANGUAGES = {"README.md": "en", "README.zh.md": "zh"}
COMMANDS = {
    page: [
        block
        for block in blocks(page)
        if block.language == "sh" and block.shown and _COMMAND.search(block.code)
    ]
    for page in LANGUAGES
}
PROGRAMS = [block for block in blocks("README.md") if block.language == "python"]
QUERIES = [block for page in LANGUAGES for block in blocks(page) if block.code.startswith("sqlite3 ")]
OTHERS = [(page, block) for page in LANGUAGES for block in COMMANDS[page][1:]]


@pytest.fixture(scope="module")
def place(clone: Path) -> Iterator[Path]:
    """A folder like a fresh clone, as far as the commands of the READMEs see it; the first command has been
    run, in each language into a database of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(clone)
        patch.setenv("COLUMNS", "100")
        for page, language in reversed(LANGUAGES.items()):
            (clone / "output" / "plans.db").unlink(missing_ok=True)
            (clone / page).write_text(run(COMMANDS[page][0].code, language), encoding="utf-8")
        yield clone


def run(code: str, language: str) -> str:
    command = _COMMAND.search(code)
    assert command
    arguments = ["--lang", language, *command.group(1).split()]
    done = CliRunner().invoke(plantrace, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def abridged(printed: str, shown: str) -> str:
    """The output with `…` for the lines that `shown` leaves out: equal to `shown` if and only if nothing
    else differs."""
    rest, kept = printed.rstrip().splitlines(), list[str]()
    parts = re.split(r"^( *…)\n", shown, flags=re.MULTILINE)
    for mark, part in zip(["", *parts[1::2]], parts[::2], strict=True):
        lines = part.splitlines()
        start = (
            next((at for at in range(len(rest) + 1) if rest[at : at + len(lines)] == lines), 0) if mark else 0
        )
        kept += [*([mark] if mark else []), *rest[start : start + len(lines)]]
        rest = rest[start + len(lines) :]
    return "".join(f"{line}\n" for line in (kept if shown.endswith("…\n") else kept + rest))


@pytest.mark.parametrize(
    ("shown", "is_told"),
    [
        pytest.param("a\nb\nc\n", True, id="all"),
        pytest.param("a\n…\nc\n", True, id="middle left out"),
        pytest.param("a\n  …\n", True, id="end left out"),
        pytest.param("a\nb\n", False, id="end missing"),
        pytest.param("a\n…\nd\n", False, id="another end"),
        pytest.param("b\n…\n", False, id="another beginning"),
        pytest.param("", False, id="nothing shown"),
    ],
)
def test_a_shown_output_must_be_what_is_printed(shown: str, is_told: bool) -> None:
    assert (abridged("a\nb\nc\n\n", shown) == shown) is is_told


def test_the_pages_show_commands_a_query_and_programs() -> None:
    assert [block.code for block in COMMANDS["README.md"]] == [
        block.code for block in COMMANDS["README.zh.md"]
    ]
    assert len(COMMANDS["README.md"]) >= 5
    assert len(QUERIES) == 2
    assert len(PROGRAMS) == 2


@pytest.mark.parametrize("page", LANGUAGES)
def test_the_first_command_prints_what_is_shown(place: Path, page: str) -> None:
    shown = COMMANDS[page][0].shown
    assert abridged((place / page).read_text(encoding="utf-8"), shown) == shown


@pytest.mark.parametrize(("page", "block"), OTHERS, ids=lambda one: getattr(one, "name", one))
def test_the_other_commands_print_what_is_shown(place: Path, page: str, block: Block) -> None:
    assert abridged(run(block.code, LANGUAGES[page]), block.shown) == block.shown


@pytest.mark.parametrize("block", QUERIES, ids=lambda block: "query")
def test_the_query_finds_what_is_shown(place: Path, block: Block) -> None:
    """Row by row, since the sqlite3 shell need not be there; it pads by characters, which the comparison
    leaves out."""
    import sqlite3

    sql = block.code.split('"', 1)[1].rsplit('"', 1)[0]
    with sqlite3.connect(place / "output" / "plans.db") as connection:
        found = [[str(value) for value in row] for row in connection.execute(sql)]
    connection.close()
    assert [line.split() for line in block.shown.splitlines()[2:]] == found


@pytest.mark.parametrize("block", PROGRAMS, ids=["pandas", "duckdb"])
def test_the_programs_print_what_is_shown(place: Path, block: Block) -> None:
    printed = executed(block.code.replace("INSTALL sqlite; LOAD sqlite", f"LOAD '{extension()}'"))
    assert abridged(printed, block.shown) == block.shown


def extension() -> Path:
    scanner = pytest.importorskip(
        "duckdb_extension_sqlite_scanner", reason="needs the package duckdb-extension-sqlite-scanner"
    )
    (path,) = Path(scanner.__file__).parent.rglob("*.duckdb_extension")
    return path


def executed(code: str) -> str:
    """What a notebook shows: what is printed, and the value of the last expression."""
    statements = ast.parse(code).body
    last = statements.pop() if isinstance(statements[-1], ast.Expr) else None
    names: dict[str, Any] = {}
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(ast.Module(statements, []), "README", "exec"), names)
        value = (
            eval(compile(ast.Expression(last.value), "README", "eval"), names) if last is not None else None
        )
    for name in ("plans", "connection"):
        if name in names:
            names[name].close()
    with warnings.catch_warnings():  # an example leaves closing to Python, of which 3.13 and newer tell
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    return printed.getvalue() if value is None else f"{value}\n"
