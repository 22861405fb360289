"""What proofs speak of: versions with their originals, what was compared, what failed or is missing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Something stored that the original does not bear out; `part` and `xml_path` are "" where the file
    itself fails."""

    plan: str
    version: int
    file_name: str
    part: str
    xml_path: str
    record: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A version, by its original: one that is not in the folder given, or that another plantrace read."""

    plan: str
    version: int
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version and the file it was read from."""

    version_id: int
    plan: str
    number: int
    file_name: str
    sha256: str
    size: int

    @property
    def missing(self) -> Missing:
        """What is told where its original is not there."""
        return Missing(self.plan, self.number, self.file_name, self.sha256)

    def failure(
        self, message: str, *, part: str = "", xml_path: str = "", record: str = "", field: str = ""
    ) -> Failure:
        """What is told where its original does not bear something out."""
        return Failure(self.plan, self.number, self.file_name, part, xml_path, record, field, message)


@dataclass(slots=True)
class Tally:
    """How much was compared, by kind."""

    versions: int = 0
    blocks: int = 0
    tables: int = 0
    evidence: int = 0
    spans: int = 0
    values: int = 0


def bare(value: str) -> str:
    """Without white space: a name may be printed with blanks that its value does not have."""
    return "".join(value.split())
