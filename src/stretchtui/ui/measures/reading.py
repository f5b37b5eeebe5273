"""One self-test to read before it is taken: how it goes, drawn; how it is read, how exact it is, what to mind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.application.measures import AVOID, CARE, cautions_for, consent_for, norms_for, unit_of
from stretchtui.core.catalog.model import Side, other_side, sided
from stretchtui.core.measures.course import TRIES
from stretchtui.core.measures.words import WARM_UP, about_reading
from stretchtui.core.words import listed
from stretchtui.ui.catalog.citations import citations
from stretchtui.ui.common.base import MEASURE_STYLES, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, numbered
from stretchtui.ui.common.reading import MindingScreen
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_of, figure_style, plays
from stretchtui.ui.settings.bindings import bound

if TYPE_CHECKING:
    from stretchtui.core.figures import Figure
    from stretchtui.core.measures.model import SelfTest


class SelfTestScreen(MindingScreen[bool]):
    """Ends with true to begin."""

    CSS_PATH = MEASURE_STYLES
    HELP = (
        "Read how the test goes before you begin: first five minutes of easy moving, then three tries on each side. "
        "Exact to tells which change is none. {key:begin} begins with the warm-up."
    )
    HINTS = ("begin", "back", "play", "help")
    CONTEXT = "self-test"
    BINDINGS = bound("self-test", down="scroll(1)", up="scroll(-1)")

    def __init__(self, test: SelfTest, first: Side = "left") -> None:
        """`first` is the side that is tried first, if the test has sides."""
        super().__init__()
        self.test, self.first = test, first

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self.test.name, id="title", markup=False)
            yield Static(self.user.catalogue.region_name(self.test.region), id="place", markup=False)
        with Horizontal(id="reading"):
            yield from self.column()
            yield FigureView(style=figure_style(self.context), id="figure")
        yield self.below()
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self._load_figure()

    def care(self) -> tuple[Paragraph, ...]:
        """What to mind while it is taken, and who should leave it out."""
        names = self.user.catalogue.conditions
        lines = [Paragraph(text, "Care", "$caution") for text in self.test.cautions]
        if avoid := [names[c].name.lower() for c in self.test.avoid_if if c in names]:
            lines.append(Paragraph(listed(avoid, "or"), "Not with", "$caution"))
        return tuple(lines)

    def told(self, *, care_first: bool) -> Iterator[Paragraph]:
        test, catalogue, unit = self.test, self.user.catalogue, unit_of(self.context)
        yield from self._to_mind()
        if care_first:
            yield from self.care()
            yield BLANK
        yield Paragraph(test.summary, style="$muted", indent=0)
        yield BLANK
        yield Paragraph(WARM_UP, "First")
        tries = f"{TRIES} tries{' on each side' if test.sides == 'each' else ''}; the best is kept."
        yield Paragraph(tries, "Then")
        yield Paragraph(f"{listed(test.tools)}.", "You need")
        yield BLANK
        yield from numbered(sided(step, self.first) for step in test.steps)
        if test.sides == "each":
            yield Paragraph(f"Then the same on the {other_side(self.first)}.", style="$muted", indent=3)
        yield BLANK
        for label, text in about_reading(test, unit, norms_for(test, self.context)):
            yield Paragraph(text, label)
        yield Paragraph(test.id, "Id")
        yield from citations(test.sources, catalogue, self.services.terminal, "Sources", again="")

    def _to_mind(self) -> Iterator[Paragraph]:
        """What the user's body says before anything else."""
        consent = consent_for(self.test, self.context)
        lines = [*((line, AVOID) for line in (consent.lines if consent else ()))]
        lines += [(line, CARE) for line in cautions_for(self.test, self.context)]
        yield from (Paragraph(line, sign, "$caution", indent=3) for line, sign in lines)
        if lines:
            yield BLANK

    @work(thread=True, exclusive=True)
    def _load_figure(self) -> None:
        self.app.call_from_thread(self._figure_loaded, figure_of(self.test, self.context))

    def _figure_loaded(self, figure: Figure | None) -> None:
        if is_live(self):
            self.set_class(figure is not None, "drawn")
            self.query_one(FigureView).show(figure, self.first if self.test.sides == "each" else None)
            self.call_after_refresh(self.action_play, plays(self.context))

    def action_play(self, times: int = 1) -> None:
        if times and is_live(self):
            self.query_one(FigureView).play(times)

    def action_begin(self) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(None)
