"""The report against the length of the document. Usage: python -m benchmarks.reporting [FILE.docx] [--times
1 20].

CPU time of writing the page, its size and the number of its marks; where Chromium and selenium are there,
what its reader waits for: until the page is loaded, from the first and from a later click on a mark until
the inspector is painted, from a typed word to the list (120 ms of which it waits for more letters). Each
document is ingested and its report written by a fresh process. Not counted: starting Python, opening the
database.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median

from benchmarks.documents import print_table, repeated

_INGEST = """
import sys
from pathlib import Path
from pipeline.ingest.run import ingest
(outcome,) = ingest([Path(sys.argv[1])], Path(sys.argv[2]))
assert outcome.state == "stored", outcome
"""
_REPORT = """
import resource, sys, time
from pathlib import Path
from pipeline.store.database import open_database
from pipeline.report.build import build_report
with open_database(Path(sys.argv[1]), read_only=True) as held, held.reading() as connection:
    start = time.process_time()
    page = build_report(connection, None)
    cpu = time.process_time() - start
Path(sys.argv[2]).write_text(page, encoding="utf-8")
print(cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
# Milliseconds from a click on the n-th part of the marks to the frame that shows its record; `record:id`
# stands in the inspector.
_CLICK = """
const [part, done] = arguments;
const marks = document.querySelectorAll('#document a.f.m');
const mark = marks[Math.floor((marks.length - 1) * part)];
const name = mark.getAttribute('href').slice(1).replace('-', ':');
const start = performance.now();
mark.click();
const look = () => (Array.from(document.querySelectorAll('#inspector dd'), (one) =>
  one.textContent).includes(name)
  ? requestAnimationFrame(() => setTimeout(() =>
    done(performance.now() - start))) : requestAnimationFrame(look));
look();
"""
_SEARCH = """
const [words, done] = arguments;
const rows = document.querySelector('#facts-table tbody');
const field = document.getElementById('facts-search');
field.value = words;
const start = performance.now();
new MutationObserver((_, watch) => { watch.disconnect(); requestAnimationFrame(() => setTimeout(() =>
  done(performance.now() - start))); })
  .observe(rows, {childList: true});
field.dispatchEvent(new Event('input'));
"""
_LATER = (0.1, 0.9, 0.3, 0.7, 0.5)
_WORDS = ("建设", "5G", "1")


def _child(script: str, *arguments: object) -> Sequence[str]:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def in_browser(page: Path) -> Sequence[float]:
    """Milliseconds: loaded, first click, later clicks (median), search (median); nothing where there is no
    browser."""
    if which("chromedriver") is None or which("chromium") is None or find_spec("selenium") is None:
        return ()
    from tests.browser.chromium import chromium, show

    with chromium() as driver:
        show(driver, page)
        loaded = float(
            driver.execute_script("return performance.getEntriesByType('navigation')[0].loadEventEnd")
        )
        first = float(driver.execute_async_script(_CLICK, 0.5))
        later = [float(driver.execute_async_script(_CLICK, part)) for part in _LATER]
        driver.execute_script("location.hash = 'tab-facts'")
        driver.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0]))")
        searched = [float(driver.execute_async_script(_SEARCH, words)) for words in _WORDS]
    return loaded, first, median(later), median(searched)


def measure(path: Path, times: int) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        document, database, page = (Path(folder, name) for name in ("plan.docx", "plans.db", "report.html"))
        document.write_bytes(repeated(path.read_bytes(), times))
        _child(_INGEST, document, database)
        cpu, memory = _child(_REPORT, database, page)
        written = page.read_text(encoding="utf-8")
        told = "".join(f"  {number:8.0f}" for number in in_browser(page))
    blocks, marks = written.count(' id="block-'), written.count(" data-r=")
    return (
        f"{times:5d}  {blocks:8d}  {marks:7d}  {float(cpu):5.2f}  {len(written.encode()) / 1e6:6.2f} "
        f" {memory:>8}{told}"
    )


if __name__ == "__main__":
    header = "times    blocks    marks  cpu s      MB  peak MiB   load ms  click 1st   click ms  search ms"
    print_table(__doc__, header, measure)
