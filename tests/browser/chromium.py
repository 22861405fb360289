"""Debian's chromium, headless, for pages on disk or on loopback: what a user sees, what the console and the
network saw, axe-core."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from tests.machine import AXE

_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-ipc-flooding-protection",  # a test selects more records a second than a person can
    "--lang=zh-CN",
    "--accept-lang=zh-CN",
)
_SECONDS = 10
WIDE = (1366, 900)
PHONE = (390, 844)
Seen = TypeVar("Seen")


@contextmanager
def chromium(*, width: int = WIDE[0], height: int = WIDE[1], dark: bool = False) -> Iterator[Chrome]:
    """A browser with a profile of its own, its console and its requests recorded; it prefers Chinese."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in (*_ARGUMENTS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
        driver = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            resize(driver, width, height)
            colours(driver, dark=dark)
            driver.get("about:blank")
            requested(driver)  # what the browser's own start page asked for
            yield driver
        finally:
            driver.quit()


def show(driver: Chrome, page: Path, fragment: str = "") -> None:
    """Open a page from disk, as a double click would."""
    driver.get("about:blank")  # an address that differs in its fragment only would not be opened anew
    driver.get(page.resolve().as_uri() + (f"#{fragment}" if fragment else ""))


def resize(driver: Chrome, width: int, height: int) -> None:
    """The size of what is seen of the page in CSS pixels; a window of a desktop is never narrower than
    500."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )


def colours(driver: Chrome, *, dark: bool = False, media: str = "") -> None:
    """What the system prefers, and the medium: `print`, or the screen."""
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    still = {"name": "prefers-reduced-motion", "value": "reduce"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [scheme, still]})


def wait(driver: Chrome, seen: Callable[[], Seen], what: str) -> Seen:
    """What `seen` gives as soon as it is something; an element that was just drawn anew is looked at
    again."""
    waiting = WebDriverWait(
        driver, _SECONDS, poll_frequency=0.02, ignored_exceptions=[StaleElementReferenceException]
    )
    return waiting.until(lambda _: seen(), f"not seen in {_SECONDS} s: {what}")


def painted(driver: Chrome) -> None:
    """Return when the page has been painted twice: what it does after a click, in frames of its own, is
    done."""
    driver.execute_async_script(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done,"
        " 0)));"
    )


def complaints(driver: Chrome) -> list[str]:
    """What the console holds since it was last asked: errors, warnings, refusals of the
    Content-Security-Policy."""
    return [
        entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")
    ]


def requested(driver: Chrome) -> list[str]:
    """The addresses asked for since it was last asked, seen where they leave the page (DevTools, Network)."""
    events = (json.loads(entry["message"])["message"] for entry in driver.get_log("performance"))
    return [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]


def accessibility_faults(driver: Chrome, *rules: str) -> list[str]:
    """Violations that axe-core finds in the page as it stands (WCAG 2.2 A and AA, best practices), each with
    a node; of these rules only, if any.

    All links of a page that works offline lead within it. axe takes such a link for a skip link as soon as it
    is scrolled out of sight, so this one rule is left out; test_keyboard holds the skip link itself.
    """
    if not driver.execute_script("return Boolean(window.axe)"):
        driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    wanted = (
        {"runOnly": {"type": "rule", "values": rules}}
        if rules
        else {"rules": {"skip-link": {"enabled": False}}}
    )
    found: dict[str, Any] = driver.execute_async_script(
        "const done = arguments[1];axe.run(document, {resultTypes: ['violations'], ...arguments[0]})"
        ".then(done, error => done({violations: [], error: String(error)}));",
        wanted,
    )
    assert "error" not in found, found["error"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}; {rule['nodes'][0]['html'][:200]}"
        for rule in found["violations"]
    ]
