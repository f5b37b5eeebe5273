"""The wheel and the sdist, built once, and the wheel installed in an environment of its own."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.whole.conftest import NOTICES, QUICK, SETTINGS

ROOT = Path(__file__).resolve().parents[2]


class Built(NamedTuple):
    """What is published."""

    wheel: Path
    sdist: Path


class Installed(NamedTuple):
    """An environment with the wheel in it, and nothing of the checkout."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def program(self) -> Path:
        return self.folder / "bin" / "stretchtui"


def build(source: Path, into: Path, *targets: str) -> list[Path]:
    """Build `wheel` or `sdist` from a source tree; the files, in the order of the targets."""
    words = [word for target in targets for word in ("-t", target)]
    ran([sys.executable, "-m", "hatchling", "build", "-d", str(into), *words], cwd=source)
    return [next(into.glob("*.whl" if target == "wheel" else "*.tar.gz")) for target in targets]


def install(wheel: Path, into: Path, python: str = sys.executable) -> Installed:
    """Make an environment with the wheel and what it needs. Our own pip does it: that is quicker than one more."""
    ran([python, "-m", "venv", "--without-pip", str(into)])
    made = Installed(into)
    pip = [sys.executable, "-m", "pip", "--python", str(made.python), "install", "--quiet"]
    ran([*pip, "--disable-pip-version-check", "--no-warn-script-location", str(wheel)])
    return made


def ran(words: Sequence[str], cwd: Path = ROOT) -> str:
    """Run a program that must not fail; what it printed."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Wheel and sdist of this checkout."""
    wheel, sdist = build(ROOT, tmp_path_factory.mktemp("dist"), "wheel", "sdist")
    return Built(wheel, sdist)


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed."""
    return install(built.wheel, tmp_path_factory.mktemp("installed") / "venv")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder that has nothing to do with the checkout, to run from."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one quick stretch of the user's own."""
    folder = tmp_path / "home"
    (folder / "catalog").mkdir(parents=True)
    (folder / "catalog" / "quick.toml").write_text(QUICK)
    (folder / "settings.toml").write_text(SETTINGS)
    (folder / "notices.toml").write_text(NOTICES)
    return folder
