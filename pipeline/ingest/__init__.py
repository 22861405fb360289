"""From files to versions: which files, which plan, what is understood, and all of it into the database."""
