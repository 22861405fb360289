"""`plantrace serve`: Datasette over the database, read-only, with the plans' own words."""
