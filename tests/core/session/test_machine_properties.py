"""Whatever the plan, the keys and the clock: a session's time and counts hold.

`Model` is a second, slower account of the same rules: it counts eighths of a second one by one, in
whole numbers. Times handed to both are multiples of an eighth, which floats hold exactly.
"""

from copy import deepcopy
from itertools import accumulate, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stretchtui.core.session.machine import GAP, Finished, PhaseBegan, PhaseEnded, Session
from stretchtui.core.session.plan import Plan
from tests.core.strategies import EIGHTH, KEYS, Walk, plans, until_end, walk

UNITS = 8
"""Units of the model in a second."""


class Model:
    """What a session should have counted: `at` a phase, `spent` of its `length`, all in eighths."""

    def __init__(self, plan: Plan) -> None:
        self.phases = plan.phases
        self.held = [0] * len(plan.phases)
        self.done: set[int] = set()
        self.eased: set[int] = set()
        self.paused = self.over = False
        self.unpaused = 0
        self.go(0)

    def go(self, at: int) -> None:
        self.over = at >= len(self.phases)
        if self.over:
            self.paused = False
        else:
            self.at, self.spent, self.length = at, 0, int(self.phases[at].seconds * UNITS)

    def end(self) -> None:
        if self.phases[self.at].works:
            self.done.add(self.at)
        self.go(self.at + 1)

    def wait(self, units: int) -> None:
        if units > GAP * UNITS and not self.over:
            self.paused = True
        if self.paused or self.over:
            return
        self.unpaused += units
        for _ in range(units):
            while not self.over and self.spent == self.length:  # a phase of no seconds
                self.end()
            if self.over:
                return
            self.spent += 1
            self.held[self.at] += self.strains()
            if self.spent == self.length:
                self.end()

    def strains(self) -> bool:
        return self.phases[self.at].kind in ("press", "hold", "move")

    def follows(self, at: int) -> bool:
        return at < len(self.phases) and self.phases[at].kind in ("rest", "let-go")

    def place(self) -> int:
        return self.at - self.follows(self.at)

    def press(self, key: str) -> None:
        if not self.over:
            getattr(self, key)()

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def skip(self) -> None:
        self.go(self.at + 1 + self.follows(self.at + 1))

    def skip_stretch(self) -> None:
        entry, after = self.phases[self.at].entry, self.at
        while after < len(self.phases) and self.phases[after].entry == entry:
            after += 1
        self.go(after)

    def back(self) -> None:
        before = max(0, self.place() - 1)
        self.go(before - self.follows(before))

    def redo(self) -> None:
        self.go(self.place())

    def least(self) -> int:
        return int(min(5, self.phases[self.at].seconds) * UNITS) if self.strains() else 0

    def longer(self) -> None:
        self.length = min(900 * UNITS, self.length + 5 * UNITS)
        if self.length == self.spent:
            self.end()

    def shorter(self) -> None:
        self.length = max(self.length - 5 * UNITS, self.least(), self.spent)
        if self.length == self.spent:
            self.end()

    def ease(self) -> None:
        phase = self.phases[self.at]
        if phase.kind in ("ready", "switch"):
            return
        self.eased.add(phase.entry)
        if phase.kind == "rest":
            return
        if phase.works and self.spent >= self.least():
            self.done.add(self.at)
        after = self.at + {"press": 2 + self.follows(self.at + 1), "let-go": 2}.get(phase.kind, 1)
        self.go(after)
        self.paused |= not self.over and self.strains()


