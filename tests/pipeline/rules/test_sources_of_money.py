"""Money by its sources in the columns of a table."""

import pytest

from tests import builders as b
from tests.pipeline.rules.sentence_plan import found


@pytest.mark.parametrize(
    ("header", "row", "quote"),
    [
        (("总投资（万元）", "中央资金", "省级资金", "市级资金"), ("950", "500", "250", "100"), "950"),
        (("总投资", "政府投资", "社会投资"), ("8.2", "3.1", "4.1"), "8.2"),
        (("中央预算内投资", "地方资金", "自筹资金", "合计"), ("200", "150", "100", "550"), "550"),
        (("投资总额", "省财政", "市财政", "县财政", "企业自筹"), ("70", "10", "20", "10", "20"), "70"),
        (("资金总额", "专项债资金", "银行贷款", "其他资金"), ("5.50", "2.00", "1.50", "1.00"), "5.50"),
        (("总投资（万元）", "中央资金", "省级资金", "市级资金"), ("850", "500", "250", "100"), None),
        (("总投资", "上级补助", "地方配套", "社会资本"), ("11.5", "4", "3", "1.5"), "11.5"),
        (("总投资", "上级补助", "地方配套", "社会资本"), ("8.5", "4", "3", "1.5"), None),
    ],
)
def test_sources_that_do_not_add_up(header: tuple[str, ...], row: tuple[str, ...], quote: str | None) -> None:
    sound = tuple("6" if "总" in name or name == "合计" else "2" for name in header)
    fitting = tuple(str(2 * (len(header) - 1)) if value == "6" else value for value in sound)
    rows = [("东堤加固工程", *fitting), ("西闸改建工程", *row), ("南渠清淤工程", *fitting)]
    table = b.table([("项目名称", *header), *rows])
    assert found(table) == ([("sources_sum", quote)] if quote else [])
