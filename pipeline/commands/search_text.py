"""How hits of the full-text search look."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from models.language import say
from pipeline.commands import terminal
from pipeline.store.search_index import Hit

_AROUND = 30
_GAP = "……"


def snippet(text: str, spans: Sequence[tuple[int, int]], *, colour: bool, around: int = _AROUND) -> Text:
    """The text around the spans, each marked; longer stretches between them are left out."""
    shown, at = Text(), 0
    for start, end in spans:
        shown.append_text(_between(text, at, start, around, first=at == 0))
        shown.append_text(terminal.marked("", text[start:end], "", colour=colour))
        at = end
    rest = text[at : at + around]
    return shown.append(terminal.printable(rest)).append("…" if len(text) > at + around else "")


def _between(text: str, at: int, start: int, around: int, *, first: bool) -> Text:
    room = around if first else 2 * around
    if start - at <= room:
        return Text(terminal.printable(text[at:start]))
    before = text[start - around : start]
    return Text(terminal.printable("…" + before if first else text[at : at + around] + _GAP + before))


def search_text(shown: Sequence[Hit], number: int, *, colour: bool) -> Iterator[RenderableType]:
    """The hits under their plan and headings; `number` is that of all there are."""
    for (plan, version), of_version in groupby(shown, key=lambda hit: (hit.plan, hit.version)):
        yield Text(say("{plan}, version {version}", plan=plan, version=version), style="bold")
        for path, of_heading in groupby(of_version, key=lambda hit: hit.heading_path):
            yield terminal.hanging(
                "  ", Text(terminal.printable(path) or say("(before the first heading)"), style="cyan")
            )
            for hit in of_heading:
                yield terminal.hanging(
                    f"    block:{hit.block_id}  ", snippet(hit.text, hit.spans, colour=colour)
                )
    if number > len(shown):
        yield say("… and {n} more (--limit)", n=f"{number - len(shown):,}")


def hits_json(shown: Sequence[Hit], number: int) -> dict[str, object]:
    """The hits for programs; spans are half-open offsets in code points."""
    return {"n_hits": number, "hits": [_hit_json(hit) for hit in shown]}


def _hit_json(hit: Hit) -> dict[str, object]:
    names = ("plan", "version", "heading_path", "block_id", "kind", "part", "xml_path", "text")
    return {**{name: getattr(hit, name) for name in names}, "spans": [list(span) for span in hit.spans]}
