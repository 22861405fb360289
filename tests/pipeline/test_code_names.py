"""Every code of a closed vocabulary that people meet has a Chinese name."""

import pytest

from models import names
from models.code_names import value_name

_CODES = {
    "kind": (*names.BLOCK_KINDS, *names.TABLE_KINDS, *names.FIGURE_KINDS),
    "origin": (*names.ORIGINS, *names.TASK_ORIGINS),
    "row_kind": names.ROW_KINDS,
    "label": names.ENTITY_LABELS,
    "qualifier": names.QUALIFIERS,
    "derivation": names.DERIVATIONS,
    "role": names.ROLES,
    "use": names.USES,
    "direction": names.DIRECTIONS,
    "period_basis": names.PERIOD_BASES,
    "severity": names.SEVERITIES,
    "record_kind": names.RECORD_KINDS,
    "class": names.CHANGE_CLASSES,
    "metric_basis": names.METRIC_BASES,
    "state": ("stored", "unchanged", "skipped", "refused"),
    "change": ("added", "removed", "changed", "moved", "renumbered"),
    "status": ("open", "confirmed", "dismissed"),
    "verdict": ("confirm", "dismiss", "reopen"),
}


@pytest.mark.parametrize("column", _CODES)
def test_every_code_has_a_chinese_name(column: str) -> None:
    assert [code for code in _CODES[column] if not value_name(column, code, "zh")] == []
