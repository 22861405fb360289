"""A query that stands nowhere as typed finds the paragraphs that hold its words."""

from pathlib import Path

from click.testing import CliRunner

from pipeline.ask.query_words import query_words
from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b


def test_words_of_a_query() -> None:
    assert query_words("数据中心算力") == ("数据中心", "算力")
    assert query_words("5G 基站，基站") == ("5G", "基站")


def test_words_apart_are_found_where_the_whole_is_not(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(
        b.docx(
            b.paragraph("一、任务"), b.paragraph("加快数据中心建设，全面提升算力供给能力，为各行业提供支撑。")
        )
    )
    database = tmp_path / "plans.db"
    ingest([tmp_path / "plan.docx"], database)
    done = CliRunner().invoke(plantrace, ["search", "数据中心算力", "--db", str(database)])
    assert done.exit_code == 0
    assert "数据中心" in done.stdout
    assert "not found as it stands" in done.stderr
