"""A vector picture as SVG: no style sheet, no script, each text escaped."""

from collections.abc import Iterable
from html import escape
from typing import Final

from stretchtui.core.graphics import Circle, Fill, Outline, Picture, Primitive, Stroke, Tone
from stretchtui.core.text import clean

COLOURS: Final[dict[Tone, str]] = {
    "body": "#e9e2d8",
    "near": "#e9e2d8",
    "far": "#c3b8aa",
    "hair": "#5b4a3f",
    "face": "#f4ece2",
    "prop": "#8a8a8a",
    "stretch": "#b3261e",
    "ink": "#222222",
    "pale": "#d9d4cc",
    "mark": "#1f5f8b",
}
GREYS: Final[dict[Tone, str]] = {
    "body": "#ffffff",
    "near": "#ffffff",
    "far": "#cccccc",
    "hair": "#777777",
    "face": "#ffffff",
    "prop": "#888888",
    "stretch": "#000000",
    "ink": "#000000",
    "pale": "#dddddd",
    "mark": "#555555",
}
EDGELESS: Final[frozenset[Tone]] = frozenset({"face", "ink", "pale", "mark", "stretch"})
EDGE: Final = "#333333"
EDGE_WIDTH: Final = 0.7


def svg(picture: Picture, *, mono: bool = False, size: str = "") -> str:
    """The picture as an `<svg>` element; `size` are attributes such as `width="60mm"`."""
    colours = GREYS if mono else COLOURS
    inner = primitives(picture, colours)
    label = f' role="img" aria-label="{attribute(picture.alt)}"' if picture.alt else ' aria-hidden="true"'
    box = f"0 0 {number(picture.width)} {number(picture.height)}"
    name = 'xmlns="http://www.w3.org/2000/svg"'
    return f'<svg {name} viewBox="{box}"{f" {size}" if size else ""}{label}>{inner}</svg>'


def primitives(picture: Picture, colours: dict[Tone, str]) -> str:
    """What a picture is made of, as elements without a frame."""
    return "".join(_primitive(one, colours) for one in picture.primitives)


def attribute(text: str) -> str:
    """A text for between double quotes."""
    return escape(clean(text), quote=True)


def number(value: float) -> str:
    """A length in few letters: one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _primitive(one: Primitive, colours: dict[Tone, str]) -> str:
    if isinstance(one, Fill):
        return _fill(one, colours)
    if isinstance(one, Stroke):
        way = " ".join(_line(line) for line in one.lines)
        width = number(EDGE_WIDTH * one.width)
        return (
            f'<path d="{way}" fill="none" stroke="{colours[one.tone]}" stroke-width="{width}" stroke-linecap="round"/>'
        )
    at = f'x="{number(one.at[0])}" y="{number(one.at[1])}" font-size="{number(one.size)}"'
    return f'<text {at} text-anchor="{one.anchor}" fill="{colours["ink"]}">{escape(clean(one.text))}</text>'


def _fill(one: Fill, colours: dict[Tone, str]) -> str:
    colour = colours[one.tone]
    way = "".join(map(_outline, one.outlines))
    if one.tone in EDGELESS:
        return f'<path d="{way}" fill="{colour}"/>'
    fill = "#ffffff" if one.tone == "prop" else colour
    # the edge is painted first: what of it lies within the union is covered again
    edge = f'stroke="{EDGE}" stroke-width="{number(2 * EDGE_WIDTH)}" stroke-linejoin="round" paint-order="stroke"'
    joints = "".join(_circle(joint, colour) for joint in one.joints)
    return f'<path d="{way}" fill="{fill}" {edge}/>{joints}'


def _circle(circle: Circle, colour: str) -> str:
    x, y, r = circle
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="{colour}"/>'


def _outline(outline: Outline) -> str:
    parts = [f"M{number(outline.start[0])} {number(outline.start[1])}"]
    for step in outline.steps:
        to = f"{number(step.to[0])} {number(step.to[1])}"
        radius = number(step.radius)
        parts.append(f"A{radius} {radius} 0 {int(step.large)} 1 {to}" if step.radius else f"L{to}")
    return f"{''.join(parts)}Z"


def _line(points: Iterable[tuple[float, float]]) -> str:
    first, *rest = points
    return f"M{number(first[0])} {number(first[1])}" + "".join(f"L{number(x)} {number(y)}" for x, y in rest)
