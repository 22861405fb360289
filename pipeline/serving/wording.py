"""The words of the pages in Chinese and English, and what tables and columns are called in Chinese: data
beside the code."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from models.language import Language


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


def label(name: str, language: Language) -> str:
    """The short Chinese name of a column or parameter; '' in English, or where it has none."""
    return chinese_names().get(name, "").partition("：")[0] if language == "zh" else ""
