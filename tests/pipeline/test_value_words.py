"""A value in words: every bound of the contract has words in both languages, and every place where a person
reads a value says it."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from models.code_names import value_name
from models.language import LANGUAGES, Language
from models.names import DIRECTIONS, QUALIFIERS
from models.vocabularies import read_rows
from pipeline.assistant.questions import Questions
from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from pipeline.library.opened import open_plans
from pipeline.serving.links import with_bound
from pipeline.store.value_words import Stated, amount_words, bounded, target_words, value_words
from tests import builders as b
from tests.pipeline.export.workbooks import read_workbook
from tests.pipeline.report.pages import column, report_of

ROOT = Path(__file__).resolve().parents[2]
_SHARE = "做好意向公开。面向小微企业的预留份额不低于采购金额的30%。"
_INCOME = "到2025年，软件业务收入力争突破60亿元。"
_ENERGY = "2025年，单位生产总值能耗比2020年下降13.5%。"
_HEADER = ["序号", "指标名称", "单位", "2020年", "2025年（不低于）", "属性"]


def said(value: str, unit: str | None = "%", **columns: str | None) -> Stated:
    known: dict[str, str | None] = {"raw": value, "value_max": None, "qualifier": "exact", **columns}
    return Stated(value=value, unit=unit, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_every_bound_has_words(qualifier: str, spoken: Language) -> None:
    told = bounded("30%", qualifier, spoken)
    assert "30%" in told
    assert (told == "30%") is (qualifier == "exact")
    assert (re.search("[\u4e00-\u9fff]", told) is not None) is (spoken == "zh" and qualifier != "exact")


def test_bounds_that_differ_are_told_apart() -> None:
    for spoken in LANGUAGES:
        words = {qualifier: bounded("30%", qualifier, spoken) for qualifier in QUALIFIERS}
        alike = {"approx", "about"}  # one value more or less, printed before or behind the number
        assert len({told for kind, told in words.items() if kind not in alike}) == len(QUALIFIERS) - 2


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("unit", ["%", "个百分点", "家", "番"])
def test_every_direction_has_words(direction: str, unit: str) -> None:
    for spoken in LANGUAGES:
        told = value_words(said("3", unit, kind="change", direction=direction), spoken)
        assert told != value_words(said("3", unit, kind="change"), spoken)
        assert f"3{unit}" in told


def test_the_names_of_bounds_are_the_same_words_everywhere() -> None:
    """The names of codes (workbook, site, terminal) and the report's script say it as values do."""
    script = (ROOT / "pipeline/report/assets/labels.js").read_text(encoding="utf-8")
    words = {row["code"]: row for row in read_rows("value_words")}
    for qualifier in set(QUALIFIERS) - {"exact"}:
        zh, en = (words[qualifier][spoken].replace("{}", "").strip() for spoken in LANGUAGES)
        assert value_name("qualifier", qualifier, "zh") == zh
        assert f"  {qualifier}: ['{zh}', '{en}']," in script


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("8300", "座", "8300座", "8300座"),
        ("27000", "座", "2.7万座", "27000座"),
        ("20770", "平方米", "20770平方米", "20770平方米"),
        ("1234567", "人", "123.4567万人", "1,234,567人"),
        ("669490000", "吨", "6.6949亿吨", "669.49 m 吨"),
        ("48.0", "%", "48.0%", "48.0%"),
        ("15444000000", "元", "154.44亿元", "15.444 bn yuan"),
        ("1500000000000", "元", "1.5万亿元", "1.5 trn yuan"),
        ("36000", "元", "3.6万元", "36000 yuan"),
        ("-3.2", "%", "-3.2%", "-3.2%"),
        ("0", "个", "0个", "0个"),
        ("70000000", "", "7000万", "70 m"),
    ],
)
def test_amounts_are_told_exactly_as_one_reads_them(value: str, unit: str, zh: str, en: str) -> None:
    assert (amount_words(Decimal(value), unit, "zh"), amount_words(Decimal(value), unit, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("one", "zh", "en"),
    [
        (said("30", qualifier="at_least"), "不低于30%", "at least 30%"),
        (said("95", qualifier="about"), "95%左右", "about 95%"),
        (said("4", "层", value_max="5"), "4至5层", "4 to 5层"),
        (said("7", value_max="7.5", qualifier="about"), "7%至7.5%左右", "about 7% to 7.5%"),
        (said("1000000", "元", value_max="3000000"), "100万至300万元", "1 m to 3 m yuan"),
        (said("-20", "℃", value_max="-16", raw="-18±2℃"), "-18±2℃", "-18±2℃"),
        (said("3.2", direction="down", metric="出口额"), "下降3.2%", "down 3.2%"),
        (said("3.2", direction="down", metric="出口额下降"), "3.2%", "3.2%"),
        (said("3", direction="up", metric="消费价格涨幅", qualifier="about"), "3%左右", "about 3%"),
        (said("-3.2", direction="down", metric="出口额"), "-3.2%", "-3.2%"),
        (said("6", "位", raw="第六位"), "第6位", "no. 6"),
        (said("0.3333", None, raw="1/3以上", qualifier="at_least"), "不低于1/3", "at least 1/3"),
        (said("0.3333", None, raw="三分之一"), "三分之一", "三分之一"),
        (said("1.45", None, raw="1.45∶1"), "1.45:1", "1.45:1"),
    ],
)
def test_a_value_is_told_with_bound_range_tolerance_and_direction(one: Stated, zh: str, en: str) -> None:
    assert (value_words(one, "zh"), value_words(one, "en")) == (zh, en)


def test_what_has_no_value_is_told_as_printed() -> None:
    one = Stated("2.2∶55.9∶41.9", None, None, None, "exact")
    assert {value_words(one, spoken) for spoken in LANGUAGES} == {"2.2∶55.9∶41.9"}


def test_the_base_is_told_of_a_change_and_of_a_level() -> None:
    change = said("13.5", kind="change", direction="down", metric="能耗", base_period="2020")
    assert value_words(change, "zh", with_base=True) == "下降13.5%（比2020年）"
    assert value_words(change, "en", with_base=True) == "down 13.5% (against 2020)"
    assert (
        value_words(said("9", "家", base_period="2016-2020"), "zh", with_base=True) == "9家（基期2016-2020）"
    )


def test_a_target_that_prints_its_bound_is_left_as_it_is() -> None:
    row = {"target_raw": "≥95", "target_value_text": "95", "unit": "%", "target_qualifier": "at_least"}
    assert target_words(row, "zh") is None
    assert target_words(row, "en") == "at least 95%"
    assert target_words(row | {"target_raw": "95"}, "zh") == "不低于95%"
    assert target_words(row | {"target_raw": "95", "target_qualifier": "exact"}, "zh") is None


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bounds")
    versions = [(_SHARE, _INCOME), (_SHARE.replace("30", "40"), _INCOME.replace("突破", "达到"))]
    for number, (share, income) in enumerate(versions, 1):
        content = b.docx(
            b.paragraph("云江市政府采购“十四五”规划", align="center", size=22),
            b.paragraph("一、主要目标"),
            b.paragraph(share),
            b.paragraph(income),
            b.paragraph(_ENERGY),
            b.paragraph("表1 主要指标", align="center"),
            b.table([_HEADER, ["1", "办件满意率", "%", "80", "≥90", "预期性"]], header_rows=1),
        )
        (folder / f"plan{number}.docx").write_bytes(content)
        ingest([folder / f"plan{number}.docx"], folder / "plans.db")
    return folder / "plans.db"


def run(database: Path, spoken: str, *arguments: str) -> str:
    asked = ["--lang", spoken, *arguments, "--db", str(database)]
    done = CliRunner().invoke(plantrace, asked, env={"COLUMNS": "100"}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


COMMANDS = [
    (["figures", "预留份额"], ["不低于40%"], ["at least 40%"]),
    (["figures", "能耗"], ["13.5%（比2020年）"], ["13.5% (against 2020)"]),
    (["figures", "--all-versions"], ["超过60亿元", "不低于30%"], ["over 6 bn yuan", "at least 30%"]),
    (["trace", "30%", "--all-versions"], ["不低于30%"], ["at least 30%"]),
    (["trace", "30%", "--all-versions", "--full"], ["不低于30%"], ["at least 30%"]),
    (["compare", "软件业务收入", "--all-versions"], ["超过60亿元"], ["over 6 bn yuan"]),
    (["history", "预留份额"], ["不低于30%", "不低于40%"], ["at least 30%", "at least 40%"]),
    (["diff", "云江市"], ["不低于30% → 不低于40%"], ["at least 30% → at least 40%"]),
    (["indicators"], ["≥90 (2025)"], ["at least 90% (2025)"]),
]


@pytest.mark.parametrize(("arguments", "zh", "en"), COMMANDS, ids=lambda one: " ".join(map(str, one))[:30])
def test_what_a_person_reads_has_the_bound(
    database: Path, arguments: list[str], zh: list[str], en: list[str]
) -> None:
    for spoken, wanted in (("zh", zh), ("en", en)):
        printed = run(database, spoken, *arguments)
        assert [words for words in wanted if words not in printed] == []


def test_a_paragraph_names_its_figures_with_their_bounds(database: Path) -> None:
    printed = run(database, "zh", "trace", "意向公开", "--all-versions")
    assert "面向小微企业的预留份额 不低于30%" in printed


def test_what_programs_read_has_no_words(database: Path) -> None:
    for spoken in LANGUAGES:
        printed = json.loads(run(database, spoken, "figures", "预留份额", "--format", "json"))
        (figure,) = printed["figures"]
        assert (figure["raw"], figure["value_text"], figure["qualifier"]) == ("40%", "40", "at_least")
        assert "不低于" not in json.dumps(figure, ensure_ascii=False).replace(figure["quote"], "")


def test_the_report_says_bounds_in_both_languages(database: Path) -> None:
    page = report_of(database)
    words = page.data["words"]
    assert isinstance(words, dict)
    assert "不低于40%" in column(words["figure"], "zh")
    assert "at least 40%" in column(words["figure"], "en")
    assert column(words["indicator"], "zh") == [None]
    assert column(words["indicator"], "en") == ["at least 90%"]


def test_the_site_says_the_bound_beside_the_number() -> None:
    row = {"raw": "30%", "value": 30.0, "value_max": None, "unit": "%", "qualifier": "at_least"}
    assert [with_bound(row, spoken) for spoken in LANGUAGES] == ["不低于30%", "at least 30%"]
    assert with_bound(row | {"qualifier": "exact"}, "zh") == ""


def test_an_assistant_is_told_the_bound_in_both_languages(database: Path) -> None:
    with open_plans(database) as plans:
        (figure,) = Questions(plans).figures("预留份额")["items"]
        (record,) = Questions(plans).trace(str(figure["record"]))["items"]
    for item in (figure, record):
        assert (item["words_zh"], item["words_en"]) == ("不低于40%", "at least 40%")


def test_the_workbook_says_bounds(database: Path, tmp_path: Path) -> None:
    run(database, "zh", "export", "--format", "xlsx", "--out", str(tmp_path))
    (path,) = tmp_path.glob("*.xlsx")
    sheets = read_workbook(path)
    assert "不低于40%" in sheets["数据"].cells.values()
    assert "≥90" in sheets["指标"].cells.values()


def test_a_narrow_list_leaves_out_what_a_value_is_held_against(database: Path) -> None:
    done = CliRunner().invoke(
        plantrace, ["--lang", "zh", "figures", "能耗", "--db", str(database)], env={"COLUMNS": "80"}
    )
    assert "13.5%" in done.stdout
    assert "比2020年" not in done.stdout


def test_the_changes_of_a_report_say_bounds(database: Path) -> None:
    source = report_of(database).source
    assert "不低于30%" in source
    assert "at least 30%" in source
