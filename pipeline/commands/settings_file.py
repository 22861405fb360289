"""A file of settings: plantrace.toml in the folder where the command runs, the table [tool.plantrace] of a
pyproject.toml there, or what PLANTRACE_CONFIG names.

Its keys are long options without their dashes. Options on the command line and variables of the environment
go before it.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

import click

from models.errors import WrongUse
from models.language import LANGUAGES, Language, later, say, system_reason
from pipeline.store.address import where

VARIABLE: Final = "PLANTRACE_CONFIG"
_OWN: Final = "plantrace.toml"
_SHARED: Final = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Key:
    """A setting: the parameter of click that it is the default of, what fits it, and that in words."""

    parameter: str
    fits: Callable[[object], bool]
    wanted: str


def _counts_from(least: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


KEYS: Final[Mapping[str, Key]] = {
    "db": Key("database", lambda value: isinstance(value, str) and bool(value), later("the path of a file")),
    "lang": Key("spoken", lambda value: value in LANGUAGES, later("zh or en")),
    "jobs": Key("jobs", _counts_from(1), later("a number, 1 or more")),
    "most-seconds": Key("most_seconds", _counts_from(0), later("a number, 0 for no limit")),
    "most-memory": Key("most_memory", _counts_from(0), later("a number of MiB, 0 for no limit")),
}


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a file says; `path` None where there is none."""

    path: Path | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def language(self) -> Language | None:
        """The language it asks for."""
        return cast(Language | None, self.values.get("lang"))

    def defaults(self, group: click.Group) -> dict[str, Any]:
        """The same as click takes it: by parameter for the group, and for each command that has it."""
        by_parameter = {KEYS[name].parameter: value for name, value in self.values.items() if name != "lang"}
        commands = {
            name: {one.name: by_parameter[one.name] for one in command.params if one.name in by_parameter}
            for name, command in group.commands.items()
        }
        return {**by_parameter, **commands}


def read_settings_file(folder: Path, environment: Mapping[str, str] = os.environ) -> SettingsFile:
    """The settings that hold for commands run in this folder.

    Raises:
        WrongUse: the file cannot be read, or holds what is no setting; one line says where.
    """
    named = environment.get(VARIABLE)
    if named is not None:
        return _checked(Path(named), _table(Path(named))) if named else SettingsFile()
    own, shared = folder / _OWN, folder / _SHARED
    if own.is_file():
        return _checked(own, _table(own))
    if not shared.is_file():
        return SettingsFile()
    found = _table(shared).get("tool", {}).get("plantrace")
    return SettingsFile() if found is None else _checked(shared, found)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUse(
            say("{file}: the settings cannot be read ({reason})", file=path, reason=system_reason(error))
        ) from error
    except ValueError as error:  # TOML, or UTF-8
        raise WrongUse(say("{file}: this is no TOML ({reason})", file=path, reason=error)) from error


def _checked(path: Path, values: object) -> SettingsFile:
    if not isinstance(values, dict):
        raise WrongUse(say("{file}: [tool.plantrace] is no table", file=path))
    for name, value in values.items():
        if name not in KEYS:
            known = ", ".join(KEYS)
            raise WrongUse(
                say("{file}: {name} is no setting; there are {known}", file=path, name=name, known=known)
            )
        if not KEYS[name].fits(value):
            raise WrongUse(
                say("{file}: {name} must be {wanted}", file=path, name=name, wanted=say(KEYS[name].wanted))
            )
    if "db" in values:
        place = where(values["db"])
        values = values | {"db": str(path.parent / place) if isinstance(place, Path) else values["db"]}
    return SettingsFile(path, values)
