"""The app: it opens screens, and holds what they were handed."""

import contextlib
import gc
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import events, work
from textual.screen import Screen

from stretchtui.application.breaks import usual_wish
from stretchtui.application.context import Context
from stretchtui.application.first_start import is_first_start
from stretchtui.application.start import Testing
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import BREAKS
from stretchtui.core.settings.actions import EVERYWHERE
from stretchtui.core.themes.model import DEFAULT, ThemeFile, fitting
from stretchtui.core.words import nearest
from stretchtui.storage.files.places import shipped
from stretchtui.storage.themes import themes_by_need
from stretchtui.terminal.capabilities import LEAST
from stretchtui.ui.care import flow as care
from stretchtui.ui.common.base import (
    ALL_STYLES,
    BREAK_STYLES,
    BROWSE_STYLES,
    HISTORY_STYLES,
    MEASURE_STYLES,
    SESSION_STYLES,
    STYLES,
    Backdrop,
    Sheets,
)
from stretchtui.ui.driver.link import TerminalLink
from stretchtui.ui.flows import flow
from stretchtui.ui.pages import Pages
from stretchtui.ui.session import flow as session_flow
from stretchtui.ui.settings.bindings import bound
from stretchtui.ui.textual_compat import adopt, parsed_apart, switch_tooltips_off
from stretchtui.ui.themes.theming import apply, install, role_fallbacks

MOST_TOLD = 3
"""Problems with the user's files that are told at the start, each by itself."""

ELSEWHERE = ("history", "themes", "desk_break", "body", "measure", "programme", "learn", "settings", "command_palette")
"""Actions that open something else."""

if TYPE_CHECKING:
    from stretchtui.core.measures.model import SelfTest

Opening = Literal["browse", "history"] | Plan | Wish | Testing


