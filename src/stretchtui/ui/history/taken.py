"""All self-tests of one kind, day by day: to correct a number that was mistyped, or to take one out."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.widgets import Static

from stretchtui.application.measures import measures_of, unit_of
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.record import Measure
from stretchtui.core.measures.series import day_text
from stretchtui.core.measures.words import best_words
from stretchtui.core.text import clean
from stretchtui.core.words import plural
from stretchtui.ui.common.base import REVIEW_STYLES, BaseScreen, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.flows import flow, side_flow
from stretchtui.ui.history.changes import trouble_told
from stretchtui.ui.settings.bindings import bound

ROOMY = 48
"""Columns from which a day has its whole year, and each number its unit."""


class TakenScreen(BaseScreen[bool]):
    """Ends with whether anything was changed."""

    CSS_PATH = REVIEW_STYLES
    HELP = (
        "Every time you took this self-test, the newest first. {key:edit} corrects what was typed, {key:delete} takes "
        "one out of your history, and {key:undo} takes back what was changed here."
    )
    HINTS = ("edit", "delete", "undo", "back", "help")
    CONTEXT = "taken"
    BINDINGS = bound("taken")
    AUTO_FOCUS = "#taken"

    def __init__(self, test_id: str, test: SelfTest | None, measures: tuple[Measure, ...]) -> None:
        """`test` is none where the catalogue has it no more; `measures` are all, of whatever test, the oldest first."""
        super().__init__()
        self.test_id, self.test = test_id, test
        self.measures = self._own(measures)
        self.changes = 0
        """How many of its changes stand."""
        self._going: str | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(clean(self.test.name if self.test else self.test_id), id="title", markup=False)
            yield Static("", id="place", markup=False)
        yield Rows(id="taken", empty="None is left.", drop=(2,))
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    def _own(self, measures: tuple[Measure, ...]) -> dict[str, Measure]:
        own = (one for one in reversed(measures) if one.test == self.test_id)
        return {f"{one.id} {one.at.isoformat()}": one for one in own}

    def _show(self) -> None:
        self.query_one(Rows).show([self._row(key, one) for key, one in self.measures.items()])
        self.query_one("#place", Static).update(plural(len(self.measures), "time"))
        self.refresh_bindings()

    def _row(self, key: str, one: Measure) -> Row:
        narrow = self.size.width < ROOMY
        day = f"{one.at.day} {one.at:%b %y}" if narrow else day_text(one.at)
        best = best_words(one, self.test, unit_of(self.context), short=narrow)
        return Row(key, (day, best, clean(one.note or "")))

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        if is_live(self):
            self._show()

    @property
    def measure(self) -> Measure | None:
        """The one under the cursor."""
        return self.measures.get(self.query_one(Rows).key or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was changed before is taken back in the history, where that is asked first."""
        if action in ("edit", "delete"):
            return not self.is_mounted or self.measure is not None
        return self.changes > 0 if action == "undo" else True

    async def _changed(self, more: int) -> None:
        """Read anew what there is."""
        self.changes += more
        self._going = None
        self.measures = self._own(await self.app.on_disk(lambda: measures_of(self.context)))
        if self.is_attached:
            self._show()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    @flow
    async def action_edit(self) -> None:
        from stretchtui.ui.history.edit_measure import EditMeasureScreen  # noqa: PLC0415

        measure = self.measure
        if measure is None:
            return
        if await self.app.ask(EditMeasureScreen(measure, self.test)):
            await self._changed(1)

    @side_flow
    async def action_delete(self) -> None:
        measure, history = self.measure, self.services.history
        if measure is None or measure.id == self._going:
            return
        self._going = measure.id  # the key pressed twice means one, as long as it is still shown
        with trouble_told(self.app):
            await self.app.on_disk(lambda: history.delete(measure.id, started=measure.at, kind="measure"))
            undo = self.context.keys.of("undo")
            self.app.notify(f"Deleted: that of {day_text(measure.at)}. {undo} takes it back.", timeout=8)
            await self._changed(1)
            return
        self._going = None

    @side_flow
    async def action_undo(self) -> None:
        with trouble_told(self.app):
            what = await self.app.on_disk(self.services.history.undo)
            self.app.notify(f"Taken back: {what}." if what else "There is no change left to take back.", markup=False)
        await self._changed(-1)

    def action_back(self) -> None:
        self.dismiss(self.changes != 0)
