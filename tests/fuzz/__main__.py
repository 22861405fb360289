"""`python -m tests.fuzz 5000 --seed 1`: so many mutated files from a seed on; what did harm is kept."""

import argparse
from pathlib import Path

from tests.fuzz.run import file_of, harm_of

_AT_ONCE = 50


def main() -> int:
    """Tells each file that did harm; 1 when there was one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=int, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read at once")
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"), help="where files that did harm go")
    asked = parser.parse_args()
    harmed = 0
    for start in range(asked.seed, asked.seed + asked.files, _AT_ONCE):
        for harm in harm_of(range(start, min(start + _AT_ONCE, asked.seed + asked.files)), asked.jobs):
            harmed += 1
            asked.keep.mkdir(parents=True, exist_ok=True)
            (asked.keep / f"{harm.seed}.docx").write_bytes(file_of(harm.seed))
            print(f"{harm.seed}: {harm.told}", flush=True)
        print(f"{start - asked.seed + _AT_ONCE} of {asked.files}, {harmed} did harm", flush=True)
    return 1 if harmed else 0


if __name__ == "__main__":
    raise SystemExit(main())
