"""A paragraph of many headings, parted by line breaks: read stretch by stretch, each character once, and what
is found rests on its place in the paragraph."""

from models.facts import Figure
from parsers.interpret import interpret
from pipeline.figures.stretches import stretches_of
from tests import builders as b
from tests.parsers.reading import structured
from tests.pipeline.figures.narrated import narrative_figures

NUMERALS = "一二三四五六七八九"


def line(text: str) -> list[str]:
    return [b.run(text), b.raw("<w:r><w:br/></w:r>")]


def raised(text: str) -> str:
    return b.raw(f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>')


def document(*pieces: str):
    opening = b.paragraph("为加快全市经济社会发展，推进现代化建设，根据有关规定，结合本市实际，制定本规划。")
    title = b.paragraph("北川市水务规划（2021—2025年）", align="center", size=22)
    return interpret(structured(title, opening, b.paragraph(*pieces)))


def quotes(facts, figure: Figure, field: str) -> set[str]:
    blocks = facts.structure.document.blocks
    found = (piece for piece in figure.evidence if piece.field == field)
    return {blocks[piece.block].text[piece.start : piece.end] for piece in found}


def test_each_character_of_a_paragraph_of_headings_is_read_once() -> None:
    lines = [line(f"{label}、加快发展{label}业。新建泵站{n}座。") for n, label in enumerate(NUMERALS, 11)]
    facts = document(*(piece for pieces in lines for piece in pieces))
    read = [one for one in stretches_of(facts.structure, {}) if one.block == 2]
    assert len(read) == len(NUMERALS) == len(facts.structure.headings)
    assert sum(one.end - one.opens for one in read) <= len(facts.structure.document.blocks[2].text)


def test_figures_between_headings_of_a_paragraph_rest_on_its_characters() -> None:
    lines = [line(f"{label}、202{n}年工程。新建泵站{n}7座。") for n, label in enumerate(NUMERALS[:5], 1)]
    facts = document(*(piece for pieces in lines for piece in pieces))
    figures = narrative_figures(facts)
    assert [(one.raw, one.period) for one in figures] == [(f"{n}7座", f"202{n}") for n in range(1, 6)]
    for number, figure in enumerate(figures, 1):
        assert quotes(facts, figure, "raw") == {f"{number}7座"}
        assert quotes(facts, figure, "period") == {f"202{number}年"}


def test_a_time_of_a_heading_further_above_in_the_paragraph_rests_on_its_place() -> None:
    pieces = [*line("一、2023年工程"), *line("（一）供水。新建泵站7座。"), *line("（二）排水。新建泵站8座。")]
    facts = document(*pieces)
    for figure in narrative_figures(facts):
        assert (figure.period, quotes(facts, figure, "period")) == ("2023", {"2023年"})


def test_a_time_handed_on_by_a_paragraph_with_note_marks_rests_on_its_place() -> None:
    announced = b.paragraph("全市用水", raised("1"), "有序。到2024年，主要目标如下：")
    items = [b.paragraph(f"{label}新建泵站{n}座。") for n, label in ((7, "——"), (8, "——"))]
    facts = interpret(structured(b.paragraph("一、发展目标"), announced, *items))
    figures = narrative_figures(facts)
    assert [(one.period, quotes(facts, one, "period")) for one in figures] == [("2024", {"2024年"})] * 2
