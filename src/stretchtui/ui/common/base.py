"""What all screens share: their hints, their help, and their shape at each size."""

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any, ClassVar, Final

from textual import getters
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget

from stretchtui.application.context import Context, Services, UserState
from stretchtui.core.settings.actions import QUESTION
from stretchtui.core.settings.keys import key_name
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.flows import Flows
from stretchtui.ui.settings.bindings import bound, said
from stretchtui.ui.textual_compat import breakpoint_classes, drop_old_paintings

Sheets = list[str | PurePath]
"""Style sheets, as Textual's `CSS_PATH` takes them."""

STYLES: Final = Path(__file__).parents[1] / "styles"
BROWSE_STYLES: Final[Sheets] = [STYLES / "browse.tcss"]
BREAK_STYLES: Final[Sheets] = [STYLES / "break.tcss"]
SESSION_STYLES: Final[Sheets] = [STYLES / "session.tcss"]
MORE_STYLES: Final[Sheets] = [STYLES / "more.tcss"]
HISTORY_STYLES: Final[Sheets] = [STYLES / "review.tcss"]
REVIEW_STYLES: Final[Sheets] = [*MORE_STYLES, *HISTORY_STYLES]
MEASURE_STYLES: Final[Sheets] = [*REVIEW_STYLES, STYLES / "measure.tcss"]
ALL_STYLES: Final[Sheets] = [*BROWSE_STYLES, *BREAK_STYLES, *SESSION_STYLES, *MEASURE_STYLES]
"""What the first screen does not need is not read for it, but behind its back."""

SLIM, MEDIUM, WIDE = "-slim", "-medium", "-wide"
LOW, MIDDLE, TALL = "-low", "-middle", "-tall"
TINY, TINY_ROWS = "-tiny", 14
SCANT, SCANT_ROWS = "-scant", 12
BARE, BARE_ROWS = "-bare", 11
BROAD, BROAD_COLUMNS = "-broad", 120
VAST, VAST_COLUMNS = "-vast", 160
"""Beside the shapes above: very few rows, what tmux leaves of them, a row less again; much width, and very much."""
SHORT = "-short"
"""A question with few rows, though not very few."""


def is_live(widget: Widget) -> bool:
    """True from when a widget's children are mounted until it is removed: what a thread found may come after that."""
    return widget.is_mounted and widget.is_attached and widget.display


