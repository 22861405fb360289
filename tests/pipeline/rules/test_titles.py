"""Every rule has a title in Chinese and English that people read in reports and workbooks."""

from models.vocabularies import read_rows
from pipeline.rules.catalogue import RULES


def test_every_rule_has_a_title_in_both_languages_and_no_other_has() -> None:
    titles = {row["code"]: row for row in read_rows("rule_titles")}
    assert set(titles) == {rule.code for rule in RULES}
    assert all(row["zh"] and row["en"] for row in titles.values())
    assert len({row["zh"] for row in titles.values()}) == len(titles)
