"""60 commands with a fault each: the database stays sound, nothing half done stays."""

import os
import subprocess
import sys

import pytest

from tests.pipeline.made import CHECKOUT


@pytest.mark.skipif(os.name != "posix", reason="limits and signals are POSIX's")
@pytest.mark.parametrize("seed", [0, 30])
def test_faults_of_the_disk_and_signals_do_no_harm(seed: int) -> None:
    command = [sys.executable, "-m", "tests.faults", "30", "--seed", str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
