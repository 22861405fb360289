"""What people find: titles and meanings, rows that lead into the document, ready questions, search, both
languages."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from models.language import LANGUAGES
from models.view_keys import NUMBERS
from models.views import VIEWS
from pipeline.ask.query_words import query_words
from pipeline.ingest.run import ingest
from pipeline.serving.dictionary import render_markdown
from pipeline.serving.metadata import metadata
from pipeline.serving.queries import QUERIES, Query
from pipeline.serving.relations import LABELS, PUBLIC, RELATIONS
from pipeline.serving.wording import chinese_names, texts
from pipeline.store.database import open_database
from pipeline.store.search_index import search_blocks
from tests.builders import docx, paragraph
from tests.pipeline.made import CHECKOUT, reading, rows
from tests.pipeline.serving.site import PLANS, Asked, served

COLUMNS = {view.name: [column.name for column in view.columns] for view in VIEWS}


def links(text: str, kind: str) -> list[str]:
    return [unescape(found) for found in re.findall(rf'<a class="{kind}" href="([^"]+)"', text)]


def test_the_landing_page_shows_documents_totals_and_questions(ask: Asked, database: Path) -> None:
    page = ask("/").text
    figures = rows(database, "SELECT count(*) FROM v_figures WHERE is_current = 1")[0][0]
    assert f"<b>{figures}</b>" in page
    assert all(query.title_zh in page for query in QUERIES)
    documents = [unquote(link) for link in re.findall(r'href="(/-/plantrace/[^"]+)"', page)]
    held = rows(database, "SELECT plan, version FROM v_versions ORDER BY version DESC")
    assert documents[1:] == [f"/-/plantrace/{plan}/{version}" for plan, version in held]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_view_has_a_page_with_title_meaning_and_rows(ask: Asked, name: str) -> None:
    page = ask(f"{PLANS}/{name}")
    assert page.status_code == 200
    short, _, about = chinese_names()[name].partition("：")
    assert f"<h1>{short} · {name}</h1>" in page.text or name == "meta"
    assert about in page.text
    answer = ask(f"{PLANS}/{name}.json?_shape=objects&_size=3").json()
    held = ask.rows(f"select count(*) from {name}")[0][0]
    assert len(answer["rows"]) == min(3, held)
    assert set(answer["columns"]) == set(COLUMNS.get(name, answer["columns"]))


def test_pages_of_views_filter_facet_sort_and_export_all_rows(ask: Asked) -> None:
    answer = ask(f"{PLANS}/v_figures.json?_shape=objects&kind=target&is_current=1&_sort_desc=value").json()
    values = [row["value"] for row in answer["rows"] if row["value"] is not None]
    assert values == sorted(values, reverse=True)
    assert {row["kind"] for row in answer["rows"]} == {"target"}
    assert {"origin", "kind", "period", "unit", "plan"} <= set(answer["facet_results"])
    exported = ask(f"{PLANS}/v_blocks.csv?_stream=on").text
    assert ask.rows("select count(*) from v_blocks")[0][0] > 1000
    assert sum(line.count("/w:document/") > 0 for line in exported.splitlines()) > 1000


# the plan served here has no tasks
@pytest.mark.parametrize("view", sorted(set(NUMBERS) - {"v_notices", "v_log", "v_tasks"}))
def test_every_keyed_view_has_pages_of_its_rows_and_places_in_the_document(ask: Asked, view: str) -> None:
    key = NUMBERS[view]
    row = ask(f"{PLANS}/{view}.json?_shape=objects&_size=1&_sort_desc={key}").json()["rows"][0]
    page = ask(f"{PLANS}/{view}/{row[key]}")
    assert page.status_code == 200
    assert f"{PLANS}/{view}/{row[key]}" in links(page.text, "row")
    places = [link for link in links(page.text, "place") if link.endswith(f"-{row[key]}")]
    expected = view not in ("v_versions", "v_tables", "v_entity_list", "v_checks")
    assert bool(places) == expected
    for place in places:
        assert unquote(place).startswith(f"/-/plantrace/{row['plan']}/{row['version']}#")


def test_ids_read_as_names_and_a_row_lists_what_points_to_it(ask: Asked) -> None:
    heading, title = ask.rows(
        "select heading_id, title from v_headings where is_current order by level limit 1"
    )[0]
    page = ask(f"{PLANS}/v_blocks?heading_id={heading}").text
    assert (
        f'<a class="row" href="{PLANS}/v_headings/{heading}">{title} <span class="id">{heading}</span></a>'
        in page
    )
    assert f"{PLANS}/v_blocks?heading_id={heading}" in ask(f"{PLANS}/v_headings/{heading}").text
    figure = ask.rows("select figure_id from v_figures limit 1")[0][0]
    assert f"{PLANS}/v_trace?record_id={figure}" in ask(f"{PLANS}/v_figures/{figure}").text


def test_relations_name_columns_that_exist_and_lead_to_one_row(ask: Asked) -> None:
    for view, column in (*NUMBERS.items(), *LABELS.items()):
        assert column in COLUMNS[view]
    for relation in RELATIONS:
        assert relation.column in COLUMNS[relation.view]
        assert relation.other in NUMBERS
    for view, key in NUMBERS.items():
        assert ask.rows(f"select count(*) - count(distinct {key}) from {view}") == [[0]]


def test_numbers_in_anybodys_sql_lead_to_their_place(ask: Asked) -> None:
    figure, plan, version = ask.rows(
        "select figure_id, plan, version from v_figures where is_current order by 1 desc limit 1"
    )[0]
    page = ask(
        PLANS, params={"sql": f"select figure_id, value from v_figures where figure_id = {figure}"}
    ).text
    assert links(page, "place") == [f"/-/plantrace-place/figure/{figure}"]
    moved = ask(f"/-/plantrace-place/figure/{figure}")
    assert moved.status_code == 302
    assert unquote(moved.headers["location"]) == f"/-/plantrace/{plan}/{version}#figure-{figure}"
    assert ask("/-/plantrace-place/figure/999999999").status_code == 404
    assert ask("/-/plantrace-place/source_file/1").status_code == 404


def test_changes_lead_to_both_versions(ask: Asked) -> None:
    page = ask(f"{PLANS}/v_changes?record_kind=indicator&change=changed").text
    versions = {int(unquote(link).partition("#")[0].rpartition("/")[2]) for link in links(page, "place")}
    assert versions == {1, 2}


def test_text_of_documents_cannot_become_markup(ask: Asked) -> None:
    page = ask(
        PLANS, params={"sql": "select '【<script>x</script>】' as quote, '<b>' as text, 1 as figure_id"}
    ).text
    assert "<script>x" not in page
    assert "<mark>【&lt;script&gt;" in page


@pytest.mark.parametrize("query", QUERIES, ids=[query.name for query in QUERIES])
def test_every_ready_question_is_asked_with_an_example_that_gives_rows(ask: Asked, query: Query) -> None:
    name = query.name
    first = ask(f"{PLANS}/{name}")
    assert first.status_code == 302
    assert set(parse_qs(urlsplit(first.headers["location"]).query, keep_blank_values=True)) == set(
        query.parameters
    )
    page = ask(first.headers["location"])
    assert page.status_code == 200
    assert '<td class="col-' in page.text
    assert ask(first.headers["location"].replace("?", ".json?")).json()["ok"]
    assert ask(f"{PLANS}/{name}.json").status_code == 200


def test_the_questions_give_what_they_say(ask: Asked) -> None:
    def found(name: str, **parameters: str) -> list[dict[str, object]]:
        return list(ask(f"{PLANS}/{name}.json", params={**parameters, "_shape": "objects"}).json()["rows"])

    body = ask.rows(
        "select canonical from v_entity_list where is_current and n_projects > 0 order by n_projects desc, 1"
        " limit 1"
    )[0][0]
    named = "select entity_id from v_entity_list where canonical = :b"
    sql = (
        f"select count(distinct project_id) from v_project_bodies where is_current and entity_id in ({named})"
    )
    assert (
        len({row["project_id"] for row in found("projects-of-body", body=body)})
        >= ask.rows(sql, b=body)[0][0]
        > 0
    )
    assert all(row["nature"] == "约束性" for row in found("indicators", nature="约束性"))
    assert len(found("indicators")) == ask.rows("select count(*) from v_indicators where is_current")[0][0]
    targets = found("targets-of-year", year="2025")
    assert (
        len(targets)
        == ask.rows("select count(*) from v_figures where is_current and kind='target' and period_end=2025")[
            0
        ][0]
    )
    assert all("【" in str(row["quote"]) for row in targets)
    assert found("targets-of-year", year="1900") == []
    everyday = found("projects-of-body", body="工信局", plan="云岭")
    assert {row["body"] for row in everyday} == {"市工业和信息化局"}
    assert found("mentions-of-body", body="市工信局", plan="没有这个规划") == []
    assert found("targets-of-year", year="2025", plan="数字经济") == targets
    assert len(found("changes")) == ask.rows("select count(*) from v_changes")[0][0]
    assert found("changes", to_version="1") == []
    assert (
        len(found("open-findings"))
        == ask.rows("select count(*) from v_findings where is_current and status = 'open'")[0][0]
    )


@pytest.mark.parametrize(
    "words",
    [
        "数据中心",
        "岭",
        "5g基站",
        "26座",
        "数据中心 算力",
        "数字云岭市经济",
        "。，",
        'near* "港',
        "没有这样的词句",
    ],
)
def test_search_finds_what_the_command_finds(ask: Asked, database: Path, words: str) -> None:
    answer = ask(f"{PLANS}/search.json", params={"words": words, "plan": "", "_shape": "objects"}).json()
    with reading(database) as connection:
        expected: list[int] = []
        for typed in (words, " ".join(query_words(words))):
            if not expected and re.search(r"\w", typed):
                expected = [hit.block_id for hit in search_blocks(connection, typed)]
    assert [row["block_id"] for row in answer["rows"]] == expected
    if expected and words in ("数据中心", "岭"):
        assert all(f"【{words}】" in row["text"] for row in answer["rows"])


def test_the_search_box_of_a_view_finds_chinese_words_of_any_length(ask: Asked) -> None:
    found = ask(
        f"{PLANS}/v_blocks.json", params={"_search": "岭", "_shape": "objects", "_size": "max"}
    ).json()["rows"]
    held = ask.rows("select count(*) from v_blocks where instr(text, '岭')")[0][0]
    assert len(found) == held > 10


def test_the_page_of_a_document_keeps_its_policy_and_is_not_sent_twice(ask: Asked) -> None:
    plan = ask.rows("select plan from v_versions")[0][0]
    page = ask(f"/-/plantrace/{plan}/2")
    assert f"{plan} 2" in page.text
    assert page.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert ask(f"/-/plantrace/{plan}/2", headers={"if-none-match": page.headers["etag"]}).status_code == 304
    newest = ask(f"/-/plantrace/{plan}")
    assert unquote(newest.headers["location"]) == f"/-/plantrace/{plan}/2"
    assert ask("/-/plantrace/nothing").status_code == 404


def test_the_page_of_a_document_is_the_report(database: Path) -> None:
    pytest.importorskip("pipeline.report.build")
    from pipeline.serving.pages import build_report

    with served(database, build=build_report) as ask:
        plan, figure, block = ask.rows(
            "select plan, figure_id, block_id from v_figures where is_current limit 1"
        )[0]
        page = ask(f"/-/plantrace/{plan}/2")
        assert ask(f"/-/plantrace/{plan}/9").status_code == 404
    assert f'id="block-{block}"' in page.text
    assert f"figure-{figure}" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_errors_are_pages_in_words_or_json(ask: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert "<h1>出错 404</h1>" in ask(f"{PLANS}/nothing").text
    assert ask("/nothing.json").json()["status"] == 404
    assert ask(f"{PLANS}/v_figures?_sort=nothing").status_code in (400, 500)
    assert ask(f"{PLANS}/v_figures?_next=x").status_code == 400
    assert ask(PLANS, params={"sql": "select nothing"}).status_code == 400
    assert "Traceback" not in "".join(capsys.readouterr())


def test_both_languages_have_every_word(database: Path) -> None:
    assert all(
        texts(language).keys() == texts("zh").keys() and all(texts(language).values())
        for language in LANGUAGES
    )
    assert {name for columns in COLUMNS.values() for name in columns} | set(PUBLIC) <= set(chinese_names())
    with served(database, "en") as ask:
        page = ask(f"{PLANS}/v_figures").text
    assert "<h1>v_figures</h1>" in page
    assert '<html lang="en">' in page
    assert not re.search(
        "[一-龥]",
        re.sub(
            r"(?s)<(table|details|title|footer).*?</\1>|<a class=.language.*?</a>",
            "",
            page,
        ),
    )


def test_the_data_dictionary_in_chinese_is_that_of_the_views() -> None:
    page = CHECKOUT / "docs" / "data-dictionary.zh.md"
    assert page.read_text(encoding="utf-8") == render_markdown(), "run python -m pipeline.serving.dictionary"


def test_a_reader_while_the_first_plan_is_read_is_told_so_and_then_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_database(path, create=True).close()
    with served(path, "en") as ask:
        waiting = ask("/").text
        assert "is filling it" in waiting
        assert 'http-equiv="refresh"' in waiting
        (tmp_path / "a.docx").write_bytes(docx(paragraph("甲市水务规划", align="center", size=22)))
        ingest([tmp_path / "a.docx"], path)
        filled = ask("/").text
        assert "甲市水务规划" in filled
        assert 'http-equiv="refresh"' not in filled


def test_in_chinese_no_meaning_of_a_column_is_english() -> None:
    (database,) = metadata("plans.db", "zh")["databases"].values()
    told = {
        meaning
        for table in database["tables"].values()
        for meaning in (table["description"], *table["columns"].values())
    }
    assert {meaning for meaning in told if not re.search("[\u4e00-\u9fff]", meaning)} <= {"XPath", "SHA-256"}
