"""The diet changes nothing that is seen: a terminal fed with it shows what one fed with the original shows."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.ui.wire.filter import SYNC_FROM, Wire
from tests.ui.wire.wire_terminal import Terminal

COLUMNS, ROWS = 24, 6
ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"


def same(feeds: list[str], *, columns: int = COLUMNS, rows: int = ROWS) -> None:
    """Feed two terminals, one of them on the diet, and compare them after each."""
    wire = Wire(columns, rows)
    original, diet = Terminal(columns, rows), Terminal(columns, rows)
    for text in (ENTER, *feeds):
        original.feed(text)
        diet.feed(wire.feed(text))
        assert diet.picture() == original.picture()
        assert diet.cursor == original.cursor


STYLES = st.sampled_from(
    [
        *("", "0", "1", "3", "4", "7", "9", "22", "23", "24", "27", "29", "39", "49", "0;1;4", "4;0", "22;1"),
        *("31", "32;1", "97", "44", "105;30", "38;5;7", "48;5;234", "38;2;1;2;3;48;2;4;5;0"),
        *("1;38;5;253;48;5;234", "38;5;0;48;5;0;7"),
    ]
)
CONTROLS = st.sampled_from(
    [
        *("\x1b[2J", "\x1b[H\x1b[J", "\x1b[K", "\x1b[1K", "\x1b[2X", "\x1b[2L", "\x1b[M", "\x1b[2P", "\x1b[2@"),
        *("\x1b[2C", "\x1b[2D", "\x1b[B", "\x1b[A", "\x1b[5G", "\x1b[3d", "\r", "\b\b", "\t", "\n", "\x1bM", "\x1bD"),
        *("\x1b7", "\x1b8", "\x1b[s", "\x1b[u", "\x07", "\x1b]0;title\x07", "\x1b[?25h", "\x1b[?2026h", "\x1b[?2026l"),
        *("\x1b[2;5r", "\x1b[r", "\x1b]8;id=1;https://example.org\x1b\\", "\x1b]8;;\x1b\\", "\x1b[?1049h", "\x1b="),
        *("\x1b[99;99H", "\x1b[;3H", "\x1b[58;5;1m", "\x1b[6n", "\x1b[?2026$p"),
    ]
)


def frames(
    texts: st.SearchStrategy[str], *, columns: list[int], controls: bool, pieces: int = 8
) -> st.SearchStrategy[list[str]]:
    """Frames as Textual writes them, and also less tidy."""
    address = st.builds(
        lambda row, column: f"\x1b[{row};{column}H", st.integers(1, ROWS), st.sampled_from([at + 1 for at in columns])
    )
    span = st.builds(lambda style, text: f"\x1b[{style}m{text}\x1b[0m", STYLES, texts)
    piece = st.one_of(span, span, address, address.map(lambda move: "\n" + move), texts, STYLES.map("\x1b[{}m".format))
    if controls:
        piece = st.one_of(piece, piece, piece, CONTROLS)
    placed = st.tuples(address, st.lists(piece, max_size=pieces)).map(lambda parts: parts[0] + "".join(parts[1]))
    return st.lists(st.lists(placed, min_size=1, max_size=4).map("".join), max_size=5)


NARROW = st.text(st.sampled_from("ab xyz  ·━▶é"), min_size=1, max_size=12)
PAIRS = st.lists(st.sampled_from(["ab", "  ", "x ", " é", "伸", "ば", "😀", "한", "e\u0301o"]), min_size=1, max_size=2)
EVEN = list(range(0, COLUMNS - 12, 2))


@given(frames(NARROW, columns=list(range(COLUMNS)), controls=True))
@settings(max_examples=300)
def test_narrow_text_and_any_controls(feeds: list[str]) -> None:
    same(feeds)


def test_what_erases_from_the_margin_erases_the_last_cell() -> None:
    for erase in ("\x1b[K", "\x1b[2X", "\x1b[2P", "\x1b[2@"):
        same([f"\x1b[2;1Ha\x1b[1;16Haaaaaaaaa{erase}"])


@given(frames(PAIRS.map("".join), columns=EVEN, controls=False, pieces=3))
@settings(max_examples=200)
def test_wide_characters(feeds: list[str]) -> None:
    same(feeds)


@given(frames(NARROW, columns=list(range(COLUMNS - 12)), controls=False), st.integers(1, 5))
@settings(max_examples=100)
def test_a_frame_seen_again_costs_nothing(feeds: list[str], times: int) -> None:
    wire = Wire(COLUMNS, ROWS)
    for text in feeds:
        wire.feed(ENTER + text + "\x1b[1;1H")
        frame = "\x1b[0m\x1b[2;2Hsome\x1b[1;1H"
        wire.feed(frame)
        assert "".join(wire.feed(frame) for _ in range(times)) == ""


@given(frames(NARROW, columns=list(range(COLUMNS)), controls=False), frames(NARROW, columns=[0, 5], controls=False))
@settings(max_examples=100)
def test_after_forgetting_all_that_is_painted_is_sent(before: list[str], after: list[str]) -> None:
    wire, original, diet = Wire(COLUMNS, ROWS), Terminal(COLUMNS, ROWS), Terminal(COLUMNS, ROWS)
    for text in (ENTER, *before):
        wire.feed(text + "\x1b[m")
    wire.forget()  # the terminal was replaced by an empty one
    for text in (ENTER, *after):
        original.feed(text)
        diet.feed(wire.feed(text))
    assert diet.picture() == original.picture()


def painted(wire: Wire, lines: list[str], style: str = "") -> None:
    wire.feed("".join(f"\x1b[{row};1H\x1b[{style}m{line}\x1b[0m" for row, line in enumerate(lines, 1)) + "\x1b[1;1H")


def test_only_changed_cells_are_sent() -> None:
    wire = Wire(80, 24)
    painted(wire, ["remaining 29 s"], "38;5;2")
    assert wire.feed("\x1b[1;1H\x1b[38;5;2mremaining 28 s\x1b[0m\x1b[1;1H") == "\x1b[11C8\r"


def test_only_differing_attributes_are_sent() -> None:
    wire = Wire(80, 24)
    painted(wire, ["abc"], "1;38;5;2;48;5;3")
    assert wire.feed("\x1b[1;1H\x1b[38;5;2;48;5;3mabc\x1b[0m\x1b[1;1H") == "\x1b[22mabc\r"
    assert wire.feed("\x1b[1;1H\x1b[4;38;5;2;48;5;9mabc\x1b[0m\x1b[1;1H") == "\x1b[48;5;9;4mabc\r"


def test_blanks_take_the_style_at_hand() -> None:
    wire = Wire(80, 24)
    painted(wire, ["abcdef"], "38;5;2")
    sent = wire.feed("\x1b[1;1H\x1b[38;5;2mX\x1b[0m  \x1b[38;5;2mY\x1b[0m\x1b[1;1H")
    assert sent == "X  Y\r"


def test_blanks_on_another_ground_keep_the_ink_of_the_text_around_them() -> None:
    wire = Wire(80, 24)
    painted(wire, ["abcdef"], "38;5;2")
    sent = wire.feed("\x1b[1;1H\x1b[38;5;2mX\x1b[0m\x1b[48;5;7m  \x1b[0m\x1b[38;5;2mY\x1b[0m\x1b[1;1H")
    assert sent == "X\x1b[48;5;7m  \x1b[49mY\r"


def test_holes_between_painted_cells_turn_reverse_video_off_and_on() -> None:
    wire = Wire(80, 24)
    painted(wire, ["......"], "38;5;250;48;5;234")
    cells = "".join(f"\x1b[0;48;5;{colour}m " for colour in (179, 234, 179, 234, 179))
    sent = wire.feed(f"\x1b[1;1H{cells}\x1b[0m\x1b[1;1H")
    assert sent == "\x1b[38;5;179;7m \x1b[27m \x1b[7m \x1b[27m \x1b[7m \r"


def test_a_terminals_own_colours_are_never_turned() -> None:
    wire = Wire(80, 24)
    painted(wire, ["......"], "37;40")
    cells = "".join(f"\x1b[0;{colour}m " for colour in (43, 40, 43, 40, 43))
    assert ";7m" not in wire.feed(f"\x1b[1;1H{cells}\x1b[0m\x1b[1;1H")


def test_the_rest_of_a_row_is_erased_only_in_the_default_background() -> None:
    wire = Wire(80, 24)
    painted(wire, ["a" * 80, "a" * 80])
    assert wire.feed(f"\x1b[1;1Hab{' ' * 78}\x1b[1;1H") == "\x1b[Cb\x1b[K\r"
    assert "K" not in wire.feed(f"\x1b[2;1H\x1b[44mab{' ' * 78}\x1b[0m\x1b[1;1H")


def test_half_of_a_wide_character_becomes_a_blank() -> None:
    wire, terminal = Wire(10, 2), Terminal(10, 2)
    terminal.feed(wire.feed("\x1b[1;1H\x1b[mx伸伸y\x1b[1;1H"))
    terminal.feed(wire.feed("\x1b[1;3Hab\x1b[1;1H"))
    assert terminal.lines[0] == "x ab y"


def test_a_frame_is_synchronized_only_when_it_is_large() -> None:
    wire = Wire(80, 24)
    begin, end = "\x1b[?2026h", "\x1b[?2026l"
    assert wire.feed(begin) + wire.feed("\x1b[1;1H\x1b[msmall") + wire.feed(end) == "\x1b[H\x1b[msmall"
    large = "".join(f"\x1b[{row};1H{'large' * 8}" for row in range(1, 2 + SYNC_FROM // 40))
    sent = [wire.feed(text) for text in (begin, large, end)]
    assert sent[0] == ""
    assert sent[1].startswith(begin)
    assert sent[2] == end
    assert [wire.feed(text) for text in (begin, large, end)] == ["", "", ""]


def test_what_is_not_understood_passes_in_order() -> None:
    wire = Wire(80, 24)
    for odd in (
        "\x1bP1;2q#0~~\x1b\\",
        "\x1b[?69h",
        "\x1b#8",
        "\x1b[5;3",
        "\x1bPtmux;\x1b\x1b]9;done\x07\x1b\\",
        "\x9b1m",
    ):
        sent = wire.feed(f"\x1b[2;2H\x1b[0mbefore{odd}\x1b[0m\x1b[3;3Hafter")
        assert sent.index("before") < sent.index(odd) < sent.index("after")


def test_a_new_size_is_painted_whole() -> None:
    wire = Wire(10, 2)
    painted(wire, ["0123456789", "x"])
    wire.resize(20, 3)
    terminal = Terminal(20, 3)
    lines = ["0123456789", "y" * 20, "z"]
    terminal.feed(wire.feed("".join(f"\x1b[{row};1H{line}" for row, line in enumerate(lines, 1))))
    assert terminal.lines == lines


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2 × 30 s · …", "2 x 30 s - ~"),
        ("━━▶── █▓▒░ ●│", "==>-- ##:. o|"),
        ("‘don’t’ “do” – —", "'don't' \"do\" - -"),
        ("Rücken, Élan, naïve", "Rucken, Elan, naive"),
        ("伸びx\u0301!", "????x!"),
        ("⠀⣿⡀", " #."),
        ("→ ½ ☃", "> 1 ?"),
    ],
)
def test_ascii_takes_as_many_cells(text: str, wanted: str) -> None:
    terminal = Terminal(COLUMNS, ROWS)
    terminal.feed(Wire(COLUMNS, ROWS, unicode=False).feed(f"\x1b[1;1H\x1b[m{text}"))
    assert terminal.lines[0] == wanted


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_ascii_sends_ascii_only(text: str) -> None:
    assert Wire(100, ROWS, unicode=False).feed(f"\x1b[1;1H\x1b[1m{text}\x1b[0m").isascii()


def test_a_full_frame_and_a_small_one_take_little_time() -> None:
    """Loosely, for slow machines: Textual itself takes longer to compose a frame."""
    rows = [[(f"38;5;{(row + at) % 250};48;5;{row}", f"word{at:<6}"[:10]) for at in range(20)] for row in range(60)]
    frame = "".join(
        f"\x1b[{at};1H" + "".join(f"\x1b[{style}m{text}\x1b[0m" for style, text in row)
        for at, row in enumerate(rows, 1)
    )
    times = []
    for _ in range(5):  # at its best: what else goes on meanwhile is not its time
        wire = Wire(200, 60)
        begun = time.process_time()
        wire.feed(frame)
        whole = time.process_time()
        wire.feed("\x1b[30;1H\x1b[1mmm\x1b[0m\x1b[1;1H")
        times.append((whole - begun, time.process_time() - whole))
    assert min(whole for whole, _ in times) < 0.2
    assert min(small for _, small in times) < 0.02


UNSURE = ("👩‍💻", "बिल्ली", "ภาษาไทย", "🏳️‍🌈", "ﷺ", "⚠️", "é́̂")
"""Text that terminals draw in other widths than Rich counts, pyte among them."""


@pytest.mark.parametrize("text", UNSURE)
def test_no_cell_depends_on_how_wide_odd_text_is_drawn(text: str) -> None:
    wire, terminal = Wire(40, 2), Terminal(40, 2)
    terminal.feed(wire.feed(ENTER + "\x1b[1;1H" + " " * 40 + "\x1b[2;1H" + " " * 40))
    terminal.feed(wire.feed(f"\x1b[1;1Hnote {text} end\x1b[1;30Hbehind"))
    assert terminal.picture()[0][29:35] == cells_of("behind")
    terminal.feed(wire.feed("\x1b[1;30HBEHIND"))
    assert terminal.picture()[0][29:35] == cells_of("BEHIND")
    terminal.feed(wire.feed("\x1b[1;1H" + "plain".ljust(40)))
    assert terminal.lines[0] == "plain", "no ghost stays"
    terminal.feed(wire.feed("\x1b[1;3Hx"))
    assert terminal.lines[0] == "plxin"


def cells_of(text: str) -> list[tuple[object, ...]]:
    """Its cells."""
    terminal = Terminal(len(text), 1)
    terminal.feed(text)
    return terminal.picture()[0]
