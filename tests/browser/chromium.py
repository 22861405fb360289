"""Debian's chromium, headless, for pages on disk or on loopback; and axe-core in it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

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
    "--lang=zh-CN",
)


@contextmanager
def chromium(*, width: int = 1366, height: int = 900, dark: bool = False) -> Iterator[Chrome]:
    """A browser with a profile of its own, its console recorded."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in (*_ARGUMENTS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            scheme = "dark" if dark else "light"
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            yield driver
        finally:
            driver.quit()


def show(driver: Chrome, page: Path, fragment: str = "") -> None:
    """Open a page from disk, as a double click would."""
    driver.get("about:blank")
    driver.get(page.resolve().as_uri() + (f"#{fragment}" if fragment else ""))


def complaints(driver: Chrome) -> list[str]:
    """What the console holds since it was last asked: errors, warnings, refusals of the Content-Security-Policy."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


def accessibility_faults(driver: Chrome) -> list[str]:
    """Violations that axe-core finds in the page as it stands (WCAG 2.2 A and AA, best practices), each with a node."""
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found: dict[str, Any] = driver.execute_async_script(
        "const done = arguments[0]; axe.run(document).then(done, error => done({violations: [], error: String(error)}));"
    )
    assert "error" not in found, found["error"]
    return [f"{rule['id']} ({rule['impact']}): {rule['help']}; {rule['nodes'][0]['html'][:200]}" for rule in found["violations"]]
