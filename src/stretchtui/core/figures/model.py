"""What a figure is: a body in two or more key poses, seen from somewhere, with the things it uses.

Angles are in degrees, by the names and signs of a physical examination, counted from standing upright with the
arms hanging. Places are in hundredths of the body's height, from a point on the floor. A pose tells only what
changes from the pose before it; the first one, what differs from the figure's `start`.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from stretchtui.core.catalog.model import Id, Position, Side

Degrees = Annotated[float, Meta(ge=-180, le=180)]
Hundredths = Annotated[float, Meta(ge=-200, le=200)]
Place = Annotated[tuple[Hundredths, ...], Meta(min_length=2, max_length=3)]
"""[ahead, left] on the floor, or [ahead, left, up]."""
BodyPlace = Annotated[str, Meta(max_length=40)]
Pin = Place | BodyPlace

ViewName = Literal["side", "front", "back", "half-front", "half-back", "above"]
PropKind = Literal[
    "mat",
    "wall",
    "chair",
    "stool",
    "chair-back",
    "doorway",
    "step",
    "pillow",
    "bolster",
    "roller",
    "ball",
    "towel",
    "strap",
]
Start = Position | Literal["lying-side"]
BodyPart = Literal["whole", "upper", "bust", "hand", "hands", "foot", "feet", "head"]
Share = Annotated[float, Meta(ge=0, le=1)]
Direction = Literal["out", "in", "up", "down", "ahead", "behind"]
Directions = Direction | tuple[Direction, ...]


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of a figure have in common: they never change, and take no unknown key."""


class Bend(Part, frozen=True):
    """A part of the spine: bent forward, to the right, and turned to the right (minus: the other way)."""

    flex: Degrees = 0
    side: Degrees = 0
    rotate: Degrees = 0


class Reach(Part, frozen=True):
    """An upper arm: raised from hanging, in a plane, then turned outward about its own length.

    `plane`: 0 is sideways, 90 ahead, more goes across the chest, less than 0 behind the back.
    """

    up: Degrees = field(default=0, name="raise")
    plane: Degrees = 90
    rotate: Degrees = 0


class Swing(Part, frozen=True):
    """A thigh: bent forward, moved outward, turned outward (minus: the other way)."""

    flex: Degrees = 0
    abduct: Degrees = 0
    rotate: Degrees = 0


class Foot(Part, frozen=True):
    """A foot: bent up, and its sole turned inward (minus: the other way)."""

    up: Degrees = 0
    inward: Degrees = 0


class Toes(Part, frozen=True):
    """Toes: bent up, and spread (of the outer ones, from lying straight ahead)."""

    up: Degrees = 0
    spread: Degrees = 0


class Fingers(Part, frozen=True):
    """Four fingers, each joint flexed, and spread; the thumb away from them, and `across` before the palm.

    `across`: 0 leaves the thumb in the plane of the palm, 90 brings it before the palm, more on to the little finger.
    """

    knuckles: Degrees = 0
    middle: Degrees = 0
    tips: Degrees = 0
    spread: Degrees = 4
    thumb: Degrees = 40
    across: Degrees = 20


class Girdle(Part, frozen=True):
    """A shoulder: shrugged up, and drawn ahead (minus: pulled down, and back)."""

    up: Degrees = 0
    ahead: Degrees = 0