class StretchApp(Pages):
    """stretchtui, full screen. `opening` is what it begins with; after a plan, a desk break or a test it ends."""

    TITLE = "stretchtui"
    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES / "app.tcss"]
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = bound(
        EVERYWHERE, break_="desk_break", theme="themes", palette="command_palette", suspend="suspend_process"
    )

    def __init__(
        self,
        context: Context,
        opening: Opening = "browse",
        *,
        debugging: bool = False,
        link: TerminalLink | None = None,
        **options: Any,
    ) -> None:
        self.debugging = debugging
        self.crash: str | None = None
        self.context = context
        self.opening = opening
        options.setdefault("css_path", [*self.CSS_PATH, *_first_styles(opening)])
        self.link = link or TerminalLink(context.services.terminal)
        options.setdefault("driver_class", self.link)
        # with NO_COLOR Textual would paint greys; so it takes all colours out, and leaves the styles
        super().__init__(ansi_color=True if context.services.terminal.no_color else None, **options)
        switch_tooltips_off(self)
        loaded = themes_by_need(shipped("themes"), context.services.places.themes)
        self.themes = loaded.themes
        context.problems += map(str, loaded.problems)
        install(self, (), self._fitting(context.user.settings.theme))

    def _fitting(self, wanted: str) -> ThemeFile:
        """The wanted theme, or the one for so few colours as this terminal has."""
        name = wanted or DEFAULT
        if name not in self.themes:
            near = nearest(name, self.themes) or DEFAULT
            line = f"theme = {name!r}: no such theme; did you mean {near!r}?"
            self.context.problems.append(f"{self.services.places.settings}: {line}")
        return fitting(name, self.themes, self.services.terminal.colours)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The app's own colours, for themes that lack them."""
        return {**super().get_theme_variable_defaults(), **role_fallbacks()}

    def get_default_screen(self) -> Screen[Any]:
        """The screen that everything lies on."""
        if self.opening != "browse":  # what nobody sees yet costs the first frame nothing
            return Backdrop()
        from stretchtui.ui.catalog.browser import BrowseScreen  # noqa: PLC0415

        return BrowseScreen()

    def first_frame_shown(self) -> None:
        """Read the style sheets of the screens to come, and collect garbage made from now on."""
        to_come = [Path(path) for path in ALL_STYLES if not self.stylesheet.has_source(str(path), "")]
        self.stylesheet.read_all(to_come)
        self._parse(to_come)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @work(thread=True, group="styles")
    def _parse(self, sheets: list[Path]) -> None:
        """Parse style sheets while nobody waits for them."""
        self.call_from_thread(adopt, self.stylesheet, parsed_apart(self.stylesheet, sheets))

    def on_mount(self) -> None:
        self.set_keymap(self.user.changed_keys)
        told = self.context.problems[:MOST_TOLD]
        if more := len(self.context.problems) - len(told):
            told = [*told, f"and {more} more, see: stretchtui check"]
        for line in told:
            self.notify(line, severity="warning", markup=False, timeout=8)
        self.open_first()

    @flow
    async def open_first(self) -> None:
        """Open what the app begins with; at the very first start, ask where it is stiff."""
        if isinstance(self.opening, Plan | Wish):
            await self._lead_through(self.opening)
            self.exit()
        elif isinstance(self.opening, Testing):
            if await care.read_first(self):
                await self._test(self.opening)
            self.exit()
        elif self.opening == "history":
            await self._look_back()
        else:
            if is_first_start(self.context):
                await self._first_start()
            self.call_after_refresh(self.greet)

    async def _first_start(self) -> None:
        """Where is it stiff? Then a stretch for it, drawn, from which a session begins, or all there is."""
        from stretchtui.application.first_start import first_stretch, stiff_places  # noqa: PLC0415
        from stretchtui.ui.catalog.detail import StretchScreen  # noqa: PLC0415
        from stretchtui.ui.catalog.where import WhereScreen  # noqa: PLC0415

        place = await self.ask(WhereScreen(stiff_places(self.context)))
        if place and (stretch := first_stretch(place, self.context)):
            await self.ask(StretchScreen(stretch))

    async def _look_back(self) -> None:
        """Open the history, and the browser once it is left."""
        from stretchtui.ui.history.screen import HistoryScreen  # noqa: PLC0415

        self.call_after_refresh(self.greet)
        await self.ask(HistoryScreen())
        from stretchtui.ui.catalog.browser import BrowseScreen  # noqa: PLC0415

        self.push_screen(BrowseScreen())

    async def _lead_through(self, opening: Plan | Wish) -> None:
        """Begin what was asked for; an interrupted session that the user goes on with takes its place."""
        if await session_flow.offer_resume(self):
            return
        if isinstance(opening, Plan):
            result = await session_flow.session(self, opening)
            await session_flow.sum_up(self, result)
        else:
            await session_flow.desk_break(self, opening)

    async def _test(self, opening: Testing) -> None:
        """A self-test, or all to choose from."""
        from stretchtui.ui.measures import flow as measures_flow  # noqa: PLC0415

        if opening.test:
            await measures_flow.take_named(self, opening.test)
        else:
            await measures_flow.choose(self)

    @flow
    async def greet(self) -> None:
        """Offer to go on with an interrupted session; over the browser, ask what is to be asked of the body."""
        if await session_flow.offer_resume(self) is None and self.opening == "browse":
            await care.at_start(self)

    def keep_work(self, _ending: object = None) -> None:
        """The program is about to end from outside: put what is being done on disk."""
        for screen in self.screens:
            screen.keep_work()

    def crashed(self, error: Exception) -> bool:
        """Something is wrong in the program: keep the work, write it down, and leave without a traceback."""
        if self.debugging:
            return False
        with contextlib.suppress(Exception):
            self.keep_work()
        from stretchtui.storage.files.crash_log import report_crash  # noqa: PLC0415

        self.crash = report_crash(error, self.services.places.log, self.services.clock.now())
        return True

    def on_resize(self, event: events.Resize) -> None:
        small = event.size.width < LEAST[0] or event.size.height < LEAST[1]
        if not small and len(self.screen_stack) == 1:
            return
        from stretchtui.ui.common.too_small import TooSmallScreen  # noqa: PLC0415

        on_top = isinstance(self.screen, TooSmallScreen)
        if small and not on_top:
            self.push_screen(TooSmallScreen())
        elif not small and on_top:
            self.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Over a running session, and before what is to be known was read, keys that lead elsewhere rest."""
        if action == "command_palette" and self.screen.is_modal:
            return False
        screens = self.screens
        if action in ELSEWHERE and screens and screens[-1].ALONE:
            return False
        if action in ("desk_break", "body", "measure", "programme", "learn", "settings"):
            return not any(screen.BUSY for screen in screens)
        return not (action in ("history", "quit", "themes") and any(screen.LEADS for screen in screens))

    @flow
    async def action_desk_break(self) -> None:
        """A break now, and back to where one was."""
        await session_flow.desk_break(self, usual_wish(self.context))
        self._tell_summary()

    @flow
    async def begin_due(self, plan: Plan) -> None:
        """A break that the first screen shows, at once, or a session of a programme; and back to it."""
        if plan.routine in BREAKS:
            await session_flow.due_break(self, plan)
        else:
            await session_flow.session(self, plan)
        self._look_again()
        self._tell_summary()

    @flow
    async def take_test(self, test: "SelfTest") -> None:
        """A self-test that the first screen shows as due; and back to it."""
        from stretchtui.ui.measures.flow import take  # noqa: PLC0415

        await take(self, test)
        self._look_again()

    def _look_again(self) -> None:
        """Have the first screen work out what is due: it came back before the disk had what was done."""
        from stretchtui.ui.catalog.browser import BrowseScreen  # noqa: PLC0415

        if isinstance(self.screen, BrowseScreen):
            self.screen.look_again()

    def _tell_summary(self) -> None:
        if self.summary:
            self.notify(self.summary, markup=False)
        self.summary = None

    def action_repaint(self) -> None:
        self.link.paint_anew()

    async def action_quit(self) -> None:
        """Leave, but not with a routine that is not saved unless that is meant."""
        self.leave()

    @flow
    async def leave(self) -> None:
        """End the app, unless the user rather keeps a routine that is not saved."""
        from stretchtui.ui.catalog.building import may_leave  # noqa: PLC0415

        if await may_leave(self):
            self.exit()

    def setting_changed(self, path: tuple[str, ...]) -> None:
        """A setting is another now: what hangs on it follows at once."""
        if path[0] == "keys":
            self.set_keymap(self.user.changed_keys)
            self.refresh_bindings()
        elif path == ("theme",):
            apply(self, self._fitting(self.user.settings.theme))
        elif path[0] in ("motion", "figures", "mouse"):
            self.context.apply_terminal_settings()


def _first_styles(opening: Opening) -> Sheets:
    """The style sheets of the screen that the app begins with."""
    if isinstance(opening, Plan):
        return SESSION_STYLES
    if isinstance(opening, Wish):
        return BREAK_STYLES
    if isinstance(opening, Testing):
        return MEASURE_STYLES
    return BROWSE_STYLES if opening == "browse" else HISTORY_STYLES
