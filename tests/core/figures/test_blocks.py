"""Solid blocks: two colours a cell, cells of one colour painted as ground, parts of the body told by shade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.figures import Drawing, Role, RoleRun, draw
from stretchtui.core.figures.drawing.blocks import gathered
from stretchtui.core.figures.drawing.picture import PIXELS, block, mirrored
from stretchtui.core.settings.model import FigureStyle
from tests.core.figures.figure_sheet import FIGURES

DOWN: dict[FigureStyle, int] = {"solid": 2, "sextants": 3, "octants": 4}
SOME = [name for name in ("cat-cow", "figure-four", "shoulder-rolls", "levator-scapulae") if name in FIGURES]


def pixels(drawing: Drawing, down: int) -> dict[tuple[int, int], Role]:
    """The role of every dot, by (x, y)."""
    found: dict[tuple[int, int], Role] = {}
    for row, line in enumerate(drawing.rows):
        column = 0
        for run in line:
            for char in run.text:
                bits = 0 if char == " " else _bits(char, down)
                for k in range(2 * down):
                    role = run.role if bits >> k & 1 else run.ground
                    found[2 * column + k % 2, down * row + k // 2] = role
                column += 1
    return found


def _bits(char: str, down: int) -> int:
    return next(bits for bits in range(4**down) if block(bits, down) == char)


@pytest.mark.parametrize("down", [2, 3, 4])
def test_every_pattern_has_one_character_and_mirrors_into_another(down: int) -> None:
    chars = [block(bits, down) for bits in range(4**down)]
    assert len(set(chars)) == len(chars)
    for bits, char in enumerate(chars):
        swapped = sum((bits >> 2 * k & 1) << 2 * k + 1 | (bits >> 2 * k + 1 & 1) << 2 * k for k in range(down))
        assert mirrored(Drawing(((RoleRun(char, "body"),),))).lines == (block(swapped, down),)


def test_block_characters_stand_where_unicode_has_them() -> None:
    assert [block(bits, 2) for bits in (1, 2, 4, 8, 6, 9)] == ["▘", "▝", "▖", "▗", "▞", "▚"]
    assert [ord(block(bits, 3)) for bits in (1, 20, 22, 41, 43, 62)] == [
        *(0x1FB00, 0x1FB13, 0x1FB14, 0x1FB27, 0x1FB28, 0x1FB3B),
    ]
    assert [ord(block(bits, 4)) for bits in (4, 6, 7, 8, 254)] == [0x1CD00, 0x1CD01, 0x1CD02, 0x1CD03, 0x1CDE5]
    assert [block(bits, 4) for bits in (85, 170, 15, 240, 255)] == ["▌", "▐", "▀", "▄", "█"]


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("style", DOWN)
def test_the_same_body_is_drawn_in_every_grid(name: str, style: FigureStyle) -> None:
    """As large a share of the picture is body, whatever the dots are."""
    shares = []
    for other in (style, "octants"):
        drawn = pixels(draw(FIGURES[name], 1, columns=36, rows=12, style=other), DOWN[other])
        shares.append(sum(role != "blank" for role in drawn.values()) / len(drawn))
    assert shares[0] == pytest.approx(shares[1], rel=0.25)


@pytest.mark.parametrize("name", FIGURES)
def test_a_full_cell_is_a_space_on_its_colour(name: str) -> None:
    for style in DOWN:
        drawing = draw(FIGURES[name], 1, columns=36, rows=12, style=style)
        assert "█" not in drawing.text
        assert any(run.ground != "blank" for row in drawing.rows for run in row)
        assert all(char == " " or char in PIXELS for char in drawing.text.replace("\n", ""))


ROLES = st.sampled_from(("blank", "body", "leg", "stretch"))
CELLS = st.lists(st.tuples(st.integers(0, 14).map(lambda dots: block(dots, 2)), ROLES, ROLES))


@given(CELLS)
def test_gathered_cells_look_as_they_did(cells: list[tuple[str, Role, Role]]) -> None:
    each = tuple(RoleRun(*cell) for cell in cells)
    assert pixels(Drawing((gathered(cells),)), 2) == pixels(Drawing((each,)), 2)


def test_arms_legs_and_trunk_differ_in_shade_where_they_cross() -> None:
    drawn = pixels(draw(FIGURES["cat-cow"], 0, columns=36, rows=12, style="solid"), 2)
    assert {"near", "leg", "body", "hair", "stretch", "prop", "blank"} <= set(drawn.values())


@pytest.mark.parametrize("style", DOWN)
def test_limbs_of_one_shade_that_cross_are_parted(style: FigureStyle) -> None:
    """Between two legs that cross lies an outline; it is what is left of the ground where both are drawn."""
    figure = replace(FIGURES["figure-four"], stretch=("right-buttock",))
    drawn = pixels(draw(figure, 0.5, columns=48, rows=16, style=style), DOWN[style])
    enclosed = [
        (x, y)
        for (x, y), role in drawn.items()
        if role == "blank" and drawn.get((x - 1, y)) == drawn.get((x + 1, y)) == "leg"
    ]
    assert enclosed
