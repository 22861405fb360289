"""Where Chinese is spoken, a person reads no English: every help page, what the commands print about the
sample, and errors are walked for Latin words. Names of commands, options, codes, files and formats stay."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from models.names import RECORD_KINDS
from pipeline.cli import plantrace
from pipeline.rules.catalogue import RULES

ROOT = Path(__file__).resolve().parents[1]
# names that have no Chinese, and units
_NAMES = frozenset(
    word
    for line in (
        "annotations context dask json ld mcp model protocol sdk wc web",
        "apple linux mib toml csv ctrl datasette docx doc dos dtd epub excel flat gzip html json kb mb mht",
        "numbers odt office ofd ole opc opendocument pages parquet pdf pip install plantrace",
        "postscript powerpoint python rtf sha spacy sqlite uid uof visio windows word works wps",
        "xlsx xlsb xls xml xpath zip zh en",
    )
    for word in line.split()
)
# codes: what stands in backticks or alone in parentheses, options, records (figure:12), paths, variables,
# digests
_CODES = re.compile(
    r"（[a-z_0-9.]+）|`[^`]*`|--?[a-z][a-z-]*|\b[a-z_]+:\S+|\S*[/\\]\S*|\b[A-Z]+(?:_[A-Z]+)+\S*"
    r"|\bv_[a-z_]+|\[[a-z|]+\]|\S+\.(?:docx?|pdf|db|html|md|jsonl|zip)|\b[a-z0-9]+_[a-z0-9_]+|\b[0-9a-f]{7,}\b"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_COMMANDS = (
    "check",
    "outline",
    "trace 26座",
    "trace 26座 --full",
    "trace project:数据中心",
    "trace 没有这个词",
    "search 数据中心",
    "search 没有这个词",
    "indicators",
    "projects",
    "projects --body 没有这个单位",
    "boxes",
    "boxes 专栏三",
    "figures --year 2025",
    "entities --projects",
    "entities",
    "tasks",
    "diff 云岭",
    "diff 云岭 --only 实质 --all",
    "history indicator:5G",
    "compare 5G基站",
    "compare 没有这个指标",
    "verify",
    "plans",
    "plans --rename 没有这个规划 新名",
    "report 没有这个规划",
    "report --out page.html",
    "export --format csv --out out",
    "export --format csv --out out --views nothing",
    "bundle --plan 云岭 --out out.zip",
    "bundle nothing.docx",
    "doctor",
    "review 1 dismiss --note 分期",
    "review 9999 confirm",
    "check --rule nothing",
    "check --version 9 云岭",
    "remove 没有这个规划 --yes",
    "rebuild",
    "ingest nothing.docx",
    "ingest wrong.pdf wrong.doc empty.docx text.docx page.docx damaged.docx",
    "ingest raw",
    "ingest raw --plan 甲 --new-plan",
    "ingest raw --version-date 明年",
    "figures --kind 没有",
    "figures --year 1",
    "figures --limit -1",
    "figures --nothing",
    "nothing",
    "trace",
    "trace indicator:没有这个指标",
    "outline 云岭 --version 7",
    "plans --db wrong.pdf",
    "plans --db absent.db",
    "plans --db .",
    "verify --source nothing",
    "export --format csv --out wrong.pdf",
    "diff 云岭 --format html --out .",
    "export --format csv --out out --plan",
    "serve --port nothing",
    "report --version 0",
)


@pytest.fixture(scope="module")
def place(clone: Path) -> Iterator[Path]:
    (clone / "wrong.pdf").write_bytes(b"%PDF-1.7\n")
    (clone / "wrong.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (clone / "empty.docx").write_bytes(b"")
    (clone / "text.docx").write_text("规划", encoding="utf-8")
    (clone / "page.docx").write_text("<html><body>规划</body></html>", encoding="utf-8")
    (clone / "damaged.docx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(clone)
        patch.setenv("PLANTRACE_LANG", "zh")
        patch.setenv("COLUMNS", "200")
        spoken("ingest raw")
        yield clone


def spoken(line: str) -> str:
    done = CliRunner().invoke(plantrace, line.split())
    return f"{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="module")
def sample_words(place: Path) -> frozenset[str]:
    """Latin words of the plan itself."""
    import sqlite3

    with sqlite3.connect(place / "output" / "plans.db") as connection:
        found = [str(text) for (text,) in connection.execute("SELECT text FROM v_blocks")]
    connection.close()
    return frozenset(word.lower() for text in found for word in _WORD.findall(text))


def english(text: str, known: frozenset[str]) -> list[str]:
    left = _WORD.findall(_CODES.sub(" ", text))
    codes = {
        *plantrace.commands,
        *RECORD_KINDS,
        *(rule.code for rule in RULES),
        "block",
        "nothing",
        "out",
        "text",
    }
    return sorted({word for word in left if word.lower() not in _NAMES | known | codes})


@pytest.mark.parametrize("line", ["", *sorted(plantrace.commands)])
def test_help_has_no_english(place: Path, sample_words: frozenset[str], line: str) -> None:
    shown = spoken(f"{line} --help".strip())
    prose = "\n".join(row for row in shown.splitlines() if not row.strip().startswith("plantrace "))
    assert english(prose, sample_words) == []


@pytest.mark.parametrize("line", _COMMANDS)
def test_what_commands_say_has_no_english(place: Path, sample_words: frozenset[str], line: str) -> None:
    assert english(spoken(line), sample_words) == []


_ERRORS = {"RefusedFile": 2, "NotHeld": 0, "WrongUse": 0, "DatabaseFault": 0, "UsageError": 0, "complain": 0}


def test_errors_are_said_in_the_language_in_force() -> None:
    """A literal or f-string where an error is made would be English for everyone."""
    literal = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in ("parsers", "pipeline")
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _is_literal(node)
    ]
    assert literal == []


def _is_literal(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = _ERRORS.get(name)
    if place is None or len(call.args) <= place:
        return False
    return isinstance(call.args[place], ast.Constant | ast.JoinedStr)
