"""The stages after reading, the database, and the commands."""
