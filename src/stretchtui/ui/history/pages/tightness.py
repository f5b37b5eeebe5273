"""The page that asks whether it helps: tightness before and after, overall and by region."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from stretchtui.core.history.example import example_sessions
from stretchtui.core.history.review import Review
from stretchtui.core.history.tightness import FEW, TightnessEffect, change_words, effects, verdict
from stretchtui.core.text import clean
from stretchtui.ui.common.base import LOW
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.plot import EffectPlot

OVERALL = "·overall"
"""A key that no region can have."""

CAVEAT = "Numbers that you felt: they tell how it went, not why."


UNSCORED = (
    "Made up, in grey: no session has a tightness before and after yet. Give both numbers, and this page shows whether "
    "it makes a difference; {key:break} begins a desk break."
)
UNSCORED_SHORT = "Made up, in grey: no session has a tightness before and after yet. {key:break} begins one."
"""The same on a low screen, where the plot needs the rows."""


class EffectPage(ReviewPage):
    """A list of what one can look at, its plot, and what can be said of it."""

    HINTS: ClassVar[tuple[str, ...]] = ("log",)

    def compose(self) -> ComposeResult:
        with Horizontal(id="effect"):
            yield Rows(id="topics", drop=(1,))
            with Vertical(id="plotted"):
                yield Static("", id="key")
                yield EffectPlot(ascii_only=self.ascii_only, id="plot")
        yield Static("", id="verdict", markup=False)

    def on_mount(self) -> None:
        self.scored = True
        """Some session has a tightness before and after; else an example is shown."""
        self.effects: dict[str, TightnessEffect] = {}
        signs = self.query_one(EffectPlot).signs
        self.query_one("#key", Static).update(
            Content.assemble(
                (signs.before, "$muted"),
                " before  ",
                (signs.after, "$hold"),
                (" after  ", ""),
                ("10 is tightest", "$muted"),
            )
        )

    def show(self, review: Review) -> None:
        catalogue = self.user.catalogue
        self.scored = bool(review.effects[0].changes)
        found = review.effects
        if not self.scored:
            self.add_class("made-up")
            found = effects(example_sessions(catalogue, review.today), catalogue.regions)
        self.effects = {effect.region or OVERALL: effect for effect in found}
        rows = [
            Row(
                key,
                (
                    clean(catalogue.region_name(effect.region)) if effect.region else "All sessions",
                    f"{len(effect.changes):>3}",
                    f"{change_words(effect):>11}",
                ),
            )
            for key, effect in self.effects.items()
        ]
        self.query_one(Rows).show(rows)
        self._show_topic()

    def enter(self) -> None:
        self.query_one(Rows).focus()

    def on_resize(self) -> None:
        self._show_topic()

    @on(Rows.Highlighted, "#topics")
    def _show_topic(self) -> None:
        effect = self.effects.get(self.query_one(Rows).key or OVERALL)
        if effect is None:
            return
        self.query_one(EffectPlot).show(effect.changes)
        self.query_one("#key").visible = self.query_one(EffectPlot).visible = bool(effect.changes)
        low = self.screen.has_class(LOW)
        unscored = UNSCORED_SHORT if low else UNSCORED
        sentences = verdict(effect) if self.scored else (self.app.context.keys.fill(unscored),)
        if low:
            sentences = sentences[:1]
        elif len(effect.changes) >= FEW and self.scored:
            sentences += (CAVEAT,)
        self.query_one("#verdict", Static).update(" ".join(sentences))
