"""What the codes of closed vocabularies are called in Chinese (models/vocabulary/code_names.csv), in the
terminal, the workbook and the site alike."""

from collections.abc import Mapping
from functools import cache

from models.language import Language
from models.vocabularies import read_rows


@cache
def _chinese() -> Mapping[tuple[str, str], str]:
    return {(row["column"], row["value"]): row["zh"] for row in read_rows("code_names")}


def value_name(column: str, value: object, language: Language) -> str:
    """What a word of a closed vocabulary is called in Chinese; '' in English, or where it has no name."""
    return _chinese().get((column, value), "") if language == "zh" and isinstance(value, str) else ""
