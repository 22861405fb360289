"""Numbers of the house, by hand: `python -m tests.measures` prints them, one a line.

Rooms, arrows between rooms, floors and circles (each package that is no room counts as one of its own); files
that name a kind of record; width of lines; comments; comprehensions and functions.
"""

import ast
import io
import re
import tokenize
from pathlib import Path

from tests.test_layers import ALLOWED, FLOORS, imported, modules, room

KINDS = re.compile(r"\"(indicator|project|task|box_item)\"")
WIDE = 100
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def sources() -> list[Path]:
    return [path for package in ALLOWED for path in modules(package)]


def rooms_of() -> dict[str, set[str]]:
    """The rooms of pipeline/ and what each imports of the others."""
    found: dict[str, set[str]] = {}
    for path in modules("pipeline"):
        others = {name.split(".")[1] for name in imported(path) if name.startswith("pipeline.")}
        found.setdefault(room(path), set()).update(others - {room(path), "__init__"})
    return found


def circles() -> int:
    """How many rooms reach themselves again."""
    arrows = rooms_of()

    def reached(start: str) -> set[str]:
        waiting, seen = [*arrows[start]], set[str]()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += arrows.get(name, ())
        return seen

    return sum(name in reached(name) for name in arrows)


def comments(path: Path) -> int:
    """Lines that are a comment or end in one."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return sum(token.type == tokenize.COMMENT for token in tokens)


def counted(path: Path, *kinds: type[ast.AST]) -> int:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return sum(isinstance(node, kinds) for node in ast.walk(tree))


def texts_of(path: Path) -> set[int]:
    """The lines on which a string stands: docstrings, sentences for people, patterns, SQL."""
    strings = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {line for node in strings for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def wide_code(path: Path) -> int:
    """Wide lines without a string: what could have been said in smaller steps."""
    texts, lines = texts_of(path), path.read_text(encoding="utf-8").splitlines()
    return sum(len(line) > WIDE and number not in texts for number, line in enumerate(lines, start=1))


def main() -> None:
    """Prints them."""
    paths = sources()
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    wide = sum(len(line) > WIDE for line in lines)
    functions = sum(counted(path, ast.FunctionDef, ast.AsyncFunctionDef) for path in paths)
    comprehensions = sum(counted(path, *_COMPREHENSIONS) for path in paths)
    noted = sum(map(comments, paths))
    rooms = rooms_of()
    named = [path for path in paths if KINDS.search(path.read_text(encoding="utf-8"))]
    qualifier = [path for path in paths if "target_qualifier" in path.read_text(encoding="utf-8")]
    print(f"modules: {len(paths)}, lines: {len(lines)}, above 300 lines: {_long(paths)}")
    print(f"rooms: {len(rooms)}, arrows: {sum(map(len, rooms.values()))}, floors: {len(FLOORS)}")
    print(f"rooms in a circle: {circles()}")
    print(f"files that name a kind of record: {len(named)}; target_qualifier: {len(qualifier)}")
    code = sum(map(wide_code, paths))
    print(f"lines over {WIDE} columns: {wide} ({wide / len(lines):.1%}); without a string: {code}")
    print(f"comments: {noted} ({noted / len(lines):.1%} of lines)")
    print(f"comprehensions: {comprehensions} in {functions} functions ({comprehensions / functions:.0%})")


def _long(paths: list[Path]) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) > 300 for path in paths)


if __name__ == "__main__":
    main()
