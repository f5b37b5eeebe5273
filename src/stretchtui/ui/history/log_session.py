"""Logging a session that was done elsewhere: what, when, how long, how tight."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from stretchtui.application.session import NOTE_LENGTH
from stretchtui.core.catalog.model import Stretch
from stretchtui.core.catalog.search import CatalogueSearch
from stretchtui.core.history.times import EXAMPLES
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import SessionRecord, Tightness, session_id
from stretchtui.core.session.repeat import done_elsewhere
from stretchtui.core.words import minutes
from stretchtui.ui.common.base import REVIEW_STYLES, BaseScreen, hints_for
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.common.score import ScoreScale
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.flows import side_flow
from stretchtui.ui.history.changes import trouble_told
from stretchtui.ui.history.session_fields import CheckedField, MinutesField, WhenField
from stretchtui.ui.settings.bindings import bound


class LogScreen(BaseScreen[SessionRecord]):
    """Ends with the session that was logged, or none."""

    CSS_PATH = REVIEW_STYLES
    HELP = (
        f"For what you did away from the keyboard. Type to find a routine or a stretch, choose it with {{key:go-on}}, "
        f"then say when it was ({EXAMPLES}) and for how many minutes; what you leave empty is taken as it usually is."
    )
    HINTS = ("go-on", "back", "help")
    CONTEXT = "log"
    BINDINGS = bound("log", go_on="next", down="step(1)", up="step(-1)")

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self._saving = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("What did you do elsewhere?", id="title", markup=False)
        with Vertical(id="choosing"):
            yield Input(placeholder="a routine, a stretch, a region", id="what", compact=True)
            yield Rows(id="choices", empty="Nothing by that name.", driven=True)
        with Scrolling(id="body"):
            yield WhenField(self.services.clock)
            yield MinutesField()
            yield ScoreScale("Tightness before", id="before")
            yield ScoreScale("Tightness after ", id="after")
            yield Static("Note", classes="label", markup=False)
            yield Input(placeholder="none", id="note", max_length=NOTE_LENGTH, compact=True)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.finder = CatalogueSearch(self.user.catalogue)
        self._show_choices()
        self._turn(choosing=True)

    def show_hints(self) -> None:
        """A field of text has its own enter, which the bindings do not tell."""
        focused = self.focused
        words = {"what": "choose", "note": "log it"}.get(focused.id or "", "next") if focused else "next"
        enter = [Hint(self.context.keys.of("go-on"), words)] if isinstance(focused, Input) else []
        for hints in self.query(Hints):
            hints.show([*enter, *hints_for(self, self.HINTS)])

    def on_descendant_focus(self) -> None:
        self.show_hints()

    # -- what

    @on(Input.Changed, "#what")
    def _show_choices(self) -> None:
        catalogue = self.user.catalogue
        found = self.finder.find(self.query_one("#what", Input).value)
        rows = [
            Row(e.id, (e.name, catalogue.region_name(e.region).lower() if isinstance(e, Stretch) else "routine"))
            for e in found
        ]
        self.query_one(Rows).show(rows, rows[0].key if rows else None)

    @on(Rows.Chosen)
    def _choose(self) -> None:
        plan = self.user.plan(self.query_one(Rows).key or "")
        if plan is None:
            return
        self.plan = plan
        self.query_one("#minutes", Input).placeholder = minutes(self._own_seconds(plan))
        self._turn(choosing=False)

    def _own_seconds(self, plan: Plan) -> float:
        return sum(phase.seconds for phase in plan.phases if phase.strains)

    def _turn(self, *, choosing: bool) -> None:
        """Show the list, or the rest of the form."""
        self.query_one("#choosing").display = choosing
        self.query_one("#body").display = not choosing
        # at once: the next key may be here already
        self.set_focus(self.query_one("#what" if choosing else "#when"))
        if self.plan:
            routine = self.user.catalogue.routines.get(self.plan.routine or "")
            name = routine.name if routine else self.plan.entries[0].name
            self.query_one("#title", Static).update("What did you do elsewhere?" if choosing else name)

    # -- the rest of it

    @on(Input.Submitted)
    def action_next(self) -> None:
        """Choose, or on to the next field once this one is right; at the last, log it."""
        where = self.focused.id if self.focused else ""
        if where == "what":
            self._choose()
        elif where == "note":
            self._log()
        elif all(field.is_right() for field in self.query(CheckedField) if field.input.has_focus):
            self.focus_next()

    def action_step(self, step: int) -> None:
        if self.query_one("#choosing").display:
            self.query_one(Rows).action_move(step)
        elif step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @side_flow
    async def _log(self) -> None:
        if self.plan is None or self._saving:
            return
        for field in self.query(CheckedField):
            if not field.is_right():
                field.input.focus()
                return
        record = self._record(self.plan)
        self._saving = True

        with trouble_told(self.app):
            await self.app.on_disk(lambda: self.services.history.insert(record))
            self.dismiss(record)
            return
        self._saving = False

    def _record(self, plan: Plan) -> SessionRecord:
        """The session as the form has it; raises ValueError with a line for the user."""
        started = self.query_one(WhenField).started()
        before, after = (self.query_one(name, ScoreScale).value for name in ("#before", "#after"))
        return done_elsewhere(
            plan,
            id=session_id(started, self.services.token()),
            started=started,
            seconds=self.query_one(MinutesField).seconds(),
            tightness=Tightness(before, after),
            note=self.query_one("#note", Input).value,
        )

    def action_back(self) -> None:
        if self.query_one("#choosing").display:
            self.dismiss(None)
        else:
            self._turn(choosing=True)
