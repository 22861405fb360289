"""Positional XPaths, built while walking: asking lxml for each element's path would make reading
quadratic."""

from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import _Element as Element

from parsers.word.ooxml import W_NAMESPACE


def counted(parent: Element) -> Iterator[tuple[Element, str, int]]:
    """The children that are elements, each with its tag and its position among its like: what `step` is made
    of, for those of them that are wanted."""
    seen: dict[str, int] = {}
    for child in parent:
        tag = child.tag
        if isinstance(tag, str):
            count = seen[tag] = seen.get(tag, 0) + 1
            yield child, tag, count


def step(child: Element, tag: str, count: int) -> str:
    """The XPath step to a child: prefixed name and position among its like."""
    return f"/{step_name(tag, child.prefix)}[{count}]"


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
