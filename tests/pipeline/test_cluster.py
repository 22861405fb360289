"""Reading by the workers of a cluster: real processes, one killed in the middle, and a server of S3."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.machine import missing

if missing("cluster"):
    pytest.skip("needs Dask, fsspec with s3fs and moto", allow_module_level=True)

from pipeline.cli import plantrace
from pipeline.ingest.cluster import Cluster, ingest_on_cluster
from pipeline.ingest.commit import Outcome, Wanted
from pipeline.ingest.run import ingest
from pipeline.store import storage
from tests import cluster as made
from tests.pipeline.made import assert_sound, rows, start_python, vacuumed, write_plan

WATER = ("一、总体要求", "到2025年，全市建成泵站97座，供水能力达到每日50万吨。")
NAMES = "甲乙丙丁戊己"


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[made.Local]:
    with made.cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for number, name in enumerate(NAMES):
        write_plan(tmp_path / "raw" / f"{number}.docx", f"{name}市水务规划", *WATER, "补充" * number)
    (tmp_path / "raw" / "torn.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "raw" / "~$0.docx").write_bytes(b"lock")
    return tmp_path / "raw"


def typed(*arguments: object) -> Result:
    return CliRunner().invoke(plantrace, [str(one) for one in arguments])


def test_one_worker_is_killed_in_the_middle_and_each_plan_is_stored_once(
    local: made.Local, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is the same as without a cluster; a second call finds everything."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    alone = ingest([raw], tmp_path / "a.db")
    spread = Cluster(local.address, f"file://{tmp_path}/parcels")

    def tell(done: int, _total: int, _outcome: Outcome | None) -> None:
        if done == 1:
            local.kill(0)

    found = ingest_on_cluster([str(raw)], tmp_path / "b.db", spread, Wanted(), tell)
    assert found == alone
    assert [one.state for one in found] == ["stored"] * 6 + ["refused"]
    assert vacuumed(tmp_path / "a.db") == vacuumed(tmp_path / "b.db")
    again = ingest_on_cluster([f"file://{raw}", str(raw / "0.docx")], tmp_path / "b.db", spread, Wanted())
    assert [one.state for one in again] == ["unchanged"] * 6 + ["refused", "unchanged"]
    assert rows(tmp_path / "b.db", "SELECT count(*), count(DISTINCT plan) FROM v_versions") == [(6, 6)]
    assert_sound(tmp_path / "b.db")


KILLER = """
import os
from pipeline.store import storage
load = getattr(storage.load, "plain", storage.load)  # a worker that is started again runs this twice
def deadly(address, *rest):
    if "deadly" in address:
        os._exit(9)
    return load(address, *rest)
deadly.plain, storage.load = load, deadly
"""


def test_a_file_that_kills_every_worker_is_refused_in_one_line_and_the_others_are_stored(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that waited behind it are given up by the scheduler with it, and begun again."""
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    write_plan(raw / "1deadly.docx", "辛市水务规划", *WATER)
    with made.cluster(tmp_path, 1, KILLER) as local:
        given = ("ingest", raw, "--scheduler", local.address, "--parcels", f"file://{tmp_path}/parcels")
        done = typed(*given, "--db", tmp_path / "a.db", "--format", "json")
    told = {Path(one["path"]).name: one for one in json.loads(done.stdout)["files"]}
    assert done.exit_code == 3
    assert {name for name, one in told.items() if one["state"] != "stored"} == {"1deadly.docx", "torn.docx"}
    assert told["1deadly.docx"]["reason"] == "over_limit"
    assert "again and again" in told["1deadly.docx"]["message"]
    assert "\n" not in told["1deadly.docx"]["message"]
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM v_versions") == [(6,)]


COMMAND = "import sys; from pipeline.cli import main; sys.exit(main())"


