"""doses.toml: the holds and repetitions that the user changed, and the stiffer side, remembered for next time."""

from pathlib import Path
from typing import Any, get_args

import msgspec

from stretchtui.core.catalog.dose import Dose, clamp
from stretchtui.core.catalog.model import Side, Stretch
from stretchtui.core.typed import convert
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.toml.decode import mistakes, shown
from stretchtui.storage.toml.edit import set_settings, take_out_table
from stretchtui.storage.toml.positions import Where
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
        wrong = _wrong(table)
        for where, message in wrong:
            at = source.line_of((name, *where)) if source else None
            problems.append(Problem(path, at, f"{shown(name)}: {message}; {_EXAMPLE}"))
        if not wrong and "hold" in table:
            doses[name] = convert(table, Dose)
    return doses, problems


def load_stiff_sides(path: Path) -> dict[str, Side]:
    """The stiffer side by the id of the stretch, where the user said which; `load_doses` tells what is wrong."""
    try:
        source = open_source(path)
    except StorageError:
        return {}
    tables = {name: table for name, table in source.data.items() if isinstance(table, dict)} if source else {}
    return {name: table["stiff"] for name, table in tables.items() if table.get("stiff") in get_args(Side)}


def save_stiff_side(path: Path, stretch: Stretch, side: Side | None) -> None:
    """Remember which side of a stretch is the stiffer one; None takes it out. Raises `StorageError` as `save_dose`."""
    if side is None and not _has(path, stretch.id, "hold"):
        take_out_table(path, stretch.id)
    else:
        set_settings(path, {(stretch.id, "stiff"): side}, new=_HEADING)


class _Stiff(msgspec.Struct):
    stiff: Side


class _Dosed(Dose, frozen=True):
    stiff: Side | None = None


def _wrong(table: Any) -> list[tuple[Where, str]]:
    """What is wrong with the table of a stretch: a dose, the stiffer side, or both."""
    if not isinstance(table, dict):
        return [((), "expected a table")]
    return mistakes(table, _Stiff if "stiff" in table and not {"hold", "reps"} & table.keys() else _Dosed)


def _has(path: Path, name: str, key: str) -> bool:
    source = open_source(path)
    table = source.data.get(name) if source else None
    return isinstance(table, dict) and key in table


def save_dose(path: Path, stretch: Stretch, dose: Dose) -> None:
    """Remember a dose; a stretch's own dose is forgotten rather than written.

    Raises `StorageError` where the file does not parse or can't be written; it is then left as it is.
    """
    if dose == Dose(stretch.hold, stretch.reps):
        if _has(path, stretch.id, "stiff"):
            set_settings(path, {(stretch.id, "hold"): None, (stretch.id, "reps"): None})
        else:
            take_out_table(path, stretch.id)
    else:
        changes: dict[tuple[str, ...], int] = {(stretch.id, "hold"): dose.hold, (stretch.id, "reps"): dose.reps}
        set_settings(path, changes, new=_HEADING)


def dose_for(stretch: Stretch, doses: dict[str, Dose]) -> Dose:
    """The user's dose for a stretch, kept within its range, or the stretch's own."""
    dose = doses.get(stretch.id, Dose(stretch.hold, stretch.reps))
    return Dose(clamp(dose.hold, stretch.range.hold), clamp(dose.reps, stretch.range.reps))
