"""What went wrong inside is written down, and told in one line that a terminal does not obey."""

from datetime import UTC, datetime
from pathlib import Path

from stretchtui.storage.files.crash_log import report_crash

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def an_error(text: str) -> Exception:
    """An error with a traceback."""
    try:
        raise ValueError(text)  # noqa: TRY301
    except ValueError as error:
        return error


def test_an_error_is_written_down_with_its_traceback(tmp_path: Path) -> None:
    path = tmp_path / "state" / "stretchtui.log"
    for text in ("first", "second"):
        line = report_crash(an_error(text), path, NOW)
        assert line == f"something went wrong inside (ValueError: {text}); the details are in {path}"
    log = path.read_text()
    assert log.count("2026-11-21T09:30:00+00:00 Traceback") == 2
    assert log.index("ValueError: first") < log.index("ValueError: second")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_line_is_one_and_harmless(tmp_path: Path) -> None:
    line = report_crash(an_error("a\nb\x1b[2J\r\udcff"), tmp_path / "log", NOW)
    assert line.startswith("something went wrong inside (ValueError: a b")
    assert line.isprintable()
    assert b"\xed" not in (tmp_path / "log").read_bytes()


def test_where_nothing_can_be_written_the_line_is_still_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert report_crash(an_error("x"), tmp_path / "file" / "log", NOW) == "something went wrong inside (ValueError: x)"
    assert report_crash(None, tmp_path / "log", NOW).startswith("something went wrong inside")
