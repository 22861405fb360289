"""The words of the pages in Chinese and English, and what tables and columns are called in Chinese: data
beside the code."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

Language = Literal["zh", "en"]
LANGUAGES: Final = ("zh", "en")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("pipeline.serving") / name).read_text(encoding="utf-8").splitlines()))


@cache
def texts(language: Language) -> Mapping[str, str]:
    """The words of the pages by key."""
    return {row["key"]: row[language] for row in _rows("texts.csv")}


@cache
def chinese_names() -> Mapping[str, str]:
    """What a view, table, column or parameter is called in Chinese."""
    return {row["name"]: row["zh"] for row in _rows("names.csv")}


@cache
def _chinese_values() -> Mapping[tuple[str, str], str]:
    return {(row["column"], row["value"]): row["zh"] for row in _rows("values.csv")}


def value_name(column: str, value: object, language: Language) -> str:
    """What a word of a closed vocabulary is called in Chinese; '' in English, or where it has no name."""
    return _chinese_values().get((column, value), "") if language == "zh" and isinstance(value, str) else ""


def label(name: str, language: Language) -> str:
    """The short Chinese name of a column or parameter; '' in English, or where it has none."""
    return chinese_names().get(name, "").partition("：")[0] if language == "zh" else ""
