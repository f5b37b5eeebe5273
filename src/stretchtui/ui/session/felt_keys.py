"""Base of the live screen: keys to say how the stretch before felt, and x for pain in the one that runs."""

from stretchtui.application.care import WHEN_NOT
from stretchtui.core.care.feedback import FELT, felt_words
from stretchtui.core.care.red_flags import ASK, QUESTIONS, URGENT
from stretchtui.core.session.machine import Events, Session
from stretchtui.core.session.record import Felt, Outcome
from stretchtui.storage.session.store import RunningSession
from stretchtui.ui.common.base import BaseScreen
from stretchtui.ui.flows import flow
from stretchtui.ui.settings.bindings import bound

SHORT = 60
"""Columns of the screen below which the question does without the name of the stretch."""


class FeltKeys(BaseScreen[Outcome]):
    """A screen that leads a session: subclasses own the clock and apply what the session did."""

    BINDINGS = bound(
        "felt", felt_easy="felt('easy')", felt_right="felt('right')", felt_hard="felt('hard')", felt_pain="felt('pain')"
    )

    session: Session
    running: RunningSession

    def _now(self) -> float:
        """Seconds of the clock that the session runs by."""
        raise NotImplementedError

    def _apply(self, happened: Events) -> None:
        """Take up what the session did: cues, checkpoint, painting, the end."""
        raise NotImplementedError

    def question(self) -> str:
        """The question with its keys, or the answer; empty where nothing is asked."""
        entry = self.session.entry_to_mark
        if entry is None:
            return ""
        short = self.size.width < SHORT
        name = "It felt" if short else self.session.plan.entries[entry].name
        if felt := self.session.felt.get(entry):
            return f"{name}: {felt_words(felt)}"
        keys = (" " if short else "  ").join(f"{number} {felt}" for number, felt in enumerate(FELT, start=1))
        return f"{name}: {keys}"

    def can_say(self, action: str) -> bool:
        """Whether one of these keys does something now."""
        if action == "hurts":
            return not self.session.ending and self.session.view(self._now()).phase.kind != "ready"
        return self.session.entry_to_mark is not None

    def action_felt(self, felt: Felt) -> None:
        entry = self.session.entry_to_mark
        if entry is not None:
            self.session.mark(entry, felt)
            self.running.save(self.session, ending=self.session.ending)
            self._apply(())

    @flow
    async def action_hurts(self) -> None:
        """Remember that it hurt, ask whether it can't wait, and end what remains of the stretch; all after a yes."""
        now = self._now()
        self.session.mark(self.session.view(now).phase.entry, "pain")
        self.running.save(self.session, ending=self.session.ending)
        from stretchtui.ui.care.deliberate import RedFlagsScreen  # noqa: PLC0415
        from stretchtui.ui.care.flow import show_page  # noqa: PLC0415

        if await self.app.ask(RedFlagsScreen(ASK, QUESTIONS)):
            await show_page(self.app, WHEN_NOT, URGENT)
            self._apply(self.session.stop(self._now()))
        else:
            self._apply(self.session.hurts(self._now()))
