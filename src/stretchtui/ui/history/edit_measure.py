"""Editing a self-test that was taken: when it was, its numbers, its note."""

from collections.abc import Iterator
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.application.measures import corrected, correction, field_text, rewrite
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.quantity import Quantity
from stretchtui.core.measures.record import Measure, Place
from stretchtui.core.measures.series import day_text
from stretchtui.core.text import clean
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.flows import side_flow
from stretchtui.ui.history.changes import trouble_told
from stretchtui.ui.history.form import WRITTEN, RecordForm
from stretchtui.ui.history.session_fields import CheckedField, WhenField


class EditMeasureScreen(RecordForm[Measure]):
    """Ends with the measure as it is now, or none where it was left as it was."""

    HELP = (
        "What was read that day, each number with its unit; one that is empty was not measured. {key:go-on} goes on to "
        "the next field and, at the last, saves; {key:save} saves from anywhere, {key:cancel} leaves everything as it "
        "was."
    )

    def __init__(self, measure: Measure, test: SelfTest | None) -> None:
        """`test` is none where the catalogue has it no more."""
        super().__init__()
        self.measure, self.test = measure, test
        self.numbers: dict[Place, Quantity] = dict(measure.quantities)
        self.sides: tuple[Place, ...] = (None,) if None in self.numbers else ("left", "right")
        self.first = f"#{_field(self.sides[0])}"
        self._saving = False

    def compose(self) -> ComposeResult:
        name = clean(self.test.name if self.test else self.measure.test)
        with Horizontal(id="header"):
            yield Static(f"{name}, {day_text(self.measure.at)}", id="title", markup=False)
        with Scrolling(id="body"):
            yield WhenField(self.services.clock, f"{self.measure.at:{WRITTEN}}")
            for side in self.sides:
                was = self.numbers.get(side)
                check = partial(correction, was=was, measure=self.measure, test=self.test)
                label = side.capitalize() if side else "Read"
                yield CheckedField(label, field_text(was), check=check, id=_field(side), placeholder="not measured")
            yield from self.note_field(self.measure.note)
        yield Hints()

    @side_flow
    async def action_save(self) -> None:
        """Save what was changed, from any field."""
        if not self.all_right() or self._saving:
            return
        old, context = self.measure, self.context
        when = self.query_one(WhenField)
        at = old.at if when.input.value == f"{old.at:{WRITTEN}}" else when.started()
        try:
            new = corrected(old, dict(self._numbers()), at, self.note(old.note))
        except ValueError as error:
            first = self.query_one(f"{self.first}-field", CheckedField)
            first.tell(str(error))
            first.input.focus()
            return
        if new == old:
            self.dismiss(None)
            return
        self._saving = True
        with trouble_told(self.app):
            await self.app.on_disk(lambda: rewrite(old, new, context))
            self.dismiss(new)
            return
        self._saving = False

    def _numbers(self) -> Iterator[tuple[Place, Quantity | None]]:
        for side in self.sides:
            typed = self.query_one(f"#{_field(side)}-field", CheckedField).input.value
            yield side, correction(typed, self.numbers.get(side), self.measure, self.test)


def _field(side: Place) -> str:
    return side or "value"