class Pose(Part, frozen=True):
    """A key pose.

    `pelvis` is [ahead, up] or [ahead, up, left] of the middle between the hip joints; [ahead] alone lets it down to
    the floor.
    `lean` bows the whole body (90: face down, -90: on the back), `turn` turns it to its right, `tip` tips it over
    to its right, `roll` rolls it about its own length, to its right. A number alone is flexion (of an arm: raised
    ahead). `arms`, `knees` and so on mean both sides.

    `hands` and `feet` pin wrist or ankle: to a place on the floor [ahead, left], in the air [ahead, left, up]
    (left of the middle for the left one, mirrored for the right), or to the body: "knee", "other-knee",
    "head-back" ... A pin of "free" lets go. Elbow and knee of a pinned limb follow; `elbows_point` names the
    side to which an elbow juts as seen from the chest, `knees_point` that of a knee as seen from the room.
    `fingers_point` and `palms` say where fingers point and palms look, as seen from the chest.

    `breath` is how full the chest is, `jaw` how far it is open, `tongue` how near its tip is to the palate, and
    `eyes` how far they are open: shares from 0 to 1, but for the jaw's degrees.
    """

    pelvis: Annotated[tuple[Hundredths, ...], Meta(min_length=1, max_length=3)] | None = None
    lean: Degrees | None = None
    turn: Degrees | None = None
    tip: Degrees | None = None
    roll: Degrees | None = None
    lumbar: Degrees | Bend | None = None
    thoracic: Degrees | Bend | None = None
    neck: Degrees | Bend | None = None
    nod: Degrees | None = None

    shoulders: Girdle | None = None
    left_shoulder: Girdle | None = None
    right_shoulder: Girdle | None = None
    arms: Degrees | Reach | None = None
    left_arm: Degrees | Reach | None = None
    right_arm: Degrees | Reach | None = None
    elbows: Degrees | None = None
    left_elbow: Degrees | None = None
    right_elbow: Degrees | None = None
    wrists: Degrees | None = None
    left_wrist: Degrees | None = None
    right_wrist: Degrees | None = None
    hands: Pin | None = None
    left_hand: Pin | None = None
    right_hand: Pin | None = None
    elbows_point: Directions | None = None
    left_elbow_point: Directions | None = None
    right_elbow_point: Directions | None = None
    fingers: Degrees | Fingers | None = None
    left_fingers: Degrees | Fingers | None = None
    right_fingers: Degrees | Fingers | None = None
    fingers_point: Directions | None = None
    left_fingers_point: Directions | None = None
    right_fingers_point: Directions | None = None
    palms: Directions | None = None
    left_palm: Directions | None = None
    right_palm: Directions | None = None

    hips: Degrees | Swing | None = None
    left_hip: Degrees | Swing | None = None
    right_hip: Degrees | Swing | None = None
    knees: Degrees | None = None
    left_knee: Degrees | None = None
    right_knee: Degrees | None = None
    ankles: Degrees | Foot | None = None
    left_ankle: Degrees | Foot | None = None
    right_ankle: Degrees | Foot | None = None
    toes: Degrees | Toes | None = None
    left_toes: Degrees | Toes | None = None
    right_toes: Degrees | Toes | None = None
    feet: Pin | None = None
    left_foot: Pin | None = None
    right_foot: Pin | None = None
    knees_point: Directions | None = None
    left_knee_point: Directions | None = None
    right_knee_point: Directions | None = None

    breath: Share | None = None
    jaw: Annotated[float, Meta(ge=0, le=60)] | None = None
    tongue: Share | None = None
    eyes: Share | None = None


class Prop(Part, frozen=True):
    """A thing that is used. `at` is where it stands; `size` its height or length where that may differ.

    A towel or a strap runs from one place of the body round another to a third: `through`.
    """

    kind: PropKind
    at: Place = (0, 0)
    size: Annotated[float, Meta(gt=0, le=200)] | None = None
    through: tuple[BodyPlace, ...] = ()


class Arrow(Part, frozen=True, kw_only=True):
    """The way a part of the body takes from one pose (1 is the first) to another, drawn beside it.

    `of` is a joint or a place of the body; `off` moves the arrow away from it: ahead, to the left, up, in hundredths
    of the body's height; `grow` makes a small movement's arrow larger.
    """

    of: BodyPlace
    from_: Annotated[int, Meta(ge=1, le=6)] | None = field(default=None, name="from")
    to: Annotated[int, Meta(ge=1, le=6)] | None = None
    off: tuple[Hundredths, Hundredths, Hundredths] = (0, 0, 0)
    grow: Annotated[float, Meta(gt=0, le=20)] = 1


class View(Part, frozen=True):
    """From where the body is seen, turned by degrees from there, from degrees above the floor; how much is drawn.

    `body`: "upper" leaves the legs out; "bust" also ends below the chest, which shows neck and arms large. "hand",
    "hands", "foot", "feet" and "head" come close, and draw fingers, toes, jaw; "hand" and "foot" mean the right one.
    """

    from_: ViewName = field(default="side", name="from")
    turn: Degrees = 0
    above: Annotated[float, Meta(ge=0, le=90)] | None = None
    body: BodyPart = "whole"


class Figure(Part, frozen=True, kw_only=True):
    """A drawing of one stretch; what works one side only is written for the right side, which a side view shows near.

    `stretch` names what is felt ("thigh-back", "right-neck-side"), `views` one or two panels, `arrows` the
    movements that the picture at rest should tell.
    """

    id: Id
    start: Start = "standing"
    views: Annotated[tuple[View | ViewName, ...], Meta(min_length=1, max_length=2)] = ("side",)
    side: Side = "right"
    props: tuple[Prop | PropKind, ...] = ()
    stretch: Annotated[tuple[BodyPlace, ...], Meta(min_length=1)]
    arrows: Annotated[tuple[Arrow, ...], Meta(max_length=4)] = ()
    pose: Annotated[tuple[Pose, ...], Meta(min_length=2, max_length=6)]
