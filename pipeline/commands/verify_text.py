"""What `verify` tells."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.console import RenderableType

from pipeline.care.verify import Failure, Verification
from pipeline.commands import terminal


def verified_text(result: Verification) -> Iterator[RenderableType]:
    """A line for each failure and missing original, then the counts."""
    for failure in result.failed:
        yield terminal.hanging("failed   ", _failure(failure), style="bold red")
    for absent in result.missing:
        file = f"{absent.plan}, version {absent.version}: {absent.file_name} (sha256 {absent.sha256})"
        told = f"{file} is not there; name the folder that holds it with --source"
        yield terminal.hanging("missing  ", told, style="bold red")
    yield (
        f"{terminal.counted(result.versions, 'version')} checked:"
        f" {terminal.counted(result.evidence, 'piece')} of evidence,"
        f" {terminal.counted(result.blocks, 'paragraph')}, {terminal.counted(result.tables, 'table')},"
        f" {terminal.counted(result.spans, 'span')}, {terminal.counted(result.values, 'number')} read again"
    )
    if result.proved:
        yield "all proved against the originals"
    else:
        yield (
            f"{terminal.counted(len(result.failed), 'failure')},"
            f" {terminal.counted(len(result.missing), 'original')} missing"
        )


def _failure(failure: Failure) -> str:
    where = " ".join(part for part in (failure.record, failure.field, failure.part, failure.xml_path) if part)
    return (
        f"{failure.plan}, version {failure.version}, {failure.file_name}:"
        f" {where + ': ' if where else ''}{failure.message}"
    )


def verified_json(result: Verification) -> dict[str, object]:
    """The same for programs."""
    return {"proved": result.proved, "checked": result.checked, **asdict(result)}
