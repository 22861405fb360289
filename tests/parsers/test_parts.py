"""The documents that one file holds, each with its title, levels and what is printed around its text."""

import pytest

from models.facts import Structure
from tests import builders as b
from tests.parsers.reading import BODY, kinds, outline, structured

SIGNED = [b.paragraph("清河市人民政府", align="right"), b.paragraph("2023年6月1日", align="right")]


def documents(found: Structure) -> list[tuple[str, str]]:
    return [(part.kind, part.title) for part in found.parts]


def test_a_notice_and_the_plan_it_issues() -> None:
    found = structured(
        b.paragraph("清河市人民政府关于印发清河市水务发展规划的通知", align="center"),
        b.paragraph("清政发〔2023〕12号", align="center"),
        b.paragraph("各区人民政府，市政府各部门："),
        b.paragraph("现将《清河市水务发展规划》印发给你们，请认真贯彻执行。"),
        *SIGNED,
        b.paragraph("清河市水务发展规划", align="center"),
        b.paragraph("一、总体要求"),
        b.paragraph(BODY),
        b.paragraph("二、主要任务"),
        b.paragraph(BODY),
    )
    assert documents(found) == [
        ("notice", "清河市人民政府关于印发清河市水务发展规划的通知"),
        ("plan", "清河市水务发展规划"),
    ]
    notice, plan = found.parts
    assert (notice.issuer, notice.issue_no, notice.issued_on, notice.addressees) == (
        "清河市人民政府",
        "清政发〔2023〕12号",
        "2023-06-01",
        "各区人民政府，市政府各部门",
    )
    assert (notice.first_block, plan.first_block, plan.issuer) == (0, 6, None)
    for part in found.parts:
        for piece in part.evidence:
            assert found.document.blocks[piece.block].text[piece.start : piece.end].strip()


def test_each_document_has_levels_of_its_own() -> None:
    found = structured(
        b.paragraph("清河市人民代表大会关于机构改革方案的决定", align="center"),
        b.paragraph("（2023年3月1日清河市第九届人民代表大会通过）", align="center"),
        b.paragraph(BODY),
        b.paragraph("清河市机构改革方案", align="center"),
        b.paragraph("（2023年3月1日）", align="center"),
        b.paragraph("第一章 总则"),
        b.paragraph("一、原则"),
        b.paragraph(BODY),
        b.paragraph("二、步骤"),
        b.paragraph(BODY),
        b.paragraph("关于清河市机构改革方案的说明", align="center"),
        b.paragraph("各位代表："),
        b.paragraph("一、必要性"),
        b.paragraph(BODY),
        b.paragraph("二、内容"),
        b.paragraph(BODY),
    )
    assert [kind for kind, _ in documents(found)] == ["decision", "scheme", "explanation"]
    assert [(level, title) for level, _, title in outline(found)] == [
        (1, "总则"),
        (2, "原则"),
        (2, "步骤"),
        (1, "必要性"),
        (1, "内容"),
    ]
    assert [ordinal for ordinal, kind in enumerate(kinds(found)) if kind == "title"] == [0, 3, 10]
    assert [heading.parent for heading in found.headings] == [None, 0, 0, None, None]


@pytest.mark.parametrize("title", ["清河市水务发展规划", "2023年清河市政府工作报告"])
def test_a_file_with_one_document_has_one(title: str) -> None:
    found = structured(
        b.paragraph(title, align="center"),
        b.paragraph("一、总体要求"),
        b.paragraph(BODY),
        b.paragraph("二、保障措施"),
        b.paragraph("三年行动计划"),
        b.paragraph(BODY),
        b.paragraph("附件"),
        b.paragraph("重点项目建设方案", align="center"),
        b.table([["甲", "乙"]]),
    )
    assert [part.title for part in found.parts] == [title]


def test_an_annex_label_above_the_issued_plan_begins_it() -> None:
    found = structured(
        b.paragraph("关于印发《清河市节水办法》的通知", align="center"),
        b.paragraph("各区水务局："),
        b.paragraph(BODY),
        *SIGNED,
        b.paragraph("附件："),
        b.paragraph("清河市节水办法", align="center"),
        b.paragraph("第一章 总则"),
        b.paragraph(BODY),
    )
    assert [(part.title, part.first_block) for part in found.parts] == [
        ("关于印发《清河市节水办法》的通知", 0),
        ("清河市节水办法", 5),
    ]
    assert (found.parts[0].issuer, found.parts[0].issued_on) == ("清河市人民政府", "2023-06-01")


def test_a_file_without_title_is_one_document() -> None:
    found = structured(b.paragraph("各位代表："), b.paragraph(BODY))
    assert documents(found) == [("other", "")]


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("二〇二三年十月二十一日", "2023-10-21"),
        ("2023年10月9日", "2023-10-09"),
        ("二○○四年六月二日", "2004-06-02"),
        ("2023年13月9日", None),
    ],
)
def test_the_day_of_a_document(day: str, iso: str | None) -> None:
    found = structured(
        b.paragraph("清河市水务局关于节水工作的意见", align="center"),
        b.paragraph(BODY),
        b.paragraph("清河市水务局", align="right"),
        b.paragraph(day, align="right"),
    )
    assert found.parts[0].issued_on == iso


@pytest.mark.parametrize("salutation", ["各位代表：", "同志们：", "现将有关事项通知如下："])
def test_who_is_spoken_to_is_not_addressed(salutation: str) -> None:
    found = structured(
        b.paragraph("清河市政府工作报告", align="center"), b.paragraph(salutation), b.paragraph(BODY)
    )
    assert found.parts[0].addressees is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("清河市水务局印发《清河市水务发展规划》", "notice"),
        ("清河市人民政府关于同意清河市水务发展规划的批复", "reply"),
        ("清河市水务发展规划", "plan"),
    ],
)
def test_the_news_of_a_plan_is_no_plan(title: str, kind: str) -> None:
    found = structured(b.paragraph(title, align="center"), b.paragraph("一、总体要求"), b.paragraph(BODY))
    assert documents(found) == [(kind, title)]


def test_a_resolution_and_the_plan_that_it_approves() -> None:
    name = "清河市国民经济和社会发展第十五个五年规划纲要"
    found = structured(
        b.paragraph(f"清河市人民代表大会关于批准{name}的决议", align="center"),
        b.paragraph(f"会议决定，批准《{name}》。"),
        b.paragraph(name, align="center"),
        b.paragraph("第一篇 总论"),
        b.paragraph(BODY),
    )
    assert documents(found) == [("decision", f"清河市人民代表大会关于批准{name}的决议"), ("plan", name)]
    assert found.title == name


def test_a_title_of_two_lines_is_one_document() -> None:
    found = structured(
        b.paragraph("清河市国民经济和社会发展", align="center"),
        b.paragraph("第十五个五年规划纲要", align="center"),
        b.paragraph("一、总体要求"),
        b.paragraph(BODY),
    )
    assert documents(found) == [("plan", "清河市国民经济和社会发展第十五个五年规划纲要")]


def test_who_issues_is_told_by_the_title_where_nobody_signs() -> None:
    found = structured(
        b.paragraph("清河市人民政府关于加强河道管理的意见", align="center"),
        b.paragraph("一、总体要求"),
        b.paragraph(BODY),
    )
    assert found.parts[0].issuer == "清河市人民政府"
