"""The formats of an export: the one place that names them, and the function that writes each."""

from typing import Final

# by name, so that a format's libraries are loaded only when it is asked for
WRITERS: Final = {
    "csv": ("pipeline.export.csv_files", "write_csv"),
    "xlsx": ("pipeline.export.clerk", "write_clerk_workbooks"),
    "json": ("pipeline.export.json_lines", "write_json_lines"),
    "parquet": ("pipeline.export.parquet", "write_parquet"),
    "datapackage": ("pipeline.export.datapackage", "write_datapackage"),
    "annotations": ("pipeline.export.annotations", "write_annotations"),
}
FORMATS: Final = tuple(WRITERS)
FULL: Final = {"xlsx": ("pipeline.export.workbook", "write_workbooks")}
