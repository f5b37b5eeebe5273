"""The body behind the figures: bones keep their lengths, pins hold, joints are human."""

from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.figures.drawing.camera import as_view
from stretchtui.core.figures.drawing.scene import projection, sight
from stretchtui.core.figures.model import Bend, Figure, Girdle, Pose, Reach, Swing
from stretchtui.core.figures.pose import body
from stretchtui.core.figures.pose.check import faults
from stretchtui.core.figures.pose.joint_ranges import reach_of, swing_of
from stretchtui.core.figures.pose.motion import keys, place_of, skeleton_at
from stretchtui.core.figures.pose.skeleton import ARM, LEG, Skeleton, reach_frame, side_of, swing_frame
from stretchtui.core.figures.pose.stance import LIMBS
from tests.core.figures.figure_sheet import FIGURES, MOMENTS

BONES = {
    ("hip", "knee"): body.THIGH,
    ("knee", "ankle"): body.SHIN,
    ("shoulder", "elbow"): body.UPPER_ARM,
    ("elbow", "wrist"): body.FOREARM,
    ("wrist", "knuckles"): body.HAND,
    ("heel", "ball"): body.FOOT - body.R_FOOT[0] - body.TOES,
    ("ball", "toe"): body.TOES - body.R_FOOT[1],
}
angles = st.floats(-180, 180, allow_nan=False)
poses = st.builds(
    Pose,
    pelvis=st.tuples(st.floats(-50, 50), st.floats(0, 60)),
    lean=angles,
    turn=angles,
    roll=angles,
    lumbar=st.builds(Bend, angles, angles, angles),
    thoracic=st.builds(Bend, angles, angles, angles),
    neck=st.builds(Bend, angles, angles, angles),
    shoulders=st.builds(Girdle, angles, angles),
    left_arm=st.builds(Reach, angles, angles, angles),
    right_hand=st.tuples(st.floats(-90, 90), st.floats(-90, 90), st.floats(0, 90)),
    left_foot=st.sampled_from(["other-thigh", "right-knee"]),
    right_hip=st.builds(Swing, angles, angles, angles),
    knees=angles,
)


def _lengths(skeleton: Skeleton) -> dict[tuple[str, str, str], float]:
    j = skeleton.joints
    return {(side, a, b): dist(j[f"{side}-{a}"], j[f"{side}-{b}"]) for side in ("left", "right") for a, b in BONES}


def _check_lengths(skeleton: Skeleton) -> None:
    for (side, a, b), length in _lengths(skeleton).items():
        assert length == pytest.approx(BONES[a, b], rel=0.01, abs=0.05), f"{side} {a} to {b}"
    links = [dist(p, q) for p, q in pairwise(skeleton.spine)]
    assert sum(links) == pytest.approx(body.PELVIS + body.LUMBAR + body.THORACIC, rel=0.01)
    assert dist(skeleton.joints["chest"], skeleton.joints["neck-top"]) == pytest.approx(body.NECK, rel=0.01)


@pytest.mark.parametrize("name", FIGURES)
def test_bones_keep_their_lengths_in_every_frame(name: str) -> None:
    for t in MOMENTS:
        _check_lengths(skeleton_at(FIGURES[name], t))


@given(poses, poses, st.floats(0, 1))
def test_bones_keep_their_lengths_whatever_the_poses(one: Pose, other: Pose, t: float) -> None:
    _check_lengths(skeleton_at(Figure(id="any", stretch=("lower-back",), pose=(one, other)), t))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("size", [(72, 48), (48, 36)])
def test_pins_hold_to_half_a_dot_between_poses_that_share_them(name: str, size: tuple[int, int]) -> None:
    figure = FIGURES[name]
    solved = keys(figure)
    place = projection(sight(figure, as_view(figure.views[0])), *size)
    for number, (before, after) in enumerate(pairwise(solved)):
        for limb in LIMBS:
            pin = before.stance.limbs[limb].pin
            if pin is None or pin != after.stance.limbs[limb].pin:
                continue
            part = LEG if limb.endswith("leg") else ARM
            for k in range(11):
                skeleton = skeleton_at(figure, (number + k / 10) / (len(solved) - 1))
                tip = skeleton.joints[part.joints(side_of(limb))[2]]
                gap = dist(place(tip), place(place_of(skeleton, limb, pin)))
                assert gap <= 0.5, f"{limb} of pose {number + 1}, {k} tenths on the way"


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_a_human_body(name: str) -> None:
    assert faults(FIGURES[name]) == []


