"""The command line in a home of its own, called within the process."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from stretchtui.cli import main
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.storage.history.log import HistoryLog


class Answer(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("STRETCHTUI_HOME", str(folder))
    return folder


@pytest.fixture
def run(home: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: str) -> Answer:
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        return Answer(code, *capfd.readouterr())

    return run_words


@pytest.fixture
def log(home: Path) -> HistoryLog:
    return HistoryLog(home / "history.toml", home / "undo")


WEDNESDAY = datetime(2026, 11, 18, 12).astimezone()


@pytest.fixture
def on_wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `status` says hangs on the day of the week, and on midnight."""
    monkeypatch.setattr("stretchtui.commands.status.local_now", lambda: WEDNESDAY)


def session(
    ago: timedelta,
    *,
    id: str = "",  # noqa: A002
    note: str | None = None,
    now: datetime | None = None,
) -> SessionRecord:
    """A session of so long ago."""
    started = ((now or datetime.now(UTC)) - ago).replace(microsecond=0)
    return SessionRecord(
        id=id or f"s{ago.total_seconds():.0f}",
        started=started,
        seconds=184,
        outcome="completed",
        routine="desk-break",
        tightness=Tightness(before=6, after=3),
        note=note,
        stretches=(StretchRecord("chin-tuck", "Chin tuck", "neck", 10, 10, 50, "easy"),),
    )
