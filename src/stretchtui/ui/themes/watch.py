"""The user's themes as they are written, while the picker is open: a changed file is put on, its mistakes are told."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from stretchtui.core.text import clean
from stretchtui.core.themes.model import DEFAULT, ThemeFile, choices, fitting
from stretchtui.storage.files.diagnostics import Problem
from stretchtui.storage.files.places import shipped
from stretchtui.storage.settings.file import load_settings
from stretchtui.storage.themes import LoadedThemes, ThemeWatcher, themes_again
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.themes.theming import apply

if TYPE_CHECKING:
    from stretchtui.ui.themes.picker import ThemePicker

EVERY = 1.0
"""Seconds between two looks at the folder; each costs a list of it."""
TITLE = "Mistakes in a theme:"
TOLD_FOR = 10
"""Seconds that mistakes stand on the screen."""


class ThemeWatch:
    """What is known of the themes folder, and which theme the user wants."""

    def __init__(self, app: BaseApp) -> None:
        self._app = app
        self._folder = app.services.places.themes
        self._watcher = ThemeWatcher(self._folder)
        self._changed: frozenset[str] = frozenset()
        """Files that are to be read again."""
        self._loaded: LoadedThemes | None = None
        self._at_start = app.user.settings.theme
        self._stand_in = app.theme if app.theme != (app.user.settings.theme or DEFAULT) else ""
        """What is on because the wanted theme does not fit the terminal, or has no good file."""

    def look(self) -> None:
        """Take up what changed in the folder since the last look; reads files."""
        self._take_up(self._watcher.changed())

    def keep_looking(self, picker: "ThemePicker") -> None:
        """Look again each second for as long as the picker is there; from a thread, as disks may be slow."""
        picker.set_interval(EVERY, lambda: picker.run_worker(self._look_aside, thread=True, exclusive=True))

    def _look_aside(self) -> None:
        if changed := self._watcher.changed():
            self._app.call_from_thread(self._take_up, changed)

    def _take_up(self, changed: frozenset[str]) -> None:
        self._changed |= changed
        gone = self._loaded.gone if self._loaded else frozenset()
        if not self._changed | gone:
            return
        from stretchtui.ui.themes.picker import ThemePicker  # noqa: PLC0415

        picker = next((screen for screen in self._app.screen_stack if isinstance(screen, ThemePicker)), None)
        if picker and not picker.is_mounted:
            return
        in_use = {self._app.theme, *([picker.former.name] if picker else [])}
        if self._changed or gone - in_use:
            self._read([self._app.themes[name] for name in in_use])
            self._put_on(picker)

    def _read(self, in_use: Collection[ThemeFile]) -> None:
        app, before, changed = self._app, self._loaded, self._changed
        self._loaded, self._changed = themes_again(shipped("themes"), self._folder, before, in_use), frozenset()
        app.themes = self._loaded.themes
        told = {*app.context.problems, *map(str, before.problems if before else ())}
        self._tell([p for p in self._loaded.problems if str(p) not in told or (before and p.path.name in changed)])

    def _put_on(self, picker: "ThemePicker | None") -> None:
        app, colours = self._app, self._app.services.terminal.colours
        if picker:
            picker.renew(choices(app.themes, colours))
            return
        wanted = self._wanted()
        theme = fitting(wanted, app.themes, colours)
        self._stand_in = theme.name if theme.name != wanted else ""
        apply(app, theme)

    def _wanted(self) -> str:
        """The theme that is on, or the one of the settings in whose place it is on."""
        if self._app.theme != self._stand_in:
            return self._app.theme
        chosen = self._app.user.settings.theme
        if chosen != self._at_start:  # in this run; the disk may not have it yet
            return chosen
        return load_settings(self._app.services.places.settings)[0].theme or DEFAULT

    def _tell(self, problems: Sequence[Problem]) -> None:
        """All mistakes in one message, one a line, as far as there is room; it takes the place of earlier ones."""
        self._app.clear_notifications()
        if not problems:
            return
        room = max(2, self._app.size.height // 4)
        shown = problems if len(problems) <= room else problems[: room - 1]
        lines = [_line(problem) for problem in shown]
        if len(shown) < len(problems):
            lines.append(f"and {len(problems) - len(shown)} more, see: stretchtui check")
        self._app.notify("\n".join(lines), title=TITLE, severity="warning", markup=False, timeout=TOLD_FOR)


def _line(problem: Problem) -> str:
    place = problem.path.name if problem.line is None else f"{problem.path.name}:{problem.line}"
    return clean(f"{place}: {problem.message}")
