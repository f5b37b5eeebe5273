"""A figure as a vector picture for paper and pages, from the same skeleton and shapes as in the terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures.drawing.arrows import arrows
from stretchtui.core.figures.drawing.camera import as_view
from stretchtui.core.figures.drawing.close_up import CLOSE
from stretchtui.core.figures.drawing.head import Gaze
from stretchtui.core.figures.drawing.painting import is_before
from stretchtui.core.figures.drawing.picture import Role
from stretchtui.core.figures.drawing.scene import Projection, Sight, lines_seen, projection, sight
from stretchtui.core.figures.drawing.shape import Shape, linked
from stretchtui.core.figures.drawing.shapes import shapes
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.motion import skeleton_at
from stretchtui.core.figures.pose.props import Line, Round, things
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.graphics import Circle, Fill, Picture, Primitive, Stroke, Tone, hatching, hull, mirrored, moved

PANEL_GAP: Final = 0.06
"""Space between two views, as a share of the width."""
LEAST_PANEL: Final = 0.25
PADDING: Final = 0.1
"""Of a panel's width, what is left free on each side: of a bust, the arms reach further than what is measured."""
PROP_WIDTH: Final = 1.6
ARROW_WIDTH: Final = 1.8
NOSE, EYE, FACE, LOOKS = 0.16, 0.08, 0.74, 0.24
"""Shares of the head's radius: nose, eye, the face within the hair, and how far that is moved to where one looks."""

TONES: Final[dict[Role, Tone]] = {
    "body": "body",
    "near": "near",
    "leg": "near",
    "far": "far",
    "hair": "hair",
    "prop": "prop",
}


def vector_picture(figure: Figure, t: float, *, width: float, height: float, side: Side | None = None) -> Picture:
    """A figure at `t` (0: first key pose, 1: last), all its views side by side.

    `side`: the side being done; none draws the figure as it was written. The same arguments give the same picture.
    """
    skeleton = skeleton_at(figure, t)
    sights = [sight(figure, as_view(view)) for view in figure.views]
    painted: list[Primitive] = []
    left = 0.0
    for seen, wide in zip(sights, _widths(sights, width), strict=True):
        pad = wide * PADDING
        place = projection(seen, round(wide - 2 * pad), round(height))
        painted += [moved(one, left + pad) for one in panel(figure, skeleton, seen, place)]
        left += wide + width * PANEL_GAP
    if side is not None and side != figure.side:
        painted = [mirrored(one, width) for one in painted]
    return Picture(width, height, tuple(painted))


def _widths(sights: Sequence[Sight], width: float) -> list[float]:
    """The width of each panel: as much of the whole as its view is wide, and at least a quarter."""
    if len(sights) == 1:
        return [width]
    room = width * (1 - PANEL_GAP * (len(sights) - 1))
    spans = [seen.extent.right - seen.extent.left for seen in sights]
    shares = [max(span / sum(spans), LEAST_PANEL) for span in spans]
    return [room * share / sum(shares) for share in shares]


def panel(figure: Figure, skeleton: Skeleton, seen: Sight, place: Projection) -> Iterator[Primitive]:
    """One view of a figure at one moment, in the frame that `place` projects into."""
    return _Panel(figure, skeleton, seen, place).painted()


class _Panel:
    """One view of a figure at one moment."""

    def __init__(self, figure: Figure, skeleton: Skeleton, seen: Sight, place: Projection) -> None:
        self.figure, self.skeleton, self.seen, self.place = figure, skeleton, seen, place
        self.close = seen.view.body in CLOSE

    def painted(self) -> Iterator[Primitive]:
        """Floor and things behind, the body from the farthest shape on, what lies before it, and arrows."""
        present = things(self.figure, self.skeleton)
        lines = lines_seen(present, self.seen.view, self.seen.camera)
        before = [line for line in lines if is_before(line, self.skeleton, self.seen)]
        if self.seen.floor:
            ground = self.place((0.0, 0.0, 0.0))[1]
            extent, scale = self.seen.extent, self.place.scale
            yield Stroke("prop", (((0.0, ground), (2 * self.place.x + (extent.left + extent.right) * scale, ground)),))
        yield from self._lines([line for line in lines if line not in before])
        yield from map(self._round, present.rounds if not self.close else ())
        yield from self._body()
        yield from self._lines([*before, *present.straps])
        yield from map(self._round, present.balls if not self.close else ())
        for way in arrows(self.figure):
            strokes = way.flat([self.place(p) for p in way.points])
            yield from (Stroke("mark", (tuple(stroke),), ARROW_WIDTH) for stroke in strokes)

    def _lines(self, lines: Sequence[Line]) -> Iterator[Primitive]:
        if lines:
            yield Stroke("prop", tuple(tuple(self.place(p) for p in line) for line in lines), PROP_WIDTH)

    def _round(self, round_: Round) -> Primitive:
        return Fill("prop", (hull([self.place.circle(ball) for ball in round_]),))

    def _body(self) -> Iterator[Primitive]:
        """Shapes that follow each other and hang together become one: a limb has one edge all about it."""
        group: list[Shape] = []
        for shape in shapes(self.skeleton, self.figure, self.seen.view, self.seen.camera, self.seen.far):
            last = group[-1] if group else None
            joins = last is not None and last.name in linked(shape) and last.tone == shape.tone
            if last is not None and (not joins or "head" in (shape.name, last.name) or shape.role == "stretch"):
                yield from self._filled(group)
                group = []
            group.append(shape)
        if group:
            yield from self._filled(group)

    def _filled(self, group: Sequence[Shape]) -> Iterator[Primitive]:
        circles = [[self.place.circle(ball) for ball in balls] for shape in group for balls in shape.hulls]
        if group[0].role == "stretch":
            yield Stroke("stretch", tuple(line for some in circles for line in hatching(some)), 1.4)
        elif group[0].name == "head":
            yield from self._head(circles[0][0])
        else:
            yield Fill(TONES[group[0].tone], tuple(map(hull, circles)))

    def _head(self, circle: Circle) -> Iterator[Primitive]:
        """A head with its hair, and the face where it is seen; the nose juts out in profile."""
        x, y, r = circle
        gaze = Gaze(*map(self.place.turned, self.skeleton.frames["head"]))
        (ax, ay, az), (ux, uy, _) = gaze.ahead, gaze.up
        nose = (x + ax * r, y - ay * r, r * NOSE)
        outlines = (hull([circle]), hull([nose])) if az > -0.5 else (hull([circle]),)
        yield Fill("hair", outlines)
        if az <= -0.5:
            return
        face = (x + (ax - 0.5 * ux) * r * LOOKS, y - (ay - 0.5 * uy) * r * LOOKS, r * FACE)
        yield Fill("face", (hull([face]), hull([nose])))
        for aside in (-0.4, 0.4):
            eye = gaze.place(0.87, aside, 0.12)
            if eye[2] > 0.2:
                yield Fill("ink", (hull([(x + eye[0] * r, y - eye[1] * r, r * EYE)]),))