def test_a_cluster_that_speaks_tls_only_with_who_has_its_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a process of its own: Dask reads its settings when it is imported."""
    path = write_plan(tmp_path / "甲.docx", "甲市水务规划", *WATER)
    known = made.certificates(tmp_path)
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION", "True")
    with made.cluster(tmp_path, 1, protocol="tls") as local:
        assert local.address.startswith("tls://")
        given = ("ingest", path, "--scheduler", local.address, "--parcels", tmp_path / "parcels")
        done = start_python(COMMAND, *map(str, given), "--db", tmp_path / "a.db")
        assert "1 stored" in done.communicate(timeout=120)[0]
        for name in known:
            monkeypatch.delenv(name)
        monkeypatch.delenv("DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION")
        stranger = start_python(COMMAND, *map(str, given), "--db", tmp_path / "b.db")
        told = stranger.communicate(timeout=120)[1]
    assert (stranger.returncode, told.count("\n"), "certificates" in told) == (1, 1, True), told


def test_the_command_reads_from_s3_and_leaves_parcels_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import boto3

    secrets = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    with made.s3("plans") as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server)
        store = boto3.client("s3", endpoint_url=server)
        path = write_plan(tmp_path / "甲.docx", "甲市水务规划", *WATER)
        store.put_object(Bucket="plans", Key="in/甲.docx", Body=path.read_bytes())
        with made.cluster(tmp_path, 1) as local:
            given = ("ingest", "s3://plans/in", "s3://plans/none", "--scheduler", local.address)
            done = typed(*given, "--parcels", "s3://plans/out", "--db", tmp_path / "a.db", "--format", "json")
        told = json.loads(done.stdout)
        listed = store.list_objects_v2(Bucket="plans", Prefix="out/")["Contents"]
    assert [(one["path"], one["state"], one["reason"]) for one in told["files"]] == [
        ("s3://plans/in/甲.docx", "stored", ""),
        ("s3://plans/none", "refused", "not_found"),
    ]
    assert [Path(one["Key"]).suffix for one in listed] == [".parcel"]
    assert done.exit_code == 3
    assert rows(tmp_path / "a.db", "SELECT file_name FROM v_versions") == [("甲.docx",)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--scheduler", "tcp://10.0.0.1:8786", "--parcels", "file:///tmp/p"), "--unencrypted"),
        (("--scheduler", "http://127.0.0.1:1", "--parcels", "file:///tmp/p"), "tls://HOST:PORT"),
        (("--scheduler", "tls://host:8786"), "--parcels"),
        (("--parcels", "file:///tmp/p"), "--scheduler"),
        (("--scheduler", "tls://host:8786", "--parcels", "http://host/p"), "s3://"),
        (("--scheduler", "tls://host:8786", "--parcels", "zip://a::s3://b/c"), "s3://"),
    ],
)
def test_what_is_not_allowed_is_said_before_anything_is_done(
    arguments: tuple[str, ...], named: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANTRACE_LANG", language)
    done = typed("ingest", tmp_path, *arguments, "--db", tmp_path / "a.db")
    assert (done.exit_code, named in done.stderr) == (2, True), done.output
    assert (max(done.stderr) > "\u4e00") == (language == "zh")
    assert not (tmp_path / "a.db").exists()


def test_an_address_without_a_cluster_and_a_scheduler_that_is_not_there_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.cluster._SECONDS", 1)
    path = write_plan(tmp_path / "甲.docx", "甲市水务规划", *WATER)
    assert "--scheduler" in typed("ingest", "s3://plans/in", "--db", tmp_path / "a.db").stderr
    gone = ("--scheduler", "tcp://127.0.0.1:9", "--parcels", f"file://{tmp_path}/p")
    done = typed("ingest", path, *gone, "--db", tmp_path / "a.db")
    assert (done.exit_code, "tcp://127.0.0.1:9" in done.stderr, done.stderr.count("\n")) == (1, True, 1)


def test_addresses_are_the_same_in_either_case_and_their_paths_are_as_written(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "甲%41?#.docx", "甲市水务规划", *WATER)
    address = storage.address_of(f"FILE://{path}")
    assert storage.shown(address) == path
    assert storage.load(address) == path.read_bytes()
    assert list(storage.sources(storage.address_of(str(tmp_path)), {".docx"})) == [address]
    assert storage.address_of("S3://Plans/In") == "s3://Plans/In"
