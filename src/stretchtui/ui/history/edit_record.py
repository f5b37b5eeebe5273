"""Editing a session: tightness, note, when it was, how long, what was done of each stretch, how that felt."""

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.core.text import clean
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.score import ScoreScale
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.flows import side_flow
from stretchtui.ui.history.changes import trouble_told
from stretchtui.ui.history.form import WRITTEN, RecordForm
from stretchtui.ui.history.session_fields import CheckedField, MinutesField, WhenField
from stretchtui.ui.history.session_text import said_of
from stretchtui.ui.session.felt import FeltChoice

MOST = 999
"""Repetitions of one stretch in a session."""


class EditScreen(RecordForm[SessionRecord]):
    """Ends with the session as it is now, or none where it was left as it was."""

    HELP = (
        "Everything of the session. Digits or arrows change a score, {key:clear} takes it away. {key:go-on} goes on to "
        "the next field and, at the last, saves; {key:save} saves from anywhere, {key:cancel} leaves everything as it "
        "was."
    )
    first = "#before"

    def __init__(self, record: SessionRecord) -> None:
        super().__init__()
        self.record = record
        self._saving = False

    def compose(self) -> ComposeResult:
        record = self.record
        tight = record.tightness or Tightness()
        with Horizontal(id="header"):
            yield Static(said_of(record, self.user.catalogue), id="title", markup=False)
        with Scrolling(id="body"):
            yield WhenField(self.services.clock, f"{record.started:{WRITTEN}}")
            yield MinutesField(str(max(1, round(record.seconds / 60))))
            for number, part in enumerate(record.stretches):
                label = f"{clean(part.name)}: done, of {part.planned}"
                yield CheckedField(label, str(part.done), check=_count, id=f"done-{number}")
                yield FeltChoice("It felt", part.felt, id=f"felt-{number}")
            yield ScoreScale("Tightness before", tight.before, id="before")
            yield ScoreScale("Tightness after ", tight.after, id="after")
            yield from self.note_field(record.note)
        yield Hints()

    @side_flow
    async def action_save(self) -> None:
        """Save what was changed, from any field."""
        if not self.all_right():
            return
        new = self._edited()
        if new == self.record or self._saving:
            self.dismiss(None)
            return
        self._saving = True
        history, old = self.services.history, self.record
        changes = {
            name: getattr(new, name)
            for name in ("tightness", "note", "seconds", "stretches")
            if getattr(new, name) != getattr(old, name)
        }
        if new.started != old.started:
            changes["moved_to"] = new.started

        with trouble_told(self.app):
            await self.app.on_disk(lambda: history.edit(old.id, started=old.started, **changes))
            self.dismiss(new)
            return
        self._saving = False

    def _edited(self) -> SessionRecord:
        """The session as the form has it; what was not touched is as it was, to the second and the line."""
        old = self.record
        before, after = (self.query_one(name, ScoreScale).value for name in ("#before", "#after"))
        when, minutes = self.query_one(WhenField), self.query_one(MinutesField)
        seconds = minutes.seconds()
        untouched = seconds is None or minutes.input.value == str(max(1, round(old.seconds / 60)))
        return replace(
            old,
            tightness=self._tightness(before, after),
            note=self.note(old.note),
            started=old.started if when.input.value == f"{old.started:{WRITTEN}}" else when.started(),
            seconds=old.seconds if untouched or seconds is None else seconds,
            stretches=tuple(self._part(number, part) for number, part in enumerate(old.stretches)),
        )

    def _tightness(self, before: int | None, after: int | None) -> Tightness | None:
        """As it was where neither number was changed; else the two alone, for those of regions say something else."""
        old = self.record.tightness or Tightness()
        if (before, after) == (old.before, old.after):
            return self.record.tightness
        return None if before is None and after is None else Tightness(before, after)

    def _part(self, number: int, part: StretchRecord) -> StretchRecord:
        done = _count(self.query_one(f"#done-{number}", Input).value)
        return replace(part, done=done, felt=self.query_one(f"#felt-{number}", FeltChoice).value)


def _count(text: str) -> int:
    if not text.strip().isascii() or not text.strip().isdigit() or int(text) > MOST:
        raise ValueError(f"“{text}”: right would be a whole number from 0 to {MOST}")
    return int(text)
