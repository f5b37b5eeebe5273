"""Where the user's files live, and where the program's own lie."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

APP = "stretchtui"


class Places(NamedTuple):
    """The user's three folders. Nothing is made by asking where it would be."""

    config: Path
    data: Path
    state: Path

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def doses(self) -> Path:
        """Holds and repetitions that the user changed."""
        return self.config / "doses.toml"

    @property
    def favourites(self) -> Path:
        """Stretches and routines that the user marked."""
        return self.config / "favourites.toml"

    @property
    def catalog(self) -> Path:
        return self.config / "catalog"

    @property
    def themes(self) -> Path:
        return self.config / "themes"

    @property
    def history(self) -> Path:
        return self.data / "history.toml"

    @property
    def notices(self) -> Path:
        """What the user was told and has accepted."""
        return self.state / "notices.toml"

    @property
    def waits(self) -> Path:
        """How long commands took."""
        return self.state / "waits"

    @property
    def log(self) -> Path:
        return self.state / "stretchtui.log"


def find_places(environ: Mapping[str, str]) -> Places:
    """The folders of the platform, or `STRETCHTUI_HOME` for all three."""
    if home := environ.get("STRETCHTUI_HOME"):
        folder = Path(home).expanduser()
        return Places(folder, folder, folder)
    if sys.platform in ("darwin", "win32", "cygwin", "ios", "android"):
        from platformdirs import PlatformDirs  # noqa: PLC0415

        dirs = PlatformDirs(APP, appauthor=False)
        return Places(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path)
    # what platformdirs says here, without its import, which costs more than all of the status line
    return Places(
        _xdg(environ, "XDG_CONFIG_HOME", ".config"),
        _xdg(environ, "XDG_DATA_HOME", ".local/share"),
        _xdg(environ, "XDG_STATE_HOME", ".local/state"),
    )


def _xdg(environ: Mapping[str, str], name: str, default: str) -> Path:
    """A folder of the XDG base directory specification, which has a relative path ignored."""
    given = environ.get(name, "")
    return (Path(given) if given.startswith("/") else Path("~", default).expanduser()) / APP


def shipped(folder: str) -> Path:
    """A folder that comes with the program, `catalog` or `themes`: of the installed package, or the checkout."""
    package = Path(__file__).resolve().parents[2]  # importlib.resources finds the same, in 4 ms
    installed = package / folder
    return installed if installed.is_dir() else package.parent.parent / folder
