"""What holds for all tests: property tests have no deadline, since what measures time stands in
benchmarks; what is said is said in English, whatever the locale, unless a test asks for Chinese; no file of
settings that lies in the checkout is heeded; the log is as it was after a test that turned it on."""

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("plantrace", deadline=None)
settings.load_profile("plantrace")

os.environ["PLANTRACE_LANG"] = "en"
os.environ["PLANTRACE_CONFIG"] = ""


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    """The log of plantrace: --debug and --verbose turn it on for the whole process."""
    log = logging.getLogger("plantrace")
    level, handlers = log.level, [*log.handlers]
    yield
    log.setLevel(level)
    log.handlers[:] = handlers


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh clone, as far as commands and examples see it: the sample lies in raw/."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(Path(__file__).resolve().parents[1] / "raw", folder / "raw")
    return folder
