"""Positional XPaths, built while walking: asking lxml for each element's path would make reading
quadratic."""

from collections.abc import Container, Iterator
from functools import lru_cache

from lxml.etree import _Element as Element

from parsers.word.ooxml import W_NAMESPACE


def stepped(parent: Element, wanted: Container[str]) -> Iterator[tuple[Element, str, str]]:
    """The children of these tags, each with its tag and the XPath step to it: prefixed name and position
    among its like."""
    seen: dict[str, int] = {}
    for child in parent:
        tag = child.tag
        if tag in wanted:
            place = seen[tag] = seen.get(tag, 0) + 1
            yield child, tag, f"/{step_name(tag, child.prefix)}[{place}]"


@lru_cache(maxsize=512)
def step_name(tag: str, prefix: str | None) -> str:
    """`w:p`; where the part uses a default namespace, a test that needs no prefix."""
    local = tag.rpartition("}")[2]
    if prefix:
        return f"{prefix}:{local}"
    return f"w:{local}" if tag.startswith(f"{{{W_NAMESPACE}}}") else f"*[local-name()='{local}']"


def path_below(ancestor: Element, element: Element) -> str:
    """The XPath from `ancestor` (without it) down to `element`."""
    names = []
    while element is not ancestor:
        parent = element.getparent()
        assert parent is not None, "element lies below its ancestor"
        place = sum(1 for _ in element.itersiblings(str(element.tag), preceding=True)) + 1
        names.append(f"/{step_name(str(element.tag), element.prefix)}[{place}]")
        element = parent
    return "".join(reversed(names))
