"""Long words of names by their short ones (vocabulary/name_short_forms.csv): 管理委员会 → 管委会; and the
form under which spellings of one name meet. It needs nothing that finds names, since who only asks a database
uses it, too."""

import re
from functools import cache

from models.vocabularies import read_rows, shortest


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    """The longest first: 国有资产监督管理委员会 is 国资委, not 国有资产监督管委会."""
    rows = sorted(read_rows("name_short_forms"), key=lambda row: -len(row["long"]))
    return tuple((row["long"], row["short"]) for row in rows)


@cache
def _any_long() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, shortest(long for long, _ in _rules()))))


def contracted(name: str) -> str:
    """Every long form in the name by its short one: 管理委员会 → 管委会."""
    if _any_long().search(name) is None:
        return name
    for long, short in _rules():
        name = name.replace(long, short)
    return name


def key(name: str) -> str:
    """The form under which spellings of one name meet."""
    return contracted(re.sub(r"\s", "", name).replace("（", "(").replace("）", ")"))
