"""Writes both versions to raw/."""

from pathlib import Path

from tests.sample_plan.build import build
from tests.sample_plan.versions import FILES

RAW = Path(__file__).resolve().parents[2] / "raw"

if __name__ == "__main__":
    for name, sample in FILES.items():
        (RAW / name).write_bytes(build(sample))
