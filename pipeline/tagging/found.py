"""What a component finds in a text, and how it stands in a spaCy document."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, SpanGroup

from models.names import EntityLabel

_TEXT = "plantrace_text"
Finder = Callable[[str], Iterable["Found"]]


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
        return self.start <= other.start and other.end <= self.end and self.place != other.place

    def crosses(self, other: "Found") -> bool:
        """Whether they overlap and neither holds the other."""
        return (
            self.start < other.start < self.end < other.end or other.start < self.start < other.end < self.end
        )


def text_of(doc: Doc) -> str:
    """The text of a Doc, put together once (`Doc.text` joins its tokens each time)."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def write_group(doc: Doc, group: str, found: Iterable[Found]) -> None:
    """Puts the spans in `doc.spans[group]`, scores and values beside them; spans off the tokens are counted
    in `user_data["unaligned"]`."""
    spans, scores, values = [], [], []
    for one in found:
        span = doc.char_span(one.start, one.end, label=one.label)
        if span is None:
            doc.user_data["unaligned"] = doc.user_data.get("unaligned", 0) + 1
            continue
        spans.append(span)
        scores.append(one.score)
        values.append(one.normalised)
    doc.spans[group] = SpanGroup(doc, name=group, attrs={"scores": scores, "values": values}, spans=spans)


def as_json(found: Iterable[Found]) -> str:
    """Candidates or mentions as a JSON list; a depth of 0 is left out. `from_json` gives back the very
    same."""
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
    return json.dumps(items, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Found, ...]:
    """The reverse of `as_json`."""
    return tuple(Found(*item) for item in json.loads(text))


def read_group(doc: Doc, group: str) -> Iterator[Found]:
    """The spans of a group; those of components that give no scores count as sure."""
    if group not in doc.spans:
        return
    spans = doc.spans[group]
    scores = spans.attrs.get("scores") or [1.0] * len(spans)
    values = spans.attrs.get("values") or [""] * len(spans)
    for span, score, value in zip(spans, scores, values, strict=True):
        label: EntityLabel = span.label_
        yield Found(span.start_char, span.end_char, label, group, score, value)
