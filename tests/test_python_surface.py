"""What programs rely on: the names and signatures of `import plantrace`, and the examples of its pages."""

import inspect
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from tests.machine import needs
from tests.test_readme import Block, abridged, blocks, executed

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("docs/python.md", "docs/python.zh.md")
EXAMPLES = [(page, block) for page in PAGES for block in blocks(page)]
pytestmark = needs("installed")

# what was promised once: a name or parameter may be added here, none may go
SIGNATURES = {
    "ingest": "paths db plan new_plan version_date jobs spacy_model most_seconds most_memory progress",
    "open": "db",
    "frames": "plans views plan version all_versions",
    "trace": "plans what plan all_versions limit",
    "check": "plans plan version rules skip",
    "diff": "plans plan old new classes kinds",
    "report": "plans out plan version",
}
VALUES = {
    "Version": "plan version is_current title file_name source_sha256",
    "Ingested": "path state reason message plan version",
    "Citation": "plan version file_name source_sha256 place page heading_path part xml_path block_id"
    " char_start char_end prefix quote suffix",
    "Evidence": "field value role derivation citation",
    "Other": "relation record name citation",
    "Record": "kind id uid name plan version fields evidence elsewhere n_elsewhere",
    "Paragraph": "text citations records",
    "Answer": "what reading records n_records paragraphs n_paragraphs partial",
    "Finding": "number plan version rule severity message message_zh expected actual status note citations",
    "Change": "plan from_version to_version record_kind change change_class name heading_path field"
    " old_value new_value delta percent old_id new_id old new",
}


@pytest.fixture(scope="module")
def place(clone: Path) -> Iterator[Path]:
    """A folder like a clone, for the examples in their order."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(clone)
        yield clone


@pytest.mark.parametrize(("page", "block"), EXAMPLES, ids=lambda one: getattr(one, "name", one))
def test_the_examples_print_what_is_shown(place: Path, page: str, block: Block) -> None:
    if block.shown.startswith("skipped"):
        shutil.rmtree("output", ignore_errors=True)
    assert block.shown
    assert abridged(executed(block.code), block.shown) == block.shown


def test_what_is_promised_is_there() -> None:
    import plantrace

    assert set(plantrace.__all__) >= {*SIGNATURES, *VALUES, "Plans", "PlanError", "NotHeld", "WrongUse"}
    for name, parameters in SIGNATURES.items():
        assert [*inspect.signature(getattr(plantrace, name)).parameters] == parameters.split()
    for name, names in VALUES.items():
        value = getattr(plantrace, name)
        assert is_dataclass(value)
        assert [field.name for field in fields(value)] == names.split()


def test_the_pages_name_every_function_and_value() -> None:
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        assert [name for name in SIGNATURES if f"| `{name}(" not in text] == []


def test_faults_are_told_as_the_commands_tell_them(place: Path, tmp_path: Path) -> None:
    import plantrace

    with pytest.raises(plantrace.DatabaseFault, match="there is no database"):
        plantrace.open(tmp_path / "none.db")
    with pytest.raises(plantrace.NotHeld):
        plantrace.trace("output/plans.db", "figure:999999")
    with pytest.raises(plantrace.WrongUse, match="no such view"):
        plantrace.frames("output/plans.db", "v_nothing")
    with pytest.raises(plantrace.WrongUse):
        plantrace.ingest("raw", plan="a", new_plan=True)
    (refused,) = plantrace.ingest(tmp_path / "gone.docx", tmp_path / "some.db")
    assert (refused.state, refused.reason) == ("refused", "not_found")


def test_an_open_database_is_not_held(place: Path, tmp_path: Path) -> None:
    import plantrace

    shutil.copy("output/plans.db", copy := tmp_path / "plans.db")
    with plantrace.open(copy) as plans:
        assert len(plans.versions) == 2
        (again,) = plantrace.ingest("raw/yunling_digital_plan_final.docx", copy, plan="另一个")
        assert again.state == "stored"
        assert [one.plan for one in plans.versions].count("另一个") == 1


def test_a_citation_leads_to_its_characters(place: Path) -> None:
    import plantrace

    answer = plantrace.trace("output/plans.db", "数据中心", limit=3)
    citations = [one for paragraph in answer.paragraphs for one in paragraph.citations]
    blocks_held = plantrace.frames("output/plans.db", "blocks")["blocks"].set_index("block_id")
    assert citations
    for one in citations:
        row = blocks_held.loc[one.block_id]
        assert row["text"][one.char_start : one.char_end] == one.quote == "数据中心"
        assert (row["part"], row["xml_path"]) == (one.part, one.xml_path)
        assert one.place
