"""Every command that a page or a help text shows is run on the sample, and answers something."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.commands.speaking import EXAMPLE, paragraphs

ROOT = Path(__file__).resolve().parents[1]
_PAGES = (
    "README.md",
    "README.zh.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")),
)
# the pages of the command line show usage lines and the examples of the help, which are taken from the help
_FROM_HELP = {"docs/cli.md", "docs/cli.zh.md"}
_LINE = re.compile(r"^\s*(?:.*&& )?(?:\.venv/bin/)?plantrace ([a-z].*?)(?:\s+#.*)?$", re.MULTILINE)
_INLINE = re.compile(r"`plantrace ([a-z][^`]*)`")
_FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
# words in capitals stand for what the reader puts there; … for any
_PLACEHOLDER = re.compile(r"(?<![\w:])[A-Z]{1,}(?![\w:])|…|\.\.\.|\[")
# waits for a browser, an assistant or a cluster (tests/pipeline/test_cluster.py has one); damage and spaCy
# models are not in the sample
_NOT_HERE = ("serve", "app", "mcp", "ingest raw/ --scheduler", "ingest --debug", "check --debug")
# the sample is one plan and has no tasks: these tell so
_OF_MORE = ("compare --plan 云江市 --against 云江省", "tasks --body 工信局 --due 2025")


def _commands(text: str) -> Iterator[str]:
    for fence in _FENCE.findall(text):
        yield from _LINE.findall(fence)
    yield from _INLINE.findall(_FENCE.sub("", text))


def _of_help() -> Iterator[tuple[str, str]]:
    for name, command in plantrace.commands.items():
        *_, before, lines = ["", "", *paragraphs(command.help or "")]
        if before == EXAMPLE:
            yield from ((f"{name} --help", line) for line in _LINE.findall(lines))


def _is_whole(command: str) -> bool:
    """Whether it can be typed as it stands; a bare name of a command is a word of the sentence."""
    if command in _OF_MORE:
        return False
    return " " in command and not _PLACEHOLDER.search(command) and not command.startswith(_NOT_HERE)


EXAMPLES = sorted(
    {
        (page, command.strip())
        for page, command in [
            *(
                (page, one)
                for page in _PAGES
                if page not in _FROM_HELP
                for one in _commands((ROOT / page).read_text("utf-8"))
            ),
            *_of_help(),
        ]
        if _is_whole(command)
    }
)


@pytest.fixture(scope="module")
def sample(clone: Path) -> Path:
    """A folder like a clone in which the first command has been run."""
    done = CliRunner().invoke(
        plantrace,
        ["ingest", str(clone / "raw"), "--db", str(clone / "output/plans.db")],
        catch_exceptions=False,
    )
    assert done.exit_code == 0
    return clone


@pytest.fixture
def place(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it for one command."""
    folder = tmp_path / "clone"
    shutil.copytree(sample, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    return folder


def test_examples_are_found() -> None:
    assert len(EXAMPLES) > 50
    assert {page for page, _ in EXAMPLES} >= {"README.md", "README.zh.md", "trace --help"}


@pytest.mark.parametrize(("page", "command"), EXAMPLES)
def test_every_example_answers_something(place: Path, page: str, command: str) -> None:
    done = CliRunner().invoke(plantrace, ["--lang", "en", *shlex.split(command)], input="y\n")
    assert done.exit_code == 0, f"{page}: plantrace {command}\n{done.output}"
    assert done.stdout.strip()
    assert not re.search(r"^no \w+ match$", done.stdout, re.MULTILINE), f"{page}: plantrace {command}"
