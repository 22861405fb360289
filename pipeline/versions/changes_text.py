"""What changed in headings, paragraphs and cells: words, numbers of lists, place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.versions.align import Link
from pipeline.versions.change import Change, Span
from pipeline.versions.changed_spots import changed_spans, changed_spots, label, label_end, label_span, whole
from pipeline.versions.changes_records import Pair, pairs
from pipeline.versions.keys import plain, unspaced
from pipeline.versions.links import LineLink, Links
from pipeline.versions.sides import Line, Side


def heading_changes(old: Side, new: Side, links: Links) -> Iterator[Change]:
    """Titles, labels, levels and places of headings; what stands under a moved heading moved with it."""
    to = {link.old: link.new for link in links.records["heading"]}
    moved = moved_headings(old, links)
    for pair in pairs(old, new, links.records["heading"]):
        if pair.differs("title"):
            yield pair.change("changed", "title", pair.old.values["title"], pair.new.values["title"])
        if plain(pair.old.text("label")) != plain(pair.new.text("label")):
            yield _renumbered(pair)
        if pair.old.id in moved and not _with_parent(pair, to, moved):
            yield pair.change("moved", "path", pair.old.values["path"], pair.new.values["path"])


def _renumbered(pair: Pair) -> Change:
    if pair.old.values["level"] != pair.new.values["level"]:
        return pair.change("changed", "level", pair.old.values["level"], pair.new.values["level"])
    return pair.change("renumbered", "label", pair.old.values["label"], pair.new.values["label"])


def _with_parent(pair: Pair, to: Mapping[int, int], moved: Collection[int]) -> bool:
    parent = pair.old.values["parent_id"]
    return parent is not None and parent in moved and to.get(parent) == pair.new.values["parent_id"]


def moved_headings(old: Side, links: Links) -> set[int]:
    """Old headings whose line left the order."""
    lines = {line.id for link in links.lines if link.moved for line in link.old}
    linked = {link.old for link in links.records["heading"]}
    return {
        heading.id
        for heading in old.records["heading"]
        if heading.values["block_id"] in lines and heading.id in linked
    }


def line_changes(
    old: Side, new: Side, links: Links, told: tuple[Collection[int], Collection[int]]
) -> Iterator[Change]:
    """Paragraphs and cells; those in `told` (block ids of either side) are told of by a record already."""
    to = {link.old: link.new for link in links.records["heading"]}
    moved = moved_headings(old, links)
    for link in links.lines:
        hidden = _hidden(link, links.pure_headings, told)
        if not hidden:
            yield from _text_changes(link)
        if link.moved and not hidden and not _with_section(link, to, moved):
            yield _moved(link, old, new)


def _hidden(
    link: LineLink,
    pure: tuple[Collection[int], Collection[int]],
    told: tuple[Collection[int], Collection[int]],
) -> bool:
    if len(link.old) > 1 or len(link.new) > 1:
        return False
    here, there = link.old[0].id, link.new[0].id
    return (here in pure[0] and there in pure[1]) or here in told[0] or there in told[1]


def _with_section(link: LineLink, to: Mapping[int, int], moved: Collection[int]) -> bool:
    here = link.old[0].heading
    return here is not None and here in moved and to.get(here) == link.new[0].heading


def _moved(link: LineLink, old: Side, new: Side) -> Change:
    a, b = link.old[0], link.new[0]
    paths = old.path(a.heading), new.path(b.heading)
    field, values = (
        ("heading_path", paths)
        if plain(paths[0]) != plain(paths[1])
        else ("ordinal", (str(a.place), str(b.place)))
    )
    return Change(
        "block", "moved", field, *values, None, None, a.id, b.id, whole(a), whole(b), link.how, link.score
    )


def _text_changes(link: LineLink) -> Iterator[Change]:
    if len(link.old) == len(link.new) == 1:
        yield from _one_to_one(link.old[0], link.new[0], link)
    elif len(link.old) == 1:
        yield from _split(link)
    else:
        yield from _merged(link)


def _one_to_one(old: Line, new: Line, link: LineLink) -> Iterator[Change]:
    bodies = [unspaced(line.text[label_end(line) :]) for line in (old, new)]
    labels = [label(line) for line in (old, new)]
    rewritten = (
        plain(labels[0]) == plain(labels[1])
        and unspaced(labels[0]) != unspaced(labels[1])
        and not (old.label or new.label)
    )
    if bodies[0] != bodies[1] or rewritten:
        yield from _rewritten(old, new, link)
    elif plain(labels[0]) != plain(labels[1]):
        ends = label_span(old), label_span(new)
        yield Change(
            "block",
            "renumbered",
            "list_label",
            labels[0],
            labels[1],
            None,
            None,
            old.id,
            new.id,
            *ends,
            link.how,
            link.score,
        )


def _rewritten(old: Line, new: Line, link: LineLink) -> Iterator[Change]:
    """A change for each place at which the paragraph differs: the first tells the whole texts."""
    for number, (here, there) in enumerate(changed_spots(old, new)):
        texts = (here.quote, there.quote) if number else (old.text, new.text)
        yield Change(
            "block",
            "changed",
            "text",
            *texts,
            old_id=old.id,
            new_id=new.id,
            old=here,
            new=there,
            matched_by=link.how,
            score=link.score,
            spot=number,
        )


def _split(link: LineLink) -> Iterator[Change]:
    """The old paragraph and each of its parts, quoted where the part stood as far as it still can be
    found."""
    old = link.old[0]
    for part in link.new:
        at = old.text.find(part.text.strip()) if part.text.strip() else -1
        span = Span(old.id, at, at + len(part.text.strip()), part.text.strip()) if at >= 0 else whole(old)
        yield Change(
            "block",
            "changed",
            "text",
            old.text,
            part.text,
            None,
            None,
            old.id,
            part.id,
            span,
            whole(part),
            "split",
            link.score,
        )


def _merged(link: LineLink) -> Iterator[Change]:
    for swapped in _split(LineLink(link.new, link.old, link.how, link.score)):
        yield replace(
            swapped,
            old_value=swapped.new_value,
            new_value=swapped.old_value,
            old_id=swapped.new_id,
            new_id=swapped.old_id,
            old=swapped.new,
            new=swapped.old,
            matched_by="merged",
        )


def gone_lines(
    lines: Iterable[Line], linked: Collection[int], told: Collection[int], *, came: bool
) -> Iterator[Change]:
    """Lines of one side without a partner, as removed, or as added when `came`."""
    for line in lines:
        if line.id not in linked and line.id not in told:
            if came:
                yield Change("block", "added", "text", new_value=line.text, new_id=line.id, new=whole(line))
            else:
                yield Change("block", "removed", "text", old_value=line.text, old_id=line.id, old=whole(line))


def item_changes(old: Side, new: Side, links: Sequence[Link]) -> Iterator[Change]:
    """Items of boxes: their text; their title where nothing else tells of it."""
    for pair in pairs(old, new, links):
        if pair.differs("text"):
            ends = tuple(
                _item_span(side, record.values["block_id"])
                for side, record in ((old, pair.old), (new, pair.new))
            )
            one = pair.change("changed", "text", pair.old.values["text"], pair.new.values["text"])
            if ends[0] and ends[1] and ends[0].text != ends[1].text:
                spans = changed_spans(ends[0], ends[1])
                one = replace(one, old=spans[0], new=spans[1])
            yield one
        elif pair.differs("title"):
            yield pair.change("changed", "title", pair.old.values["title"], pair.new.values["title"])
        if pair.link.moved:
            yield pair.change("moved", "position", pair.old.values["position"], pair.new.values["position"])


def _item_span(side: Side, block: int) -> Line | None:
    return side.line_of.get(block)
