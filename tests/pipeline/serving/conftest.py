"""One database for all tests of the folder: the two sample plans, ingested once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.ingest.run import ingest
from tests.pipeline.made import CHECKOUT
from tests.pipeline.serving.site import Asked, served


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("库 serve #1?") / "规划 100%.db"
    ingest([CHECKOUT / "raw"], path)
    return path


@pytest.fixture(scope="session")
def ask(database: Path) -> Iterator[Asked]:
    with served(database) as asked:
        yield asked
