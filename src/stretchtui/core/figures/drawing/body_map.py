"""The body from the front and from the back, with one region marked."""

from functools import lru_cache
from typing import Final

from stretchtui.core.figures.drawing.draw import draw
from stretchtui.core.figures.drawing.picture import Drawing
from stretchtui.core.figures.model import Figure, Pose, Reach, Swing
from stretchtui.core.settings.model import FigureStyle as Style

_BACK: Final = ("upper-back", "mid-back", "lower-back")
REGIONS: Final[dict[str, tuple[str, ...]]] = {
    "neck": ("right-neck-side", "left-neck-side", "neck-back"),
    "shoulders-chest": ("right-shoulder", "left-shoulder", "right-chest", "left-chest"),
    "upper-back": ("upper-back",),
    "mid-back": ("mid-back",),
    "lower-back": ("lower-back",),
    "hips-glutes": ("right-buttock", "left-buttock", "right-hip-front", "left-hip-front"),
    "legs": tuple(f"{side}-{muscle}" for side in ("right", "left") for muscle in ("thigh-front", "thigh-back", "calf")),
    "whole-back": _BACK,
    "wrists-hands": tuple(f"{side}-{part}" for side in ("right", "left") for part in ("wrist", "hand", "hand-back")),
    "calves-feet": tuple(
        f"{side}-{part}" for side in ("right", "left") for part in ("calf", "calf-low", "shin-front", "instep")
    ),
    "jaw-eyes": ("right-jaw", "left-jaw", "eyes"),
    "breathing": ("ribs", "belly"),
}
_STANCE: Final = Pose(arms=Reach(up=16, plane=0), hips=Swing(abduct=5))


def body_map(region: str | tuple[str, ...] | None, *, columns: int, rows: int, style: Style = "braille") -> Drawing:
    """Front and back of a body with the muscles of a region, or of some, marked; an unknown one marks nothing."""
    regions = region if isinstance(region, tuple) else (region or "",)
    return draw(_mapped(regions), 0, columns=columns, rows=rows, style=style)


@lru_cache(maxsize=16)
def _mapped(regions: tuple[str, ...]) -> Figure:
    muscles = tuple(dict.fromkeys(muscle for region in regions for muscle in REGIONS.get(region, ())))
    return Figure(id="body-map", views=("front", "back"), stretch=muscles, pose=(_STANCE, _STANCE))
