"""How often Python looks for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ALLOCATIONS: Final = 100_000


def collect_seldom() -> None:
    """Modules and values read are trees that stay: a walk over them seldom frees anything, and by default a
    tenth of the time goes in such walks."""
    gc.set_threshold(_ALLOCATIONS)


def keep_loaded() -> None:
    """What is there stays until the process ends: the collector need not walk it again and again."""
    gc.freeze()
    collect_seldom()


@contextmanager
def loading() -> Iterator[None]:
    """Around imports of much that stays: nothing of it is walked, neither meanwhile nor later."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        keep_loaded()
        if collected:
            gc.enable()
