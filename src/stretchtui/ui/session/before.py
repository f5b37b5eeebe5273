"""Before a session: what is coming, how long it takes, how tight it feels now."""

from collections.abc import Iterator

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from stretchtui.application.care import cautions_for
from stretchtui.core.care.conditions import advice
from stretchtui.core.catalog.dose import dose
from stretchtui.core.session.narration import HOW_FAR
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import Feeling
from stretchtui.core.words import clock
from stretchtui.ui.care.adapted import adaptation
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs
from stretchtui.ui.common.reading import ScrollingScreen
from stretchtui.ui.common.score import ScoreScale
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.session.feeling import Regions, feeling_on, scales
from stretchtui.ui.settings.bindings import bound


class Ready(Struct, frozen=True):
    """The user wants to begin; `tightness` as far as they said it."""

    tightness: Feeling


class BeforeScreen(ScrollingScreen[Ready]):
    """Ends with `Ready`, or None to go back."""

    HELP = (
        "What the session is made of. Say how tight it feels if you like, from 0 (loose) to 10: "
        "the history then shows whether stretching helps. {key:begin} begins, with or without an answer."
    )
    HINTS = ("begin", "back", "help")
    CONTEXT = "before"
    SCROLLED_ROWS = 1
    BINDINGS = bound("before", down="scroll(1)", up="scroll(-1)")

    def __init__(self, plan: Plan, regions: Regions = ()) -> None:
        super().__init__()
        self.plan, self.regions = plan, regions

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self._title(), id="title", markup=False)
            yield Static(f"{clock(self.plan.seconds)} in all", id="place", markup=False)
        with Scrolling(id="body"):
            yield Paragraphs(self._paragraphs(), indent=4, id="text")
        yield Static("How tight does it feel now?  0 loose, 10 as tight as can be.", id="question", markup=False)
        yield from scales("Tightness", "before", self.regions)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.set_focus(self.query(ScoreScale).first())

    def _title(self) -> str:
        if name := self.user.catalogue.session_name(self.plan.routine):
            return name
        return self.plan.entries[0].name if len(self.plan.entries) == 1 else "Your session"

    def _paragraphs(self) -> Iterator[Paragraph]:
        yield Paragraph(HOW_FAR, indent=0)
        yield BLANK
        yield from self._told()
        for number, entry in enumerate(self.plan.entries, start=1):
            yield Paragraph(
                Content.assemble(entry.name, (f"   {dose(entry)}", "$muted")), f"{number:>2}", "$accent bold"
            )

    def _told(self) -> Iterator[Paragraph]:
        """What was changed for the user's body; what to mind with it where nothing was."""
        routine = self.user.catalogue.routines.get(self.plan.routine or "")
        if routine:
            yield from adaptation(self.user.adapted(routine), self.context)
        elif said := (*advice(self.user.body), *self._cautions()):
            yield from (Paragraph(line, "~", "$caution", indent=3) for line in said)
            yield BLANK

    def _cautions(self) -> tuple[str, ...]:
        """What to mind with the stretches of a programme's session, which may be begun without its page."""
        is_programme = self.plan.routine in self.user.catalogue.programmes
        return cautions_for(self.plan, self.context) if is_programme else ()

    def action_begin(self) -> None:
        """Begin; from a scale that others follow, go on to the next one first."""
        others = list(self.query(ScoreScale))
        if self.focused in others[:-1]:
            self.focus_next()
        else:
            self.dismiss(Ready(feeling_on(self, "before", self.regions)))

    def action_back(self) -> None:
        self.dismiss()
