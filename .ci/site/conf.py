"""How Sphinx makes the site of the documentation (`build.py`)."""

import logging
import os

import jieba

# its dictionary is kept in a folder of ours: anyone could have put a file into the shared one
jieba.dt.tmp_dir = os.environ["PLANTRACE_SITE_WORK"]
jieba.setLogLevel(logging.WARNING)

project = "plantrace"
extensions = ["myst_parser"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = "plantrace"
html_search_language = "zh"  # cuts Chinese into words (jieba) and leaves others whole
html_show_sphinx = False
html_copy_source = False
