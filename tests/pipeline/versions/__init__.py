"""Tests of versions: alignment, changes, lineage, commands."""
