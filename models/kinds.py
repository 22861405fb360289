"""What the kinds of record are: said here once, for all who go through records of every kind.

How records get their numbers and rows, their evidence, v_trace, keys of views, `trace`, `diff`, `history`,
report, site and exports derive from `KINDS`. docs/architecture.md tells what a new kind takes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from models import schema
from models.facts import Body, BodyPlace, BoxItem, Evidence, Facts, Heading
from models.kind import Bodies, Fact, Kind, Ranks, RowForm


def _box_items(facts: Facts) -> tuple[BoxItem, ...]:
    """The items of all boxes: the position of a box item as an owner counts over all of them."""
    return tuple(item for box in facts.structure.boxes for item in box.items)


def _places_of_items(facts: Facts) -> Mapping[str, Sequence[object]]:
    boxes = facts.structure.boxes
    return {
        "box": [number for number, box in enumerate(boxes) for _ in box.items],
        "position": [position for box in boxes for position, _ in enumerate(box.items)],
    }


def _normalised_apart(facts: Facts) -> Mapping[str, Sequence[object]]:
    """None where a name is as printed: then it is not kept twice."""
    return {"normalised": [None if one.normalised == one.text else one.normalised for one in facts.mentions]}


def _paths(headings: Iterable[Heading]) -> list[str]:
    paths: list[str] = []
    for found in headings:
        paths.append(found.title if found.parent is None else f"{paths[found.parent]} > {found.title}")
    return paths


# in which order records are numbered
KINDS: tuple[Kind, ...] = (
    Kind(
        name="document",
        zh="文件",
        en="document",
        plural="documents",
        table=schema.document,
        alias="d",
        view="v_documents",
        key="document_id",
        facts=lambda facts: facts.structure.parts,
        title="title",
        names=("title",),
        own=("title",),
        claims=False,
        letter="d",
        ranks=Ranks(shown=9, linked=9, listed=9),
        is_text=True,
        unlisted=("ordinal", "first_block_id"),
    ),
    Kind(
        name="heading",
        zh="标题",
        en="heading",
        plural="headings",
        table=schema.heading,
        alias="h",
        view="v_headings",
        key="heading_id",
        facts=lambda facts: facts.structure.headings,
        more=lambda facts: {"path": _paths(facts.structure.headings)},
        title="title",
        names=("label", "title"),
        own=("title", "label"),
        printed="title",
        letter="h",
        ranks=Ranks(shown=6, linked=6, listed=5, changes=1, diff=5),
        is_text=True,
        unlisted=("ordinal",),
        compared=("label", "title"),
        recalled=("label", "title"),
    ),
    Kind(
        name="box",
        zh="专栏",
        en="box",
        plural="boxes",
        table=schema.box,
        alias="x",
        view="v_boxes",
        key="box_id",
        facts=lambda facts: facts.structure.boxes,
        title="title",
        names=("label", "title"),
        own=("title", "label"),
        letter="b",
        ranks=Ranks(shown=4, linked=7, listed=6),
    ),
    Kind(
        name="box_item",
        zh="专栏条目",
        en="box item",
        plural="box items",
        table=schema.box_item,
        alias="xi",
        view="v_box_items",
        key="box_item_id",
        facts=_box_items,
        more=_places_of_items,
        title="title",
        names=("title",),
        own=("title", "text"),
        told="text",
        claims=False,
        letter="t",
        ranks=Ranks(shown=5, linked=8, listed=7, changes=5, diff=6),
        is_text=True,
        owns_figures=True,
        unlisted=("text",),
        compared=("title", "text"),
        recalled=("title", "text"),
    ),
    Kind(
        name="indicator",
        zh="指标",
        en="indicator",
        plural="indicators",
        table=schema.indicator,
        alias="i",
        view="v_indicators",
        key="indicator_id",
        facts=lambda facts: facts.indicators,
        title="name",
        names=("name",),
        own=("name", "baseline_raw", "target_raw"),
        letter="i",
        ranks=Ranks(shown=1, linked=2, listed=2, changes=2, diff=2),
        owns_figures=True,
        form=RowForm(group="category", words=("unit", "nature"), numbers=("baseline_raw", "target_raw")),
        compared=("baseline_raw", "target_raw", "unit", "nature"),
        recalled=("name", "unit", "baseline_raw", "target_raw", "nature"),
    ),
    Kind(
        name="project",
        zh="项目",
        en="project",
        plural="projects",
        table=schema.project,
        alias="j",
        view="v_projects",
        key="project_id",
        facts=lambda facts: facts.projects,
        title="name",
        names=("name",),
        own=("name",),
        letter="p",
        ranks=Ranks(shown=2, linked=3, listed=3, changes=3, diff=1),
        owns_figures=True,
        bodies=Bodies(
            schema.project_body,
            "project_id",
            {"builders": ("builder",), "responsible": ("responsible", "lead", "cooperating")},
        ),
        compared=(
            "name",
            "build_type",
            "stage",
            "period_raw",
            "total_investment_raw",
            "period_investment_raw",
        ),
        recalled=(
            "serial_no",
            "name",
            "build_type",
            "stage",
            "period_raw",
            "total_investment_raw",
            "period_investment_raw",
            "builders",
        ),
    ),
    Kind(
        name="task",
        zh="任务",
        en="task",
        plural="tasks",
        table=schema.task,
        alias="tk",
        view="v_tasks",
        key="task_id",
        facts=lambda facts: facts.tasks,
        title="name",
        names=("name",),
        own=("name", "content"),
        claims=False,
        letter="k",
        ranks=Ranks(shown=3, linked=4, listed=4, changes=4, diff=3),
        form=RowForm(group="group_name", content="content", words=("deadline_raw", "status_raw")),
        bodies=Bodies(
            schema.task_body,
            "task_id",
            {"lead": ("lead",), "responsible": ("responsible", "builder"), "cooperating": ("cooperating",)},
        ),
        unlisted=("heading_id",),
        compared=("name", "lead", "responsible", "cooperating", "deadline_raw", "status_raw"),
        recalled=("serial_no", "name", "lead", "responsible", "cooperating", "deadline_raw", "status_raw"),
    ),
    Kind(
        name="figure",
        zh="数据",
        en="figure",
        plural="figures",
        table=schema.figure,
        alias="f",
        view="v_figures",
        key="figure_id",
        facts=lambda facts: facts.figures,
        title="metric",
        names=("metric", "raw"),
        own=("raw", "value"),
        told="raw",
        printed="raw",
        apart="role",
        letter="f",
        ranks=Ranks(shown=7, linked=1, listed=1, changes=7, diff=4),
        unlisted=("heading_path",),
        compared=("raw", "qualifier", "value_text", "unit", "period"),
        recalled=("raw", "value_text", "unit", "period", "quote"),
    ),
    Kind(
        name="mention",
        zh="名称",
        en="mention",
        plural="mentions",
        table=schema.mention,
        alias="m",
        view="v_entities",
        key="mention_id",
        facts=lambda facts: facts.mentions,
        more=_normalised_apart,
        title="text",
        names=("text",),
        own=("text",),
        printed="text",
        apart="label",
        claims=False,
        letter="n",
        ranks=Ranks(shown=8, linked=5, listed=8),
        unlisted=("canonical", "heading_path"),
    ),
)
TEXT_CHANGES: Final = Ranks(shown=0, linked=0, listed=0, changes=6, diff=7)
"""Where changes of the text that no record tells of stand among those of records."""


def kind_of(name: str) -> Kind:
    """The kind of this name.

    Raises:
        KeyError: there is none.
    """
    return {kind.name: kind for kind in KINDS}[name]  # type: ignore[index]


def shown_first() -> tuple[Kind, ...]:
    """All kinds in the order in which people are shown them."""
    return tuple(sorted(KINDS, key=lambda kind: kind.ranks.shown))


def with_history() -> tuple[Kind, ...]:
    """The kinds of which changes are told, in the order of the list of changes."""
    return tuple(
        sorted((kind for kind in KINDS if kind.has_history), key=lambda kind: kind.ranks.changes or 0)
    )


def bodies_of(fact: Fact) -> Sequence[Body]:
    """The bodies that a record names, none where its kind has none."""
    return getattr(fact, "bodies", ())


def named_bodies(facts: Facts) -> Iterator[tuple[BodyPlace, Body]]:
    """The bodies that rows of tables name, with their places, in the order of the records."""
    for kind in KINDS:
        if kind.bodies is not None:
            for number, fact in enumerate(kind.facts(facts)):
                for position, body in enumerate(bodies_of(fact)):
                    yield BodyPlace(kind.name, number, position), body


def bodies_view(kind: Kind) -> str:
    """The view that shows the bodies which a kind of record names."""
    return f"v_{kind.name}_bodies"


def pieces_of(facts: Facts, kinds: Iterable[Kind]) -> Iterator[Evidence]:
    """All evidence of the records of these kinds."""
    for kind in kinds:
        for fact in kind.facts(facts):
            yield from fact.evidence
