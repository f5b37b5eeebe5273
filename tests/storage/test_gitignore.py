"""What the documents say to keep out of git: all that is the program's own, and nothing of the user's."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "files.md"
OWN = (
    ".history.toml.lock", ".settings.toml.lock", "session.lock", "session-2.lock", "remind.lock", "remind.snooze",
    "session.toml", "session-3.toml", "session.toml.unreadable", "session.toml.unreadable-2", "notices.toml",
    ".history.toml.0a1b2c3d4e5f.tmp", ".session.toml.0a1b2c3d4e5f.tmp", "history.torn-20261130T120000.toml",
    "history.torn-20261130T120000-2.toml", "undo/000000001.json", "undo/000000002.kept", "stretchtui.log",
)  # fmt: skip
USER = ("history.toml", "settings.toml", "doses.toml", "favourites.toml", "catalog/mine.toml", "themes/mine.toml")


@pytest.mark.skipif(not shutil.which("git"), reason="git is not here")
def test_git_is_kept_from_the_program_s_own_files_alone(tmp_path: Path) -> None:
    script = re.search(r"^printf .*?> \.gitignore$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert script
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["sh", "-c", script[0]], cwd=tmp_path, check=True)
    for name in (*OWN, *USER):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    command = ["git", "ls-files", "--others", "--exclude-standard"]
    seen = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split()
    assert sorted(seen) == sorted((".gitignore", *USER))
