"""What a result depends on has another fingerprint once it changes, and no other before."""

from pathlib import Path

import pytest

from models import fingerprint as made
from models.fingerprint import fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "words" / "deeper").mkdir(parents=True)
    (tmp_path / "words" / "deeper" / "seek.py").write_bytes(b"one\ntwo\n")
    monkeypatch.setattr(made, "files", lambda _: tmp_path)
    return tmp_path / "words"


def printed(*parts: str) -> str:
    made._of_source.cache_clear()
    try:
        return fingerprint(("package/words",), *parts)
    finally:
        made._of_source.cache_clear()


def test_line_ends_count_as_one(package: Path) -> None:
    before = printed()
    (package / "deeper" / "seek.py").write_bytes(b"one\r\ntwo\r\n")
    assert printed() == before


@pytest.mark.parametrize("name", ["deeper/seek.py", "words.csv", "deeper/more.json"])
def test_what_is_written_anew_has_another(package: Path, name: str) -> None:
    before = printed()
    (package / name).write_bytes(b"three")
    assert printed() != before


def test_a_file_by_another_name_has_another(package: Path) -> None:
    before = printed()
    (package / "deeper" / "seek.py").rename(package / "seek.py")
    assert printed() != before


@pytest.mark.parametrize("name", ["__pycache__/seek.py", "seek.pyc", "notes.md"])
def test_what_python_and_people_leave_is_no_source(package: Path, name: str) -> None:
    before = printed()
    (package / "__pycache__").mkdir()
    (package / name).write_bytes(b"three")
    assert printed() == before


def test_settings_count(package: Path) -> None:
    assert printed("one") != printed("two")
