"""What the pages of the review screen have in common."""

from typing import ClassVar

from textual import getters
from textual.containers import Vertical

from stretchtui.application.context import Services, UserState
from stretchtui.core.history.review import Review
from stretchtui.core.session.record import SessionRecord
from stretchtui.ui.base_app import BaseApp


class ReviewPage(Vertical):
    """One page. `HINTS` are the keys that matter on it, before those of the whole screen."""

    HINTS: ClassVar[tuple[str, ...]] = ()

    app = getters.app(BaseApp)

    @property
    def services(self) -> Services:
        """What is fixed for this run."""
        return self.app.services

    @property
    def user(self) -> UserState:
        """What the user has, and changes."""
        return self.app.user

    @property
    def ascii_only(self) -> bool:
        """Whether signs should be ASCII: the fonts of the Linux console have few others."""
        terminal = self.services.terminal
        return terminal.linux_console or not terminal.unicode

    @property
    def record(self) -> SessionRecord | None:
        """The session that the keys for one session mean."""
        return None

    def show(self, review: Review) -> None:
        """Show these figures."""
        raise NotImplementedError

    def enter(self) -> None:
        """Take the focus."""
        raise NotImplementedError

    def leave(self) -> bool:
        """Go back by one step within the page; false where there is none."""
        return False
