"""Text styles as a terminal knows them: read from SGR parameters, written as the shortest change between two."""

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

PLAIN: Final = 0
"""The id of the style a reset leaves."""
UNKNOWN: Final = -1
"""In place of an id: nobody knows what the terminal has set."""
MOST_STYLES: Final = 4096
"""Styles kept at the most; an animation in 24-bit colour makes new ones for ever."""

_BOLD, _DIM, _ITALIC, _UNDERLINE, _BLINK, _FAST_BLINK, _REVERSE, _CONCEAL, _STRIKE = (1 << n for n in range(9))
_DOUBLE_UNDERLINE, _FRAME, _ENCIRCLE, _OVERLINE = (1 << n for n in range(9, 13))

_ON: Final = {
    "1": _BOLD,
    "2": _DIM,
    "3": _ITALIC,
    "4": _UNDERLINE,
    "5": _BLINK,
    "6": _FAST_BLINK,
    "7": _REVERSE,
    "8": _CONCEAL,
    "9": _STRIKE,
    "21": _DOUBLE_UNDERLINE,
    "51": _FRAME,
    "52": _ENCIRCLE,
    "53": _OVERLINE,
}
_OFF: Final = {
    "22": _BOLD | _DIM,
    "23": _ITALIC,
    "24": _UNDERLINE | _DOUBLE_UNDERLINE,
    "25": _BLINK | _FAST_BLINK,
    "27": _REVERSE,
    "28": _CONCEAL,
    "29": _STRIKE,
    "54": _FRAME | _ENCIRCLE,
    "55": _OVERLINE,
}
_SEEN_ON_BLANKS: Final = _UNDERLINE | _REVERSE | _STRIKE | _DOUBLE_UNDERLINE | _FRAME | _ENCIRCLE | _OVERLINE
_NUMBERS: Final = {"5": 1, "2": 3}
"""How many numbers follow, by the kind of colour."""
_FOREGROUNDS: Final = frozenset(map(str, (*range(30, 38), *range(90, 98))))
_BACKGROUNDS: Final = frozenset(map(str, (*range(40, 48), *range(100, 108))))


class Style(NamedTuple):
    """Colours as SGR parameters (empty: the default), attributes as bits, the hyperlink as `parameters;address`."""

    foreground: str = ""
    background: str = ""
    attributes: int = 0
    link: str = ""


class StyleTable:
    """Styles by id, and what leads from one to another; every answer is worked out once."""

    def __init__(self) -> None:
        self._styles = [Style()]
        self._ids = {Style(): PLAIN}
        self.blank = [PLAIN]
        """For each id the id of the plainest style in which a blank looks the same."""
        self._after: dict[tuple[int, str], int] = {}
        self._links: dict[tuple[int, str], int] = {}
        self._changes: dict[tuple[int, int], str] = {}
        self._carriers: dict[tuple[int, int], int] = {}
        self._between: dict[tuple[int, int, int], int] = {}

    @property
    def full(self) -> bool:
        """There are so many that it is time to begin anew."""
        return len(self._styles) > MOST_STYLES

    def after(self, style: int, parameters: str) -> int:
        """The style after SGR with these parameters; `UNKNOWN` where they are not understood, or rest on it."""
        found = self._after.get((style, parameters))
        if found is None:
            found = self._after[style, parameters] = self._applied(style, parameters)
        return found

    def linked(self, style: int, link: str) -> int:
        """The style with another hyperlink, or with none."""
        if style == UNKNOWN:
            return UNKNOWN
        found = self._links.get((style, link))
        if found is None:
            found = self._links[style, link] = self._id(self._styles[style]._replace(link=link))
        return found

    def change(self, old: int, new: int) -> str:
        """The control sequences that lead from one style (or an unknown one) to another."""
        found = self._changes.get((old, new))
        if found is None:
            found = self._changes[old, new] = self._change(old, new)
        return found

    def carrier(self, style: int, blank: int) -> int:
        """A style near `style` in which a blank looks as in `blank`."""
        found = self._carriers.get((style, blank))
        if found is None:
            found = blank
            if style != UNKNOWN and self.blank[blank] == blank and not _shows_on_blanks(self._styles[blank]):
                found = self._near(style, blank)
            self._carriers[style, blank] = found
        return found

    def _near(self, style: int, blank: int) -> int:
        """The carrier: another ground, or an ink of that colour reversed, whatever takes fewer bytes there and back."""
        old, ground = self._styles[style], self._styles[blank].background
        old = old._replace(attributes=old.attributes & ~_SEEN_ON_BLANKS, link="")
        near, turned = old._replace(background=ground), _turned(old, ground)
        if turned is None or near == old:
            return self._id(near)
        back = near._replace(background=old.background), turned._replace(attributes=0)
        costs = [
            len(self.change(style, self._id(there))) + len(self.change(self._id(there), self._id(again)))
            for there, again in zip((near, turned), back, strict=True)
        ]
        return self._id(near if costs[0] <= costs[1] else turned)

    def between(self, before: int, blank: int, after: int) -> int:
        """The style in which a blank looks as in `blank`, and which takes the fewest bytes from one text to the next.

        A blank shows no foreground: it may have that of either text, so that it need not be set once more.
        """
        found = self._between.get((before, blank, after))
        if found is None:
            ways = (self.carrier(before, blank), self.carrier(after, blank), blank)
            found = min(
                ways, key=lambda way: len(self.change(before, way)) + len(self.change(way, self._met(way, after)))
            )
            self._between[before, blank, after] = found
        return found

    def _met(self, style: int, after: int) -> int:
        """What has to be set for what comes after: for a blank, only what shows on it."""
        return self.carrier(style, after) if self.blank[after] == after else after

    def _id(self, style: Style) -> int:
        found = self._ids.get(style)
        if found is None:
            found = self._ids[style] = len(self._styles)
            self._styles.append(style)
            self.blank.append(found)
            if not _shows_on_blanks(style):
                self.blank[found] = self._id(Style(background=style.background))
            elif style.attributes == _REVERSE and not style.link and _has_own_colours(style):
                self.blank[found] = self._id(Style(background=_as_ground(style.foreground)))
        return found

    def _applied(self, style: int, parameters: str) -> int:
        codes = [code.lstrip("0") or "0" for code in parameters.split(";")]
        if style == UNKNOWN and codes[0] != "0":
            return UNKNOWN
        found: Style | None = self._styles[PLAIN if style == UNKNOWN else style]
        rest = iter(codes)
        for code in rest:
            found = found and _applied(found, code, rest)
        return UNKNOWN if found is None else self._id(found)

    def _change(self, old: int, new: int) -> str:
        after = self._styles[new]
        before = Style() if old == UNKNOWN else self._styles[old]
        link = f"\x1b]8;{after.link or ';'}\x1b\\" if before.link != after.link else ""
        anew = _sgr(["0", *_all_set(after)] if after[:3] != ("", "", 0) else [""])
        if old == UNKNOWN:
            return anew + link
        if before[:3] == after[:3]:
            return link
        step = _sgr(_steps(before, after))
        return (step if len(step) < len(anew) else anew) + link


