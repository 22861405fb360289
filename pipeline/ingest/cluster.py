"""Many files read by the workers of a Dask cluster (extra `cluster`) and stored here, in their order.

Only names travel through the scheduler: workers fetch the files themselves and leave parcels where we fetch
them. A worker that is lost, a task done twice, a run that was broken off: what is stored is the same, once.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from models.errors import PlanError, WrongUse
from models.language import language, say
from pipeline.ingest.child import Asked
from pipeline.ingest.cluster_task import Done, Task, read_source
from pipeline.ingest.commit import Ahead, Outcome, Progress, Under, Wanted, commit_all
from pipeline.ingest.inputs import SUFFIXES, display_name
from pipeline.ingest.refusals import Refusal, internal
from pipeline.ingest.workers import Waiting
from pipeline.store import storage
from pipeline.store.address import Where
from pipeline.store.database import open_database
from pipeline.store.reader import reader_of

_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SECONDS: Final = 30  # for the scheduler to answer, and for a worker to be there
_RETRIES: Final = 2
_LOGGERS: Final = ("distributed", "distributed.client", "distributed.core", "distributed.comm")
_AHEAD: Final = 4  # files under way for each thread of the workers
_LEAST_AHEAD: Final = 32


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the scheduler is and where parcels go; `unencrypted` allows tcp:// to another machine."""

    scheduler: str
    parcels: str
    unencrypted: bool = False


def check_cluster(cluster: Cluster) -> None:
    """Before anything is done.

    Raises:
        WrongUse: the address of the scheduler, or a protocol, is not allowed.
        PlanError: a library is not installed.
    """
    found = urlsplit(cluster.scheduler)
    if found.scheme not in ("tls", "tcp") or not found.hostname:
        raise WrongUse(
            say(
                "{address}: is no address of a scheduler: write tls://HOST:PORT, or tcp://127.0.0.1:PORT",
                address=cluster.scheduler,
            )
        )
    if found.scheme == "tcp" and found.hostname not in _HERE and not cluster.unencrypted:
        raise WrongUse(
            say(
                "{address}: tcp:// is not encrypted, and whoever reaches the scheduler can run programs"
                " there: use tls://, or say --unencrypted where the network is yours alone",
                address=cluster.scheduler,
            )
        )
    storage.need("distributed", "fsspec")
    storage.address_of(cluster.parcels)


def ingest_on_cluster(
    paths: Sequence[str],
    db: Where,
    cluster: Cluster,
    wanted: Wanted,
    progress: Progress | None = None,
    model: str | None = None,
) -> tuple[Outcome, ...]:
    """As `pipeline.ingest.run.ingest`, with the reading done by the workers of a cluster.

    Args:
        paths: documents or folders: paths that are the same on all machines, or addresses (s3://…).
        db: the database, made when it is absent.
        cluster: the scheduler, and where parcels go.
        wanted: what is said of the files.
        progress: see `Progress`.
        model: an installed spaCy pipeline that finds the names instead of ours.

    Raises:
        WrongUse: an address is not allowed.
        PlanError: a library is missing, the scheduler or its workers cannot be reached, or they run another
            plantrace.
        DatabaseFault: the database cannot be opened or written; files stored before stay stored.
    """
    check_cluster(cluster)
    found = [under for path in paths for under in _expanded(path)]
    tell: Progress = progress or (lambda done, total, outcome: None)
    asked = Asked("", model or "", wanted.limits.seconds, wanted.limits.mebibytes, language())
    task = Task("", storage.address_of(cluster.parcels), reader_of(model), asked)
    with open_database(db, create=True) as database, _client(cluster.scheduler) as (client, threads):
        begun = (_begun(one, client, task) for one in found)
        ahead = Ahead(len(found), max(_LEAST_AHEAD, _AHEAD * threads))
        with _naming_faults(cluster.scheduler):
            return commit_all(begun, ahead, database, wanted, tell)


def _expanded(path: str) -> Iterator[Under | str]:
    """The addresses of documents; what is not there is settled already."""
    address = storage.address_of(path)
    try:
        yield from storage.sources(address, SUFFIXES)
    except storage.StorageFault as fault:
        yield Under(storage.shown(address), outcome=_refused(storage.shown(address), fault))


