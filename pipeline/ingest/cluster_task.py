"""What a worker of a cluster does: a name in, a name out. The file is fetched from where it lies, read in a
process of its own, and its parcel put where parcels lie."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from pipeline.ingest.child import Asked, child_of_thread
from pipeline.ingest.refusals import Refusal
from pipeline.store import storage
from pipeline.store.reader import reader_of


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its address, where parcels go, who is to read it (`store.reader`), and how."""

    source: str
    parcels: str
    reader: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it: the address of the parcel and the hash of the file, or a refusal; `fault` is the
    code of a fault of storage with `text` as its detail, `reader` another reader than was asked for."""

    parcel: str = ""
    source: str = ""
    refusal: Refusal | None = None
    fault: tuple[str, str] | None = None
    reader: str = ""


def read_source(task: Task) -> Done:
    """Reads one file. Done twice, or on two workers at once, it leaves the same parcel under the same
    name."""
    reader = reader_of(task.asked.model or None)
    if reader != task.reader:
        return Done(reader=reader)
    try:
        data = storage.load(task.source)
        digest = sha256(data).hexdigest()
        address = f"{task.parcels.rstrip('/')}/{_name(digest, task)}"
        if not storage.holds(address):
            found = child_of_thread().read(data, task.asked)
            if isinstance(found, Refusal):
                return Done(source=digest, refusal=found)
            storage.save(address, found)
    except storage.StorageFault as fault:
        return Done(fault=(fault.reason, fault.detail))
    return Done(parcel=address, source=digest)


def _name(digest: str, task: Task) -> str:
    """By all that the parcel depends on. The name of a file counts: it is the title where none is printed."""
    told = sha256(PurePosixPath(task.asked.name).name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest}-{task.reader}-{told[:8]}.parcel"
