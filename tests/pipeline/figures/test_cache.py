"""What is kept of a paragraph's figures gives back the very same figures, and only where all they depend on
is the same."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from models.facts import Evidence, Figure, Mention
from pipeline.figures.anchors import Place, ReportYear
from pipeline.figures.cache import Question, as_json, bare, from_json
from pipeline.figures.text import Context, figures_of_text
from pipeline.figures.times import Time

EXACT = "0.10000000000000000000000000000000001"
HERE, HEADING, TITLE = 7, 3, 0
FULL = Figure(
    "box",
    "泵站",
    "约97—98座",
    HERE,
    4,
    10,
    (
        Evidence("raw", HERE, 4, 10),
        Evidence("period", HEADING, 0, 5, "value", "inherited"),
        Evidence("period", TITLE, 2, 6, "context", "inherited"),
    ),
    subject="甲市",
    value=Decimal(EXACT),
    value_max=Decimal("98.00"),
    unit="座",
    qualifier="about",
    period="2021-2025",
    period_start=2021,
    period_end=2025,
    period_basis="inherited",
    base_period="2020",
    kind="target",
    direction="up",
)
TEXT = "到2025年，新建泵站97座，比上年增长3.5%。"
CONTEXT = Context(
    block=HERE,
    plan=(2021, 2025),
    report=ReportYear(2024, Place(TITLE, 0, 5)),
    carried=Time(Place(HEADING, 0, 5), "2023", 2023, 2023, resting=Place(TITLE, 0, 5)),
)
NAMED = Mention(
    "LOC", "甲市", "甲市", HERE, 0, 2, (Evidence("text", HERE, 0, 2),), entity=4, source="gazetteer"
)
ASKED = Question(TEXT, CONTEXT, 0, (bare(NAMED),), ((1, 5),))
# another value for each thing that the figures of a paragraph depend on
OTHER: dict[str, Question] = {
    "text": replace(ASKED, text=TEXT.replace("97", "98")),
    "start": replace(ASKED, start=8),
    "taken": replace(ASKED, taken=()),
    "label of a name": replace(ASKED, mentions=(replace(ASKED.mentions[0], label="ORG"),)),
    "extent of a name": replace(ASKED, mentions=(replace(ASKED.mentions[0], end=3),)),
    "depth of a name": replace(ASKED, mentions=(replace(ASKED.mentions[0], depth=1),)),
    "no names": replace(ASKED, mentions=()),
    "origin": replace(ASKED, context=replace(CONTEXT, origin="box")),
    "plan": replace(ASKED, context=replace(CONTEXT, plan=None)),
    "report": replace(ASKED, context=replace(CONTEXT, report=None)),
    "place": replace(ASKED, context=replace(CONTEXT, place="甲市")),
    "leaning": replace(ASKED, context=replace(CONTEXT, leaning=-1.0)),
    "carried": replace(ASKED, context=replace(CONTEXT, carried=None)),
}


def moved(question: Question, shift: int) -> Question:
    """The same paragraph, with all that stands before it, so many blocks further on."""

    def there(place: Place) -> Place:
        return replace(place, block=place.block + shift)

    known, carried, report = question.context, question.context.carried, question.context.report
    assert carried
    assert carried.resting
    assert report
    carried = replace(carried, place=there(carried.place), resting=there(carried.resting))
    known = replace(
        known, block=known.block + shift, carried=carried, report=replace(report, place=there(report.place))
    )
    return replace(
        question,
        context=known,
        mentions=tuple(replace(each, block=each.block + shift) for each in question.mentions),
    )


def test_every_column_of_a_figure_comes_back() -> None:
    empty = [field.name for field in fields(Figure) if getattr(FULL, field.name) is None]
    assert empty == ["owner", "role", "metric_key", "metric_basis"], (
        "none of these is known when text is read"
    )
    kept = as_json((FULL, replace(FULL, value=None, value_max=None)), ASKED.blocks)
    assert kept is not None
    first, second = from_json(kept, ASKED.blocks)
    assert (first, second) == (FULL, replace(FULL, value=None, value_max=None))
    assert (str(first.value), str(first.value_max)) == (EXACT, "98.00")


def test_evidence_goes_where_its_paragraph_went() -> None:
    kept, there = as_json((FULL,), ASKED.blocks), moved(ASKED, 5)
    assert kept is not None
    (found,) = from_json(kept, there.blocks)
    assert [found.block, *(piece.block for piece in found.evidence)] == [
        HERE + 5,
        HERE + 5,
        HEADING + 5,
        TITLE + 5,
    ]


@pytest.mark.parametrize(
    "figure",
    [
        replace(FULL, evidence=(*FULL.evidence, Evidence("unit", 99, 0, 1))),
        replace(FULL, block=HEADING),
        replace(FULL, owner=("project", 1)),
    ],
)
def test_what_rests_on_another_place_of_the_document_is_not_kept(figure: Figure) -> None:
    assert as_json((FULL, figure), ASKED.blocks) is None


def test_the_place_in_the_document_makes_no_other_question() -> None:
    assert moved(ASKED, 5).key == ASKED.key


@pytest.mark.parametrize("what", OTHER)
def test_whatever_figures_depend_on_makes_another_question(what: str) -> None:
    assert OTHER[what].key != ASKED.key


def test_a_time_in_the_paragraph_itself_is_not_one_of_another_paragraph() -> None:
    assert CONTEXT.carried
    here = replace(CONTEXT, carried=replace(CONTEXT.carried, place=Place(HERE, 0, 5)))
    assert replace(ASKED, context=here).key != ASKED.key


def test_a_name_tells_figures_nothing_but_what_the_question_says() -> None:
    other = replace(NAMED, normalised="乙", entity=9, source="model", evidence=())
    assert bare(other) == bare(NAMED)


def test_read_figures_are_kept_as_they_were_read() -> None:
    found = figures_of_text(TEXT.replace("到2025年，", ""), CONTEXT)
    assert (found[0].raw, found[0].period, found[0].period_basis) == ("97座", "2023", "inherited")
    kept = as_json(found, ASKED.blocks)
    assert kept is not None
    assert from_json(kept, ASKED.blocks) == found
