"""The region browser: regions on the left, their stretches on the right, what a stretch is for below."""

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import ScreenResume
from textual.widgets import Static

from stretchtui.application.suitability import (
    NONE,
    STAR,
    just_now,
    mark_of,
    mark_of_routine,
    reason_of,
    reason_of_routine,
)
from stretchtui.core.catalog.browse import FAVOURITES, RECENT, ROUTINES, SHORT_POSITIONS, Look, Narrowing, Own, Shelving
from stretchtui.core.catalog.dose import dose
from stretchtui.core.catalog.model import Routine, Stretch, sided
from stretchtui.core.history.recency import recently_done
from stretchtui.core.words import minutes, plural
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.common.base import BROWSE_STYLES, BaseScreen, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_style
from stretchtui.ui.flows import flow
from stretchtui.ui.settings.bindings import bound

if TYPE_CHECKING:
    from textual.widgets import Input

RECORDS = 100
"""Sessions that are read for what was done lately."""

FILTER = "name, muscle, position, prop"
NOTHING_LEFT = "Nothing here. esc clears the filter."


class BrowseScreen(BaseScreen[None]):
    """The first screen."""

    CSS_PATH = BROWSE_STYLES
    HELP = (
        "Choose where you are stiff, then a stretch. The left list has the regions of the body and the routines, "
        "the right one what there is for the one in focus. Filters narrow both lists. Marks go by what "
        "you said of your body (y): ! to avoid, ~ with care or changed, + made for it; * is a favourite. "
        "With a you put a routine of your own together, r shows it."
    )
    HINTS = ("open", "filter", "at-desk", "off-floor", "star", "add", "body", "history", "help")
    CONTEXT = "browse"
    BINDINGS = bound("browse", right="enter_shelf", left="leave_shelf", at_desk="toggle_desk", off_floor="toggle_floor")

    narrowing = Narrowing()
    _shelving: Shelving | None = None
    _look = Look((), {})
    _recent: tuple[str, ...] = ()
    _shelf = ""

    def compose(self) -> ComposeResult:
        yield Static("stretchtui", id="title", markup=False)
        with Horizontal(id="browser"):
            with Vertical(id="where"):
                yield Rows(id="shelves")
                yield FigureView(style=figure_style(self.context), id="map")
            with Vertical(id="shelf"):
                yield Static("", id="shelf-title", markup=False)
                yield Rows(id="entries", empty=NOTHING_LEFT, drop=(1,))
        yield Static("", id="preview", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.show_shelves()
        self.call_after_refresh(self._look_up_recent)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What the body should avoid, or a dose, may be another now."""
        if self.seen:
            self.show_shelves()
            self._look_up_recent()

    # -- showing

    def show_shelves(self) -> None:
        """Show both lists as the narrowing has them."""
        if self._shelving is None or self._shelving.catalogue is not self.user.catalogue:
            self._shelving = Shelving(self.user.catalogue)
        self._look = self._shelving.look(self.narrowing, Own(self.user.favourites, self._recent))
        rows = [Row(s.id, (s.name, f"{s.count:>2}"), muted=not s.count) for s in self._look.shelves]
        shown = self.query_one("#shelves", Rows)
        counts = {shelf.id: shelf.count for shelf in self._look.shelves}
        # a filter that leaves nothing here leads to where it leaves something
        elsewhere = next((name for name, count in counts.items() if count), None)
        shown.show(rows, None if counts.get(shown.key or "", 1) else elsewhere)
        self._show_shelf(shown.key or "")
        self._show_title()

    def _show_title(self) -> None:
        asked = [
            f"“{self.narrowing.words.strip()}”" if self.narrowing.words.strip() else "",
            "at the desk" if self.narrowing.at_desk else "",
            "no floor" if self.narrowing.off_floor else "",
        ]
        only = ", ".join(filter(None, asked))
        now = just_now(self.user.body)
        title = " · ".join(["stretchtui", *([now] if now else []), *([f"only {only}"] if only else [])])
        self.query_one("#title", Static).update(title, layout=False)

    @on(Rows.Highlighted, "#shelves")
    def _moved(self, event: Rows.Highlighted) -> None:
        if (event.key or "") != self._shelf:
            self._show_shelf(event.key or "")

    def _show_shelf(self, shelf: str) -> None:
        self._shelf = shelf
        entries = self.query_one("#entries", Rows)
        entries.show([self._row(entry) for entry in self._look.on(shelf)])
        found = self._look.shelf(shelf)
        noun = {ROUTINES: ("routine", "routines"), FAVOURITES: ("entry", "entries"), RECENT: ("entry", "entries")}
        named = plural(found.count, *noun.get(shelf, ("stretch", "stretches"))) if found else ""
        title = f"{found.name} · {named}" if found else ""
        self.query_one("#shelf-title", Static).update(title, layout=False)
        self.query_one(FigureView).show_region(shelf)
        self._preview()

    @on(Rows.Highlighted, "#entries")
    def _show_entry(self) -> None:
        self._preview()

    def on_descendant_focus(self) -> None:
        self.set_class(self.query_one("#entries").has_focus, "in-shelf")
        self._preview()

    def _preview(self) -> None:
        entries, catalogue = self.query_one("#entries", Rows), self.user.catalogue
        text = ""
        if entries.has_focus and entries.key:
            if stretch := catalogue.stretches.get(entries.key):
                why = reason_of(stretch, self.context)
                text = f"{why}{sided(stretch.feel, None)}\nFor {', '.join(stretch.muscles)}."
            elif routine := catalogue.routines.get(entries.key):
                text = f"{reason_of_routine(routine, self.context)}{routine.summary}"
        else:
            shelf = self._look.shelf(self.query_one("#shelves", Rows).key or "")
            text = shelf.summary if shelf else ""
        self.query_one("#preview", Static).update(text, layout=False)

    def _row(self, entry: Stretch | Routine) -> Row:
        return self._stretch_row(entry) if isinstance(entry, Stretch) else self._routine_row(entry)

    def _mark(self, entry: Stretch | Routine) -> str:
        mark = mark_of(entry, self.context) if isinstance(entry, Stretch) else mark_of_routine(entry, self.context)
        return STAR if mark == NONE and entry.id in self.user.favourites else mark

    def _stretch_row(self, stretch: Stretch) -> Row:
        cells = (stretch.name, SHORT_POSITIONS[stretch.position], dose(self.user.planned(stretch)))
        return Row(stretch.id, cells, self._mark(stretch))

    def _routine_row(self, routine: Routine) -> Row:
        plan = self.user.plan(routine.id)
        length = minutes(plan.seconds) if plan else ""
        count = len(plan.entries) if plan else 0
        cells = (routine.name, plural(count, "stretch", "stretches"), f"{length:>6}")
        return Row(routine.id, cells, self._mark(routine))

    @work(thread=True, exclusive=True, group="recent")
    def _look_up_recent(self) -> None:
        try:
            records = self.services.history.newest(RECORDS).records
        except StorageError:
            return
        self.app.call_from_thread(self._show_recent, recently_done(records, self.user.catalogue))

    def _show_recent(self, recent: tuple[str, ...]) -> None:
        if is_live(self) and recent != self._recent:
            self._recent = recent
            self.show_shelves()

    # -- keys

    def action_enter_shelf(self) -> None:
        self.set_focus(self.query_one("#entries"))

    def action_leave_shelf(self) -> None:
        self.set_focus(self.query_one("#shelves"))

    @on(Rows.Chosen, "#shelves")
    def _shelf_chosen(self) -> None:
        self.action_enter_shelf()

    @on(Rows.Chosen, "#entries")
    def _entry_chosen(self, event: Rows.Chosen) -> None:
        from stretchtui.ui.catalog.detail import RoutineScreen, StretchScreen  # noqa: PLC0415

        if stretch := self.user.catalogue.stretches.get(event.key):
            self.app.push_screen(StretchScreen(stretch))
        elif routine := self.user.catalogue.routines.get(event.key):
            self.app.push_screen(RoutineScreen(routine))

    def action_star(self) -> None:
        entry = self._entry()
        if entry and (trouble := self.context.toggle_favourite(entry.id)):
            self.app.notify(trouble, severity="warning", markup=False)
        self.show_shelves()

    @flow
    async def action_add(self) -> None:
        from stretchtui.ui.catalog.building import add_to_routine, build_from  # noqa: PLC0415

        entry = self._entry()
        if isinstance(entry, Stretch):
            add_to_routine(self.app, entry)
        elif entry:
            await build_from(self.app, entry)

    def action_build(self) -> None:
        from stretchtui.ui.catalog.building import open_builder  # noqa: PLC0415

        open_builder(self.app)

    def _entry(self) -> Stretch | Routine | None:
        """What the cursor of the right list is on."""
        entries, catalogue = self.query_one("#entries", Rows), self.user.catalogue
        key = entries.key or ""
        return (catalogue.stretches.get(key) or catalogue.routines.get(key)) if entries.has_focus else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is in the list on the right can be marked or added."""
        if action in ("star", "add") and self.is_mounted:
            return self.query_one("#entries").has_focus
        return True

    def action_toggle_desk(self) -> None:
        self._narrow(Narrowing(self.narrowing.words, not self.narrowing.at_desk, self.narrowing.off_floor))

    def action_toggle_floor(self) -> None:
        self._narrow(Narrowing(self.narrowing.words, self.narrowing.at_desk, not self.narrowing.off_floor))

    def action_filter(self) -> None:
        from textual.widgets import Input  # noqa: PLC0415  (not needed for the first frame)

        if self.query("#words"):
            words = self.query_one("#words", Input)
        else:
            words = Input(placeholder=FILTER, id="words", compact=True, select_on_focus=False)
            self.mount(words, before=self.query_one(Hints))
        words.display = True
        # at once: the next key may be here already
        self.set_focus(words)

    def action_back(self) -> None:
        if self.query("#words:focus") or self.narrowing.active:
            self._narrow(Narrowing())
            for words in self.query("#words"):
                words.remove()
            self.set_focus(self.query_one("#shelves"))
        else:
            self.action_leave_shelf()

    def on_input_changed(self, event: "Input.Changed") -> None:
        self._narrow(Narrowing(event.value, self.narrowing.at_desk, self.narrowing.off_floor))

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        event.input.display = bool(event.value.strip())
        self.set_focus(self.query_one("#entries"))

    def _narrow(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self.show_shelves()
