"""The app as its screens know it: the run's context, and what a session leaves for the shell."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from textual.notifications import SeverityLevel
from textual.screen import Screen, ScreenResultType

from stretchtui.application.context import Context, Services, UserState, Write
from stretchtui.core.session.plan import Plan
from stretchtui.core.themes.model import ThemeFile
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.driver.link import TerminalLink
from stretchtui.ui.flows import Flows
from stretchtui.ui.textual_compat import CrashHooks

if TYPE_CHECKING:
    from stretchtui.core.measures.model import SelfTest

T = TypeVar("T")


class BaseApp(CrashHooks):
    """What any screen may ask of the app; `StretchApp` is the one there is."""

    context: Context
    link: TerminalLink
    """The terminal, for what is no painting."""
    themes: Mapping[str, ThemeFile]
    """Themes to choose from, by name."""
    summary: str | None = None
    """One line on what was done, for the shell."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.flows = Flows(self)
        self._told: dict[tuple[str, str], float] = {}
        """Until when each message stands."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell something above the footer; what stands there is not told a second time."""
        now, stands = self.services.clock.elapsed(), self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        if self._told.get((title, message), now) > now:
            return
        self._told[title, message] = now + stands
        super().notify(message, title=title, severity=severity, timeout=stands, markup=markup)

    def clear_notifications(self) -> None:
        """Take away all that is told."""
        self._told.clear()
        super().clear_notifications()

    @property
    def services(self) -> Services:
        """What is fixed for this run."""
        return self.context.services

    @property
    def user(self) -> UserState:
        """What the user has, and changes."""
        return self.context.user

    async def ask(self, screen: Screen[ScreenResultType]) -> ScreenResultType | None:
        """Show a screen, and wait for what it ends with; None where it was left without an answer.

        Only within a flow (see `ui/flows.py`).
        """
        return await self.flows.ask(screen)

    async def until_done(self, work: "Future[T]") -> T:
        """Wait for what a thread does; keys work meanwhile. Only within a flow."""
        return await self.flows.until_done(work)

    async def on_disk(self, job: Callable[[], T]) -> T:
        """Have the disk's thread do something that reads or writes, and wait for it as `until_done` does."""
        return await self.flows.until_done(self.services.disk.submit(job))

    def first_frame_shown(self) -> None:
        """A screen is shown for the first time: what it did not need may be made ready for the others."""

    def setting_changed(self, path: tuple[str, ...]) -> None:
        """What hangs on a setting, by the way to its key, follows at once."""
        raise NotImplementedError

    def keep(self, write: Write) -> None:
        """Have the disk's thread write down a change that holds already; where it can't, that is told."""

        async def keeping() -> None:
            try:
                await self.on_disk(write)
            except StorageError as error:
                line = f"It holds until you leave: {error}"
                self.notify(line, severity="warning", markup=False, timeout=8)

        self.flows.start(keeping(), leads=False)

    def begin_due(self, plan: Plan) -> None:
        """Lead through a break that was shown already."""
        raise NotImplementedError

    def take_test(self, test: "SelfTest") -> None:
        """Lead through a self-test that is due."""
        raise NotImplementedError

    def wear(self, name: str) -> None:
        """Put a theme on, for good."""
        raise NotImplementedError
