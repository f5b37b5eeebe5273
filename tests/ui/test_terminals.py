"""What each kind of terminal is sent, read from the real bytes of the installed program."""

import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchtui.ui.wire.ascii import console_cells
from tests.whole.harness import Terminal

pytestmark = pytest.mark.whole

CONTROLS = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|[\x00-\x1f]")
SGR = re.compile(rb"\x1b\[([\d;:]*)m")
SIXTEEN = {*range(30, 38), 39, *range(40, 48), 49, *range(90, 98), *range(100, 108)}
STYLES = {*range(10), *range(21, 30)}
MOUSE = (b"?1000", b"?1002", b"?1003", b"?1006", b"?1015")
QUESTIONS = (b"\x1b[c", b"\x1b[>c", b"\x1b[6n", b"\x1b]10;?", b"\x1b]11;?", b"$p", b"\x1b[?u", b"\x1bP+q", b"\x1b[>0q")
SETTINGS = "bell = false\n[session]\nask_tightness = false\n"

Open = Callable[..., Terminal]


@pytest.fixture
def terminal(home: Path) -> Iterator[Open]:
    """Opens the program in terminals, and closes them all."""
    (home / "settings.toml").write_text(SETTINGS)
    opened: list[Terminal] = []

    def open_terminal(*words: str, **options: object) -> Terminal:
        opened.append(Terminal(home, *words, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()


def walked(screen: Terminal) -> bytes:
    """Everything that is written on a walk through lists, a stretch, its session, help, themes and the palette."""
    screen.until("Neck", "Lower back")
    screen.press("j", "j", "j", "l")
    screen.until("Doorway chest stretch")
    screen.press("\x10", *"chin", "enter")
    screen.until("Chin tuck", "enter begin")
    screen.press("enter")
    screen.until("Get ready")
    screen.press("enter")
    screen.until("1 of 10")
    screen.wait(lambda: bool(re.search("0:4[0-8] to go", screen.text)), "two seconds are held, enough to be kept")
    screen.press("?")
    screen.until("Follow the large number")
    screen.press("esc")
    screen.until("pause")
    screen.press("q")
    screen.until("Stop here?")
    screen.press("enter")
    screen.until("if you like")
    screen.press("esc")
    screen.until("Chin tuck", "enter begin")
    screen.press("v")
    screen.until("History", "1 session")
    screen.press("2")
    screen.until("We ")
    screen.press("esc")
    screen.until("Chin tuck", "enter begin")
    screen.press("t")
    screen.until("Theme", "try it on")
    screen.kill(signal.SIGTERM)
    screen.ended()
    return screen.bytes


def colours(data: bytes) -> set[int]:
    """The SGR codes that are colours; 38 and 48 stand for all with numbers of their own."""
    found: set[int] = set()
    for parameters in SGR.findall(data):
        codes = [int(code or 0) for code in re.split(rb"[;:]", parameters)]
        if 38 in codes or 48 in codes:
            found |= {38, 48} & {*codes}
            continue
        found |= {*codes} - STYLES
    return found


def text_of(data: bytes) -> str:
    return CONTROLS.sub(b"", data).decode()


def styled_rows(screen: Terminal) -> list[int]:
    """The rows that have a cell in a style that is more than a colour."""
    buffer, columns = screen.screen.buffer, range(screen.columns)
    return [y for y in range(screen.rows) if any(buffer[y][x].reverse for x in columns)]


def read_from(screen: Terminal) -> str:
    """What stands at the terminal's cursor, to the end of its row."""
    cursor = screen.screen.cursor
    return str(screen.screen.display[cursor.y][cursor.x :])


def read_up_to(screen: Terminal) -> str:
    """What stands before the terminal's cursor, on its row."""
    cursor = screen.screen.cursor
    return str(screen.screen.display[cursor.y][: cursor.x])


def test_linux_console(terminal: Open) -> None:
    data = walked(terminal(TERM="linux", LANG="C.UTF-8"))
    assert colours(data) <= SIXTEEN
    text = text_of(data)
    assert console_cells(text) == text, "only what its fonts have"
    assert {"│", "░"} <= set(text), "the signs that it has are kept"
    assert not any(code in data for code in (*MOUSE, *QUESTIONS))
    assert b"\x1b[?2026" not in data
    assert b"\x1b]" not in data, "it prints such sequences"


def test_no_color(terminal: Open) -> None:
    screen = terminal(NO_COLOR="1", LANG="C.UTF-8", COLORTERM="truecolor")
    screen.until("▸ Due now")
    (due,) = (y for y, line in enumerate(screen.screen.display) if "▸ Due now" in line)

    def told_apart() -> list[int]:
        # below the lists the figure reverses what is stretched, once it is there
        listed = [y for y, line in enumerate(screen.screen.display) if "▏" in line]
        return [y for y in styled_rows(screen) if y in listed]

    screen.wait(lambda: told_apart() == [due], "one row is told apart by more than colour")
    data = walked(screen)
    assert not colours(data)


def test_locale_of_plain_ascii(terminal: Open) -> None:
    screen = terminal(LANG="C", LC_ALL="C")
    screen.until("> Due now")
    assert walked(screen).isascii()


@pytest.mark.parametrize("term", ["xterm-256color", "tmux-256color"])
def test_over_ssh_nothing_is_asked_and_the_mouse_is_left_alone(terminal: Open, home: Path, term: str) -> None:
    (home / "settings.toml").write_text(f"mouse = true\n{SETTINGS}")
    data = walked(terminal(TERM=term, LANG="C.UTF-8", SSH_CONNECTION="192.0.2.1 50000 192.0.2.2 22"))
    assert not any(code in data for code in (*MOUSE, *QUESTIONS))
    assert 38 in colours(data), "256 colours"


def test_local_terminal_has_all_colours_and_still_no_mouse(terminal: Open) -> None:
    data = walked(terminal(LANG="C.UTF-8", COLORTERM="truecolor"))
    assert b"38;2;" in data
    assert not any(code in data for code in MOUSE)


def test_dumb_terminal_gets_one_clear_line(terminal: Open) -> None:
    screen = terminal(TERM="dumb", LANG="C.UTF-8")
    assert screen.ended() == 2
    assert b"\x1b" not in screen.bytes
    assert screen.bytes.count(b"\n") == 1
    assert b"this needs a terminal" in screen.bytes


def test_dumb_terminal_leads_through_a_session_in_lines(terminal: Open, home: Path) -> None:
    (home / "settings.toml").write_text(f"{SETTINGS}ready = 0\n")
    screen = terminal("start", "chin-tuck", "--hold", "2", "--reps", "1", TERM="dumb", LANG="C.UTF-8")
    screen.until("Chin tuck")
    screen.kill(signal.SIGTERM)
    screen.ended()
    assert b"\x1b" not in screen.bytes


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "xterm-256color", "LANG": "C.UTF-8"},
        {"TERM": "linux", "LANG": "C.UTF-8"},
        {"TERM": "xterm-256color", "LANG": "C.UTF-8", "NO_COLOR": "1"},
        {"TERM": "vt100", "LANG": "C"},
    ],
    ids=["xterm", "linux", "no-color", "vt100"],
)
def test_cursor_and_focus_are_told_without_colour(terminal: Open, environ: dict[str, str]) -> None:
    screen = terminal(**environ)
    pointer = "▸" if environ.get("TERM") != "linux" and environ["LANG"] != "C" else ">"
    screen.until(f"{pointer} Due now")
    screen.press("j")
    screen.until(f"{pointer} Routines")
    screen.wait(lambda: f"{pointer} Due now" not in screen.text, "one row is pointed at")
    # the terminal's own cursor is on the row as well, for those who hear or feel it
    screen.wait(lambda: read_from(screen).startswith("Routines") and screen.screen.cursor.x == 2, "cursor on the row")
    screen.press("/")
    screen.press(*"hip")
    screen.wait(lambda: read_up_to(screen).strip() == "hip", "it is where one types")


def test_nothing_is_written_while_nothing_happens(terminal: Open) -> None:
    screen = terminal(LANG="C.UTF-8")
    screen.until("▸ Due now")
    screen.press("/", *"hip")
    screen.until("hip", "only")
    screen.quiet(1.2)  # a cursor that blinks would never let it be
    cell = screen.screen.buffer[screen.screen.cursor.y][screen.screen.cursor.x]
    assert cell.reverse or cell.bg != "default", "and it is seen"


def test_settings_overrule_what_the_environment_tells(terminal: Open, home: Path) -> None:
    (home / "settings.toml").write_text('theme = "console"\nfigures = "none"\nmotion = "none"\n')
    screen = terminal(LANG="C.UTF-8", COLORTERM="truecolor")
    screen.until("Neck")
    screen.press("j", "j", "l", "enter")
    screen.until("enter begin")
    screen.kill(signal.SIGTERM)
    screen.ended()
    assert colours(screen.bytes) <= SIXTEEN
    assert not re.search("[\u2801-\u28ff]", text_of(screen.bytes))
