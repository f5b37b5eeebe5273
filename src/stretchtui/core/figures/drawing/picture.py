"""A drawing in characters: what the figures come to, whatever they are drawn with."""

from itertools import groupby
from typing import Final, Literal, NamedTuple, get_args

Role = Literal["blank", "prop", "far", "body", "near", "stretch"]
Style = Literal["braille", "ascii"]
ROLES: tuple[Role, ...] = get_args(Role)


class Run(NamedTuple):
    """Neighbouring characters of one role."""

    text: str
    role: Role


class Drawing(NamedTuple):
    """Rows of runs; all rows have the same number of characters."""

    rows: tuple[tuple[Run, ...], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The characters alone."""
        return tuple("".join(run.text for run in row) for row in self.rows)

    @property
    def text(self) -> str:
        """The drawing as plain text."""
        return "\n".join(line.rstrip() for line in self.lines)


def mirrored(drawing: Drawing) -> Drawing:
    """Left and right swapped, dot by dot: twice gives the drawing back."""
    return Drawing(
        tuple(tuple(Run(run.text[::-1].translate(_MIRROR), run.role) for run in reversed(row)) for row in drawing.rows)
    )


def _mirrored_code(code: int) -> int:
    """A braille character's dots with its columns swapped: 1, 2, 3, 7 are on the left, 4, 5, 6, 8 on the right."""
    left, right = code & 0x07 | (code & 0x40) >> 3, (code & 0x38) >> 3 | (code & 0x80) >> 4
    return right & 0x07 | (right & 0x08) << 3 | (left & 0x07) << 3 | (left & 0x08) << 4


_MIRROR: Final = str.maketrans("/\\()<>", "\\/)(><") | {
    0x2800 + code: 0x2800 + _mirrored_code(code) for code in range(256)
}
Cell = tuple[str, Role]


def runs(cells: list[Cell]) -> tuple[Run, ...]:
    """A row's cells, gathered; blanks belong to the run before them, which costs a terminal least."""
    filled: list[Cell] = []
    for char, role in cells:
        filled.append((char, filled[-1][1] if role == "blank" and filled else role))
    return tuple(Run("".join(char for char, _ in group), role) for role, group in groupby(filled, lambda c: c[1]))


def beside(left: Drawing, right: Drawing, gap: int) -> Drawing:
    """Two drawings of the same height, side by side."""
    space = Run(" " * gap, "blank")
    return Drawing(tuple((*a, space, *b) for a, b in zip(left.rows, right.rows, strict=True)))
