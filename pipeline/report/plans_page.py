"""The pages over several plans: all of them in a list, what they say of one metric, their binding indicators.

One offline file each, with the style and the colours of the report, one script and a policy that allows just
these two.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup
from sqlalchemy import Connection

from models.language import language
from pipeline.ask.compare import Comparison
from pipeline.clock import tool_version
from pipeline.report.binding import binding_indicators
from pipeline.report.chart_shapes import Item
from pipeline.report.chart_words import Words, exact, years
from pipeline.report.charts import chart_environment, charts_css
from pipeline.report.metric_chart import MetricView, metric_view
from pipeline.report.over_plans import PlanName, compared_metrics, shared_metrics
from pipeline.report.page import assets, css_string, policy, verbatim_text
from pipeline.report.plans_read import PlanLine, read_plans

INDEX: Final = "index"
COMPARISON: Final = "comparison"
_SVG_HEAD: Final = 84
_SVG_ROW: Final = 42
_COLOURS: Final = {
    "--ink": "#1d2228",
    "--soft": "#5d6670",
    "--line": "#dfe1e5",
    "--paper": "#fff",
    "--accent": "#1d5b99",
    "--warn": "#a8410b",
}
"""Those of base.css in light."""
_STYLES: Final = ("base.css", "plans.css", "print.css")
_COUNTED: Final = (
    ("indicators", "指标", "indicators"),
    ("projects", "项目", "projects"),
    ("tasks", "任务", "tasks"),
    ("figures", "数据", "figures"),
    ("findings", "疑点", "findings"),
)
_TABS: Final = {"findings": "tab-findings", "figures": "tab-facts"} | {
    f"{kind}s": f"tab-facts?kind={kind}" for kind in ("indicator", "project", "task")
}
_SECTIONS: Final = (
    ("plans", Words("全部规划", "All plans"), f"{INDEX}.html"),
    ("metrics", Words("指标比较", "Metrics"), f"{COMPARISON}.html"),
    ("binding", Words("约束性指标", "Binding indicators"), f"{COMPARISON}.html#binding"),
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A plan as the list shows it."""

    line: PlanLine

    def __getattr__(self, name: str) -> Any:
        """What the line knows."""
        return getattr(self.line, name)

    @property
    def years(self) -> str:
        """The years it plans for."""
        return years(self.line.held.start, self.line.held.end)


def index_page(connection: Connection, reports: Mapping[str, str]) -> str:
    """All plans: title, region, years, how many records and findings each has, and a link to its report
    (`reports`: the file by the plan's key). The same database gives the same page."""
    lines = read_plans(connection, reports)
    return _rendered(
        "plans",
        Words("全部规划", "All plans"),
        _source(len(lines)),
        sections=_SECTIONS,
        strip=tuple(_strip(lines)),
        lines=[_Listed(line) for line in lines],
        counted=_COUNTED,
        tabs=_TABS,
    )


def comparison_page(connection: Connection, reports: Mapping[str, str]) -> str:
    """What several plans say of the same metric (a matrix and a chart each), and their binding indicators
    side by side. The same database gives the same page."""
    plans = plan_names(read_plans(connection, reports))
    here = tuple(
        (name, words, href.removeprefix(f"{COMPARISON}.html") or "#metrics")
        for name, words, href in _SECTIONS
    )
    return _rendered(
        "metrics",
        Words("规划比较", "Plans compared"),
        _source(len(plans)),
        sections=here,
        views=_views(shared_metrics(connection, plans), plans),
        binding=binding_indicators(connection, plans),
        plans=plans,
    )


def metric_page(connection: Connection, found: Comparison) -> str:
    """The answer of a comparison as a page of its own."""
    plans = plan_names(read_plans(connection, {}))
    views = _views(compared_metrics(found), plans)
    title = Words(f"{found.metric}：比较", f"{found.metric} compared")
    source = Words("", "") if not views else _source(max(view.n_plans for view in views))
    return _rendered(
        "metrics", title, source, sections=(), views=views, alone=True, binding=None, plans=plans
    )


def metric_svg(connection: Connection, found: Comparison) -> str:
    """The chart of a comparison alone, in the language in force, with colours of its own: for documents and
    slides."""
    plans = plan_names(read_plans(connection, {}))
    views = _views(compared_metrics(found), plans)
    height = 16 + sum(_SVG_HEAD + len(view.chart.bars) * _SVG_ROW for view in views)
    template = chart_environment().get_template("charts.svg.jinja")
    css = Markup(_svg_style())  # noqa: S704 - ours
    return str(template.render(views=views, language=language(), css=css, height=height))


def _svg_style() -> str:
    """The style of charts with its colours written out: what shows SVG outside a browser knows no variables,
    and would hide words behind a halo drawn over them."""
    css = charts_css()
    for name, colour in _COLOURS.items():
        css = css.replace(f"var({name})", colour)
    hidden = ".en" if language() == "zh" else ".zh"
    own = (
        ".chart-text { stroke: none; }",
        ".chart-title { font-size: 16px; font-weight: 600; }",
        f"{hidden} {{ display: none; }}",
    )
    return "\n".join((css, *own))


def plan_names(lines: Iterable[PlanLine]) -> dict[str, PlanName]:
    """Plans by key, in order."""
    return {line.held.plan: PlanName(line.name, line.held.region, line.report) for line in lines}


def _views(metrics: Iterable[Any], plans: Mapping[str, PlanName]) -> tuple[MetricView, ...]:
    return tuple(metric_view(metric, plans, number) for number, metric in enumerate(metrics, 1))


def _source(number: int) -> Words:
    return Words(
        f"{number} 份规划的现行版本",
        f"current versions of {number} plans" if number != 1 else "current version of one plan",
    )


def _strip(lines: Sequence[PlanLine]) -> Iterable[Item]:
    yield Item(Words("规划", "plans"), _number(len(lines)), _regions(lines))
    for name, zh, en in _COUNTED:
        yield Item(Words(zh, en), _number(sum(line.counts[name] for line in lines)))


def _regions(lines: Sequence[PlanLine]) -> Words | None:
    number = len({line.held.region for line in lines if line.held.region})
    return Words(f"{number} 个地区", f"{number} regions" if number != 1 else "1 region") if number else None


def _number(number: int) -> Words:
    return Words(exact(number), exact(number))


def _style(title: Words) -> str:
    edges = {
        "top-left": css_string(title.zh if language() == "zh" else title.en),
        "top-right": css_string(f"plantrace {tool_version()}"),
        "bottom-right": 'counter(page) " / " counter(pages)',
    }
    printed = "\n".join(f"  @{place} {{ content: {content}; }}" for place, content in edges.items())
    return "\n".join((assets(_STYLES), charts_css(), f"@page {{\n  size: A4 landscape;\n{printed}\n}}"))


def _rendered(shown: str, title: Words, source: Words, **values: object) -> str:
    css = _style(title)
    javascript = f"(() => {{\n'use strict';\n{assets(('remembered.js', 'plans.js'))}\n}})();\n"
    given: dict[str, object] = {"alone": False, "binding": None, "plans": {}, **values}
    page = (
        chart_environment()
        .get_template("plans.html.jinja")
        .render(
            shown=shown,
            title=title,
            source=source,
            language=language(),
            tool_version=tool_version(),
            css=Markup(css),  # noqa: S704 - ours
            javascript=Markup(javascript),  # noqa: S704 - ours
            policy=policy(css, javascript),
            **given,
        )
    )
    return verbatim_text(str(page))
