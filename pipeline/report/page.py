"""The page: the template filled, one stylesheet and one script inside it, and a policy that allows just
these two."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from models.kinds import KINDS
from models.language import language
from pipeline.report.columns import script_json
from pipeline.report.document import Section
from pipeline.report.outline import Entry

STYLES: Final = (
    "base.css",
    "document.css",
    "tables.css",
    "outline.css",
    "inspector.css",
    "lists.css",
    "print.css",
)
SCRIPTS: Final = (
    "remembered.js",
    "labels.js",
    "data.js",
    "document.js",
    "tables.js",
    "outline.js",
    "files.js",
    "workbook.js",
    "parts.js",
    "related.js",
    "inspector.js",
    "filter.js",
    "columns.js",
    "graph.js",
    "facts.js",
    "numbers.js",
    "changes.js",
    "findings.js",
    "app.js",
)
# Half a pair of surrogates cannot be written as UTF-8; XML cannot hold one either.
_SURROGATES: Final = dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | {0: "\ufffd"}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["verbatim"] = verbatim
    environment.filters["codes"] = codes
    environment.globals["letters"] = {kind.name: kind.letter for kind in KINDS} | {"finding": "x"}
    return environment


def verbatim(text: str) -> Markup:
    """Text that HTML gives back as it is: escaped, a carriage return as a reference (a parser makes a line
    feed of a bare one)."""
    return Markup(str(escape(verbatim_text(text))).replace("\r", "&#13;"))  # noqa: S704 - escaped


def codes(text: str) -> str:
    """The characters by their numbers, `U+202E U+2066`."""
    return " ".join(f"U+{ord(character):04X}" for character in text)


@cache
def assets(names: tuple[str, ...]) -> str:
    """Files of the folder assets, one behind the other, with the line ends of Unix."""
    folder = files("pipeline.report") / "assets"
    return "\n".join((folder / name).read_text(encoding="utf-8").replace("\r\n", "\n") for name in names)


def script() -> str:
    """The page's one script."""
    return f"(() => {{\n'use strict';\n{assets(SCRIPTS)}\n}})();\n"


def style(more: Iterable[str] = ()) -> str:
    """The page's one stylesheet, with that of the overview and of the changes."""
    return "\n".join((assets(STYLES), *more))


def printed_edges(facts: Mapping[str, object]) -> str:
    """What stands at the edges of every printed page: title, version, tool, file, SHA-256 and page number."""
    title = f"{facts['title']}  v{facts['version']}"
    source = f"{facts['file_name']}  SHA-256 {facts['source_sha256']}"
    edges = {
        "top-left": css_string(title),
        "top-right": css_string(f"plantrace {facts['tool_version']}"),
        "bottom-left": css_string(source),
        "bottom-right": 'counter(page) " / " counter(pages)',
    }
    rules = "\n".join(f"  @{place} {{ content: {content}; }}" for place, content in edges.items())
    return f"@page {{\n{rules}\n}}"


def with_way_back(page: str, address: str) -> str:
    """The page with a link to the list of all plans beside its other controls."""
    link = (
        f'<a class="home" href="{escape(address)}">← <span class="words"><span class="zh"'
        ' lang="zh-CN">全部规划</span><span class="en" lang="en">All plans</span></span></a>'
    )
    return page.replace('<div class="tools">', f'<div class="tools">{link}', 1)


def css_string(text: str) -> str:
    """A string of a stylesheet (CSS Syntax 3, §4.3.7): all but letters and digits by their numbers, so that
    no text can end it or the element around it."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in verbatim_text(text)) + '"'


def verbatim_text(text: str) -> str:
    """The text without what HTML cannot hold."""
    return text.translate(_SURROGATES)


def allowed(content: str) -> str:
    """How a policy names what it allows (CSP 3, §2.3.1)."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def policy(css: str, javascript: str) -> str:
    """Nothing is loaded, nothing is sent, and only our own style and script run."""
    parts = {
        "default-src": "'none'",
        "script-src": allowed(javascript),
        "style-src": allowed(css),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


_KNOWN: Final = ("zh", "en", "title", "own", "compared")


def kinds_known() -> dict[str, dict[str, object]]:
    """What the script knows of each kind of record, in the order of the list of facts."""
    return {
        kind.name: {name: getattr(kind, name) for name in _KNOWN}
        for kind in sorted(KINDS, key=lambda kind: kind.ranks.listed)
    }


def render(
    facts: Mapping[str, object],
    sections: Sequence[Section],
    outline: Sequence[Entry],
    data: Mapping[str, object],
    parts: Mapping[str, tuple[str, str]],
) -> str:
    """The whole page; one that is written in Chinese opens in Chinese. `parts` holds trusted HTML and CSS of
    "overview" and "changes", where there are any."""
    css = style([*(stylesheet for _, stylesheet in parts.values()), printed_edges(facts)])
    javascript = script()
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            facts=facts,
            language=language(),
            sections=sections,
            outline=outline,
            data=data,
            kinds_json=Markup(script_json(kinds_known())),  # noqa: S704 - escaped by script_json
            page_json=Markup(script_json(data).translate(_SURROGATES)),  # noqa: S704 - escaped by script_json
            parts={name: Markup(html) for name, (html, _) in parts.items()},  # noqa: S704 - escaped by their makers
            css=Markup(css),  # noqa: S704 - ours
            javascript=Markup(javascript),  # noqa: S704 - ours
            policy=policy(css, javascript),
        )
    )
