"""All checks of the project: `nox` runs them in the environment it is installed in, `nox -s NAME` one.

`.ci/run` does the same on a fresh machine, after it has installed what the checks need.
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nox

ROOT = Path(__file__).parent
BIOME = ROOT / ".venv" / "web" / "node_modules" / ".bin" / "biome"

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "web", "docs", "wheel", "tests"]


@nox.session
def lint(session: nox.Session) -> None:
    """Rules and format of the Python code (ruff)."""
    session.run(sys.executable, "-m", "ruff", "check", "--no-cache")
    session.run(sys.executable, "-m", "ruff", "format", "--check", "--no-cache")


@nox.session
def types(session: nox.Session) -> None:
    """Strict types (mypy)."""
    session.run(sys.executable, "-m", "mypy")


@nox.session
def web(session: nox.Session) -> None:
    """Rules and format of JavaScript and CSS (biome); the report's one script has no name that is unknown
    or unused."""
    biome = shutil.which("biome") or str(BIOME)
    session.run(biome, "check", "--error-on-warnings", ".", external=True)
    joined = "from pipeline.report.page import script; print(script())"
    rules = [f"--only=correctness/{name}" for name in ("noUndeclaredVariables", "noUnusedVariables")]
    with TemporaryDirectory() as folder:
        Path(folder, "report.js").write_text(
            str(session.run(sys.executable, "-c", joined, silent=True)), encoding="utf-8"
        )
        with session.chdir(folder):
            session.run(biome, "lint", *rules, "report.js", external=True)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation as a site, in output/site (needs the extra docs); a warning is a fault."""
    session.run(sys.executable, ".ci/site/build.py", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Wheel and sdist: built, installed into an empty environment, run on the sample from another folder."""
    session.run(sys.executable, "-m", "tests.installed")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; arguments after -- go to pytest, as in `nox -s tests -- -k figures`."""
    session.run(sys.executable, "-m", "pytest", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """The tests but those in the browser, with the share of lines they reach; below the floor it fails."""
    floor = os.environ.get("PLANTRACE_COVERAGE", "96")
    packages = [f"--cov={name}" for name in ("models", "parsers", "pipeline")]
    measured = [*packages, f"--cov-fail-under={floor}", "--ignore=tests/browser"]
    session.run(sys.executable, "-m", "pytest", *measured, *session.posargs)


@nox.session
def supply(session: nox.Session) -> None:
    """The bill of materials and the licences of what ships (build/supply), and faults known of it."""
    session.run(sys.executable, ".ci/supply.py", "build/supply")


@nox.session
def lock(session: nox.Session) -> None:
    """Writes requirements.txt and requirements-build.txt, with hashes, by constraints.txt (needs uv)."""
    given = ["-c", "constraints.txt", "--generate-hashes", "--no-annotate", "--python-version", "3.11"]
    told = ["--custom-compile-command", "nox -s lock", "--quiet"]
    extras = ["--extra", "serve", "--extra", "parquet"]
    compiled = ["uv", "pip", "compile", *given, *told]
    session.run(*compiled, *extras, "setup.cfg", "-o", "requirements.txt", external=True)
    with TemporaryDirectory() as folder:
        built = Path(folder, "build.in")
        built.write_text("setuptools >= 77\n", encoding="utf-8")
        session.run(*compiled, str(built), "-o", "requirements-build.txt", external=True)