class SessionWalk(RuleBasedStateMachine):
    """A session and the model beside it, driven alike."""

    @initialize(plan=plans)
    def begin(self, plan: Plan) -> None:
        self.at = walk(plan)
        self.model = Model(plan)

    def wait(self, units: int) -> None:
        ahead = self.at.session.view(self.at.now + units * EIGHTH)
        self.at.wait(units * EIGHTH, step=units * EIGHTH)
        self.model.wait(units)
        then = self.at.session.view(self.at.now)
        assert then.index > ahead.index or then.remaining == ahead.remaining

    @rule(units=st.integers(1, int(GAP * UNITS)))
    def tick(self, units: int) -> None:
        self.wait(units)

    @rule(seconds=st.integers(1, 40))
    def tick_for_a_while(self, seconds: int) -> None:
        for _ in range(seconds):
            self.wait(UNITS)

    @rule(units=st.integers(int(GAP * UNITS) + 1, 10**7))
    def sleep(self, units: int) -> None:
        self.wait(units)

    @rule(seconds=st.floats(0, 1e9))
    def clock_goes_back(self, seconds: float) -> None:
        assert self.at.session.advance(self.at.now - seconds) == ()

    @rule(key=st.sampled_from(KEYS))
    def press(self, key: str) -> None:
        self.at.press(key)
        self.model.press(key)

    @rule()
    def look(self) -> None:
        before = deepcopy(vars(self.at.session))
        self.at.session.view(self.at.now + 1)
        self.at.session.parts()
        self.at.session.progress()
        assert vars(self.at.session) == before

    @precondition(lambda self: not self.model.over)
    @rule()
    def next_then_previous(self) -> None:
        place = self.model.place()
        self.press("skip")
        if not self.model.over:
            self.press("back")
            assert self.at.session.view(self.at.now).index == place

    @invariant()
    def counts_as_the_model(self) -> None:
        session, model = self.at.session, self.model
        view = session.view(self.at.now)
        assert (view.index, bool(view.paused), bool(view.ending)) == (model.at, model.paused, model.over)
        assert session.progress().held == tuple(units * EIGHTH for units in model.held)
        assert {i for i, done in enumerate(session.progress().done) if done} == model.done
        assert set(session.felt) == model.eased
        if not model.over:
            assert view.remaining == (model.length - model.spent) * EIGHTH

    @invariant()
    def never_counts_too_much(self) -> None:
        session = self.at.session
        assert session.held() <= self.model.unpaused * EIGHTH
        for entry, planned in enumerate(session.plan.entries):
            assert 0 <= session.done(entry) <= planned.repetitions
        assert session.view(self.at.now).remaining >= 0

    @invariant()
    def tells_every_phase_it_enters_and_leaves(self) -> None:
        """Each phase told to begin is told to end before another begins; the end is told once."""
        running = 0
        ended = False
        for before, event in pairwise([PhaseBegan(0), *self.at.events]):
            if isinstance(event, PhaseEnded):
                assert (event.index, ended) == (running, False)
            elif isinstance(event, PhaseBegan):
                assert isinstance(before, PhaseEnded)
                running = event.index
            elif isinstance(event, Finished):
                assert isinstance(before, PhaseEnded)
                ended = True
        assert running == self.at.session.view(self.at.now).index
        assert ended == bool(self.at.session.ending)

    @invariant()
    def can_be_taken_up(self) -> None:
        session = self.at.session
        again = Session(session.plan, 3.0, session.progress())
        for entry in range(len(session.plan.entries)):
            assert again.done(entry) == session.done(entry)
            assert again.held(entry) == session.held(entry)
            assert again.reached(entry) == session.reached(entry)
        assert again.felt == session.felt

    def teardown(self) -> None:
        if hasattr(self, "at"):
            until_end(self.at)
            running = any(state == "running" for _, state in self.at.session.parts())
            assert not running


SessionWalk.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestSessionWalk = SessionWalk.TestCase

TICK = 1.9
"""The longest tick of a real clock here: at a whole GAP, rounding decides whether it is one."""

steps = st.floats(1e-9, TICK)
moves = st.lists(st.tuples(st.sampled_from(KEYS), st.lists(steps, max_size=5)), max_size=15)
clocks = st.floats(0, 1e6)


def state(at: Walk) -> dict[str, Any]:
    """All that a session knows, but for the clock."""
    return {name: value for name, value in vars(at.session).items() if name != "_last"}


@given(plans, clocks, moves)
def test_time_never_runs_backwards_while_no_key_is_pressed(
    plan: Plan, now: float, moves: list[tuple[str, list[float]]]
) -> None:
    at = walk(plan, now)
    for key, ticks in moves:
        at.press(key)
        seen = at.session.view(at.now)
        for step in ticks:
            at.wait(step, step=step)
            view = at.session.view(at.now)
            assert view.left <= seen.left + 1e-6
            assert view.index >= seen.index
            assert view.index > seen.index or view.remaining <= seen.remaining
            seen = view


@given(plans, clocks, moves)
def test_no_more_is_held_than_the_time_that_passed_unpaused(
    plan: Plan, now: float, moves: list[tuple[str, list[float]]]
) -> None:
    at = walk(plan, now)
    unpaused = 0.0
    for key, ticks in moves:
        at.press(key)
        for step in ticks:
            unpaused += 0.0 if at.session.paused else step
            at.wait(step, step=step)
    assert at.session.held() <= unpaused + 1e-6
    assert all(at.session.done(i) <= e.repetitions for i, e in enumerate(plan.entries))


