"""Two versions side by side as one page that needs no network: no script, its only style allowed by hash,
all text escaped."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from models.language import LANGUAGES, language
from pipeline.report.changes import changes_css
from pipeline.report.changes_lists import counts, lists
from pipeline.report.changes_sides import Frame, sides
from pipeline.report.chart_words import Words, spans
from pipeline.report.side_by_side_rows import Line
from pipeline.versions.change import Change, Span
from pipeline.versions.diff import Diff

# Without a script, the language is a matter of two radio buttons and `:has(:checked)`.
_SWITCH = (
    '<div class="switch" role="group" aria-label="语言 / language">'
    '<label lang="en"><input type="radio" name="language" id="en"{en}> English</label>'
    '<label lang="zh-CN"><input type="radio" name="language" id="zh"{zh}> 中文</label></div>'
)


def page(found: Diff) -> str:
    """The whole page: what changed in short, then both versions side by side, unchanged stretches folded."""
    style = (files("pipeline.report") / "side_by_side.css").read_text(encoding="utf-8") + changes_css()
    policy = (
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}';"
        " base-uri 'none'; form-action 'none'"
    )
    title = f"{found.plan}: {found.old.version} → {found.new.version}"
    head = (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta'
        f' http-equiv="Content-Security-Policy" content="{escape(policy)}"><meta name="viewport"'
        ' content="width=device-width,initial-scale=1"><meta name="referrer"'
        f' content="no-referrer"><title>{escape(title)}</title><style>{style}</style></head>\n<body>'
    )
    return "\n".join(
        [head, *_header(found), '<main class="changes">', *_body(found), "</main></body></html>", ""]
    )


def _header(found: Diff) -> Iterator[str]:
    checked = {name: " checked" if name == language() else "" for name in LANGUAGES}
    yield f"<header>{_SWITCH.format(**checked)}<h1>{escape(found.new.title)}</h1>"
    for words, version in ((Words("原", "old"), found.old), (Words("新", "new"), found.new)):
        number = Words(f"：第{version.version}版，", f": version {version.version}, ")
        side = Words(words.zh + number.zh, words.en + number.en)
        yield f'<p class="soft">{spans(side)}{escape(version.file_name)}</p>'
    title = Words(
        f"从第{found.old.version}版到第{found.new.version}版的变化",
        f"Changes from version {found.old.version} to {found.new.version}",
    )
    yield f"<h2>{spans(title)}</h2></header>"


def _body(found: Diff) -> Iterator[str]:
    if not found.comparison.changes:
        yield f"<p>{spans(Words('文字没有变化。', 'No textual change.'))}</p>"
    else:
        yield counts(found)
        yield from lists(found, _link)
    yield f"<section><h3>{spans(Words('左右对照', 'Side by side'))}</h3>"
    yield from sides(found, Frame(context=1, most=None, mark=_anchors))
    yield "</section>"


def _link(change: Change) -> str | None:
    """To the side by side view, which also shows where something stood that is gone."""
    place = change.new if isinstance(change.new, Span) else change.old
    return f"#b{place.block}" if isinstance(place, Span) else None


def _anchors(lines: Sequence[Line], _is_new: bool) -> str:
    return "".join(f'<a id="b{line.id}"></a>' for line in lines)
