import gc
from collections.abc import Iterator

import pytest

from pipeline.ingest.collector import loading


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.enable()
    gc.unfreeze()
    gc.set_threshold(*threshold)


def test_nothing_is_walked_while_loading_nor_is_what_was_loaded_afterwards() -> None:
    walks: list[str] = []

    def walked(phase: str, _info: dict[str, int]) -> None:
        walks.append(phase)

    gc.callbacks.append(walked)
    try:
        with loading():
            loaded = [[number] for number in range(200_000)]
    finally:
        gc.callbacks.remove(walked)

    assert not walks
    assert gc.isenabled()
    assert gc.get_freeze_count() > len(loaded)


def test_what_loads_without_the_collector_goes_on_without_it() -> None:
    gc.disable()

    with loading():
        pass

    assert not gc.isenabled()


def test_a_fault_while_loading_leaves_the_collector_on() -> None:
    with pytest.raises(ImportError), loading():
        raise ImportError

    assert gc.isenabled()
