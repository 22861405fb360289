"""All rules, and the page that explains them: `python -m pipeline.rules.catalogue` writes docs/rules.md (to
stdout with `-`)."""

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from models.errors import WrongUse
from models.language import say
from models.vocabularies import read_rows
from pipeline.rules import (
    amounts_in_sentences,
    between_commitments,
    between_versions,
    bodies,
    dates,
    directions,
    duplicates,
    enumerations,
    grids,
    growth,
    growth_in_sentences,
    growth_in_text,
    indicator_rows,
    leftovers,
    metric_slips,
    metric_units,
    milestones,
    named_counts,
    narrative_totals,
    natures,
    notation,
    orders,
    parts_in_sentences,
    places,
    plan_years,
    projects_in_text,
    references,
    same_metric,
    sentences,
    serials,
    sources_of_money,
    sums,
    tasks_in_text,
)
from pipeline.rules.results import Rule

SUBJECTS: Final[tuple[tuple[str, tuple[Rule, ...]], ...]] = (
    (
        "Sums and counts",
        (
            *sums.RULES,
            *narrative_totals.RULES,
            *grids.RULES,
            *sources_of_money.RULES,
            *enumerations.RULES,
            *named_counts.RULES,
            *parts_in_sentences.RULES,
            *amounts_in_sentences.RULES,
        ),
    ),
    ("Serials and duplicates", (*serials.RULES, *duplicates.RULES)),
    ("Order in time", (*orders.RULES, *dates.RULES, *milestones.RULES, *plan_years.RULES)),
    (
        "The same metric in different places",
        (
            *same_metric.RULES,
            *natures.RULES,
            *indicator_rows.RULES,
            *metric_slips.RULES,
            *projects_in_text.RULES,
            *tasks_in_text.RULES,
        ),
    ),
    (
        "Range, direction and growth",
        (
            *directions.RULES,
            *sentences.RULES,
            *growth.RULES,
            *growth_in_sentences.RULES,
            *growth_in_text.RULES,
        ),
    ),
    ("References and titles", references.RULES),
    ("Units and notation", (*metric_units.RULES, *notation.RULES)),
    ("Left by mistake", (*leftovers.RULES, *places.RULES, *bodies.RULES)),
    ("Between versions", (*between_versions.RULES, *between_commitments.RULES)),
)
RULES: Final[tuple[Rule, ...]] = tuple(rule for _, rules in SUBJECTS for rule in rules)

_DOCUMENTS: Final = 240  # read for models/vocabulary/rule_precision.csv
_INTRODUCTION = """# Consistency rules

Written by `python -m pipeline.rules.catalogue` from the rules themselves; a test fails when it is out of
date.

`plantrace check` runs all of them; `--rule CODE` only some, `--skip CODE` all but some. Numbers are exact
decimals. A printed number stands for the interval of half a unit of its last place around it, a sum for the
sum of these, as in XBRL Calculations 1.1: a check *agrees*, agrees *within rounding*, or *contradicts*.
Severities: `error`: both sides cannot be right; `warning`: an author should look; `info`: notation. A
finding that is not one is dismissed with `plantrace review FINDING dismiss --note TEXT`, and stays so.

## On real documents

Every error and warning on {documents} real documents (plans, work reports, communiqués, regulations, forms;
without a textbook of examinations) was read by hand. A rule of which fewer than 8 of 10 are right is told as
`info`. Rules that do not stand here told nothing there; their errors are sown by tests.

| rule | told as | told | right | precision | what was found |
|---|---|---|---|---|---|
{measured}
"""


def choose(only: Collection[str] = (), skip: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that run: those of `only` (all when empty) but those of `skip`.

    Raises:
        WrongUse: a code that no rule has.
    """
    known = {rule.code for rule in RULES}
    for code in (*only, *skip):
        if code not in known:
            raise WrongUse(
                say(
                    "{code}: there is no such rule; the rules are {known}",
                    code=code,
                    known=", ".join(sorted(known)),
                )
            )
    return tuple(rule for rule in RULES if (not only or rule.code in only) and rule.code not in skip)


def page() -> str:
    """The catalogue as Markdown."""
    return "\n".join(
        [
            _introduction(),
            *(line for subject, rules in SUBJECTS for line in _section(subject, rules)),
        ]
    )


def _introduction() -> str:
    rows = read_rows("rule_precision")
    return _INTRODUCTION.format(
        documents=_DOCUMENTS,
        measured="\n".join(
            f"| `{row['code']}` | {row['severity']} | {row['told']} | {row['right']} |"
            f" {int(row['right']) / int(row['told']):.2f} | {row['example']} |"
            for row in rows
        ),
    )


def _section(subject: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    measured = {
        row["code"]: f"told {row['told']}, right {row['right']}" for row in read_rows("rule_precision")
    }
    yield f"## {subject}\n"
    for rule in rules:
        yield f"### `{rule.code}` ({rule.severity})\n"
        yield f"{rule.meaning}\n"
        yield f"- Example: {rule.example}"
        yield f"- What to do: {rule.remedy}"
        yield f"- How it can be wrong: {rule.caveat}"
        yield f"- On real documents: {measured.get(rule.code, 'not told')}\n"


def main() -> None:
    """Write the page into docs/ of this checkout."""
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(page())
    else:
        (Path(__file__).resolve().parents[2] / "docs" / "rules.md").write_text(
            page(), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
