"""What becomes of memory that is freed."""

import ctypes
import sys
from typing import Final

# of glibc's malloc.h
_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
_LARGEST: Final = 8 << 20
_KEPT: Final = 32 << 20  # twice as much would save the rest, and cost 20 MiB of the peak of one plan


def keep_freed() -> None:
    """What the network frees is there for what it makes next. By default the C library hands it back to the
    system, whose pages are then touched for the first time once more: 40 MiB for each plan, so a third of
    them. Only where the C library is glibc; elsewhere nothing changes."""
    if sys.platform == "linux" and (option := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
        option(_MMAP_THRESHOLD, _LARGEST)
        option(_TRIM_THRESHOLD, _KEPT)
