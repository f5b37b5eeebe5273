"""Completions, asked of the shells themselves."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stretchtui.commands.parser import MODULES
from tests.commands.conftest import Run
from tests.needs import needs

OWN = """\
# id = "not-this"
[[ stretch ]]
name = "Mine"
id = "my-own-twist"
steps = ["id = no"]
[[routine]]
id = 'my-routine'
stretches = [{ id = "chin-tuck" }]
[[region]]
id = "a-region"
[[stretch]]
id = "$(touch {home}/ran)"
"""


@pytest.fixture
def catalogue(home: Path) -> Path:
    """The user's own stretches, with what must not be offered among them."""
    (home / "catalog" / "deeper").mkdir(parents=True)
    (home / "catalog" / "deeper" / "mine.toml").write_text(OWN.replace("{home}", str(home)))
    return home


def bash(script: str, line: str) -> set[str]:
    code = f"""{script}
COMP_WORDS=({line} {"''" if line.endswith(" ") else ""})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_stretchtui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "-uc", code], capture_output=True, text=True, check=True)
    assert not done.stderr
    return set(done.stdout.split())


def fish(script: str, line: str) -> set[str]:
    environ = {**os.environ, "fish_greeting": ""}
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"{script}\ncomplete -C '{line}'"],
        capture_output=True,
        text=True,
        check=True,
        env=environ,
    )
    return {one.partition("\t")[0] for one in done.stdout.splitlines()}


ASK = {"bash": bash, "fish": fish}


@pytest.mark.parametrize("shell", ASK)
class TestShells:
    def script(self, run: Run, shell: str) -> str:
        needs(shell)
        return run("completions", shell).out

    def test_commands_and_those_within(self, run: Run, catalogue: Path, shell: str) -> None:
        ask, script = ASK[shell], self.script(run, shell)
        assert set(MODULES) <= ask(script, "stretchtui ")
        assert ask(script, "stretchtui sta") == {"start", "stats", "status"}
        assert {"add", "undo"} <= ask(script, "stretchtui log ")
        assert ask(script, "stretchtui list t") == {"tests", "themes"}

    def test_options_and_their_values(self, run: Run, catalogue: Path, shell: str) -> None:
        ask, script = ASK[shell], self.script(run, shell)
        assert {"--at", "--minutes", "--note"} <= ask(script, "stretchtui log add --")
        assert ask(script, "stretchtui break --region n") == {"neck"}
        assert not ask(script, "stretchtui log --last zz")

    def test_ids_that_ship_and_the_users_own(self, run: Run, catalogue: Path, shell: str) -> None:
        ask, script = ASK[shell], self.script(run, shell)
        assert ask(script, "stretchtui start chin-t") == {"chin-tuck"}
        assert "daily-back" in ask(script, "stretchtui start --hold 20 d")
        assert {one for one in ask(script, "stretchtui log add ") if one.startswith("my-")} == {
            "my-own-twist",
            "my-routine",
        }
        offered = ask(script, "stretchtui show ")
        assert not offered & {"a-region", "not-this", "no", ""}
        assert not [one for one in offered if "$" in one]
        assert not (catalogue / "ran").exists()

    def test_a_user_without_own_stretches(self, run: Run, shell: str) -> None:
        assert ASK[shell](self.script(run, shell), "stretchtui start chin-t") == {"chin-tuck"}


def test_zsh_completes_what_is_typed(run: Run, catalogue: Path, tmp_path: Path) -> None:
    needs("zsh")
    folder = tmp_path / "functions"
    folder.mkdir()
    (folder / "_stretchtui").write_text(run("completions", "zsh").out)
    (tmp_path / ".zshrc").write_text(f"PS1='> '; fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -D\n")
    pid, master = pty.fork()
    if pid == 0:
        os.execvpe(
            "zsh", ["zsh", "-i"], {**os.environ, "ZDOTDIR": str(tmp_path), "TERM": "dumb", "HOME": str(tmp_path)}
        )
    try:
        wait(master, "> ")
        for typed, wanted in [
            ("stretchtui sho\t", "show "),
            ("my-o\t", "my-own-twist "),
            ("\x15stretchtui log ad\t", "add "),
            ("--no\t", "--note "),
            ("\x15stretchtui break --region mid\t", "mid-back "),
        ]:
            os.write(master, typed.encode())
            wait(master, wanted)
    finally:
        os.close(master)
        os.waitpid(pid, 0)


def wait(master: int, wanted: str) -> None:
    seen, end = "", time.monotonic() + 60
    while wanted not in seen:
        assert time.monotonic() < end, f"{wanted!r} did not come; the shell wrote {seen!r}"
        if select.select([master], [], [], 0.1)[0]:
            seen += os.read(master, 4096).decode(errors="replace")


def test_the_scripts_are_sound(run: Run, tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        if shutil.which(shell):
            path = tmp_path / shell
            path.write_text(run("completions", shell).out)
            assert not subprocess.run([shell, "-n", str(path)], capture_output=True, check=True).stderr


def test_completing_an_id_does_not_start_python(run: Run, catalogue: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        script = run("completions", shell).out
        assert sys.executable not in script
        assert "$(stretchtui" not in script


def test_an_unknown_shell_is_wrong_usage(run: Run) -> None:
    answer = run("completions", "fsh")
    assert answer.code == 2
    assert "did you mean 'fish'?" in answer.err
