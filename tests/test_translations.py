"""The catalogue of translations is whole, current, and fits the sentences of the code."""

import re
from importlib.util import find_spec

import pytest

from pipeline import translations

pytestmark = pytest.mark.skipif(find_spec("babel") is None, reason="needs Babel")
_PLACE = re.compile(r"\{(\w+)[^}]*\}|%\((\w+)\)s")


def test_no_sentence_lacks_its_chinese() -> None:
    assert translations.untranslated(translations.catalogue()) == []


def test_the_files_are_what_the_code_says() -> None:
    po, mo = translations.written(translations.catalogue())
    held = translations.PLACE.read_bytes(), translations.PLACE.with_suffix(".mo").read_bytes()
    assert held == (po, mo), "run: python -m pipeline.translations"


def test_a_translation_has_no_places_that_the_sentence_lacks() -> None:
    wrong = [
        (message.id, string)
        for message in translations.catalogue()
        if message.id
        for string in translations.strings(message.string)
        if not _places(string) <= _places(str(message.id))
    ]
    assert wrong == []


def _places(text: str) -> set[str]:
    return {a or b for a, b in _PLACE.findall(text)}
