"""The workbook for reading: one sheet a subject in the order of the document, with the columns that a table
of a plan has, amounts in 亿元, and the place of each row; it fits A4 landscape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from models.code_names import value_name
from models.kinds import kind_of
from models.language import language, say
from models.vocabularies import read_rows
from pipeline.export.cells import MOST_LINKS, Limits, cell_text, lines, yi
from pipeline.export.clerk_subjects import SUBJECTS, Heading, Subject
from pipeline.export.files import Written, stems
from pipeline.export.provenance import provenance
from pipeline.export.selection import Selection
from pipeline.export.workbook import describe
from pipeline.export.workbook_file import opened_workbook
from pipeline.store.held import HeldVersion, Row, rows, select
from pipeline.store.value_words import stated, target_words, value_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4: Final = 9
_PLACE_WIDTH: Final = 26
_LINE_HEIGHT: Final = 15  # points, of the font of the cells
_MOST_LINES: Final = 27  # a row of a spreadsheet is at most 409 points high
_ESCAPED: Final = str.maketrans({"%": "%25", "#": "%23", " ": "%20"})
_PLACES: Final = """SELECT record_id, place, page FROM v_trace WHERE plan = :plan AND version = :version
AND record_kind = :kind AND field = :field AND role = 'value'"""
_POINTED: Final = """SELECT f.finding_id, f.quote, b.heading_path FROM v_findings f LEFT JOIN v_blocks b
ON b.block_id = f.block_id WHERE f.plan = :plan AND f.version = :version"""


def write_clerk_workbooks(
    connection: Connection, selection: Selection, folder: Path, done: Callable[[], None]
) -> list[Written]:
    """Writes `<plan>.xlsx` for each version selected, with a sheet for each subject that has rows."""
    names = {view.name for view in selection.views}
    chosen = [subject for subject in SUBJECTS if subject.view in names]
    return [
        _write(connection, Selection((version,), selection.views, version.plan), folder, stem, chosen, done)
        for version, stem in stems(selection.versions).items()
    ]


def _write(
    connection: Connection,
    selection: Selection,
    folder: Path,
    stem: str,
    subjects: Sequence[Subject],
    done: Callable[[], None],
) -> Written:
    (version,), path = selection.versions, folder / f"{stem}.xlsx"
    total, limits = 0, Limits()
    with opened_workbook(path) as workbook:
        describe(workbook, provenance(connection, selection))
        formats = _formats(workbook)
        for subject in subjects:
            found = tuple(_rows(connection, version, subject))
            if found or len(subjects) == 1:
                sheet = _Page(workbook, formats, f"{stem}.html", limits)
                sheet.write(version, subject, found, _placed(connection, version, subject))
                total += len(found)
            done()
        if not workbook.worksheets():
            workbook.add_worksheet(say("Nothing"))
    return Written(path.name, total, limits.notes())


def _rows(connection: Connection, version: HeldVersion, subject: Subject) -> Iterator[Row]:
    sql = select("*", subject.view, "plan = :plan AND version = :version", subject.key)
    found = rows(connection, sql, plan=version.plan, version=version.version)
    for row in found:
        yield _in_words(row) if subject.kind == "finding" else {**row, **_worded(subject.kind, row)}


def _worded(kind: str, row: Row) -> Row:
    """Values with their bounds: 不低于30%."""
    if kind == "figure":
        return {"value_words": value_words(stated(row))}
    return {"target_words": target_words(row) or row["target_raw"]} if kind == "indicator" else {}


def _in_words(finding: Row) -> Row:
    """A finding with its sentence and the title of its rule in the language asked for."""
    spoken = language()
    titles = {row["code"]: row[spoken] for row in read_rows("rule_titles")}
    message = finding["message_zh"] if spoken == "zh" else finding["message"]
    return {**finding, "message": message, "rule": titles.get(str(finding["rule"]), finding["rule"])}


def _placed(connection: Connection, version: HeldVersion, subject: Subject) -> Mapping[object, str]:
    """Where each record stands, in words, with the page where the file tells it."""
    asked = {"plan": version.plan, "version": version.version, "kind": subject.kind}
    if subject.kind == "finding":
        pointed = rows(connection, _POINTED, plan=version.plan, version=version.version)
        return {row["finding_id"]: str(row["heading_path"] or row["quote"] or "") for row in pointed}
    found = rows(connection, _PLACES, field=kind_of(subject.kind).shown_by, **asked)
    return {row["record_id"]: _place(row) for row in found}


def _place(row: Row) -> str:
    place = str(row["place"] or "")
    return place if row["page"] is None else say("{place}, page {n}", place=place, n=row["page"])


def _formats(workbook: Workbook) -> Mapping[str, Format]:
    plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    header = {**plain, "bold": True, "valign": "vcenter", "align": "center", "bg_color": "#DDEBF7"}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "header": workbook.add_format(header),
        "text": workbook.add_format(plain),
        "group": workbook.add_format({**plain, "bold": True, "bg_color": "#F2F2F2"}),
        "amount": workbook.add_format({**plain, "num_format": "#,##0.00######"}),
        "group amount": workbook.add_format(
            {**plain, "bold": True, "bg_color": "#F2F2F2", "num_format": "#,##0.00######"}
        ),
        "link": workbook.add_format({**plain, "font_color": "#0563C1", "underline": 1}),
    }


class _Page:
    """A sheet being written."""

    def __init__(
        self, workbook: Workbook, formats: Mapping[str, Format], report: str, limits: Limits
    ) -> None:
        self._workbook = workbook
        self._formats = formats
        self._report = report
        self._limits = limits

    def write(
        self, version: HeldVersion, subject: Subject, found: Sequence[Row], places: Mapping[object, str]
    ) -> None:
        """The title of the plan, the headings, a row a record."""
        subject = _with_what_is_filled(subject, found)
        page = self._workbook.add_worksheet(say(subject.title))
        _arrange(page, subject, len(found))
        title = say("{plan}: {subject}", plan=version.title, subject=say(subject.title))
        page.write_string(0, 0, cell_text(title, self._limits), self._formats["title"])
        for place, heading in enumerate(subject.headings):
            page.write_string(1, place, say(heading.title), self._formats["header"])
        page.write_string(1, len(subject.headings), say("Place"), self._formats["header"])
        page.set_row(1, 2 * _LINE_HEIGHT)
        for number, row in enumerate(found, start=2):
            self._row(page, number, subject, row, places)

    def _row(
        self, page: Worksheet, number: int, subject: Subject, row: Row, places: Mapping[object, str]
    ) -> None:
        style = "group" if row.get("row_kind") in subject.groups else "text"
        most = 1
        for place, heading in enumerate(subject.headings):
            value = row[heading.column]
            if heading.is_amount and value is not None:
                shape = self._formats["group amount" if style == "group" else "amount"]
                page.write_number(number, place, yi(str(value)), shape)
            elif isinstance(value, int):
                page.write_number(number, place, value, self._formats[style])
            else:
                text = _named(heading, value)
                most = max(most, lines(text, heading.width - 1))
                page.write_string(number, place, cell_text(text, self._limits), self._formats[style])
        record = row[subject.key]
        shown = places.get(record, "")
        self._link(page, number, len(subject.headings), f"{subject.kind}-{record}", shown)
        most = max(most, lines(shown, _PLACE_WIDTH))
        if most > 1:  # not every program finds out by itself how high a row must be
            page.set_row(number, _LINE_HEIGHT * min(most, _MOST_LINES))

    def _link(self, page: Worksheet, number: int, place: int, anchor: str, shown: str) -> None:
        if number - 1 > MOST_LINKS or not shown:
            page.write_string(number, place, shown, self._formats["text"])
            return
        address = f"external:{self._report.translate(_ESCAPED)}#{anchor}"
        page.write_url(number, place, address, self._formats["link"], cell_text(shown, self._limits)[:255])


def _with_what_is_filled(subject: Subject, found: Sequence[Row]) -> Subject:
    """Without the optional columns that hold nothing: paper is narrow."""
    shown = [
        heading
        for heading in subject.headings
        if not heading.is_optional or any(row[heading.column] not in (None, "") for row in found)
    ]
    return replace(subject, headings=tuple(shown))


def _named(heading: Heading, value: object) -> str:
    text = "" if value is None else str(value)
    return (value_name(heading.column, text, language()) if heading.is_code else "") or text


def _arrange(page: Worksheet, subject: Subject, n_rows: int) -> None:
    """Columns as wide as what they hold; on paper A4 landscape, one page wide, the headings on each."""
    for place, heading in enumerate(subject.headings):
        page.set_column(place, place, heading.width)
    last = len(subject.headings)
    page.set_column(last, last, _PLACE_WIDTH)
    page.freeze_panes(2, 0)
    page.autofilter(1, 0, max(n_rows, 1) + 1, last)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.repeat_rows(1)
    page.set_footer("&C&P / &N")
