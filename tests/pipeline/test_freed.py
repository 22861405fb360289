"""Arrays that are freed and made again touch no new pages, as they would with glibc's own thresholds."""

import platform
import subprocess
import sys

import pytest

_MAKING = """
import resource, sys
import numpy as np
from pipeline.ingest.freed import keep_freed
if sys.argv[1] == "kept":
    keep_freed()
def made():
    return [np.ones(3 << 20, dtype=np.uint8) for _ in range(4)]
for _ in range(3):
    made()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    made()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(how: str) -> int:
    told = subprocess.run([sys.executable, "-c", _MAKING, how], capture_output=True, text=True, check=True)
    return int(told.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has thresholds")
def test_what_is_freed_is_there_for_what_is_made_next() -> None:
    assert faults("kept") < faults("as ever") / 10
