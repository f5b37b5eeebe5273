"""The snippets of docs/shell.md are sound, each asked of the program it is for."""

import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtui.core.breaks.status import FIELDS
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.settings.file import load_settings
from tests.commands.conftest import WEDNESDAY, Run, session

TEXT = (Path(__file__).parents[2] / "docs" / "shell.md").read_text()
SNIPPETS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def snippets(kind: str) -> list[str]:
    found = [text for language, text in SNIPPETS if language == kind]
    assert found
    return found


def test_every_field_is_in_the_table() -> None:
    assert re.findall(r"^\| `\{(\w+)\}`", TEXT, re.MULTILINE) == list(FIELDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "sh"])
def test_shell_snippets_parse(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    for text in snippets(shell):
        done = subprocess.run([shell, "-n"], input=text, capture_output=True, text=True, check=True)
        assert not done.stderr


def test_the_bash_prompt_says_when_a_break_is_due(tmp_path: Path) -> None:
    text = snippets("bash")[0]
    program = tmp_path / "stretchtui"
    program.write_text('#!/bin/sh\necho "$*" >> calls\necho due\n')
    program.chmod(0o700)
    twice = 'eval "$PROMPT_COMMAND"\n' * 2
    code = f"PATH={tmp_path}:$PATH; PS1='$ '; PROMPT_COMMAND=true\n{text}{twice}"
    code += 'printf "%s" "${PS1@P}"'
    done = subprocess.run(["bash", "-uc", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("(stretch) $ ", "")
    assert (tmp_path / "calls").read_text() == "status --format {due}\n"


@pytest.mark.parametrize(("ran", "told"), [(59, ""), (61, "That took 61 s. Next time: stretchtui while !!\n")])
def test_bash_offers_it_after_a_command_that_ran_long(ran: int, told: str) -> None:
    text = snippets("bash")[1]
    code = f'PROMPT_COMMAND=true\n{text}\ntrue; SECONDS={ran}\neval "$PROMPT_COMMAND"\n'
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (told, "")


def test_make_runs_a_target_beside_a_break(tmp_path: Path) -> None:
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    (tmp_path / "Makefile").write_text(snippets("make")[0])
    program = tmp_path / "stretchtui"
    program.write_text('#!/bin/sh\necho "$@"\n')
    program.chmod(0o700)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}  # of `make test`
    environ = {**inherited, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    words = ["make", "wait-test"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True, env=environ)
    assert re.fullmatch(r"while -- \S*make --no-print-directory test\n", done.stdout)


def test_tmux_takes_its_lines(tmp_path: Path) -> None:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    path = tmp_path / "tmux.conf"
    path.write_text("".join(text for text in snippets("tmux") if not text.startswith("run-shell")))
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    try:
        words = [*tmux, "new-session", "-d", ";", "source-file", str(path), ";", "show-options", "-g", "status-right"]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        assert "#(stretchtui status)" in done.stdout
        assert not done.stderr
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)


def test_toml_and_settings_are_right(tmp_path: Path) -> None:
    settings, starship = snippets("toml")
    (tmp_path / "settings.toml").write_text(settings)
    assert load_settings(tmp_path / "settings.toml")[1] == []
    assert tomllib.loads(starship)["custom"]["stretch"]["when"] == "stretchtui status --due"


@pytest.mark.usefixtures("on_wednesday")
def test_waybar_gets_json(run: Run, log: HistoryLog) -> None:
    log.append(session(timedelta(minutes=70), now=WEDNESDAY))
    [text] = snippets("json")
    _, *words = shlex.split(json.loads(text)["custom/stretch"]["exec"])
    assert json.loads(run(*words).out) == {"text": "1h", "tooltip": "1/4 days", "class": "due"}


def test_the_unit_is_sound(tmp_path: Path) -> None:
    [text] = snippets("ini")
    line = next(line for line in text.splitlines() if line.startswith("ExecStart="))
    command = shlex.split(line.partition("=")[2])
    assert command[1:3] == ["remind", "--exec"]
    subprocess.run(["sh", "-n", "-c", command[3].replace("$$", "$")], check=True)
    if shutil.which("systemd-analyze"):
        unit = tmp_path / "stretchtui-remind.service"
        unit.write_text(text.replace("%h/.local/bin/stretchtui", shutil.which("true") or ""))
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
        )
        assert unit.name not in done.stderr
