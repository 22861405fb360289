"""Writes docs/schemas/*.json into this checkout: `python -m pipeline.schemas`."""

import json
from pathlib import Path

from pipeline.schemas.outputs import OUTPUTS, schema_of


def written(command: str) -> str:
    """The file of one command."""
    return json.dumps(schema_of(command), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """One file a command."""
    folder = Path(__file__).resolve().parents[2] / "docs" / "schemas"
    folder.mkdir(exist_ok=True)
    for command in OUTPUTS:
        (folder / f"{command}.json").write_text(written(command), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
