"""Putting a routine of one's own together: order, doses, a name; and into the catalogue."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from stretchtui.application.suitability import mark_of
from stretchtui.core.catalog.dose import Dose, clamp, dose
from stretchtui.core.catalog.draft import UNNAMED, Draft, known_only
from stretchtui.core.catalog.model import RoutineStretch, Stretch
from stretchtui.core.session.plan import PlannedStretch, plan_for, planned
from stretchtui.core.words import clock
from stretchtui.storage.catalog.routines import save_routine
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.common.base import BaseScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.flows import flow
from stretchtui.ui.settings.bindings import bound

HOLD_STEP = 5
LONGEST_NAME = 60


class BuilderScreen(BaseScreen[None]):
    """The draft of a routine. Leaving the screen keeps it until it is saved or emptied, or the program ends."""

    HELP = (
        "The routine you are putting together. Add to it with {key:add} in the lists and on a stretch's page; here "
        "{key:move-down} and {key:move-up} move a row, {key:longer} and {key:shorter} change its hold, {key:more} and "
        "{key:fewer} its repetitions, {key:take-out} takes it out and {key:undo} brings it back. {key:name} names it, "
        "{key:open} saves it among the routines. Movements belong first, and it's best to get down to the floor only "
        "once."
    )
    HINTS = ("open", "name", "move-down", "longer", "more", "take-out", "undo", "back", "help")
    CONTEXT = "builder"
    BINDINGS = bound(
        "builder",
        open="save",
        move_down="move_row(1)",
        move_up="move_row(-1)",
        longer="dose('hold', 1)",
        shorter="dose('hold', -1)",
        more="dose('reps', 1)",
        fewer="dose('reps', -1)",
    )

    def __init__(self) -> None:
        super().__init__()
        self._before: list[Draft] = []
        """The draft before each change, to be taken back."""
        self._saving = False
        """The name is asked for because the routine is to be saved."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("", id="title", markup=False)
            yield Static("", id="place", markup=False)
        empty = "Nothing in it. Add a stretch with {key:add}, in the lists or on its page."
        yield Rows(id="items", empty=self.context.keys.fill(empty))
        hint = self.context.keys.fill(f"a name, then {{key:open}}; {UNNAMED} if you leave it empty")
        yield Input(placeholder=hint, id="name", max_length=LONGEST_NAME, compact=True, select_on_focus=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#name").display = False
        self.draft = known_only(self.user.draft, self.user.catalogue)
        self._show()
        self.set_focus(self.query_one(Rows))

    # -- showing

    def _show(self, at: int | None = None) -> None:
        rows = [
            Row(str(n), (f"{n + 1:>2}  {stretch.name}", dose(entry)), mark_of(stretch, self.context))
            for n, (stretch, entry) in enumerate(self._entries())
        ]
        seconds = plan_for([entry for _, entry in self._entries()], self.user.timing).seconds
        self.query_one(Rows).show(rows, None if at is None else str(at))
        self.query_one("#title", Static).update(self.draft.name or UNNAMED)
        self.query_one("#place", Static).update(f"{clock(seconds)} in all" if rows else "")
        self.refresh_bindings()

    def _entries(self) -> list[tuple[Stretch, PlannedStretch]]:
        return [(self._stretch(item), planned(self._stretch(item), self._dose(item))) for item in self.draft.items]

    def _stretch(self, item: RoutineStretch) -> Stretch:
        return self.user.catalogue.stretches[item.id]

    def _dose(self, item: RoutineStretch) -> Dose:
        usual = self.user.dose(self._stretch(item))
        return Dose(item.hold or usual.hold, item.reps or usual.reps)

    def _change(self, draft: Draft, at: int | None = None) -> None:
        self._before.append(self.draft)
        self.user.draft = self.draft = draft
        self._show(at)

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In an empty routine there is nothing to change; while it is named, letters are letters."""
        if action == "undo":
            return bool(self._before) and not self.query("#name:focus")
        if action in ("save", "name", "move_row", "dose", "take_out"):
            return bool(self.draft.items) and not self.query("#name:focus") if self.is_mounted else True
        return True

    @property
    def at(self) -> int:
        """The place of the row under the cursor."""
        return self.query_one(Rows).cursor

    def action_move_row(self, step: int) -> None:
        to = clamp(self.at + step, (0, len(self.draft.items) - 1))
        self._change(self.draft.moved(self.at, step), to)

    def action_take_out(self) -> None:
        self._change(self.draft.without(self.at))

    def action_dose(self, what: str, direction: int) -> None:
        item = self.draft.items[self.at]
        old, bounds = self._dose(item), self._stretch(item).range
        step = HOLD_STEP if bounds.hold[1] - bounds.hold[0] > HOLD_STEP else 1
        hold = clamp(old.hold + direction * step, bounds.hold) if what == "hold" else old.hold
        reps = clamp(old.reps + direction, bounds.reps) if what == "reps" else old.reps
        if (hold, reps) == (old.hold, old.reps):
            least, most = bounds.hold if what == "hold" else bounds.reps
            self.app.notify(f"Its range is {least} to {most} {'s' if what == 'hold' else 'repetitions'}.", timeout=3)
        else:
            self._change(self.draft.dosed(self.at, hold, reps), self.at)

    def action_name(self) -> None:
        field = self.query_one("#name", Input)
        field.value = self.draft.name
        field.display = True
        self.set_focus(field)

    @on(Input.Submitted, "#name")
    def _named(self, event: Input.Submitted) -> None:
        if event.value.strip() != self.draft.name:
            self._change(self.draft.named(event.value), self.at)
        saving = self._saving
        self._leave_name()
        if saving:
            self._save()

    def _leave_name(self) -> None:
        self._saving = False
        self.query_one("#name").display = False
        self.set_focus(self.query_one(Rows))

    def action_undo(self) -> None:
        if self._before:
            self.user.draft = self.draft = self._before.pop()
            self._show(self.at)

    @on(Rows.Chosen)
    def action_save(self) -> None:
        """Save it; where it has no name yet, that is asked for once."""
        if self.draft.name:
            self._save()
        else:
            self.action_name()
            self._saving = True

    @flow
    async def _save(self) -> None:
        catalogue = self.user.catalogue
        routine = self.draft.routine({*catalogue.routines, *catalogue.stretches})
        try:
            path = await self.app.on_disk(lambda: save_routine(self.services.places.catalog, routine))
        except StorageError as error:
            self.app.notify(str(error), severity="error", markup=False, timeout=8)
            return
        self.user.draft = Draft()
        self.context.reload_catalogue()
        self.app.notify(f"{routine.name} is among the routines: {path}", markup=False, timeout=6)
        self.dismiss()

    def action_back(self) -> None:
        if self.query("#name:focus"):
            self._leave_name()
        else:
            self.dismiss()
