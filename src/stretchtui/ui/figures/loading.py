"""Which figure a stretch has, how it is drawn on this terminal, and how much it may move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.application.figures import figure_style as style_for
from stretchtui.storage.files.places import shipped

if TYPE_CHECKING:
    from stretchtui.application.context import Context
    from stretchtui.core.catalog.model import Stretch
    from stretchtui.core.figures import Figure
    from stretchtui.core.measures.model import SelfTest
    from stretchtui.core.settings.model import FigureStyle as Style


def figure_style(context: Context) -> Style | None:
    """How figures are drawn, as terminal and settings have it; none where the user wants no figures."""
    return style_for(context.services.terminal, context.user.settings.figures)


def figure_of(entry: Stretch | SelfTest, context: Context) -> Figure | None:
    """The figure of an entry, if it has one and figures are wanted. Reads a file: call it from a thread."""
    if entry.figure is None or figure_style(context) is None:
        return None
    from stretchtui.storage.figures import figure_folders, find_figure  # noqa: PLC0415  (with all that draws)

    folders = figure_folders(shipped("catalog"), context.services.places.catalog)
    likely = "measures" if entry.figure.startswith("measure-") else entry.region
    return find_figure(entry.figure, folders, likely=likely)


def load_drawing() -> None:
    """Import what draws, which takes a while: from a thread, before something is to be drawn in the event loop."""
    from stretchtui.core import figures  # noqa: F401, PLC0415


def plays(context: Context) -> int:
    """How many times a figure moves when it is shown: twice here, once over a network, never without motion."""
    if context.user.settings.motion == "none":
        return 0
    if context.user.settings.motion == "full":
        return 2
    if context.services.terminal.remote:
        return 1
    return 2 if context.services.terminal.motion == "full" else 0
