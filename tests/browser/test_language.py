"""Chinese and English: every word of the page itself changes, none is missing, and the choice is
remembered."""

import re

import pytest

from pipeline.rules.catalogue import RULES
from tests.browser.report_page import ReportPage
from tests.machine import needs

pytestmark = needs("chromium")

SECTIONS = ("document", "overview", "facts", "findings", "changes")
# Every visible text and every name for a screen reader, with the language it is marked as; the document's
# own words (bdi, quotations) are left out.
_WORDS = """
const found = new Set();
const take = (node, text) => { if (text && text.trim()) found.add(JSON.stringify([node.closest('[lang]').lang,
  text.trim()])); };
const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
  const held = node.parentElement;
  const left = 'script, style, noscript, bdi, blockquote, .code, #document, #outline ol, h1, .sha, kbd';
  if (held.closest(left)) continue;
  if (held.checkVisibility()) take(held, node.data);
}
for (const held of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
  if (!held.checkVisibility() || held.closest('bdi, .sha')) continue;
  if (held.matches('.place .jump')) continue;
  for (const name of ['aria-label', 'title', 'placeholder']) take(held, held.getAttribute(name));
}
return Array.from(found, JSON.parse);
"""
# The same for the inspector of every record, finding and some paragraphs.
_INSPECTORS = """
const found = new Set();
const references = new Set(['block-' + document.querySelector('#document p').id.slice(6)]);
for (const piece of document.querySelectorAll('#document [data-r]'))
  for (const one of piece.dataset.r.split(' ')) references.add(one);
for (const reference of Array.from(references).filter((_, number) => number % arguments[0] === 0)) {
  history.replaceState({tab: 'findings'}, '', '#' + reference);
  dispatchEvent(new PopStateEvent('popstate'));
  const nodes = document.createTreeWalker(document.getElementById('inspector'), NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node.parentElement.closest('bdi, blockquote, .code')) continue;
    found.add(JSON.stringify([node.parentElement.closest('[lang]').lang, node.data.trim()]));
  }
}
return Array.from(found, JSON.parse);
"""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Rules go by their codes in either language, so that docs/rules.md and `plantrace check --rule` can be
# asked; amounts are in 元.
_PLAIN = re.compile("|".join((*(rf"\b{rule.code}\b" for rule in RULES), "元")))
_KEY = re.compile(r"\b[a-z]+_[a-z_]+\b|undefined|\bnull\b|NaN|\[object|\{\d\}")
# Words of Latin letters that are the same in both languages: technical names, units, keys of the keyboard.
_SAME = {
    "CSV",
    "Excel",
    "SHA",
    "XPath",
    "uid",
    "lineage",
    "English",
    "Esc",
    "plantrace",
    "docx",
    "xml",
    "word",
    "document",
}


def _switch(page: ReportPage, language: str) -> None:
    if page.ask("return document.documentElement.lang") != language:
        page.click("#language")
    assert page.ask("return document.documentElement.lang") == language


def _faults(words: list[list[str]], language: str) -> list[str]:
    """Texts in the other language, and texts that are no words but names of the program's."""
    told = [(marked, _PLAIN.sub("", text)) for marked, text in words]
    wrong = [text for _, text in told if _KEY.search(text)]
    own = [text for marked, text in told if marked == language]
    if language == "en":
        return wrong + [text for text in own if _CHINESE.search(text)]
    return wrong + [
        text for text in own if not _CHINESE.search(text) and set(re.findall(r"[A-Za-z]{3,}", text)) - _SAME
    ]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_word_of_every_section_is_in_the_language_chosen(hostile: ReportPage, language: str) -> None:
    hostile.open()
    _switch(hostile, language)
    for section in SECTIONS:
        hostile.tab(section)
        assert (section, _faults(hostile.ask(_WORDS), language)) == (section, [])
    hostile.click("#help-open")
    assert _faults(hostile.ask(_WORDS), language) == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("name", "every"), [("hostile", 2), ("sample", 15)])
def test_every_word_of_every_inspector_is_in_the_language_chosen(
    request: pytest.FixtureRequest, name: str, every: int, language: str
) -> None:
    page: ReportPage = request.getfixturevalue(name)
    page.open()
    _switch(page, language)
    assert _faults(page.ask(_INSPECTORS, every), language) == []


def test_the_switch_changes_what_is_shown_at_once_and_is_remembered(hostile: ReportPage) -> None:
    hostile.open().press("j")
    assert hostile.ask("return document.documentElement.lang") == "zh-CN", "what the browser prefers"
    assert hostile.one(".tabs a").text == "文档"
    record = hostile.address
    hostile.click("#language")
    assert hostile.one(".tabs a").text == "Document"
    assert hostile.one("#close").get_attribute("aria-label") == "Close"
    assert hostile.one("#language").text == "中文"
    assert hostile.address == record
    hostile.open("tab-facts")
    assert hostile.ask(
        "return [document.documentElement.lang,"
        " document.getElementById('facts-search').placeholder.slice(0, 6)]"
    ) == ["en", "Search"]
    assert hostile.one("#document").get_attribute("lang") == "zh-CN", "the plan stays Chinese"
    hostile.click("#language")
    hostile.open()
    assert hostile.one(".tabs a").text == "文档"
