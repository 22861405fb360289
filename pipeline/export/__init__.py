"""The public views handed on to people and programs without SQL: files of five formats, typed frames, one
zip as evidence."""
