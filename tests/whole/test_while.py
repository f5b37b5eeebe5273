"""`stretchtui while COMMAND` in a real terminal: the command is as it would be without us."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.whole.conftest import Open
from tests.whole.harness import DEADLINE, PROGRAM, Terminal

pytestmark = pytest.mark.whole

OUTPUTS = {
    "lines": r"echo one; echo two >&2",
    "colours": r"printf '\033[1;31mred\033[0m\n\033]0;title\007text\n'",
    "no final newline": r"printf 'one\ntwo'",
    "a progress bar": r"for n in 1 2 3; do printf '\r%3d %%' $n; done; echo",
    "wide characters": r"printf '日本語 🤸 e\314\201\n'",
    "binary rubbish": r"printf '\000\001\377\376\r\n\b\033[\302'",
    "nothing": r"true",
    "raw output": r"stty -opost; printf 'one\ntwo\n'",
}


FOREVER = "while :; do sleep 0.05; done"


def direct(home: Path, *words: str) -> Terminal:
    """A command in a terminal without us."""
    return Terminal(home, command=words)


def wait_for(path: Path, text: str = "") -> str:
    """Wait until a file is there and has a text in it."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        if path.exists() and text in path.read_text():
            return path.read_text()
        time.sleep(0.01)
    raise AssertionError(f"no {text!r} in {path}")


def release(pipe: Path) -> None:
    """Let a command that reads a line from a pipe go on; where it is not there to read, that is told."""
    end = time.monotonic() + DEADLINE
    while True:
        try:
            fd = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody has opened it yet
            assert time.monotonic() < end, f"nobody reads {pipe}"
            time.sleep(0.01)
        else:
            os.write(fd, b"go\n")
            os.close(fd)
            return


@pytest.mark.parametrize("script", OUTPUTS.values(), ids=OUTPUTS)
def test_a_short_command_passes_as_if_nothing_stood_between(terminal: Open, home: Path, script: str) -> None:
    alone = direct(home, "sh", "-c", script)
    assert alone.ended() == 0
    alone.close()
    ours = terminal("while", "--", "sh", "-c", script)
    assert ours.ended() == 0
    assert ours.bytes == alone.bytes
    assert not list(home.glob("while-*")), "no file is made for it"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["true"], 0, b""),
        (["sh", "-c", "exit 5"], 5, b""),
        (["sh", "-c", "kill -TERM $$"], 143, b""),
        (["sh", "-c", "kill -KILL $$"], 137, b""),
        (["no-such-command"], 127, b"stretchtui: no-such-command: command not found\r\n"),
        (["./no/such"], 127, b"stretchtui: ./no/such: command not found\r\n"),
        (["make && test"], 127, b"stretchtui while -- sh -c '...'"),
        ([__file__], 126, b": cannot be run (permission denied)\r\n"),
        (["/tmp"], 126, b"stretchtui: /tmp: cannot be run"),
    ],
)
def test_the_exit_status_is_that_of_a_shell(terminal: Open, words: list[str], status: int, said: bytes) -> None:
    screen = terminal("while", "--", *words)
    assert screen.ended() == status
    assert said in screen.bytes
    assert screen.bytes.count(b"\n") <= 1


def test_its_options_and_those_of_the_command_are_told_apart(terminal: Open) -> None:
    screen = terminal("while", "--quiet-under", "5", "echo", "--plain", "--at", "-2h", "--", "--debug")
    assert screen.ended() == 0
    assert screen.bytes == b"--plain --at -2h -- --debug\r\n"


