"""The end of a desk break: what it brought, and how tight it feels now, if one wants to say."""

from typing import ClassVar

from stretchtui.ui.session.end import EndScreen
from stretchtui.ui.settings.bindings import bound


class BreakEndScreen(EndScreen):
    """The end of a session with fewer questions."""

    HELP = (
        "How tight it feels now, from 0 (loose) to 10, and how the last stretch felt ({key:up}), for your own eyes. "
        "{key:go-on} ends the break, with or without it."
    )
    HINTS: ClassVar[tuple[str, ...]] = ("go-on", "up", "help")
    CONTEXT = "break-end"
    BINDINGS = bound("break-end", go_on="save")
