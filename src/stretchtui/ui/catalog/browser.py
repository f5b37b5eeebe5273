"""The region browser: regions on the left, their stretches on the right, what a stretch is for below."""

from typing import TYPE_CHECKING

from msgspec import structs
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
from stretchtui.core.catalog.browse import (
    FAVOURITES,
    FOUND,
    RECENT,
    ROUTINES,
    SHORT_POSITIONS,
    Look,
    Narrowing,
    Own,
    Shelving,
    chips_of,
)
from stretchtui.core.catalog.dose import dose
from stretchtui.core.catalog.model import Routine, Stretch, sided
from stretchtui.core.history.recency import recently_done
from stretchtui.core.words import minutes, plural
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.catalog.chips import Chips
from stretchtui.ui.common.base import BROWSE_STYLES, BaseScreen, is_live
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_style
from stretchtui.ui.flows import flow
from stretchtui.ui.settings.bindings import bound

if TYPE_CHECKING:
    from textual.widgets import Input

RECORDS = 100
"""Sessions that are read for what was done lately."""

ENTRIES = ("entry", "entries")
NOUNS = {ROUTINES: ("routine", "routines"), **dict.fromkeys((FAVOURITES, FOUND, RECENT), ENTRIES)}
"""What is on shelves that hold more than stretches."""

FILTER = "stiff neck, hamstrings, a name, towel ..."
NOTHING_LEFT = "Nothing here. {key:back} clears the filter."


