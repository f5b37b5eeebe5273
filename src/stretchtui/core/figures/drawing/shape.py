"""One shape of the picture: a rounded patch in space with a role, and what it hangs together with."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from stretchtui.core.figures.drawing.camera import Camera
from stretchtui.core.figures.drawing.muscles import Ball, Hull, is_seen, patch
from stretchtui.core.figures.drawing.picture import Role
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.pose.stance import SIDES


class Shape(NamedTuple):
    """Hulls of balls that form one shape; `joints` are where it hangs together with its neighbours, `near`."""

    name: str
    role: Role
    hulls: tuple[Hull, ...]
    depth: float
    joints: tuple[Ball, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def tone(self) -> Role:
        """The role by which solid blocks shade it: near legs, too, have one of their own."""
        if self.role == "near" and self.name.endswith(("-knee", "-ankle", "-toe", "-ball")):
            return "leg"
        return self.role


_PARENTS: Final = {
    "neck": "trunk",
    "head": "neck",
    "elbow": "trunk",
    "wrist": "elbow",
    "knuckles": "wrist",
    "knee": "trunk",
    "ankle": "knee",
    "toe": "ankle",
}


def linked(shape: Shape) -> tuple[str, ...]:
    """The names of the shapes that hang together with one."""
    return shape.near or _linked(shape.name)


@lru_cache(maxsize=128)
def _linked(name: str) -> tuple[str, ...]:
    side, _, bare = name.rpartition("-")
    lead = f"{side}-" if side else ""
    parent = _PARENTS.get(bare)
    found = [] if parent is None else [parent if parent in {"trunk", "neck"} else f"{lead}{parent}"]
    if bare == "trunk":
        return (*found, "neck", *(f"{s}-{limb}" for s in SIDES for limb in ("elbow", "knee")))
    return (*found, *(f"{lead}{child}" for child, of in _PARENTS.items() if of == bare))


def marked(skeleton: Skeleton, figure: Figure, seen: Camera) -> Iterator[Shape]:
    """What is stretched, where the viewer sees it."""
    for name in figure.stretch:
        hulls, faces = patch(skeleton, name)
        if is_seen(faces, seen.toward):
            balls = [ball for hull in hulls for ball in hull]
            yield Shape(name, "stretch", hulls, sum(seen.depth(point) for point, _ in balls) / len(balls) + 0.3)
