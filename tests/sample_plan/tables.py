"""The sample's tables and boxes as Word holds them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from tests import builders as b
from tests.sample_plan.look import FANG, HEI, TIGHT, Look, centred, paragraph
from tests.sample_plan.model import Sample, SampleBox, SampleIndicator, SampleProject
from tests.sample_plan.text import INDICATOR_CAPTION, INDICATOR_NOTE

NUMERALS = "一二三四五六七八九十"
_CELL = '<w:spacing w:line="300" w:lineRule="exact"/>'
_INDICATOR_WIDTHS = (1560, 620, 3460, 1040, 1160, 980)
_PROJECT_WIDTHS = (760, 2150, 3380, 840, 1280, 920, 1160, 1780, 1500)
_PROJECT_HEAD = (
    "序号",
    "项目名称",
    "建设内容及规模",
    "建设\n阶段",
    "建设起止年限",
    "总投资",
    "“十四五”\n期间投资",
    "建设单位",
    "责任单位",
)
# A line feed inside these names, and a blank after these numbers, as typists leave them.
_BROKEN_NAMES = {"工业互联网标识解析二级节点": "工业互联网标识解析\n二级节点"}
_TRAILING_BLANKS = (Decimal("12.50"), Decimal("13.20"), Decimal("28.00"), Decimal("0.46"))


def _cell(
    text: str, *, font: str = FANG, size: float = 10.5, align: str = "center", bold: bool = False
) -> b.Xml:
    return paragraph(text, Look(font, size, bold=bold, indent=None, align=align), spacing=_CELL)


def _category_cells(rows: Sequence[SampleIndicator]) -> Iterator[b.Cell]:
    for category, group in groupby(rows, key=lambda row: row.category):
        yield b.cell(_cell(category, size=12), vmerge="restart")
        for _ in list(group)[1:]:
            yield b.cell(_cell("", size=12), vmerge="continue")


def indicator_table(rows: Sequence[SampleIndicator]) -> list[b.Xml]:
    """Caption, table and note; the category column is merged downwards."""
    head = [
        b.cell(_cell(name, font=HEI, size=12), fill="E7E6E6")
        for name in ("类别", "序号", "指标名称（单位）", "2020年", "2025年", "属性")
    ]
    body: list[list[str | b.Cell]] = [
        [category, *(_cell(text, size=12, align=align) for text, align in _indicator_texts(number, row))]
        for number, (category, row) in enumerate(zip(_category_cells(rows), rows, strict=True), 1)
    ]
    note = paragraph(INDICATOR_NOTE, Look(FANG, 12, indent=None), spacing=TIGHT)
    return [
        centred(INDICATOR_CAPTION, HEI, 14, before=120),
        b.table([list(head), *body], header_rows=1, widths=_INDICATOR_WIDTHS),
        note,
    ]


def _indicator_texts(number: int, row: SampleIndicator) -> list[tuple[str, str]]:
    texts = [str(number), row.name, row.baseline, row.target, row.nature]
    return list(zip(texts, ("center", "left", "center", "center", "center"), strict=True))


def _money(amount: Decimal) -> str:
    return f"{amount} " if amount in _TRAILING_BLANKS else str(amount)


def _sums(projects: Sequence[SampleProject]) -> list[str]:
    return [f"{sum(row.total for row in projects)}", f"{sum(row.in_period for row in projects)}"]


def _group_row(label: str, name: str, projects: Sequence[SampleProject]) -> list[str | b.Cell]:
    texts = [f"{len(projects)}项", "", "", *_sums(projects), "", ""]
    cells: list[str | b.Cell] = [_cell(text, font=HEI) for text in texts]
    if not label:
        return [b.cell(_cell(name, font=HEI), span=2, fill="F2F2F2"), *cells]
    return [_cell(label, font=HEI), _cell(name, font=HEI, align="left"), *cells]


def _project_row(number: int, row: SampleProject, responsible: b.Cell) -> list[str | b.Cell]:
    name = _BROKEN_NAMES.get(row.name, row.name)
    middle = [row.stage, row.period, _money(row.total), _money(row.in_period)]
    texts = [
        _cell(str(number)),
        _cell(name, align="left"),
        _cell(row.content, align="left"),
        *map(_cell, middle),
        _cell(row.builder),
    ]
    return [*texts, responsible]


def _responsible_cells(projects: Sequence[SampleProject]) -> Iterator[b.Cell]:
    for name, group in groupby(projects, key=lambda row: row.responsible):
        length = len(list(group))
        yield b.cell(_cell(name), vmerge="restart" if length > 1 else None)
        for _ in range(length - 1):
            yield b.cell(_cell(""), vmerge="continue")


def project_table(sample: Sample) -> b.Xml:
    """The table of the annex: 总计, domains, groups, projects; equal responsible bodies are merged
    downwards."""
    rows: list[list[str | b.Cell]] = [
        [b.cell(_cell(name, font=HEI), fill="E7E6E6") for name in _PROJECT_HEAD]
    ]
    rows.append(_group_row("", "总  计", sample.projects))
    for numeral, domain in zip(NUMERALS, sample.domains, strict=False):
        rows.append(_group_row(numeral, domain.name, domain.projects))
        for inner, group in zip(NUMERALS, domain.groups, strict=False):
            rows.append(_group_row(f"（{inner}）", group.name, group.projects))
            merged = zip(group.projects, _responsible_cells(group.projects), strict=True)
            rows.extend(_project_row(number, row, cell) for number, (row, cell) in enumerate(merged, 1))
    return b.table(rows, header_rows=1, widths=_PROJECT_WIDTHS)


def box(sample_box: SampleBox, number: int) -> list[b.Xml]:
    """A 专栏 in its form, between empty paragraphs."""
    size = 12.0 if sample_box.form == "text_box" else 14.0
    border = sample_box.form == "borders"
    label = f"专栏{NUMERALS[number - 1]}  {sample_box.title}"
    title = paragraph(
        label, Look(HEI, size, indent=None, align="center"), spacing=TIGHT, border=border, keep=True
    )
    items = [
        paragraph(item, Look(FANG, size, align="both"), spacing=TIGHT, border=border)
        for item in sample_box.items
    ]
    empty = paragraph("", Look(FANG, 8, indent=None), spacing='<w:spacing w:line="200" w:lineRule="exact"/>')
    match sample_box.form:
        case "two_rows":
            return [empty, b.table([[b.cell(title, fill="DEEAF6")], [b.cell(items)]], widths=[8840]), empty]
        case "one_cell":
            return [empty, b.table([[b.cell([title, *items])]], widths=[8840]), empty]
        case "text_box":
            return [
                empty,
                b.paragraph(b.text_box(title, *items, width=441, height=140, number=number)),
                empty,
            ]
        case "borders":
            return [empty, title, *items, empty]
