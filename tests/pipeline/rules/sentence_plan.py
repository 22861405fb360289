"""A small plan around a sentence under test, and what the rules say of it."""

from tests import builders as b
from tests.pipeline.rules.seeding import checked_of

_BEFORE = (
    b.paragraph("丙市“十四五”公共服务规划", align="center", bold=True, size=22),
    b.paragraph("一、发展基础", bold=True),
    b.paragraph("服务能力稳步提升，短板仍然存在。"),
    b.paragraph("二、主要任务", bold=True),
)
_LAST = b.paragraph("健全机制，落实责任。")


def found(*parts: str, last: str = "三、保障措施") -> list[tuple[str, str]]:
    """Rule and main quote of the errors and warnings of a plan with these paragraphs (texts, or XML of the
    builders)."""
    inside = [part if part.startswith("<w:") else b.paragraph(part) for part in parts]
    findings = checked_of(
        b.docx(*_BEFORE, *inside, b.paragraph(last, bold=True), _LAST), "plan.docx"
    ).findings
    return [(one.rule, one.sides[0].quote) for one, _ in findings if one.severity != "info"]
