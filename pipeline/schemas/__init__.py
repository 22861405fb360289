"""JSON schemas of what the commands print with `--format json`, made of the views and values behind it."""
