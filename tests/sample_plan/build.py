"""From the content to a .docx: title page, table of contents, text, annex."""

from collections.abc import Iterator

from tests import builders as b
from tests.sample_plan import look
from tests.sample_plan.model import Item, Sample, filled, plain
from tests.sample_plan.tables import NUMERALS, box, indicator_table, project_table
from tests.sample_plan.text import ANNEX_TITLE, TITLE

_DEPTHS = {"h0": 1, "h1": 1, "h2": 2, "h3": 3}
_ANNEX_LABEL = "附件"


def _labels(items: tuple[Item, ...]) -> Iterator[str]:
    """一、 （一） 1. for each item, "" where there is none."""
    counts = [0, 0, 0]
    for item in items:
        if item.kind not in ("h1", "h2", "h3"):
            yield ""
            continue
        depth = _DEPTHS[item.kind]
        counts = [count if at < depth else 0 for at, count in enumerate(counts)]
        counts[depth - 1] += 1
        number = counts[depth - 1]
        yield {1: f"{NUMERALS[number - 1]}、", 2: f"（{NUMERALS[number - 1]}）", 3: f"{number}."}[depth]


def headings(sample: Sample) -> list[tuple[int, str]]:
    """(level, label and title) of every heading, the annex included."""
    labelled = zip(sample.items, _labels(sample.items), strict=True)
    found = [(_DEPTHS[item.kind], label + item.text) for item, label in labelled if item.kind in _DEPTHS]
    return [*found, (1, f"{_ANNEX_LABEL}  {ANNEX_TITLE}")]


def _heading(sample: Sample, text: str, depth: int, bookmark: str, *, page_break: bool = False) -> b.Xml:
    style = look.HEADING_LOOKS[depth]
    if text.startswith("前"):
        style = look.Look(look.HEI, indent=None, align="center")
    if sample.styled:
        align = (
            {"ind": '<w:ind w:firstLineChars="0" w:firstLine="0"/>', "jc": '<w:jc w:val="center"/>'}
            if style.align
            else {}
        )
        return b.paragraph(text, style=look.STYLE_IDS[depth], bookmarks=[bookmark], extra=align)
    return b.paragraph(
        b.run(text, font=style.font, size=style.size, bold=style.bold),
        size=style.size,
        font=style.font,
        bold=style.bold,
        align=style.align,
        indent=style.indent,
        bookmarks=[bookmark],
        page_break=page_break,
        extra={"keepNext": look.KEEP, "spacing": look.LINE},
    )


def _body(sample: Sample, item: Item) -> b.Xml:
    text = filled(item.text, sample.domains)
    if sample.styled:
        return b.paragraph(look.runs(text, None), style=look.STYLE_IDS["body"])
    return look.paragraph(text, look.BODY)


def _main_part(sample: Sample) -> Iterator[b.Xml]:
    number, boxes = 0, 0
    for item, label in zip(sample.items, _labels(sample.items), strict=True):
        if item.kind in _DEPTHS:
            number += 1
            yield _heading(
                sample,
                label + item.text,
                _DEPTHS[item.kind],
                f"_Toc{100000 + number}",
                page_break=label == "一、" and item.kind == "h1",
            )
        elif item.kind == "box":
            boxes += 1
            yield from box(sample.boxes[item.text], boxes)
        elif item.kind == "indicators":
            yield from indicator_table(sample.indicators)
        else:
            yield _body(sample, item)


def _title_page(sample: Sample) -> list[b.Xml]:
    title = look.centred(TITLE, look.TITLE, 22, before=3600)
    if sample.styled:
        title = b.paragraph(
            TITLE,
            style=look.STYLE_IDS["title"],
            extra={"spacing": '<w:spacing w:before="3600" w:line="704" w:lineRule="exact"/>'},
        )
    stage = [look.centred(sample.stage, look.KAI, 16, before=240)] if sample.stage else []
    issuer = look.centred(sample.issuer, look.FANG, 16, before=6400 if stage else 6900)
    return [title, *stage, issuer, look.centred(sample.date, look.FANG, 16, before=160)]


def _contents(sample: Sample) -> b.Xml:
    entries = [
        (level, text, page) for (level, text), page in zip(headings(sample), sample.pages, strict=True)
    ]
    head = b.paragraph(
        b.page_break(),
        b.run("目  录", font=look.HEI, size=16),
        align="center",
        extra={"spacing": '<w:spacing w:after="240"/>'},
    )
    if sample.styled:
        return b.toc(entries, in_control=True, styles=look.TOC_IDS, heading=[head])
    return b.toc(entries, size=14, font=look.FANG, heading=[head])


def _annex(sample: Sample) -> list[b.Xml]:
    bookmark = f"_Toc{100000 + len(headings(sample))}"
    label = look.paragraph(_ANNEX_LABEL, look.Look(look.HEI, indent=None))
    title = look.centred(ANNEX_TITLE, look.TITLE, 22)
    if sample.styled:
        plain_look = {"ind": '<w:ind w:firstLineChars="0" w:firstLine="0"/>', "jc": '<w:jc w:val="center"/>'}
        run = b.run(ANNEX_TITLE, font=look.TITLE, size=22)
        title = b.paragraph(run, style=look.STYLE_IDS[1], bookmarks=[bookmark], extra=plain_look)
    else:
        title = b.bookmark(bookmark, 999, title)
    unit = look.paragraph(
        "单位：亿元", look.Look(look.FANG, 12, indent=None, align="right"), spacing=look.TIGHT
    )
    return [label, title, unit, project_table(sample)]


def _footer(align: str) -> b.Xml:
    number = b.field("PAGE", b.run("1", font=look.SONG, size=14))
    dash = (b.run("— ", font=look.SONG, size=14), b.run(" —", font=look.SONG, size=14))
    return b.paragraph(dash[0], number, dash[1], align=align)


def build(sample: Sample) -> bytes:
    """The bytes of the .docx; always the same for the same content."""
    footers = {"default": _footer("right"), "even": _footer("left")}
    header = b.paragraph(b.run(TITLE + sample.stage, font=look.KAI, size=9), align="center")
    kinds = ("default", "even")
    body = [
        *_title_page(sample),
        _contents(sample),
        b.section_break(),
        *_main_part(sample),
        b.section_break(headers=kinds, footers=kinds, restart=1),
        *_annex(sample),
    ]
    notes = {
        number: b.paragraph(b.footnote_mark(), b.run(f" {plain(text)}", font=look.FANG, size=9))
        for number, text in sample.footnotes.items()
    }
    return b.docx(
        *body,
        styles=look.styles() if sample.styled else None,
        footnotes=notes,
        headers=dict.fromkeys(kinds, header),
        footers=footers,
        extra_parts=[look.fallback_fonts(), look.settings()],
        final_section=b.section(landscape=True, headers=kinds, footers=kinds),
        title=TITLE,
        stored=True,
    )
