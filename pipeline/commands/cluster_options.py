"""The options of `plantrace ingest` for a cluster."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, cast

import click

from models.language import say
from pipeline.commands.options import Typed
from pipeline.commands.speaking import option

if TYPE_CHECKING:
    from pipeline.ingest.cluster import Cluster


def cluster_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add --scheduler, --parcels and --unencrypted; the command gets `cluster`, None without."""
    scheduler = option(
        "--scheduler",
        metavar="ADDRESS",
        type=Typed(),
        help="Let the workers of a Dask cluster read: tls://HOST:PORT, or tcp://127.0.0.1:PORT.",
    )
    parcels = option(
        "--parcels",
        metavar="ADDRESS",
        type=Typed(),
        help="With --scheduler: folder that all machines reach, for what is read (file://, s3://).",
    )
    plain = option(
        "--unencrypted",
        is_flag=True,
        help="With --scheduler: allow tcp:// to another machine, in a network that is yours alone.",
    )

    @wraps(function)
    def spread(
        *arguments: object, scheduler: str | None, parcels: str | None, unencrypted: bool, **named: object
    ) -> None:
        function(*arguments, cluster=_cluster(scheduler, parcels, unencrypted), **named)

    return cast(Callable[..., None], scheduler(parcels(plain(spread))))


def _cluster(scheduler: str | None, parcels: str | None, unencrypted: bool) -> "Cluster | None":
    if scheduler is None and (parcels is not None or unencrypted):
        raise click.UsageError(say("--parcels and --unencrypted go with --scheduler"))
    if scheduler is not None and parcels is None:
        raise click.UsageError(
            say("--scheduler takes --parcels: a folder that all machines reach, for what is read")
        )
    if scheduler is None:
        return None
    from pipeline.ingest.cluster import Cluster

    return Cluster(scheduler, parcels or "", unencrypted)


def refuse_addresses(paths: Sequence[str]) -> None:
    """Without a cluster only files of this machine are read."""
    for path in paths:
        if "://" in path:
            raise click.UsageError(
                say("{path}: addresses are read by a cluster: say --scheduler, or name a file", path=path)
            )
