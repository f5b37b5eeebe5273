"""`config`: every setting changed once in the shell, with no other byte of the file."""

from pathlib import Path

import pytest

from stretchtui.cli import main
from stretchtui.core.settings.options import Option, options, shown
from stretchtui.storage.settings.file import load_settings
from tests.settings_texts import OTHER, WITH_COMMENTS, others

NAMES = [name for name, option in options().items() if option.kind != "key"] + ["keys.break"]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STRETCHTUI_HOME", str(tmp_path))
    return tmp_path / "settings.toml"


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_is_set_told_and_put_back(name: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text(WITH_COMMENTS)
    option: Option = options()[name]
    assert main(["config", "set", name, OTHER[name]]) == 0
    assert capsys.readouterr().out.startswith(f"{name} = ")
    assert main(["config", "get", name]) == 0
    assert capsys.readouterr().out.strip() == OTHER[name]
    assert load_settings(path)[1] == []
    assert others(path.read_text(), option) == others(WITH_COMMENTS, option), "no other line is changed"
    assert main(["config", "unset", name]) == 0
    assert main(["config", "get", name]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == shown(option, option.default)


def test_all_are_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "list"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == [name for name in NAMES if name != "keys.break"]
    assert main(["config", "list", "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(options())
    assert not path.exists(), "reading writes nothing"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["get", "sesion.rest"], "did you mean 'session.rest'?"),
        (["set", "session.rest", "99"], "right would be 0 to 60"),
        (["set", "theme", "papr"], "unknown theme 'papr'"),
        (["set", "body.conditions", "pregnacy"], "did you mean 'pregnancy'?"),
        (["set", "keys.break", "v"], "is the key of 'history' already"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    words: list[str], told: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", *words]) == 1
    assert told in capsys.readouterr().err
    assert not path.exists()
