"""What programs ask of a database: frames, trace, check, diff, report."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from models.names import ChangeClass
from pipeline.ask.trace_values import Scope
from pipeline.library.opened import Source, path_of, reading
from pipeline.library.values import Answer, Change, Finding

if TYPE_CHECKING:
    import pandas as pd


def frames(
    plans: Source,
    *views: str,
    plan: str | None = None,
    version: int | None = None,
    all_versions: bool = False,
) -> dict[str, pd.DataFrame]:
    """Public views as pandas frames, by their names as given; all views when none is named.

    INTEGER becomes Int64, REAL Float64, TEXT string; NULL is NA. Columns: docs/data-dictionary.md.

    Args:
        plans: an open database or its path.
        views: names, with or without `v_`.
        plan: a plan's key, or a part of its key, title or file name; all plans when None.
        version: a version of that plan; the current one when None.
        all_versions: older versions too.

    Raises:
        NotHeld: there is no such plan or version.
        WrongUse: there is no such view, or several plans match.
    """
    from models.views import VIEWS
    from pipeline.export.frames import frame

    with reading(plans) as connection:
        return {
            name: frame(connection, name, plan, version, all_versions=all_versions)
            for name in views or [view.name for view in VIEWS]
        }


def trace(
    plans: Source,
    what: str,
    *,
    plan: str | None = None,
    all_versions: bool = False,
    limit: int | None = 10,
) -> Answer:
    """From a record (`figure:12`, `indicator:5G基站`), a number (`9700座`) or words to the characters.

    Args:
        plans: an open database or its path.
        what: as on the command line.
        plan: look in this plan only.
        all_versions: look in older versions too.
        limit: most records, paragraphs, and other places of a record; None for all.

    Raises:
        NotHeld: a record or plan was named that is not held; words found nowhere give an empty answer.
        WrongUse: nothing to look for, or several plans match.
    """
    from pipeline.ask.trace import trace as run
    from pipeline.library.answers import answer_of
    from pipeline.store.held import plan_named

    with reading(plans) as connection:
        key = None if plan is None else plan_named(connection, plan)
        return answer_of(connection, run(connection, what, Scope(key, all_versions), limit))


def check(
    plans: Source,
    plan: str | None = None,
    version: int | None = None,
    *,
    rules: Collection[str] = (),
    skip: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What contradicts itself, errors first, with the status that was decided.

    A run of all rules is kept in the database where it is not kept yet and the file may be written, as by
    the command.

    Args:
        plans: an open database or its path.
        plan: this plan; all plans in their current version when None.
        version: a version of it.
        rules: only these rules (docs/rules.md).
        skip: without these.

    Raises:
        NotHeld: no such plan or version.
        WrongUse: a rule is unknown, or several plans match.
    """
    from pipeline.library.answers import findings_of
    from pipeline.rules.run import check_plans

    run = check_plans(path_of(plans), plan, version, rules, skip)
    with reading(plans) as connection:
        return findings_of(connection, run)


def diff(
    plans: Source,
    plan: str,
    old: int | None = None,
    new: int | None = None,
    *,
    classes: Collection[ChangeClass] = (),
    kinds: Collection[str] = (),
) -> tuple[Change, ...]:
    """What changed between two versions of a plan, the two newest when none are named.

    Args:
        plans: an open database or its path.
        plan: a plan's key, or a part of its key, title or file name.
        old: number of the older version.
        new: number of the newer one.
        classes: only changes of these classes (substance, renumbering, reference, form).
        kinds: only changes of these records (project, indicator, task, figure, heading, box_item, block).

    Raises:
        NotHeld: no such plan or version, or one version only.
        WrongUse: several plans match, or a version with itself.
    """
    from pipeline.library.answers import changes_of
    from pipeline.versions.diff import diff as run
    from pipeline.versions.diff import only

    with reading(plans) as connection:
        return changes_of(connection, only(run(connection, plan, old, new), classes, kinds))


def report(
    plans: Source, out: str | os.PathLike[str], plan: str | None = None, version: int | None = None
) -> Path:
    """Writes one version as one offline page and gives its path; the folder is made.

    Args:
        plans: an open database or its path.
        out: the file to write.
        plan: which plan; may be None where one is held.
        version: a version of it; the current one when None.

    Raises:
        NotHeld: no such plan or version.
        WrongUse: several plans match.
        OSError: the file cannot be written.
    """
    from pipeline.export.files import write_whole
    from pipeline.report.build import build_report

    with reading(plans) as connection:
        page = build_report(connection, plan, version)
    write_whole(Path(out), page)
    return Path(out)
