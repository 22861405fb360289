"""Bodies that are no more, and bodies in two spellings."""

import pytest

from tests.pipeline.rules.sentence_plan import found


@pytest.mark.parametrize(
    ("text", "rule", "quote"),
    [
        ("由市国土资源局负责落实。", "former_body", "国土资源局"),
        ("市民政局、市卫计委要加强协作。", "former_body", "卫计委"),
        ("（责任单位：市安监局、市教育局）", "former_body", "安监局"),
        ("2025年底前由县工商局完成登记。", "former_body", "工商局"),
        ("会同省旅游发展委员会制定办法。", "former_body", "旅游发展委员会"),
        (
            "市工业和信息化局牵头，市工业和信息化局督办，市信息化和工业局配合。",
            "body_spelling",
            "市信息化和工业局",
        ),
        (
            "市住房和城乡建设局负责，市住房和城乡建设局验收，市城乡住房和建设局配合。",
            "body_spelling",
            "市城乡住房和建设局",
        ),
        ("区文化旅游局主办，区文化旅游局承办，区旅游文化局协办。", "body_spelling", "区旅游文化局"),
        ("县卫生健康局牵头，县卫生健康局督办，县健康卫生局配合。", "body_spelling", "县健康卫生局"),
        ("市交通运输局、市教育局，市交通运输局，市运输交通局。", "body_spelling", "市运输交通局"),
    ],
)
def test_names_of_bodies(text: str, rule: str, quote: str) -> None:
    assert found(text) == [(rule, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "由市自然资源局负责落实。",
        "原市国土资源局的职责划入市自然资源局。",
        "2016年，市国土资源局完成了确权登记。",
        "依据《市环境保护局关于加强监测的通知》执行。",
        "原国家卫生和计划生育委员会的职责已经划转。",
        "市教育局、市体育局、市水务局和市林业局要加强协作。",
    ],
)
def test_names_that_are_right(text: str) -> None:
    assert found(text) == []
