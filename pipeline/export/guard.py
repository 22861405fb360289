"""Text that a spreadsheet would run as a formula, made harmless in csv: an apostrophe goes before it.

The characters are those of OWASP's page "CSV Injection", their full-width forms, and blanks of any kind
before them. A plain number (-0.5) cannot run and stays. The rule can be undone exactly: `unguarded` takes
off what `guarded` put on.
"""

import re
from typing import Final

_BLANKS: Final = "\\s\u200b-\u200f\u2060\ufeff\x00-\x1f"
_RUNS: Final = re.compile(f"'*(?:[\t\r\n]|[{_BLANKS}]*[=+\\-@＝＋－＠])")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet may take it for a formula."""
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
