"""Figures in running text: every number that states something, with what it tells about, when, and of which
kind."""
