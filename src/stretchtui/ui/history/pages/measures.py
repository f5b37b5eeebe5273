"""The page of self-tests: a list of what was measured, its plot over months, and what its numbers can tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from stretchtui.application.measures import measures_of, norms_for, practice_between, practice_of, tests_of, unit_of
from stretchtui.core.history.review import Review
from stretchtui.core.measures.change import reading
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.quantity import quantity_text
from stretchtui.core.measures.record import Measure
from stretchtui.core.measures.series import Practised, Series, apart, day_text, said_of, series_of
from stretchtui.core.measures.words import NO_TARGET, norm_words
from stretchtui.core.text import clean
from stretchtui.core.words import plural
from stretchtui.ui.common.base import TALL, is_live
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.flows import Flows, flow
from stretchtui.ui.history.measure_plot import MeasurePlot, Plotted
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.plot_key import PlotKey
from stretchtui.ui.history.taken import TakenScreen

ROOMY = 24
"""Rows of the screen from which more than the first sentence stands below the plot."""

NOTHING = (
    "No self-test yet. {key:measure} opens them: five tests with a tape, each with three tries. The first number tells "
    "little; the second one, about four weeks later, whether something changed by more than the measurement error."
)


class MeasuresPage(ReviewPage):
    """A row for each test and side; its plot, and what can be said of it."""

    HINTS: ClassVar[tuple[str, ...]] = ("open", "edit", "measure")
    OF_SESSIONS: ClassVar[bool] = False

    @dataclass
    class Read(Message):
        """The tests and what was measured are here."""

        tests: dict[str, SelfTest]
        measures: tuple[Measure, ...]
        practice: dict[str, Practised]

    @property
    def flows(self) -> Flows:
        """The app's flows from screen to screen."""
        return self.app.flows

    def compose(self) -> ComposeResult:
        with Horizontal(id="effect"):
            yield Rows(id="topics", drop=(2,))
            with Vertical(id="plotted"):
                plot = MeasurePlot(ascii_only=self.ascii_only, id="plot")
                yield PlotKey(plot.signs, id="key")
                yield plot
        yield Static("", id="verdict", markup=False)

    def on_mount(self) -> None:
        self.tests: dict[str, SelfTest] = {}
        self.measures: tuple[Measure, ...] | None = None
        self.series: dict[str, Series] = {}
        self.practice: dict[str, Practised] = {}
        """What was practised for each test, by its id."""
        self.review: Review | None = None

    def show(self, review: Review) -> None:
        """Show what was measured beside these sessions: read again, for the history may be another."""
        self.review = review
        self._read(review)

    @work(thread=True, exclusive=True, group="measures")
    def _read(self, review: Review) -> None:
        context = self.app.context
        tests, found = tests_of(context), measures_of(context)
        taken = {measure.test for measure in found}
        practice = practice_of((test for test in tests.values() if test.id in taken), review.records)
        self.post_message(self.Read(tests, found, practice))

    @on(Read)
    def _show(self, event: Read) -> None:
        if not is_live(self):
            return
        self.tests, self.measures, self.practice = event.tests, event.measures, event.practice
        found = series_of(event.measures, event.tests, self.services.clock.now())
        self.series = {one.key: one for one in found}
        self.query_one("#effect").display = bool(found)
        self.set_class(not found, "nothing")
        rows = self.query_one(Rows)
        rows.show([*map(self._row, found)])
        rows.can_focus = bool(found)  # an empty list has nothing to open; the focus it was promised may still come
        if not found and rows.has_focus:
            self.screen.set_focus(None)
        elif found and self.display and self.screen.focused is None:
            rows.focus()
        self._show_topic()
        self.post_message(self.Changed())

    def _row(self, one: Series) -> Row:
        test = self.tests.get(one.test)
        name = clean(test.name if test else one.test)
        named = f"{name}, {one.side}" if one.side else name
        best = reading(one.newest.best, test, unit_of(self.app.context)) if test else quantity_text(one.newest.best)
        return Row(one.key, (named, f"{best:>8}", f"{len(one.points):>3}"))

    @property
    def can_edit(self) -> bool:
        """Whether there is a self-test under the cursor."""
        return self.is_mounted and bool(self.query_one(Rows).key)

    def editing(self) -> TakenScreen | None:
        """All that was measured in the test under the cursor, day by day."""
        one = self.series.get(self.query_one(Rows).key or "")
        return TakenScreen(one.test, self.tests.get(one.test), self.measures or ()) if one else None

    def enter(self) -> None:
        self.query_one(Rows).focus()

    def on_resize(self) -> None:
        if self.measures is not None:
            self._show_topic()

    def place(self, review: Review) -> str:
        """How many self-tests there are; dots while they are read."""
        return "…" if self.measures is None else plural(len(self.measures), "self-test")

    def headline(self, review: Review, columns: int) -> Content:
        """The newest number under the cursor, and what was practised meanwhile."""
        one = self.series.get(self.query_one(Rows).key or "")
        if one is None:
            return super().headline(review, columns)
        test, context = self.tests.get(one.test), self.app.context
        name, best = (cell.strip() for cell in self._row(one).cells[:2])
        first = Content.assemble((f"{name}: {best}", "$hold bold"), (f" on {day_text(one.newest.at)}", "$muted"))
        practised = practice_between(one, test, self.practice.get(one.test, ()), context)
        if len(practised) > columns:
            practised = practised.partition(": ")[2].capitalize() or practised
        return first + Content("\n") + Content.styled(practised[:columns], "$muted")

    @on(Rows.Highlighted, "#topics")
    def _show_topic(self) -> None:
        one = self.series.get(self.query_one(Rows).key or "")
        if one is None or self.review is None:
            self.query_one("#verdict", Static).update(self.app.context.keys.fill(NOTHING))
            return
        test = self.tests.get(one.test)
        plotted = self._plotted(one, test)
        self.query_one(MeasurePlot).show(plotted)
        self.query_one(PlotKey).show(plotted)
        said = [*self._said(one, test)]
        if self.screen.size.height < ROOMY:
            said = said[:1]
        elif self.screen.has_class(TALL):
            said += self._more(one, test)
        self.query_one("#verdict", Static).update(" ".join(said))
        self.post_message(self.Changed())

    def _plotted(self, one: Series, test: SelfTest | None) -> Plotted:
        return Plotted(
            one,
            test.scale_of(one.kind) if test else None,
            norms_for(test, self.app.context) if test else (),
            self.practice.get(one.test, ()),
            unit_of(self.app.context) if one.kind == "length" else "deg",
        )

    def _said(self, one: Series, test: SelfTest | None) -> Iterator[str]:
        """What the numbers tell, and the sides."""
        unit = unit_of(self.app.context)
        yield from said_of(one, test, unit)
        if between := apart([*self.series.values()], one, test, unit):
            yield between

    def _more(self, one: Series, test: SelfTest | None) -> Iterator[str]:
        """How exact it is, and where others were: no target."""
        context = self.app.context
        unit = unit_of(context)
        scale = test.scale_of(one.kind) if test else None
        if scale and scale.error_note:
            yield scale.error_note
        if test and test.sides_apart and one.side:
            yield test.sides_apart
        for norm in norms_for(test, context) if test and one.kind == "length" else ():
            yield f"{norm_words(norm, unit)} {NO_TARGET} ({self._source(norm.source)})"

    def _source(self, name: str) -> str:
        known = self.user.catalogue.sources
        return known[name].short if name in known else name

    def card(self, review: Review) -> str:
        """What is copied as text: the numbers of all self-tests, the newest first."""
        rows = [f"{day_text(one.newest.at):<12} {' '.join(self._row(one).cells[:2])}" for one in self.series.values()]
        return "\n".join(["Self-tests", "", *rows]) if rows else super().card(review)

    @on(Rows.Chosen, "#topics")
    @flow
    async def _take(self) -> None:
        """Take the test under the cursor again."""
        from stretchtui.ui.measures.flow import take  # noqa: PLC0415

        one = self.series.get(self.query_one(Rows).key or "")
        test = self.tests.get(one.test) if one else None
        if test and await take(self.app, test) and self.review:
            self._read(self.review)