def _refused(path: Path | storage.Url, fault: storage.StorageFault) -> Outcome:
    return Outcome(path, "refused", fault.reason, storage.fault_text(fault.reason, fault.detail))


@contextmanager
def _client(address: str) -> Iterator[tuple[Any, int]]:
    """A connection to the scheduler, and how many threads its workers have."""
    distributed = import_module("distributed")
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is wrong is said in one line, by us
    try:
        _check_certificates(address, distributed.Security())
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise _away(address, error) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError as error:
            raise PlanError(
                say(
                    "{address}: no worker has joined the scheduler: start one with `dask worker {address}`",
                    address=address,
                )
            ) from error
        yield client, sum(client.nthreads().values())


def _check_certificates(address: str, security: Any) -> None:
    """Without them Dask would ask for a context it has not got, in many lines."""
    if address.startswith("tls://") and security.get_connection_args("client").get("ssl_context") is None:
        raise PlanError(
            say(
                "{address}: takes certificates: name them in DASK_DISTRIBUTED__COMM__TLS__CA_FILE,"
                " …__CLIENT__CERT and …__CLIENT__KEY",
                address=address,
            )
        )


def _away(address: str, error: BaseException) -> PlanError:
    return PlanError(
        say(
            "{address}: the scheduler cannot be reached ({reason}): see that it runs, and look at host, port"
            " and certificates",
            address=address,
            reason=" ".join(f"{type(error).__name__}: {error}".split())[:200],
        )
    )


@contextmanager
def _naming_faults(address: str) -> Iterator[None]:
    """A scheduler that goes away meanwhile."""
    gone = import_module("distributed.comm").CommClosedError
    try:
        yield
    except (gone, CancelledError) as error:
        raise _away(address, error) from error


def _begun(found: Under | str, client: Any, task: Task) -> Under:
    """A file handed to the workers."""
    if isinstance(found, Under):
        return found
    path = storage.shown(found)
    given = Task(found, task.parcels, task.reader, _named(task.asked, display_name(Path(path.name))))
    key = f"plantrace-{sha256(repr(given).encode('utf-8', 'surrogatepass')).hexdigest()}"

    def begin(key: str) -> Any:
        return client.submit(read_source, given, key=key, retries=_RETRIES, pure=False)

    future = begin(key)
    return Under(path, Waiting(lambda: _fetched(future, lambda: begin(f"{key}-again")), future.done))


def _named(asked: Asked, name: str) -> Asked:
    return Asked(name, asked.model, asked.seconds, asked.mebibytes, asked.language)


def _fetched(future: Any, again: Callable[[], Any] | None = None) -> bytes | Refusal:
    """The parcel that a worker left, or why there is none.

    The scheduler gives up what lay on several workers that were lost, also a file that waited there behind
    the one that kills them: so each is begun `again` once.
    """
    killed = import_module("distributed").KilledWorker
    try:
        done: Done = future.result()
    except killed:
        if again is not None:
            return _fetched(again())
        return Refusal(
            "over_limit",
            say(
                "the workers that read it were lost, again and again: see to their memory and their logs, or"
                " read it by itself without --scheduler"
            ),
        )
    except (ImportError, AttributeError) as error:
        raise PlanError(
            say("the workers have no such plantrace ({reason}): install it there", reason=str(error)[:200])
        ) from error
    finally:
        future.release()
    return _parcel(done)


def _parcel(done: Done) -> bytes | Refusal:
    if done.reader:
        raise PlanError(
            say("the workers run another plantrace than this one: install the same version on all machines")
        )
    if done.refusal is not None:
        return done.refusal
    if done.fault is not None:
        reason, detail = done.fault
        if reason == "unwritable":
            raise PlanError(
                say("the workers cannot write parcels ({detail}): see to --parcels", detail=detail)
            )
        return Refusal(reason, storage.fault_text(reason, detail))
    try:
        return storage.load(done.parcel, None)
    except storage.StorageFault as fault:
        return internal(fault)
