"""What kinds of values the options take, each with a line that says what would be right."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def number(text: str) -> int:
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
        if value is None or not least <= value <= most:
            raise ArgumentTypeError(f"{text!r}: expected a whole number from {least} to {most}")
        return value

    return number
