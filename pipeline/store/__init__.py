"""The schema in use: the database file, numbers of rows, rows of documents and records, results kept,
search index.
"""
