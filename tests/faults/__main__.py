"""`python -m tests.faults 500 --seed 1`: so many commands with a fault each; 1 when one did harm."""

import argparse
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.run import LONGEST, Run, runs


def main() -> int:
    """Tells each run that did harm, and how many ended how."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=int, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--longest", type=float, default=LONGEST, help="seconds until a signal, at most")
    asked = parser.parse_args()
    codes: Counter[int] = Counter()
    harmed = 0

    def each(seed: int, run: Run, wrong: list[str]) -> None:
        nonlocal harmed
        codes[run.code] += 1
        if wrong:
            harmed += 1
            print(f"{seed}: {' '.join(run.command)}, {run.fault}: {wrong} {run.said[-300:]!r}", flush=True)

    with TemporaryDirectory() as name:
        runs(Path(name), range(asked.seed, asked.seed + asked.runs), each, asked.longest)
    print(f"{asked.runs} runs, {harmed} did harm; exit codes {dict(sorted(codes.items()))}")
    return 1 if harmed else 0


if __name__ == "__main__":
    raise SystemExit(main())