@pytest.mark.parametrize("name", FIGURES)
def test_figures_move_without_a_jump(name: str) -> None:
    figure = FIGURES[name]
    for k in range(100):
        a, b = (skeleton_at(figure, t / 100).joints for t in (k, k + 1))
        far = max(dist(a[joint], b[joint]) for joint in a)
        assert far < 9, f"{far:.0f} hundredths in one frame, at {k}"


@given(st.floats(-30, 130), st.floats(-40, 60), st.floats(-60, 60), st.sampled_from(["left-leg", "right-leg"]))
def test_angles_of_a_thigh_are_read_back(flex: float, abduct: float, rotate: float, name: str) -> None:
    swing = swing_of(swing_frame(Swing(flex, abduct, rotate), side_of(name)), name)  # type: ignore[arg-type]
    assert (swing.flex, swing.abduct, swing.rotate) == pytest.approx((flex, abduct, rotate), abs=1e-4)


@given(st.floats(5, 175), st.floats(-80, 170), st.floats(-80, 80), st.sampled_from(["left-arm", "right-arm"]))
def test_angles_of_an_arm_are_read_back(up: float, plane: float, rotate: float, name: str) -> None:
    reach = reach_of(reach_frame(Reach(up, plane, rotate), side_of(name)), name)  # type: ignore[arg-type]
    assert (reach.up, reach.plane, reach.rotate) == pytest.approx((up, plane, rotate), abs=1e-4)


def test_named_angles_mean_what_an_examiner_means() -> None:
    pose = Pose(right_arm=90, left_arm=Reach(90, plane=0), right_hip=Swing(90), left_hip=Swing(abduct=30), neck=20)
    joints = skeleton_at(Figure(id="any", stretch=("lower-back",), pose=(pose, pose)), 0).joints
    ahead, left, up = 0, 1, 2
    assert joints["right-elbow"][ahead] == pytest.approx(body.UPPER_ARM)
    assert joints["left-elbow"][left] == pytest.approx(body.SHOULDER_HALF + body.UPPER_ARM)
    assert joints["right-knee"][ahead] == pytest.approx(body.THIGH)
    assert joints["left-knee"][left] == pytest.approx(body.HIP_HALF + body.THIGH / 2)
    assert joints["nose"][up] < joints["head"][up]
    assert joints["nose"][ahead] > joints["head"][ahead]


def test_a_body_that_stands_is_as_tall_as_it_should_be() -> None:
    joints = skeleton_at(Figure(id="any", stretch=("lower-back",), pose=(Pose(), Pose())), 0).joints
    assert joints["head"][2] + body.HEAD_RADIUS == pytest.approx(100, abs=2)
    assert min(joints[f"{side}-heel"][2] for side in ("left", "right")) == pytest.approx(body.R_FOOT[0], abs=0.1)


def test_a_joint_that_goes_too_far_on_the_way_is_told() -> None:
    """Both poses are a body's; the arm that swings from the one to the other would go behind the back."""
    figure = FIGURES["overhead-triceps"]
    swung = [replace(pose, left_arm=None, left_elbow=None) for pose in figure.pose]
    told = faults(replace(figure, pose=tuple(swung)))
    assert told
    assert all(fault.message.startswith("on the way to the next pose: left arm") for fault in told)


def test_an_arm_overhead_does_not_go_far_behind_the_body() -> None:
    for plane, fine in ((60, True), (-80, False)):
        pose = Pose(arms=Reach(130, plane=plane))
        told = [fault.message for fault in faults(Figure(id="any", stretch=("lower-back",), pose=(pose, pose)))]
        assert (told == []) is fine, told
