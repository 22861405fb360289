"""Figures of paragraphs with raised note marks: read without them, resting on what is printed."""

import pytest

from parsers.interpret import interpret
from tests import builders as b
from tests.parsers.reading import structured
from tests.pipeline.figures.narrated import narrative_figures


def raised(text: str) -> str:
    return b.raw(f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>')


def lowered(text: str) -> str:
    return b.raw(f'<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>{text}</w:t></w:r>')


@pytest.mark.parametrize(
    ("pieces", "value", "unit", "quote"),
    [
        (("2020年，全市企业达到320", raised("1"), "家。"), 320, "家", "3201家"),
        (("2020年，全市企业达到320", raised("[12]"), "家。"), 320, "家", "320[12]家"),
        (("2020年，全市企业", raised("1"), "达到320家。"), 320, "家", "320家"),
        (("2020年，全市企业达到320家", raised("1"), "。"), 320, "家", "320家"),
        (("2020年，人均住房面积达到32m", raised("2"), "。"), 32, "m²", "32m2"),
        (("2020年，全市减排CO", lowered("2"), "36万吨。"), 360000, "吨", "36万吨"),
    ],
)  # fmt: skip
def test_a_note_mark_is_no_digit(pieces: tuple[str, ...], value: int, unit: str, quote: str) -> None:
    facts = interpret(structured(b.paragraph("一、发展目标"), b.paragraph(*pieces)))
    (figure,) = narrative_figures(facts)
    assert (figure.value, figure.unit) == (value, unit)
    assert facts.structure.document.blocks[1].text[figure.start : figure.end] == quote
    for piece in figure.evidence:
        if piece.field == "raw":
            assert (piece.start, piece.end) == (figure.start, figure.end)


@pytest.mark.parametrize(
    ("name", "low", "metric", "derivation"),
    [("SO", "2", "SO₂平均浓度", "normalised"), ("PM", "2.5", "PM2.5平均浓度", "verbatim")],
)
def test_a_name_with_lowered_digits_is_not_verbatim(
    name: str, low: str, metric: str, derivation: str
) -> None:
    line = b.paragraph(f"2020年，{name}", lowered(low), "平均浓度降至30微克/立方米。")
    facts = interpret(structured(b.paragraph("一、发展目标"), line))
    (figure,) = narrative_figures(facts)
    text = facts.structure.document.blocks[1].text
    assert figure.metric == metric
    told = [(text[p.start : p.end], p.derivation) for p in figure.evidence if p.field == "metric"]
    assert told == [(f"{name}{low}平均浓度", derivation)]
