"""What the codes of closed vocabularies, kinds of records and columns are called in the language in force:
the code itself in English."""

from models.code_names import value_name
from models.kinds import KINDS, kind_of
from models.language import language, say
from pipeline.export.labels import column_label

_BY_NAME = {kind.name: kind for kind in KINDS}


def code_name(column: str, code: object) -> str:
    """Target or 目标 for the `target` of a column `kind`; the code where it has no name."""
    told = "" if code is None else str(code)
    return value_name(column, told, language()) or told


def numbered(number: int, column: str, code: str) -> str:
    """How many are of a code: `3 target`, `目标 3`."""
    return say("{n} {code}", n=f"{number:,}", code=code_name(column, code))


def kind_name(kind: str) -> str:
    """One record of a kind: indicator, 指标."""
    return _BY_NAME[kind].zh if language() == "zh" and kind in _BY_NAME else kind


def kind_plural(kind: str) -> str:
    """Several records of a kind, `block` for text: indicators, 指标."""
    if language() == "zh":
        return say("text") if kind == "block" else kind_name(kind)
    return "text" if kind == "block" else kind_of(kind).plural


def field_name(field: str) -> str:
    """A column of a view: `target_raw`, 目标值（原文）."""
    return column_label(field) if language() == "zh" else field
