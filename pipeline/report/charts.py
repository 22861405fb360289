"""The charts of the overview as static SVG, each with a table of the same numbers.

Drawn by a Jinja2 template (autoescape on) and not by a chart library: the page allows no style but one
stylesheet by hash, shows labels in one of two languages, and follows light and dark. pygal 3.1 was tried: it
writes a `<style>` with colours and a random id into every SVG (so no two builds are alike), knows one
language a label, scales the writing with the picture (too small to read on a phone), and has neither a bar
within a bar nor a dumbbell with a scale of its own. matplotlib turns Chinese text into outlines, Vega and
Plotly need scripts.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pipeline.report.chart_bodies import by_body
from pipeline.report.chart_data import PlanFacts
from pipeline.report.chart_findings import by_rule
from pipeline.report.chart_indicators import baseline_to_target
from pipeline.report.chart_projects import TALLEST, by_domain, by_stage, over_years
from pipeline.report.chart_shapes import Chart, Item, shortened
from pipeline.report.chart_words import Words

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_CHARTS: Final = (by_domain, by_body, baseline_to_target, over_years, by_stage, by_rule)
_NUMBERS: Final = Words("数据表", "Table of these numbers")


def charts(facts: PlanFacts) -> tuple[Chart, ...]:
    """The charts for which the plan holds data."""
    drawn = (chart(facts) for chart in _CHARTS)
    return tuple(chart for chart in drawn if chart is not None)


def draw(facts: PlanFacts, strip: Sequence[Item]) -> str:
    """The HTML of the overview: the strip of numbers, then the charts."""
    return _template().render(facts=facts, strip=strip, charts=charts(facts))


def charts_css() -> str:
    """The style of everything named chart-."""
    return (files("pipeline.report") / "assets" / "charts.css").read_text(encoding="utf-8")


@cache
def chart_environment() -> "Environment":
    """Where the templates of charts are."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pipeline.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
    environment.filters["shortened"] = shortened
    environment.globals |= {"numbers": _NUMBERS, "tallest": TALLEST}
    return environment


@cache
def _template() -> "Template":
    return chart_environment().get_template("charts.html.jinja")
