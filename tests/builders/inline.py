"""What stands inside a paragraph (ECMA-376 part 1, 17.3.2 and 17.16)."""

import re
from xml.sax.saxutils import escape, quoteattr

_REVISION = 'w:id="900" w:author="编写组" w:date="2021-08-01T00:00:00Z"'
_SPECIAL = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}


class Xml(str):
    """Markup that is inserted as it stands."""

    __slots__ = ()


def raw(markup: str) -> Xml:
    """Markup of one's own, for what has no helper."""
    return Xml(markup)


def run_properties(
    *,
    bold: bool = False,
    size: float | None = None,
    font: str | None = None,
    hidden: bool = False,
    color: str | None = None,
    style: str | None = None,
) -> Xml:
    """A w:rPr, or nothing when every argument has its default."""
    parts = [
        f"<w:rStyle w:val={quoteattr(style)}/>" if style else "",
        (
            f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia={quoteattr(font)}'
            ' w:hint="eastAsia"/>'
            if font
            else ""
        ),
        "<w:b/>" if bold else "",
        "<w:vanish/>" if hidden else "",
        f'<w:color w:val="{color}"/>' if color else "",
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size is not None else "",
    ]
    inner = "".join(parts)
    return Xml(f"<w:rPr>{inner}</w:rPr>" if inner else "")


def text_elements(text: str, tag: str = "w:t") -> str:
    """w:t elements for text; tabs, line feeds, U+2011 and U+00AD become the elements Word writes for them."""
    pieces = re.split(f"([{''.join(_SPECIAL)}])", text)
    return "".join(
        _SPECIAL.get(piece) or f'<{tag} xml:space="preserve">{escape(piece)}</{tag}>'
        for piece in pieces
        if piece
    )


def run(
    text: str,
    *,
    bold: bool = False,
    size: float | None = None,
    font: str | None = None,
    hidden: bool = False,
    color: str | None = None,
    style: str | None = None,
) -> Xml:
    """One w:r holding `text` (or markup, when it is `Xml`)."""
    properties = run_properties(bold=bold, size=size, font=font, hidden=hidden, color=color, style=style)
    return Xml(f"<w:r>{properties}{text if isinstance(text, Xml) else text_elements(text)}</w:r>")


def as_runs(*content: str) -> Xml:
    """Plain strings become runs, markup stays."""
    return Xml("".join(piece if isinstance(piece, Xml) else run(piece) for piece in content))


def page_break() -> Xml:
    """A run with a page break."""
    return Xml('<w:r><w:br w:type="page"/></w:r>')


def proof_error(*content: str) -> Xml:
    """`content` between the marks of the spelling checker."""
    return Xml(f'<w:proofErr w:type="spellStart"/>{as_runs(*content)}<w:proofErr w:type="spellEnd"/>')


def symbol(code: str, font: str = "Wingdings") -> Xml:
    """A w:sym, `code` as four hexadecimal digits."""
    return Xml(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')


def ruby(base: str, reading: str) -> Xml:
    """`base` with its reading above it."""
    return Xml(
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"
    )


def insertion(*content: str) -> Xml:
    """A tracked insertion."""
    return Xml(f"<w:ins {_REVISION}>{as_runs(*content)}</w:ins>")


def deletion(text: str) -> Xml:
    """A tracked deletion."""
    return Xml(f"<w:del {_REVISION}><w:r>{text_elements(text, 'w:delText')}</w:r></w:del>")


def move_from(*content: str) -> Xml:
    """The place something was moved away from."""
    return Xml(f"<w:moveFrom {_REVISION}>{as_runs(*content)}</w:moveFrom>")


def move_to(*content: str) -> Xml:
    """The place something was moved to."""
    return Xml(f"<w:moveTo {_REVISION}>{as_runs(*content)}</w:moveTo>")


def hyperlink(*content: str, anchor: str = "_Top") -> Xml:
    """A link to a bookmark of the same document."""
    return Xml(f'<w:hyperlink w:anchor={quoteattr(anchor)} w:history="1">{as_runs(*content)}</w:hyperlink>')


def field_mark(kind: str) -> Xml:
    """`begin`, `separate` or `end` of a complex field."""
    return Xml(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')


def field_start(instruction: str) -> Xml:
    """Begin, instruction and separator of a complex field."""
    instruction_run = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return Xml(field_mark("begin") + instruction_run + field_mark("separate"))


def field(instruction: str, *result: str, simple: bool = False) -> Xml:
    """A field with its cached result, as w:fldSimple or as a complex field."""
    if simple:
        return Xml(f"<w:fldSimple w:instr={quoteattr(instruction)}>{as_runs(*result)}</w:fldSimple>")
    return Xml(field_start(instruction) + as_runs(*result) + field_mark("end"))


def footnote_reference(note_id: int, *, size: float | None = None) -> Xml:
    """The mark of a footnote in the text."""
    points = f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
    return Xml(
        f'<w:r><w:rPr>{points}<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference'
        f' w:id="{note_id}"/></w:r>'
    )


def footnote_mark() -> Xml:
    """The note's own number, at the start of its text."""
    return Xml('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>')


def endnote_reference(note_id: int) -> Xml:
    """The mark of an endnote in the text."""
    return Xml(
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:endnoteReference w:id="{note_id}"/></w:r>'
    )


def bookmark(name: str, number: int, *content: str) -> Xml:
    """`content` inside a bookmark; `number` is its id in the document."""
    return Xml(
        f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{as_runs(*content)}<w:bookmarkEnd'
        f' w:id="{number}"/>'
    )