class BrowseScreen(BaseScreen[None]):
    """The first screen."""

    CSS_PATH = BROWSE_STYLES
    HELP = (
        "Choose where you are stiff, then a stretch. The left list has the regions of the body and the routines, the "
        "right one what there is for the one in focus. {key:filter} finds by words, {key:chips} narrows both lists. "
        "Marks go by what you said of your body ({key:body}): ! to avoid, ~ with care or changed, + made for it; * is "
        "a favourite. With {key:add} you put a routine of your own together, {key:build} shows it."
    )
    HINTS = ("open", "filter", "chips", "undo", "star", "add", "body", "history", "help")
    AUTO_FOCUS = "#shelves"
    CONTEXT = "browse"
    BINDINGS = bound("browse", right="enter_shelf", left="leave_shelf", down="move(1)", up="move(-1)")

    narrowing = Narrowing()
    _shelving: Shelving | None = None
    _look = Look((), {})
    _recent: tuple[str, ...] = ()
    _shelf = ""
    _sought = False
    """Other words are looked for: the cursor goes to the best of what they find."""
    _left: str | None = None
    """The shelf that the cursor was on before words were looked for."""
    _looking = False
    """Words are looked for: what they find is shown, wherever the cursor was."""

    def compose(self) -> ComposeResult:
        yield Static("stretchtui", id="title", markup=False)
        yield Chips(chips_of(self.user.catalogue), id="chips")
        with Horizontal(id="browser"):
            with Vertical(id="where"):
                yield Rows(id="shelves")
                yield FigureView(style=figure_style(self.context), id="map")
            with Vertical(id="shelf"):
                yield Static("", id="shelf-title", markup=False)
                yield Rows(id="entries", empty=self.context.keys.fill(NOTHING_LEFT), drop=(1,))
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
        self._look = self._shelving.look(self.narrowing, Own(self.user.favourites, self._recent, self.user.own))
        rows = [Row(s.id, (s.name, f"{s.count:>2}"), muted=not s.count) for s in self._look.shelves]
        shown = self.query_one("#shelves", Rows)
        counts = {shelf.id: shelf.count for shelf in self._look.shelves}
        # a filter that leaves nothing here leads to where it leaves something
        elsewhere = next((name for name, count in counts.items() if count), None)
        key = elsewhere if not counts.get(shown.key or "", 1) else None
        looking = FOUND in counts
        if looking and not self._looking:
            self._left, key = shown.key, FOUND
        elif self._looking and not looking:
            key = self._left
        self._looking = looking
        shown.show(rows, key)
        self._show_shelf(shown.key or "")
        self._show_title()

    def _show_title(self) -> None:
        words = self.narrowing.words.strip()
        now = just_now(self.user.body)
        title = " · ".join(["stretchtui", *([now] if now else []), *([f"only “{words}”"] if words else [])])
        self.query_one("#title", Static).update(title, layout=False)

    @on(Rows.Highlighted, "#shelves")
    def _moved(self, event: Rows.Highlighted) -> None:
        if (event.key or "") != self._shelf:
            self._show_shelf(event.key or "")

    def _show_shelf(self, shelf: str) -> None:
        self._shelf = shelf
        entries = self.query_one("#entries", Rows)
        rows = [self._row(entry) for entry in self._look.on(shelf)]
        entries.show(rows, rows[0].key if rows and self._sought else None)
        found = self._look.shelf(shelf)
        noun = {
            ROUTINES: ("routine", "routines"),
            FAVOURITES: ("entry", "entries"),
            FOUND: ("entry", "entries"),
            RECENT: ("entry", "entries"),
        }
        named = plural(found.count, *noun.get(shelf, ("stretch", "stretches"))) if found else ""
        title = f"{found.name} · {named}" if found else ""
        self.query_one("#shelf-title", Static).update(title, layout=False)
        self.query_one(FigureView).show_region(shelf)
        self._preview()

    @on(Rows.Highlighted, "#entries")
    def _show_entry(self) -> None:
        self._preview()

    def on_descendant_focus(self) -> None:
        entries, typing = self.query_one("#entries", Rows), bool(self.query("#words:focus"))
        self.set_class(entries.has_focus or typing, "in-shelf")
        if entries.driven != typing:
            entries.driven = typing
            entries.refresh()
        self.show_hints()
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
            text = self.context.keys.fill(shelf.summary) if shelf else ""
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

    def show_hints(self) -> None:
        """While one types, the keys of the field, which has an enter of its own."""
        if not self.query("#words:focus"):
            super().show_hints()
            return
        keys = self.context.keys
        said = [Hint(keys.of(name, "browse"), words) for name, words in (("open", "to list"), ("back", "clear"))]
        arrows = f"{keys.of('up', 'browse')} {keys.of('down', 'browse')}"
        self.query_one(Hints).show([*said, Hint(arrows, "move")])

    def action_move(self, step: int) -> None:
        """Down or up what was found, while one types."""
        self.query_one("#entries", Rows).action_move(step)

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
        if entry:
            self.app.keep(self.context.toggle_favourite(entry.id))
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
        if action == "undo":
            return bool(self.user.deleted)
        if action in ("star", "add") and self.is_mounted:
            return self.query_one("#entries").has_focus
        return True

    def action_chips(self) -> None:
        chips = self.query_one(Chips)
        chips.display = True
        self.set_focus(chips)

    @on(Chips.Toggled)
    def _narrow_by(self, event: Chips.Toggled) -> None:
        self._narrow(self.narrowing.toggled(event.chip))

    @on(Chips.Done)
    def _narrowed(self) -> None:
        self.set_focus(self.query_one("#entries" if self._shelf and self.has_class("in-shelf") else "#shelves"))

    @flow
    async def action_undo(self) -> None:
        from stretchtui.ui.catalog.building import restore_own_routine  # noqa: PLC0415

        if await restore_own_routine(self.app):
            self.show_shelves()

    @flow
    async def action_away(self) -> None:
        """Ask for days away, and keep them."""
        from stretchtui.application.away import change_away, proposed  # noqa: PLC0415
        from stretchtui.core.settings.away import away_words  # noqa: PLC0415
        from stretchtui.ui.settings.away import AwayScreen  # noqa: PLC0415

        def take(text: str) -> str:
            spans, write = change_away(self.context, text)
            self.app.keep(write)
            return f"Away {away_words(spans)}." if spans else "No days away."

        if said := await self.app.ask(AwayScreen(proposed(self.context), take)):
            self.app.notify(said, markup=False)

    def action_open(self) -> None:
        """Where the field has the focus; a list has its own."""
        from textual.widgets import Input  # noqa: PLC0415  (there already, where there is a field)

        for words in self.query("#words:focus").results(Input):
            self._to_results(words)

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
        self._narrow(structs.replace(self.narrowing, words=event.value))

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        self._to_results(event.input)

    def _to_results(self, words: "Input") -> None:
        words.display = bool(words.value.strip())
        self.set_focus(self.query_one("#entries"))

    def _narrow(self, narrowing: Narrowing) -> None:
        self._sought = narrowing.words != self.narrowing.words
        self.narrowing = narrowing
        self.query_one(Chips).show(narrowing.chips)
        self.show_shelves()
        self._sought = False
