"""The spaCy component `plantrace_names`: writes the statistical names of a Doc into `doc.spans["names"]`.

Importing this module registers the factory. Made for spaCy's `zh` with single-character tokens (segmenter
"char").
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline.names.doc_text import is_whole, text_of
from pipeline.names.model import THRESHOLD, Name, shipped
from pipeline.names.spacy_parts import Doc, Language, Span, SpanGroup

GROUP = "names"
SOURCE = "model"


def _spans(doc: Doc, names: Iterable[Name]) -> tuple[list[Span], list[float], int]:
    """Spans and scores of the names, and the number of names that do not begin and end with tokens."""
    spans, scores, missed = [], [], 0
    whole = is_whole(doc)
    for start, end, label, score in names:
        span = (
            Span(doc, start, end, label=label, span_id=SOURCE)
            if whole
            else doc.char_span(start, end, label=label, span_id=SOURCE)
        )
        if span is None:
            missed += 1
            continue
        spans.append(span)
        scores.append(score)
    return spans, scores, missed


class NameTagger:
    """Adds `doc.spans["names"]`: labels ORG and LOC, span ids "model"; its attrs hold `scores` (one a span,
    0 to 1), `missed` (names that could not become spans because a token crosses their border: 0 with
    single-character tokens)."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold

    def _write(self, doc: Doc, names: Iterable[Name]) -> Doc:
        spans, scores, missed = _spans(doc, names)
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans, attrs={"scores": scores, "missed": missed})
        return doc

    def __call__(self, doc: Doc) -> Doc:
        """Tags one Doc; `pipe` is several times faster on many."""
        return self._write(doc, shipped().predict([text_of(doc)], threshold=self.threshold)[0])

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Tags Docs in batches, in their order."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            for doc, names in zip(
                docs, shipped().predict([text_of(doc) for doc in docs], threshold=self.threshold), strict=True
            ):
                yield self._write(doc, names)


@Language.factory("plantrace_names", default_config={"threshold": THRESHOLD}, assigns=["doc.spans"])
def make(nlp: Language, name: str, threshold: float) -> NameTagger:
    """The factory spaCy calls; names with a score below `threshold` are left out."""
    return NameTagger(threshold)
