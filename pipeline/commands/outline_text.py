"""How an outline looks."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from models.language import many, say
from pipeline.ask.outline import Outline, OutlineBox, OutlineNode, OutlineTable
from pipeline.commands import terminal
from pipeline.commands.codes import code_name
from pipeline.commands.version_line import version_line

_QUIET = "dim"


def outline_text(read: Outline) -> Iterator[RenderableType]:
    """The plan's title and file, and the tree."""
    version, root = read.version, read.root
    yield Text(terminal.printable(version.title), style="bold")
    yield Text(terminal.printable(version_line(version)), style=_QUIET)
    tree = Tree("", hide_root=True)
    if _own_counts(root):
        tree.add(Text(say("(before the first heading)") + _own_counts(root), style=_QUIET))
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
        many(node.n_hidden, "{n} subheading", "{n} subheadings") if node.n_hidden else "",
        many(node.paragraphs, "{n} paragraph", "{n} paragraphs") if node.paragraphs else "",
        many(node.figures, "{n} figure", "{n} figures") if node.figures else "",
    ]
    return f"  {say(', ').join(filter(None, parts))}" if any(parts) else ""


def _hanging(item: OutlineTable | OutlineBox) -> RenderableType:
    if isinstance(item, OutlineBox):
        name = f"{item.label} {item.title}".strip()
        body = Text.assemble(
            terminal.printable(name), ("  " + many(item.n_items, "{n} item", "{n} items"), _QUIET)
        )
        return terminal.hanging(say("box") + "  ", body, style="magenta")
    size = [many(item.n_rows, "{n} row", "{n} rows"), many(item.n_cols, "{n} column", "{n} columns")]
    if item.continues is not None:
        size.append(say("continues table {table}", table=item.continues))
    kind = say("table") if item.kind == "other" else say("{kind} table", kind=_table_kind(item.kind))
    caption = terminal.printable(item.caption) or say("(table {table})", table=item.table_id)
    body = Text.assemble(caption, ("  " + say(", ").join(size), _QUIET))
    return terminal.hanging(f"{kind}  ", body, style="green")


def _table_kind(kind: str) -> str:
    """What stands before 表: the names of the kinds end in it."""
    return code_name("kind", kind).removesuffix("表")


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
