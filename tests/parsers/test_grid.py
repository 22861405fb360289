import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document import Block, Cell, Document, Table
from models.errors import RefusedFile
from parsers.read import read
from parsers.tables.grid import make_grid
from parsers.tables.header import find_header, is_transposed
from parsers.tables.passage import evidence, fold, joined, of_blocks
from tests.builders import docx, paragraph, raw
from tests.parsers.table_builder import document_of


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(
        Block(ordinal, "word/document.xml", f"/p[{ordinal}]", text) for ordinal, text in enumerate(texts)
    )


def header_of(*rows, before=(), header_rows=0):
    document = document_of(rows, *before, header_rows=header_rows)
    return find_header(make_grid(document, document.tables[0]))


def titles(header) -> list[str]:
    return [column.title for column in header.columns]


class TestPassage:
    def test_line_breaks_and_paragraphs_of_a_cell_are_layout(self):
        passage = of_blocks(blocks(" 数字平台\n（一期） ", "", "工程"), (0, 1, 2))
        assert passage.text == "数字平台（一期）工程"
        assert [(piece.block, piece.start, piece.end) for piece in passage.pieces()] == [
            (0, 1, 10),
            (2, 0, 2),
        ]

    def test_latin_words_stay_apart(self):
        assert of_blocks(blocks("Direct\nCable"), (0,)).text == "Direct Cable"
        assert (
            joined((of_blocks(blocks("Count"), (0,)), of_blocks(blocks("per year"), (0,)))).text
            == "Count per year"
        )

    def test_what_was_taken_out_divides_the_span(self):
        passage = of_blocks(blocks("产值（亿元）增长"), (0,)).without(2, 6)
        assert passage.text == "产值增长"
        assert passage.quotes() == ("产值", "增长")

    def test_folded_text_leads_back_to_the_source(self):
        folded = of_blocks(blocks("总 投 资（㎡）"), (0,)).folded()
        assert folded.text == "总投资(m2)"
        assert folded.part(4, 6).quotes() == ("㎡",)

    def test_derivation_follows_the_quote(self):
        whole = of_blocks(blocks("总 计"), (0,))
        assert evidence("name", "总计", whole)[0].derivation == "verbatim"
        assert evidence("value", 5, whole)[0].derivation == "normalised"
        assert {
            piece.derivation for piece in evidence("name", "ab", of_blocks(blocks("a", "b"), (0, 1)))
        } == {"normalised"}

    @given(st.lists(st.text(alphabet=" \n\t\u3000\u200b一二（）A1.％", max_size=12), min_size=1, max_size=4))
    def test_every_piece_is_a_trimmed_span_and_no_character_is_lost(self, texts: list[str]):
        source = blocks(*texts)
        passage = of_blocks(source, tuple(range(len(source))))
        assert fold("".join(passage.quotes())) == fold("".join(texts))
        assert all(quote and quote == quote.strip() for quote in passage.quotes())
        assert fold(passage.folded().text) == passage.folded().text


class TestGrid:
    def test_a_merged_cell_covers_every_place_once(self):
        document = document_of([["甲", "<", "乙"], ["丙", "丁", "^"]])
        grid = make_grid(document, document.tables[0])
        assert [grid.passage(cell).text for cell in grid.row(0)] == ["甲", "乙"]
        assert [grid.passage(cell).text for cell in grid.row(1)] == ["丙", "丁", "乙"]
        assert grid.texts(1) == ("丙", "丁", "乙")
        assert [grid.passage(cell).text for cell in grid.filled(1)] == ["丙", "丁"]

    def test_broken_spans_neither_raise_nor_reach_outside(self):
        cells = (Cell(0, 0, 9, 9, (0,)), Cell(1, 1, 1, 1, (1,)))
        table = Table(0, "word/document.xml", "/tbl", 2, 2, cells, 0, 0)
        grid = make_grid(Document("x.docx", "", 0, blocks("a", "b"), (table,)), table)
        assert {cell for row in range(2) for cell in grid.row(row)} == {cells[0]}


