"""Wheel and sdist as a user gets them: built, installed into an environment that holds nothing but what
setup.cfg asks for, and run on the sample from another folder. `nox -s wheel` runs it; pytest does not.

The distributions that plantrace needs are linked from the environment at hand, all others are not there: an
import that setup.cfg does not ask for fails, and nothing is downloaded twice.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
_IN_THE_WHEEL = (
    "plantrace/__init__.py",
    "plantrace/py.typed",
    "models/locale/zh/LC_MESSAGES/plantrace.mo",
    "models/vocabulary/units.csv",
    "pipeline/names/weights/names.npz",
    "pipeline/report/templates/",
    "pipeline/serving/static/",
    ".dist-info/licenses/LICENSE",
    ".dist-info/licenses/NOTICE",
)
_IN_THE_SDIST = (
    "setup.cfg",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "NOTICE",
    "pipeline/plantrace/__init__.py",
)
_PROGRAM = """
import plantrace
assert plantrace.__file__.startswith({home!r}), plantrace.__file__
with plantrace.open("output/plans.db") as plans:
    assert len(plans.versions) == 2
    assert len(plantrace.frames(plans, "indicators")["indicators"]) == 14
print(plantrace.trace("output/plans.db", "26座").records[0].evidence[0].citation.place)
"""


def main() -> None:
    """All steps; the first that fails ends it."""
    with TemporaryDirectory() as name:
        work = Path(name)
        wheel = built(work / "dist")
        python = environment(work / "env", wheel)
        for line in used(python, work / "elsewhere"):
            print(line)


def built(folder: Path) -> Path:
    """The wheel, made of the sdist; both hold what they must."""
    command = [sys.executable, "-m", "build", "--outdir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    with tarfile.open(sdist) as archive:
        _must_hold(sdist, archive.getnames(), _IN_THE_SDIST)
    with zipfile.ZipFile(wheel) as archive:
        _must_hold(wheel, archive.namelist(), _IN_THE_WHEEL)
        strange = {one.split("/")[0] for one in archive.namelist()} - {
            "models",
            "parsers",
            "pipeline",
            "plantrace",
        }
        assert all(one.endswith(".dist-info") for one in strange), strange
    return wheel


def _must_hold(path: Path, names: list[str], wanted: tuple[str, ...]) -> None:
    absent = [one for one in wanted if not any(one in name for name in names)]
    assert not absent, f"{path.name} lacks {absent}"


def environment(folder: Path, wheel: Path) -> Path:
    """The Python of a new environment with the wheel, and what it needs."""
    venv.create(folder, symlinks=os.name == "posix")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (site,) = folder.glob("[Ll]ib/**/site-packages")
    options = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", *options, wheel], check=True)
    for needed in closure("plantrace"):
        for name in {path.parts[0] for path in distribution(needed).files or () if path.parts[0] != ".."}:
            if not (site / name).exists() and name != "__pycache__":
                (site / name).symlink_to(Path(str(distribution(needed).locate_file(name))).resolve())
    return python


def closure(name: str) -> Iterator[str]:
    """What a distribution needs without extras, and what that needs."""
    waiting, seen = [name], {_plain(name)}
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            needed = Requirement(line)
            if _plain(needed.name) not in seen and (
                not needed.marker or needed.marker.evaluate({"extra": ""})
            ):
                seen.add(_plain(needed.name))
                waiting.append(needed.name)
                yield needed.name


def _plain(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def used(python: Path, folder: Path) -> Iterator[str]:
    """What the commands and the library say of the sample, from a folder where no source lies."""
    shutil.copytree(ROOT / "raw", folder / "raw")
    command = python.with_name("plantrace.exe" if os.name == "nt" else "plantrace")
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    settings |= {"PLANTRACE_LANG": "en", "PYTHONUTF8": "1"}
    for words in ("--version", "ingest raw", "check", "report", "bundle --out output", "verify"):
        yield _said([command, *words.split()], folder, settings).splitlines()[-1]
    yield _said([python, "-c", _PROGRAM.format(home=str(python.parents[1]))], folder, settings).strip()
    refused = subprocess.run(
        [command, "serve"], cwd=folder, env=settings, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2, "an extra is there that was not asked for"
    assert "pip install" in refused.stderr, refused.stderr


def _said(command: list[object], folder: Path, settings: dict[str, str]) -> str:
    done = subprocess.run(
        [str(one) for one in command],
        cwd=folder,
        env=settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


if __name__ == "__main__":
    main()
