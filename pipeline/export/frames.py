"""The views as pandas frames of the right types: Int64 and string know NULL, so that no number of a row
becomes 12.0 or NaN text."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from models.views import View
from pipeline.export.selection import Values, choose, portions

if TYPE_CHECKING:
    import pandas as pd

DTYPES: Final = {"INTEGER": "Int64", "REAL": "Float64", "TEXT": "string"}


def frame(
    connection: Connection,
    view: str,
    plan: str | None = None,
    version: int | None = None,
    *,
    all_versions: bool = False,
) -> pd.DataFrame:
    """A public view as a frame: INTEGER as Int64, REAL as Float64, TEXT as string, NULL as NA.

    Args:
        connection: an open database.
        view: its name, with or without `v_`.
        plan: key of a plan or a part of its key, title or file name; None for all.
        version: number of a version of that plan; None for the current one.
        all_versions: older versions too.

    Raises:
        NotHeld: there is no such plan or version.
        WrongUse: there is no such view, or the plan is not clear.
    """
    selection = choose(connection, plan, version, all_versions, (view,))
    (chosen,) = selection.views
    with closing(portions(connection, chosen, selection)) as rows:
        return _of_rows(chosen, list(chain.from_iterable(rows)))


def empty_frame(view: View) -> pd.DataFrame:
    """The columns and types alone."""
    return _of_rows(view, [])


def _of_rows(view: View, rows: Sequence[Values]) -> pd.DataFrame:
    import pandas as pd

    columns = zip(*rows, strict=True) if rows else ((),) * len(view.columns)
    read = {column.name: list(values) for column, values in zip(view.columns, columns, strict=True)}
    return pd.DataFrame(read, dtype=object).astype(
        {column.name: DTYPES[column.type] for column in view.columns}
    )
