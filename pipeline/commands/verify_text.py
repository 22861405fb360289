"""What `verify` tells."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.console import RenderableType

from models.language import many, say
from pipeline.care.proved import Failure
from pipeline.care.verify import Verification
from pipeline.commands import terminal


def verified_text(result: Verification) -> Iterator[RenderableType]:
    """A line for each failure and missing original, then the counts."""
    for failure in result.failed:
        yield terminal.hanging(say("failed") + "   ", _failure(failure), style="bold red")
    for absent in result.missing:
        told = say(
            "{plan}, version {number}: {file} (sha256 {sha256}) is not there; name the folder that holds it"
            " with --source",
            plan=absent.plan,
            number=absent.version,
            file=absent.file_name,
            sha256=absent.sha256,
        )
        yield terminal.hanging(say("missing") + "  ", told, style="bold red")
    checked = (
        many(result.evidence, "{n} piece of evidence", "{n} pieces of evidence"),
        many(result.blocks, "{n} paragraph", "{n} paragraphs"),
        many(result.tables, "{n} table", "{n} tables"),
        many(result.spans, "{n} span", "{n} spans"),
        many(result.values, "{n} number read again", "{n} numbers read again"),
    )
    told = say(", ").join(checked)
    yield many(
        result.versions, "{n} version checked: {checked}", "{n} versions checked: {checked}", checked=told
    )
    if result.rows:
        yield many(result.rows, "{n} version read again, row by row", "{n} versions read again, row by row")
    for other in result.other:
        told = say(
            "{plan}, version {version}: another plantrace read it, so it is proved by its quotes alone;"
            " `plantrace rebuild` reads it again",
            plan=other.plan,
            version=other.version,
        )
        yield terminal.hanging(f"{say('note')}  ", told, style="yellow")
    if result.proved:
        yield say("all proved against the originals")
    else:
        failures = many(len(result.failed), "{n} failure", "{n} failures")
        missing = many(len(result.missing), "{n} original missing", "{n} originals missing")
        yield say(", ").join((failures, missing))


def _failure(failure: Failure) -> str:
    where = " ".join(part for part in (failure.record, failure.field, failure.part, failure.xml_path) if part)
    return say(
        "{plan}, version {number}, {file}: {fault}",
        plan=failure.plan,
        number=failure.version,
        file=failure.file_name,
        fault=f"{where}: {failure.message}" if where else failure.message,
    )


def verified_json(result: Verification) -> dict[str, object]:
    """The same for programs."""
    return {"proved": result.proved, "checked": result.checked, **asdict(result)}
