"""What programs may rely on: the functions and values behind `import plantrace` (docs/python.md)."""
