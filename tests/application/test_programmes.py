"""Three months of a programme, played session by session with a clock that is moved: what is kept leads on and back."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from stretchtui.application.clock import Clock
from stretchtui.application.context import Context, load_context
from stretchtui.application.programmes import (
    first_day,
    has_sessions,
    programme_on,
    said_after,
    standing,
    standing_in,
    start,
    stop,
)
from stretchtui.application.session import Answers, begin, finished, questions, record_of
from stretchtui.core.session.record import Felt
from stretchtui.storage.files.places import Places
from tests.ui.conftest import make_terminal

BEGAN = datetime(2026, 9, 7, 8).astimezone()


class Calendar:
    """A clock that goes by days, and on by seconds while one stretches."""

    def __init__(self) -> None:
        self.time, self.passed = BEGAN, 1000.0

    def on(self, day: int, hour: int = 8) -> None:
        """Go to an hour of a day, counted from the first."""
        self.time = (BEGAN.replace(tzinfo=None) + timedelta(days=day, hours=hour - 8)).astimezone()

    def now(self) -> datetime:
        return self.time

    def elapsed(self) -> float:
        return self.passed

    @property
    def clock(self) -> Clock:
        return Clock(self.elapsed, self.now)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def context(tmp_path: Path, calendar: Calendar) -> Context:
    (tmp_path / "settings.toml").write_text("# mine\n[session]\nready = 0\n")
    return load_context(Places(tmp_path, tmp_path, tmp_path), make_terminal(), calendar.clock)


def do(context: Context, calendar: Calendar, felt: Felt = "right", hurts: str = "") -> str:
    """The next session from its first second to its last, with how each stretch felt; what is said after it."""
    at = standing(context)
    assert at
    assert at.plan.entries
    active = begin(at.plan, context)
    session = active.session
    while not session.ending:
        calendar.passed += 1.5
        session.advance(calendar.passed)
        view = session.view(calendar.passed)
        if view.entry.id == hurts and view.phase.strains:
            session.hurts(calendar.passed)
    for number, entry in enumerate(at.plan.entries):
        if entry.id != hurts:
            session.mark(number, felt)
    asked = questions(active, context)
    record = record_of(active, session.ending, asked, Answers(felt=session.felt.get(len(at.plan.entries) - 1)))
    result = finished(active, record, kept=active.running.finish(record).result())
    assert result.how == "saved"
    return said_after(record, context)


def place(context: Context) -> tuple[int, int]:
    """The step, from 1, and the sessions of it that are done."""
    at = standing(context)
    assert at
    return at.found.step + 1, at.found.sessions


def test_three_months(context: Context, calendar: Calendar, tmp_path: Path) -> None:
    programme = context.user.catalogue.programmes["lower-back-6"]
    start(programme, context)()
    for day in range(5):
        calendar.on(day)
        said = do(context, calendar)
    assert said.startswith("Step 2 of 6, first session of five. On to the next step: the one before went well.")

    calendar.on(4, hour=18)  # a second one on a day is done, and does not count
    assert "Done for today" in do(context, calendar)
    assert place(context) == (2, 0)

    for day in range(7, 12):
        calendar.on(day)
        do(context, calendar)
    assert place(context) == (3, 0)

    calendar.on(14)
    said = do(context, calendar, hurts="chair-hamstring")
    assert "A step back" in said
    calendar.on(15)
    at = standing(context)
    assert at
    assert place(context) == (2, 0)
    for day in range(15, 20):
        calendar.on(day)
        do(context, calendar)
    assert place(context) == (3, 0)
    at = standing(context)
    assert at
    assert [stretch.id for stretch in at.session.resting] == ["chair-hamstring"]  # step 3 has it, and it hurt
    calendar.on(22)
    at = standing(context)
    assert at
    assert not at.session.resting

    for day in (22, 23):
        calendar.on(day)
        said = do(context, calendar, "hard")
    assert place(context) == (2, 0)

    for day in range(28, 33):
        calendar.on(day)
        do(context, calendar, "easy")
    for day in range(35, 40):
        calendar.on(day)
        do(context, calendar)
    assert place(context) == (4, 0)

    calendar.on(39 + 29)  # four weeks ill: two steps lower
    at = standing(context)
    assert at
    assert place(context) == (2, 0)
    assert "ease in" in at.next

    day = 68
    while not standing(context).found.finished:  # type: ignore[union-attr]
        calendar.on(day)
        said = do(context, calendar)
        day += 1 if day % 7 < 4 else 3
    assert said.startswith("All 6 steps done. Two or three sessions a week")
    assert day >= 68 + 4 * 7  # five steps of a week each
    calendar.on(day + 2)
    do(context, calendar)
    at = standing(context)
    assert at
    assert at.place.startswith("All 6 steps done")
    assert (tmp_path / "settings.toml").read_text() == (
        '# mine\n[session]\nready = 0\n\n[programme]\nid = "lower-back-6"\nsince = 2026-09-07\n'
    )


def test_where_one_is_is_not_kept_anywhere_but_in_the_history(
    context: Context, calendar: Calendar, tmp_path: Path
) -> None:
    start(context.user.catalogue.programmes["desk-neck-4"], context)()
    for day in range(5):
        calendar.on(day)
        do(context, calendar)
    assert place(context) == (2, 0)
    text = (tmp_path / "history.toml").read_text()
    (tmp_path / "history.toml").write_text(text[: text.rindex("[[session]]")])
    assert place(context) == (1, 4)
    (tmp_path / "history.toml").write_text(text)
    assert place(context) == (2, 0)
    again = load_context(Places(tmp_path, tmp_path, tmp_path), make_terminal(), calendar.clock)
    assert place(again) == (2, 0)


def test_one_that_was_ended_is_taken_up_where_it_was(context: Context, calendar: Calendar) -> None:
    programme = context.user.catalogue.programmes["desk-neck-4"]
    start(programme, context)()
    for day in range(6):
        calendar.on(day)
        do(context, calendar)
    stop(context)()
    assert programme_on(context) is None
    assert standing(context) is None
    assert has_sessions(programme, context)
    start(programme, context)()
    assert place(context)[0] == 1
    began = first_day(programme, context)
    start(programme, context, since=began)()
    assert place(context) == (2, 1)
    assert context.user.settings.programme.since == began == BEGAN.date()
    everything = standing_in(programme, context)
    assert standing_in(programme, context, began).found == everything.found, "no more has to be read"


def test_one_that_was_never_done_has_no_first_day(context: Context) -> None:
    assert first_day(context.user.catalogue.programmes["desk-neck-4"], context) is None


def test_what_the_body_forbids_is_never_in_it(context: Context, calendar: Calendar, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[body]\nconditions = ["pregnancy"]\n')
    careful = load_context(Places(tmp_path, tmp_path, tmp_path), make_terminal(), calendar.clock)
    at = standing_in(careful.user.catalogue.programmes["lower-back-6"], careful)
    stretches = [careful.user.catalogue.stretches[entry.id] for entry in at.plan.entries]
    assert stretches
    assert not [stretch.id for stretch in stretches if "pregnancy" in stretch.avoid_if]
    assert any("Pelvic tilt" in line for line in at.changes)
