"""When a break is due: only time at the keyboard counts."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.breaks.due import is_quiet
from stretchtui.core.breaks.reminder import AGAIN, AWAY, REFRESHED, TIMES, Event, Moment, Reminder

BEGIN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
STEP = 15


class Desk:
    """A desk with a reminder and a clock that is turned by hand."""

    def __init__(self, every: float = 50, quiet: tuple[time, time] | None = None) -> None:
        self.reminder = Reminder(every, quiet)
        self.seconds = 0.0
        self.last: datetime | None = None
        self.snoozed_until: datetime | None = None
        self.reminder.step(self.moment(0))

    @property
    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.seconds)

    def moment(self, idle: float | None) -> Moment:
        return Moment(self.seconds, self.now, idle, self.last, self.snoozed_until)

    def step(self, idle: float | None = 0, seconds: float = STEP) -> Event | None:
        self.seconds += seconds
        return self.reminder.step(self.moment(idle))

    def work(self, minutes: float, idle: float | None = 0) -> list[tuple[int, Event]]:
        """The events of so many minutes, each with the minute of the day at the desk."""
        told = []
        for _ in range(round(minutes * 60 / STEP)):
            if event := self.step(idle):
                told.append((round(self.seconds / 60), event))
        return told

    def stretch(self, minutes_ago: float = 3) -> None:
        self.last = self.now - timedelta(minutes=minutes_ago)


def test_it_tells_after_the_time_then_twice_more_and_then_is_silent() -> None:
    again = AGAIN // 60
    assert Desk().work(300) == [(50, "due"), (50 + again, "due"), (50 + 2 * again, "due")]


def test_time_away_does_not_count() -> None:
    desk = Desk()
    assert desk.work(40) == []
    assert desk.work(15, idle=AWAY + 1) == []
    assert desk.work(11) == [(65, "due")]


def test_nobody_is_told_while_nobody_is_there() -> None:
    desk = Desk()
    desk.work(49.75)
    assert desk.work(10, idle=AWAY) == []
    assert desk.step() == "due"


def test_without_any_terminal_nobody_is_there() -> None:
    assert Desk().work(300, idle=None) == []


def test_a_long_time_away_is_a_break_from_sitting() -> None:
    desk = Desk()
    desk.work(45)
    desk.work(REFRESHED / 60 + 1, idle=None)
    assert desk.reminder.sat == 0
    desk = Desk()
    desk.work(45)
    desk.step(idle=REFRESHED)
    assert desk.reminder.sat == 0


def test_a_break_done_anywhere_begins_the_count_anew() -> None:
    desk = Desk()
    desk.work(45)
    desk.stretch()
    assert desk.work(300)[:2] == [(45, "break"), (95, "due")]


def test_a_reminder_comes_again_after_a_break() -> None:
    desk = Desk()
    desk.work(300)
    desk.stretch()
    assert len(desk.work(300)) == 1 + TIMES


def test_an_older_break_that_is_logged_only_now_counts_from_its_own_time() -> None:
    desk = Desk()
    desk.work(45)
    desk.stretch(minutes_ago=30)
    assert desk.work(25) == [(45, "break"), (65, "due")]
    desk = Desk()
    desk.work(45)
    desk.stretch(minutes_ago=600)
    assert desk.work(5) == [(45, "break"), (50, "due")]


def test_a_session_that_was_there_before_is_no_break_nor_one_that_is_deleted() -> None:
    desk = Desk()
    desk.stretch()
    desk.step()
    desk.last = None
    assert desk.work(55) == [(50, "due")]


def test_quiet_hours_and_what_comes_after_them() -> None:
    desk = Desk(quiet=(time(9, 30), time(10, 30)))
    assert desk.work(120)[0] == (90, "due")


def test_silence_that_was_asked_for() -> None:
    desk = Desk()
    desk.work(45)
    assert desk.reminder.snooze(desk.now, 20) == desk.now + timedelta(minutes=20)
    assert desk.work(30)[0] == (65, "due")
    desk = Desk()
    desk.snoozed_until = BEGIN + timedelta(minutes=70)
    assert desk.work(75)[0] == (70, "due")


def test_a_machine_that_slept_and_a_clock_that_ran_back_count_nothing() -> None:
    desk = Desk()
    desk.work(45)
    desk.step(seconds=3600)
    desk.step(seconds=-50)
    assert desk.reminder.sat == 45 * 60


steps = st.lists(
    st.tuples(st.sampled_from([0.0, 1.0, AWAY - 1.0, AWAY, REFRESHED, None]), st.integers(1, 90), st.booleans()),
    max_size=300,
)


@given(steps, st.integers(1, 10))
def test_it_is_never_told_too_early_or_to_nobody_or_in_quiet_hours(
    steps: list[tuple[float | None, int, bool]], every: int
) -> None:
    quiet = (time(9, 20), time(9, 40))
    desk = Desk(every, quiet)
    there = 0.0
    for idle, seconds, stretched in steps:
        if stretched and seconds < 5:
            desk.stretch(minutes_ago=0)
        event = desk.step(idle, seconds)
        is_there = idle is not None and idle < AWAY
        there += seconds * is_there
        if event == "break":
            there = 0
        if event == "due":
            assert is_there
            assert not is_quiet(desk.now, quiet)
            assert there >= every * 60
            assert desk.reminder.sat <= there
