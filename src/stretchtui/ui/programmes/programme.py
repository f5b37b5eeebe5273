"""A programme of weeks: all its steps, where one is among them, and its next session; begun and ended here."""

from collections.abc import Iterator
from datetime import date

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from stretchtui.application.programmes import Standing, first_day, has_sessions, programme_on, standing_in, start, stop
from stretchtui.core.catalog.dose import dose
from stretchtui.core.catalog.model import Programme
from stretchtui.core.programmes.outline import StageOutline, outline
from stretchtui.core.programmes.words import RULE, STOP
from stretchtui.ui.catalog.citations import citations
from stretchtui.ui.common.base import is_live
from stretchtui.ui.common.confirm import ConfirmScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs
from stretchtui.ui.common.reading import ScrollingScreen
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.flows import flow
from stretchtui.ui.settings.bindings import bound

DONE, HERE, TO_COME = "✓", "▸", "·"
"""Signs of steps: done, the one that one is in, to come; no meaning is in a colour alone."""

INDENT = 3
ROOM = 60
"""Columns from which on the doses of all stages stand below one another."""


class ProgrammeScreen(ScrollingScreen[None]):
    """One programme; what the history says of it is read by a thread, and fills in."""

    HELP = (
        "A programme of weeks: its steps, and where you are. You go on by the sessions that you did and how they felt. "
        "{key:begin} begins the next session, or the programme where it is not on yet; {key:resume} takes it up where "
        "your history has it; {key:end-programme} ends it. {key:share} writes a file of it for somebody else."
    )
    HINTS = ("begin", "resume", "end-programme", "others", "share", "back", "help")
    CONTEXT = "programme"
    BINDINGS = bound(
        "programme",
        down="scroll(1)",
        up="scroll(-1)",
        page_down="page(1)",
        page_up="page(-1)",
        others="app.programmes",
    )

    def __init__(self, programme: Programme) -> None:
        super().__init__()
        self.programme = programme
        self.at: Standing | None = None
        """Where one is; None until it was read, and where the programme is not on."""
        self.done_before = False
        """The history has sessions of it, and it is not on."""

    @property
    def is_on(self) -> bool:
        """True while it is the programme that is on."""
        return programme_on(self.context) == self.programme

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self.programme.name, id="title", markup=False)
            yield Static("", id="place", markup=False)
        with Scrolling(id="body"), Container(id="programme-columns"):
            yield Paragraphs(self._steps(), indent=INDENT, id="text")
            yield Paragraphs(self._how(), indent=INDENT, id="programme-how")
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.look_up()

    @work(thread=True, exclusive=True)
    def look_up(self) -> None:
        """Read where the history has one."""
        since = self.user.settings.programme.since
        at = standing_in(self.programme, self.context, since) if self.is_on else None
        before = at is None and has_sessions(self.programme, self.context)
        self.app.call_from_thread(self._show, at, before)

    def _show(self, at: Standing | None, done_before: bool) -> None:
        if not is_live(self):
            return
        self.at, self.done_before = at, done_before
        self.query_one("#place", Static).update(_place(at))
        self.query_one("#text", Paragraphs).show(self._steps())
        self.refresh_bindings()

    def _steps(self) -> Iterator[Paragraph]:
        """Where one is, and all stages."""
        programme, user = self.programme, self.user
        yield from self._next() if self.at else self._about()
        found = self.at.found if self.at else None
        stages = [*outline(programme, user.body, user.catalogue, user.timing, found)]
        names = [len(entry.name) for stage in stages if stage.state != "done" for entry in stage.entries]
        for stage in stages:
            yield BLANK
            yield from _stage(stage, max(names, default=0) if self.app.size.width >= ROOM else 0)

    def _how(self) -> Iterator[Paragraph]:
        """How one goes on, when to stop, how to keep what was gained, and where that is from."""
        yield Paragraph("How it goes on", style="$accent", indent=0)
        yield Paragraph(RULE, indent=0)
        yield BLANK
        yield Paragraph("When to stop", style="$accent", indent=0)
        yield Paragraph(STOP, style="$caution", indent=0)
        yield BLANK
        yield Paragraph("Afterwards", style="$accent", indent=0)
        yield Paragraph(self.programme.afterwards, indent=0)
        yield BLANK
        yield Paragraph("Sources", style="$accent", indent=0)
        yield from citations(self.programme.sources, self.user.catalogue, self.services.terminal)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        if is_live(self):
            self.query_one("#text", Paragraphs).show(self._steps())

    def _about(self) -> Iterator[Paragraph]:
        yield Paragraph(self.programme.summary, indent=0)
        if self.is_on:
            return
        how = "{key:begin} begins it at the first step."
        if self.done_before:
            how += " {key:resume} takes it up where your history has it."
        yield Paragraph(self.context.keys.fill(how), style="$muted", indent=0)

    def _next(self) -> Iterator[Paragraph]:
        """Where one is, and what the next session has."""
        at = self.at
        if at is None:
            return
        yield Paragraph(Content.styled(f"{at.place}.", "$hold bold"), indent=0)
        yield Paragraph(at.next, indent=0)
        for line in at.changes:
            yield Paragraph(line, "~", "$caution")
        if not at.plan.entries:
            yield Paragraph("Nothing of this step is left with what you said of your body, or what hurt lately.", "!")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on whether it is on."""
        if action == "end_programme":
            return self.is_on
        if action == "resume":
            return not self.is_on and self.done_before
        return super().check_action(action, parameters)

    @flow
    async def action_begin(self) -> None:
        """The next session; of a programme that is not on, the programme."""
        if not self.is_on:
            if await self._instead():
                self._turn_on()
            return
        from stretchtui.ui.session.flow import session  # noqa: PLC0415

        since = self.user.settings.programme.since
        at = await self.app.on_disk(lambda: standing_in(self.programme, self.context, since))
        await session(self.app, at.plan)
        self.look_up()

    @flow
    async def action_resume(self) -> None:
        """Turn it on where the history has it."""
        if await self._instead():
            self._turn_on(await self.app.on_disk(lambda: first_day(self.programme, self.context)))

    @flow
    async def action_end_programme(self) -> None:
        """Turn it off, if that is meant."""
        question = f"End “{self.programme.name}”? Its sessions stay in your history."
        if await self.app.ask(ConfirmScreen(question)):
            self.app.keep(stop(self.context))
            self.look_up()

    @flow
    async def action_share(self) -> None:
        """Write it for somebody else."""
        from stretchtui.ui.catalog.handing_on import write_share  # noqa: PLC0415

        await write_share(self.app, self.programme)

    async def _instead(self) -> bool:
        """True unless another programme is on and is to stay so."""
        other = programme_on(self.context)
        if other is None:
            return True
        question = f"End “{other.name}”, and begin this one? One programme is on at a time."
        meant = await self.app.ask(ConfirmScreen(question))
        return meant is True

    def _turn_on(self, since: date | None = None) -> None:
        self.app.keep(start(self.programme, self.context, since=since))
        self.look_up()

    def action_back(self) -> None:
        self.dismiss()


def _place(at: Standing | None) -> str:
    """A sign for each step: `✓✓▸···`."""
    if at is None:
        return ""
    count, found = len(at.programme.steps), at.found
    if found.finished:
        return DONE * count
    return DONE * found.step + HERE + TO_COME * (count - found.step - 1)


def _stage(stage: StageOutline, width: int) -> Iterator[Paragraph]:
    """Its heading, what is new in it, and its stretches with their doses; those of one that is done are left out.

    Doses stand behind names of `width` cells.
    """
    sign = {"done": DONE, "now": HERE, "to-come": TO_COME}[stage.state]
    here = stage.state == "now"
    title = Content.assemble((stage.title, "$accent bold" if here else "bold"), (f"   {stage.amount}", "$muted"))
    yield Paragraph(title, sign, "$accent bold" if here else "$muted")
    if stage.summary:
        yield Paragraph(stage.summary)
    if stage.state == "done":
        return
    for entry in stage.entries:
        yield Paragraph(Content.assemble(f"{entry.name:<{width}}", (f"   {dose(entry)}", "$muted")))
