"""The report as its reader has it: what one can do with it, and what one then sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.chromium import painted, show, wait

_INSPECTOR = """
const text = (node) => (node ? node.textContent : '');
const inside = (selector, of = document.getElementById('inspector')) =>
  Array.from(of.querySelectorAll(selector));
const fields = {};
for (const name of inside('dt')) fields[name.textContent] = name.nextElementSibling.textContent;
return {
  title: text(document.querySelector('#inspector h2')),
    kind: text(document.querySelector('#inspector .kind')),
  position: text(document.getElementById('inspector-position')), fields,
  headline: inside('.headline p').map(text),
  places: inside('.place').filter((place) => place.dataset.block).map((place) => ({
    block: Number(place.dataset.block), start: Number(place.dataset.start), end: Number(place.dataset.end),
    quote: text(place.querySelector('mark')), where: inside('.path', place).map(text).join(' '),
    code: text(place.querySelector('.code')),
    told: inside('[data-field]', place).map((one) => [one.dataset.field, one.dataset.role]),
  })),
  groups: Object.fromEntries(inside('.group').map((group) => [text(group.querySelector('h3')),
    group.innerText])),
  links: inside('a[href^="#"]').map((link) => link.getAttribute('href').slice(1)),
};
"""
_LIT = """
const found = {};
for (const piece of document.querySelectorAll('#document .' + arguments[0])) {
  if (!piece.closest('[id^="block-"]') || piece.id.startsWith('block-')) continue;
  let start = 0;
  for (let node = piece.previousSibling; node; node = node.previousSibling)
    start += Array.from(node.textContent).length;
  (found[piece.parentElement.id.slice(6)] ||= []).push([start, start + Array.from(piece.textContent).length]);
}
return found;
"""
Span = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of evidence as the inspector shows it; `told` are the pairs of field and role."""

    block: int
    start: int
    end: int
    quote: str
    where: str
    code: str
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Inspector:
    """What stands in the inspector; `fields` and `groups` by their Chinese names."""

    title: str
    kind: str
    position: str
    headline: tuple[str, ...]
    fields: Mapping[str, str]
    places: tuple[Place, ...]
    groups: Mapping[str, str]
    links: tuple[str, ...]


