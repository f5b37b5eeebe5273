"""The body, drawn: a jointed figure from a few angles, in solid blocks, braille or plain ASCII."""

from stretchtui.core.figures.drawing.body_map import body_map
from stretchtui.core.figures.drawing.draw import draw, draw_both, measure
from stretchtui.core.figures.drawing.picture import ROLES, Drawing, Role, RoleRun
from stretchtui.core.figures.model import Figure, Pose, Prop, View
from stretchtui.core.settings.model import SOLID
from stretchtui.core.settings.model import FigureStyle as Style

__all__ = [
    "ROLES",
    "SOLID",
    "Drawing",
    "Figure",
    "Pose",
    "Prop",
    "Role",
    "RoleRun",
    "Style",
    "View",
    "body_map",
    "draw",
    "draw_both",
    "measure",
]
