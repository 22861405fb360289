"""The arrows between the packages point down, and nobody else ships packages of these names."""

import ast
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = {
    "models": {"models"},
    "parsers": {"models", "parsers"},
    "pipeline": {"models", "parsers", "pipeline"},
}
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


def test_no_other_distribution_ships_our_package_names() -> None:
    shipped = packages_distributions()
    assert {name: set(shipped.get(name, ["plantrace"])) for name in ALLOWED} == {
        name: {"plantrace"} for name in ALLOWED
    }


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
