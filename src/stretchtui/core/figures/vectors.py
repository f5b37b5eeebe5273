"""Points, directions and turns in space: plain tuples, which are fast enough and need no library.

The world: x ahead, y to the left, z up. A `Frame` is three perpendicular directions of length 1,
named for a body standing in it: ahead, left, up.
"""

from math import acos, cos, radians, sin, sqrt
from typing import NamedTuple

Vector = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]


class Frame(NamedTuple):
    """Which way a part of the body faces."""

    ahead: Vector
    left: Vector
    up: Vector


WORLD = Frame((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def plus(a: Vector, b: Vector) -> Vector:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vector, by: float) -> Vector:
    return (a[0] * by, a[1] * by, a[2] * by)


def moved(a: Vector, along: Vector, by: float) -> Vector:
    """The point `by` further along a direction."""
    return (a[0] + along[0] * by, a[1] + along[1] * by, a[2] + along[2] * by)


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    return sqrt(dot(a, a))


def unit(a: Vector, otherwise: Vector = (0.0, 0.0, 1.0)) -> Vector:
    """The direction of `a`; `otherwise` where `a` has none."""
    size = length(a)
    return scaled(a, 1 / size) if size > 1e-9 else otherwise


def between(a: Vector, b: Vector, share: float) -> Vector:
    """The point a share (0 to 1) of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def across(a: Vector, axis: Vector) -> Vector:
    """What is left of `a` when its part along the axis (of length 1) is taken away."""
    return moved(a, axis, -dot(a, axis))


def _mixed(a: Vector, b: Vector, angle: float) -> tuple[Vector, Vector]:
    c, s = cos(radians(angle)), sin(radians(angle))
    return (
        (a[0] * c + b[0] * s, a[1] * c + b[1] * s, a[2] * c + b[2] * s),
        (b[0] * c - a[0] * s, b[1] * c - a[1] * s, b[2] * c - a[2] * s),
    )


def pitched(frame: Frame, angle: float) -> Frame:
    """Tipped forward by degrees: a bow."""
    if not angle:
        return frame
    up, ahead = _mixed(frame.up, frame.ahead, angle)
    return Frame(ahead, frame.left, up)


def rolled(frame: Frame, angle: float) -> Frame:
    """Tipped to its right by degrees: a bend to the side."""
    if not angle:
        return frame
    left, up = _mixed(frame.left, frame.up, angle)
    return Frame(frame.ahead, left, up)


def yawed(frame: Frame, angle: float) -> Frame:
    """Turned to its right by degrees: a look over the right shoulder."""
    if not angle:
        return frame
    left, ahead = _mixed(frame.left, frame.ahead, angle)
    return Frame(ahead, left, frame.up)


def framed(up: Vector, ahead: Vector) -> Frame:
    """The frame with this way up, its front as near to `ahead` as that allows."""
    up = unit(up)
    front = unit(across(ahead, up), unit(across((0.123, 0.456, 0.789), up)))
    return Frame(front, cross(up, front), up)


def turned(axis_frame: Frame, local: Frame) -> Frame:
    """A frame given in the terms of another one, in the terms of the world."""
    ahead, left, up = local
    return Frame(outward(axis_frame, ahead), outward(axis_frame, left), outward(axis_frame, up))


def outward(frame: Frame, v: Vector) -> Vector:
    """A direction in the terms of the frame -> in the terms of the world."""
    (a, b, c), (d, e, f), (g, h, i) = frame
    x, y, z = v
    return (a * x + d * y + g * z, b * x + e * y + h * z, c * x + f * y + i * z)


def inward(frame: Frame, v: Vector) -> Vector:
    """A direction in the terms of the world -> in the terms of the frame."""
    return (dot(frame.ahead, v), dot(frame.left, v), dot(frame.up, v))


def relative(parent: Frame, child: Frame) -> Frame:
    """A frame of the world in the terms of another one."""
    ahead, left, up = child
    return Frame(inward(parent, ahead), inward(parent, left), inward(parent, up))


def halfway(a: Frame, b: Frame, share: float) -> Frame:
    """A share (0 to 1) of the shortest turn from one frame to the other."""
    p, q = _quaternion(a), _quaternion(b)
    near = sum(x * y for x, y in zip(p, q, strict=True))
    if near < 0:
        q, near = (-q[0], -q[1], -q[2], -q[3]), -near
    if near > 0.9999:
        one, other = 1 - share, share
    else:
        whole = acos(near)
        one, other = sin((1 - share) * whole) / sin(whole), sin(share * whole) / sin(whole)
    w, x, y, z = (s * one + t * other for s, t in zip(p, q, strict=True))
    size = sqrt(w * w + x * x + y * y + z * z)
    return _frame((w / size, x / size, y / size, z / size))


def _quaternion(frame: Frame) -> Quaternion:
    """The turn from the world to the frame (Shepperd's method: divides by the largest part)."""
    (a, d, g), (b, e, h), (c, f, i) = frame
    trace = a + e + i
    if trace > 0:
        s = sqrt(trace + 1) * 2
        return (s / 4, (h - f) / s, (c - g) / s, (d - b) / s)
    if a > e and a > i:
        s = sqrt(1 + a - e - i) * 2
        return ((h - f) / s, s / 4, (b + d) / s, (c + g) / s)
    if e > i:
        s = sqrt(1 + e - a - i) * 2
        return ((c - g) / s, (b + d) / s, s / 4, (f + h) / s)
    s = sqrt(1 + i - a - e) * 2
    return ((d - b) / s, (c + g) / s, (f + h) / s, s / 4)


def _frame(q: Quaternion) -> Frame:
    w, x, y, z = q
    return Frame(
        (1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)),
        (2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)),
        (2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)),
    )
