"""`plantrace ingest`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.cluster_options import cluster_options, refuse_addresses
from pipeline.commands.options import (
    Format,
    Settings,
    Typed,
    format_option,
    jobs_option,
    model_option,
    settings,
    shared_options,
)
from pipeline.commands.speaking import PathType, argument, command, option
from pipeline.ingest.collector import loading
from pipeline.ingest.limits import MEBIBYTES, SECONDS, Limits
from pipeline.store.address import Where

if TYPE_CHECKING:
    from pipeline.ingest.cluster import Cluster
    from pipeline.ingest.run import Outcome

_REFUSED = 3


def _limit_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add --most-seconds and --most-memory; the command gets `limits`."""
    seconds = option(
        "--most-seconds",
        type=click.IntRange(min=0),
        default=SECONDS,
        show_default=True,
        metavar="N",
        help="Refuse a file that takes more processor time; 0: no limit.",
    )
    memory = option(
        "--most-memory",
        type=click.IntRange(min=0),
        default=MEBIBYTES,
        show_default=True,
        metavar="MIB",
        help="Refuse a file that takes more memory (Linux); 0: no limit.",
    )

    @wraps(function)
    def limited(*arguments: object, most_seconds: int, most_memory: int, **named: object) -> None:
        function(*arguments, limits=Limits(most_seconds, most_memory), **named)

    return cast(Callable[..., None], seconds(memory(limited)))


def _page_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add --report and --open; the command gets `page`: None, "written" or "opened"."""
    reported = option("--report", is_flag=True, help="Write the report of each plan read: output/PLAN.html.")
    opened = option("--open", is_flag=True, help="Write the report and show it in the browser.")

    @wraps(function)
    def paged(*arguments: object, report: bool, open: bool, **named: object) -> None:
        function(*arguments, page="opened" if open else "written" if report else None, **named)

    return cast(Callable[..., None], reported(opened(paged)))


@command()
@argument("paths", nargs=-1, required=True, metavar="PATH...", type=PathType())
@option(
    "--plan",
    metavar="KEY",
    type=Typed(),
    help="The files are versions of this plan. Else title and text tell.",
)
@option("--new-plan", is_flag=True, help="Each file is a plan of its own, whatever its title.")
@option(
    "--version-date",
    "dated",
    metavar="DATE",
    type=Typed(),
    help="Date of the files (2021, 2021-08, 2021-08-31): before later versions.",
)
@jobs_option
@option("--apart", is_flag=True, help="Read in a process of its own with --jobs 1 as well.")
@cluster_options
@_limit_options
@_page_options
@model_option
@format_option
@shared_options
@click.pass_context
def ingest(
    context: click.Context,
    paths: tuple[str, ...],
    plan: str | None,
    new_plan: bool,
    dated: str | None,
    jobs: int,
    apart: bool,
    cluster: "Cluster | None",
    limits: Limits,
    model: str | None,
    output_format: Format,
    page: str | None,
) -> None:
    """Read .docx files, or folders of them, into the database.

    Each file is stored whole or not at all. A file whose bytes are held already changes nothing; a revised
    file becomes the next version of its plan, and what changed since the version before is told. Shows what
    was found in each file, what was ignored and why, and what was not understood. A file that cannot be read
    is named with the reason, nothing of it is stored, and the exit code is 3; the others are stored. The
    database and its folder are made when absent.

    Example:

    \b
        plantrace ingest raw/
        plantrace ingest raw/yunling_digital_plan_final.docx --open
        plantrace ingest raw/yunling_digital_plan_final.docx --plan 云岭 --db output/yunling.db
    """
    given, asked = settings(context), Asked(plan, new_plan, dated, limits, model)
    _refuse_contradictions(plan, new_plan, dated)
    if cluster is None:
        outcomes = _read_here(given, paths, asked, jobs, apart=apart)
    else:
        outcomes = _read_by_cluster(given, paths, asked, cluster)
    context.exit(_shown(given.database, outcomes, output_format, page))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is said of the files, and how they are to be read."""

    plan: str | None
    new: bool
    dated: str | None
    limits: Limits
    model: str | None


def _read_here(
    given: Settings, paths: tuple[str, ...], asked: Asked, jobs: int, *, apart: bool
) -> "tuple[Outcome, ...]":
    with loading():
        from pipeline.commands.use import watched
        from pipeline.ingest.run import ingest as run

    refuse_addresses(paths)
    with watched(say("reading")) as progress:
        return run(
            [Path(path) for path in paths],
            given.database,
            asked.plan,
            jobs,
            progress,
            debug=given.debug,
            new_plan=asked.new,
            dated=asked.dated,
            model=asked.model,
            limits=asked.limits,
            apart=apart,
        )


def _read_by_cluster(
    given: Settings, paths: tuple[str, ...], asked: Asked, cluster: "Cluster"
) -> "tuple[Outcome, ...]":
    from pipeline.commands.use import watched
    from pipeline.ingest.cluster import ingest_on_cluster
    from pipeline.ingest.commit import Wanted

    wanted = Wanted(asked.plan, asked.new, asked.dated, asked.limits)
    with watched(say("reading")) as progress:
        return ingest_on_cluster(paths, given.database, cluster, wanted, progress, asked.model)


def _shown(database: Where, outcomes: "tuple[Outcome, ...]", output_format: Format, page: str | None) -> int:
    """Shows what became of the files and gives the exit code."""
    from pipeline.commands.ingest_text import ingested_json, ingested_text, read_contents, refusals

    found = read_contents(database, outcomes)
    if output_format == "json":
        terminal.write_json(ingested_json(outcomes, found))
    else:
        terminal.show(*ingested_text(outcomes, found))
    for refusal in refusals(outcomes):
        terminal.complain(refusal)
    if page is not None:
        _pages(database, outcomes, opened=page == "opened", aside=output_format == "json")
    return _REFUSED if any(outcome.state == "refused" for outcome in outcomes) else 0


def _pages(database: Where, outcomes: "tuple[Outcome, ...]", *, opened: bool, aside: bool) -> None:
    """The report of each version read or held already; the browser shows that of the newest."""
    from pipeline.commands.page import open_page, write_pages

    versions = {
        (one.plan, one.version) for one in outcomes if one.plan is not None and one.version is not None
    }
    pages = write_pages(database, versions, aside=aside)
    if opened and pages:
        open_page(pages[-1])


def _refuse_contradictions(plan: str | None, new_plan: bool, dated: str | None) -> None:
    if plan is not None and new_plan:
        raise click.UsageError(
            say(
                "--plan and --new-plan exclude each other: --plan with a key that no plan has"
                " makes a new plan"
            )
        )
    if dated is not None and not re.fullmatch("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", dated):
        raise click.UsageError(
            say(
                "--version-date {date}: give a year, a month or a day, as 2021, 2021-08 or 2021-08-31",
                date=dated,
            )
        )
