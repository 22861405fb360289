"""Commands that are killed or whose disk is full, at moments drawn by a seed: the database stays sound, and
nothing half done stays.

`python -m tests.faults 500 --seed 1` runs so many by hand (POSIX).
"""
