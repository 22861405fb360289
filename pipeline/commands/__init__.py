"""The commands, a module each: a body parses, calls and prints; what it imports besides click it imports
when it runs."""

from pipeline.commands.kept_patterns import keep_patterns

keep_patterns()  # before the commands, and what they need, are loaded
