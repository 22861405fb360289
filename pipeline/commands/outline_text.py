"""How an outline looks."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from pipeline.ask.outline import Outline, OutlineBox, OutlineNode, OutlineTable
from pipeline.commands import terminal

_QUIET = "dim"


def outline_text(read: Outline) -> Iterator[RenderableType]:
    """The plan's title and file, and the tree."""
    version, root = read.version, read.root
    state = "current" if version.is_current else "not current"
    yield Text(terminal.printable(version.title), style="bold")
    yield Text(
        terminal.printable(f"{version.plan}, version {version.version} ({state}), {version.file_name}"),
        style=_QUIET,
    )
    tree = Tree("", hide_root=True)
    if _own_counts(root):
        tree.add(Text(f"(before the first heading){_own_counts(root)}", style=_QUIET))
    _add_below(tree, root)
    yield tree


def _add_below(branch: Tree, node: OutlineNode) -> None:
    for item in node.hangs:
        branch.add(_hanging(item))
    for child in node.children:
        _add_below(branch.add(terminal.hanging("", _heading(child))), child)


def _heading(node: OutlineNode) -> Text:
    label = f"{node.label} " if node.label and node.label[-1].isalnum() else node.label
    return Text.assemble(
        (terminal.printable(label + node.title), "bold" if node.level == 1 else ""),
        (_own_counts(node), _QUIET),
    )


def _own_counts(node: OutlineNode) -> str:
    parts = [
        terminal.counted(number, noun)
        for number, noun in (
            (node.n_hidden, "subheading"),
            (node.paragraphs, "paragraph"),
            (node.figures, "figure"),
        )
        if number
    ]
    return f"  {', '.join(parts)}" if parts else ""


def _hanging(item: OutlineTable | OutlineBox) -> RenderableType:
    if isinstance(item, OutlineBox):
        name = f"{item.label} {item.title}".strip()
        body = Text.assemble(
            terminal.printable(name), (f"  {terminal.counted(item.n_items, 'item')}", _QUIET)
        )
        return terminal.hanging("box  ", body, style="magenta")
    size = f"  {terminal.counted(item.n_rows, 'row')}, {terminal.counted(item.n_cols, 'column')}"
    origin = f", continues table {item.continues}" if item.continues is not None else ""
    kind = "table" if item.kind == "other" else f"{item.kind} table"
    body = Text.assemble(
        terminal.printable(item.caption) or f"(table {item.table_id})", (size + origin, _QUIET)
    )
    return terminal.hanging(f"{kind}  ", body, style="green")


def outline_json(read: Outline) -> dict[str, object]:
    """The outline for programs; each item under a heading says whether it is a table or a box."""
    return {**asdict(read.version), "outline": _node_json(read.root)}


def _node_json(node: OutlineNode) -> dict[str, object]:
    names = ("heading_id", "level", "label", "title", "paragraphs", "figures", "n_hidden")
    hangs = [
        {"what": "box" if isinstance(item, OutlineBox) else "table", **asdict(item)} for item in node.hangs
    ]
    return {
        **{name: getattr(node, name) for name in names},
        "hangs": hangs,
        "children": [_node_json(child) for child in node.children],
    }
