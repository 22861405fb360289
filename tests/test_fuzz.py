"""300 mutated files: each is stored so that it verifies, or refused in words of its own."""

import pytest

from tests.fuzz.run import file_of, harm_of

_EACH = 30


@pytest.mark.parametrize("start", range(0, 300, _EACH))
def test_mutated_files_do_no_harm(start: int) -> None:
    assert list(harm_of(range(start, start + _EACH))) == []


def test_a_seed_makes_the_same_file_again() -> None:
    assert [file_of(seed) for seed in range(20)] == [file_of(seed) for seed in range(20)]
