"""Files that went wrong on the way, by the thousand: sound ones of ours mutated by a seed, read, stored and
verified. Each must be stored so that it verifies, or be refused in words of its own.

`python -m tests.fuzz 5000 --seed 1` runs so many by hand; what fails is kept, with the seed that makes it
again.
"""