def test_a_script_without_a_first_line_is_run_by_sh(terminal: Open, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text('echo "$# $1"\n')
    script.chmod(0o700)
    screen = terminal("while", str(script), "a b", "c", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert screen.ended() == 0
    assert screen.bytes == b"2 a b\r\n"


def test_errors_go_where_they_were_led(terminal: Open, tmp_path: Path) -> None:
    line = f'"$0" while -- sh -c "echo out; echo err >&2" 2> {tmp_path}/errors'
    screen = terminal(command=["sh", "-c", line, PROGRAM])
    assert screen.ended() == 0
    assert screen.bytes == b"out\r\n"
    assert (tmp_path / "errors").read_text() == "err\n"


# keys and signals


@pytest.mark.parametrize(
    ("script", "key", "status"),
    [
        ("echo ready; sleep 1000", "\x03", 130),
        (f"trap 'echo caught; exit 7' INT; echo ready; {FOREVER}", "\x03", 7),
        ("echo ready; exec sleep 1000", "\x1c", 131),
    ],
)
def test_keys_that_signal_go_to_the_command(terminal: Open, script: str, key: str, status: int) -> None:
    screen = terminal("while", "--", "sh", "-c", script)
    screen.until("ready")
    screen.press(key)
    assert screen.ended() == status


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_reach_the_command_and_its_answer_comes_back(terminal: Open, number: signal.Signals) -> None:
    name = number.name.removeprefix("SIG")
    screen = terminal("while", "--", "sh", "-c", f"trap 'echo heard; exit 9' {name}; echo ready; {FOREVER}")
    screen.until("ready")
    screen.kill(number)
    assert screen.ended() == 9
    assert b"heard" in screen.bytes


def test_nohup_holds_for_the_command(terminal: Open) -> None:
    script = "kill -HUP $$; echo survived"
    screen = terminal(command=["sh", "-c", 'trap "" HUP; exec "$0" while -- sh -c "$1"', PROGRAM, script])
    assert screen.ended() == 0
    assert b"survived" in screen.bytes


def test_a_terminal_that_is_closed_hangs_up_on_the_command(terminal: Open, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    script = f"trap 'echo hup > {kept}; exit' HUP; echo ready; {FOREVER}"
    screen = terminal("while", "--", "sh", "-c", script)
    screen.until("ready")
    os.close(screen.master)
    screen.master = -1
    assert wait_for(kept, "hup")
    _, status = os.waitpid(screen.pid, 0)
    screen._code = os.waitstatus_to_exitcode(status)
    assert screen._code == 129


def test_what_is_typed_reaches_the_command(terminal: Open) -> None:
    screen = terminal("while", "--", "sh", "-c", 'read -r line; stty -echo; echo "got $line"; read -r x; echo $x')
    screen.press("abc\x7fd", "enter")
    screen.until("got abd")
    screen.press("secret", "enter")
    assert screen.ended() == 0
    assert screen.bytes.count(b"secret") == 1


def test_a_resize_reaches_the_command(terminal: Open) -> None:
    screen = terminal("while", "--", "sh", "-c", f"trap 'stty size; exit' WINCH; stty size; {FOREVER}")
    screen.until("24 80")
    screen.resize(100, 30)
    assert screen.ended() == 0
    assert b"30 100" in screen.bytes


def test_ctrl_z_suspends_both_and_fg_returns(terminal: Open, tmp_path: Path) -> None:
    count = tmp_path / "count"
    script = f"echo ready; while :; do echo x >> {count}; sleep 0.05; done"
    screen = terminal(command=["bash", "--norc", "-i"], PS1="sh> ", HISTFILE="")
    screen.until("sh>")
    screen.press(f"{PROGRAM} while -- sh -c '{script}'", "enter")
    screen.until("\nready")
    wait_for(count, "x")
    screen.press("\x1a")
    screen.until("Stopped")
    stood = count.read_text()
    screen.press("echo here $((40 + 2))", "enter")
    screen.until("here 42")
    time.sleep(0.3)
    assert count.read_text() == stood, "it is suspended too"
    screen.press("fg", "enter")
    wait_for(count, stood + "x")
    prompts = screen.text.count("sh>")
    screen.press("\x03")
    screen.wait(lambda: screen.text.count("sh>") > prompts, "the shell is back")
    screen.press("echo status $?", "enter")
    screen.until("status 130")
    screen.press("exit", "enter")
    screen.ended()


def test_what_goes_into_the_background_lives_on_and_is_not_waited_for(terminal: Open, tmp_path: Path) -> None:
    go, kept = tmp_path / "go", tmp_path / "kept"
    os.mkfifo(go)
    script = f"(read -r x < {go}; echo later; echo lived > {kept}) & echo now"
    screen = terminal("while", "--", "sh", "-c", script)
    screen.until("now")
    _, status = os.waitpid(screen.pid, 0)
    screen._code = os.waitstatus_to_exitcode(status)
    assert screen._code == 0
    release(go)
    assert wait_for(kept, "lived")
    screen.until("later")


def test_killed_outright_it_hangs_up_on_the_command_and_leaves_the_terminal_in_order(
    terminal: Open, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    script = f"trap 'echo hup > {kept}; exit' HUP; echo ready; {FOREVER}"
    line = f'"$0" while -- sh -c "{script}"; until stty -a | grep icanon; do sleep 0.05; done; stty -a; read -r x'
    screen = terminal(command=["sh", "-c", line, PROGRAM])
    screen.until("ready")
    [ours] = [int(pid) for pid in Path(f"/proc/{screen.pid}/task/{screen.pid}/children").read_text().split()]
    os.kill(ours, signal.SIGKILL)
    assert wait_for(kept, "hup")
    screen.until("icanon", "echo ", "opost ")
    screen.press("enter")
    screen.ended()


def test_the_terminal_is_as_it_was(terminal: Open) -> None:
    screen = terminal(command=["sh", "-c", 'stty -g; "$0" while -- sh -c "exit 3"; stty -g', PROGRAM])
    screen.ended()
    before, after = screen.bytes.split()
    assert before == after


# where there is no terminal to share


def piped(home: Path, *words: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    environment = {**os.environ, "STRETCHTUI_HOME": str(home), "TERM": "xterm-256color"}
    environment.pop("CI", None)
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [PROGRAM, "while", *words], env=environment, capture_output=True, timeout=DEADLINE, check=False, **options
    )


def test_in_a_pipe_the_command_runs_as_it_is(home: Path) -> None:
    script = "cat; printf 'b\\n\\377'; echo e >&2; test ! -t 1; exit 4"
    done = piped(home, "--quiet-under", "0", "--", "sh", "-c", script, input=b"a\0\n")
    assert (done.returncode, done.stdout, done.stderr) == (4, b"a\0\nb\n\xff", b"e\n")
    assert piped(home, "--", "sh", "-c", "kill -TERM $$").returncode == -signal.SIGTERM
    assert piped(home, "no-such").returncode == 127
    assert piped(home, "/tmp").returncode == 126


def test_with_a_pipe_that_closes_the_command_dies_of_it_as_anywhere(home: Path) -> None:
    line = f"{PROGRAM} while -- sh -c 'yes; kill -s 0 0'; echo $? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({line}) | head -n 1"], capture_output=True, timeout=DEADLINE, check=True, text=True
    )
    assert done.stdout == "y\n"
    assert "Broken pipe" not in done.stderr


@pytest.mark.parametrize("environ", [{"CI": "true"}, {"TERM": "dumb"}])
def test_in_ci_and_on_a_dumb_terminal_nothing_stands_between(
    terminal: Open, home: Path, environ: dict[str, str]
) -> None:
    screen = terminal("while", "--", "sh", "-c", "ps -o tty= $$; tty; exit 6", **environ)
    assert screen.ended() == 6
    name, tty = screen.bytes.split()
    assert tty.endswith(name)
    assert not list(home.glob("while-*"))


def test_where_output_is_led_elsewhere_lines_go_to_the_terminal(terminal: Open, home: Path, tmp_path: Path) -> None:
    go = tmp_path / "go"
    os.mkfifo(go)
    script = f"echo output; read -r x < {go}; exit 3"
    line = f'"$0" while --quiet-under 0 --region neck -- sh -c "$1" > {tmp_path}/out'
    screen = terminal(command=["sh", "-c", line, PROGRAM, script])
    screen.until("running for", "Quick turn", "Hold 1 of 2")
    release(go)
    screen.until("failed (3) after")
    assert screen.ended() == 3
    assert (tmp_path / "out").read_text() == "output\n"
    assert b"Space goes on" not in screen.bytes, "nobody can press a key"


def test_ctrl_c_where_output_is_led_elsewhere_is_for_the_command(terminal: Open, tmp_path: Path) -> None:
    line = f'"$0" while --quiet-under 0 -- sh -c "sleep 1000" > {tmp_path}/out; echo "status $?"'
    screen = terminal(command=["sh", "-ic", line, PROGRAM])
    screen.until("running for", "Get ready")
    screen.press("\x03")
    screen.until("failed (130) after", "status 130")
    screen.ended()


# wrong words


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ([], 2, "a COMMAND, --pid PID, or --follow FILE --until REGEX: one of them"),
        (["--pid", "12", "make"], 2, "one of them"),
        (["--follow", "x"], 2, "one of them"),
        (["--until", "x", "make"], 2, "one of them"),
        (["--follow", "/no/such", "--until", "x"], 1, "/no/such: no such file or directory"),
        (["--follow", "x", "--until", "("], 2, "'(' is no regular expression"),
        (["--pid", "99999999"], 1, "there is no process 99999999"),
        (["--pid", "0"], 2, "from 1 to"),
        (["--quiet-under", "-1", "make"], 2, "expected"),
        (["--minutes", "31", "make"], 2, "1 to 30"),
    ],
)
def test_wrong_words_are_told_in_a_line(home: Path, words: list[str], status: int, said: str) -> None:
    done = piped(home, *words)
    assert done.returncode == status, done.stderr
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_an_unknown_region_is_told_before_anything_runs(terminal: Open, tmp_path: Path) -> None:
    screen = terminal("while", "--region", "nekc", "--", "touch", str(tmp_path / "ran"))
    assert screen.ended() == 1
    assert b"did you mean neck?" in screen.bytes
    assert not (tmp_path / "ran").exists()
