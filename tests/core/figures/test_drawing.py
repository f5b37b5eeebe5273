"""What the drawings look like, as far as a machine can see it."""

from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures import Style, body_map, draw
from stretchtui.core.figures.drawing.body_map import REGIONS
from stretchtui.core.figures.drawing.camera import as_view
from stretchtui.core.figures.drawing.close_up import CLOSE
from stretchtui.core.figures.drawing.picture import Drawing, Role, mirrored
from stretchtui.core.figures.drawing.scene import projection, sight
from stretchtui.core.figures.drawing.shapes import far_side, shapes
from stretchtui.core.figures.model import Figure, Pose, Reach, Swing, View, ViewName
from stretchtui.core.figures.pose.motion import skeleton_at
from tests.core.figures.figure_sheet import FIGURES, MOMENTS, SIZES, cells, dots

STYLES: tuple[Style, ...] = ("braille", "ascii", "solid")
OTHER: dict[Side, Side] = {"left": "right", "right": "left"}


def roles_of(drawing: Drawing) -> set[Role]:
    """All that is seen in it, as ink or as ground."""
    return {role for row in drawing.rows for run in row for role in (run.role, run.ground)}


def _single(figure: Figure, number: int) -> tuple[Figure, View]:
    view = as_view(figure.views[number])
    return replace(figure, views=(view,)), view


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("size", SIZES)
def test_every_figure_lies_inside_its_frame(name: str, size: tuple[int, int]) -> None:
    figure = FIGURES[name]
    columns, rows = size
    for number in range(len(figure.views)):
        one, view = _single(figure, number)
        seen = sight(one, view)
        place = projection(seen, columns * 2, rows * 4)
        for t in MOMENTS:
            skeleton = skeleton_at(one, t)
            for shape in shapes(skeleton, one, view, seen.camera, far_side(skeleton, seen.camera)):
                for x, y, r in (place.circle(ball) for hull in shape.hulls for ball in hull):
                    if view.body in {"bust", "head"} and y > rows * 4 - r - 1:
                        continue  # a bust ends at the lower edge
                    assert r * 0.9 <= x <= columns * 2 - r * 0.9, shape.name
                    assert r * 0.9 <= y <= rows * 4 - r * 0.9 + place.scale * 2, shape.name


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
def test_a_drawing_fills_its_frame_exactly(name: str, style: Style, size: tuple[int, int]) -> None:
    for t in (0, 0.5, 1):
        drawing = draw(FIGURES[name], t, columns=size[0], rows=size[1], style=style)
        assert [len(line) for line in drawing.lines] == [size[0]] * size[1]
        roles = roles_of(drawing)
        assert ("stretch" in roles and roles & {"body", "near", "leg"}) or t < 1


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("style", STYLES)
def test_the_other_side_is_the_mirror_image_and_twice_is_itself(name: str, style: Style) -> None:
    figure = FIGURES[name]
    drawn = draw(figure, 0.7, columns=36, rows=12, style=style)
    assert draw(figure, 0.7, columns=36, rows=12, style=style, side=figure.side) == drawn
    assert mirrored(mirrored(drawn)) == drawn
    other = draw(figure, 0.7, columns=36, rows=12, style=style, side=OTHER[figure.side])
    if len(figure.views) == 1:
        assert other == mirrored(drawn)


@pytest.mark.parametrize("name", [n for n, f in FIGURES.items() if len(f.views) == 1])
def test_mirroring_moves_every_dot_to_the_other_side(name: str) -> None:
    drawn = draw(FIGURES[name], 1, columns=36, rows=12)
    assert dots(mirrored(drawn)) == {(71 - x, y) for x, y in dots(drawn)}


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("t", [0, 1])
def test_ascii_and_braille_agree_where_head_and_feet_are(name: str, t: float) -> None:
    for number in range(len(FIGURES[name].views)):
        figure, view = _single(FIGURES[name], number)
        place = projection(sight(figure, view), 72, 48)
        skeleton = skeleton_at(figure, t)
        in_braille = dots(draw(figure, t, columns=36, rows=12))
        in_ascii = cells(draw(figure, t, columns=36, rows=12, style="ascii"))
        spots = [("head", 6.5)] if view.body in {"whole", "upper", "bust", "head"} else []
        if view.body == "whole":
            spots += [("left-heel", 2.5), ("right-toe", 2.5)]
        if view.body in {"hand", "hands"}:
            spots += [("right-knuckles", 3)]
        if view.body in {"foot", "feet"}:
            spots += [("right-heel", 3)]
        for joint, size in spots:
            x, y = place(skeleton.joints[joint])
            reach = size * place.scale + 2
            braille_near = [p for p in in_braille if abs(p[0] + 0.5 - x) <= reach and abs(p[1] + 0.5 - y) <= reach]
            ascii_near = [
                (c, r) for c, r in in_ascii if abs(2 * c + 1 - x) <= reach + 1 and abs(4 * r + 2 - y) <= reach + 2
            ]
            assert braille_near, joint
            assert ascii_near, joint


