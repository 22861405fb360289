"""The commands, a module each: a body parses, calls and prints; what it imports besides click it imports
when it runs."""
