"""What a component finds in a text, and how it stands in a spaCy document."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from models.names import EntityLabel
from models.quick import quick
from pipeline.names.doc_text import is_whole, text_of
from pipeline.names.spacy_parts import Doc

_GROUP = "plantrace_group_"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Finder = Callable[[str], Iterable["Found"]]


@quick
@dataclass(frozen=True, slots=True)
class Found:
    """A span that may be a mention: half-open offsets into the paragraph, the component that says so and how
    sure it is (0 to 1).

    `normalised` is the value of a time or quantity (2020, 27000座), "" for names; `depth` is that of a
    mention, 0 outermost.
    """

    start: int
    end: int
    label: EntityLabel
    source: str
    score: float = 1.0
    normalised: str = ""
    depth: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end

    def holds(self, other: "Found") -> bool:
        """Whether the other span lies inside this one and is shorter."""
        return (
            self.start <= other.start
            and other.end <= self.end
            and (self.start != other.start or self.end != other.end)
        )

    def crosses(self, other: "Found") -> bool:
        """Whether they overlap and neither holds the other."""
        return (
            self.start < other.start < self.end < other.end or other.start < self.start < other.end < self.end
        )


def write_group(doc: Doc, group: str, found: Iterable[Found]) -> None:
    """Keeps the candidates of a group with the document, as found by the component of that name; those that
    do not begin and end with tokens are counted in `user_data["unaligned"]`."""
    kept, text, whole = [], text_of(doc), is_whole(doc)
    for one in found:
        if one.end > len(text) or not (whole or doc.char_span(one.start, one.end) is not None):
            doc.user_data["unaligned"] = doc.user_data.get("unaligned", 0) + 1
        elif one.source == group and not one.depth:
            kept.append(one)
        else:
            kept.append(replace(one, source=group, depth=0))
    doc.user_data[_GROUP + group] = tuple(kept)


def read_group(doc: Doc, group: str) -> tuple[Found, ...]:
    """The candidates of a group, none when there is no such group."""
    if _GROUP + group not in doc.user_data:
        doc.user_data[_GROUP + group] = tuple(_of_spans(doc, group))
    found: tuple[Found, ...] = doc.user_data[_GROUP + group]
    return found


def has_group(doc: Doc, group: str) -> bool:
    """Whether the component of a group has read the document."""
    return _GROUP + group in doc.user_data or group in doc.spans


def _of_spans(doc: Doc, group: str) -> Iterator[Found]:
    """What a component put into `doc.spans`; without scores it counts as sure."""
    if group not in doc.spans:
        return
    spans = doc.spans[group]
    scores = spans.attrs.get("scores") or [1.0] * len(spans)
    for span, score in zip(spans, scores, strict=True):
        label: EntityLabel = span.label_
        yield Found(span.start_char, span.end_char, label, group, score)


def as_json(found: Iterable[Found]) -> str:
    """Candidates or mentions as a JSON list; a depth of 0 is left out. `from_json` gives back the very
    same."""
    found = [*found]
    if not found:
        return "[]"
    items = [
        (
            one.start,
            one.end,
            one.label,
            one.source,
            one.score,
            one.normalised,
            *([one.depth] if one.depth else ()),
        )
        for one in found
    ]
    return _ENCODER.encode(items)


def from_json(text: str) -> tuple[Found, ...]:
    """The reverse of `as_json`."""
    return tuple(Found(*item) for item in json.loads(text))