@pytest.mark.parametrize("name", [n for n, f in FIGURES.items() if as_view(f.views[0]).body not in CLOSE])
def test_a_head_is_round_and_in_the_same_place_in_both_styles(name: str) -> None:
    figure, view = _single(FIGURES[name], 0)
    x, y = projection(sight(figure, view), 72, 48)(skeleton_at(figure, 0).joints["head"])
    ring = [
        (2 * c + 1, 4 * r + 2)
        for (c, r), (char, _) in cells(draw(figure, 0, columns=36, rows=12, style="ascii")).items()
        if char in "oO"
    ]
    assert fmean(p[0] for p in ring) == pytest.approx(x, abs=4)
    assert fmean(p[1] for p in ring) == pytest.approx(y, abs=5)


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(FIGURES)),
    st.floats(-1, 2, allow_nan=False),
    st.integers(1, 60),
    st.integers(1, 20),
    st.sampled_from(STYLES),
)
def test_any_size_and_moment_can_be_drawn(name: str, t: float, columns: int, rows: int, style: Style) -> None:
    if len(FIGURES[name].views) > 1:
        columns += 8
    drawing = draw(FIGURES[name], t, columns=columns, rows=rows, style=style)
    assert [len(line) for line in drawing.lines] == [columns] * rows


def test_ascii_is_ascii_and_braille_is_braille() -> None:
    for figure in FIGURES.values():
        assert draw(figure, 1, columns=36, rows=12, style="ascii").text.isascii()
        text = draw(figure, 1, columns=36, rows=12).text
        assert all(char in " \n" or 0x2800 < ord(char) < 0x2900 for char in text)


def test_the_stretched_muscle_is_told_without_colour() -> None:
    plain = FIGURES["forward-bend"]
    elsewhere = replace(plain, stretch=("right-calf",))
    marked, other = (draw(f, 1, columns=36, rows=12) for f in (plain, elsewhere))
    assert marked.text != other.text
    assert "*" in draw(plain, 1, columns=36, rows=12, style="ascii").text


@pytest.mark.parametrize("standpoint", ["front", "back"])
def test_both_sides_of_a_body_that_stands_straight_lie_on_one_side_of_its_trunk(standpoint: ViewName) -> None:
    pose = Pose(arms=Reach(up=16, plane=0), hips=Swing(abduct=5))
    figure = Figure(id="straight", views=(standpoint,), stretch=(), pose=(pose, pose))
    view = as_view(standpoint)
    seen = sight(figure, view).camera
    names = [shape.name for shape in shapes(skeleton_at(figure, 0), figure, view, seen, None)]
    trunk = names.index("trunk")
    for left in (name for name in names if name.startswith("left-")):
        right = left.replace("left", "right")
        assert (names.index(left) < trunk) == (names.index(right) < trunk), left


@pytest.mark.parametrize("style", STYLES)
def test_the_body_map_marks_each_region_differently(style: Style) -> None:
    maps = {region: body_map(region, columns=24, rows=10, style=style) for region in REGIONS}
    assert len(set(maps.values())) == len(maps)
    assert all("stretch" in roles_of(drawing) for drawing in maps.values())
    nothing = body_map("someone's own region", columns=24, rows=10, style=style)
    assert nothing == body_map(None, columns=24, rows=10, style=style)
    assert "stretch" not in roles_of(nothing)


@pytest.mark.parametrize("style", ["braille", "ascii", "solid", "octants"])
def test_a_wall_that_one_looks_straight_at_has_no_edge(style: Style) -> None:
    behind = replace(FIGURES["wall-angel"], views=("front",))
    beside = replace(behind, views=("side",))
    for figure, edge in ((behind, False), (beside, True)):
        drawn = cells(draw(figure, 0, columns=36, rows=12, style=style))
        rows = {row for (_, row), (_, role) in drawn.items() if role == "prop"}
        assert (min(rows) < 6) == edge, "the floor is below"
