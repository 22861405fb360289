"""Where the team's shared test data lies; tests that need it skip when it is absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(),
    reason=f"needs the team's test data, a folder named {SHARED.name} beside the checkout",
)


def real_files() -> list[Path]:
    """Every Word file of shared/real, sorted; empty when it is absent."""
    return sorted(
        path
        for folder in ("docx", "nasty")
        for path in (SHARED / "real" / folder).glob("*")
        if path.is_file()
    )
