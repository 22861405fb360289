"""What identifies a row of each public view, and which view shows a kind of record.

Views say nothing about keys in SQLite; whoever needs them (data packages, Datasette, `trace`) reads them
here.
"""

from typing import Final

from models.kinds import KINDS, bodies_view, shown_first

# v_changes has no key: a paragraph may be told of more than once
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "v_versions": ("version_id",),
    "v_blocks": ("block_id",),
    "v_tables": ("table_id",),
    **{kind.view: (kind.key,) for kind in KINDS},
    **{bodies_view(kind): (kind.key, "role", "block_id", "char_start") for kind in KINDS if kind.bodies},
    "v_entity_list": ("entity_id",),
    "v_metrics": ("metric_key",),
    "v_trace": ("record_id", "field", "role", "block_id", "char_start", "char_end"),
    "v_coverage": ("plan", "version", "what", "outcome"),
    "v_numbers": ("block_id", "char_start"),
    "v_findings": ("finding_id",),
    "v_finding_evidence": ("finding_id", "side"),
    "v_checks": ("check_id",),
    "v_notices": ("notice_id",),
    "v_log": ("log_id",),
}
NUMBERS: Final = {
    view: columns[0] for view, columns in KEYS.items() if len(columns) == 1 and columns[0].endswith("_id")
}
"""The views whose rows go by a number, with its column."""

VIEW_OF_RECORD: Final[dict[str, str]] = {kind.name: kind.view for kind in shown_first()}
"""By kind of record, as v_trace and anchors (`figure-12`) call it."""
