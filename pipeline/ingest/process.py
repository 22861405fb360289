"""What a process of ours sets for itself, once, when it begins."""

import gc
from typing import Final

_THRESHOLDS: Final = (10_000, 10, 1_000)


def set_up_process() -> None:
    """Walks of the garbage collector come less often, those over everything hardly ever.

    What is read is trees of values, which go without it, and the dictionaries and weights that are loaded
    stay until the process ends: a walk over them frees nothing.
    """
    gc.set_threshold(*_THRESHOLDS)
