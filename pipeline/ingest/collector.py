"""How often Python looks for garbage."""

import gc
from typing import Final

_ALLOCATIONS: Final = 100_000


def collect_seldom() -> None:
    """Modules and values read are trees that stay: a walk over them seldom frees anything, and by default a
    tenth of the time goes in such walks."""
    gc.set_threshold(_ALLOCATIONS)