class ShapedScreen(Screen[ScreenResultType]):
    """A screen that has the shape for its size from its first frame on.

    Textual styles and paints a new screen without the classes of `*_BREAKPOINTS`, styles it all again when it is
    shown, and once more when it learns its size: three times the work, and a first frame in the wrong shape.
    """

    app = getters.app(BaseApp)

    HINTS: ClassVar[tuple[str, ...]] = ()
    """Ids of actions that the last line offers, the most important first."""
    HELP: ClassVar[str] = ""
    """What the screen is for, with keys as `{key:ID}`."""
    CONTEXT: ClassVar[str] = ""
    """Its context in the table of actions."""
    BUSY: ClassVar[bool] = False
    """On the way through a session: no other begins over it."""
    LEADS: ClassVar[bool] = False
    """A session runs here: nothing else is opened over it."""
    ALONE: ClassVar[bool] = False
    """Nothing that leads elsewhere is opened from here."""
    SHOWS: ClassVar[bool] = True
    """There is something to see on it."""

    seen = False
    """Shown before, so that what it shows may have changed since."""

    @property
    def context(self) -> Context:
        """The run's services, and the user's state."""
        return self.app.context

    @property
    def flows(self) -> Flows:
        """The app's flows from screen to screen."""
        return self.app.flows

    @property
    def services(self) -> Services:
        """What is fixed for this run."""
        return self.app.context.services

    @property
    def user(self) -> UserState:
        """What the user has, and changes."""
        return self.app.context.user

    def on_compose(self) -> None:
        """Know the size before there are widgets to style. Textual calls what subclasses do here before this."""
        width, height = self.app.size
        shapes = ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS))
        for length, points in shapes:
            self.add_class(*breakpoint_classes(self, length, points or []), update=False)
        self.update_node_styles(animate=False)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What was just composed has its styles; what was hidden may have missed a change of them."""
        event.refresh_styles = event.refresh_styles and self.seen
        if not self.seen and self.SHOWS:
            self.call_after_refresh(self.app.first_frame_shown)
        self.seen = True

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """As Textual does it, but on a screen that is left by then nothing is called: its parts go before it does."""

        def if_live() -> Any:
            return callback(*args, **kwargs) if is_live(self) else None

        return super().call_after_refresh(if_live)

    def on_unmount(self) -> None:
        drop_old_paintings()

    def keep_work(self) -> None:
        """The program is about to end from outside: put what is being done on disk."""


class Backdrop(ShapedScreen[None]):
    """What lies under the screen that a command opens; seen for a moment at the start and at the end."""

    SHOWS = False


class BaseScreen(ShapedScreen[ScreenResultType]):
    """A full screen with a line of hints."""

    CSS_PATH = MORE_STYLES
    HORIZONTAL_BREAKPOINTS = [(0, SLIM), (64, MEDIUM), (100, WIDE)]
    VERTICAL_BREAKPOINTS = [(0, LOW), (20, MIDDLE), (34, TALL)]

    def on_compose(self) -> None:
        self._heed_size(*self.app.size, update=False)

    def on_resize(self, event: Resize) -> None:
        """Where there are very few rows, what matters less steps back."""
        self._heed_size(*event.size)

    def _heed_size(self, columns: int, rows: int, *, update: bool = True) -> None:
        for name, least in ((TINY, TINY_ROWS), (SCANT, SCANT_ROWS), (BARE, BARE_ROWS)):
            self.set_class(rows < least, name, update=update)
        self.set_class(columns >= BROAD_COLUMNS, BROAD, update=update)
        self.set_class(columns >= VAST_COLUMNS, VAST, update=update)

    def on_mount(self) -> None:
        self.bindings_updated_signal.subscribe(self, lambda _: self.show_hints())
        self.show_hints()  # in the first frame
        self.call_after_refresh(self.show_hints)

    def show_hints(self) -> None:
        """Show the keys that matter now."""
        for hints in self.query(Hints):
            hints.show(hints_for(self, self.HINTS))


class BaseModal(ModalScreen[ScreenResultType], ShapedScreen[ScreenResultType]):
    """A question over a screen, answered by keys; esc always leaves it."""

    CSS_PATH = MORE_STYLES
    VERTICAL_BREAKPOINTS = [(0, TINY), (TINY_ROWS, SHORT), (20, MIDDLE)]
    BINDINGS = bound(QUESTION, help="app.help")

    def answers(self, *pairs: tuple[str, str], lines: bool = False) -> Content:
        """The key of each binding id, as it is now, with what it answers; side by side or in lines."""
        found = [(hint.key, words) for name, words in pairs for hint in hints_for(self, (name,))]
        wide = max((len(key) for key, _ in found), default=0) if lines else 0
        gap, between = ("  ", "\n") if lines else (" ", "     ")
        parts = [Content.assemble((f"{key:>{wide}}", "$accent bold"), f"{gap}{words}") for key, words in found]
        return Content(between).join(parts)


def hints_for(screen: ShapedScreen[ScreenResultType], ids: tuple[str, ...]) -> list[Hint]:
    """The hints of some bindings, under the keys they have now; a binding that can't be used now is left out."""
    active: dict[str, Binding] = {}
    for bound_now in screen.active_bindings.values():
        if bound_now.enabled and bound_now.binding.id:
            active.setdefault(bound_now.binding.id, bound_now.binding)
    arrows = screen.services.terminal.unicode
    found = [active[name] for name in ids if name in active]
    return [Hint(key_name(binding.key, arrows=arrows), said(screen.CONTEXT, binding).label) for binding in found]
