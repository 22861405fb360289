import pytest

from pipeline.tagging.policies import find_policies


def titles(text: str) -> set[str]:
    return {text[one.start : one.end] for one in find_policies(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《某省气候条例》。", {"《某省气候条例》"}),
        (
            "《某市关于落实〈某省若干意见〉的通知》",
            {"《某市关于落实〈某省若干意见〉的通知》", "〈某省若干意见〉"},
        ),
        ("《某规划（2021-2025年）》", {"《某规划（2021-2025年）》"}),
        ("在“十四五”规划和二〇三五年远景目标建议中", {"“十四五”规划和二〇三五年远景目标建议"}),
        ("（某政发〔2021〕12号）", {"某政发〔2021〕12号"}),
        ("审议“十四五”规划纲要草案。", {"“十四五”规划纲要草案"}),
        ("审议“十四五”规划纲要（草案）。", {"“十四五”规划纲要（草案）"}),
        (
            "《某省办法》（某发〔2017〕35 号）、《某省规定》（某办发〔1998〕 7号）",
            {"《某省办法》", "某发〔2017〕35 号", "《某省规定》", "某办发〔1998〕 7号"},
        ),
        ("演出话剧《茶馆》", set()),
        ("出台《办法", set()),
        ("落实“十四五”规划", set()),
    ],
)
def test_named_documents(text: str, expected: set[str]) -> None:
    assert titles(text) == expected
