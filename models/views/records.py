"""Views of the records that headings, boxes and rows of tables give."""

from models.kinds import kind_of
from models.views.columns import (
    OF_VERSION,
    PLACE,
    RECORD,
    VERSION,
    Column,
    View,
    columns,
    of_record,
    path,
    quote,
)
from models.views.trace import bodies_column

DOCUMENTS = View(
    "v_documents",
    "One row a document that the file holds, with what is printed around its text.",
    columns(
        f"d.record_id=document_id {VERSION} {RECORD} r.ordinal d.kind d.title d.issuer d.issue_no d.issued_on"
        " d.addressees d.first_block_id"
    ),
    of_record("document"),
)

HEADINGS = View(
    "v_headings",
    "One row a heading.",
    columns(
        f"h.record_id=heading_id {VERSION} {RECORD} r.ordinal h.level h.label h.title h.path h.parent_id"
        f" h.block_id {PLACE} h.char_start h.char_end *",
        quote("h"),
    ),
    of_record("heading") + " JOIN block b ON b.block_id = h.block_id",
)

INDICATORS = View(
    "v_indicators",
    "One row an indicator, as printed.",
    columns(
        f"i.record_id=indicator_id {VERSION} {RECORD} i.table_id i.row_index i.serial_no i.name i.unit"
        " i.nature i.category i.parent_id i.baseline_year i.baseline_raw i.baseline_value"
        " i.baseline_value_text i.target_year i.target_raw i.target_value i.target_value_text"
        " i.target_value_max i.target_value_max_text i.target_qualifier i.cumulative i.baseline_cumulative"
    ),
    of_record("indicator"),
)

PROJECTS = View(
    "v_projects",
    "One row a project or group row of a project table.",
    columns(
        f"j.record_id=project_id {VERSION} {RECORD} j.table_id j.row_index j.row_kind j.parent_id j.serial_no"
        " j.name j.content j.build_type j.stage j.start_year j.end_year j.period_raw j.start_month"
        " j.end_month j.total_investment_raw j.period_investment_raw j.total_investment"
        " j.total_investment_text j.period_investment j.period_investment_text * * j.location j.remarks"
        " j.item_count",
        bodies_column(kind_of("project"), "builders", "j", "bodies that build it"),
        bodies_column(kind_of("project"), "responsible", "j", "bodies that answer for it"),
    ),
    of_record("project"),
)

PROJECT_BODIES = View(
    "v_project_bodies",
    "One row a body named in a project row.",
    columns(f"pb.project_id {VERSION} pb.role pb.name pb.entity_id pb.block_id pb.char_start pb.char_end"),
    "FROM project_body pb JOIN record r ON r.record_id = pb.project_id " + OF_VERSION.format("r"),
)

TASKS = View(
    "v_tasks",
    "One row a task: what somebody has to do by when.",
    columns(
        f"tk.record_id=task_id {VERSION} {RECORD} tk.origin tk.table_id tk.row_index tk.heading_id"
        " tk.serial_no tk.group_name tk.name tk.content * * * tk.deadline_raw tk.deadline tk.status_raw"
        " tk.block_id",
        bodies_column(kind_of("task"), "lead", "tk", "bodies that lead"),
        bodies_column(kind_of("task"), "responsible", "tk", "bodies that answer for it"),
        bodies_column(kind_of("task"), "cooperating", "tk", "bodies that take part"),
    ),
    of_record("task"),
)

TASK_BODIES = View(
    "v_task_bodies",
    "One row a body named in a task.",
    columns(f"tb.task_id {VERSION} tb.role tb.name tb.entity_id tb.block_id tb.char_start tb.char_end"),
    "FROM task_body tb JOIN record r ON r.record_id = tb.task_id " + OF_VERSION.format("r"),
)

BOXES = View(
    "v_boxes",
    "One row a 专栏.",
    columns(
        f"x.record_id=box_id {VERSION} {RECORD} x.label x.title x.heading_id * x.table_id *",
        path("h"),
        Column(
            "n_items",
            "(SELECT count(*) FROM box_item xi WHERE xi.box_id = x.record_id)",
            "INTEGER",
            "number of its items",
        ),
    ),
    of_record("box") + " LEFT JOIN heading h ON h.record_id = x.heading_id",
)

BOX_ITEMS = View(
    "v_box_items",
    "One row an item of a 专栏.",
    columns(
        f"xi.record_id=box_item_id {VERSION} {RECORD} xi.box_id xi.position=ordinal xi.title xi.text"
        " xi.block_id"
    ),
    of_record("box_item"),
)
