"""A drawing in characters: what the figures come to, whatever they are drawn with."""

from itertools import groupby
from typing import Final, Literal, NamedTuple, get_args

Role = Literal["blank", "prop", "far", "body", "leg", "near", "hair", "stretch", "arrow"]
"""What a dot belongs to. In solid blocks trunk (`body`), legs, arms (`near`) and hair have a shade each."""
ROLES: tuple[Role, ...] = get_args(Role)


class RoleRun(NamedTuple):
    """Neighbouring characters of one role, on the ground of one role."""

    text: str
    role: Role
    ground: Role = "blank"


class Drawing(NamedTuple):
    """Rows of runs; all rows have the same number of characters."""

    rows: tuple[tuple[RoleRun, ...], ...]

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
        tuple(
            tuple(RoleRun(run.text[::-1].translate(_MIRROR), run.role, run.ground) for run in reversed(row))
            for row in drawing.rows
        )
    )


def _mirrored_code(code: int) -> int:
    """A braille character's dots with its columns swapped: 1, 2, 3, 7 are on the left, 4, 5, 6, 8 on the right."""
    left, right = code & 0x07 | (code & 0x40) >> 3, (code & 0x38) >> 3 | (code & 0x80) >> 4
    return right & 0x07 | (right & 0x08) << 3 | (left & 0x07) << 3 | (left & 0x08) << 4


def _blocks() -> dict[int, tuple[str, ...]]:
    """The block characters for a cell of two columns and so many rows, by the number whose bits are its dots.

    A row has two bits, the left one lower; the top row has the lowest. Unicode has sextants and octants in this
    order, but for those that it had before.
    """
    quadrants = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
    sextants = {0: " ", 21: "▌", 42: "▐", 63: "█"}
    octants = {int(bits): char for bits, char in zip(_OLD_OCTANTS[::2], _OLD_OCTANTS[1::2], strict=True)}
    new_sextants, new_octants = iter(range(0x1FB00, 0x1FB3C)), iter(range(0x1CD00, 0x1CDE6))
    return {
        2: tuple(quadrants),
        3: tuple(sextants.get(bits) or chr(next(new_sextants)) for bits in range(64)),
        4: tuple(octants.get(bits) or chr(next(new_octants)) for bits in range(256)),
    }


_OLD_OCTANTS: Final = (
    *("0", " ", "1", "\U0001cea8", "2", "\U0001ceab", "3", "\U0001fb82", "5", "▘", "10", "▝", "15", "▀"),
    *("20", "\U0001fbe6", "40", "\U0001fbe7", "63", "\U0001fb85", "64", "\U0001cea3", "80", "▖", "85", "▌"),
    *("90", "▞", "95", "▛", "128", "\U0001cea0", "160", "▗", "165", "▚", "170", "▐", "175", "▜", "192", "▂"),
    *("240", "▄", "245", "▙", "250", "▟", "252", "▆", "255", "█"),
)
_BLOCKS: Final = _blocks()
PIXELS: Final = {char: (down, bits) for down, chars in _BLOCKS.items() for bits, char in enumerate(chars)}
"""Of each block character, how many rows of two dots it has, and the number whose bits are its dots."""


def block(dots: int, down: int) -> str:
    """The character with these dots, in a cell of two columns and `down` rows."""
    return _BLOCKS[down][dots]


def _mirrored_block(dots: int, down: int) -> str:
    left = sum(1 << 2 * k for k in range(down))
    return block((dots & left) << 1 | dots >> 1 & left, down)


_MIRROR: Final = str.maketrans(
    {char: _mirrored_block(bits, down) for down, chars in _BLOCKS.items() for bits, char in enumerate(chars)}
    | dict(zip("/\\()<>", "\\/)(><", strict=True))
    | {chr(0x2800 + code): chr(0x2800 + _mirrored_code(code)) for code in range(256)}
)
Cell = tuple[str, Role]


def runs(cells: list[Cell]) -> tuple[RoleRun, ...]:
    """A row's cells, gathered; blanks belong to the run before them, which costs a terminal least."""
    filled: list[Cell] = []
    for char, role in cells:
        filled.append((char, filled[-1][1] if role == "blank" and filled else role))
    return tuple(RoleRun("".join(char for char, _ in group), role) for role, group in groupby(filled, lambda c: c[1]))


def beside(left: Drawing, right: Drawing, gap: int) -> Drawing:
    """Two drawings of the same height, side by side."""
    space = RoleRun(" " * gap, "blank")
    return Drawing(tuple((*a, space, *b) for a, b in zip(left.rows, right.rows, strict=True)))