@given(plans, clocks, moves)
def test_every_plan_ends_whatever_keys_went_before(
    plan: Plan, now: float, moves: list[tuple[str, list[float]]]
) -> None:
    at = walk(plan, now)
    for key, ticks in moves:
        at.press(key)
        for step in ticks:
            at.wait(step, step=step)
    until_end(at)
    assert isinstance(at.events[-1], Finished)


@given(plans, st.lists(steps, min_size=1, max_size=30))
def test_run_through_untouched_left_and_right_are_held_alike(plan: Plan, ticks: list[float]) -> None:
    at = walk(plan)
    while not at.session.ending:
        for step in ticks:
            at.wait(max(step, EIGHTH), step=max(step, EIGHTH))
    for index, entry in enumerate(plan.entries):
        assert at.session.done(index) == entry.repetitions
        sides = {"left": 0.0, "right": 0.0, None: 0.0}
        for held, phase in zip(at.session.progress().held, plan.phases, strict=True):
            sides[phase.side] += held if phase.entry == index else 0.0
        assert abs(sides["left"] - sides["right"]) < 1e-6
        let_go = entry.let_go if entry.contracts else 0
        assert abs(sum(sides.values()) - (entry.hold - let_go) * entry.repetitions) < 1e-6


@given(plans, clocks, st.integers(1, 400))
def test_holds_end_on_time_however_finely_the_clock_ticks(plan: Plan, now: float, parts: int) -> None:
    """No error adds up: a phase ends at its planned time, give or take a millionth of a second."""
    at = walk(plan, now)
    ends = list(accumulate(phase.seconds for phase in plan.phases))
    for tick in range(1, 401):
        passed = tick * TICK / parts
        at.session.advance(now + passed)
        if at.session.ending:
            assert passed >= ends[-1] - 1e-6
            break
        view = at.session.view(now + passed)
        assert abs(ends[view.index] - view.remaining - passed) < 1e-6


@given(plans, st.lists(st.integers(1, int(GAP * UNITS)), max_size=40), st.data())
def test_a_tick_split_in_many_gives_the_same_state(plan: Plan, ticks: list[int], data: st.DataObject) -> None:
    whole, split = walk(plan), walk(plan)
    for units in ticks:
        whole.wait(units * EIGHTH, step=units * EIGHTH)
        split.wait(units * EIGHTH, step=data.draw(st.integers(1, units)) * EIGHTH)
        assert state(whole) == state(split)
    assert whole.events == split.events


eighths = st.integers(0, int(GAP * UNITS))


@given(
    plans,
    st.integers(0, 30),
    st.integers(0, 10**7),
    st.lists(st.tuples(st.sampled_from(KEYS), st.lists(eighths, max_size=5)), max_size=15),
)
def test_a_pause_however_long_changes_nothing(
    plan: Plan, before: int, pause: int, after: list[tuple[str, list[int]]]
) -> None:
    at, unpaused = walk(plan), walk(plan)
    for one in (at, unpaused):
        one.wait(before * EIGHTH, step=EIGHTH)
    at.press("pause")
    at.wait(pause * EIGHTH, step=pause * EIGHTH)
    at.press("resume")
    for one in (at, unpaused):
        for key, ticks in after:
            one.press(key)
            for units in ticks:
                one.wait(units * EIGHTH, step=EIGHTH)
    assert state(at) == state(unpaused)


@given(plans, moves)
def test_a_session_killed_and_taken_up_records_every_hold_once(
    plan: Plan, moves: list[tuple[str, list[float]]]
) -> None:
    at = walk(plan)
    for key, ticks in moves:
        at.press(key)
        for step in ticks:
            at.wait(step, step=step)
    before = [at.session.done(i) for i in range(len(plan.entries))]
    again = walk(plan, 0.0)
    again.session = Session(plan, 0.0, at.session.progress())
    untouched = [i for i in range(len(plan.phases)) if i > at.session.progress().index]
    until_end(again)
    for index, entry in enumerate(plan.entries):
        assert before[index] <= again.session.done(index) <= entry.repetitions
    done = again.session.progress().done
    assert all(done[i] for i in untouched if plan.phases[i].works)
