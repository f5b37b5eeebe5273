"""The end of a session: what was done, and the questions about it: how it felt, how tight it is now, a note."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Input, Static

from stretchtui.application.breaks import next_line, this_week
from stretchtui.application.session import NOTE_LENGTH, ActiveSession, Answers, Questions, change_words, record_of
from stretchtui.core.history.totals import done_words
from stretchtui.core.history.week import Week
from stretchtui.core.session.record import Outcome, SessionRecord
from stretchtui.core.words import clock
from stretchtui.ui.common.base import MORE_STYLES, SESSION_STYLES, hints_for, is_live
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.paragraphs import Paragraph, Paragraphs
from stretchtui.ui.common.reading import ScrollingScreen
from stretchtui.ui.common.score import ScoreScale, question_label
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.common.text_update import update_text
from stretchtui.ui.common.week_marks import week_marks
from stretchtui.ui.session.big_text import RIGHT, BigText
from stretchtui.ui.session.feeling import feeling_on, scales
from stretchtui.ui.session.felt import FeltChoice
from stretchtui.ui.settings.bindings import bound

LABEL = 20
"""Cells of the label of a question."""

UNKNOWN = "?"
"""A figure that is still to be told."""


class EndScreen(ScrollingScreen[Answers]):
    """Asks the `Questions` it is given; ends with the answers."""

    CSS_PATH = [*SESSION_STYLES, *MORE_STYLES]
    HELP = (
        "What you did. How the last stretch felt, tightness and note are for your own eyes and can be left empty: "
        "{key:up} goes to the field before, {key:go-on} on to the next one and, at the last, saves. {key:save} saves "
        "at once."
    )
    BUSY = True
    HINTS: ClassVar[tuple[str, ...]] = ("go-on", "up", "save", "help")
    CONTEXT = "end"
    SCROLLED_ROWS = 3
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
        with Horizontal(id="header"):
            yield Static("Done" if self.ending == "completed" else "Stopped", id="title", markup=False)
            yield Static(done_words(record), id="place", markup=False)
        yield BigText(reverse=self.services.terminal.no_color, id="big")
        yield Static("", id="change", markup=False)
        yield Static("", id="week")
        with Scrolling(id="body"):
            yield Paragraphs(_what(record), indent=10, id="text")
            yield Static("", id="next", markup=False)
        yield from self._questions()
        yield Hints()

    def _questions(self) -> ComposeResult:
        """One below the other; only the one with the focus shows what can be answered, so that digits mean one thing.

        How the stretches before the last one felt was asked on the way.
        """
        entry, session = self.asked.felt, self.active.session
        if entry is not None:
            name = session.plan.entries[entry].name
            yield FeltChoice(f"{name} felt", session.felt.get(entry), folds=True, label_width=LABEL, id="felt")
        if self.asked.before:
            yield from scales("Tightness before", "before", label_width=LABEL)
        if self.asked.after:
            yield from scales("Tightness now", "after", self.asked.regions, label_width=LABEL)
        if self.asked.note:
            with Horizontal(id="note-row"):
                yield Static("", id="note-label", markup=False)
                yield Input(
                    placeholder="if you like",
                    id="note",
                    max_length=NOTE_LENGTH,
                    compact=True,
                    select_on_focus=False,
                )

    def on_mount(self) -> None:
        super().on_mount()
        self._to_first_field()
        self._show_reward()
        self._label_note()
        self._look_ahead(self._record())

    @on(ScoreScale.Changed)
    def _show_reward(self) -> None:
        """What it brought, in large figures: tightness before and now; the time held where neither is known."""
        before, after = self._before(), feeling_on(self, "after", self.asked.regions).overall
        known = before is not None and self.asked.after
        texts = (str(before), RIGHT, UNKNOWN if after is None else str(after)) if known else (self._held(),)
        self.set_class(before is not None and after is not None and after < before, "looser")
        self.set_class(not known, "timed")
        self.query_one("#big", BigText).texts = texts
        words = change_words(before, after) or ("tightness before, and now" if known else "held")
        update_text(self.query_one("#change", Static), words)

    def _before(self) -> int | None:
        return (feeling_on(self, "before") if self.asked.before else self.active.running.before).overall

    def _held(self) -> str:
        return clock(self._record().seconds)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _label_note(self) -> None:
        self.show_hints()
        for label in self.query("#note-label").results(Static):
            update_text(label, question_label("Note", LABEL, asked=self.query_one("#note").has_focus))

    def show_hints(self) -> None:
        """The note, a field of text, has its own enter, which the bindings do not tell."""
        enter = [Hint(self.context.keys.of("go-on"), "save")] if self.query("#note:focus") else []
        for hints in self.query(Hints):
            hints.show([*enter, *hints_for(self, self.HINTS)])

    @work(thread=True)
    def _look_ahead(self, record: SessionRecord) -> None:
        line, week = next_line(self.context, record), this_week(self.context, record)
        self.app.call_from_thread(self._show_next, line, week)

    def _show_next(self, line: str, week: Week | None) -> None:
        if is_live(self):
            self.query_one("#next", Static).update(line)
            if week:
                self.query_one("#week", Static).update(Content.assemble(week_marks(week), "  ", week.words))

    def _to_first_field(self) -> None:
        fields = [*self.query("#after, .after"), *self.query("#note"), *self.query("#felt")]
        self.set_focus(fields[0] if fields else None)

    @on(FeltChoice.Answered)
    def _felt(self) -> None:
        self._to_first_field()

    def action_next(self) -> None:
        notes = self.query("#note")
        if self.query("#felt:focus"):
            self._to_first_field()
        elif not notes or notes.first().has_focus:
            self.action_save()
        else:
            self.focus_next()

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
        return Answers(felt, feeling_on(self, "before"), feeling_on(self, "after", self.asked.regions), note)


def _what(record: SessionRecord) -> Iterator[Paragraph]:
    for entry in record.stretches:
        felt = f"   felt {entry.felt}" if entry.felt else ""
        text = Content.assemble(entry.name, (f"   {clock(entry.seconds)}", "$muted"), (felt, "$caution"))
        yield Paragraph(text, f"{entry.done} of {entry.planned}", "$accent bold")
