"""Textual without what the app never uses."""

import subprocess
import sys

from stretchtui.ui.lean import LEFT_OUT


def in_a_new_process(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_what_is_left_out_can_be_imported_as_ever_afterwards() -> None:
    said = in_a_new_process(
        "from stretchtui.ui.lean import load_textual; load_textual()\n"
        "import ssl, platformdirs, textual.command, textual.system_commands\n"
        "from rich.table import Table\n"
        "from textual.widgets import Input, OptionList\n"
        "assert issubclass(textual.system_commands.SystemCommandsProvider, textual.command.Provider)\n"
        "print(Table.__module__, platformdirs.user_downloads_path.__name__, Input.__module__)"
    )
    assert said.split() == ["rich.table", "user_downloads_path", "textual.widgets._input"]


def test_the_names_are_still_those_that_textual_has() -> None:
    """Should a new Textual move them, the start would silently be slow again."""
    said = in_a_new_process(
        f"import sys, textual.app; before = set(sys.modules)\nprint(*(name in before for name in {LEFT_OUT!r}))"
    )
    assert set(said.split()) == {"True"}


def test_the_first_screen_needs_none_of_it() -> None:
    said = in_a_new_process(
        "from stretchtui.ui.lean import load_textual; load_textual()\n"
        "import sys, stretchtui.ui.app, stretchtui.ui.driver, stretchtui.ui.session.live\n"
        f"print(*[name for name in {(*LEFT_OUT, 'ssl', 'textual.widgets._input')!r} if name in sys.modules])"
    )
    assert said.split() == []
