"""The quick reading of settings has the same defaults and bounds as the whole one."""

from datetime import time
from pathlib import Path

import pytest

from stretchtui.core.settings.model import Settings
from stretchtui.storage.settings.file import load_settings
from stretchtui.storage.settings.quick import QuickSettings, quick_settings


def of(settings: Settings) -> QuickSettings:
    quiet = settings.break_.quiet
    return QuickSettings(
        settings.goal.days_per_week,
        settings.break_.every_minutes,
        None if quiet is None else (time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1])),
        settings.day_ends_at,
        settings.away,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        'day_ends_at = 4\n[goal]\ndays_per_week = 7\n[break]\nevery_minutes = 5\nquiet = ["22:00", "07:30"]\n',
        "day_ends_at = 7\n[goal]\ndays_per_week = 8\n[break]\nevery_minutes = 481\n",
        "day_ends_at = -1\n[goal]\ndays_per_week = 0\n[break]\nevery_minutes = 4\n",
        "day_ends_at = true\n[goal]\ndays_per_week = true\n[break]\nevery_minutes = 60.5\n",
        'goal = 3\nbreak = "no"\n',
        '[break]\nquiet = ["22:00"]\n',
        '[break]\nquiet = ["24:00", "07:00"]\n',
        '[break]\nquiet = ["9:00", "7:00"]\n',
        '[break]\nquiet = ["T2200", "07:00"]\n',
        '[break]\nquiet = "22:00"\n',
        "away = [[2026-12-24, 2027-01-02], [2026-07-01, 2026-07-01]]\n",
        "away = [[2027-01-02, 2026-12-24], [2026-07-01, 2026-07-02]]\n",
        "away = [2026-12-24, 2027-01-02]\n",
        "away = [[2026-12-24]]\n",
        'away = [["2026-12-24", "2027-01-02"]]\n',
        "away = [[2026-12-24T10:00:00Z, 2027-01-02]]\n",
        "away = [[2026-12-24, 2027-01-02, 2027-01-03]]\n",
        "away = true\n",
        "[break\n",
        "[break]\nquiet = [22:00:00, 07:00:00]\n",
    ],
)
def test_it_says_what_the_whole_reading_says(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    assert quick_settings(path) == of(load_settings(path)[0])


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert quick_settings(tmp_path / "settings.toml") == of(Settings())


def test_bytes_that_are_no_text_give_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe[goal]")
    assert quick_settings(path) == QuickSettings()
