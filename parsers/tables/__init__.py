"""Tables: their grid and header, and the indicators, projects and figures their rows state."""
