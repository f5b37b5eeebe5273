"""The first screen: what is due and the regions, their stretches, and the one in focus drawn and explained."""

import asyncio
from typing import TYPE_CHECKING

from msgspec import structs
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.events import ScreenResume
from textual.timer import Timer
from textual.widgets import Static

from stretchtui.application.reading import reading_of
from stretchtui.application.suitability import LEGEND
from stretchtui.application.today import Today, look
from stretchtui.core.catalog.browse import DUE, FOUND, Look, Narrowing, Own, Shelving, chips_of
from stretchtui.core.catalog.model import Routine, Stretch
from stretchtui.ui.catalog.browse_head import BrowseHead
from stretchtui.ui.catalog.browse_rows import EntryRows
from stretchtui.ui.catalog.chips import Chips
from stretchtui.ui.catalog.pane import Pane
from stretchtui.ui.common.base import BROWSE_STYLES, WIDE, BaseScreen, is_live
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_style, load_drawing
from stretchtui.ui.flows import flow
from stretchtui.ui.settings.bindings import bound

if TYPE_CHECKING:
    from textual.widgets import Input

START, REGIONS = "Start", "Regions"
"""Headings of the list on the left, where there is room for them."""

HELD = 0.09
"""Seconds between two moves of the cursor below which a key is held down: what nobody sees is not painted then."""

PASSING = 0.25
"""Seconds that the cursor stays on a shelf before its first entry is shown beside it."""

FILTER = "stiff neck, hamstrings, a name, towel ..."
NOTHING_LEFT = "Nothing here. {key:back} clears the filter."
MORE = "More on its page: {key:open}"
MORE_TO_MIND = "More to mind on its page: {key:open}"


