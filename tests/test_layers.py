"""The arrows between the packages point down, and nobody else ships packages of these names."""

import ast
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from pipeline.figures import cache as figures
from pipeline.tagging import tagger

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = {
    "models": {"models"},
    "parsers": {"models", "parsers"},
    "pipeline": {"models", "parsers", "pipeline"},
}
OURS = (*ALLOWED, "plantrace")
WORD_LIBRARIES = {"docx", "lxml"}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_imports_point_down(package: str) -> None:
    upward = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] in ALLOWED and name.split(".")[0] not in ALLOWED[package]
    }
    assert not upward


def test_only_the_reader_knows_word_and_xml() -> None:
    elsewhere = {
        f"{path.relative_to(ROOT)} imports {name}"
        for package in ("models", "pipeline")
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] in WORD_LIBRARIES
    }
    assert not elsewhere


def test_setup_cfg_lists_every_package() -> None:
    """They are listed since the folder of `plantrace` is mapped, which `find:` cannot say."""
    listed = ConfigParser()
    listed.read(ROOT / "setup.cfg", encoding="utf-8")
    folders = {
        path.parent.relative_to(ROOT) for name in ALLOWED for path in (ROOT / name).rglob("__init__.py")
    }
    named = {".".join(folder.parts) for folder in folders} - {"pipeline.plantrace"} | {"plantrace"}
    assert listed["options"]["packages"].split() == sorted(named)


def test_no_other_distribution_ships_our_package_names() -> None:
    shipped = packages_distributions()
    assert {name: set(shipped.get(name, ["plantrace"])) for name in OURS} == {
        name: {"plantrace"} for name in OURS
    }


# from the top; a room imports from lower floors only
FLOORS = (
    {"cli_reference", "schemas", "translations"},
    {"cli"},
    {"commands", "plantrace"},
    {"assistant"},
    {"library"},
    {"care"},
    {"serving"},
    {"report"},
    {"export"},
    {"ingest"},
    {"ask"},
    {"rules"},
    {"versions"},
    {"figures"},
    {"tagging"},
    {"names"},
    {"store"},
    {"faults", "clock"},
)
LOOSE = {"__init__", "cli", "cli_reference", "clock", "faults", "translations"}


def room(path: Path) -> str:
    """A folder of pipeline/, or a module that stands loose there."""
    return path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


def test_only_few_modules_stand_loose_in_the_pipeline() -> None:
    assert {path.stem for path in (ROOT / "pipeline").glob("*.py")} == LOOSE


def test_rooms_point_down() -> None:
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    upward = {
        f"{path.relative_to(ROOT)} imports {other.relative_to(ROOT)}"
        for path in modules("pipeline")
        for other in _ours(path)
        if "pipeline" in other.relative_to(ROOT).parts[:1]
        and room(other) not in (room(path), "__init__")
        and floor[room(other)] <= floor[room(path)]
    }
    assert not upward


def test_no_modules_import_each_other_round_a_circle() -> None:
    # its own package is imported before a module in any case
    arrows = {
        path: _ours(path) - {path, path.with_name("__init__.py")}
        for package in ALLOWED
        for path in modules(package)
    }
    while leaves := {path for path, others in arrows.items() if not others & arrows.keys()}:
        arrows = {path: others for path, others in arrows.items() if path not in leaves}
    assert sorted(path.relative_to(ROOT).as_posix() for path in arrows) == []


def test_modules_and_functions_stay_small() -> None:
    long_modules = [
        path.name
        for package in ALLOWED
        for path in modules(package)
        if len(path.read_text(encoding="utf-8").splitlines()) > 500
    ]
    long_functions = [
        f"{path.name}:{node.name}"
        for package in ALLOWED
        for path in modules(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert (long_modules, long_functions) == ([], [])


def _ours(path: Path) -> set[Path]:
    """The modules of ours that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ALLOWED:
            base = ROOT.joinpath(*node.module.split("."))
            names = [base / alias.name for alias in node.names]
            found |= {
                place for name in (base, *names) for place in (name.with_suffix(".py"), name / "__init__.py")
            }
    return {place for place in found if place.is_file()}


def _reached(folder: str) -> set[str]:
    """All modules that those of a folder depend on, as `parsers/notation/period.py`."""
    waiting, seen = set((ROOT / folder).rglob("*.py")), set[Path]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        waiting |= _ours(path) - seen
    return {path.relative_to(ROOT).as_posix() for path in seen}


# what tells the time, says an error or tags names is no part of what figures are read by
NOT_READ_BY = ("pipeline/clock.py", "pipeline/faults.py", "pipeline/__init__.py")


@pytest.mark.parametrize(
    ("folder", "sources"), [("pipeline/figures", figures.SOURCES), ("pipeline/tagging", tagger.SOURCES)]
)
def test_a_fingerprint_covers_all_that_is_imported(folder: str, sources: tuple[str, ...]) -> None:
    covered = (*sources, *NOT_READ_BY)
    assert sorted(path for path in _reached(folder) if not path.startswith(covered)) == []
