"""Whether the time of a stage grows in line with what it reads: ten times as much may take some ten times
as long, not a hundred.

Usage: python -m benchmarks.growth
"""

import time
from collections.abc import Callable

from parsers.interpret import interpret
from parsers.notation.quantity_text import find_quantities
from parsers.read import read
from parsers.structure import structure
from tests import builders as b

_SENTENCE = "到2025年，新增5G基站2.7万座，增长18.5%，完成投资约82.07亿元，培育三百余家企业。"
_HEAD = ["序号", "项目名称", "建设内容", "总投资（亿元）", "建设单位"]


def _of_sentences(number: int) -> Callable[[], object]:
    text = _SENTENCE * number
    return lambda: list(find_quantities(text))


def _of_rows(number: int) -> Callable[[], object]:
    rows = [[str(place), f"甲{place}", "建设机房", "2.5", "某公司"] for place in range(number)]
    found = structure(read(b.docx(b.table([_HEAD, *rows])), "rows.docx"))
    return lambda: interpret(found)


def least(action: Callable[[], object]) -> float:
    """The least CPU time, in seconds, of three runs."""
    runs = []
    for _ in range(3):
        start = time.process_time()
        action()
        runs.append(time.process_time() - start)
    return min(runs)


def main() -> None:
    """One row for what is read: CPU milliseconds of some of it, of ten times as much, and the ratio."""
    print(f"{'':24}  {'CPU ms':>8}  {'10 times':>8}  {'ratio':>6}")
    for name, of, size in (("quantities of a text", _of_sentences, 200), ("rows of a table", _of_rows, 60)):
        small, large = least(of(size)), least(of(size * 10))
        print(f"{name:24}  {small * 1e3:8.1f}  {large * 1e3:8.1f}  {large / small:6.1f}")


if __name__ == "__main__":
    main()
