"""The auditor's report: one self-contained offline page; `pipeline.report.build.build_report` makes it."""
