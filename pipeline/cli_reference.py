"""Writes docs/cli.md and docs/cli.zh.md from the commands themselves: `python -m pipeline.cli_reference`
(the first to stdout with `-`)."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import click

from models.language import Language, later, say, speaking
from pipeline.cli import plantrace
from pipeline.commands.speaking import Context, Speaking

_INTRODUCTION = later(
    """# Command line

Written by `python -m pipeline.cli_reference` from the commands themselves; a test fails when it is out
of date.
"""
)
_PAGES: Final[Mapping[Language, str]] = {"en": "cli.md", "zh": "cli.zh.md"}


def reference(chosen: Language = "en") -> str:
    """The page: the group, then each command with its usage, what it does, an example and its options."""
    with speaking(chosen):
        return "\n".join(_sections())


def _sections() -> Iterator[str]:
    root = Context(plantrace, info_name="plantrace", **plantrace.context_settings)
    yield say(_INTRODUCTION)
    yield _section(root)
    for name in plantrace.list_commands(root):
        command = plantrace.get_command(root, name)
        assert command is not None
        yield _section(Context(command, info_name=name, parent=root))


def _section(context: click.Context) -> str:
    command = context.command
    prose, example = help_parts(command)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"## {context.command_path}", "", "```", f"{context.command_path} {usage}", "```", ""]
    lines += [
        prose,
        "",
        "```sh",
        *example,
        "```",
        "",
        say("| option | meaning |"),
        "|---|---|",
        *_options(context),
        "",
    ]
    return "\n".join(lines)


def help_parts(command: click.Command) -> tuple[str, list[str]]:
    """The prose of a command's help, one line a paragraph, and the lines of its example."""
    told = [*command.told_paragraphs()] if isinstance(command, Speaking) else []
    prose = "\n\n".join(text for text in told[:-2])
    return prose, [line.strip() for line in told[-1].splitlines()]


def _options(context: click.Context) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            names, meaning = (text.replace("|", "\\|") for text in record)
            yield f"| `{names}` | {' '.join(meaning.split())} |"


def main() -> None:
    """Write the pages into docs/ of this checkout."""
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(reference())
        return
    folder = Path(__file__).resolve().parents[1] / "docs"
    for chosen, name in _PAGES.items():
        (folder / name).write_text(reference(chosen), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
