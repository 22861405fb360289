"""The public views handed on to people and programs without SQL: files of several formats, typed frames, one
zip as evidence."""
