"""One line for each figure, its target beside it, as a Markdown table."""

from collections.abc import Iterable
from typing import NamedTuple


class Line(NamedTuple):
    """A figure. `limit` is the most it may be, in the same unit; none where there is only something to know."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    why: str = ""
    """What the limit comes from, or how the figure compares."""

    @property
    def met(self) -> bool | None:
        return None if self.limit is None else self.value <= self.limit


def markdown(title: str, lines: Iterable[Line]) -> str:
    """The lines under a heading."""
    rows = [["What", "Measured", "At most", "", ""], ["---", "---:", "---:", "---", "---"]]
    for line in lines:
        verdict = {None: "", True: "met", False: "**not met**"}[line.met]
        limit = "" if line.limit is None else _number(line.limit, line.unit)
        rows.append([line.what, _number(line.value, line.unit), limit, verdict, line.why])
    widths = [max(len(row[at]) for row in rows) for at in range(5)]
    text = "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in rows
    )
    return f"## {title}\n\n{text}\n"


def _number(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f} {unit}".rstrip()
