"""docs/cli.md says what the commands say."""

from pathlib import Path

import pytest

from models.language import Language
from pipeline.cli import plantrace
from pipeline.cli_reference import help_parts, reference

DOCS = Path(__file__).resolve().parents[1] / "docs"


@pytest.mark.parametrize(("language", "page"), [("en", "cli.md"), ("zh", "cli.zh.md")])
def test_the_page_is_current(monkeypatch: pytest.MonkeyPatch, language: Language, page: str) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    shown = (DOCS / page).read_text(encoding="utf-8")
    assert shown == reference(language), "run: python -m pipeline.cli_reference"


@pytest.mark.parametrize("name", sorted(plantrace.commands))
def test_every_command_has_a_section_with_prose_an_example_and_its_options(name: str) -> None:
    section = reference().partition(f"## plantrace {name}\n")[2].partition("\n## ")[0]
    prose, example = help_parts(plantrace.commands[name])
    assert prose.count("\n\n") >= 1
    assert all(line.startswith(f"plantrace {name}") for line in example)
    assert example
    for parameter in plantrace.commands[name].params:
        assert all(option in section for option in parameter.opts if option.startswith("--"))
