"""`doctor` tells the whole situation and never fails over it."""

from datetime import timedelta
from pathlib import Path

from stretchtui.storage.history.log import HistoryLog
from tests.commands.conftest import Run, session


def test_places_versions_and_the_terminal(run: Run, home: Path, log: HistoryLog) -> None:
    log.append(session(timedelta(days=1)))
    answer = run("doctor")
    assert (answer.code, answer.err) == (0, "")
    assert f"  history       {log.path} ({log.path.stat().st_size:,} bytes)\n" in answer.out
    assert f"  settings      {home / 'settings.toml'} (not there" in answer.out
    for title in ("Versions\n  stretchtui ", "\n\nPlaces\n", "\n\nTerminal\n  TERM ", "\n\nAdvice\n- "):
        assert title in answer.out


def test_mistakes_in_files_are_counted(run: Run, home: Path) -> None:
    (home / "settings.toml").write_text("bell = 3\n[goal]\ndays = 2\n")
    answer = run("doctor")
    assert answer.code == 0
    assert "Your files have 2 mistakes; see: stretchtui check" in " ".join(answer.out.split())


def test_a_link_shows_where_it_leads(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text("")
    (home / "history.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert f"{home / 'history.toml'} -> {tmp_path / 'elsewhere.toml'} (0 bytes)" in run("doctor").out


def test_a_home_that_is_no_folder_is_told(run: Run, home: Path) -> None:
    home.rmdir()
    home.write_text("")
    answer = run("doctor")
    assert answer.code == 0
    assert "cannot be written" in " ".join(answer.out.split())
