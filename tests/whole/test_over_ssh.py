"""The whole program over a real sshd, inside tmux and out: cut off, taken up again, compared with the history."""

import getpass
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli

from tests.needs import needs
from tests.whole.harness import DEADLINE, PROGRAM, Terminal

pytestmark = pytest.mark.whole

CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/user_key.pub
PidFile {folder}/sshd.pid
StrictModes no
UsePAM no
PasswordAuthentication no
PermitUserEnvironment no
AcceptEnv STRETCHTUI_HOME
"""


class Sshd:
    """An sshd of our own on a loopback port, with its own keys."""

    def __init__(self, folder: Path) -> None:
        self.program = needs("sshd", "openssh-server")
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        for name in ("host_key", "user_key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        (folder / "config").write_text(CONFIG.format(port=self.port, folder=folder))
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)  # else it needs none
        log = folder / "log"
        with log.open("w") as told:
            self.process = subprocess.Popen([self.program, "-D", "-e", "-f", folder / "config"], stderr=told)
        end = time.monotonic() + DEADLINE
        while "Server listening" not in log.read_text():
            assert time.monotonic() < end, "sshd does not listen"
            assert self.process.poll() is None, log.read_text()
            time.sleep(0.02)  # it says so, but nobody tells us when

    def command(self, *words: str) -> list[str]:
        """Words for a shell that logs in, with a terminal."""
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR"]
        flags = [part for option in options for part in ("-o", option)]
        where = ["-p", str(self.port), "-i", str(self.folder / "user_key"), f"{getpass.getuser()}@127.0.0.1"]
        return ["ssh", "-tt", *flags, *where, *words]

    def children(self) -> list[int]:
        """The processes that serve the connections."""
        found = subprocess.run(["pgrep", "-f", "sshd-session|sshd: "], capture_output=True, text=True, check=False)
        ours = {self.process.pid}
        served = []
        for pid in map(int, found.stdout.split()):
            try:
                parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent in ours:
                served.append(pid)
        return served

    def close(self) -> None:
        """End it and what it serves."""
        for pid in self.children():
            os.kill(pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    server = Sshd(tmp_path_factory.mktemp("sshd"))
    yield server
    server.close()


def running(home: Path) -> list[int]:
    """The programs that run in a home, on whatever terminal."""
    mark = f"STRETCHTUI_HOME={home}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            environ, command = (folder / "environ").read_bytes(), (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if mark in environ and PROGRAM.encode() in command and b"ssh" not in command.split(b"\0")[0]:
            found.append(int(folder.name))
    return found


def until_gone(home: Path) -> None:
    """Wait until nothing runs in a home."""
    end = time.monotonic() + DEADLINE
    while [pid for pid in running(home) if not _is_shell(pid)]:
        assert time.monotonic() < end, "it is still there"
        time.sleep(0.02)  # another process ends, and nothing tells us when


def _is_shell(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].rpartition(b"/")[2] in (
            b"bash",
            b"sh",
            b"dash",
        )
    except OSError:
        return True


def log_in(sshd: Sshd, home: Path, *words: str) -> Terminal:
    """The program over SSH."""
    remote = f"STRETCHTUI_HOME={home} exec {PROGRAM} {' '.join(words)}"
    return Terminal(home, command=sshd.command(remote))


def hold_of(screen: Terminal, number: int) -> None:
    """Go from the question before the session to a hold."""
    screen.until("How tight does it feel now?")
    screen.press("enter")
    screen.until("Get ready")
    screen.press("enter")
    for hold in range(1, number + 1):
        screen.follow(f"Hold {hold} of 2", "on the left.")


def take_up(screen: Terminal, home: Path) -> None:
    """Resume, go on to the end, and compare with the history."""
    screen.until("A session was interrupted.", "Quick turn")
    screen.press("enter")
    screen.until("Go on when you like")
    screen.press("space")
    screen.follow("Done", "4 of 4")
    screen.press("esc")
    screen.until("Neck")
    screen.press("q")
    screen.ended()
    (session,) = tomli.loads((home / "history.toml").read_text())["session"]
    assert session["outcome"] == "completed"
    (stretch,) = session["stretches"]
    assert (stretch["done"], stretch["planned"]) == (4, 4)
    assert 8 <= stretch["seconds"] <= 10, "each hold counts once, and the part of one that was cut off"


@pytest.mark.parametrize("cut", ["client", "server"])
@pytest.mark.long
def test_a_cut_connection_loses_nothing(sshd: Sshd, home: Path, cut: str) -> None:
    screen = log_in(sshd, home, "start", "quick-turn", "--hold", "2")
    hold_of(screen, 2)
    assert b"\x1b[?1003h" not in screen.bytes, "no mouse over SSH"
    if cut == "client":
        screen.kill()
    else:
        for pid in sshd.children():
            os.kill(pid, signal.SIGKILL)
    until_gone(home)
    screen.close()
    assert (home / "session.toml").exists()
    again = log_in(sshd, home)
    take_up(again, home)
    again.close()


@pytest.mark.long
def test_tmux_keeps_it_running_and_two_terminals_keep_apart(sshd: Sshd, home: Path, tmp_path: Path) -> None:
    needs("tmux")
    tmux = f"tmux -S {tmp_path}/tmux -f /dev/null"
    remote = f"STRETCHTUI_HOME={home} {tmux} new-session -A -s s {PROGRAM} start quick-turn --hold 2"
    first = Terminal(home, command=sshd.command(remote))
    try:
        hold_of(first, 2)  # one hold is done: a session in which nothing was held is not kept
        first.press("space")
        first.until("Paused")  # so that it waits for us, however long the other takes
        first.kill()
        first.close()
        second = log_in(sshd, home, "start", "quick-turn")
        second.until("How tight does it feel now?")
        second.press("enter")
        second.until("Get ready")
        second.until("Another session is running")
        second.until("enter start now")
        end = time.monotonic() + DEADLINE
        while not (home / "session-2.toml").exists():  # put down behind the first frame
            assert time.monotonic() < end
            second.read()
        second.press("q")
        second.until("Stop here?")
        second.press("enter")
        assert second.ended() == 0
        second.close()
        back = Terminal(home, command=sshd.command(f"{tmux} attach -t s"))
        back.until("Quick turn", "Paused")
        back.press("q")
        back.until("Stop here?")
        back.press("enter")
        back.until("Stopped")
        back.press("esc")
        back.ended()
        back.close()
    finally:
        subprocess.run([*tmux.split(), "kill-server"], check=False, capture_output=True)
    assert not (home / "session.toml").exists()
    (session,) = tomli.loads((home / "history.toml").read_text())["session"]
    assert session["outcome"] == "stopped"
    assert session["stretches"][0]["done"] >= 1
