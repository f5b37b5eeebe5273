"""One stretch or one routine, to read before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from stretchtui.application.suitability import AVOID, CARE, mark_of, reasons_for
from stretchtui.core.care.feedback import Hurt, hurt, hurt_words
from stretchtui.core.catalog.browse import about, where
from stretchtui.core.catalog.dose import Dose, clamp, dose, whole_dose
from stretchtui.core.catalog.model import Routine, Side, Stretch, sided
from stretchtui.core.history.totals import OwnRecord, own_record
from stretchtui.core.words import clock, listed, plural
from stretchtui.ui.care.adapted import adaptation
from stretchtui.ui.catalog.building import add_to_routine, build_from, delete_own_routine, star
from stretchtui.ui.catalog.citations import citations
from stretchtui.ui.common.base import is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs, numbered
from stretchtui.ui.common.reading import MORE_BELOW, SIDES, MindingScreen, ReadingScreen
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_of, figure_style, plays
from stretchtui.ui.flows import flow
from stretchtui.ui.settings.bindings import bound

if TYPE_CHECKING:
    from stretchtui.core.figures import Figure

HOLD_STEP = 5

STIFFER: tuple[Side | None, ...] = (None, "left", "right")
"""The answers to which side is the stiffer one, in the order of the key."""

SCROLLED = {
    "down": "scroll(1)",
    "up": "scroll(-1)",
    "page_down": "page(1)",
    "page_up": "page(-1)",
    "first": "to_end(-1)",
    "last": "to_end(1)",
}
"""Actions that scroll, by id."""


class StretchScreen(MindingScreen[None]):
    """One stretch: how it is done, how long, and what to mind."""

    HELP = (
        "Read how the stretch goes, and make hold and repetitions fit you: the change is remembered. Easier and "
        "harder ways are below the steps. {key:begin} begins."
    )
    HINTS = ("begin", "longer", "shorter", "more", "fewer", "back", "star", "add", "stiff-side", "help")
    CONTEXT = "stretch"
    BINDINGS = bound(
        "stretch",
        longer="dose('hold', 1)",
        shorter="dose('hold', -1)",
        more="dose('reps', 1)",
        fewer="dose('reps', -1)",
        **SCROLLED,
    )

    def __init__(self, stretch: Stretch) -> None:
        super().__init__()
        self.stretch = stretch
        self._pain: Hurt | None = None
        self._own = ""
        """What the user did of it, in words; empty until the history was read."""

    def compose(self) -> ComposeResult:
        stretch, catalogue = self.stretch, self.user.catalogue
        with Horizontal(id="header"):
            yield Static(stretch.name, id="title", markup=False)
            yield Static(catalogue.region_name(stretch.region), id="place", markup=False)
        yield Static("", id="dose")
        with Horizontal(id="reading"):
            yield from self.column()
            yield FigureView(style=figure_style(self.context), id="figure", pairs=True)
        yield self.below()
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self._show_dose()
        self._load_figure()
        self._look_up()

    def care(self) -> tuple[Paragraph, ...]:
        """What to mind, and who should leave it out."""
        stretch, names = self.stretch, self.user.catalogue.conditions
        lines = [Paragraph(sided(text, "left"), "Care", "$caution") for text in stretch.cautions]
        if avoid := [names[c].name.lower() for c in stretch.avoid_if if c in names]:
            lines.append(Paragraph(listed(avoid, "or"), "Not with", "$caution"))
        if care := [names[c].name.lower() for c in stretch.care_if if c in names]:
            lines.append(Paragraph(listed(care), "Care for", "$caution"))
        return tuple(lines)

    def told(self, *, care_first: bool) -> Iterator[Paragraph]:
        stretch, catalogue = self.stretch, self.user.catalogue
        yield from self._to_mind(self._pain)
        if care_first:
            yield from self.care()
            yield BLANK
        yield Paragraph(f"{where(stretch)}.", style="$muted", indent=0)
        yield BLANK
        yield from numbered(sided(step, "left") for step in stretch.all_steps)
        if stretch.sides == "each":
            yield Paragraph("Then the same on the right.", style="$muted", indent=3)
        if self._own:
            yield BLANK
            yield Paragraph(self._own, style="$muted", indent=0)
        yield BLANK
        yield Paragraph(sided(stretch.feel, "left"), "Feel")
        yield Paragraph(sided(stretch.breath, "left"), "Breathe")
        yield Paragraph(sided(stretch.easier, "left"), "Easier")
        yield Paragraph(sided(stretch.harder, "left"), "Harder")
        if stretch.muscles:
            yield Paragraph(listed(stretch.muscles), "Muscles")
        for label, text in about(stretch):
            yield Paragraph(text, label)
        yield Paragraph(stretch.id, "Id")
        yield from citations(stretch.sources, catalogue, self.services.terminal, "Sources", again="")

    def _to_mind(self, pain: Hurt | None) -> Iterator[Paragraph]:
        """What the user's body and the history say before anything else."""
        mark = mark_of(self.stretch, self.context)
        lines = [(reason, mark if mark == AVOID else CARE) for reason in reasons_for(self.stretch, self.context)]
        if pain:
            lines.append((hurt_words(pain), AVOID))
        yield from (Paragraph(line, sign, "$caution", indent=3) for line, sign in lines)
        if lines:
            yield BLANK

    def _show_dose(self) -> None:
        entry = self.user.planned(self.stretch)
        seconds = self.user.plan_of([entry]).seconds
        (sided_entry,) = self.user.with_sides([entry])
        more = f", {sided_entry.extra} × {sided_entry.reps_on(sided_entry.extra)}" if sided_entry.extra else ""
        dose = Content.styled(f"{whole_dose(entry)}{more}", "$hold bold")
        room = self.app.size.width - SIDES
        wholes = (Content.styled(f"   {clock(seconds)}{words}", "$muted") for words in (" in all", ""))
        whole = next((text for text in wholes if dose.cell_length + text.cell_length <= room), Content(""))
        self.query_one("#dose", Static).update(dose + whole)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        if is_live(self):
            self._show_dose()

    @work(thread=True, exclusive=True, group="figure")
    def _load_figure(self) -> None:
        self.app.call_from_thread(self._figure_loaded, figure_of(self.stretch, self.context))

    def _figure_loaded(self, figure: Figure | None) -> None:
        if is_live(self):
            self.set_class(figure is not None, "drawn")
            self.query_one(FigureView).show(figure, "left" if self.stretch.sides == "each" else None)
            self.call_after_refresh(self.action_play, plays(self.context))

    @work(thread=True, exclusive=True)
    def _look_up(self) -> None:
        records = self.services.history.all().records
        found = own_record(self.stretch.id, records, self.services.clock.now())
        taken_back = self.user.taken_back.get(self.stretch.id)
        pain = hurt(self.stretch.id, records, self.services.clock.now(), taken_back)
        self.app.call_from_thread(self._show_own, found, pain)

    def _show_own(self, found: OwnRecord | None, pain: Hurt | None) -> None:
        if not is_live(self):
            return
        text = "You have not done it yet."
        if found:
            today, ends = self.services.clock.now(), self.context.user.settings.day_ends_at
            text = f"You did it {plural(found.times, 'time')}, last {found.last_words(today, ends)}."
        self._own, self._pain = text, pain
        self.lay_out()

    def action_play(self, times: int = 1) -> None:
        if times and is_live(self):
            self.query_one(FigureView).play(times)

    def action_dose(self, what: str, direction: int) -> None:
        old, bounds = self.user.dose(self.stretch), self.stretch.range
        if what == "hold" and self.user.body.flare_up and self.stretch.technique != "dynamic":
            self.app.notify("In a flare-up holds stay short.", timeout=3)
            return
        if what == "hold":
            # keep to round seconds once off the first odd one
            step = HOLD_STEP if bounds.hold[1] - bounds.hold[0] > HOLD_STEP else 1
            new = Dose(clamp(old.hold + direction * step, bounds.hold), old.reps)
        else:
            new = Dose(old.hold, clamp(old.reps + direction, bounds.reps))
        if new == old:
            least, most = bounds.hold if what == "hold" else bounds.reps
            unit = "s" if what == "hold" else "repetitions"
            self.app.notify(f"Its range is {least} to {most} {unit}.", timeout=3)
            return
        self.app.keep(self.context.set_dose(self.stretch, new))
        self._show_dose()

    def action_stiff_side(self) -> None:
        """The next answer to which side is the stiffer one: neither, left, right."""
        old = self.user.stiff.get(self.stretch.id)
        new = STIFFER[(STIFFER.index(old) + 1) % len(STIFFER)]
        self.app.keep(self.context.set_stiff_side(self.stretch, new))
        self._show_dose()
        if new is None:
            said = "Neither side is the stiffer one."
        elif self.user.with_sides([self.user.planned(self.stretch)])[0].extra:
            said = f"The {new} side is the stiffer one: it has one repetition more."
        else:
            said = f"The {new} side is the stiffer one; more repetitions than these are not advised."
        self.app.notify(said, timeout=3)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A side can be stiffer where each side is stretched by itself."""
        if action == "stiff_side":
            return self.stretch.sides == "each"
        return super().check_action(action, parameters)

    def action_star(self) -> None:
        star(self.app, self.stretch)

    def action_add(self) -> None:
        add_to_routine(self.app, self.stretch)

    @flow
    async def action_begin(self) -> None:
        from stretchtui.ui.session.flow import session  # noqa: PLC0415

        if plan := self.user.plan(self.stretch.id):
            await session(self.app, plan)
            self._look_up()

    def action_back(self) -> None:
        self.dismiss()


class RoutineScreen(ReadingScreen[None]):
    """One routine: its stretches in their order, and how long it takes."""

    HELP = (
        "What the routine is made of, and how long it takes with everything counted. {key:begin} begins. With "
        "{key:add} you change your own routine, or make one of your own from it; {key:delete} deletes your own."
    )
    HINTS = ("begin", "add", "delete", "star", "back", "help")
    CONTEXT = "routine"
    BINDINGS = bound("routine", **SCROLLED)

    def __init__(self, routine: Routine) -> None:
        super().__init__()
        self.routine = routine

    def compose(self) -> ComposeResult:
        plan = self.user.plan(self.routine.id)
        with Horizontal(id="header"):
            yield Static(self.routine.name, id="title", markup=False)
            yield Static(f"{clock(plan.seconds)} in all" if plan else "", id="place", markup=False)
        with Scrolling(id="body"):
            yield Paragraphs(self._paragraphs(), indent=4, id="text")
        yield Static(MORE_BELOW, id="more", markup=False)
        yield Hints()

    def _paragraphs(self) -> Iterator[Paragraph]:
        catalogue, plan = self.user.catalogue, self.user.plan(self.routine.id)
        yield Paragraph(self.routine.summary, indent=0)
        yield BLANK
        yield from adaptation(self.user.adapted(self.routine), self.context)
        for number, entry in enumerate(plan.entries if plan else (), start=1):
            yield Paragraph(entry.name, str(number), "$accent bold")
            yield Paragraph(f"{dose(entry)} · {catalogue.region_name(entry.region)}", style="$muted")
        if self.routine.sources:
            yield BLANK
            yield Paragraph("Sources", style="$accent", indent=0)
            yield from citations(self.routine.sources, catalogue, self.services.terminal)

    @flow
    async def action_begin(self) -> None:
        from stretchtui.ui.session.flow import session  # noqa: PLC0415

        if plan := self.user.plan(self.routine.id):
            await session(self.app, plan)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only one's own can be deleted."""
        return action != "delete" or self.routine.id in self.user.own

    def action_star(self) -> None:
        star(self.app, self.routine)

    @flow
    async def action_add(self) -> None:
        self.dismiss()
        await build_from(self.app, self.routine)

    @flow
    async def action_sheet(self) -> None:
        from stretchtui.ui.catalog.handing_on import write_sheet  # noqa: PLC0415

        await write_sheet(self.app, self.routine)

    @flow
    async def action_share(self) -> None:
        from stretchtui.ui.catalog.handing_on import write_share  # noqa: PLC0415

        await write_share(self.app, self.routine)

    @flow
    async def action_delete(self) -> None:
        if await delete_own_routine(self.app, self.routine):
            self.dismiss()

    def action_back(self) -> None:
        self.dismiss()
