"""What a session in lines works with."""

from msgspec import Struct

from stretchtui.application.context import Context
from stretchtui.commands.line_mode.lines import Lines
from stretchtui.terminal.keyboard import Keyboard


class LineContext(Struct):
    """The run's context, where lines go, and where keys come from."""

    context: Context
    lines: Lines
    keys: Keyboard
