"""What the pages of the review screen have in common."""

from typing import Any, ClassVar

from textual import getters
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from stretchtui.application.context import Services, UserState
from stretchtui.core.history.card import card
from stretchtui.core.history.review import Review
from stretchtui.core.history.totals import goal_words, minutes_words, streak_words
from stretchtui.core.history.week import day_signs
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import plural
from stretchtui.ui.base_app import BaseApp


class ReviewPage(Vertical):
    """One page. `HINTS` are the keys that matter on it, before those of the whole screen."""

    HINTS: ClassVar[tuple[str, ...]] = ()

    OF_SESSIONS: ClassVar[bool] = True
    """It shows sessions, and so an example where there are none."""

    class Changed(Message):
        """What the headline and the place tell is something else now."""

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

    @property
    def can_edit(self) -> bool:
        """Whether there is something of the user's own that `edit` can open."""
        return self.record is not None

    def editing(self) -> Screen[Any] | None:
        """The screen that edits what the cursor is on, which ends with something true where that was changed."""
        from stretchtui.ui.history.edit_record import EditScreen  # noqa: PLC0415

        return EditScreen(self.record) if self.record else None

    def show(self, review: Review) -> None:
        """Show these figures."""
        raise NotImplementedError

    def headline(self, review: Review, columns: int) -> Content:
        """What stands above the pages, in two lines of so many cells: this week, where a page says nothing else."""
        figures = review.glance
        done, to_come = day_signs(figures.days, figures.goal, unicode=self.services.terminal.has_circles)
        dots = ((done, "$done"), (f"{to_come}  ", "$muted"))
        first = Content("")
        for marks, week, short in ((dots, " this week", False), (dots, "", True), ((), "", True)):
            streak = streak_words(figures, short=short)
            first = Content.assemble(*marks, goal_words(figures, week), (f" · {streak}" if streak else "", "$muted"))
            if first.cell_length <= columns:
                break
        return first + Content("\n") + Content.styled(minutes_words(figures), "$muted")

    def place(self, review: Review) -> str:
        """What stands at the right of the title: how many sessions there are, or dots while they are read."""
        return plural(len(review.records), "session") if review.whole else "…"

    def card(self, review: Review) -> str:
        """What is copied as text: the card of this week, where a page has no other."""
        return card("week", review, ascii_only=not self.services.terminal.unicode)

    def enter(self) -> None:
        """Take the focus."""
        raise NotImplementedError

    def leave(self) -> bool:
        """Go back by one step within the page; false where there is none."""
        return False
