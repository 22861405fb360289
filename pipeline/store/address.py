"""Where a database is: the path of a SQLite file, or the address of a PostgreSQL database."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from models.errors import WrongUse
from models.language import say

if TYPE_CHECKING:  # commands that open no database start without the library
    from sqlalchemy import URL

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+://")
_POSTGRES: Final = frozenset({"postgresql", "postgresql+psycopg", "postgres"})
_DRIVER: Final = "postgresql+psycopg"
_SECRET: Final = re.compile("pass|secret|token", re.IGNORECASE)
_HIDDEN: Final = "***"


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a PostgreSQL database (postgresql+psycopg://user@host/name). As text it shows no
    password."""

    url: "URL" = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """The address that is written as `text`.

        Raises:
            WrongUse: it is of another kind of database, or of none.
        """
        from sqlalchemy import exc, make_url

        try:
            url = make_url(text)
            known = url.drivername in _POSTGRES
        except (exc.ArgumentError, ValueError):
            known = False
        if not known:
            # what was typed may hold a password: only its beginning is told
            raise WrongUse(
                say(
                    "{scheme}…: is not the address of a PostgreSQL database: write"
                    " postgresql+psycopg://USER@HOST/NAME, or name a file",
                    scheme=text.partition("://")[0] + "://",
                )
            )
        return cls(url.set(drivername=_DRIVER))

    def __str__(self) -> str:
        """The address without what is secret in it."""
        shown = self.url.update_query_dict({name: _HIDDEN for name in self.url.query if _SECRET.search(name)})
        return shown.render_as_string(hide_password=True)

    def secrets(self) -> tuple[str, ...]:
        """What must not be shown."""
        hidden = (value for name, value in self.url.query.items() if _SECRET.search(name))
        return tuple(str(value) for value in (self.url.password, *hidden) if value)


Where = Path | Address


def where(text: str) -> Where:
    """What is meant by the text of --db.

    Raises:
        WrongUse: it looks like an address, but of no database that is known.
    """
    return Address.of(text) if _SCHEME.match(text) else Path(text)


def file_at(place: Where, text: str) -> Path:
    """The file, for what works on a file only.

    Raises:
        WrongUse: it is an address; `text` says why it does not work there, and what does.
    """
    if isinstance(place, Address):
        raise WrongUse(say("{path}: {text}", path=place, text=text))
    return place
