"""Close views: fingers, toes, jaw, and arrows that tell a movement at rest."""

import pytest

from stretchtui.core.figures import draw
from stretchtui.core.figures.drawing.arrows import arrows
from stretchtui.core.figures.drawing.camera import as_view
from stretchtui.core.figures.drawing.scene import sight
from stretchtui.core.figures.drawing.shapes import shapes
from stretchtui.core.figures.model import Arrow, Figure, Fingers, Foot, Pose, Toes, View
from stretchtui.core.figures.pose.check import faults
from stretchtui.core.figures.pose.motion import skeleton_at
from stretchtui.core.figures.vectors import dot
from stretchtui.core.settings.model import FigureStyle
from tests.core.figures.figure_sheet import FIGURES, cells
from tests.core.figures.test_blocks import pixels

HAND = Pose(right_arm=20, right_elbow=110, right_fingers_point="up", right_palm="ahead")


def _close(view: View, *poses: Pose, stretch: str = "right-hand") -> Figure:
    return Figure(id="any", start="chair", views=(view,), stretch=(stretch,), pose=poses)


def _tips(figure: Figure, t: float, kind: str) -> list[tuple[float, float, float]]:
    view = as_view(figure.views[0])
    seen = sight(figure, view).camera
    found = {s.name: s for s in shapes(skeleton_at(figure, t), figure, view, seen, None)}
    last = "2" if kind == "finger" else "0"
    return [found[f"right-{kind}-{n}-{last}"].hulls[0][1][0] for n in range(4 if kind == "finger" else 5)]


def test_fingers_point_and_palms_look_where_words_say() -> None:
    skeleton = skeleton_at(_close(View(body="hand"), HAND, HAND), 0)
    hand, chest = skeleton.frames["right-hand"], skeleton.frames["chest"]
    assert dot(hand.up, chest.up) == pytest.approx(-1)
    assert dot(hand.ahead, chest.ahead) == pytest.approx(1)


def test_a_fist_brings_the_fingertips_to_the_palm() -> None:
    fist = Pose(right_fingers=Fingers(knuckles=80, middle=95, tips=50))
    figure = _close(View(body="hand"), HAND, fist)
    wrist = skeleton_at(figure, 0).joints["right-wrist"]
    straight, bent = (min(p[2] - wrist[2] for p in _tips(figure, t, "finger")) for t in (0, 1))
    assert straight > 10
    assert bent < 6.5


def test_spread_toes_stand_further_apart() -> None:
    view = View(from_="front", above=70, body="foot")
    figure = _close(view, Pose(), Pose(toes=Toes(spread=15)), stretch="right-instep")
    narrow, wide = (
        max(p[1] for p in tips) - min(p[1] for p in tips) for tips in (_tips(figure, t, "toe") for t in (0, 1))
    )
    assert wide > narrow * 1.25


def test_an_opened_jaw_leaves_the_head_where_it_was() -> None:
    figure = _close(View(body="head"), Pose(jaw=0), Pose(jaw=25), stretch="right-jaw")
    shut, opened = (draw(figure, t, columns=36, rows=12) for t in (0, 1))
    assert shut.lines[:3] == opened.lines[:3]
    assert shut.lines != opened.lines


def test_a_jaw_a_finger_and_a_toe_have_their_ranges() -> None:
    too_far = Pose(jaw=50, right_fingers=Fingers(middle=140), toes=120)
    messages = " ".join(f.message for f in faults(_close(View(body="head"), Pose(), too_far, stretch="right-jaw")))
    assert "jaw opening of 50" in messages
    assert "finger flexion at the middle of 140" in messages
    assert "toes bent up of 120" in messages


def test_a_sole_turned_inward_faces_the_other_foot() -> None:
    figure = _close(View(body="feet"), Pose(), Pose(ankles=Foot(inward=25)), stretch="right-instep")
    for side, sign in (("left", 1), ("right", -1)):
        up = skeleton_at(figure, 1).frames[f"{side}-foot"].up
        assert up[1] * sign > 0.3


@pytest.mark.parametrize("moment", [1 / 3, 1])
def test_seen_edge_on_the_fingers_of_a_hand_are_one(moment: float) -> None:
    """Those that lie behind one another have no outlines between them, which would leave little of a fist."""
    drawn = pixels(draw(FIGURES["tendon-glide"], moment, columns=36, rows=12, style="octants"), 4)
    hand = {place for place, role in drawn.items() if role != "blank"}
    slits = [(x, y) for x, y in drawn.keys() - hand if {(x - 1, y), (x + 1, y)} <= hand]
    assert len(slits) <= 2


STYLES: tuple[FigureStyle, ...] = ("braille", "ascii", "solid", "octants")


@pytest.mark.parametrize("style", STYLES)
def test_an_arrow_leads_from_the_first_pose_to_the_last_and_stays(style: FigureStyle) -> None:
    arrow = Arrow(of="right-wrist", off=(0, 0, 5))
    figure = Figure(id="any", stretch=("right-shoulder",), pose=(Pose(), Pose(right_arm=100)), arrows=(arrow,))
    found = []
    for t in (0, 0.5, 1):
        drawing = draw(figure, t, columns=48, rows=16, style=style)
        found.append({place for place, (_, role) in cells(drawing).items() if role == "arrow"})
    assert all(found)
    assert found[0] & found[1] & found[2]
    way = arrows(figure)[0].points
    assert way[0][2] < way[-1][2]


def test_an_arrow_of_what_is_not_there_is_a_mistake() -> None:
    figure = Figure(id="any", stretch=("lower-back",), pose=(Pose(), Pose()), arrows=(Arrow(of="tail"),))
    assert "no such place of the body: 'tail'" in faults(figure)[0].message
