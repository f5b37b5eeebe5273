"""The app as its screens know it: the run's context, and what a session leaves for the shell."""

from collections.abc import Mapping

from textual.app import App

from stretchtui.application.context import Context, Services, UserState
from stretchtui.core.themes.model import ThemeFile


class BaseApp(App[None]):
    """What any screen may ask of the app; `StretchApp` is the one there is."""

    context: Context
    themes: Mapping[str, ThemeFile]
    """Themes to choose from, by name."""
    summary: str | None = None
    """One line on the desk break that was done, for the shell."""

    @property
    def services(self) -> Services:
        """What is fixed for this run."""
        return self.context.services

    @property
    def user(self) -> UserState:
        """What the user has, and changes."""
        return self.context.user

    def wear(self, name: str) -> None:
        """Put a theme on, for good."""
        raise NotImplementedError
