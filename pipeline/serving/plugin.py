"""The hooks of Datasette that show plans: cells that link, pages of documents, words and values for the
templates, errors in one line."""

import sqlite3
import sys
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from datasette import Response, hookimpl  # type: ignore[import-untyped]
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]
from datasette.utils.asgi import Base400  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from markupsafe import Markup

from models.code_names import value_name
from models.errors import DatabaseFault, NotHeld, WrongUse
from models.language import say
from models.view_keys import NUMBERS
from pipeline.serving.examples import CLOSED, first_values, suggestions
from pipeline.serving.landing import documents, totals
from pipeline.serving.links import DOCUMENTS, PLACES, cell, document_path, with_bound
from pipeline.serving.metadata import DATABASE
from pipeline.serving.queries import QUERIES
from pipeline.serving.relations import VIEW_OF_KIND, reading_order
from pipeline.serving.wording import label, texts

_BAD_REQUEST = 400
_NOT_FOUND = 404
_SERVER_FAULT = 500
_UNAVAILABLE = 503
# primary result codes of a file that is moved away, on a share that dropped out, or held by a writer
_AWAY = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)


def _site(datasette: Any) -> Any:
    """What our own Datasette knows; None for any other in the process."""
    return getattr(datasette, "site", None)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(row: Any, value: object, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Links and readable numbers."""
    site = _site(datasette)
    if site is None:
        return None
    values = dict(zip(row.keys(), row, strict=True))
    shown = cell(column, value, values, table, texts(site.language)["document"])
    if shown and column == "value" and (told := with_bound(values, site.language)):
        shown += Markup('<span class="yi">{}</span>').format(told)
    named = "" if shown else value_name(column, value, site.language)
    return Markup('<span title="{}">{}</span>').format(value, named) if named else shown


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """The pages of documents, and the way from a number to its place."""
    if not _site(datasette):
        return []
    return [
        (rf"^{DOCUMENTS}/(?P<plan>[^/]+)/(?P<version>\d{{1,9}})$", document),
        (rf"^{DOCUMENTS}/(?P<plan>[^/]+)$", newest),
        (rf"^{PLACES}/(?P<kind>\w+)/(?P<number>\d{{1,18}})$", place),
    ]


async def _missing(datasette: Any, request: Any, message: str) -> Any:
    """Not Datasette's NotFound, which first leads an address with a % in it to another one."""
    context = {"status": 404, "title": f"{texts(_site(datasette).language)['wrong']} 404", "error": message}
    return Response.html(await datasette.render_template("error.html", context, request=request), status=404)


async def document(request: Any, datasette: Any) -> Any:
    """The page of a version of a plan."""
    try:
        page = await _site(datasette).pages.page(
            unquote(request.url_vars["plan"]), int(request.url_vars["version"])
        )
    except (NotHeld, WrongUse) as error:
        return await _missing(datasette, request, str(error))
    headers = {"Content-Security-Policy": page.policy, "ETag": page.tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == page.tag:
        return Response("", status=304, headers=headers)
    return Response(page.html, status=200, headers=headers, content_type="text/html; charset=utf-8")


async def newest(request: Any, datasette: Any) -> Any:
    """Leads to the page of a plan's current version."""
    plan = unquote(request.url_vars["plan"])
    sql = "SELECT version FROM v_versions WHERE plan = :plan AND is_current = 1"
    found = (await datasette.get_database(DATABASE).execute(sql, {"plan": plan})).first()
    if found is None:
        return await _missing(datasette, request, say("{plan}: no such plan", plan=plan))
    return Response.redirect(document_path(plan, found["version"]))


async def place(request: Any, datasette: Any) -> Any:
    """Leads from the kind and number of a record to its place in the page of its version."""
    kind, number = request.url_vars["kind"], int(request.url_vars["number"])
    view = VIEW_OF_KIND.get(kind)
    if view is None:
        return await _missing(datasette, request, say("{kind}: no such kind of record", kind=kind))
    sql = f"SELECT plan, version FROM {view} WHERE {NUMBERS[view]} = :number"  # noqa: S608
    found = (await datasette.get_database(DATABASE).execute(sql, {"number": number})).first()
    if found is None:
        return await _missing(datasette, request, say("{kind} {n}: not held", kind=kind, n=number))
    return Response.redirect(document_path(found["plan"], found["version"], f"{kind}-{number}"))


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(template: str, datasette: Any, request: Any) -> Mapping[str, object]:
    """Words in the language of the site, and what the landing page and the forms offer; asked for only where
    a template uses it."""
    site = _site(datasette)
    if site is None:
        return {}
    database = datasette.get_database(DATABASE)

    async def asked_first() -> list[tuple[object, Mapping[str, str]]]:
        return [(query, await first_values(database, query)) for query in QUERIES]

    return {
        "t": texts(site.language),
        "language": site.language,
        "file_name": site.file.name,
        "label": lambda name: label(name, site.language),
        "value_name": lambda column, value: value_name(column, value, site.language),
        "reading_order": reading_order,
        "document_path": document_path,
        "asked_first": asked_first,
        "suggestions": lambda parameter: suggestions(database, parameter),
        "documents": lambda: documents(database),
        "totals": lambda: totals(database),
        "plans": DATABASE,
        "here": request.full_path if request else "/",
        "closed": CLOSED,
    }


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Any]:
    """An error as a page, or as JSON where JSON was asked for; a fault of ours is told on the terminal, and
    not to the browser."""

    async def respond() -> Any:
        status, title, message = _told(exception)
        if status == _SERVER_FAULT:
            print(f"plantrace: {request.path}: {type(exception).__name__}: {exception}", file=sys.stderr)
        site = _site(datasette)
        words = texts(site.language if site else "en")
        if status in (_SERVER_FAULT, _UNAVAILABLE):
            message = words["failed" if status == _SERVER_FAULT else "away"]
        if request.path.partition("?")[0].endswith(".json"):
            return Response.json(
                {"ok": False, "error": str(message), "status": status, "title": title}, status=status
            )
        context = {
            "status": status,
            "title": f"{words['wrong']} {status}",
            "error": words["not_found"] if status == _NOT_FOUND else message or words["failed"],
        }
        return Response.html(
            await datasette.render_template("error.html", context, request=request), status=status
        )

    return respond


def _told(exception: Exception) -> tuple[int, str | None, str]:
    if isinstance(exception, DatasetteError):
        message = "" if exception.message_is_html else str(exception.message)
        # told of a request that cannot be met, but some of them as a fault of the server
        status = _BAD_REQUEST if exception.status == _SERVER_FAULT else exception.status
        return status, exception.title, message or say("SQL query took too long; ask for less")
    if isinstance(exception, Base400):
        return exception.status, None, str(exception.args[0]) if exception.args else ""
    if isinstance(exception, QueryInterrupted):
        return _BAD_REQUEST, None, say("SQL query took too long; ask for less")
    if isinstance(exception, DatabaseFault) or _is_away(exception):
        return _UNAVAILABLE, None, ""
    if isinstance(exception, ValueError | KeyError | sqlite3.OperationalError | OverflowError):
        return _BAD_REQUEST, None, str(exception)
    return _SERVER_FAULT, None, str(exception)


def _is_away(exception: Exception) -> bool:
    code = getattr(exception, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in _AWAY
