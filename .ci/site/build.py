"""The documentation as a site: the pages of docs/ and those at the top of the repository in one folder, links
between them as they lie there, then Sphinx, to which a warning is a fault (a link that leads nowhere, a page
that no list names)."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# pages that lie elsewhere, and what they are called in the site
TOP = {
    "README.md": "quick.md",
    "README.zh.md": "quick.zh.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
    "raw/README.md": "sample.md",
    "LICENSE": "license.txt",
    "NOTICE": "notice.txt",
}
_LINK = re.compile(r"\[([^][]*)\]\((?![a-z]+:|#)([^)#\s]+)(#[^)]*)?\)")


def linked(text: str, folder: Path) -> str:
    """The page with its links as they are in the site; `folder` is where it lies in the repository. What is
    no page (a file of the code) is named without a link."""

    def moved(match: re.Match[str]) -> str:
        path = Path(os.path.normpath(folder / match[2])).as_posix()
        if path in TOP or path.startswith("docs/"):
            return f"[{match[1]}]({TOP.get(path, path.removeprefix('docs/'))}{match[3] or ''})"
        return match[1]

    return _LINK.sub(moved, text)


def gathered(folder: Path) -> None:
    """All pages, with the pictures."""
    shutil.copytree(ROOT / "docs", folder, ignore=shutil.ignore_patterns("*.md", "schemas"))
    shutil.copy(HERE / "index.md", folder)
    pages = {path.relative_to(ROOT).as_posix(): path.name for path in ROOT.glob("docs/*.md")} | TOP
    for path, name in pages.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        (folder / name).write_text(linked(text, Path(path).parent), encoding="utf-8")


def main() -> int:
    """Builds it into output/site, or the folder that is named."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "output" / "site").resolve()
    with TemporaryDirectory() as work:
        pages = Path(work, "pages")
        gathered(pages)
        options = ["-q", "-W", "--keep-going", "-b", "html", "-c", str(HERE), "-d", str(Path(work, "kept"))]
        command = [sys.executable, "-m", "sphinx", *options, str(pages), str(site)]
        environment = {**os.environ, "PLANTRACE_SITE_WORK": work}
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - of ours


if __name__ == "__main__":
    sys.exit(main())
