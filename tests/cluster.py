"""A real cluster of processes of this machine, and a server of S3, for tests: scheduler and workers as they
are started by hand."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_PATIENCE = 60


@dataclass(frozen=True)
class Local:
    """A scheduler with its address, its process, and the workers' processes, each a group of its own with
    what it started."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]"

    def kill(self, number: int) -> None:
        """One worker with all its processes, at once, as a machine that loses power."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)


def _start(log: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    with log.open("ab") as told:
        command = [sys.executable, "-m", *arguments]
        return subprocess.Popen(command, stdout=told, stderr=told, start_new_session=True)


@contextmanager
def cluster(folder: Path, workers: int = 2, preload: str = "", protocol: str = "tcp") -> Iterator[Local]:
    """Starts it; all of it ends with the context. `preload` is run by each worker before anything else; for
    `tls` the environment names the certificates (`certificates`)."""
    file = folder / "scheduler.json"
    quiet = ("--no-dashboard", "--host", "127.0.0.1", "--protocol", protocol)
    started = [
        _start(
            folder / "s.log",
            "distributed.cli.dask_scheduler",
            *quiet,
            "--port",
            "0",
            "--scheduler-file",
            str(file),
        )
    ]
    try:
        address = _waited(file)
        first = folder / "preload.py"
        first.write_text(preload, encoding="utf-8")
        for number in range(workers):
            place = (
                "--preload",
                str(first),
                "--local-directory",
                str(folder / f"w{number}"),
                "--nthreads",
                "1",
                "--no-dashboard",
            )
            started.append(_start(folder / f"w{number}.log", "distributed.cli.dask_worker", address, *place))
        yield Local(address, started[0], started[1:])
    finally:
        for process in reversed(started):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _waited(file: Path) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if file.exists() and (text := file.read_text()):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


def certificates(folder: Path) -> dict[str, str]:
    """A key and a certificate that vouches for itself, for scheduler, workers and client alike; gives the
    variables of the environment that name them."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "plantrace test")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    kinds = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(*kinds))
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(kinds[0]))
    files = {"CERT": folder / "cert.pem", "KEY": folder / "key.pem"}
    sides = {
        f"{side}__{what}": file for side in ("SCHEDULER", "WORKER", "CLIENT") for what, file in files.items()
    }
    given = {"CA_FILE": folder / "cert.pem", **sides}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(file) for name, file in given.items()}


@contextmanager
def s3(bucket: str) -> Iterator[str]:
    """Starts a server of S3 with an empty bucket and gives its address."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        address = f"http://{host}:{port}"
        boto3.client("s3", endpoint_url=address, region_name="us-east-1").create_bucket(Bucket=bucket)
        yield address
    finally:
        server.stop()
