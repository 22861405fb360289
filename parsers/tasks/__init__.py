"""Tasks: what somebody has to do by when, read from tables and from passages with their bodies behind
them."""
