"""A file that costs too much is refused by name; the others go on."""

import os
import re
import signal
import sys
import threading
from pathlib import Path

import pytest

import pipeline.ingest.commit
import pipeline.ingest.understand
from models.errors import PlanError
from parsers.structure import structure
from pipeline.faults import logged
from pipeline.ingest.limits import Limits, OverTime, within, without_network
from pipeline.ingest.run import ingest
from pipeline.ingest.workers import Workers
from tests.builders import docx, paragraph

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of the system: Linux")
MEBI = 2**20


def plan(path: Path, title: str) -> Path:
    path.write_bytes(docx(paragraph(title), paragraph("一、目标"), paragraph("到2025年，产值达到100亿元。")))
    return path


def spend(_document: object) -> None:
    while True:
        pass


def fill(_document: object) -> None:
    held = []
    while True:
        held.append(bytearray(50 * MEBI))


def costly(name: str, cost: object):
    def read(document):
        return cost(document) if document.file_name == name else structure(document)

    return read


@pytest.mark.parametrize(
    ("cost", "limits", "word"),
    [(spend, Limits(1, 0), "seconds"), (fill, Limits(0, 300), "MiB")],
    ids=["time", "memory"],
)
def test_a_file_over_a_limit_is_refused_and_the_others_are_stored(tmp_path, monkeypatch, cost, limits, word):
    paths = [plan(tmp_path / f"{name}.docx", f"{name}市规划") for name in "甲乙丙"]
    monkeypatch.setattr(pipeline.ingest.understand, "structure", costly("乙.docx", cost))
    outcomes = ingest(paths, tmp_path / "a.db", limits=limits)
    assert [(one.state, one.reason) for one in outcomes] == [
        ("stored", ""),
        ("refused", "over_limit"),
        ("stored", ""),
    ]
    assert word in outcomes[1].message


def test_rules_and_storing_are_held_to_the_limit_as_well(tmp_path, monkeypatch):
    paths = [plan(tmp_path / f"{name}.docx", f"{name}市规划") for name in "甲乙"]
    put, spent = pipeline.ingest.commit.put_version, []

    def slow(*arguments, **named):
        stored = put(*arguments, **named)
        if not spent:
            spent.append(True)
            spend(None)
        return stored

    monkeypatch.setattr(pipeline.ingest.commit, "put_version", slow)
    outcomes = ingest(paths, tmp_path / "a.db", limits=Limits(1, 0))
    assert [(one.state, one.reason) for one in outcomes] == [("refused", "over_limit"), ("stored", "")]


def test_the_limits_end_with_the_file():
    with pytest.raises(OverTime), within(Limits(1, 300)):
        spend(None)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert len(bytearray(400 * MEBI)) == 400 * MEBI


def test_a_pattern_that_backtracks_for_ever_is_left():
    with pytest.raises(OverTime), within(Limits(1, 0)):
        re.fullmatch("(a|aa|a)+b", "a" * 60)


def test_a_limit_below_what_is_allowed_already_changes_nothing_and_0_is_none():
    with within(Limits(0, 0)):
        assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_threads_of_a_program_that_uses_us_are_not_signalled():
    told_of: list[object] = []

    def work() -> None:
        with within(Limits(1, 0)):
            told_of.append(signal.getitimer(signal.ITIMER_PROF))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told_of == [(0.0, 0.0)]


def test_lack_of_memory_is_no_fault_of_a_paragraph():
    with pytest.raises(MemoryError):
        logged("paragraph 1 was left out", MemoryError())
    assert "ValueError" in logged("paragraph 1 was left out", ValueError())


def network(data: bytes, name: str) -> tuple[list[str], int]:
    return sorted(os.listdir("/sys/class/net")), len(Path("/proc/net/dev").read_text().splitlines()) - 2


def test_a_worker_has_no_network_where_the_system_lets_it_go():
    with Workers(network, lambda: ([], 0), 1) as workers:
        _, interfaces = workers.submit(b"", "a").wait()
    assert interfaces == 1 or not _may_unshare()


def _may_unshare() -> bool:
    child = os.fork()
    if child == 0:
        os._exit(0 if without_network() else 1)
    return os.waitpid(child, 0)[1] == 0


def test_apart_reads_in_another_process(tmp_path, monkeypatch):
    path = plan(tmp_path / "a.docx", "甲市规划")

    def here(_document: object) -> None:
        raise PlanError("read in this process")

    monkeypatch.setattr(pipeline.ingest.understand, "structure", here)
    assert [one.state for one in ingest([path], tmp_path / "a.db", apart=True)] == ["stored"]
