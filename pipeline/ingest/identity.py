"""Which plan does a file belong to? The next version of a held one, or a new one: decided by title and
shared text, never in silence.

A title alone decides nothing: dozens of cities publish a 政府工作报告 every year, and each is a plan of its
own.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from models.language import say
from models.schema import block, version
from pipeline.store.backends import plain
from pipeline.versions.plan_names import identity_of, plan_name

LEAST_SHARE: Final = 0.3
"""Share of a file's paragraphs that must stand, word for word, in the current version of a plan for it to be
the next version."""
LEAST_LENGTH: Final = 15
"""Characters a paragraph needs to tell one plan from another; shorter ones count only where a file has no
others."""


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """The plan a file goes to: `plan_id` of a held one, None for a new one; `why` is one sentence for the
    user."""

    plan_id: int | None
    key: str
    identity: str
    why: str


def choose_plan(
    connection: Connection,
    texts: Iterable[str],
    title: str,
    forced: str | None = None,
    *,
    new: bool = False,
) -> PlanChoice:
    """The plan for a document of these paragraphs; `forced` is the key given with `--plan`, whatever the
    title; `new` makes a new plan of it in any case.

    Without it: a plan of the same title (version marks aside) whose current version shares enough
    paragraphs, else a new plan, whose key is its title in short, made unique by a number.
    """
    identity = identity_of(title)
    if forced:
        return _forced(connection, forced, identity)
    if new:
        return PlanChoice(
            None, _free_key(connection, plan_name(title)), identity, say("a new plan, as --new-plan says")
        )
    keys = _plans(connection, identity)
    mine = list(texts) if keys else []
    shares = [(shared_share(mine, _held_texts(connection, plan_id)), plan_id, key) for plan_id, key in keys]
    best = max(shares, default=(0.0, 0, ""), key=lambda share: (share[0], -share[1]))
    if best[0] >= LEAST_SHARE:
        return PlanChoice(
            best[1],
            best[2],
            identity,
            say(
                "same title as {plan}, and {share} of its paragraphs stand there: its next version",
                plan=best[2],
                share=f"{best[0]:.0%}",
            ),
        )
    key = _free_key(connection, plan_name(title))
    return PlanChoice(None, key, identity, _why_new(best, key))


def _why_new(best: tuple[float, int, str], key: str) -> str:
    if not best[1]:
        return say("no plan of this title is held: a new plan")
    return say(
        "a new plan, {key}: same title as {plan}, but only {share} of its paragraphs stand there"
        " (--plan makes it a version of that)",
        key=key,
        plan=best[2],
        share=f"{best[0]:.0%}",
    )


def _forced(connection: Connection, key: str, identity: str) -> PlanChoice:
    sql = "SELECT plan_id, identity FROM plan WHERE key = ?"
    held = plain(connection).execute(sql, (key,)).fetchone()
    if held is None:
        return PlanChoice(None, key, identity, say("a new plan, as --plan says"))
    return PlanChoice(held[0], key, held[1], say("its next version, as --plan says"))


def _plans(connection: Connection, identity: str) -> list[tuple[int, str]]:
    sql = "SELECT plan_id, key FROM plan WHERE identity = ? ORDER BY plan_id"
    return [(plan_id, key) for plan_id, key in plain(connection).execute(sql, (identity,))]


def _free_key(connection: Connection, name: str) -> str:
    alike = "SELECT key FROM plan WHERE key >= ? AND key < ?"
    taken = {key for (key,) in plain(connection).execute(alike, (name, f"{name}\U0010ffff"))}
    key, number = name, 1
    while key in taken:
        number += 1
        key = f"{name} {number}"
    return key


def _held_texts(connection: Connection, plan_id: int) -> Iterable[str]:
    current = (
        select(version.c.version_id)
        .where(version.c.plan_id == plan_id, version.c.is_current == 1)
        .scalar_subquery()
    )
    return connection.execute(
        select(block.c.text).where(block.c.version_id == current, block.c.reason == "")
    ).scalars()


def shared_share(texts: Iterable[str], held: Iterable[str]) -> float:
    """Which share (0 to 1) of the distinct paragraphs of `texts` also stands in `held`; NFKC without white
    space, short ones left out."""
    mine, theirs = _normalised(texts), _normalised(held)
    long = {text for text in mine if len(text) >= LEAST_LENGTH} or mine
    return len(long & theirs) / len(long) if long else 0.0


def _normalised(texts: Iterable[str]) -> set[str]:
    return {plain for text in texts if (plain := "".join(unicodedata.normalize("NFKC", text).split()))}
