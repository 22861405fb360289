"""Gathers every sentence that people read and keeps its translations: `python -m pipeline.translations`
brings models/locale up to date with the code and compiles it.

Sentences are what `say`, `many` and `later` are given, the help of commands and their options, and what click
says itself. Needs Babel, which the extra `test` brings.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import click

from models.language import DOMAIN, FOLDER, speaking
from pipeline.cli import plantrace
from pipeline.commands.speaking import EXAMPLE, paragraphs

LANGUAGE: Final = "zh"
PLACE: Final = FOLDER / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.po"
Message = str | tuple[str, str]
_ROOT: Final = Path(__file__).resolve().parents[1]
_PACKAGES: Final = ("models", "parsers", "pipeline")
_CLICK_MODULES: Final = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
# what click writes into usage lines without asking gettext
_USAGE: Final = ("[OPTIONS]", "COMMAND [ARGS]...", "range")
_WRITTEN: Final = datetime(
    2026, 1, 1, tzinfo=UTC
)  # a date that stays, so that the file changes with its words


def messages() -> list[Message]:
    """Every sentence once; a pair where there is one for one and one for several."""
    found = dict.fromkeys((*_in_code(), *_in_help(), *_in_click(), *_USAGE))
    return sorted(found, key=lambda message: message if isinstance(message, str) else message[0])


def _in_code() -> Iterator[Message]:
    for package in _PACKAGES:
        for path in sorted((_ROOT / package).rglob("*.py")):
            if path.name == "language.py" or "from models.language import" in path.read_text("utf-8"):
                yield from _extracted(path, frozenset({"say", "later"}), "many")


def _in_click() -> Iterator[Message]:
    folder = Path(str(files("click")))
    for name in _CLICK_MODULES:
        yield from _extracted(folder / f"{name}.py", frozenset({"_"}), "ngettext")


def _extracted(path: Path, one: frozenset[str], several: str) -> Iterator[Message]:
    """The literal sentences that functions of these names are given, in f-strings too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        given = [part.value for part in node.args if isinstance(part, ast.Constant)]
        texts = [text for text in given if isinstance(text, str)]
        if node.func.id in one and texts:
            yield texts[0]
        elif node.func.id == several and len(texts) > 1:
            yield texts[0], texts[1]


def _in_help() -> Iterator[Message]:
    with speaking("en"):
        for command in (plantrace, *plantrace.commands.values()):
            yield from (text for text in paragraphs(command.help or "") if not text.startswith(" "))
            for parameter in command.params:
                told = (getattr(parameter, "help", None), parameter.metavar)
                yield from (text for text in told if text)
    yield EXAMPLE


def catalogue() -> Any:
    """The sentences of the code with the translations that are kept."""
    catalogues, pofile = import_module("babel.messages.catalog"), import_module("babel.messages.pofile")
    kept: Any = None
    if PLACE.exists():
        with PLACE.open("rb") as file:
            kept = pofile.read_po(file, locale=LANGUAGE)
    made: Any = catalogues.Catalog(
        locale=LANGUAGE,
        domain=DOMAIN,
        project=DOMAIN,
        header_comment="# What plantrace says, in Chinese.",
        creation_date=_WRITTEN,
        revision_date=_WRITTEN,
        fuzzy=False,
    )
    for message in messages():
        single = message if isinstance(message, str) else message[0]
        before = kept.get(single) if kept is not None else None
        same = before is not None and before.pluralizable == isinstance(message, tuple)
        made.add(message, before.string if same and before is not None else None)
    return made


def written(made: Any) -> tuple[bytes, bytes]:
    """The catalogue as people edit it (.po) and as programs read it (.mo)."""
    po, mo = BytesIO(), BytesIO()
    import_module("babel.messages.pofile").write_po(po, made, width=110, sort_output=True, omit_header=False)
    import_module("babel.messages.mofile").write_mo(mo, made)
    return po.getvalue(), mo.getvalue()


def untranslated(made: Any) -> list[str]:
    """Sentences without a translation."""
    return [str(message.id) for message in made if message.id and not any(strings(message.string))]


def strings(string: Any) -> tuple[str, ...]:
    """The translations of one sentence."""
    return string if isinstance(string, tuple) else (string,)


def main() -> None:
    """Write both files; tell what is not translated yet."""
    made = catalogue()
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    po, mo = written(made)
    PLACE.write_bytes(po)
    PLACE.with_suffix(".mo").write_bytes(mo)
    for message in untranslated(made):
        click.echo(message)


if __name__ == "__main__":
    main()
