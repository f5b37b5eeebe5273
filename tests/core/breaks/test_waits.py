"""What is said of a command that runs, and how long a break it leaves."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.breaks.waits import (
    LEAST,
    MOST,
    NAME_LENGTH,
    Wait,
    break_seconds,
    ended_line,
    is_open,
    known_length,
    last_line,
    name_of,
    opens_at,
    state_line,
)


@pytest.mark.parametrize(
    ("wait", "line"),
    [
        (Wait("make", 130), "make: running for 2:10"),
        (Wait("make", 130, last="[12/48] foo.o"), "make: running for 2:10 · [12/48] foo.o"),
        (Wait("make", 130, expected=310), "make: running for 2:10 · about 3 min left"),
        (Wait("make", 130, expected=189), "make: running for 2:10 · less than a minute left"),
        (Wait("make", 130, expected=130), "make: running for 2:10 · longer than usual"),
        (Wait("make", 3661, "done", expected=9999), "make: done after 1:01:01"),
        (Wait("make", 9, "failed", 2, "Error 2"), "make: failed (2) after 0:09 · Error 2"),
        (Wait("ssh host", 9, "asking", last="Password:"), "ssh host: asks something · Password:"),
        (Wait("make", 61, "stopped"), "make: stopped at 1:01"),
        (Wait("process 12", 61, "ended"), "process 12: ended after 1:01"),
    ],
)
def test_the_line_says_what_it_is_how_it_stands_and_what_it_wrote_last(wait: Wait, line: str) -> None:
    assert state_line(wait) == line


def test_where_there_is_little_room_it_is_named_in_a_word() -> None:
    assert state_line(Wait("make test", 130), short=True) == "make: running for 2:10"
    assert state_line(Wait("averyveryverylongprogramname…", 1), short=True).startswith("averyveryverylongprogramname:")


def test_it_is_over_when_there_is_nothing_to_wait_for() -> None:
    over = {"done": True, "failed": True, "ended": True, "running": False, "asking": False, "stopped": False}
    assert {state: Wait("x", 1, state).over for state in over} == over  # type: ignore[arg-type]
    assert ended_line(Wait("make", 61, "failed", 2, "noise")) == "make: failed (2) after 1:01"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (b"", ""),
        (b"\r\n\r\n", ""),
        (b"one\r\ntwo\r\n", "two"),
        (b"one\r\n  two", "two"),
        (b"10 %\r20 %\r30 %", "30 %"),
        (b"10 %\r20 %\r", "20 %"),
        (b"\x1b[1;32mok\x1b[0m\r\n", "ok"),
        (b"\x1b]0;a title\x07text", "text"),
        (b"\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        (b"a\x1b]0;never ended", "a"),
        (b"caf\xc3\xa9 \xff", "café \ufffd"),
        (b"12 %\b\b\b\b13 %", "12 %13 %"),
        (b"[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_the_last_line_is_what_a_terminal_would_show(written: bytes, line: str) -> None:
    assert last_line(written) == line


@given(st.binary(max_size=300))
def test_nothing_that_a_command_writes_reaches_the_terminal_as_control(written: bytes) -> None:
    line = last_line(written)
    assert not [each for each in line if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp")]
    assert line == line.strip()


def test_a_line_that_was_not_ended_is_open() -> None:
    assert is_open(b"Password: ")
    assert is_open(b"one\r\n> \x1b[0m")
    assert not is_open(b"done\r\n")
    assert not is_open(b"50 %\r")
    assert not is_open(b"")


def test_a_command_is_named_by_its_words_without_its_folder() -> None:
    assert name_of(["/usr/bin/make", "test"]) == "make test"
    long = name_of(["cargo", "test", "--workspace", "--all-features", "--locked"])
    assert len(long) <= NAME_LENGTH
    assert long == "cargo test --workspace --al…"
    assert name_of(["a\x1b[31m\nb"]) == "a[31m b"


@pytest.mark.parametrize(
    ("times", "known"),
    [
        ([], None),
        ([100], None),
        ([100, 110], 105),
        ([9, 100, 110, 120], 110),
        ([100, 151], None),
        ([300, 100, 110, 120], 110),
        ([0.1, 0.4], pytest.approx(0.25)),
    ],
)
def test_the_length_is_known_where_the_last_runs_are_alike(times: list[float], known: float | None) -> None:
    assert known_length(times) == known


def test_nothing_opens_for_the_last_half_minute() -> None:
    assert opens_at(20, None) == 20
    assert opens_at(20, 50) == 20
    assert opens_at(20, 49) == 69
    assert opens_at(0, 10) == 10


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_break_fits_what_is_left_or_goes_by_the_settings(expected: float, passed: float) -> None:
    seconds = break_seconds(expected, passed)
    if expected <= passed:
        assert seconds == 0
    else:
        assert LEAST <= seconds <= MOST
        assert abs(seconds - (expected - passed)) <= 1 or seconds in (LEAST, MOST)
    assert break_seconds(None, passed) == 0
