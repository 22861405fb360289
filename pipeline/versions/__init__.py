"""Versions of a plan: which part of one is which part of the other, what changed, and what became of a
record over all of them.

`sides` reads a version, `links` says what became of what, `changes` what differs, `lineage` keeps identity
in the database.
"""
