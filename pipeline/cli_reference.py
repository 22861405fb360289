"""Writes docs/cli.md from the commands themselves: `python -m pipeline.cli_reference` (to stdout with
`-`)."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli import plantrace

_INTRODUCTION = """# Command line

Written by `python -m pipeline.cli_reference` from the commands themselves; a test fails when it is out
of date.
"""
_EXAMPLE = "Example:"


def reference() -> str:
    """The page: the group, then each command with its usage, what it does, an example and its options."""
    root = click.Context(plantrace, info_name="plantrace", **plantrace.context_settings)
    sections = [_section(root)]
    for name in plantrace.list_commands(root):
        command = plantrace.get_command(root, name)
        assert command is not None
        sections.append(_section(click.Context(command, info_name=name, parent=root)))
    return "\n".join([_INTRODUCTION, *sections])


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
        "| option | meaning |",
        "|---|---|",
        *_options(context),
        "",
    ]
    return "\n".join(lines)


def help_parts(command: click.Command) -> tuple[str, list[str]]:
    """The prose of a command's help, one line a paragraph, and the lines of its example."""
    prose, _, example = inspect.cleandoc(command.help or "").replace("\b", "").partition(_EXAMPLE)
    paragraphs = (" ".join(paragraph.split()) for paragraph in prose.split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph), [
        line.strip() for line in example.splitlines() if line.strip()
    ]


def _options(context: click.Context) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            names, meaning = (text.replace("|", "\\|") for text in record)
            yield f"| `{names}` | {' '.join(meaning.split())} |"


def main() -> None:
    """Write the page into docs/ of this checkout."""
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(reference())
    else:
        (Path(__file__).resolve().parents[1] / "docs" / "cli.md").write_text(
            reference(), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
