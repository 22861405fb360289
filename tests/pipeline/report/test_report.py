"""The page as a whole: its policy, its data, its size, the command that writes it."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from models.errors import NotHeld
from models.language import Language, speaking
from models.view_keys import VIEW_OF_RECORD
from pipeline.cli import plantrace
from pipeline.report.build import build_report
from pipeline.report.columns import columns, paths, script_json
from pipeline.report.marks import Anchor, cut
from pipeline.report.page import css_string, printed_edges, script, style
from tests.pipeline.report.pages import column, page_of, reading, report_of, rows
from tests.pipeline.small_plan import KEY, store_small_plan


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("库 一") / "规划 库.db"
    store_small_plan(path, salts=("", "修订。"))
    return path


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _invoke(*arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(plantrace, list(map(str, arguments)), env={"COLUMNS": "10000"})
    assert result.exit_code == code, result.stderr
    return result


def test_the_policy_allows_only_the_pages_own_script_and_style(small: Path) -> None:
    page = report_of(small)
    (styles,), (scripts,) = (
        re.findall("<style>(.*?)</style>", page.source, re.DOTALL),
        re.findall("<script>(.*?)</script>", page.source, re.DOTALL),
    )
    policy = str(page.one('//meta[@http-equiv="Content-Security-Policy"]').get("content"))
    told = dict(part.split(" ", 1) for part in policy.split("; "))
    wanted = {
        "default-src": "'none'",
        "script-src": _hash(scripts),
        "style-src": _hash(styles),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert told == wanted


def test_nothing_is_loaded_and_nothing_runs_outside_the_script(small: Path) -> None:
    page = report_of(small)
    attributes = {(name, str(value)) for one in page.all("//*") for name, value in one.attrib.items()}
    assert not {name for name, _ in attributes if name == "style" or name.startswith("on")}
    assert not {name for name, _ in attributes if name in ("src", "action", "srcset", "data")}
    assert all(value.startswith("#") for name, value in attributes if name == "href")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setAttribute\('style'",
        script(),
    )
    # names of formats, never addresses
    named = re.sub(r"http://(schemas\.openxmlformats\.org|www\.w3\.org/2000/svg)", "", script())
    assert not re.search(r"https?://|@import|url\(", style() + named)


def test_every_link_leads_to_a_record_or_place_of_the_page(small: Path) -> None:
    page = report_of(small)
    records = page.data["records"]
    assert isinstance(records, dict)
    held = {f"{kind}-{number}" for kind in VIEW_OF_RECORD for number in column(records[kind], f"{kind}_id")}
    held |= {f"finding-{number}" for number in column(page.data["findings"], "finding_id")}
    ids = {str(one.get("id")) for one in page.all("//*[@id]")}
    links = {str(one.get("href"))[1:] for one in page.all("//article//a")} | {
        reference for one in page.all("//*[@data-r]") for reference in str(one.get("data-r")).split()
    }
    assert links
    assert links <= held
    tabs = {str(one.get("href"))[1:] for one in page.all('//nav[@class="tabs"]/a')}
    assert {tab.replace("tab-", "panel-") for tab in tabs} <= ids
    assert len(ids) == len(page.all("//*[@id]"))


def test_the_data_are_the_rows_of_the_public_views(small: Path) -> None:
    page = report_of(small)
    records = page.data["records"]
    assert isinstance(records, dict)
    for kind, view in VIEW_OF_RECORD.items():
        names = [name for name in records[kind] if name not in ("n", "lineage")]
        told = list(zip(*(column(records[kind], name) for name in names), strict=True))
        assert told == rows(
            small, f"SELECT {', '.join(names)} FROM {view} WHERE is_current ORDER BY {kind}_id"
        )


def test_evidence_is_told_with_field_role_and_derivation(small: Path) -> None:
    evidence = report_of(small).data["evidence"]
    assert isinstance(evidence, dict)
    told = set()
    spans = zip(
        *(column(evidence, name) for name in ("kind", "record", "block", "start", "end", "shape")),
        strict=True,
    )
    for *span, shape in spans:
        told |= {(*span, *field) for field in evidence["shapes"][shape]}
    names = "record_kind, record_id, block_id, char_start, char_end, field, role, derivation"
    assert told == set(rows(small, f"SELECT {names} FROM v_trace WHERE is_current"))


def test_a_record_has_its_history(small: Path) -> None:
    data = report_of(small).data
    history, records = data["history"], data["records"]
    assert isinstance(history, dict)
    assert isinstance(records, dict)
    lineages = [
        held or uid
        for held, uid in zip(
            column(records["figure"], "lineage"), column(records["figure"], "uid"), strict=True
        )
    ]
    assert set(column(history["figure"], "lineage")) <= set(lineages)
    told = set(zip(column(history["figure"], "version"), column(history["figure"], "raw"), strict=True))
    assert told == set(rows(small, "SELECT version, raw FROM v_figures WHERE version = 1"))


def test_the_same_database_gives_the_same_bytes(small: Path) -> None:
    assert report_of(small).source == report_of(small).source


def test_an_older_version_has_a_report_of_its_own(small: Path) -> None:
    newer, older = report_of(small), report_of(small, KEY, 1)
    assert "修订。" in newer.one("//article").text_content()
    assert "修订。" not in older.one("//article").text_content()
    assert not set(newer.blocks()) & set(older.blocks())


@given(
    st.lists(
        st.dictionaries(
            st.just("a"), st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["甲", "乙"])), min_size=1
        )
    )
)
def test_columns_keep_every_value(found: list[dict[str, object]]) -> None:
    table = columns(found, ["a"])
    assert column(table, "a")[: len(found)] == [row["a"] for row in found]


@given(st.lists(st.text(alphabet="/abc[1]", max_size=12)))
def test_paths_can_be_put_together_again(values: list[str]) -> None:
    told = paths(values)
    shared, rest = told["shared"], column({"n": len(values), "rest": told["rest"]}, "rest") if values else []
    assert isinstance(shared, list)
    before, found = "", []
    for length, end in zip(shared, rest, strict=True):
        before = before[:length] + str(end)
        found.append(before)
    assert found == values


@given(st.text())
def test_data_cannot_end_their_script(text: str) -> None:
    written = script_json({"text": text})
    assert not set("<>&\u2028\u2029") & set(written)


_SPANS = st.lists(
    st.tuples(
        st.sampled_from(["figure", "mention", "heading", "finding"]),
        st.integers(0, 3),
        st.integers(0, 9),
        st.integers(1, 9),
        st.booleans(),
    ),
    max_size=12,
)


@given(st.text(alphabet="甲乙<&\u202e\u2069\t\n", max_size=12), _SPANS)
def test_pieces_are_the_text_and_name_all_that_rests_on_them(
    text: str, spans: list[tuple[str, int, int, int, bool]]
) -> None:
    anchors = [
        Anchor(kind, number, start, start + length, "x", supporting)
        for kind, number, start, length, supporting in spans
        if start + length <= len(text)
    ]
    found = cut(text, anchors)
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        end = at + len(piece.text)
        covering = [anchor for anchor in anchors if anchor.start <= at and end <= anchor.end]
        assert all(anchor.end <= at or end <= anchor.start for anchor in anchors if anchor not in covering)
        assert set(piece.references) == {anchor.reference for anchor in covering if not anchor.supporting}
        at = end


def test_the_command_writes_the_page_and_says_so(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "新 目录" / "报告.html"
    told = _invoke("--db", small, "report", "--out", out).output
    assert f"{KEY}, version 2" in told
    assert str(out) in told
    page_of(out.read_text(encoding="utf-8"))
    assert [found.name for found in out.parent.iterdir()] == [out.name]


def test_the_page_goes_to_output_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_small_plan(tmp_path / "plans.db", key="甲/乙:规划")
    monkeypatch.chdir(tmp_path)
    _invoke("--db", "plans.db", "report", "--plan", "甲/乙:规划", "--version", "1")
    assert [found.name for found in (tmp_path / "output").iterdir()] == ["甲_乙_规划.html"]


def test_what_is_not_held_is_told_in_a_line_and_nothing_is_written(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert "no such plan" in _invoke("--db", small, "report", "乌有", "--out", out, code=1).stderr
    assert (
        "there is no version 9"
        in _invoke("--db", small, "report", "--version", "9", "--out", out, code=1).stderr
    )
    assert (
        "give the plan once"
        in _invoke("--db", small, "report", "甲", "--plan", "乙", "--out", out, code=2).stderr
    )
    assert not out.exists()
    with reading(small) as connection, pytest.raises(NotHeld):
        build_report(connection, "乌有")


def test_a_failed_write_leaves_the_page_before(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.html"
    out.write_text("before", encoding="utf-8")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr("os.replace", fail)
    assert "No space left" in _invoke("--db", small, "report", "--out", out, code=1).stderr
    assert out.read_text(encoding="utf-8") == "before"
    assert [found.name for found in tmp_path.iterdir()] == ["report.html"]


def test_pages_of_two_versions_stand_beside_each_other(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under the names that links of exported workbooks go to."""
    monkeypatch.chdir(tmp_path)
    _invoke("report", "--db", small)
    _invoke("report", "--version", 1, "--db", small)
    assert {path.name for path in (tmp_path / "output").iterdir()} == {f"{KEY}.html", f"{KEY}-v1.html"}


@pytest.mark.parametrize(("language", "opens"), [("zh", "zh"), ("en", None)])
def test_a_page_written_in_chinese_opens_in_chinese(
    small: Path, language: Language, opens: str | None
) -> None:
    """Written in English it opens as the browser prefers, for it holds both."""
    with speaking(language):
        page = report_of(small)
    assert page.one("//html").get("data-language") == opens


def test_every_printed_page_names_its_source() -> None:
    facts = {
        "title": 'a"}</style><b>规划\n',
        "version": 2,
        "file_name": "稿.docx",
        "source_sha256": "ab" * 32,
        "tool_version": "1.0",
    }
    edges = printed_edges(facts)
    assert "<" not in edges
    assert "counter(page)" in edges
    assert "ab" * 32 in edges
    assert css_string('规划“甲”"\\') == '"规划\\201c 甲\\201d \\22 \\5c "'
