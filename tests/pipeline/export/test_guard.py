"""Texts that a spreadsheet would run are made harmless, others stay, and the rule can be undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.guard import guarded, unguarded


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86-754",
        "-新建",
        "@SUM(A1)",
        "\tx",
        "\r=1",
        "\n5",
        "  =1",
        "\u3000＝1",
        "＋1",
        "－1",
        "＠a",
        "\u200b=1",
        "\ufeff=1",
        "-1+2",
        "+1;2",
        "'=1",
    ],
)
def test_what_may_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["", "-0.5", "+12", "-7", "5G基站", "≥90", "—", "——", "a=b", "“-1”", "'quoted'", " 541.43 ", "1-2"],
)
def test_what_cannot_run_stays(text: str) -> None:
    assert guarded(text) == text


@given(st.text(alphabet="'=+-@＝＋－＠\t\r\n \u3000\u200b1.a市", max_size=8))
def test_the_rule_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
