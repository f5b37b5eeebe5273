"""Which stretches a condition leaves out or marks, each with its reason; and where that is said."""

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.application.suitability import AVOID, CARE
from stretchtui.core.care.conditions import Marks
from stretchtui.core.catalog.model import Condition, Stretch
from stretchtui.ui.catalog.citations import citations
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs
from stretchtui.ui.common.reading import ScrollingScreen
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.settings.bindings import bound

HOLDS_ALL = "It holds every stretch back until you say that you have been told that you may. Then this remains:"
NOTHING = "It leaves nothing out by itself, and marks nothing."


class WhichScreen(ScrollingScreen[None]):
    """A list to read, whether or not the condition is ticked."""

    HELP = "The stretches that this leaves out or marks, with the reason for each, and where that is said."
    HINTS = ("down", "back", "help")
    CONTEXT = "which"
    BINDINGS = bound("which", down="scroll(1)", up="scroll(-1)")

    def __init__(self, condition: Condition, does: Marks) -> None:
        super().__init__()
        self.condition, self.does = condition, does

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self.condition.name, id="title", markup=False)
            yield Static(str(self.does), id="place", markup=False)
        with Scrolling(id="body"):
            yield Paragraphs(self._paragraphs(), indent=3, id="text")
        yield Hints()

    def _paragraphs(self) -> Iterator[Paragraph]:
        yield Paragraph(self.condition.summary, indent=0)
        if self.condition.effect == "asks":
            yield BLANK
            yield Paragraph(HOLDS_ALL, style="$caution", indent=0)
        elif not (self.does.avoid or self.does.care):
            yield BLANK
            yield Paragraph(NOTHING, indent=0)
        yield from self._part("Left out", AVOID, self.does.avoid)
        yield from self._part("With care", CARE, self.does.care)
        if cited := [*citations(self.condition.sources, self.user.catalogue, self.services.terminal)]:
            yield BLANK
            yield Paragraph("Sources", style="$accent", indent=0)
            yield from cited

    def _part(self, title: str, sign: str, stretches: Iterable[tuple[Stretch, str]]) -> Iterator[Paragraph]:
        rows = [(stretch, self._own(stretch, why)) for stretch, why in stretches]
        if rows:
            yield BLANK
            yield Paragraph(title, style="$accent", indent=0)
        for stretch, why in rows:
            yield Paragraph(f"{stretch.name}: {why}", sign, "$caution")

    def _own(self, stretch: Stretch, why: str) -> str:
        """The reason without the name of the condition, which stands above."""
        return stretch.reasons.get(self.condition.id, why)

    def action_back(self) -> None:
        self.dismiss()
