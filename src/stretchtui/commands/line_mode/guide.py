"""Guides through a session in lines of text: says what to do, counts, takes the keys of the live screen.

No control sequences, no bars, and nothing that was said is said again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import structs

from stretchtui.application.session import is_to_keep
from stretchtui.commands.line_mode.lines import Lines
from stretchtui.core.breaks.waits import state_line
from stretchtui.core.care.feedback import FELT, felt_words
from stretchtui.core.care.red_flags import ASK, QUESTIONS, URGENT
from stretchtui.core.catalog.dose import whole_dose
from stretchtui.core.session.breathing import Paced, paced
from stretchtui.core.session.machine import (
    Events,
    Finished,
    Paused,
    PhaseBegan,
    PhaseEnded,
    Resumed,
    Session,
    SessionView,
)
from stretchtui.core.session.narration import HOW_FAR, narrate, seconds_shown
from stretchtui.core.settings.actions import EVERYWHERE
from stretchtui.core.settings.keys import Keys
from stretchtui.core.words import clock
from stretchtui.terminal.cues import Cue, bells, cue_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchtui.application.waits import Beside
    from stretchtui.core.catalog.model import Stretch
    from stretchtui.core.session.plan import Phase, PlannedStretch
    from stretchtui.core.session.record import Felt

KEYS: Final = (
    "Keys: {key:pause} pause, {key:start} start now, {key:next} next, {key:previous} previous, "
    "{key:next-stretch} next stretch, {key:redo} again, {key:longer} and {key:shorter} five seconds, "
    "{key:ease} ease off, {key:hurts} it hurts, {key:stop} stop."
)
BESIDE_KEYS: Final = "! shows what it writes, a answers it; ctrl+g comes back. ctrl+c goes to it."
STEP: Final = 5
"""Seconds that + and - change a phase by, and between two lines of a count that is not rewritten."""
SOONEST: Final = 0.01
LOOK: Final = 0.5
"""Seconds between two looks at what the session is led for."""


class Pressed(Protocol):
    """Where keys come from; see `Keyboard`."""

    @property
    def alive(self) -> bool: ...
    def wait(self, seconds: float | None) -> tuple[str, ...]: ...


class Guide:
    """Leads through a session: says what to do, counts, and takes the keys of the live screen.

    `now` is a clock in seconds, `stretch_of` finds an entry of the catalogue, `save` is called whenever a hold has
    ended. Without keys nothing waits for anybody. `beside` is what the session is led for as long as it takes.
    """

    def __init__(
        self,
        session: Session,
        lines: Lines,
        keys: Pressed,
        *,
        now: Callable[[], float],
        stretch_of: Callable[[str], Stretch | None],
        save: Callable[[], None],
        bell: bool = False,
        beside: Beside | None = None,
        actions: Keys | None = None,
    ) -> None:
        self._session, self._lines, self._keys = session, lines, keys
        self._actions = actions or Keys()
        self._now, self._stretch_of, self._save, self._bell = now, stretch_of, save, bell
        self._beside = beside
        self._counted: tuple[int, int] | None = None
        self._pulses: list[tuple[float, bytes]] = []
        self._told: set[str] = set()

    def lead(self) -> None:
        """Go on until the session is over. What ends it from outside is raised, with the session as it is."""
        self._lines.say(HOW_FAR)
        if self._keys.alive:
            self._lines.say(self._actions.fill(KEYS), *([BESIDE_KEYS] if self._beside else []))
        self._save()
        self._begin()
        while not self._session.ending:
            self._count()
            for key in self._keys.wait(self._until_next()):
                self._heed(self._press(key))
            self._heed(self._session.advance(self._now()))
            self._look_beside()
            if self._session.paused and not self._keys.alive:
                self._heed(self._session.resume(self._now()))

    def _begin(self) -> None:
        """Introduce the first stretch; of a session that is taken up, the one that it stands at, where it waits."""
        view = self._session.view(self._now())
        if not view.paused:
            self._introduce(view.index)
            return
        self._introduce_as(view.index, structs.replace(view.phase, kind="ready"))
        if self._keys.alive:
            self._lines.say(f"{_phase_label(view.phase, view.entry)}. Paused. Space goes on.")

    # -- time

    def _until_next(self) -> float | None:
        """Seconds until something changes; none where only a key can change it."""
        beside = LOOK if self._beside else None
        if self._session.paused:
            return beside
        now = self._now()
        remaining = self._session.view(now).remaining
        second = (remaining - int(remaining)) or min(1.0, remaining)
        bell = [due - now for due, _ in self._pulses]
        return max(SOONEST, min([second, *bell, *([beside] if beside else [])]))

    # -- what it is led for

    def _look_beside(self) -> None:
        if self._beside is None or self._session.ending:
            return
        happened, news = self._beside.turn(self._session, self._now())
        for new in news:
            if new == "offer":
                continue
            self._lines.say(self._beside.wait.trouble if new == "give-up" else state_line(self._beside.wait))
            self._counted = None
            if new == "ended":
                self._ring_for(Cue.WAIT_END)
        if "offer" not in news:
            self._heed(happened)
        elif self._keys.alive:
            self._heed(tuple(event for event in happened if not isinstance(event, Paused)))
            self._lines.say(self._actions.fill("{key:pause} goes on with the break, {key:start} leaves."))
        else:
            self._heed(self._session.stop(self._now()))

    def _show_beside(self, *, answering: bool) -> Events:
        """Show what the session is led for, which has the terminal meanwhile; the session waits."""
        assert self._beside is not None  # noqa: S101 - for the type checker
        happened = self._session.pause(self._now())
        self._lines.settle("")
        self._beside.waited.show(answering=answering)
        return happened

    def _ring_for(self, cue: Cue) -> None:
        start = self._now()
        self._pulses += [(start + pulse.after, pulse.data) for pulse in bells(cue, bell=self._bell)]

    # -- telling

    def _count(self) -> None:
        now = self._now()
        self._ring(now)
        view = self._session.view(now)
        if view.paused or view.ending:
            return
        left = seconds_shown(view.remaining)
        if self._counted == (view.index, left):
            return
        fresh = self._counted is None or self._counted[0] != view.index
        self._counted = (view.index, left)
        label = _phase_label(view.phase, view.entry)
        if pace := paced(view, self._stretch_of(view.entry.id)):
            self._count_breath(view, pace)
        elif self._lines.rewrite:
            self._lines.count(f"{label}: {left} s")
        elif fresh:
            self._lines.say(label if view.phase.kind == "move" else f"{label}, {left} s")
        elif view.phase.kind != "move" and left % STEP == 0 and 0 < left <= view.length - 2:
            self._lines.say(f"{left} s")

    def _count_breath(self, view: SessionView, pace: Paced) -> None:
        """Count a paced breath from 1 in each part; without a line to rewrite, say each part once."""
        breath = f"Breath {view.phase.rep} of {view.entry.reps_on(view.phase.side)}"
        if self._lines.rewrite:
            self._lines.count(f"{breath}: {pace.way} {pace.count}")
        elif pace.count == 1:
            begun = f"{breath}. " if pace.way == "in" else ""
            self._lines.say(f"{begun}{pace.way.capitalize()}, {pace.seconds} s")

    def _heed(self, happened: Events) -> None:
        if is_to_keep(happened, self._session.plan):
            self._save()
        for event in happened:
            if cue := cue_of(event, self._session.plan):
                self._ring_for(cue)
            if isinstance(event, PhaseEnded):
                self._end(event)
            elif isinstance(event, PhaseBegan):
                self._introduce(event.index)
            elif isinstance(event, Paused):
                self._pause(event)
            elif isinstance(event, Resumed) and self._keys.alive:
                self._lines.say("Going on.")
                self._counted = None
            elif isinstance(event, Finished):
                self._ring(float("inf"))

    def _end(self, event: PhaseEnded) -> None:
        phase = self._session.plan.phases[event.index]
        if self._lines.rewrite and not phase.strains and event.how == "done":
            return  # the next count takes its place
        entry = self._session.plan.entries[phase.entry]
        if phase.kind == "move" and event.how == "done" and phase.rep < entry.reps_on(phase.side):
            return
        if self._lines.rewrite:
            how = "eased off" if event.how == "eased" else event.how
            self._lines.settle(f"{_phase_label(phase, entry)}: {how}")
        elif phase.strains and event.how == "eased":
            self._lines.say("Eased off.")

    def _introduce(self, index: int) -> None:
        """A new stretch with all that is to know; after a change of sides, what is different there."""
        self._introduce_as(index, self._session.plan.phases[index])

    def _introduce_as(self, index: int, phase: Phase) -> None:
        plan = self._session.plan
        entry = plan.entries[phase.entry]
        if phase.kind not in ("ready", "switch") and not (entry.contracts and phase.kind != "rest"):
            return
        view = structs.replace(self._session.view(self._now()), index=index, phase=phase, entry=entry, paused=None)
        scene = narrate(view, plan, self._stretch_of(entry.id))
        if phase.kind == "ready":
            self._told.clear()
            self._ask_felt()
            place = f"{phase.entry + 1} of {len(plan.entries)}: " if len(plan.entries) > 1 else ""
            self._lines.say("", f"{place}{entry.name}, {whole_dose(entry)}.")
        if phase.kind not in ("ready", "switch"):  # a part of contract-relax, told the first time
            if scene.instruction not in self._told:
                self._lines.say(scene.instruction)
                self._told.add(scene.instruction)
            return
        lines = [f"{number}. {step}" for number, step in enumerate(scene.steps, start=1)]
        lines += [f"{label}: {text}" for label, text in scene.details]
        self._lines.say(*(line for line in lines if line not in self._told))
        self._told.update(lines)

    def _ask_felt(self) -> None:
        """Ask how the stretch before felt, while this one is read, unless that was said already."""
        before = self._session.entry_to_mark
        if self._keys.alive and before is not None and before not in self._session.felt:
            answers = ", ".join(f"{number} {felt}" for number, felt in enumerate(FELT, start=1))
            self._lines.say("", f"{self._session.plan.entries[before].name} felt: {answers}; or nothing.")

    def _pause(self, event: Paused) -> None:
        if not self._keys.alive:
            return
        why = {"gap": f"Paused: the clock stood still for {clock(event.gap)}. ", "eased": ""}
        self._lines.say(f"{why.get(event.reason, 'Paused. ')}{self._actions.fill('{key:pause} goes on.')}")

    def _ring(self, now: float) -> None:
        due = [pulse for pulse in self._pulses if pulse[0] <= now]
        self._pulses = [pulse for pulse in self._pulses if pulse[0] > now]
        if due:
            self._lines.ring(due[0][1])

    # -- keys

    def _press(self, key: str) -> Events:
        session, now = self._session, self._now()
        if key in ("!", "a") and self._beside:
            return self._show_beside(answering=key == "a")
        key = self._actions.usual(key, "live", "felt", EVERYWHERE)
        if key == "enter" and self._beside and self._beside.offers(session):
            return session.stop(now)
        acts: dict[str, Callable[[float], Events]] = {
            "space": session.resume if session.paused else session.pause,
            "enter": session.resume if session.paused else self._begin_now,
            "n": session.skip,
            "N": session.skip_stretch,
            "p": session.back,
            "r": session.redo,
            "e": session.ease,
            "x": self._hurts,
            **{str(number): partial(self._mark, felt) for number, felt in enumerate(FELT, start=1)},
            "q": session.stop,
            "escape": session.stop,
            "+": lambda now: session.extend(now, STEP),
            "-": lambda now: session.extend(now, -STEP),
        }
        if key == "?":
            self._lines.say(self._actions.fill(KEYS))
            self._counted = None
        return acts[key](now) if key in acts and not session.ending else ()

    def _hurts(self, now: float) -> Events:
        """Remember that it hurt, and ask whether it can't wait: after a yes the session ends, else the stretch."""
        session, phase = self._session, self._session.view(now).phase
        if phase.kind == "ready":
            return session.advance(now)
        waiting = () if session.paused else session.pause(now)
        session.mark(phase.entry, "pain")
        self._save()
        # escape counts only twice in lines, so it is enter that is told; it says no whatever keys were changed
        answers = self._actions.fill("{key:yes}: yes, one of these. Enter: no, go on.")
        self._lines.say(ASK, *(f"- {question}" for question in QUESTIONS), answers)
        answer = ""
        while self._keys.alive and answer not in ("y", "n", "enter", "escape"):
            pressed = next(iter(self._keys.wait(None)), "")
            answer = pressed if pressed == "enter" else self._actions.usual(pressed, "red-flags")
        if answer == "y":
            self._lines.say(URGENT)
            then = session.stop(self._now())
        else:
            self._say_felt(phase.entry)
            then = (*session.resume(self._now()), *session.hurts(self._now()))
        self._counted = None
        return tuple(event for event in (*waiting, *then) if not isinstance(event, Paused | Resumed))

    def _mark(self, felt: Felt, _now: float) -> Events:
        """Remember how the stretch before felt, where that is asked."""
        before = self._session.entry_to_mark
        if before is not None:
            self._session.mark(before, felt)
            self._save()
            self._say_felt(before)
        return ()

    def _say_felt(self, entry: int) -> None:
        self._lines.say(f"{self._session.plan.entries[entry].name}: {felt_words(self._session.felt[entry])}.")
        self._counted = None

    def _begin_now(self, now: float) -> Events:
        """End the time for getting ready, changing sides or resting; a hold is not cut short by it."""
        return () if self._session.view(now).phase.strains else self._session.skip(now)


def _phase_label(phase: Phase, entry: PlannedStretch) -> str:
    reps, side = entry.reps_on(phase.side), f", {phase.side} side" if phase.side else ""
    return {
        "ready": "Get ready",
        "press": f"Press {phase.rep} of {reps}{side}",
        "let-go": "Let go",
        "hold": f"{'Go further' if entry.contracts else 'Hold'} {phase.rep} of {reps}{side}",
        "move": f"Repetition {phase.rep} of {reps}{side}",
        "rest": "Rest",
        "switch": f"Switch to the {phase.side} side",
    }[phase.kind]
