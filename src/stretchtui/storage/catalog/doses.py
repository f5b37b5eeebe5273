"""doses.toml: the holds and repetitions that the user changed, remembered for next time."""

from pathlib import Path

import msgspec

from stretchtui.core.catalog.dose import Dose, clamp
from stretchtui.core.catalog.model import Stretch
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.toml.decode import mistakes, shown
from stretchtui.storage.toml.edit import set_settings, take_out_table
from stretchtui.storage.toml.source import open_source

_HEADING = "# Holds (s) and repetitions that you changed in stretchtui.\n"
_EXAMPLE = "write hold = 15, reps = 4 under its id"


def load_doses(path: Path) -> tuple[dict[str, Dose], list[Problem]]:
    """The user's doses by the id of the stretch; an entry that is wrong is told and left out."""
    try:
        source = open_source(path)
    except StorageError as error:
        return {}, list(error.problems)
    doses, problems = {}, []
    for name, table in source.data.items() if source else ():
        wrong = mistakes(table, Dose) if isinstance(table, dict) else [((), "expected a table")]
        for where, message in wrong:
            at = source.line_of((name, *where)) if source else None
            problems.append(Problem(path, at, f"{shown(name)}: {message}; {_EXAMPLE}"))
        if not wrong:
            doses[name] = msgspec.convert(table, Dose)
    return doses, problems


def save_dose(path: Path, stretch: Stretch, dose: Dose) -> None:
    """Remember a dose; a stretch's own dose is forgotten rather than written.

    Raises `StorageError` where the file does not parse or can't be written; it is then left as it is.
    """
    if dose == Dose(stretch.hold, stretch.reps):
        take_out_table(path, stretch.id)
    else:
        changes: dict[tuple[str, ...], int] = {(stretch.id, "hold"): dose.hold, (stretch.id, "reps"): dose.reps}
        set_settings(path, changes, new=_HEADING)


def dose_for(stretch: Stretch, doses: dict[str, Dose]) -> Dose:
    """The user's dose for a stretch, kept within its range, or the stretch's own."""
    dose = doses.get(stretch.id, Dose(stretch.hold, stretch.reps))
    return Dose(clamp(dose.hold, stretch.range.hold), clamp(dose.reps, stretch.range.reps))
