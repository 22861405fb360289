"""Which changes tell the same: so that nothing is counted twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from models.kinds import kind_of
from pipeline.versions.change import Change, Span
from pipeline.versions.classes import class_of
from pipeline.versions.sides import Side

_TEXTS: Final = ("block", "box_item")
_HEADS: Final = ("heading",)
Known = Mapping[tuple[object, ...], int]


def with_parts(changes: Sequence[Change], old: Side, new: Side) -> tuple[Change, ...]:
    """The same changes in the same order, each with its class and the position of the change it is a part of.

    A further place at which a paragraph changed is a part of its first; a figure is a part of the change of
    the indicator or project that owns it, or of the text it stands in, be it that of a heading alone.
    """
    first: dict[tuple[object, ...], int] = {}
    for place, change in enumerate(changes):
        first.setdefault(_record_key(change), place)
        for key in _text_keys(change, _TEXTS):
            first.setdefault(key, place)
    for place, change in enumerate(changes):  # of a run-in heading the paragraph tells first
        for key in _text_keys(change, _HEADS):
            first.setdefault(key, place)
    return tuple(
        replace(
            change,
            of_class=class_of(change, *_texts(change, old, new)),
            part_of=_whole(change, place, first, old, new),
        )
        for place, change in enumerate(changes)
    )


def _texts(change: Change, old: Side, new: Side) -> tuple[str, str]:
    """The paragraphs that a change of text stands in."""
    if not isinstance(change.old, Span) or not isinstance(change.new, Span):
        return "", ""
    here, there = old.line_of.get(change.old.block), new.line_of.get(change.new.block)
    return here.text if here else "", there.text if there else ""


def _record_key(change: Change) -> tuple[object, ...]:
    return change.record_kind, change.old_id, change.new_id


def _text_keys(change: Change, kinds: Sequence[str]) -> list[tuple[object, ...]]:
    """Where a change of text of these kinds stands, on either side."""
    if change.record_kind not in kinds or change.change == "renumbered":
        return []
    ends = (("old", change.old), ("new", change.new))
    return [("text", side, place.block) for side, place in ends if isinstance(place, Span)]


def _whole(change: Change, place: int, first: Known, old: Side, new: Side) -> int | None:
    if change.spot:
        return first[_record_key(change)]
    if change.record_kind != "figure":
        return None
    found = [first[key] for key in _owner_keys(change, old, new) if key in first]
    return found[0] if found and found[0] != place else None


def _owner_keys(change: Change, old: Side, new: Side) -> list[tuple[object, ...]]:
    """The keys of what may tell the same as a change of a figure, the nearest first."""
    owners = [_owner(old, change.old_id), _owner(new, change.new_id)]
    kind = next((owner[0] for owner in owners if owner), None)
    ids = [owner[1] if owner else None for owner in owners]
    keys: list[tuple[object, ...]] = [(kind, *ids)] if kind else []
    ends = (("old", change.old), ("new", change.new))
    return keys + [("text", side, place.block) for side, place in ends if isinstance(place, Span)]


def _owner(side: Side, figure_id: int | None) -> tuple[str, int] | None:
    figure = None if figure_id is None else side.by_id[figure_id]
    owner = None if figure is None else side.by_id.get(figure.values["owner_id"])
    return (owner.kind, owner.id) if owner is not None and kind_of(owner.kind).is_row else None
