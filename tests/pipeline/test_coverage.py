"""Which numbers of the text records rest on, and why the others are not read."""

from models.document import CellPlace, Document
from models.facts import Evidence, Facts, Mention, Structure
from models.names import EntityLabel
from parsers.notation.number_reasons import reason_of
from pipeline.ingest.coverage import number_claims
from tests.pipeline.small_plan import Draft


def outcomes(text: str, *names: tuple[EntityLabel, str]) -> list[tuple[str, str]]:
    """Each number of a paragraph with its outcome; the names are known."""
    draft = Draft()
    draft.add(text)
    document = Document("x.docx", "0" * 64, 1, tuple(draft.blocks), ())
    structure = Structure(document, "", (), (), (), (), tuple(draft.uses))
    mentions = tuple(
        Mention(
            label, name, name, 0, text.index(name), text.index(name) + len(name), (Evidence("text", 0, 0, 1),)
        )
        for label, name in names
    )
    return [
        (text[claim.start : claim.end], claim.outcome)
        for claim in number_claims(Facts(structure, (), (), (), (), mentions))
    ]


def test_a_number_inside_a_name_is_part_of_it() -> None:
    text = "大桥和三户村合作社另有三户，第702所。"
    assert outcomes(text) == [("三", "word"), ("三", "word"), ("702", "ordinal")]
    named = outcomes(text, ("ORG", "三户村合作社"), ("ORG", "第702所"))
    assert named == [("三", "name_part"), ("三", "word"), ("702", "name_part")]


def test_times_of_day_are_times_and_digits_of_addresses_parts_of_names() -> None:
    assert outcomes("11:25:31更新，见www.example.cn/5%，危机四伏，新增5个。") == [
        ("11", "period"),
        ("25", "period"),
        ("31", "period"),
        ("5%", "name_part"),
        ("四", "name_part"),
        ("5", "unclaimed"),
    ]


def test_a_number_that_counts_nothing_says_why() -> None:
    text = (
        "第二个目标，培育一批企业，每万人拥有，千兆光网，500强企业，40周年，十九届五中全会，两种资源，见表3，"
        "万元GDP能耗。"
    )
    assert outcomes(text) == [
        ("一", "article"),
        ("万", "denominator"),
        ("千", "name_part"),
        ("500", "name_part"),
        ("40", "period"),
        ("十九", "ordinal"),
        ("两", "word"),
        ("3", "label"),
        ("万", "denominator"),
    ]
    assert outcomes("新增5户。") == [("5", "unclaimed")]


def test_marks_pages_points_and_versions_say_what_they_are() -> None:
    assert outcomes("总量[4]上升，政务2.0升级，“1158”体系，举办2023博览会，2.新建公园。") == [
        ("4", "label"),
        ("2.0", "name_part"),
        ("1158", "name_part"),
        ("2023", "period"),
        ("2", "label"),
    ]
    assert outcomes("— 12 —") == [("12", "label")]
    assert reason_of("（3）保护河道。", 1, 2) == "label"


def test_sections_leaders_dates_ages_lines_and_parts_say_what_they_are() -> None:
    assert outcomes("3.1.4") == [("3.1.4", "label")]
    assert outcomes("总则.......... 7") == [("7", "label")]
    assert outcomes("保存记录。5.2  绿色出行") == [("5.2", "label")]
    assert outcomes("处置“6.21”“11.09”事件。") == [("6.21", "period"), ("11.09", "period")]
    assert outcomes("0-14岁") == [("0", "condition"), ("14", "condition")]
    assert outcomes("实施“6乐”计划，开通7、8号线，按YY/T 0417执行，编码为23-05-01。") == [
        ("6", "name_part"),
        ("7", "name_part"),
        ("8", "name_part"),
        ("0417", "name_part"),
        ("23", "name_part"),
        ("05", "name_part"),
        ("01", "name_part"),
    ]
    assert outcomes("建设20万千瓦级机组。") == [("20", "name_part")]


def test_a_row_of_numbers_without_its_table_is_told_apart() -> None:
    assert outcomes("其中：粮食 2.3 2.3 2.2") == [("2.3", "row"), ("2.3", "row"), ("2.2", "row")]


def test_a_value_alone_in_a_cell_that_nothing_names_is_no_label() -> None:
    draft = Draft()
    for column, text in enumerate(("1.2", "9.1", "12", "3.1.4", "45%")):
        draft.add(text, "cell", None, CellPlace(0, 0, column))
    document = Document("x.docx", "0" * 64, 1, tuple(draft.blocks), ())
    structure = Structure(document, "", (), (), (), (), tuple(draft.uses))
    told = [claim.outcome for claim in number_claims(Facts(structure, (), (), (), (), ()))]
    assert told == ["label", "row", "label", "label", "row"]
