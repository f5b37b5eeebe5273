"""The self-tests to choose from: what each found last, what is due again, what one's body bars."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.message import Message
from textual.widgets import Static

from stretchtui.application.measures import AVOID, Choice, choices, measures_of, tests_of, unit_of
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.series import day_text
from stretchtui.core.measures.words import best_words
from stretchtui.core.text import clean
from stretchtui.ui.common.base import MEASURE_STYLES, TINY, BaseScreen, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.settings.bindings import bound

ONCE = "Take it today, and again in about four weeks: the second number tells whether something changed."


class ChoosingScreen(BaseScreen[SelfTest]):
    """Ends with the test that was chosen, or none."""

    CSS_PATH = MEASURE_STYLES
    HELP = (
        "How far you go, read off a tape, and whether that changes over months. Each test says how exact it is; a "
        "smaller change is none. {key:open} shows how a test goes. All numbers stand in your history, whose "
        "pages plot them. What is marked ! your body should leave out; it asks before it begins."
    )
    HINTS = ("open", "back", "history", "help")
    CONTEXT = "tests"
    BINDINGS = bound("tests")
    AUTO_FOCUS = "#tests"

    @dataclass
    class Read(Message):
        """The tests and what was measured are here."""

        found: tuple[Choice, ...]

    def __init__(self, at: str = "") -> None:
        """`at` is the id of the test that the cursor is to be on."""
        super().__init__()
        self.at = at
        self.found: dict[str, Choice] = {}

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("Self-tests", id="title", markup=False)
            yield Static("how far you go", id="place", markup=False)
        yield Rows(id="tests", drop=(2,))
        yield Static("", id="about", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self._read()

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self._show_about()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        tests, context = tests_of(self.context), self.context
        self.post_message(self.Read(choices(tests, measures_of(context), context)))

    @on(Read)
    def _show(self, event: Read) -> None:
        if not is_live(self):
            return
        self.found = {choice.test.id: choice for choice in event.found}
        unit = unit_of(self.context)
        rows = []
        for choice in event.found:
            last = choice.last
            when = "due again" if choice.due else day_text(last.at) if last else "not yet"
            best = clean(best_words(last, choice.test, unit)) if last else ""
            rows.append(Row(choice.test.id, (choice.test.name, when, best), choice.mark, muted=choice.mark == AVOID))
        self.query_one(Rows).show(rows, self.at or None)
        self._show_about()
        self.refresh_bindings()

    @on(Rows.Highlighted)
    def _show_about(self) -> None:
        choice = self.found.get(self.query_one(Rows).key or "")
        if choice is None:
            return
        lines = [choice.reason, choice.test.summary]
        if choice.due:
            lines.append(f"Taken {choice.due.ago}.")
        elif choice.last is None and not self.has_class(TINY):
            lines.append(ONCE)
        self.query_one("#about", Static).update(" ".join(filter(None, lines)))

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        if choice := self.found.get(event.key):
            self.dismiss(choice.test)

    def action_back(self) -> None:
        self.dismiss(None)
