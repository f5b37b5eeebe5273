"""The pages to read: Markdown files with a TOML front matter between two lines of `+++`."""

from pathlib import Path

from stretchtui.core.catalog.pages import Front, Page, blocks_of
from stretchtui.core.text import clean
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.places import shipped
from stretchtui.storage.toml.decode import decode
from stretchtui.storage.toml.source import TomlSource, read_text

FENCE = "+++"

FIRST = "first-start"
"""The page that has to be accepted before the first stretch."""


def load_pages(folder: Path) -> tuple[tuple[Page, ...], list[Problem]]:
    """All pages of a folder in their order; one that is wrong is told and left out."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        try:
            pages.append(load_page(path))
        except StorageError as error:
            problems += error.problems
    return tuple(sorted(pages, key=lambda page: (page.front.order, page.id))), problems


def first_page_file() -> Path:
    """Where the page is that has to be accepted before the first stretch."""
    return shipped("catalog") / f"{FIRST}.md"


def first_page() -> Page:
    """The page that has to be accepted before the first stretch."""
    return load_page(first_page_file())


def learn_page(name: str) -> Page:
    """One of the shipped pages, by the name of its file."""
    return load_page(shipped("catalog") / "learn" / f"{name}.md")


def load_page(path: Path) -> Page:
    """One page. Raises `StorageError` where it can't be read, or its front matter is wrong."""
    text = read_text(path)
    before, fence, rest = text.partition(f"{FENCE}\n")
    front, end, body = rest.partition(f"\n{FENCE}\n")
    if before or not fence or not end:
        raise StorageError(Problem(path, 1, f"expected a title and the like between two lines of {FENCE}"))
    source = TomlSource(path, f"\n{front}")  # the fence is the file's first line
    problems: list[Problem] = []
    decoded = decode(
        source.data, Front, lambda key, message: problems.append(Problem(path, source.line("", None, key), message))
    )
    if decoded is None:
        raise StorageError(*problems)
    return Page(path.stem, decoded, tuple(blocks_of("\n".join(map(clean, body.splitlines())))))
