"""The man page says what --help says."""

import subprocess
import sys
from pathlib import Path

from stretchtui.commands.completions.tree import tree_of
from stretchtui.commands.parser import build_parser
from tests.needs import needs

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "stretchtui.1"


def test_it_is_up_to_date() -> None:
    words = [sys.executable, str(ROOT / "tools" / "man_page.py"), "--check"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_and_option_is_in_it() -> None:
    text = PAGE.read_text().replace("\\-", "-").replace("\\(aq", "'").replace("\\(ti", "~")
    for command in tree_of(build_parser()).all():
        assert f".SS stretchtui {' '.join(command.words)}\n" in text or not command.words
        for option in (*command.options, *command.arguments):
            assert option.what in text
            assert all(f"\\fB{flag}\\fR" in text for flag in option.flags)


def test_every_command_has_an_example_and_each_word_its_help() -> None:
    for command in tree_of(build_parser()).all():
        if command.words:
            assert command.epilog.startswith(f"Example: stretchtui {' '.join(command.words)}")
        assert all(option.what for option in (*command.options, *command.arguments)), command.words


def test_it_is_sound() -> None:
    done = subprocess.run(
        [needs("mandoc"), "-T", "lint", "-W", "warning", str(PAGE)], capture_output=True, text=True, check=False
    )
    told = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert not told
