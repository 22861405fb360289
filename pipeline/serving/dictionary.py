"""The data dictionary in Chinese: what every public view, its columns and the words of closed vocabularies
are called, made from the views and the names that the site and the workbook show.

`python -m pipeline.serving.dictionary` writes docs/data-dictionary.zh.md.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from models.views import VIEWS
from models.views.columns import View
from models.vocabularies import read_rows
from pipeline.serving.wording import chinese_names

_INTRODUCTION: Final = """# 数据字典

由 `python -m pipeline.serving.dictionary` 依据 `models/views/` 生成，请勿手改。公开视图及其各列的中文名称；
每列的完整英文说明见[data-dictionary.md](data-dictionary.md)，与数据库中的表 `data_dictionary` 相同。
起字、止字按字符计，从 0 起，止字不含：引文即 `substr(text, char_start + 1, char_end - char_start)`。
"""


def render_markdown() -> str:
    """The page docs/data-dictionary.zh.md."""
    views = "".join(_section(view) for view in VIEWS)
    return (
        f"{_INTRODUCTION}\n## 视图\n{views}\n## 取值\n\n| 列 | 代码和中文 |\n|---|---|\n{''.join(_values())}"
    )


def _section(view: View) -> str:
    names = chinese_names()
    rows = "".join(
        f"| `{column.name}` | {names.get(column.name, '').replace('：', '，')} | {column.type} |\n"
        for column in view.columns
    )
    return f"\n### {view.name}\n{names.get(view.name, '')}\n\n| 列 | 中文名 | 类型 |\n|---|---|---|\n{rows}"


def _values() -> Iterator[str]:
    """A row a column with a closed vocabulary."""
    named: dict[str, list[str]] = defaultdict(list)
    for row in read_rows("code_names"):
        named[row["column"]].append(f"`{row['value']}` {row['zh']}")
    for column, values in sorted(named.items()):
        yield f"| `{column}` | {'，'.join(values)} |\n"


def main() -> None:
    """Writes the page into this checkout."""
    page = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.zh.md"
    page.write_text(render_markdown(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
