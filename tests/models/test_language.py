"""Which language is spoken: as asked, else as the environment says."""

import os

import pytest

from models.language import Language, language, many, preferred, say, speaking


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"PLANTRACE_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"PLANTRACE_LANG": "zh_CN", "LANG": "en_US.UTF-8"}, "zh"),
        ({"PLANTRACE_LANG": "klingon", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_variable_goes_before_the_locale(environment: dict[str, str], spoken: Language) -> None:
    assert preferred(environment) == spoken


def test_a_language_holds_until_its_end() -> None:
    before = dict(os.environ)
    with speaking("zh"):
        assert language() == "zh"
        with speaking("en"):
            assert language() == "en"
        assert language() == "zh"
    assert dict(os.environ) == before


def test_what_a_user_typed_is_no_template() -> None:
    assert say("{plan}: {cost}", plan="{0}", cost="%s") == "{0}: %s"
    assert many(1, "{n} project", "{n} projects") == "1 project"
