"""From bytes to a parcel: what a worker does, on this machine or another. It asks nothing of the database."""

from typing import Final

from sqlalchemy import Connection, insert

from models import schema
from models.errors import RefusedFile
from pipeline.ingest.limits import NORMAL, Limits, OverTime, within
from pipeline.ingest.refusals import Refusal, internal, over_limit
from pipeline.ingest.understand import Tagging, Understood, prepare, understand
from pipeline.rules.kept import Kept, check_and_store
from pipeline.store.backends import backend_of
from pipeline.store.kept_results import result_rows
from pipeline.store.numbers import Numbers, numbers_from_one
from pipeline.store.parcel import Label, Parcel, filled, packed
from pipeline.store.version import Place, keep_source, title_of, write_version

_FIRST: Final = 1


def parcel_of(understood: Understood, content: bytes, *, checked: bool = True) -> Parcel:
    """All rows of a document, with what the rules find in it (`checked`) as long as it is the first version
    of its plan."""
    found = understood.facts.structure
    with filled() as (connection, raw):
        raw.execute("BEGIN")
        numbers = _write(connection, understood, content)
        if checked:
            check_and_store(connection, _FIRST, kept=Kept({}, 0, numbers))
        raw.execute("COMMIT")
        rows = raw.serialize()
    document = found.document
    stages = understood.results.versions
    return Parcel(
        Label(document.sha256, document.file_name, title_of(found), understood.reader, stages), rows
    )


def _write(connection: Connection, understood: Understood, content: bytes) -> Numbers:
    """All rows but those of the rules; the numbers that follow."""
    numbers, facts = numbers_from_one(), understood.facts
    title = title_of(facts.structure)
    connection.execute(insert(schema.plan).values(plan_id=_FIRST, key=title, identity=""))
    source = keep_source(connection, facts.structure.document.sha256, content, numbers)
    place = Place(
        version_id=numbers.take("version"),
        plan_id=_FIRST,
        number=1,
        source_id=source,
        is_current=True,
        file_name=facts.structure.document.file_name,
        ingested_at="",
    )
    write_version(connection, facts, understood.claims, place, numbers)
    kept = result_rows(understood.results)
    if kept:
        names = [column.name for column in schema.kept_result.columns]
        backend_of(connection).insert_rows(connection, schema.kept_result, names, kept)
    return numbers


def _parcel(data: bytes, file_name: str, tagging: Tagging) -> Parcel:
    """The rules hold a revised version against the one before it, which only the database has: what they
    found here would be of no use."""
    understood = understand(data, file_name, tagging)
    return parcel_of(understood, data, checked=not understood.revised)


def attempt(
    data: bytes,
    file_name: str,
    tagging: Tagging,
    limits: Limits = NORMAL,
    *,
    alone: bool = False,
    small: bool = False,
) -> bytes | Refusal:
    """The parcel of a file as one value (`small` as for `packed`), read within limits; whatever goes wrong
    becomes a refusal: no file stops the others. What all files need is loaded before they begin to count.
    `alone` as for `within`."""
    try:
        prepare(tagging)
        with within(limits, alone=alone):
            return packed(_parcel(data, file_name, tagging), small=small)
    except RefusedFile as refusal:
        return Refusal(refusal.reason, refusal.text)
    except (OverTime, MemoryError) as error:
        return over_limit(limits, error)
    except Exception as error:
        return internal(error)


def insist(data: bytes, file_name: str, tagging: Tagging) -> bytes | Refusal:
    """As `attempt`, without limits, and a fault of ours is raised."""
    try:
        return packed(_parcel(data, file_name, tagging))
    except RefusedFile as refusal:
        return Refusal(refusal.reason, refusal.text)
