"""A routine as a page to print, a routine or a programme as a file for somebody else, in the folder of the run."""

from collections.abc import Callable
from pathlib import Path

from stretchtui.core.catalog.model import Programme, Routine
from stretchtui.core.text import clean
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.base_app import BaseApp

DAYS = 14
"""Boxes to tick on a sheet that was asked for by one key."""


async def write_sheet(app: BaseApp, routine: Routine) -> None:
    """Write the sheet of a routine, and say where it is."""

    def write() -> Path:
        from stretchtui.application.sheet import Asked, sheet_of  # noqa: PLC0415  (with all that draws)
        from stretchtui.storage.documents.writer import save_document  # noqa: PLC0415

        path = Path.cwd() / f"sheet-{routine.id}.html"
        save_document(sheet_of(app.context, Asked([routine.id], days=DAYS)), path)
        return path

    await _written(app, write, "Open it in a browser to print it.")


async def write_share(app: BaseApp, what: Routine | Programme) -> None:
    """Write the file that somebody else takes in, and say where it is."""

    def write() -> Path:
        from stretchtui.application.sharing import shared  # noqa: PLC0415
        from stretchtui.storage.catalog.share import bundle_text  # noqa: PLC0415
        from stretchtui.storage.files.atomic import write_atomic  # noqa: PLC0415

        path = Path.cwd() / f"{what.id}.toml"
        write_atomic(path, bundle_text(shared(app.context, [what.id]), path.name).encode())
        return path

    await _written(app, write, "stretchtui import takes it in.")


async def _written(app: BaseApp, write: Callable[[], Path], then: str) -> None:
    try:
        path = await app.on_disk(write)
    except StorageError as error:
        app.notify(str(error), severity="error", markup=False, timeout=8)
    else:
        app.notify(clean(f"Wrote {path}. {then}"), markup=False, timeout=8)
