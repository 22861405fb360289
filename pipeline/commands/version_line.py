"""How a version is named in one line."""

from models.language import say
from pipeline.store.held import HeldVersion


def version_line(version: HeldVersion) -> str:
    """Plan, number, whether it is the current one, and file."""
    named = {"plan": version.plan, "number": version.version, "file": version.file_name}
    if version.is_current:
        return say("{plan}, version {number} (current), {file}", **named)
    return say("{plan}, version {number} (not current), {file}", **named)
