"""The review screen: the history at a glance, and its pages."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from stretchtui.application.programmes import place_in
from stretchtui.core.history.days import day_at
from stretchtui.core.history.review import Review, review
from stretchtui.core.history.search import Sharing
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.text import clean
from stretchtui.ui.common.base import HISTORY_STYLES, LOW, SLIM, BaseScreen, hints_for, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.page_tabs import PageTabs
from stretchtui.ui.flows import flow, side_flow
from stretchtui.ui.history.changes import repeat, trouble_told
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.pages.sessions import SessionsPage
from stretchtui.ui.history.pages.table import PAGES
from stretchtui.ui.history.session_rows import SessionRows
from stretchtui.ui.history.session_text import said_of
from stretchtui.ui.settings.bindings import bound

FIRST = 100
"""Sessions that are shown at once; the rest follow."""

INVITATION = "Nothing here yet. What is grey is made up: so it will look one day.\n"
SHORT_INVITATION = "Nothing yet. "


class HistoryScreen(BaseScreen[None]):
    """Looking back."""

    CSS_PATH = HISTORY_STYLES
    HELP = (
        "What you did, and whether it helps. {key:next-page}, or {key:page-sessions} to {key:page-measures}, change "
        "the page: your sessions, a year of days, tightness before and after, minutes by region, self-tests. It is all "
        "kept in history.toml, which is yours to read and edit. A change of it is taken back with {key:undo}, also "
        "days later."
    )
    HINTS = ("log", "undo", "back", "help")
    AUTO_FOCUS = "#sessions"
    CONTEXT = "history"
    BINDINGS = bound(
        "history",
        next_page="turn(1)",
        previous_page="turn(-1)",
        **{kind.action.replace("-", "_"): f"page({at})" for at, kind in enumerate(PAGES)},
    )

    @dataclass
    class Read(Message):
        """Sessions were read, and figures made of them."""

        review: Review
        problems: tuple[str, ...]
        programme: str = ""
        """Where one is in the programme that is on, in words."""

    def __init__(self) -> None:
        super().__init__()
        self.review: Review | None = None
        self.example: Review | None = None
        """What is shown in grey while there is nothing of the user's own."""
        self.pages: dict[int, ReviewPage] = {0: SessionsPage(classes="page")}
        self.current = 0
        self._changed_here = False
        self._going: str | None = None
        self._share = Sharing()
        """Holds each session once, however often the history is read."""
        self._told: tuple[str, ...] = ()
        self._programme = ""

    # -- showing

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("History", id="title", markup=False)
            yield Static("", id="place", markup=False)
        yield Static("", id="glance")
        yield Static("", id="invitation")
        yield PageTabs(tuple((kind.name, kind.short) for kind in PAGES))
        yield Container(self.pages[0], id="pages")
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.add_class("on-list")
        self.set_interval(60, self._new_day)
        self._read()

    @work(thread=True, exclusive=True, group="reading")
    def _read(self) -> None:
        """Read the newest sessions, and then all of them; what was known of older ones stays meanwhile."""
        history, worker = self.services.history, get_current_worker()
        page = history.newest(FIRST)
        known = self.review
        records = page.records
        if page.more and known and records:
            oldest = records[-1].started
            records += tuple(r for r in known.records if r.started < oldest)
        whole = not page.more or (known is not None and known.whole)
        self._tell(records, page.problems, whole=whole)
        if page.more and not worker.is_cancelled:
            with suppress(_NotWantedError):
                everything = history.all(_until(lambda: worker.is_cancelled, self._share))
                self._tell(everything.records, everything.problems, whole=True)

    def _tell(self, records: tuple[SessionRecord, ...], problems: tuple[object, ...], *, whole: bool) -> None:
        figures = self._figures(records, whole=whole)
        if not records:
            from stretchtui.core.history.example import example_sessions  # noqa: PLC0415

            self.example = self._figures(example_sessions(self.user.catalogue, figures.today), whole=True)
        self.post_message(self.Read(figures, tuple(map(str, problems)), place_in(records, self.context)))

    def _figures(self, records: tuple[SessionRecord, ...], *, whole: bool) -> Review:
        settings, now = self.user.settings, self.services.clock.now()
        ends, goal = settings.day_ends_at, settings.goal.days_per_week
        today, away = day_at(now, ends), settings.away
        return review(records, self.user.catalogue, today, goal, day_ends_at=ends, whole=whole, now=now, away=away)

    @property
    def shown(self) -> Review | None:
        """What the page shows: what was read, or where that is nothing and it shows sessions, an example."""
        return self.example if self._is_made_up else self.review

    @property
    def _is_made_up(self) -> bool:
        return bool(self.review and not self.review.records and self.pages[self.current].OF_SESSIONS)

    @on(Read)
    def _show(self, event: Read) -> None:
        if not is_live(self):
            return
        self.review, self._programme = event.review, event.programme
        self._show_page()
        if self.focused is None or self._is_made_up:
            self._enter()
        self._show_headline()
        self._tell_problems(event.problems)
        self.refresh_bindings()

    def _tell_problems(self, problems: tuple[str, ...]) -> None:
        """Each problem of the file once."""
        for line in [line for line in problems if line not in self._told][:2]:
            self.app.notify(clean(line), severity="warning", markup=False, timeout=8)
        self._told = tuple(dict.fromkeys((*self._told, *problems)))

    @on(ReviewPage.Changed)
    def _show_headline(self) -> None:
        """What the page says above itself, and at the right of the title."""
        review, page = self.shown, self.pages[self.current]
        if review is None:
            return
        self.query_one("#invitation", Static).update(self._invitation())
        room = self.size.width - (2 if self.has_class(SLIM) else 4)
        place = "an example" if self._is_made_up else page.place(review)
        places = [place, "" if self.has_class(SLIM) else self._programme]
        self.query_one("#place", Static).update("   ".join(filter(None, places)))
        self.query_one("#glance", Static).update(page.headline(review, room))

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self._show_headline()

    def _invitation(self) -> Content:
        keys = (("break", "begins a desk break"), ("back", "chooses a stretch"), ("log", "logs one done elsewhere"))
        small = self.has_class(LOW)
        some = keys[:1] if small else keys
        parts = [Content.assemble((self.context.keys.of(name), "$accent bold"), f" {what}") for name, what in some]
        return Content(SHORT_INVITATION if small else INVITATION) + Content(", ").join(parts) + Content(".")

    def _new_day(self) -> None:
        """At midnight, today is another day."""
        now = day_at(self.services.clock.now(), self.user.settings.day_ends_at)
        if self.review and self.review.today != now:
            self._read()

    # -- pages

    async def action_page(self, page: int) -> None:
        if page == self.current:
            return
        if page not in self.pages:
            self.pages[page] = PAGES[page].make()
            await self.query_one("#pages").mount(self.pages[page])
        self.current = page
        for at, each in self.pages.items():
            each.display = at == page
        self.query_one(PageTabs).current = page
        self.set_class(page == 0, "on-list")
        self._show_page()
        self._enter()
        self._show_headline()
        self.refresh_bindings()

    def _enter(self) -> None:
        """Give the page the focus; nothing of an example can be chosen, and who listens hears first that it is one."""
        if self._is_made_up:
            self.set_focus(None)
        elif self.review:
            self.pages[self.current].enter()

    def _show_page(self) -> None:
        page = self.pages[self.current]
        self.set_class(self._is_made_up, "empty")
        self.set_class(bool(self.review and not self._is_made_up), "filled")
        page.set_class(self._is_made_up, "made-up")
        if self.shown:
            page.show(self.shown)

    async def action_turn(self, step: int) -> None:
        """The page after this one, or before; after the last comes the first."""
        await self.action_page((self.current + step) % len(PAGES))

    def show_hints(self) -> None:
        """Show the keys of the page first."""
        page = self.pages.get(self.current)
        ids = (*(page.HINTS if page else ()), *self.HINTS)
        for hints in self.query(Hints):
            hints.show(hints_for(self, tuple(dict.fromkeys(ids))))

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    @on(SessionRows.Chosen)
    @flow
    async def _open(self) -> None:
        from stretchtui.ui.history.record import RecordScreen  # noqa: PLC0415

        record = self.record
        if record is None:
            return
        if await self.app.ask(RecordScreen(record)):
            self.changed()

    def action_back(self) -> None:
        if not self.pages[self.current].leave():
            self.dismiss()

    # -- changes

    @property
    def record_count(self) -> int:
        """How many sessions of the user's own were read."""
        return len(self.review.records) if self.review else 0

    @property
    def record(self) -> SessionRecord | None:
        """The session that the cursor is on."""
        page = self.pages.get(self.current)
        return page.record if page and self.review and self.review.records else None

    @property
    def _can_edit(self) -> bool:
        page = self.pages.get(self.current)
        return bool(page and page.can_edit and not self._is_made_up)

    def action_copy(self) -> None:
        """Hand the card of what is shown to the terminal's clipboard; whether it is taken, no terminal says."""
        if self.review is None or not self.record_count:
            self.app.notify("There is nothing to copy yet.")
            return
        span = "year" if PAGES[self.current].action == "page-year" else "week"
        prints = f"stretchtui log --card {span} prints it."
        if self.services.terminal.linux_console:
            self.app.notify(f"This console has no clipboard: {prints}", markup=False, timeout=8)
            return
        self.app.copy_to_clipboard(self.pages[self.current].card(self.review))
        self.app.notify(f"A card of your {span} is in the clipboard, if the terminal takes it; {prints}", timeout=8)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for one session work where there is one; those of pages, where there are any."""
        if action == "edit":
            return self._can_edit and not isinstance(self.focused, Input)
        if action in ("again", "delete"):
            return self.record is not None and not isinstance(self.focused, Input)
        if action in ("page", "turn"):
            return self.shown is not None
        return True

    def changed(self) -> None:
        """The history is another now: read it again."""
        self._changed_here = True
        self._read()

    @flow
    async def action_edit(self) -> None:
        screen = self.pages[self.current].editing() if self._can_edit else None
        if screen and await self.app.ask(screen):
            self.changed()

    @flow
    async def action_log(self) -> None:
        from stretchtui.ui.history.log_session import LogScreen  # noqa: PLC0415

        if record := await self.app.ask(LogScreen()):
            sessions = self.pages[0]
            if isinstance(sessions, SessionsPage):
                sessions.go_to = record.id
            self._say(self._undoable(f"Logged: {said_of(record, self.user.catalogue)}."))

    @side_flow
    async def action_delete(self) -> None:
        record, history = self.record, self.services.history
        if record is None or record.id == self._going:
            return
        self._going = record.id  # the key pressed twice means one session, as long as it is still shown
        with trouble_told(self.app):
            await self.app.on_disk(lambda: history.delete(record.id, started=record.started))
            self._say(self._undoable(f"Deleted: {said_of(record, self.user.catalogue)}."))
            return
        self._going = None

    def _undoable(self, said: str) -> str:
        return f"{said} {self.context.keys.of('undo')} takes it back."

    @flow
    async def action_again(self) -> None:
        if record := self.record:
            await repeat(self.app, record)
            self.changed()

    @flow
    async def action_undo(self) -> None:
        """Take back the last change; one made before this screen was opened only when that is meant."""
        from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

        if not self._changed_here:
            question = ConfirmScreen(
                "Take back the last change?",
                "You changed nothing since you opened this screen: it may be the session that was logged last.",
                yes="take it back",
                no="leave it",
            )
            if not await self.app.ask(question):
                return
        with trouble_told(self.app):
            what = await self.app.on_disk(self.services.history.undo)
            self._going = None
            self._say(f"Taken back: {what}." if what else "There is no change left to take back.")

    def _say(self, said: str) -> None:
        self.app.notify(said, markup=False, timeout=8)
        self.changed()


class _NotWantedError(Exception):
    """The screen was left, or another reading begun."""


def _until(over: Callable[[], bool], share: Sharing) -> Callable[[SessionRecord], SessionRecord]:
    """Holds sessions in little memory, and stops when it is over: a long reading must not keep the app from ending."""

    def keep(record: SessionRecord) -> SessionRecord:
        if over():
            raise _NotWantedError
        return share(record)

    return keep
