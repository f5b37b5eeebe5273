"""Where a figure may start from: a posture for each position of the catalogue."""

from typing import Final

from stretchtui.core.figures.model import Bend, Girdle, Pose, Reach, Start, Swing
from stretchtui.core.figures.pose import body

SEAT: Final = body.SHIN + body.ANKLE_HEIGHT - body.R_THIGH[0]
"""Height of a chair's seat, with which the thighs are level and the feet on the floor."""

_SITTING: Final = body.SHIN + body.ANKLE_HEIGHT
_HANGING: Final = Reach(up=8, plane=30, rotate=-20)

POSTURES: Final[dict[Start, Pose]] = {
    "standing": Pose(arms=_HANGING, elbows=12, shoulders=Girdle()),
    "wall": Pose(arms=_HANGING, elbows=12),
    "chair": Pose(
        pelvis=(0, _SITTING),
        feet=(body.THIGH, 7),
        knees_point=("ahead", "up"),
        arms=Reach(up=18, plane=60, rotate=-15),
        elbows=50,
    ),
    "floor-seated": Pose(lumbar=10, hips=Swing(flex=90, abduct=3), arms=Reach(up=15, plane=70), elbows=20),
    "kneeling": Pose(hips=Swing(abduct=4), knees=90, ankles=-60, arms=_HANGING, elbows=12),
    "all-fours": Pose(
        pelvis=(0, body.THIGH + body.R_THIGH[1]),
        lean=80,
        neck=Bend(flex=-10),
        hands=(30, 10),
        elbows_point=("behind", "out"),
        feet=(-24.3, 5.5, 5.5),
        ankles=-60,
    ),
    "lying-back": Pose(lean=-90, hips=Swing(abduct=4), arms=Reach(up=14, plane=0), elbows=8, ankles=-20),
    # On the left side: what is done with one side is written for the right one, which lies above.
    "lying-side": Pose(
        lean=-90,
        roll=-86,
        neck=Bend(side=-4),
        hips=Swing(flex=40),
        knees=60,
        ankles=-15,
        left_arm=Reach(up=80, plane=90),
        left_elbow=30,
        right_arm=Reach(up=35, plane=90),
        right_elbow=40,
    ),
    "lying-front": Pose(lean=90, hips=Swing(abduct=4), ankles=-55, arms=Reach(up=20, plane=0)),
}
