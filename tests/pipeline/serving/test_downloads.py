"""CSV of the site can be opened in a spreadsheet: nothing in it runs, and Chinese is read as such."""

import csv
from io import StringIO

from tests.pipeline.serving.site import PLANS, Asked

_ROWS = (
    "select '=HYPERLINK(\"http://x\")' as a, '专栏一\n“甲”，乙' as b, -0.5 as c, '＋1' as d"
    " union all select '@x', null, 2, '甲'"
)
_TOLD = [
    ["a", "b", "c", "d"],
    ['\'=HYPERLINK("http://x")', "专栏一\n“甲”，乙", "-0.5", "'＋1"],
    ["'@x", "", "2", "甲"],
]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def test_what_a_spreadsheet_would_run_is_harmless(ask: Asked) -> None:
    answer = ask(f"{PLANS}.csv", params={"sql": _ROWS})
    assert rows(answer.content.decode("utf-8")) == _TOLD


def test_a_download_is_known_as_utf_8(ask: Asked) -> None:
    answer = ask(f"{PLANS}.csv", params={"sql": _ROWS, "_dl": "1"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows(answer.content.decode("utf-8-sig")) == _TOLD


def test_the_pages_offer_downloads(ask: Asked) -> None:
    page = ask(f"{PLANS}/v_projects?_size=5").text
    assert "v_projects.csv?" in page
    assert "_dl=1" in page
    whole = ask(f"{PLANS}/v_projects.csv?_stream=on&_dl=1").content.decode("utf-8-sig")
    assert len(rows(whole)) == ask.rows("select count(*) from v_projects")[0][0] + 1


def test_other_answers_stay_verbatim(ask: Asked) -> None:
    assert ask.rows(_ROWS)[0][0] == '=HYPERLINK("http://x")'
