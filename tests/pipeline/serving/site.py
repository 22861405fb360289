"""A served database in this process: the sample plans in both versions, and one way to ask it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.serving.pages import Build
from pipeline.serving.site import make_site
from pipeline.serving.wording import Language

PLANS = "/plans"


def stub_page(_connection: object, plan: str, version: int) -> str:
    """A page of a document as short as may be, with a policy of its own."""
    return (
        '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;"><p'
        f' id="block-1">{plan} {version}</p>'
    )


class Asked:
    """Asks a site, follows nothing."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def __call__(self, path: str, method: str = "get", **more: Any) -> Any:
        return asyncio.run(self.site.client.request(method, path, **more))

    def sql(self, text: str, **parameters: str) -> Any:
        """The answer to arbitrary SQL as JSON."""
        return self(f"{PLANS}.json", params={"sql": text, "_shape": "arrays", **parameters})

    def rows(self, text: str, **parameters: str) -> list[list[Any]]:
        answer = self.sql(text, **parameters)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["rows"])

    def error(self, text: str) -> str:
        answer = self.sql(text)
        assert answer.status_code == 400, answer.text
        return str(answer.json()["error"])


@contextmanager
def served(
    path: Path, language: Language = "zh", host: str = "127.0.0.1", build: Build = stub_page
) -> Iterator[Asked]:
    site = make_site(path, language, host=host, build=build)
    try:
        yield Asked(site)
    finally:
        site.get_database("plans").close()
        site.executor.shutdown()
