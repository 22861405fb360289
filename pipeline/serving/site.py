"""Datasette over one database of plans: what it serves, what it refuses, and the rules its answers are sent
under."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlencode

from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.plugins import pm  # type: ignore[import-untyped]

from models.language import LANGUAGES, Language, say
from pipeline.serving import plugin
from pipeline.serving.database import PlanDatabase
from pipeline.serving.downloads import is_csv, safe_rows
from pipeline.serving.examples import first_values
from pipeline.serving.metadata import DATABASE, metadata
from pipeline.serving.pages import Build, DocumentPages, build_report
from pipeline.serving.queries import QUERIES
from pipeline.serving.relations import PUBLIC

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Answer = tuple[int, str, str]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SETTINGS: Final = {
    "default_page_size": 100,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 200,
    "suggest_facets": False,
    "allow_download": False,
    "allow_csv_stream": True,
    "max_csv_mb": 100,
    "default_cache_ttl": 0,
    "truncate_cells_html": 4000,
    "template_debug": False,
    "trace_debug": False,
}
# the pages of Datasette hold inline scripts and styles of its own; nothing is loaded from, or sent to,
# anywhere else
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self'"
    " data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
_METHODS: Final = ("GET", "HEAD", "OPTIONS")
# they would tell a stranger about the machine, and a plan's reader nothing
_CLOSED: Final = (
    "/-/databases",
    "/-/threads",
    "/-/versions",
    "/-/plugins",
    "/-/patterns",
    "/-/messages",
    "/-/permissions",
    "/-/allow-debug",
)


# what a reader chose with the switch, for the answer that is being made
_CHOSEN: Final[ContextVar[Language | None]] = ContextVar("chosen", default=None)
_COOKIE: Final = "plantrace-language"
_SWITCH: Final = "/-/plantrace-language"


@dataclass(frozen=True, slots=True)
class Site:
    """What the hooks need to know: the file, the language it was started in, the pages of the documents."""

    file: Path
    started_in: Language
    pages: DocumentPages

    @property
    def language(self) -> Language:
        """The language of the answer that is being made."""
        return _CHOSEN.get() or self.started_in


class PlanDatasette(Datasette):  # type: ignore[misc]
    """Datasette with one database, ours, and its doors closed."""

    def __init__(self, site: Site, hosts: tuple[str, ...] | None) -> None:
        """`hosts` are the names it answers to, None for any."""
        self.site = site
        self._hosts = hosts
        folder = files("pipeline.serving")
        super().__init__(
            settings=SETTINGS,
            template_dir=str(folder / "templates"),
            static_mounts=[("plantrace-static", str(folder / "static"))],
        )
        self.remove_database("_memory")  # any SQL could be run there, beside our limits
        self.add_database(PlanDatabase(self, site.file), name=DATABASE)

    def _metadata_sources(self, key: Any, database: Any, table: Any) -> Iterator[Any]:
        yield _metadata(self.site.file.name, self.site.language)

    async def permission_allowed(
        self, actor: Any, action: str, resource: Any = None, default: object = False
    ) -> Any:
        """Only what is public can be seen, and nothing downloaded as a file."""
        if action == "view-table" and str(resource[1]).lower() not in PUBLIC:
            return False
        if action in ("view-database-download", "debug-menu", "permissions-debug"):
            return False
        return await super().permission_allowed(actor, action, resource, default)

    def app(self) -> Application:
        """The ASGI application behind our own rules."""
        inner: Application = super().app()

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                return await inner(scope, receive, send)
            _CHOSEN.set(_language_of(scope))
            answer = self._refused(scope) or _switched(scope) or await self._asked_first(scope)
            if answer:
                return await _answer(send, *answer)
            told = _with_headers(send)
            return await inner(scope, receive, safe_rows(told) if is_csv(scope["path"]) else told)

        return application

    def _refused(self, scope: Scope) -> Answer | None:
        """A page elsewhere can lead a browser to this address under a name of its own (DNS rebinding);
        internal pages are closed."""
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if self._hosts is not None and name.lower() not in self._hosts:
            return 421, "", say("{name}: this server does not answer to that name\n", name=name)
        if scope["method"] not in _METHODS:
            return 405, "", say("pages are read here, nothing else\n")
        return (404, "", say("there is no such page\n")) if scope["path"].startswith(_CLOSED) else None

    async def _asked_first(self, scope: Scope) -> Answer | None:
        """A ready query that is asked with nothing is asked with an example."""
        if scope["method"] != "GET" or scope["query_string"]:
            return None
        query = next((query for query in QUERIES if scope["path"] == f"/{DATABASE}/{query.name}"), None)
        if query is None:
            return None
        try:
            values = await first_values(self.get_database(DATABASE), query)
        except sqlite3.Error:  # Datasette will meet it too, and tell it
            return None
        return 302, f"{scope['path']}?{urlencode(values)}", ""


@cache
def _metadata(name: str, language: Language) -> dict[str, Any]:
    """Made once for each language: Datasette asks for it many times a page."""
    return metadata(name, language)


def _language_of(scope: Scope) -> Language | None:
    """The language that a reader chose, from the cookie that the switch set."""
    cookies = SimpleCookie(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
    chosen = cookies[_COOKIE].value if _COOKIE in cookies else ""
    return next((known for known in LANGUAGES if known == chosen), None)


def _switched(scope: Scope) -> Answer | None:
    """Back to the page one comes from, in the other language; never to another site."""
    if scope["path"] != _SWITCH:
        return None
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    back, to = asked.get("back", ["/"])[0], asked.get("to", [""])[0]
    inside = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return 302, quote(back if inside else "/", safe="/?&=%#+:;,@!*'()~-._"), to if to in LANGUAGES else ""


async def _answer(send: Send, status: int, location: str, text: str) -> None:
    """A text, or the way to another page; `text` is then the language to remember, if any."""
    cookie = f"{_COOKIE}={text}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict" if location else ""
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        *([(b"location", location.encode())] if location else []),
        *([(b"set-cookie", cookie.encode())] if cookie and text else []),
        *_HEADERS,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if location else text.encode()})


def _with_headers(send: Send) -> Send:
    async def sending(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            stated = [(name.lower(), value) for name, value in message.get("headers", [])]
            names = {name for name, _ in stated}
            policy = (
                [] if b"content-security-policy" in names else [(b"content-security-policy", POLICY.encode())]
            )
            message = {
                **message,
                "headers": [*stated, *(header for header in _HEADERS if header[0] not in names), *policy],
            }
        await send(message)

    return sending


def make_site(
    file: Path, language: Language = "zh", *, host: str = "127.0.0.1", build: Build = build_report
) -> PlanDatasette:
    """A Datasette that serves a database file; `host` is the address it will listen on, `build` makes the
    page of a document."""
    if not pm.has_plugin(plugin.__name__):
        pm.unregister(
            name="datasette.handle_exception"
        )  # prints every missing page as a traceback with all variables
        pm.register(plugin, plugin.__name__)
    loopback = is_loopback(host)
    return PlanDatasette(
        Site(file, language, DocumentPages(file, build)), (*_LOOPBACK, host.lower()) if loopback else None
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    return host.lower() == "localhost" or host == "::1" or host.startswith("127.")