class BrowseScreen(BaseScreen[None]):
    """The first screen."""

    CSS_PATH = BROWSE_STYLES
    HELP = (
        "What is due stands first: {key:open} twice begins it. Or choose where you are stiff, then a stretch. "
        "{key:filter} finds by words, {key:chips} narrows both lists, {key:play} moves the figure. "
        "Marks go by what you said of your body ({key:body}): ! to avoid, ~ with care or changed, + made for it; * is "
        "a favourite. The head tells the days of this week, the weeks in a row that met your goal, and when a break is "
        "due; {key:away} tells it when you are away. With {key:add} you put a routine of your own together, "
        "{key:build} shows it."
    )
    HINTS = ("tick", "done", "open", "filter", "break", "chips", "undo", "star", "add", "body", "history", "help")
    AUTO_FOCUS = "#shelves"
    CONTEXT = "browse"
    BINDINGS = bound("browse", right="enter_shelf", left="leave_shelf", down="move(1)", up="move(-1)")

    narrowing = Narrowing()
    _shelving: Shelving | None = None
    _look = Look((), {})
    _today: Today | None = None
    """What the history says, once it was read."""
    _shelf = ""
    _moved = 0.0
    """When the cursor moved last, by the clock of the event loop."""
    _settling: Timer | None = None
    """Paints what the cursor has come to, once it stands still."""
    _sought = False
    """Other words are looked for: the cursor goes to the best of what they find."""
    _left: str | None = None
    """The shelf that the cursor was on before words were looked for."""
    _looking = False
    """Words are looked for: what they find is shown, wherever the cursor was."""

    def compose(self) -> ComposeResult:
        yield BrowseHead(self.context, id="head")
        yield Chips(chips_of(self.user.catalogue), id="chips")
        with Container(id="browser"):
            with Horizontal(id="lists"):
                with Vertical(id="where"):
                    yield Rows(id="shelves")
                    yield FigureView(style=figure_style(self.context), id="map")
                with Vertical(id="shelf"):
                    yield Static("", id="shelf-title", markup=False)
                    yield Rows(id="entries", drop=(1, 3))
                    yield Static("", id="marks", markup=False)
            fill = self.context.keys.fill
            yield Pane(self.context, more=fill(MORE), more_to_mind=fill(MORE_TO_MIND), id="pane")
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.show_shelves()
        self.call_after_refresh(self.look_again)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What the body should avoid, a dose, or what is due may be another now."""
        if self.seen:
            self.show_shelves()
            self.look_again()

    @on(Rows.Resized)
    def _laid_out_anew(self) -> None:
        """Below another screen the lists learn their size late: not the screen's tells what fits, but theirs."""
        self._show_rows()
        self._show_pane()

    @property
    def is_settling(self) -> bool:
        """Whether something is still to be painted of what the cursor has come to."""
        return self._settling is not None

    # -- showing

    def show_shelves(self) -> None:
        """Show both lists as the narrowing has them."""
        if self._shelving is None or self._shelving.catalogue is not self.user.catalogue:
            self._shelving = Shelving(self.user.catalogue)
        today = self._today
        due = tuple(entry.stretch for entry in today.due if entry.kind == "stretch") if today else None
        own = Own(self.user.favourites, today.recent if today else (), self.user.own, due)
        self._look = self._shelving.look(self.narrowing, own)
        shown = self.query_one("#shelves", Rows)
        counts = {shelf.id: shelf.count for shelf in self._look.shelves if shelf.id != DUE}
        # a filter that leaves nothing here leads to where it leaves something
        elsewhere = next((name for name, count in counts.items() if count), None)
        key = elsewhere if self.narrowing.active and not counts.get(shown.key or "", 0) else None
        looking = FOUND in counts
        if looking and not self._looking:
            self._left, key = shown.key, FOUND
        elif self._looking and not looking:
            key = self._left
        self._looking = looking
        self._show_rows(key)
        self._show_shelf(shown.key or "")
        self.query_one(BrowseHead).show(self._today, self.narrowing.words.strip())

    def _show_rows(self, key: str | None = None) -> None:
        """The list on the left, with headings where there is room for them."""
        entries = self._entry_rows()
        rows = [Row(s.id, (s.name, entries.count(s)), muted=not s.count and s.id != DUE) for s in self._look.shelves]
        shown = self.query_one("#shelves", Rows)
        if shown.size.height >= len(rows) + 3 and not self._looking:
            at = next((n for n, shelf in enumerate(self._look.shelves) if shelf.id in self.user.catalogue.regions), 0)
            rows[at:at] = [Row(None, ("",)), Row(None, (REGIONS,))]
            rows[:0] = [Row(None, (START,))]
        shown.show(rows, key)

    @on(Rows.Highlighted, "#shelves")
    def _moved_on_shelves(self, event: Rows.Highlighted) -> None:
        if (event.key or "") != self._shelf:
            self._show_shelf(event.key or "")

    def _show_shelf(self, shelf: str) -> None:
        """The entries of a shelf; another than before is shown from its first row on."""
        other, self._shelf = shelf != self._shelf, shelf
        entries = self.query_one("#entries", Rows)
        rows = list(self._entry_rows().of(shelf))
        first = next((row.key for row in rows if row.key), None)
        # a list that is still to come is no list that a filter left nothing of
        entries.empty = self.context.keys.fill(NOTHING_LEFT) if self.narrowing.active else ""
        entries.show(rows, first if other or self._sought else None)
        found = self._look.shelf(shelf)
        title = self._entry_rows().heading(found) if found else ""
        self.query_one("#shelf-title", Static).update(title, layout=False)
        self._show_legend({row.mark for row in rows})
        self._settle_on()

    def _entry_rows(self) -> EntryRows:
        columns = max(20, self.query_one("#entries").size.width - 4)
        return EntryRows(self.context, self._look, self._today, columns, narrowed=self.narrowing.active)

    def _show_legend(self, marks: set[str]) -> None:
        """What the marks mean, as soon as there are any."""
        words = [f"{mark} {words}" for mark, words in LEGEND.items() if mark in marks]
        legend = self.query_one("#marks", Static)
        legend.display = bool(words)
        legend.update("  ".join(words), layout=False)

    @on(Rows.Highlighted, "#entries")
    def _moved_on_entries(self) -> None:
        self._settle_on()

    def on_descendant_focus(self) -> None:
        entries, typing = self.query_one("#entries", Rows), bool(self.query("#words:focus"))
        self.set_class(entries.has_focus or typing, "in-shelf")
        if entries.driven != typing:
            entries.driven = typing
            entries.refresh()
        self.show_hints()
        self._settle_on()

    # -- the entry in focus, beside or below the lists

    def _settle_on(self) -> None:
        """Show what the cursor has come to: at once, or when a key that is held down lets go.

        From shelf to shelf a wide screen changes wholly: there the list comes at once, and the rest when one stays.
        """
        now = asyncio.get_running_loop().time()
        delay, self._moved = HELD if now - self._moved < HELD else 0.0, now
        if self.has_class(WIDE) and self._today and self.query_one("#shelves").has_focus:
            delay = PASSING
        if self._settling:
            self._settling.stop()
            self._settling = None
        if delay:
            self._settling = self.set_timer(delay, self._show_pane)
        else:
            self._show_pane()

    def _show_pane(self) -> None:
        self._settling = None
        if not is_live(self):
            return
        pane, entries = self.query_one(Pane), self.query_one("#entries", Rows)
        # what draws is read while the history is: the first frame does not wait for it
        self.query_one("#map", FigureView).show_region(self._shelf if self._today else None)
        in_focus = self.has_class(WIDE) or self._shelf == DUE or entries.has_focus or entries.driven
        # what is due is drawn once it is known, not a body before it
        region = None if self._shelf == DUE and self._today is None else self._shelf
        key = (entries.key if in_focus else None) or ""
        pane.show(reading_of(key, self._look.shelf(self._shelf), self.context, self._today), region)
        stretches = self.user.catalogue.stretches
        pane.expect([stretches[key] for key in entries.nearby if key in stretches] if in_focus else [])

    @work(thread=True, exclusive=True, group="today")
    def look_again(self) -> None:
        """What is due is another now."""
        today = look(self.context)
        if self._today is None and figure_style(self.context):
            load_drawing()
        self.app.call_from_thread(self._show_today, today)

    def _show_today(self, today: Today) -> None:
        if is_live(self) and today != self._today:
            self._today = today
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

        due = self._today.entry(event.key) if self._today and self._shelf == DUE else None
        if due and due.plan:
            self.app.begin_due(due.plan)
        elif due and due.test:
            self.app.take_test(due.test.test)
        elif stretch := self.user.catalogue.stretches.get(event.key):
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
        if action in ("star", "add"):
            return bool(self.query("#entries:focus"))
        return True

    def action_play(self) -> None:
        self.query_one(Pane).play()

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
        from stretchtui.ui.settings.away import ask_away  # noqa: PLC0415

        await ask_away(self.app)

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
