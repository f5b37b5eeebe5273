"""What a self-test found, and what that says beside the numbers before; a note, and into the history."""

from collections.abc import Iterator

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from stretchtui.application import measures
from stretchtui.application.session import NOTE_LENGTH
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.record import Measure
from stretchtui.core.measures.series import day_text
from stretchtui.ui.common.base import MEASURE_STYLES, hints_for
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs
from stretchtui.ui.common.reading import ScrollingScreen
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.flows import flow
from stretchtui.ui.settings.bindings import bound

ONE_DAY = "One test is one day: how warm you are, the hour and the shoes all change a number."


class Keep(Struct, frozen=True):
    """The measure is to be kept, with a note or none."""

    note: str | None


class MeasuredScreen(ScrollingScreen[Keep]):
    """Ends with `Keep`, or nothing where it was thrown away."""

    CSS_PATH = MEASURE_STYLES
    HELP = (
        "The best of each side, and whether it is another than before: only a change beyond the measurement error is "
        "called one, and even that may have other reasons. {key:go-on} keeps it, with a note if you like."
    )
    BUSY = True
    HINTS = ("cancel", "help")
    CONTEXT = "measured"
    BINDINGS = bound("measured", down="scroll(1)", up="scroll(-1)")
    AUTO_FOCUS = "#note"

    def __init__(
        self, test: SelfTest, measure: Measure, said: tuple[tuple[str, str], ...], trouble: str | None = None
    ) -> None:
        """`said` are lines with labels; `trouble` is why it could not be kept, where that was tried."""
        super().__init__()
        self.test, self.measure, self.said, self.trouble = test, measure, said, trouble

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self.test.name, id="title", markup=False)
            yield Static(day_text(self.measure.at), id="place", markup=False)
        with Scrolling(id="body"):
            yield Paragraphs(self._paragraphs(), indent=8, id="text")
        yield Input(
            self.measure.note or "",
            placeholder="a note, if you like",
            id="note",
            max_length=NOTE_LENGTH,
            compact=True,
            select_on_focus=False,
        )
        yield Hints()

    def _paragraphs(self) -> Iterator[Paragraph]:
        if self.trouble:
            yield Paragraph(f"Not kept yet: {self.trouble}", "!", "$caution", indent=3)
            yield BLANK
        for at, (label, text) in enumerate(self.said):
            if at and label:
                yield BLANK
            yield Paragraph(text, label, "$accent bold", style="bold" if label in ("Left", "Right") else "")
        yield BLANK
        yield Paragraph(ONE_DAY, style="$muted", indent=0)

    def show_hints(self) -> None:
        """A field of text has its own enter, which the bindings do not tell."""
        enter = [Hint(self.context.keys.of("go-on"), "keep")]
        for hints in self.query(Hints):
            hints.show([*enter, *hints_for(self, self.HINTS)])

    def keep_work(self) -> None:
        """The program is about to end: keep what was measured."""
        measures.save(self.measure, self.context)

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        self.dismiss(Keep(self.query_one("#note", Input).value.strip() or None))

    @flow
    async def action_cancel(self) -> None:
        """Throw it away, when that is meant."""
        from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

        question = ConfirmScreen("Throw it away?", "This measure is not kept.", yes="throw it away", no="go back")
        if await self.app.ask(question):
            self.dismiss(None)
