"""What identifies a row of each public view, and which view shows a kind of record.

Views say nothing about keys in SQLite; whoever needs them (data packages, Datasette, `trace`) reads them
here.
"""

from typing import Final

# v_changes has no key: a paragraph may be told of more than once
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "v_versions": ("version_id",),
    "v_blocks": ("block_id",),
    "v_headings": ("heading_id",),
    "v_tables": ("table_id",),
    "v_indicators": ("indicator_id",),
    "v_projects": ("project_id",),
    "v_project_bodies": ("project_id", "role", "block_id", "char_start"),
    "v_boxes": ("box_id",),
    "v_box_items": ("box_item_id",),
    "v_figures": ("figure_id",),
    "v_entities": ("mention_id",),
    "v_entity_list": ("entity_id",),
    "v_trace": ("record_id", "field", "role", "block_id", "char_start", "char_end"),
    "v_coverage": ("plan", "version", "what", "outcome"),
    "v_findings": ("finding_id",),
    "v_finding_evidence": ("finding_id", "side"),
    "v_notices": ("notice_id",),
    "v_log": ("log_id",),
}
NUMBERS: Final = {view: columns[0] for view, columns in KEYS.items() if len(columns) == 1}
"""The views whose rows go by a number, with its column."""

VIEW_OF_RECORD: Final = {
    "heading": "v_headings",
    "indicator": "v_indicators",
    "project": "v_projects",
    "box": "v_boxes",
    "box_item": "v_box_items",
    "figure": "v_figures",
    "mention": "v_entities",
}
"""By kind of record, as v_trace and anchors (`figure-12`) call it."""
