"""The end of a session: what was done, and the questions about it: how it felt, how tight it is now, a note."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from stretchtui.application.breaks import next_line
from stretchtui.application.session import NOTE_LENGTH, ActiveSession, Answers, Questions, record_of
from stretchtui.core.session.record import Outcome, SessionRecord
from stretchtui.core.words import clock
from stretchtui.ui.common.base import BaseScreen, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import Paragraph, Paragraphs
from stretchtui.ui.common.score import ScoreScale
from stretchtui.ui.session.felt import FeltChoice
from stretchtui.ui.settings.bindings import bound


class EndScreen(BaseScreen[Answers]):
    """Asks the `Questions` it is given; ends with the answers."""

    HELP = (
        "What you did. How the last stretch felt, tightness and note are for your own eyes and can be left empty: "
        "{key:up} goes to the field before, {key:go-on} on to the next one and, at the last, saves. {key:save} saves "
        "at once."
    )
    BUSY = True
    HINTS: ClassVar[tuple[str, ...]] = ("go-on", "up", "save", "help")
    CONTEXT = "end"
    BINDINGS = bound(
        "end",
        go_on="next",
        down="app.focus_next",
        up="app.focus_previous",
        page_down="scroll(1)",
        page_up="scroll(-1)",
    )

    def __init__(self, active: ActiveSession, ending: Outcome, asked: Questions) -> None:
        super().__init__()
        self.active, self.ending, self.asked = active, ending, asked

    def compose(self) -> ComposeResult:
        record = self._record()
        done = "Done" if self.ending == "completed" else "Stopped"
        with Horizontal(id="header"):
            yield Static(done, id="title", markup=False)
            yield Static(f"{clock(record.seconds)} held", id="place", markup=False)
        with VerticalScroll(id="body", can_focus=False):
            yield Paragraphs(_what(record), indent=10, id="text")
            yield Static("", id="next", markup=False)
        yield from self.compose_felt()
        if self.asked.before:
            yield ScoreScale("Tightness before", id="before")
        if self.asked.after:
            yield ScoreScale("Tightness now", id="after")
        yield Input(
            placeholder="a note, if you like", id="note", max_length=NOTE_LENGTH, compact=True, select_on_focus=False
        )
        yield Hints()

    def compose_felt(self) -> ComposeResult:
        """The question how the last stretch felt; those before it were asked for on the way."""
        entry, session = self.asked.felt, self.active.session
        if entry is not None:
            yield FeltChoice(session.plan.entries[entry].name, session.felt.get(entry), id="felt")

    def on_mount(self) -> None:
        super().on_mount()
        self._to_first_field()
        if self.query("#next"):
            self._look_ahead(self._record())

    @work(thread=True)
    def _look_ahead(self, record: SessionRecord) -> None:
        line = next_line(self.context, record)
        self.app.call_from_thread(self._show_next, line)

    def _show_next(self, line: str) -> None:
        if is_live(self):
            self.query_one("#next", Static).update(line)

    def _to_first_field(self) -> None:
        scales = list(self.query("#after"))
        self.set_focus(scales[0] if scales else self.query_one("#note"))

    @on(FeltChoice.Answered)
    def _felt(self) -> None:
        self._to_first_field()

    def action_next(self) -> None:
        if self.query("#felt:focus"):
            self._to_first_field()
        elif self.query_one("#note").has_focus:
            self.action_save()
        else:
            self.set_focus(self.query_one("#note"))

    @on(Input.Submitted)
    def action_save(self) -> None:
        self.dismiss(self._answers())

    def keep_work(self) -> None:
        """The program is about to end: save what there is."""
        record = record_of(self.active, self.ending, self.asked, self._answers())
        self.active.running.rescue(self.active.session, record)

    def _record(self) -> SessionRecord:
        """What was done so far, without the answers."""
        return self.active.running.record(self.active.session, self.ending)

    def _answers(self) -> Answers:
        felt = next((choice.value for choice in self.query(FeltChoice)), None)
        note = next((field.value for field in self.query("#note").results(Input)), "")
        return Answers(felt, self._score("#before"), self._score("#after"), note)

    def _score(self, scale: str) -> int | None:
        return next((found.value for found in self.query(scale).results(ScoreScale)), None)

    def action_scroll(self, direction: int) -> None:
        self.query_one("#body").scroll_relative(y=direction * 3, animate=False)


def _what(record: SessionRecord) -> Iterator[Paragraph]:
    for entry in record.stretches:
        felt = f"   felt {entry.felt}" if entry.felt else ""
        text = Content.assemble(entry.name, (f"   {clock(entry.seconds)}", "$muted"), (felt, "$caution"))
        yield Paragraph(text, f"{entry.done} of {entry.planned}", "$accent bold")
