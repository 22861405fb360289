"""What the shipped environment is made of: versions with hashes that agree with constraints.txt, licences
that may be shipped, an image that takes nothing else."""

import configparser
import importlib.util
import re
from types import ModuleType

import pytest

from tests.pipeline.made import CHECKOUT

NAME = re.compile(r"[\w.-]+")


def plain(name: str) -> str:
    """As pip compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, str]:
    lines = (CHECKOUT / file).read_text(encoding="utf-8").splitlines()
    found = (line.removesuffix(" \\").split("==") for line in lines if line[:1] not in ("#", " ", ""))
    return {plain(name): version for name, version in found}


@pytest.fixture(scope="module")
def supply() -> ModuleType:
    spec = importlib.util.spec_from_file_location("supply", CHECKOUT / ".ci" / "supply.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-build.txt"])
def test_every_package_has_hashes_and_the_version_of_the_constraints(supply: ModuleType, file: str) -> None:
    """`nox -s lock` writes both files again."""
    packages = list(supply.pinned((CHECKOUT / file).read_text(encoding="utf-8")))
    assert len(packages) == len(pins(file)) > 0
    assert [one.name for one in packages if not one.hashes] == []
    constrained = pins("constraints.txt")
    assert {n: v for n, v in pins(file).items() if constrained.get(n) != v} == {}


def test_what_is_installed_for_users_is_all_in_the_requirements() -> None:
    told = configparser.ConfigParser()
    told.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    extras = told["options.extras_require"]
    listed = "\n".join((told["options"]["install_requires"], extras["serve"], extras["parquet"]))
    wanted = {plain(found[0]) for line in listed.splitlines() if (found := NAME.match(line))}
    assert wanted - pins("requirements.txt").keys() == set()


def test_every_licence_of_what_ships_is_allowed(supply: ModuleType) -> None:
    known = supply.allowed()
    packages = supply.pinned((CHECKOUT / "requirements.txt").read_text(encoding="utf-8"))
    said = {one.name: supply.licence_said(one.name) for one in packages}
    assert {name: one for name, one in said.items() if one and supply.judged(one, known) is None} == {}
    assert sum(map(bool, said.values())) > 30


@pytest.mark.parametrize("said", ["", "GPL-3.0", "MIT AND AGPL-3.0-only", "Proprietary"])
def test_other_licences_are_not(supply: ModuleType, said: str) -> None:
    assert supply.judged(said, supply.allowed()) is None


def test_licences_are_told_by_their_identifiers(supply: ModuleType) -> None:
    assert supply.judged("Apache-2.0 OR BSD License", supply.allowed()) == "Apache-2.0 OR BSD-3-Clause"


def test_a_question_about_known_faults_without_an_answer_is_told_and_is_no_failure(
    supply: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply.sys, "executable", "/no/python")
    faulty, told = supply.known_faults()
    assert (faulty, "not asked" in told) == (False, True)


def test_known_faults_are_named_and_what_was_not_asked_is_counted(supply: ModuleType) -> None:
    answers = [
        {"name": "a", "version": "1", "vulns": []},
        {"name": "b", "version": "2", "vulns": [{"id": "CVE-1"}, {"id": "CVE-2"}]},
        {"name": "c", "skip_reason": "not found"},
    ]
    faulty, told = supply.told_of(answers)
    assert faulty
    assert told.splitlines() == [
        "known faults: asked about 2 of 3 packages, 1 have one",
        "  b 2: CVE-1, CVE-2",
    ]


def steps() -> list[str]:
    text = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_installs_by_hash_and_runs_as_nobody_of_rank() -> None:
    found = steps()
    installs = [part for step in found for part in step.split("&&") if "pip install" in part]
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-index --no-deps" in one for one in installs)
    assert all("-slim" in step for step in found if step.startswith("FROM "))
    last = found[max(at for at, step in enumerate(found) if step.startswith("FROM ")) :]
    users = [step.split()[1] for step in last if step.startswith("USER ")]
    assert users == ["plantrace"]
    assert last.index("USER plantrace") < last.index('ENTRYPOINT ["plantrace"]')


def test_the_image_fetches_nothing_by_itself_and_holds_no_plans() -> None:
    text = "\n".join(steps())
    assert not re.search(r"\b(?:curl|wget|apt-get|apk|git)\b|https?:|^ADD ", text, re.MULTILINE)
    copied = [step.split()[1:-1] for step in steps() if step.startswith("COPY ") and "--from" not in step]
    let_in = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert let_in[0] == "*"
    names = {name for names in copied for name in names}
    assert {one[1:] for one in let_in if one.startswith("!")} == names
    assert all((CHECKOUT / name).exists() for name in names)
