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

from stretchtui.core.history.days import day_at
from stretchtui.core.history.review import Review, review
from stretchtui.core.history.search import Sharing
from stretchtui.core.history.totals import Glance, goal_words, minutes_words, streak_words
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.text import clean
from stretchtui.core.words import plural
from stretchtui.ui.common.base import REVIEW_STYLES, SLIM, BaseScreen, hints_for, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.page_tabs import PageTabs
from stretchtui.ui.flows import flow
from stretchtui.ui.history.changes import change, repeat, tell_trouble
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.pages.sessions import SessionsPage
from stretchtui.ui.history.session_rows import SessionRows
from stretchtui.ui.history.session_text import said_of
from stretchtui.ui.settings.bindings import bound

FIRST = 100
"""Sessions that are shown at once; the rest follow."""

PAGES = (("Sessions", "List"), ("Year", "Year"), ("Does it help?", "Help?"), ("Balance", "Balance"))

INVITATION = (
    "Nothing here yet.\n\n"
    "Stretch once, and it stands here: what you did, how tight it was before and after, a week and then a year of "
    "days, and which parts of you were left out.\n\n"
)


class HistoryScreen(BaseScreen[None]):
    """Looking back."""

    CSS_PATH = REVIEW_STYLES
    HELP = (
        "What you did, and whether it helps. {key:next-page}, or {key:page-sessions} to {key:page-balance}, change "
        "the page: your sessions, a year of days, tightness before and after, minutes by region. It is all kept in "
        "history.toml, which is yours to read and edit. A change of it is taken back with {key:undo}, also days "
        "later."
    )
    HINTS = ("log", "undo", "back", "help")
    AUTO_FOCUS = "#sessions"
    CONTEXT = "history"
    BINDINGS = bound(
        "history", page_sessions="page(0)", page_year="page(1)", page_effect="page(2)", page_balance="page(3)"
    )

    @dataclass
    class Read(Message):
        """Sessions were read, and figures made of them."""

        review: Review
        problems: tuple[str, ...]

    def __init__(self) -> None:
        super().__init__()
        self.review: Review | None = None
        self.pages: dict[int, ReviewPage] = {0: SessionsPage(classes="page")}
        self.current = 0
        self._changed_here = False
        self._going: str | None = None
        self._told: tuple[str, ...] = ()

    # -- showing

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("History", id="title", markup=False)
            yield Static("", id="place", markup=False)
        yield Static("", id="glance")
        yield PageTabs(PAGES)
        yield Container(self.pages[0], id="pages")
        yield Static("", id="invitation")
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
                everything = history.all(_sharing_until(lambda: worker.is_cancelled))
                self._tell(everything.records, everything.problems, whole=True)

    def _tell(self, records: tuple[SessionRecord, ...], problems: tuple[object, ...], *, whole: bool) -> None:
        settings, catalogue = self.user.settings, self.user.catalogue
        ends = settings.day_ends_at
        now = self.services.clock.now()
        figures = review(
            records,
            catalogue,
            day_at(now, ends),
            settings.goal.days_per_week,
            day_ends_at=ends,
            whole=whole,
            now=now,
            away=settings.away,
        )
        self.post_message(self.Read(figures, tuple(map(str, problems))))

    @on(Read)
    def _show(self, event: Read) -> None:
        if not is_live(self):
            return
        self.review = event.review
        empty = not event.review.records
        self.query_one("#place", Static).update(
            "" if empty else plural(len(event.review.records), "session") if event.review.whole else "…"
        )
        self.query_one("#glance", Static).update(self._glance(event.review.glance))
        self.query_one("#invitation", Static).update(self._invitation())
        self.set_class(empty, "empty")
        self.set_class(not empty, "filled")
        if not empty:
            self.pages[self.current].show(event.review)
            if self.focused is None:
                self.pages[self.current].enter()
        self._tell_problems(event.problems)
        self.refresh_bindings()

    def _tell_problems(self, problems: tuple[str, ...]) -> None:
        """Each problem of the file once."""
        for line in [line for line in problems if line not in self._told][:2]:
            self.app.notify(clean(line), severity="warning", markup=False, timeout=8)
        self._told = tuple(dict.fromkeys((*self._told, *problems)))

    def _glance(self, figures: Glance) -> Content:
        """The week, the streak, the minutes; on a narrow screen in fewer words."""
        terminal = self.services.terminal
        done, open_ = "●○" if terminal.unicode and not terminal.linux_console else "*-"
        dots = done * min(figures.days, figures.goal) + open_ * max(0, figures.goal - figures.days) + "  "
        room = self.size.width - (2 if self.has_class(SLIM) else 4)
        tries = ((dots, " this week", False), (dots, "", True), ("", "", True))
        for marks, week, short in tries:
            streak = streak_words(figures, short=short)
            first = Content.assemble(
                (marks, "$done"), goal_words(figures, week), (f" · {streak}" if streak else "", "$muted")
            )
            if first.cell_length <= room:
                break
        return first + Content("\n") + Content.styled(minutes_words(figures), "$muted")

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        if self.review:
            self.query_one("#glance", Static).update(self._glance(self.review.glance))

    def _invitation(self) -> Content:
        keys = (("back", "choose a stretch"), ("log", "log one that you did elsewhere"))
        lines = [Content.assemble((f"{self.context.keys.of(name):<5}", "$accent bold"), what) for name, what in keys]
        return Content(INVITATION) + Content("\n").join(lines)

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
            self.pages[page] = _make(page)
            await self.query_one("#pages").mount(self.pages[page])
        self.current = page
        for at, each in self.pages.items():
            each.display = at == page
        self.query_one(PageTabs).current = page
        self.set_class(page == 0, "on-list")
        if self.review and self.review.records:
            self.pages[page].show(self.review)
            self.pages[page].enter()
        self.refresh_bindings()

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
    def _open(self) -> None:
        from stretchtui.ui.history.record import RecordScreen  # noqa: PLC0415

        if record := self.record:
            self.app.push_screen(RecordScreen(record, self.changed))

    def action_back(self) -> None:
        if not self.pages[self.current].leave():
            self.dismiss()

    # -- changes

    @property
    def record(self) -> SessionRecord | None:
        """The session that the cursor is on."""
        page = self.pages.get(self.current)
        return page.record if page and self.review and self.review.records else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for one session work where there is one; those of pages, where there are any."""
        if action in ("edit", "again", "delete"):
            return self.record is not None and not isinstance(self.focused, Input)
        if action in ("page", "turn"):
            return bool(self.review and self.review.records)
        return True

    def changed(self) -> None:
        """The history is another now: read it again."""
        self._changed_here = True
        self._read()

    def action_edit(self) -> None:
        from stretchtui.ui.history.edit_record import EditScreen  # noqa: PLC0415

        if record := self.record:
            self.app.push_screen(EditScreen(record), lambda new: self.changed() if new else None)

    def action_log(self) -> None:
        from stretchtui.ui.history.log_session import LogScreen  # noqa: PLC0415

        def logged(record: SessionRecord | None) -> None:
            if record:
                sessions = self.pages[0]
                if isinstance(sessions, SessionsPage):
                    sessions.go_to = record.id
                self._say(self._undoable(f"Logged: {said_of(record, self.user.catalogue)}."))

        self.app.push_screen(LogScreen(), logged)

    def action_delete(self) -> None:
        record = self.record
        if record is None or record.id == self._going:
            return
        self._going = record.id  # the key pressed twice means one session, as long as it is still shown
        said = self._undoable(f"Deleted: {said_of(record, self.user.catalogue)}.")
        history = self.services.history
        change(self, lambda: history.delete(record.id, started=record.started), self._sayer(said), self._not_deleted)

    def _undoable(self, said: str) -> str:
        return f"{said} {self.context.keys.of('undo')} takes it back."

    def _not_deleted(self, line: str) -> None:
        self._going = None
        tell_trouble(self)(line)

    @flow
    async def action_again(self) -> None:
        if record := self.record:
            await repeat(self.app, record)
            self.changed()

    def action_undo(self) -> None:
        """Take back the last change; one made before this screen was opened only when that is meant."""
        from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

        def undo(yes: bool | None) -> None:
            if yes:
                change(self, self.services.history.undo, undone, tell_trouble(self))

        def undone(what: str | None) -> None:
            self._going = None
            self._say(f"Taken back: {what}." if what else "There is no change left to take back.")

        if self._changed_here:
            undo(True)
        else:
            question = ConfirmScreen(
                "Take back the last change?",
                "You changed nothing since you opened this screen: it may be the session that was logged last.",
                yes="take it back",
                no="leave it",
            )
            self.app.push_screen(question, undo)

    def _sayer(self, said: str) -> Callable[[object], None]:
        return lambda _: self._say(said)

    def _say(self, said: str) -> None:
        self.app.notify(said, markup=False, timeout=8)
        self.changed()


class _NotWantedError(Exception):
    """The screen was left, or another reading begun."""


def _sharing_until(over: Callable[[], bool]) -> Callable[[SessionRecord], SessionRecord]:
    """Holds sessions in little memory, and stops when it is over: a long reading must not keep the app from ending."""
    share = Sharing()

    def keep(record: SessionRecord) -> SessionRecord:
        if over():
            raise _NotWantedError
        return share(record)

    return keep


def _make(page: int) -> ReviewPage:
    """A page, imported when it is first looked at."""
    from stretchtui.ui.history.pages.regions import BalancePage  # noqa: PLC0415
    from stretchtui.ui.history.pages.tightness import EffectPage  # noqa: PLC0415
    from stretchtui.ui.history.pages.year import YearPage  # noqa: PLC0415

    kinds: dict[int, type[ReviewPage]] = {1: YearPage, 2: EffectPage, 3: BalancePage}
    return kinds[page](classes="page")
