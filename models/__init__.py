"""Values that travel between the stages, the database schema, its views and the vocabularies."""
