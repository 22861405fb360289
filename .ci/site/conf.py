"""How Sphinx makes the site of the documentation (`build.py`)."""

import logging
import os
from typing import Any

import jieba
from sphinx.search.en import SearchEnglish

# its dictionary is kept in a folder of ours: anyone could have put a file into the shared one
jieba.dt.tmp_dir = os.environ["PLANTRACE_SITE_WORK"]
jieba.setLogLevel(logging.WARNING)

project = "plantrace"
extensions = ["myst_parser"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = "plantrace"
html_search_language = "plans"
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False


class Words(SearchEnglish):
    """Words of both languages: English as Sphinx finds them, Chinese cut by jieba (Sphinx 9's own search in
    Chinese asks for a script that it does not ship)."""

    lang = "plans"

    def split(self, input: str) -> list[str]:
        """The words of a text."""
        return [word for run in super().split(input) for word in jieba.cut_for_search(run)]


def setup(app: Any) -> None:
    """Makes the language known."""
    app.add_search_language(Words)
