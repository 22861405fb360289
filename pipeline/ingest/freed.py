"""What becomes of memory that is freed."""

import ctypes
import sys
from typing import Final

# of glibc's malloc.h
_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
_LARGEST: Final = 32 << 20  # glibc takes no more
_KEPT: Final = 64 << 20


def keep_freed() -> None:
    """What the network frees is there for what it makes next. By default the C library hands it back to the
    system, whose pages are then touched for the first time once more: 40 MiB for each plan, a twentieth of
    its time. Only where the C library is glibc; elsewhere nothing changes."""
    if sys.platform == "linux" and (option := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
        option(_MMAP_THRESHOLD, _LARGEST)
        option(_TRIM_THRESHOLD, _KEPT)
