"""Text and figure agree: what the steps say of straight, bent, crossed, turned and level is what the joints do.

Steps are read as they are for the right side, which figures are written for. A rule is a pattern and a question to
the figure's key poses; it is enough that one of them answers yes.
"""

import re
from collections.abc import Callable
from math import atan2, degrees

import pytest
import tomli

from stretchtui.core.catalog.model import Side, sided
from stretchtui.core.figures import Figure
from stretchtui.core.figures.pose.motion import skeleton_at
from stretchtui.core.figures.pose.skeleton import Skeleton, attitude_of
from stretchtui.core.figures.pose.stance import LimbName
from stretchtui.core.figures.vectors import dot, inward, minus
from tests.core.figures.figure_sheet import CATALOG, FIGURES

Rule = tuple[str, Callable[[Skeleton, Side], bool]]
STRAIGHT, BENT, TURNED = 22, 22, 12
"""Degrees up to which a joint counts as straight, and from which it counts as bent, and a trunk as turned."""


def _bend(skeleton: Skeleton, side: Side, limb: str) -> float:
    name: LimbName = f"{side}-{limb}"  # type: ignore[assignment]
    return attitude_of(skeleton, name).hinge


def _both(limb: str, fits: Callable[[float], bool]) -> Callable[[Skeleton, Side], bool]:
    return lambda skeleton, _: all(fits(_bend(skeleton, side, limb)) for side in ("left", "right"))


def _one(limb: str, fits: Callable[[float], bool]) -> Callable[[Skeleton, Side], bool]:
    return lambda skeleton, side: fits(_bend(skeleton, side, limb))


def _turn(skeleton: Skeleton) -> float:
    """How far the chest is turned to the right of the pelvis, in degrees."""
    ahead = inward(skeleton.frames["pelvis"], skeleton.frames["chest"].ahead)
    return -degrees(atan2(ahead[1], ahead[0]))


def _aside(skeleton: Skeleton, joint: str) -> float:
    """How far a joint lies to the left of the pelvis's middle."""
    return dot(minus(skeleton.joints[joint], skeleton.joints["pelvis"]), skeleton.frames["pelvis"].left)


def _crosses(joint: str) -> Callable[[Skeleton, Side], bool]:
    def crossed(skeleton: Skeleton, side: Side) -> bool:
        aside = _aside(skeleton, f"{side}-{joint}")
        return aside > -1.5 if side == "right" else aside < 1.5

    return crossed


def _is_straight(angle: float) -> bool:
    return angle <= STRAIGHT


def _is_bent(angle: float) -> bool:
    return angle >= BENT


def _near_head(skeleton: Skeleton, _: Side) -> bool:
    head = skeleton.joints["head"]
    reach = [minus(skeleton.joints[f"{side}-wrist"], head) for side in ("left", "right")]
    return all(dot(way, way) < 15**2 for way in reach)


RULES: tuple[Rule, ...] = (
    (r"\bstraightening your arms\b|\barms straight\b|\bboth arms out in front\b", _both("arm", _is_straight)),
    (r"\blegs straight\b|\bboth legs out\b|\bknees straight\b", _both("leg", _is_straight)),
    (r"\b(?P<side>left|right) (leg|knee) straight\b", _one("leg", _is_straight)),
    (r"\bboth knees bent\b|\bbend both knees\b|\bknees (slightly )?bent\b", _both("leg", lambda angle: angle >= 10)),
    (r"\bbend your (?P<side>left|right) knee\b|\b(?P<side2>left|right) knee bent\b", _one("leg", _is_bent)),
    (r"\bbend both elbows\b|\belbows bent\b", _both("arm", lambda angle: angle >= 10)),
    (r"\bcross your (?P<side>left|right) (arm|elbow)\b", _crosses("elbow")),
    (r"\bcross your (?P<side>left|right) (ankle|leg|foot)\b", _crosses("ankle")),
    (r"\bturn (?!your (?:face|head))[^.]* to your right\b", lambda skeleton, _: _turn(skeleton) >= TURNED),
    (r"\bturn (?!your (?:face|head))[^.]* to the left\b", lambda skeleton, _: _turn(skeleton) <= -TURNED),
    (r"\bround your back\b", lambda s, _: dot(s.frames["pelvis"].up, s.frames["chest"].up) < 0.7),
    (r"\btrunk (is|nearly )?level\b|\btill your back is level\b", lambda s, _: abs(s.frames["chest"].up[2]) < 0.35),
    (r"\bhands [^.]*\b(behind|back of) (your|the) head\b", _near_head),
    (
        r"\braise your (?P<side>left|right) arm beside your head\b",
        lambda s, side: s.joints[f"{side}-elbow"][2] > s.joints[f"{side}-shoulder"][2] + 10,
    ),
)
NOT = re.compile(r"\b(not|never|without|until|if)\b")
"""A sentence with one of these says what is not so, or not always."""


def _stretches() -> dict[str, tuple[Figure, list[str]]]:
    found = {}
    for path in (CATALOG / "stretches").glob("*.toml"):
        for stretch in tomli.loads(path.read_text(encoding="utf-8"))["stretch"]:
            figure = FIGURES.get(stretch.get("figure", ""))
            if figure is not None and stretch.get("technique") != "contract-relax":
                found[stretch["id"]] = (figure, [sided(step, figure.side) for step in stretch["steps"]])
    return found


STRETCHES = _stretches()


def _disagreements(figure: Figure, steps: list[str]) -> list[str]:
    last = len(figure.pose) - 1
    poses = [skeleton_at(figure, k / last) for k in range(last + 1)]
    found = []
    for step in steps:
        for pattern, holds in RULES:
            said = re.search(pattern, step, re.IGNORECASE)
            if said is None or NOT.search(step):
                continue
            named = next((word for word in said.groupdict().values() if word), figure.side)
            side: Side = "left" if named == "left" else "right"
            if not any(holds(skeleton, side) for skeleton in poses):
                found.append(f"{step!r}: no pose does what {said[0]!r} says")
    return found


@pytest.mark.parametrize("name", STRETCHES)
def test_the_figure_does_what_the_steps_say(name: str) -> None:
    assert _disagreements(*STRETCHES[name]) == []


def test_a_figure_that_does_something_else_is_found() -> None:
    figure, steps = STRETCHES["press-up"]
    bent = Figure(id="any", start=figure.start, stretch=figure.stretch, pose=(figure.pose[0], figure.pose[0]))
    assert _disagreements(bent, steps) != []
    figure, steps = STRETCHES["seated-rotation"]
    unturned = Figure(id="any", start=figure.start, stretch=figure.stretch, pose=(figure.pose[0], figure.pose[0]))
    assert _disagreements(unturned, steps) != []


def test_the_rules_are_used() -> None:
    """Each says something of some stretch: a rule that no text meets is only decoration."""
    every = " ".join(step for _, steps in STRETCHES.values() for step in steps)
    idle = [pattern for pattern, _ in RULES if not re.search(pattern, every, re.IGNORECASE)]
    assert len(idle) <= len(RULES) // 2, idle
