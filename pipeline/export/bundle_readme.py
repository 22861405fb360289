"""README.txt of a bundle: what is in it and how to check it, in Chinese and English."""

from typing import Final

from pipeline.export.provenance import Provenance
from pipeline.store.held import Row

_CONTENTS: Final = """\
plan.db              数据库：本版本的全部内容，每个值都可追溯到原文；SQLite 格式
                     the database of this version, every value with its evidence (SQLite; views v_…)
report.html          审阅报告，浏览器打开即可，无需联网
                     the report, one page for a browser, no network needed
tables.xlsx          工作簿，“报告”一列打开 report.html 的相应位置
                     the views as a workbook, with links into report.html
data/                同样的内容，CSV（Frictionless 数据包）
                     the same as CSV (a Frictionless data package)
ro-crate-metadata.json  各文件是什么、由什么得来（RO-Crate）
                     what each file is and what it was made from (an RO-Crate)
MANIFEST.json        各文件的 SHA-256 和大小、程序版本、文本规则
                     SHA-256 and size of each file, tool version, text profile
SHA256SUMS           供 sha256sum 核对
                     for sha256sum
"""
_WITH: Final = """\
original/            原件。可能含有批注、已删除的文字、作者和宏，转交前请斟酌
                     the original file; it may hold comments, deleted text, authors and macros
"""
_ASK_ZH: Final = (
    "本包不含原件。请向发送方索取上述原件（文件名不限，以 SHA-256 辨认），在本文件所在的文件夹下建文件夹"
    " original，把它放进去。"
)
_ASK_EN: Final = (
    "The original is not in this bundle. Ask the sender for it (any name will do: it is told by its SHA-256)"
    " and put it into a\n   folder named original beside this file."
)
_HAVE_ZH: Final = "原件在文件夹 original 中。"
_HAVE_EN: Final = "The original lies in the folder original."
_TEXT: Final = """\
{title}

规划 plan      {plan}
版本 version   {version}
原件 original  {file_name}
SHA-256        {source_sha256}
字节 bytes     {file_size}
程序 tool      {tool}, schema {schema_version}, text profile {text_profile}

内容 CONTENTS

{contents}
核对 HOW TO VERIFY

在本文件所在的文件夹中打开命令行。Open a command line in the folder of this file.

1. 文件未被改动 that the files are unchanged:

   sha256sum -c SHA256SUMS

   macOS: shasum -a 256 -c SHA256SUMS
   Windows: certutil -hashfile plan.db SHA256

2. {original_zh}
   {original_en}

3. 逐条核对数据库中的引文与原件 that every quote stands in the original (needs {tool} or newer with
   schema {schema_version}):

   plantrace verify --db plan.db --source original

   结尾应为 “all proved against the originals”，否则逐行列出不符之处。
   It ends with "all proved against the originals", or names what does not agree, a line each.

4. 从一个数查到原文 from a number to its source:

   plantrace trace 指标名或数字 --db plan.db

   不用 plantrace 也可以：视图 v_trace 给出每个值的引文、部件和 XPath。
   Without plantrace: the view v_trace gives the quote, part and XPath of each value.
"""


def readme(version: Row, about: Provenance, with_original: bool) -> str:
    """The text for one row of v_versions."""
    return _TEXT.format(
        **{**version, "tool": about.tool, "schema_version": about.schema_version},
        contents=_CONTENTS + (_WITH if with_original else ""),
        original_zh=_HAVE_ZH if with_original else _ASK_ZH,
        original_en=_HAVE_EN if with_original else _ASK_EN,
    )
