"""Measurements, not tests: run them by hand with `python -m benchmarks.reading` or `python -m
benchmarks.storing`."""
