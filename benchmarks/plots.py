"""A curve as a small SVG, for docs/images."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 640, 260
_LEFT, _BOTTOM, _TOP, _RIGHT = 60, 40, 34, 20


def plot(title: str, below: str, points: Sequence[tuple[float, float]]) -> str:
    """A picture of points that are joined; both axes begin at 0."""
    far = max(x for x, _ in points) or 1
    high = max(y for _, y in points) * 1.15 or 1
    across, up = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def place(x: float, y: float) -> tuple[float, float]:
        return _LEFT + x / far * across, _HEIGHT - _BOTTOM - y / high * up

    line = " ".join(f"{a:.1f},{b:.1f}" for a, b in (place(x, y) for x, y in points))
    marks = [f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>']
    marks += [_axis(*place(0, 0), *place(far, 0)), _axis(*place(0, 0), *place(0, high))]
    for share in (0, 0.25, 0.5, 0.75, 1):
        x, y = place(far * share, 0)
        marks.append(_words(x, y + 16, f"{far * share:,.0f}", "middle"))
        x, y = place(0, high / 1.15 * share)
        marks.append(_words(x - 6, y + 4, f"{high / 1.15 * share:,.3g}", "end"))
    marks.append(_words(_LEFT, 20, title, "start"))
    marks.append(_words(_WIDTH - _RIGHT, _HEIGHT - 6, below, "end"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(marks)}</svg>\n'
    )


def _axis(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#777"/>'


def _words(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#222">{escape(text)}</text>'
