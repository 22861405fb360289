"""What archives read: a bundle as an RO-Crate, read with the library rocrate; evidence as Web Annotations,
held against the required fields of the model and against the original itself."""

import json
import shutil
import zipfile
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator
from rocrate.rocrate import ROCrate

from parsers.read import read
from pipeline.ingest.run import ingest
from tests.pipeline.export.hostile import rows_of, run
from tests.pipeline.export.test_bundle import docx, unzipped

TITLE = "甲市水务规划"
NAME = "二稿 （终）.docx"
# w3.org/TR/annotation-model: what an Annotation (3.1), an embedded body (3.2.4), a Specific Resource (4) and
# its selectors (4.2) must have; the alternatives are those that we write
MODEL: dict[str, Any] = {
    "$defs": {
        "urn": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
        "count": {"type": "integer", "minimum": 0},
        "body": {
            "type": "object",
            "required": ["type", "value", "purpose"],
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "purpose": {"enum": ["describing", "tagging"]},
                "format": {"const": "text/plain"},
            },
            "additionalProperties": False,
        },
        "selector": {
            "oneOf": [
                {
                    "required": ["type", "exact"],
                    "properties": {
                        "type": {"const": "TextQuoteSelector"},
                        "exact": {"type": "string", "minLength": 1},
                        "prefix": {"type": "string", "minLength": 1},
                        "suffix": {"type": "string", "minLength": 1},
                    },
                    "additionalProperties": False,
                },
                {
                    "required": ["type", "start", "end"],
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"$ref": "#/$defs/count"},
                        "end": {"$ref": "#/$defs/count"},
                    },
                    "additionalProperties": False,
                },
                {
                    "required": ["type", "value", "refinedBy"],
                    "properties": {
                        "type": {"enum": ["FragmentSelector", "XPathSelector"]},
                        "value": {"type": "string", "minLength": 1},
                        "refinedBy": {"$ref": "#/$defs/selector"},
                    },
                    "additionalProperties": False,
                },
            ]
        },
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target", "body"],
            "properties": {
                "id": {"$ref": "#/$defs/urn"},
                "type": {"const": "Annotation"},
                "motivation": {"const": "describing"},
                "created": {"type": "string", "pattern": "^[0-9-]{10}T[0-9:]{8}Z$"},
                "generator": {"required": ["type", "name"]},
                "body": {"type": "array", "items": {"$ref": "#/$defs/body"}, "minItems": 1},
                "target": {
                    "required": ["source", "selector"],
                    "properties": {
                        "source": {"required": ["id"]},
                        "selector": {"type": "array", "items": {"$ref": "#/$defs/selector"}},
                    },
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
        },
    },
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"$ref": "#/$defs/urn"},
        "type": {"const": "AnnotationCollection"},
        "total": {"$ref": "#/$defs/count"},
        "first": {
            "required": ["type", "items"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
        },
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A plan whose name has blanks and brackets, read; the report is left to its own tests."""
    found = tmp_path_factory.mktemp("archives")
    (found / NAME).write_bytes(docx("98"))
    assert ingest([found / NAME], found / "plans.db", plan=TITLE)[0].state == "stored"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.report.build.build_report", lambda *_: "<html></html>")
        for name, options in (("without", ()), ("with", ("--with-originals",))):
            run("--db", found / "plans.db", "bundle", *options, "--out", found / f"{name}.zip")
    yield found
    shutil.rmtree(found)


def crate(folder: Path, name: str, tmp_path: Path) -> tuple[Path, ROCrate]:
    root = unzipped(folder / f"{name}.zip", tmp_path)
    return root, ROCrate(str(root))


@pytest.mark.parametrize("name", ["without", "with"])
def test_a_bundle_is_a_crate_of_all_its_files(folder: Path, tmp_path: Path, name: str) -> None:
    root, read_crate = crate(folder, name, tmp_path)
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    files = {unquote(one.id): one for one in read_crate.data_entities}
    assert set(files) == there - {"ro-crate-metadata.json"}
    for path, entity in files.items():
        content = (root / path).read_bytes()
        if path not in ("MANIFEST.json", "SHA256SUMS"):
            assert (entity["sha256"], entity["contentSize"]) == (
                sha256(content).hexdigest(),
                str(len(content)),
            )
        assert entity["encodingFormat"] != "application/octet-stream"
    assert TITLE in read_crate.name
    assert read_crate.root_dataset["datePublished"].startswith("2")
    assert read_crate.root_dataset["license"]["name"] == "not known"


@pytest.mark.parametrize("name", ["without", "with"])
def test_a_crate_says_from_which_file_and_by_which_tool(folder: Path, tmp_path: Path, name: str) -> None:
    _, read_crate = crate(folder, name, tmp_path)
    action = read_crate.dereference("#reading")
    assert action.type == "CreateAction"
    assert action["object"]["sha256"] == sha256((folder / NAME).read_bytes()).hexdigest()
    assert (action["object"].type == "File") is (name == "with")
    assert action["instrument"]["softwareVersion"]
    assert "plan.db" in {one.id for one in action["result"]}


@pytest.fixture(scope="module")
def collection(folder: Path) -> dict[str, Any]:
    run("--db", folder / "plans.db", "export", "--format", "annotations", "--out", folder / "out")
    (path,) = (folder / "out").iterdir()
    assert path.name == f"{TITLE}.annotations.jsonld"
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def test_annotations_keep_to_the_model(collection: dict[str, Any], folder: Path) -> None:
    Draft202012Validator(MODEL).validate(collection)
    items = collection["first"]["items"]
    held = rows_of(folder / "plans.db", "SELECT count(*) AS n FROM v_trace")[0]["n"]
    assert collection["total"] == len(items) == held > 20
    assert len({one["id"] for one in items}) == len(items)


def test_every_annotation_leads_to_its_characters_in_the_original(
    collection: dict[str, Any], folder: Path
) -> None:
    content = (folder / NAME).read_bytes()
    blocks = {(block.part, block.xml_path): block.text for block in read(content, NAME).blocks}
    for one in collection["first"]["items"]:
        quote, part = one["target"]["selector"]
        paragraph, position = part["refinedBy"], part["refinedBy"]["refinedBy"]
        text = blocks[part["value"], paragraph["value"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote.get("prefix", ""))
        assert text[position["end"] :].startswith(quote.get("suffix", ""))
        name = one["target"]["source"]["id"].removeprefix("ni:///sha-256;")
        assert urlsafe_b64decode(f"{name}=") == sha256(content).digest()


def test_annotations_say_what_they_are_of(collection: dict[str, Any], folder: Path) -> None:
    told = [
        {body["value"] for body in one["body"]}
        for one in collection["first"]["items"]
        if one["target"]["selector"][0]["exact"] == "98"
    ]
    (uid,) = {row["uid"] for row in rows_of(folder / "plans.db", "SELECT uid FROM v_indicators")}
    assert any(
        {f"record=indicator:{uid}", "field=target_raw", "98", "derivation=verbatim"} <= one for one in told
    )


def test_an_older_version_has_a_file_of_its_own(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "plans.db", db := tmp_path / "plans.db")
    (tmp_path / "三稿.docx").write_bytes(docx("99"))
    assert ingest([tmp_path / "三稿.docx"], db, plan=TITLE)[0].state == "stored"
    run("--db", db, "export", "--format", "annotations", "--out", tmp_path / "out", "--all-versions")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"{TITLE}.annotations.jsonld",
        f"{TITLE}-v1.annotations.jsonld",
    }


def test_the_zip_holds_the_crate_at_the_top_of_its_folder(folder: Path) -> None:
    with zipfile.ZipFile(folder / "with.zip") as archive:
        assert "with/ro-crate-metadata.json" in archive.namelist()
