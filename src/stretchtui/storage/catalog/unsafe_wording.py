"""Warnings on files of stretches: moves that the guide says never to do."""

from pathlib import Path

from stretchtui.core.catalog.unsafe_wording import never_in
from stretchtui.storage.catalog.stretches import read_sheet
from stretchtui.storage.files.diagnostics import Problem


def warnings_of(path: Path) -> list[Problem]:
    """What the stretches of a file ask for that should never be done. Mistakes of the file are told elsewhere."""
    sheet = read_sheet(path)
    if sheet.source is None:
        return []
    return [
        Problem(path, sheet.source.line("stretch", number, key), f"warning: stretch {stretch.id!r}: {message}")
        for number, stretch in sheet.entries.get("stretch", ())
        for key, message in never_in(stretch)
    ]
