"""The app's actions that open a page from wherever one is, once: history, themes, settings, help and the others."""

from typing import TYPE_CHECKING, Any

from msgspec import structs

from stretchtui.core.themes.model import choices
from stretchtui.ui.care import flow as care
from stretchtui.ui.common.base import ShapedScreen
from stretchtui.ui.common.cursor import FollowingCursor
from stretchtui.ui.flows import flow
from stretchtui.ui.themes.theming import apply

if TYPE_CHECKING:
    from stretchtui.ui.themes.watch import ThemeWatch


class Pages(FollowingCursor):
    """An app with pages beside what it is there for; each is imported when it is opened."""

    _theme_watch: "ThemeWatch | None" = None

    @property
    def screens(self) -> list[ShapedScreen[Any]]:
        """The screens of ours, from below to the top."""
        return [screen for screen in self.screen_stack if isinstance(screen, ShapedScreen)]

    def action_history(self) -> None:
        from stretchtui.ui.history.screen import HistoryScreen  # noqa: PLC0415

        if not any(isinstance(screen, HistoryScreen) for screen in self.screen_stack):
            self.push_screen(HistoryScreen())

    def action_learn(self) -> None:
        from stretchtui.ui.catalog.page import LearnScreen, PageScreen  # noqa: PLC0415

        if not any(isinstance(screen, LearnScreen | PageScreen) for screen in self.screen_stack):
            self.push_screen(LearnScreen())

    def action_programme(self) -> None:
        """The programme that is on; all of them where none is."""
        from stretchtui.ui.programmes.choice import ProgrammesScreen  # noqa: PLC0415
        from stretchtui.ui.programmes.programme import ProgrammeScreen  # noqa: PLC0415

        if not any(isinstance(screen, ProgrammeScreen | ProgrammesScreen) for screen in self.screen_stack):
            programme = self.user.catalogue.programmes.get(self.user.settings.programme.id)
            self.push_screen(ProgrammeScreen(programme) if programme else ProgrammesScreen())

    def action_programmes(self) -> None:
        """All programmes, from the page of one; where one came from them, back to them."""
        from stretchtui.ui.programmes.choice import ProgrammesScreen  # noqa: PLC0415

        if any(isinstance(screen, ProgrammesScreen) for screen in self.screen_stack):
            self.screen.dismiss()
        else:
            self.push_screen(ProgrammesScreen())

    def action_body(self) -> None:
        from stretchtui.ui.care.body import BodyScreen  # noqa: PLC0415

        if not any(isinstance(screen, BodyScreen) for screen in self.screen_stack):
            self.push_screen(BodyScreen())

    @flow
    async def action_measure(self) -> None:
        """The self-tests, and back to where one was."""
        from stretchtui.ui.measures import flow as measures_flow  # noqa: PLC0415
        from stretchtui.ui.measures.choosing import ChoosingScreen  # noqa: PLC0415

        if not await care.read_first(self):
            return
        if not any(isinstance(screen, ChoosingScreen) for screen in self.screen_stack):
            await measures_flow.choose(self)

    def action_themes(self) -> None:
        from stretchtui.ui.themes.picker import ThemePicker  # noqa: PLC0415
        from stretchtui.ui.themes.watch import ThemeWatch  # noqa: PLC0415

        if isinstance(self.screen, ThemePicker):
            return
        self._theme_watch = self._theme_watch or ThemeWatch(self)
        self._theme_watch.look()
        offered = choices(self.themes, self.services.terminal.colours)
        picker = ThemePicker(offered, self.themes[self.theme], self.context.keys)
        self.push_screen(picker, self.keep_theme)
        self._theme_watch.keep_looking(picker)

    def action_settings(self) -> None:
        from stretchtui.ui.settings.screen import SettingsScreen  # noqa: PLC0415

        if not any(isinstance(screen, SettingsScreen) for screen in self.screens):
            self.push_screen(SettingsScreen())

    def action_command_palette(self) -> None:
        from stretchtui.ui.common.palette import open_palette  # noqa: PLC0415

        open_palette(self)

    def action_help(self) -> None:
        from stretchtui.ui.common.help import HelpScreen  # noqa: PLC0415

        screen = self.screen
        if isinstance(screen, ShapedScreen) and not isinstance(screen, HelpScreen):
            self.push_screen(HelpScreen(screen))

    def wear(self, name: str) -> None:
        """Put a theme on, for good."""
        if theme := self.themes.get(name):  # its file may have gone meanwhile
            apply(self, theme)
            self.keep_theme(name)

    def keep_theme(self, name: str | None) -> None:
        """Remember a theme for the next start."""
        if name is None:
            return
        from stretchtui.storage.toml.edit import set_setting  # noqa: PLC0415

        self.user.settings = structs.replace(self.user.settings, theme=name)
        self.keep(lambda: set_setting(self.services.places.settings, ["theme"], name))