def _applied(style: Style, code: str, rest: Iterator[str]) -> Style | None:
    """The style after one SGR code, or a colour with its numbers from `rest`; none where it is not understood."""
    if code == "0":
        return Style(link=style.link)
    if code in _FOREGROUNDS or code == "39":
        return style._replace(foreground="" if code == "39" else code)
    if code in _BACKGROUNDS or code == "49":
        return style._replace(background="" if code == "49" else code)
    if code in _ON or code in _OFF:
        return style._replace(attributes=style.attributes & ~_OFF.get(code, 0) | _ON.get(code, 0))
    kind = next(rest, "") if code in ("38", "48") else ""
    numbers = list(islice(rest, _NUMBERS.get(kind, 0)))
    if not numbers or len(numbers) < _NUMBERS[kind]:
        return None
    colour = ";".join((code, kind, *numbers))
    return style._replace(foreground=colour) if code == "38" else style._replace(background=colour)


def _shows_on_blanks(style: Style) -> bool:
    return bool(style.attributes & _SEEN_ON_BLANKS or style.link)


def _has_own_colours(style: Style) -> bool:
    """Whether both colours are of the 256, or of 24 bits: others a terminal may show brighter in reverse video."""
    return style.foreground.startswith("38;") and style.background.startswith("48;")


def _as_ground(foreground: str) -> str:
    return "48" + foreground.removeprefix("38")


def _turned(style: Style, ground: str) -> Style | None:
    """Reverse video on the ground that is set, in which a blank has that other ground; none where that is not sure."""
    turned = Style("38" + ground.removeprefix("48"), style.background, _REVERSE)
    return turned if _has_own_colours(turned) else None


def _sgr(codes: list[str]) -> str:
    return f"\x1b[{';'.join(codes)}m"


def _all_set(style: Style) -> list[str]:
    attributes = [code for code, bit in _ON.items() if style.attributes & bit]
    return [*filter(None, (style.foreground, style.background)), *attributes]


def _steps(before: Style, after: Style) -> list[str]:
    codes = []
    # Colours first: to the Linux console before 3.16 the default foreground meant no underline too.
    if before.foreground != after.foreground:
        codes.append(after.foreground or "39")
    if before.background != after.background:
        codes.append(after.background or "49")
    kept = before.attributes
    for code, bits in _OFF.items():
        if kept & bits & ~after.attributes:
            codes.append(code)
            kept &= ~bits
    return codes + [code for code, bit in _ON.items() if after.attributes & ~kept & bit]
