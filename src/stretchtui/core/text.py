"""Text from files, made harmless to show."""

_MARKS = (
    *range(0x20),  # C0
    *range(0x7F, 0xA0),  # DEL and C1, where an escape sequence can begin with one character
    0x061C,  # what turns the direction of reading
    *(0x200E, 0x200F),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xE0000, 0xE0080),  # tags, which nobody sees
)
_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_MARKS),
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # halves of characters, which no terminal takes
}


def clean(text: str) -> str:
    """One line of text that a terminal prints and does not obey.

    Control characters and marks that reorder what is read are left out; breaks between lines become one blank.
    Text without them comes back as it is. Markup is not this function's concern: show it with markup off.
    """
    if text.isascii() and text.isprintable():
        return text
    if any(blank in text for blank in _BLANKS):
        text = " ".join(part for part in _lines(text) if part)
    return text.translate(_TABLE)


def _lines(text: str) -> list[str]:
    return [part.strip(_BLANKS + " ") for part in text.splitlines()]
