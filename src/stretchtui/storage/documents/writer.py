"""Writes a document in the format that the file's name asks for."""

from pathlib import Path

from stretchtui.core.documents.html import html
from stretchtui.core.documents.model import Document
from stretchtui.core.documents.svg_page import svg_pages
from stretchtui.core.words import listed
from stretchtui.storage.files.atomic import write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError

FORMATS = (".html", ".svg", ".pdf")
NO_PDF = "a PDF needs one package more: pipx inject stretchtui fpdf2 (or pip install 'stretchtui[pdf]')"


def save_document(document: Document, path: Path) -> tuple[Path, ...]:
    """Write each file whole or not at all; which they are: of SVG one for each page, numbered from the second on.

    Raises `StorageError`, with a line, for an unknown format, where the package for PDF is missing, and where a file
    can't be written.
    """
    files = _files(document, path)
    for target, data in files.items():
        write_atomic(target, data)
    return tuple(files)


def _files(document: Document, path: Path) -> dict[Path, bytes]:
    suffix = path.suffix.lower()
    if suffix == ".html":
        return {path: html(document).encode()}
    if suffix == ".svg":
        first, *others = svg_pages(document)
        more = {path.with_stem(f"{path.stem}-{n}"): text.encode() for n, text in enumerate(others, start=2)}
        return {path: first.encode(), **more}
    if suffix == ".pdf":
        return {path: _pdf(document, path)}
    known = listed((f"{path.stem or 'sheet'}{one}" for one in FORMATS), "or")
    raise StorageError(Problem(path, None, f"is of no format that can be written; call it {known}"))


def _pdf(document: Document, path: Path) -> bytes:
    try:
        from stretchtui.storage.documents.pdf import pdf  # noqa: PLC0415  (the package may not be installed)
    except ModuleNotFoundError:
        raise StorageError(Problem(path, None, NO_PDF)) from None
    try:
        return pdf(document)
    except ValueError as error:
        raise StorageError(Problem(path, None, str(error))) from None
