"""CITATION.cff is what its format (citation-file-format.github.io, 1.2.0) asks for, and says what the package
says."""

from configparser import ConfigParser
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
REQUIRED = {"cff-version", "message", "title", "authors"}


def test_the_citation_agrees_with_the_package() -> None:
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    package = ConfigParser()
    package.read(ROOT / "setup.cfg", encoding="utf-8")
    assert set(told) >= REQUIRED
    assert told["cff-version"] == "1.2.0"
    assert told["type"] == "software"
    assert all(author["name"] for author in told["authors"])
    metadata = package["metadata"]
    assert (told["title"], str(told["version"]), told["license"]) == (
        metadata["name"],
        metadata["version"],
        metadata["license"],
    )
