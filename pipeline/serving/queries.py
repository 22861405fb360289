"""The first useful questions, ready to ask: questions.csv names them, questions/NAME.sql asks the public
views.

In the SQL an empty parameter means any.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Final


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its name in the address, title and description in Chinese and English, parameters in the
    order of the form, SQL."""

    name: str
    parameters: tuple[str, ...]
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    sql: str

    def title(self, language: str) -> str:
        """The title in `zh` or `en`."""
        return self.title_zh if language == "zh" else self.title_en

    def about(self, language: str) -> str:
        """The description in `zh` or `en`."""
        return self.about_zh if language == "zh" else self.about_en


def _read() -> tuple[Query, ...]:
    folder = files("pipeline.serving")
    rows = csv.reader((folder / "questions.csv").read_text(encoding="utf-8").splitlines()[1:])
    return tuple(
        Query(
            name,
            tuple(parameters.split()),
            title_zh,
            title_en,
            about_zh,
            about_en,
            (folder / "questions" / f"{name}.sql").read_text(encoding="utf-8"),
        )
        for name, parameters, title_zh, title_en, about_zh, about_en in rows
    )


QUERIES: Final = _read()
