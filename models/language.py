"""The language people are spoken to in, and every sentence looked up in one catalogue of translations.

Sentences stand in the code in English and are given to `say` or `many`; `locale/zh/LC_MESSAGES/plantrace.po`
holds their Chinese (GNU gettext; `python -m pipeline.translations` gathers and compiles them). What a program
reads (keys, codes, columns) never goes through here.
"""

import errno
import gettext
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final, Literal

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
VARIABLE: Final = "PLANTRACE_LANG"
DOMAIN: Final = "plantrace"
FOLDER: Final = Path(__file__).with_name("locale")
# what POSIX asks for a message's language, first one set wins
_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_WINDOWS_CHINESE: Final = 0x04  # LANG_CHINESE, the primary language of winnt.h
_in_force: list[Language] = []


def say(message: str, /, **values: object) -> str:
    """The sentence in the language in force, `{places}` filled with the values.

    >>> say("{number} is no number of a version", number=0)
    '0 is no number of a version'
    """
    told = _catalogue(language()).gettext(message)
    return told.format(**values) if values else told


def many(number: int, one: str, more: str, /, **values: object) -> str:
    """The sentence for one or for several; `{n}` is the number.

    >>> many(2, "{n} table", "{n} tables")
    '2 tables'
    """
    told = _catalogue(language()).ngettext(one, more, number)
    return told.format(n=f"{number:,}", **values)


def later(message: str) -> str:
    """The sentence as it is, noted for the catalogue: it is given to `say` where it is shown."""
    return message


# what the system says in English whatever is asked of it (errno.h)
_SYSTEM_REASONS: Final = {
    errno.ENOENT: later("No such file or directory"),
    errno.EACCES: later("Permission denied"),
    errno.EPERM: later("Operation not permitted"),
    errno.EEXIST: later("File exists"),
    errno.ENOTDIR: later("Not a directory"),
    errno.EISDIR: later("Is a directory"),
    errno.ENOSPC: later("No space left on device"),
    errno.EROFS: later("Read-only file system"),
    errno.ENAMETOOLONG: later("File name too long"),
    errno.EIO: later("Input/output error"),
    errno.EFBIG: later("File too large"),
    errno.EBUSY: later("Device or resource busy"),
    errno.EADDRINUSE: later("Address already in use"),
    errno.EADDRNOTAVAIL: later("Cannot assign requested address"),
}


def system_reason(error: OSError) -> str:
    """What the system says went wrong, in the language in force where it is known."""
    known = _SYSTEM_REASONS.get(error.errno or 0)
    return say(known) if known else str(error.strerror or error)


def language() -> Language:
    """The language in force: as `speaking` says, else as the environment asks."""
    return _in_force[-1] if _in_force else preferred(os.environ)


def preferred(environment: Mapping[str, str]) -> Language:
    """PLANTRACE_LANG, else the language of the locale; English for any other than Chinese.

    >>> preferred({"LANG": "zh_CN.UTF-8"}), preferred({"LANG": "zh_CN.UTF-8", "PLANTRACE_LANG": "en"})
    ('zh', 'en')
    """
    asked = environment.get(VARIABLE, "").lower()
    for known in LANGUAGES:
        if asked.startswith(known):
            return known
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    if locale:
        return "zh" if locale.lower().startswith(("zh", "chinese")) else "en"
    return "zh" if _is_chinese_windows() else "en"


def _is_chinese_windows() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return int(ctypes.windll.kernel32.GetUserDefaultUILanguage()) & 0x3FF == _WINDOWS_CHINESE


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Until the end everything is said in this language: by processes started meanwhile too, and by click,
    which asks gettext for its own sentences."""
    before = {name: os.environ.get(name) for name in (VARIABLE, "LANGUAGE")}
    domain = gettext.textdomain()
    _in_force.append(chosen)
    os.environ |= {VARIABLE: chosen, "LANGUAGE": chosen}
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        _in_force.pop()
        gettext.textdomain(domain)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@cache
def _catalogue(chosen: Language) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, str(FOLDER), [chosen], fallback=True)
