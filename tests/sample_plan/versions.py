"""The two versions as whole values."""

from tests.sample_plan import revisions as changes
from tests.sample_plan import text
from tests.sample_plan.model import Sample
from tests.sample_plan.projects import DOMAINS, INDICATORS

# The pages on which headings stand, as LibreOffice prints the two files; they are the cached result of the TOC field.
_DRAFT_PAGES = (1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 11, 11, 11, 11, 12, 12, 12, 13)
_FINAL_PAGES = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 9, 9, 9, 9, 9, 9, 10, 10, 10, 11, 11, 11, 11, 12, 12, 12, 13)

DRAFT = Sample(
    stage="（征求意见稿）",
    issuer=text.ISSUER_DRAFT,
    date="2021年8月",
    styled=False,
    items=text.ITEMS,
    boxes=text.BOXES,
    indicators=INDICATORS,
    domains=DOMAINS,
    footnotes=text.FOOTNOTES,
    pages=_DRAFT_PAGES,
)

FINAL = Sample(
    stage="",
    issuer=text.ISSUER_FINAL,
    date="2021年12月",
    styled=True,
    items=changes.revised_items(text.ITEMS),
    boxes=changes.revised_boxes(text.BOXES),
    indicators=changes.revised_indicators(INDICATORS),
    domains=changes.revised_domains(DOMAINS),
    footnotes=changes.FOOTNOTES,
    pages=_FINAL_PAGES,
)

FILES = {"yunling_digital_plan_draft.docx": DRAFT, "yunling_digital_plan_final.docx": FINAL}
