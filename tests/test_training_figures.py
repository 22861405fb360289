"""Figures read by hand: how they are compared with the tool, and that the file of them is sound."""

from pathlib import Path

import pytest

from training.figure_labels import Label, hash_of, labels, readings
from training.figure_scores import compared, faults_of, table

TEXT = "2023年，全市新建水库12座，粮食产量增长5.2%。"
START = TEXT.index("12座")
DAM = Label(hash_of(TEXT), START, START + 3, True, kind="status", metric=((TEXT.index("水库"), START),))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder with one text of two lines."""
    (tmp_path / "corpus" / "plain").mkdir(parents=True)
    (tmp_path / "corpus" / "plain" / "a.txt").write_text(f"政府工作报告\n{TEXT}\n", encoding="utf-8")
    return tmp_path


def test_a_label_is_found_again_and_compared_with_what_the_tool_reads(shared: Path) -> None:
    cache = shared / "cache"
    for _ in range(2):  # the second time from the folder of documents with their names
        (met,) = readings(shared, [DAM], cache)
        assert met.text == TEXT
        assert compared(met.label, met.text, met.found)["all"]
    assert len(list(cache.iterdir())) == 1
    unnamed = _changed(DAM, metric=())
    assert "metric" not in compared(unnamed, met.text, met.found)


def test_other_answers_count_and_a_number_that_may_be_left_is_not_asked_for(shared: Path) -> None:
    (met,) = readings(shared, [DAM], None)
    found = met.found
    assert found is not None
    asked = {"why": "clause", "period": "2022", "kind": "plan"}
    wrong = _changed(DAM, **asked)
    assert not any(compared(wrong, TEXT, found)[name] for name in ("kind", "period", "all"))
    right = _changed(DAM, **asked, period_alt=("2023",), kind_alt=("status",))
    assert all(compared(right, TEXT, found).values())
    assert compared(_changed(DAM, states=None), TEXT, found) == {}
    assert compared(_changed(DAM, states=False), TEXT, found) == {"states": False}
    assert compared(DAM, TEXT, None) == {"states": False}
    (fault,) = faults_of(wrong, TEXT, found, ["period"])
    assert fault.startswith("period\t2022\t2023\t")


def test_the_table_has_a_line_for_each_kind_of_document_and_one_for_all() -> None:
    rows = [("report", {"states": True, "kind": False}), ("rules", {"states": False})]
    printed = table("some", rows).splitlines()
    assert [line.split()[0] for line in printed] == ["some", "report", "rules", "all"]
    assert printed[1].split()[1:5] == ["1/1", "1.000", "0/1", "0.000"]
    assert printed[3].split()[1:5] == ["1/2", "0.500", "0/1", "0.000"]


def test_labels_are_sound_and_no_document_is_in_two_parts() -> None:
    every = labels()
    assert len({(label.paragraph, label.start) for label in every}) == len(every) >= 1500
    for label in every:
        assert label.start < label.end
        assert (label.kind is not None) == (label.states is True)
        assert all(first < last for first, last in label.metric)
    parts = [{label.document for label in labels([part])} for part in ("development", "test")]
    assert all(parts)
    assert not parts[0] & parts[1]


def _changed(label: Label, **other: object) -> Label:
    fields = {name: getattr(label, name) for name in Label.__slots__}
    return Label(**(fields | other))
