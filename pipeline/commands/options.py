"""Options that every command takes, before or behind its name."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import click
from click.core import ParameterSource

from models.language import LANGUAGES, VARIABLE, Language, language
from pipeline.commands.speaking import PathType, argument, option
from pipeline.store.address import Address, Where, where

_KEY = "plantrace."
DEFAULT_DATABASE = "output/plans.db"
_LEVELS = {"verbose": logging.INFO, "debug": logging.DEBUG}
Format = Literal["text", "json"]
Decorated = TypeVar("Decorated", bound=Callable[..., object])


class Typed(click.ParamType[str]):
    """Words from the command line; where the locale could not decode them (LC_ALL=C), they are read as
    UTF-8, else as GB18030."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words as they were typed."""
        raw = value.encode(sys.getfilesystemencoding(), "surrogateescape")
        for encoding in (sys.getfilesystemencoding(), "utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                return raw.decode(encoding)
        return raw.decode("utf-8", "replace")


class Database(PathType):
    """A file, or the address of a PostgreSQL database."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Where the database is."""
        found = where(value) if isinstance(value, str) else value
        return found if isinstance(found, Address) else super().convert(value, param, ctx)


class Folder(PathType):
    """A folder, or the address of a place in an object store, which stays a text."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """The path, or the address as it was typed."""
        if isinstance(value, str) and "://" in value:
            return Typed().convert(value, param, ctx)
        return super().convert(value, param, ctx)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the shared options say: where the database is, and whether a fault shows its traceback."""

    database: Where
    debug: bool


def settings(context: click.Context) -> Settings:
    """The settings in force; those behind a command's name go before those in front of it, these before the
    environment."""
    database, debug = context.meta.get(f"{_KEY}database"), context.meta.get(f"{_KEY}debug")
    place = database if isinstance(database, Address) else Path(database or DEFAULT_DATABASE)
    return Settings(place, bool(debug))


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> object:
    key = f"{_KEY}{parameter.name}"
    if (
        key not in context.meta
        or context.get_parameter_source(str(parameter.name)) is ParameterSource.COMMANDLINE
    ):
        context.meta[key] = value
    if parameter.name in _LEVELS and value:
        from pipeline.faults import show_log

        show_log(_LEVELS[parameter.name])
    return value


def shared_options(command: Decorated) -> Decorated:
    """Add --db, --lang, --verbose and --debug; `settings` tells what they say. `language_asked` has heeded
    --lang before anything is parsed."""
    debug = option(
        "--debug",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help="Show the traceback of an error.",
    )
    verbose = option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help="Tell on stderr what is done meanwhile.",
    )
    database = option(
        "--db",
        "database",
        metavar="FILE",
        type=Database(dir_okay=False, path_type=Path),
        default=DEFAULT_DATABASE,
        show_default=True,
        envvar="PLANTRACE_DB",
        show_envvar=True,
        expose_value=False,
        callback=_remember,
        help="The database file, or postgresql+psycopg://USER@HOST/NAME.",
    )
    spoken = option(
        "--lang",
        "spoken",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help="Language of all that is said.  [env var: PLANTRACE_LANG; default: the system's]",
    )
    return cast(Decorated, database(spoken(verbose(debug(command)))))


def language_asked(arguments: Sequence[str], configured: Language | None = None) -> Language:
    """What --lang says anywhere on the command line (`--help` in front of it would be shown before it is
    parsed), else PLANTRACE_LANG, else what a file of settings says, else the language in force."""
    before = [*arguments[: arguments.index("--")]] if "--" in arguments else [*arguments]
    named = [value for name, value in pairwise([*before, ""]) if name == "--lang"]
    named += [one.removeprefix("--lang=") for one in before if one.startswith("--lang=")]
    otherwise = language() if os.environ.get(VARIABLE) or configured is None else configured
    return next((known for known in LANGUAGES if known in named[-1:]), otherwise)


def format_option(command: Decorated) -> Decorated:
    """Add --format; the command gets `output_format`."""
    add = option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="For people, or for programs.",
    )
    return cast(Decorated, add(command))


def scope_options(command: Decorated) -> Decorated:
    """Add --plan and --all-versions; the command gets `plan` and `all_versions`."""
    plan = option("--plan", metavar="PLAN", type=Typed(), help="Only this plan (its key or a part of it).")
    versions = option(
        "--all-versions", is_flag=True, help="Older versions too, not only each plan's current one."
    )
    return cast(Decorated, plan(versions(command)))


def listing_options(limit: int, meaning: str) -> Callable[[Decorated], Decorated]:
    """What every list takes: --plan, --all-versions, --limit, --format and the shared options."""

    def add(command: Decorated) -> Decorated:
        return scope_options(limit_option(limit, meaning)(format_option(shared_options(command))))

    return add


def words_argument(command: Decorated) -> Decorated:
    """Add WORDS that narrow a list; the command gets `words`."""
    add = argument("words", nargs=-1, type=Typed(), metavar="[WORDS]...")
    return cast(Decorated, add(command))


def year_option(meaning: str) -> Callable[[Decorated], Decorated]:
    """Add --year; the command gets `year`."""

    def add(command: Decorated) -> Decorated:
        year = option("--year", metavar="YEAR", type=click.IntRange(1900, 2200), help=meaning)
        return cast(Decorated, year(command))

    return add


def jobs_option(command: Decorated) -> Decorated:
    """Add --jobs; the command gets `jobs`."""
    add = option(
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help="Read this many files at a time, each in a process of its own.",
    )
    return cast(Decorated, add(command))


def model_option(command: Decorated) -> Decorated:
    """Add --spacy-model; the command gets `model`."""
    help_text = "An installed spaCy pipeline that finds the names instead of ours."
    add = option("--spacy-model", "model", metavar="NAME", type=Typed(), help=help_text)
    return cast(Decorated, add(command))


def limit_option(default: int, meaning: str) -> Callable[[Decorated], Decorated]:
    """Add --limit; the command gets `limit`, None for all."""

    def add(command: Decorated) -> Decorated:
        limit = option(
            "--limit",
            metavar="N",
            type=click.IntRange(min=0),
            default=default,
            show_default=True,
            callback=_all_for_zero,
            help=meaning,
        )
        return cast(Decorated, limit(command))

    return add


def _all_for_zero(_context: click.Context, _parameter: click.Parameter, value: int) -> int | None:
    return value or None
