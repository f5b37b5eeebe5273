"""What is published: it holds all that is needed, installs anywhere, and writes nothing beside itself."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest
import tomli

from tests.packaging.conftest import ROOT, Built, Installed, build, install, ran
from tests.whole.harness import Terminal

pytestmark = pytest.mark.whole

SHIPPED = {"src/stretchtui": "stretchtui", "catalog": "stretchtui/catalog", "themes": "stretchtui/themes"}
LEAVINGS = ("__pycache__", ".mypy_cache", ".ruff_cache")
OTHERS = [f"3.{minor}" for minor in range(11, 15) if minor != sys.version_info.minor]


def stretchtui(installed: Installed, home: Path, elsewhere: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the installed program, with next to nothing in its environment."""
    environ = {
        "STRETCHTUI_HOME": str(home),
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "xterm",
    }
    words = (str(installed.program), *words)
    return subprocess.run(words, cwd=elsewhere, env=environ, capture_output=True, text=True, check=False)


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_what_runs_and_nothing_else(built: Built) -> None:
    wanted = {
        f"{there}/{path.relative_to(ROOT / here).as_posix()}"
        for here, there in SHIPPED.items()
        for path in (ROOT / here).rglob("*")
        if path.is_file() and not set(LEAVINGS) & set(path.parts)
    }
    found = names(built.wheel)
    assert {name for name in found if name.startswith("stretchtui/")} == wanted
    (info,) = {name.partition("/")[0] for name in found if ".dist-info/" in name}
    (data,) = {name.partition("/")[0] for name in found if ".data/" in name}
    rest = {name for name in found if name.partition("/")[0] not in ("stretchtui", info)}
    assert rest == {f"{data}/data/share/man/man1/stretchtui.1"}
    assert f"{info}/licenses/LICENSE" in found


def test_schemas_that_files_name_are_in_the_wheel(built: Built) -> None:
    with ZipFile(built.wheel) as archive:
        found = set(archive.namelist())
        files = [name for name in found if name.startswith("stretchtui/catalog/") and name.endswith(".toml")]
        for name in files:
            first = archive.read(name).decode().partition("\n")[0]
            if schema := re.fullmatch(r"#:schema (\S+)", first):
                assert os.path.normpath(Path(name).parent / schema[1]) in found, f"{name} names {schema[1]}"


def test_its_metadata_says_what_it_is(built: Built) -> None:
    with ZipFile(built.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        told = message_from_bytes(archive.read(name))
    assert (told["Name"], told["License-Expression"], told["Requires-Python"]) == ("stretchtui", "MIT", ">=3.11")
    assert told["Description-Content-Type"] == "text/markdown"
    needed = {re.split(r"[<>=~ ;\[]", line, maxsplit=1)[0] for line in told.get_all("Requires-Dist", [])}
    listed = set(re.findall(r"^\| \[([\w-]+)\]", (ROOT / "docs" / "licences.md").read_text(), re.MULTILINE))
    assert needed <= listed, "docs/licences.md lists every dependency"


def test_a_wheel_of_the_sdist_is_the_same(built: Built, tmp_path: Path) -> None:
    with tarfile.open(built.sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    (wheel,) = build(source, tmp_path / "dist", "wheel")
    assert names(wheel) == names(built.wheel)
    assert (source / "tests" / "packaging").is_dir(), "those who package it can test it"


@pytest.mark.long
def test_commands_need_nothing_of_the_checkout(installed: Installed, home: Path, elsewhere: Path) -> None:
    listed = stretchtui(installed, home, elsewhere, "list", "--json")
    assert {entry["id"] for entry in json.loads(listed.stdout)} >= {"cat-cow", "chin-tuck", "quick-turn"}
    shown = stretchtui(installed, home, elsewhere, "show", "cat-cow", "--figure")
    assert shown.stdout.startswith("Cat and cow\n")
    assert re.search("[\u2801-\u28ff]{3}", shown.stdout)
    checked = stretchtui(installed, home, elsewhere, "check")
    assert (checked.returncode, checked.stdout) == (0, "no mistakes found\n")
    places = stretchtui(installed, home, elsewhere, "doctor").stdout
    assert str(ROOT) not in places
    assert str(installed.folder) in places
    assert (installed.folder / "share" / "man" / "man1" / "stretchtui.1").is_file()


def test_the_main_job_writes_nothing_where_it_is_installed(installed: Installed, home: Path, elsewhere: Path) -> None:
    before = listing(installed.folder)
    words = ["sh", "-c", 'cd "$1" && exec "$2"', "sh", str(elsewhere), str(installed.program)]
    screen = Terminal(home, command=words)
    try:
        screen.until("Neck", "Lower back", "Routines")
        screen.press("/", *"quick turn")
        screen.until("only “quick turn”", "Quick turn")
        screen.press("enter", "enter")
        screen.until("1 s × 2 each side")
        screen.press("enter")
        screen.until("How tight does it feel now?")
        screen.press("6", "enter")
        screen.until("Get ready")
        screen.press("enter")
        screen.follow("Done", "4 of 4")
        screen.press("3", "enter", "enter")
        screen.until("You did it 1 time, last today.")
        screen.press("esc")
        screen.until("only “quick turn”")
        screen.press("q")
        assert screen.ended() == 0
    finally:
        screen.close()
    (session,) = tomli.loads((home / "history.toml").read_text())["session"]
    assert (session["outcome"], session["tightness"]) == ("completed", {"before": 6, "after": 3})
    assert not list(elsewhere.iterdir())
    assert listing(installed.folder) == before


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its size and time: whoever may write everywhere is not stopped by modes."""
    return {str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.rglob("*")}


def interpreter(version: str) -> str | None:
    """A Python of this version that works, on the PATH or where pyenv keeps them."""
    kept = sorted(map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}")))
    for python in (shutil.which(f"python{version}"), *kept):
        if python and subprocess.run([python, "-c", "import venv"], capture_output=True, check=False).returncode == 0:
            return python
    return None


@pytest.mark.parametrize("version", [version for version in OTHERS if interpreter(version)])
@pytest.mark.long
def test_other_pythons_that_are_at_hand_run_it(
    version: str, built: Built, home: Path, elsewhere: Path, tmp_path: Path
) -> None:
    python = interpreter(version)
    assert python
    installed = install(built.wheel, tmp_path / "venv", python)
    checked = stretchtui(installed, home, elsewhere, "check")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "no mistakes found\n", "")
    modules = ("ui.app", "ui.session.flow", "ui.session.live", "commands.line_mode.run")
    imports = "; ".join(f"import stretchtui.{module}" for module in modules)
    ran([str(installed.python), "-W", "error", "-c", imports], cwd=elsewhere)
