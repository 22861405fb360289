"""A plan checked in memory, and a judge of what a seeded error brought to light."""

import atexit
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, create_engine, text

from models import schema
from models.facts import Facts
from models.schema.columns import shown
from pipeline.ingest.identity import PlanChoice
from pipeline.ingest.run import ingest
from pipeline.ingest.understand import Tagging, understand
from pipeline.rules.check import Found, Tally, check_version
from pipeline.store.database import create_schema
from tests.pipeline.figures.narrated import narrative_figures
from tests.seeded_docx import Draft, Element, short_path
from tests.seeded_errors import Seed
from tests.stored import store


@dataclass(frozen=True)
class Sown:
    """The findings of a plan, the short paths of the paragraphs each rests on, and whether figures of the
    text were read."""

    findings: tuple[tuple[Found, frozenset[str]], ...]
    has_narrative: bool


@dataclass(frozen=True)
class Verdict:
    """`new` are the findings that the plan did not have before, `elsewhere` those of them that do not touch
    the seeded paragraph."""

    found: bool
    new: tuple[Found, ...]
    elsewhere: tuple[Found, ...]


@cache
def warm_results(plan: Path) -> Path:
    """A database that holds the plan: drafts of it have only their changed paragraphs tagged, which makes
    a seeded error four times as quick to judge."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    database = Path(folder.name, "plans.db")
    ingest([plan], database)
    return database


def stored_version(
    connection: Connection, data: bytes, name: str, plan_id: int | None = None, warm: Path | None = None
) -> int:
    """The plan stored as a version; as the next one of `plan_id`. `warm` as of `warm_results`."""
    understood = understand(data, name, Tagging(held=warm))
    facts = with_narrative(understood.facts)
    choice = PlanChoice(plan_id, "plan", "plan", "")
    return store(connection, facts, data, choice, understood.claims).version_id


def with_narrative(facts: Facts) -> Facts:
    """The same with the figures of the running text, where `understand` has not read them."""
    if any(figure.origin == "narrative" for figure in facts.figures):
        return facts
    return replace(facts, figures=facts.figures + narrative_figures(facts))


def checked_of(data: bytes, name: str, warm: Path | None = None) -> Sown:
    """The plan read, stored in memory and checked. `warm` as of `warm_results`."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            create_schema(connection)
            version = stored_version(connection, data, name, warm=warm)
            return sown(connection, version)
    finally:
        engine.dispose()


def tallies_of(data: bytes, name: str) -> Mapping[str, Tally]:
    """What became of the checks of each rule."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            create_schema(connection)
            return check_version(connection, stored_version(connection, data, name)).tallies
    finally:
        engine.dispose()


def sown(connection: Connection, version: int) -> Sown:
    """The findings of a stored version with their places."""
    checked = check_version(connection, version)
    path = shown(schema.block.c.xml_path, "block")
    found = connection.execute(text(f"SELECT block_id, {path} FROM block"))
    paths = {int(row[0]): str(row[1]) for row in found}
    narrative = connection.execute(
        text("SELECT count(*) FROM figure WHERE origin = 'narrative'")
    ).scalar_one()
    findings = tuple(
        (found, frozenset(short_path(paths[side.block]) for side in found.sides))
        for found in checked.findings
    )
    return Sown(findings, bool(narrative))


def judge(seed: Seed, draft: Draft, place: Element, plan: Path, before: Sown) -> Verdict:
    """Whether a rule of the seed speaks of the seeded paragraph, and what else is new."""
    path = draft.path(place)
    known = Counter(_said(found) for found, _ in before.findings)
    new = []
    for found, places in checked_of(draft.save(), plan.name, warm_results(plan)).findings:
        if known[_said(found)]:
            known[_said(found)] -= 1
        else:
            new.append((found, places))
    hit = any(found.rule in seed.rules and path in places for found, places in new)
    elsewhere = tuple(found for found, places in new if path not in places and found.rule not in seed.also)
    return Verdict(hit, tuple(found for found, _ in new), elsewhere)


def _said(found: Found) -> tuple[str, str]:
    return found.rule, found.key
