"""What is printed can be read in any console, and columns of Chinese line up."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from pipeline.commands import terminal
from pipeline.commands.wrapping import folded


def _written(monkeypatch: pytest.MonkeyPatch, encoding: str, what: object, *, as_json: bool = False) -> bytes:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    terminal.arrange_streams()
    if as_json:
        terminal.write_json(what)
    else:
        terminal.write(str(what))
    return raw.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii", "latin-1"])
def test_no_character_is_too_much_for_a_console(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    assert b"5G" in _written(monkeypatch, encoding, "5G基站 – € 𠮷 \udc80")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_json_loses_nothing_in_any_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    value = {"名称": "汉字𠮷€"}
    assert json.loads(_written(monkeypatch, encoding, value, as_json=True).decode(encoding)) == value


def test_a_reader_that_has_gone_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    gone = Gone()
    monkeypatch.setattr(sys, "stdout", gone)
    terminal.write("任何内容")
    assert gone.getvalue() == ""


def test_line_ends_and_escapes_of_a_document_cannot_break_the_screen() -> None:
    assert terminal.printable("建设\n阶段\t一\x1b[31m\u202e\r") == "建设⏎阶段 一�[31m�⏎"


@given(st.text())
def test_printable_text_is_one_line_of_the_same_length(text: str) -> None:
    assert len(terminal.printable(text)) == len(text)
    assert not any(character in terminal.printable(text) for character in "\n\r\t\x1b\x00")


def test_columns_of_wide_and_narrow_characters_line_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    terminal.show(terminal.table(["名称", "n"], [("基站", 1), ("5G", 20), ("数字经济", 300)], right=["n"]))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert len({cell_len(line) for line in lines}) == 1


def test_no_line_of_a_cell_begins_with_a_mark(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for width in range(20, 40):
        monkeypatch.setenv("COLUMNS", str(width))
        terminal.show(terminal.table(["任务"], [("培训农民工、就业困难群体、残疾人，推广网上办理。",)]))
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) > 2
        assert [line for line in lines if line[0] in "、，。"] == []
        assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("columns", ["40", "60", "100"])
def test_a_continued_line_is_indented_and_fits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    terminal.show(terminal.hanging("  plan  ", "示例市数字经济发展规划" * 8))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1
    assert all(cell_len(line) <= int(columns) for line in lines)
    assert all(line.startswith(" " * 8) and line[8] != " " for line in lines[1:])


def test_without_colour_a_quote_stands_between_brackets() -> None:
    assert terminal.marked("建成", "9700座", "以上", colour=False).plain == "建成【9700座】以上"
    assert terminal.marked("建成", "9700座", "以上", colour=True).plain == "建成9700座以上"


def test_brackets_in_a_document_are_not_markup(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(terminal.hanging("- ", "智慧港口 [bold]二期[/bold] :smile: [/x]"))
    assert capsys.readouterr().out == "- 智慧港口 [bold]二期[/bold] :smile: [/x]\n"


def test_a_complaint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.complain("文件\n名.docx: damaged; get a copy")
    assert capsys.readouterr().err == "plantrace: 文件⏎名.docx: damaged; get a copy\n"


def test_lines_break_between_chinese_characters_but_not_in_words_nor_before_a_full_stop() -> None:
    lines = [line.plain for line in folded(Text("到2025年建成5G基站9700座。新建数据中心plantrace"), 12)]
    assert lines == ["到2025年建成", "5G基站9700", "座。新建数据", "中心", "plantrace"]


@given(st.text(alphabet="数字，。（）《》5G 9.%a-—", max_size=60), st.integers(min_value=4, max_value=30))
def test_folding_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = [line.plain for line in folded(Text(text), width)]
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= width for line in lines)