class TestHeader:
    def test_one_row(self):
        header = header_of(["序号", "指标", "2020年", "2025年"], ["1", "甲", "1", "2"])
        assert (header.first, header.end, titles(header)) == (0, 1, ["序号", "指标", "2020年", "2025年"])

    def test_two_rows_merged_both_ways(self):
        header = header_of(
            ["指标", "规划目标", "<", "属性"], ["^", "2023年", "2025年", "^"], ["甲", "1", "2", "预期性"]
        )
        assert (header.end, titles(header)) == (2, ["指标", "规划目标 2023年", "规划目标 2025年", "属性"])

    def test_two_rows_without_vertical_merge(self):
        header = header_of(
            ["指标", "规划目标", "<", "属性"], ["", "2023年", "2025年", ""], ["甲", "1", "2", "预期性"]
        )
        assert (header.end, titles(header)) == (2, ["指标", "规划目标 2023年", "规划目标 2025年", "属性"])

    def test_three_rows(self):
        header = header_of(
            ["序号", "项目名称", "投资", "<", "<"],
            ["^", "^", "总投资", "年度投资计划", "<"],
            ["^", "^", "^", "2021年", "2022年"],
            ["1", "甲", "5", "1", "2"],
        )
        assert (header.end, titles(header)[3]) == (3, "投资 年度投资计划 2021年")

    def test_repeated_words_of_unmerged_header_rows_count_once(self):
        header = header_of(
            ["序号", "指标", "目标值", "<"], ["序号", "指标", "2023年", "2025年"], ["1", "甲", "1", "2"]
        )
        assert titles(header) == ["序号", "指标", "目标值 2023年", "目标值 2025年"]

    def test_title_and_unit_rows_above_are_not_header(self):
        header = header_of(
            ["主要指标表", "<", "<"], ["单位：亿元", "<", "<"], ["指标", "2020年", "2025年"], ["甲", "1", "2"]
        )
        assert (header.first, header.end) == (2, 3)

    def test_words_broken_by_layout_are_recognised(self):
        header = header_of(["序 号", "项目\n名称", "总 投 资", "建设¶阶段"], ["1", "甲", "5", "新建"])
        assert titles(header) == ["序 号", "项目名称", "总 投 资", "建设阶段"]

    def test_a_name_over_two_body_columns_is_divided(self):
        header = header_of(
            ["指标", "<", "2020年", "2025年"], ["收入", "城镇", "1", "2"], ["^", "农村", "1", "2"]
        )
        assert [(column.start, column.end) for column in header.columns] == [(0, 1), (1, 2), (2, 3), (3, 4)]

    def test_a_name_over_columns_the_body_does_not_divide_stays_one(self):
        header = header_of(["指标", "<", "2020年", "2025年"], ["收入", "<", "1", "2"])
        assert (header.columns[0].start, header.columns[0].end) == (0, 2)

    def test_a_category_row_below_is_body(self):
        header = header_of(["指标", "规划目标", "<"], ["一、经济", "<", "<"], ["甲", "1", "2"])
        assert header.end == 1

    def test_rows_marked_as_header_help(self):
        rows = (["指标", "目标值", "属性"], ["甲乙丙", "2025年", "属性"], ["甲", "1", "预期性"])
        assert header_of(*rows, header_rows=2).end == 2

    def test_data_is_no_header(self):
        assert header_of(["1", "甲", "2", "3"], ["2", "乙", "2", "3"]) is None

    def test_header_in_the_first_column(self):
        document = document_of(
            [
                ["指标名称", "甲", "乙"],
                ["2020年", "1", "2"],
                ["2025年", "3", "4"],
                ["属性", "预期性", "约束性"],
            ]
        )
        assert is_transposed(make_grid(document, document.tables[0]))


class TestWideGrids:
    """One attribute may state a span of any number; Word draws at most 63 columns."""

    HEAD = ("序号", "指标", "2025年")

    @staticmethod
    def read_table(rows: str):
        body = raw(f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 3}</w:tblGrid>{rows}</w:tbl>")
        return read(docx(paragraph("云岭市发展规划"), body), "a.docx").tables[0]

    @staticmethod
    def row(*cells: str, span: int = 1, before: int = 0) -> str:
        first = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
        inner = "".join(
            f"<w:tc>{'' if at else first}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
            for at, text in enumerate(cells)
        )
        return f'<w:tr><w:trPr><w:gridBefore w:val="{before}"/></w:trPr>{inner}</w:tr>'

    @pytest.mark.parametrize("number", [64, 1_000_000, 100_000_000])
    def test_a_table_is_as_wide_as_it_has_cells(self, number):
        for rows in (
            self.row(*self.HEAD) + self.row("1", "绿化率", "41%", span=number),
            self.row(*self.HEAD) + self.row("1", "绿化率", "41%", before=number),
        ):
            table = self.read_table(rows)
            assert table.n_cols <= 6
            assert [cell.col for cell in table.cells[:3]] == [0, 1, 2]
            assert all(cell.col + cell.col_span <= table.n_cols for cell in table.cells)

    def test_columns_within_what_word_draws_stay(self):
        table = self.read_table(self.row("题", span=20) + self.row("1", "绿化率", span=10))
        assert table.n_cols == 20
        assert [(cell.col, cell.col_span) for cell in table.cells] == [(0, 20), (0, 10), (10, 1)]

    def test_a_grid_of_millions_of_places_is_refused(self):
        rows = "".join(self.row("甲", before=number) for number in range(1_001))
        with pytest.raises(RefusedFile) as refused:
            self.read_table(rows)
        assert refused.value.reason == "too_large"
