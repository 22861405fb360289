"""What the shipped environment is made of: a bill of materials, the licences, and whether a fault is known.

`python .ci/supply.py OUT` writes OUT/sbom.cdx.json (CycloneDX) and OUT/licences.csv for the packages of
requirements.txt, which have to be installed, and ends with 1 where a licence is not in licences.csv. Known
faults are asked for with a short time limit: where the data cannot be reached this is said and is no failure.
"""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
REQUIREMENTS: Final = ROOT / "requirements.txt"
_ALLOWED: Final = Path(__file__).with_name("licences.csv")
_PIN: Final = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
_HASH: Final = re.compile("--hash=sha256:([0-9a-f]{64})")
_PARTS: Final = re.compile(r" (?:AND|OR) ")
_LONGEST: Final = 60  # characters of a licence's name; longer ones are its text
_PATIENCE: Final = 60  # seconds for the question about known faults


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package of requirements.txt with the hashes of its files."""

    name: str
    version: str
    hashes: tuple[str, ...]


def pinned(text: str) -> Iterator[Pinned]:
    """The packages of a file that `nox -s lock` made."""
    pieces = _PIN.split(text)[1:]
    for name, version, rest in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        yield Pinned(name, version, tuple(_HASH.findall(rest)))


def licence_said(name: str) -> str:
    """What an installed package says its licence is; "" where it says nothing, or is not installed."""
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = (one.split(" :: ")[-1] for one in found.get_all("Classifier", []) if one[:7] == "License")
    said = (found.get("License-Expression"), found.get("License"), " AND ".join(classifiers))
    return next((one.strip() for one in said if one and one != "UNKNOWN" and len(one) < _LONGEST), "")


def allowed() -> dict[str, str]:
    """The licences that may be shipped, as packages say them, with their usual identifier."""
    with _ALLOWED.open(encoding="utf-8", newline="") as file:
        return {row["said"]: row["licence"] for row in csv.DictReader(file)}


def judged(said: str, known: dict[str, str]) -> str | None:
    """The licence by its identifiers; None where a part of it is not allowed."""
    parts = _PARTS.split(said)
    if not all(part in known for part in parts):
        return None
    for part in sorted(parts, key=len, reverse=True):
        said = said.replace(part, known[part])
    return said


def write_materials(packages: list[Pinned], licences: dict[str, str], path: Path) -> None:
    """The bill of materials as CycloneDX."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    factory = LicenseFactory()
    bom = Bom()
    for one in packages:
        component = Component(
            name=one.name,
            version=one.version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", None, one.name, one.version),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in one.hashes],
            licenses=[factory.make_from_string(licences[one.name])] if licences[one.name] else [],
        )
        bom.components.add(component)
    path.write_text(JsonV1Dot6(bom).output_as_string(indent=1), encoding="utf-8")


def write_licences(packages: list[Pinned], licences: dict[str, str], path: Path) -> None:
    """The list of licences."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("package", "version", "licence"))
        rows.writerows((one.name, one.version, licences[one.name]) for one in packages)


def known_faults() -> tuple[bool, str]:
    """Whether a fault is known of these versions, and what is: a line for each, or that nobody could be
    asked."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(REQUIREMENTS), "--disable-pip"]
    options = ["--no-deps", "--timeout", "5", "--progress-spinner", "off", "--format", "json"]
    try:
        done = subprocess.run(  # noqa: S603
            [*command, *options], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
        return told_of(json.loads(done.stdout)["dependencies"])
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, f"known faults: not asked ({type(error).__name__})"
    except (ValueError, KeyError, TypeError):
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return False, f"known faults: the data cannot be reached ({last[:200]})"


def told_of(answers: list[dict[str, Any]]) -> tuple[bool, str]:
    """What `pip-audit` says of each package, in words."""
    faulty = [one for one in answers if one.get("vulns")]
    asked = sum("skip_reason" not in one for one in answers)
    lines = [f"known faults: asked about {asked} of {len(answers)} packages, {len(faulty)} have one"]
    lines += [
        f"  {one['name']} {one['version']}: {', '.join(f['id'] for f in one['vulns'])}" for one in faulty
    ]
    return bool(faulty), "\n".join(lines)


def main() -> int:
    """Writes both files and tells what is wrong."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "build/supply")
    out.mkdir(parents=True, exist_ok=True)
    packages, known = list(pinned(REQUIREMENTS.read_text(encoding="utf-8"))), allowed()
    said = {one.name: licence_said(one.name) for one in packages}
    licences = {name: judged(one, known) or one for name, one in said.items()}
    write_materials(packages, licences, out / "sbom.cdx.json")
    write_licences(packages, licences, out / "licences.csv")
    wrong = [f"{name}: {one or 'says none'}" for name, one in said.items() if judged(one, known) is None]
    print(f"{len(packages)} packages, {len(wrong)} with a licence that is not allowed", *wrong, sep="\n  ")
    faulty, told = known_faults()
    print(told)
    return 1 if wrong or faulty else 0


if __name__ == "__main__":
    raise SystemExit(main())
