"""What a machine may lack: a browser, LibreOffice, axe-core, plantrace as a package, PostgreSQL, what
a cluster takes. Tests that need one are skipped; where PLANTRACE_REQUIRE names it, they fail."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.postgres_server import programs

AXE = Path(sys.prefix, "axe", "node_modules", "axe-core", "axe.min.js")
_HOW = {
    "chromium": "a browser and its driver (Debian: apt-get install chromium chromium-driver)",
    "soffice": "LibreOffice Calc (Debian: apt-get install libreoffice-calc)",
    "axe": f"axe-core (npm install --no-save --prefix {Path(sys.prefix, 'axe')} axe-core)",
    "installed": "plantrace itself installed (pip install -e .), a path to the checkout is not enough",
    "cluster": "Dask, fsspec with s3fs and moto (pip install -e '.[test]')",
    "postgres": "psycopg and the server of PostgreSQL (Debian: apt-get install postgresql)",
}


def _has_calc() -> bool:
    program = shutil.which("soffice")
    return program is not None and Path(program).resolve().parent.joinpath("libsclo.so").exists()


def missing(what: str) -> bool:
    """Whether this machine lacks it, and nobody requires it to be there."""
    there = {
        "chromium": all(map(shutil.which, ("chromium", "chromedriver"))),
        "soffice": _has_calc(),
        "axe": AXE.is_file(),
        "installed": find_spec("plantrace") is not None,
        "cluster": all(map(find_spec, ("distributed", "s3fs", "moto", "boto3"))),
        "postgres": programs() is not None and find_spec("psycopg") is not None,
    }[what]
    return not there and what not in os.environ.get("PLANTRACE_REQUIRE", "").split(",")


def needs(what: str) -> pytest.MarkDecorator:
    """A mark that skips a test where the machine lacks `what`, a key of `_HOW`."""
    return pytest.mark.skipif(missing(what), reason=f"needs {_HOW[what]}")
