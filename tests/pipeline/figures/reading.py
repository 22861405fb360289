"""Short ways to read figures in tests."""

from models.facts import Evidence, Figure
from pipeline.figures.text import Context, figures_of_text


def figures(text: str, context: Context | None = None) -> list[Figure]:
    return list(figures_of_text(text, context))


def metrics(text: str) -> list[tuple[str, str]]:
    return [(figure.raw, figure.metric) for figure in figures_of_text(text)]


def only(text: str, context: Context | None = None) -> Figure:
    (figure,) = figures_of_text(text, context)
    return figure


def quotes(figure: Figure, field: str, text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in pieces(figure, field)]


def pieces(figure: Figure, field: str) -> list[Evidence]:
    return [piece for piece in figure.evidence if piece.field == field]