@dataclass
class ReportPage:
    """A report in a browser."""

    driver: Chrome
    file: Path

    def open(self, fragment: str = "") -> "ReportPage":
        """Open the file at a place, as a link from elsewhere does."""
        show(self.driver, self.file, fragment)
        painted(self.driver)
        return self

    def ask(self, script: str, *values: object) -> Any:
        """The answer of a script in the page."""
        return self.driver.execute_script(script, *values)

    def all(self, selector: str) -> list[WebElement]:
        """The elements there are."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        """The first element, waited for."""
        return wait(self.driver, lambda: self.all(selector), selector)[0]

    def leads_to(self, selector: str) -> list[str]:
        """What stands behind the # of each link."""
        return list(
            self.ask(
                "return Array.from(document.querySelectorAll(arguments[0]), (one) =>"
                " one.getAttribute('href').split('#')[1])",
                selector,
            )
        )

    def click(self, selector: str) -> None:
        """Bring an element into view and click it with the mouse."""
        element = self.one(selector)
        self.ask(
            "arguments[0].scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'})", element
        )
        element.click()
        painted(self.driver)

    def click_mark(self, reference: str) -> None:
        """Click the words of the document that stand for a record."""
        self.click(f'#document a[href="#{reference}"]')

    def tab(self, name: str) -> None:
        """Turn to a section."""
        self.click(f'.tabs a[data-tab="{name}"]')

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()
        painted(self.driver)

    def press_with(self, held: str, key: str) -> None:
        """Press a key while another is held."""
        ActionChains(self.driver).key_down(held).send_keys(key).key_up(held).perform()

    def inspector(self) -> Inspector:
        """What the inspector shows once it knows its place in the list."""
        wait(
            self.driver,
            lambda: self.ask(
                "const at = document.getElementById('inspector-position'); return !at || at.textContent"
                " !== ''"
            ),
            "position",
        )
        shown = self.ask(_INSPECTOR)
        places = tuple(
            Place(**{**place, "told": tuple(map(tuple, place["told"]))}) for place in shown["places"]
        )
        return Inspector(
            **{
                **shown,
                "headline": tuple(shown["headline"]),
                "places": places,
                "links": tuple(shown["links"]),
            }
        )

    def lit(self, name: str = "on") -> set[Span]:
        """The characters (block, start, end) that bear a highlight: `on`, `on-value` or `on-main`."""
        found = self.ask(_LIT, name)
        return {(int(block), start, end) for block, spans in found.items() for start, end in spans}

    @property
    def address(self) -> str:
        """What stands behind the # of the address, without what is filtered."""
        return str(self.ask("return decodeURIComponent(location.hash.slice(1).split('?')[0])"))

    @property
    def shown(self) -> str:
        """The section in view."""
        panel = self.ask(
            "const one = document.getElementById(`panel-${document.body.dataset.tab}`); return"
            " one.checkVisibility() && one.id"
        )
        return str(panel).removeprefix("panel-")

    @property
    def focus(self) -> str:
        """The focused element: its id, else its selector in short."""
        return str(
            self.ask(
                "const one = document.activeElement; return one.id || one.getAttribute('href') || one.tagName"
            )
        )

    @property
    def told(self) -> str:
        """What a screen reader was last told."""
        return str(self.ask("return document.getElementById('live').textContent"))

    def is_in_view(self, selector: str) -> bool:
        """Whether an element can be seen, not under the header or the inspector's sheet."""
        return bool(
            self.ask(
                "const one = document.querySelector(arguments[0]); const box = one.getClientRects()[0]; if"
                " (!box) return false;const hit = document.elementFromPoint(box.left + box.width / 2, box.top"
                " + box.height / 2); return one === hit || one.contains(hit);",
                selector,
            )
        )

    def search(self, words: str) -> int:
        """Put words into the search field of the facts at once, as an input method does; gives how many are
        left."""
        self.ask("document.querySelector('#facts-table tbody').firstChild.dataset.old = 'true'")
        self.one("#facts-search").send_keys(Keys.CONTROL, "a")
        self.driver.execute_cdp_cmd("Input.insertText", {"text": words})
        wait(self.driver, lambda: not self.all("#facts-table tbody [data-old]"), f"an answer to {words}")
        return self.count()

    def choose(self, facet: str, value: str) -> None:
        """Tick or untick a choice of a facet."""
        self.unfold(facet)
        self.click(f'[data-facet="{facet}"] input[value="{value}"]')

    def unfold(self, facet: str) -> None:
        """Show all choices of a facet."""
        if any("还有" in more.text for more in self.all(f"#facet-{facet}-more")):
            self.click(f"#facet-{facet}-more")

    def count(self) -> int:
        """How many facts are listed, on all pages."""
        return int(self.one("#facts-count").text.split()[0].replace(",", ""))

    def facet(self, name: str) -> dict[str, int]:
        """The choices of a facet with their numbers."""
        self.unfold(name)
        return dict(
            self.ask(
                "return Array.from(document.querySelectorAll('[data-facet=\"' + arguments[0] + '\"] label'),"
                " (one) => [one.querySelector('input').value,"
                " Number(one.querySelector('.count').textContent)])",
                name,
            )
        )

    def listed(self) -> list[str]:
        """The facts of the page of the list that is shown."""
        return list(
            self.ask(
                "return Array.from(document.querySelectorAll('#facts-table tbody tr[data-reference]'), (row)"
                " => row.dataset.reference)"
            )
        )


def covered(spans: Sequence[Span] | set[Span]) -> set[tuple[int, int]]:
    """The single characters (block, offset) of spans."""
    return {(block, at) for block, start, end in spans for at in range(start, end)}
