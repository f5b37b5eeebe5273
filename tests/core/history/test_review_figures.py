"""The figures of the review screen: weeks, streak, shades, effect, balance."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.days import by_day, day_at, day_of, week_of
from stretchtui.core.history.regions import balance, left_out, left_out_words
from stretchtui.core.history.review import review
from stretchtui.core.history.tightness import TightnessChange, change_words, columns, effects, verdict
from stretchtui.core.history.totals import glance, minutes_words, streak_words
from stretchtui.core.history.year import level
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.storage.catalog.stretches import load_catalogue

TODAY = date(2026, 11, 21)  # a Saturday
MONDAY = date(2026, 11, 16)
HERE = timezone(timedelta(hours=1))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[3] / "catalog", Path("none")).catalogue


def on(
    day: date,
    *,
    hour: int = 9,
    seconds: int = 300,
    tight: tuple[int, int] | None = None,
    region: str = "neck",
    stretch: str = "x",
) -> SessionRecord:
    started = datetime(day.year, day.month, day.day, hour, tzinfo=HERE)
    return SessionRecord(
        id=f"{started:%Y%m%d%H}-{seconds}",
        started=started,
        seconds=seconds,
        outcome="completed",
        stretches=(StretchRecord(stretch, "X", region, 1, 1, seconds),),
        tightness=Tightness(*tight) if tight else None,
    )


def weeks(*counts: int) -> list[SessionRecord]:
    """So many days in this week, in the one before, and so on; newest first."""
    return [
        on(MONDAY - timedelta(weeks=back) + timedelta(days=day))
        for back, count in enumerate(counts)
        for day in reversed(range(count))
    ]


class TestGlance:
    def test_a_week_that_is_not_over_does_not_break_the_streak(self) -> None:
        assert glance(weeks(1, 4, 5, 4, 3, 4), TODAY, 4).streak == 3

    def test_this_week_counts_as_soon_as_it_has_met_the_goal(self) -> None:
        assert glance(weeks(4, 4, 0, 4), TODAY, 4).streak == 2

    def test_rest_days_never_break_it(self) -> None:
        assert glance(weeks(0, 1, 1, 1), TODAY, 1).streak == 3

    def test_two_sessions_on_one_day_are_one_day(self) -> None:
        assert glance([on(TODAY), on(TODAY, hour=7)], TODAY, 4).days == 1

    def test_the_usual_is_the_mean_of_four_weeks_with_empty_ones(self) -> None:
        figures = glance(weeks(2, 4, 0, 4, 0, 7), TODAY, 4)
        assert (figures.usual, figures.weeks) == (600, 4)
        assert minutes_words(figures) == "10 min this week, 10 in a usual week"

    def test_a_young_history_is_compared_with_the_weeks_it_has(self) -> None:
        figures = glance(weeks(1, 2, 2), TODAY, 4)
        assert (figures.weeks, figures.usual) == (2, 600)
        assert minutes_words(figures) == "5 min this week, 10 in a usual week"

    def test_one_week_is_no_usual_one(self) -> None:
        assert minutes_words(glance(weeks(1, 2), TODAY, 4)) == "5 min this week, 10 the week before"

    def test_the_first_week_is_compared_with_nothing(self) -> None:
        assert minutes_words(glance(weeks(3), TODAY, 4)) == "15 min this week"

    def test_no_session_at_all(self) -> None:
        figures = glance([], TODAY, 4)
        assert (figures.days, figures.streak, figures.seconds, streak_words(figures)) == (0, 0, 0, "")

    def test_a_part_of_the_history_does_not_pretend_to_be_all(self) -> None:
        figures = glance(weeks(4, 4, 4), TODAY, 4, whole=False)
        assert (figures.longer, figures.weeks) == (True, 0)
        assert "3+ weeks" in streak_words(figures)

    def test_a_part_that_holds_the_broken_week_is_enough(self) -> None:
        figures = glance(weeks(4, 4, 1, 4, 4, 4, 4), TODAY, 4, whole=False)
        assert (figures.streak, figures.longer, figures.weeks) == (2, False, 4)

    def test_sessions_dated_tomorrow_are_left_out(self) -> None:
        assert glance([on(TODAY + timedelta(days=1))], TODAY, 4).days == 0

    def test_a_night_owl_is_still_in_yesterday(self) -> None:
        assert day_at(datetime(2026, 11, 22, 2, tzinfo=UTC), 4) == TODAY
        assert day_at(datetime(2026, 11, 22, 4, tzinfo=UTC), 4) == date(2026, 11, 22)

    @given(st.lists(st.integers(0, 400), max_size=60), st.integers(1, 7), st.integers(0, 400))
    def test_a_part_never_says_more_than_the_whole(self, ages: list[int], goal: int, cut: int) -> None:
        every = [on(TODAY - timedelta(days=age)) for age in sorted(ages)]
        whole, part = (glance(some, TODAY, goal, whole=some is every) for some in (every, every[:cut]))
        assert part.streak <= whole.streak
        assert part.longer or part.streak == whole.streak
        assert part.weeks in (0, whole.weeks)


class TestHeat:
    @pytest.mark.parametrize(
        ("minutes", "shade"),
        [((), 0), ((0,), 1), ((4,), 1), ((3, 2), 2), ((10,), 3), ((19,), 3), ((20,), 4), ((90,), 4)],
    )
    def test_shades_by_the_minutes_of_the_day(self, minutes: tuple[int, ...], shade: int) -> None:
        assert level([on(TODAY, seconds=m * 60) for m in minutes]) == shade

    def test_a_session_after_midnight_belongs_to_the_evening(self) -> None:
        night = on(TODAY, hour=1)
        assert list(by_day([night], 4)) == [TODAY - timedelta(days=1)]
        assert list(by_day([night])) == [TODAY]


class TestEffect:
    def scored(self, *pairs: tuple[int, int], region: str = "neck") -> list[SessionRecord]:
        return [on(TODAY - timedelta(days=n), tight=pair, region=region) for n, pair in enumerate(pairs)]

    def test_few_are_too_few(self) -> None:
        (every, *_) = effects(self.scored((5, 3), (6, 2), (5, 1)))
        assert verdict(every) == ("3 sessions: too few to tell.",)
        assert change_words(every) == "too few"

    def test_one_is_a_session(self) -> None:
        assert verdict(effects(self.scored((5, 3)))[0]) == ("1 session: too few to tell.",)

    def test_none_asks_for_numbers(self) -> None:
        assert "No session" in verdict(effects([on(TODAY)])[0])[0]

    def test_one_number_alone_is_no_change(self) -> None:
        half = SessionRecord("h", datetime(2026, 1, 1, tzinfo=UTC), 1, "completed", tightness=Tightness(before=5))
        assert effects([half])[0].changes == ()

    def test_a_clear_change_is_called_so(self) -> None:
        (every, *_) = effects(self.scored(*[(6, 4), (7, 4), (5, 4)] * 5))
        assert verdict(every)[0] == "15 sessions: 2.0 looser on average, of 10."
        assert verdict(every)[1] == "15 ended looser, 0 the same, 0 tighter."
        assert change_words(every) == "2.0 looser"

    def test_ups_and_downs_are_no_clear_change(self) -> None:
        (every, *_) = effects(self.scored(*[(6, 3), (3, 6), (5, 5)] * 5))
        assert verdict(every)[0] == "15 sessions: no clear change on average."
        assert change_words(every) == "unclear"

    def test_tighter_is_told_too(self) -> None:
        (every, *_) = effects(self.scored(*[(3, 5), (4, 5)] * 6))
        assert "1.5 tighter" in verdict(every)[0]

    def test_some_are_a_first_impression(self) -> None:
        (every, *_) = effects(self.scored(*[(6, 4)] * 6))
        assert verdict(every)[-1] == "A first impression, no more."

    def test_how_it_began_and_how_it_is_now(self) -> None:
        now, then = [(4, 3), (3, 2)] * 6, [(7, 6), (8, 6)] * 6
        (every, *_) = effects(self.scored(*now, *then))
        assert verdict(every)[-1] == "Before a session: 7.5 in the first 10, 3.5 in the last 10."

    def test_by_region_in_the_order_of_the_catalogue(self) -> None:
        records = [*self.scored((5, 3), region="legs"), *self.scored((5, 3), region="neck")]
        assert [e.region for e in effects(records, ["neck", "hips", "legs"])] == [None, "neck", "legs"]

    def test_columns_hold_means_at_their_time(self) -> None:
        start = datetime(2026, 1, 1, tzinfo=UTC)
        changes = [TightnessChange(start + timedelta(days=d), b, a) for d, b, a in ((0, 4, 2), (0, 6, 4), (10, 9, 8))]
        first, *middle, last = columns(changes, 5)
        assert first is not None
        assert (first.before, first.after, first.count) == (5, 3, 2)
        assert middle == [None] * 3
        assert last is not None
        assert last.count == 1

    @given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 10), st.integers(0, 10))), st.integers(0, 80))
    def test_columns_lose_no_session(self, some: list[tuple[int, int, int]], count: int) -> None:
        start = datetime(2026, 1, 1, tzinfo=UTC)
        changes = sorted(
            (TightnessChange(start + timedelta(hours=h), b, a) for h, b, a in some), key=lambda c: c.started
        )
        laid = columns(changes, count)
        assert len(laid) == count
        assert sum(column.count for column in laid if column) == (len(changes) if count else 0)

    @given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=40))
    def test_every_history_has_a_verdict(self, pairs: list[tuple[int, int]]) -> None:
        for effect in effects(self.scored(*pairs)):
            assert all(verdict(effect))
            assert change_words(effect)


class TestBalance:
    def test_windows_of_weeks(self) -> None:
        ages = (0, 27, 28, 83, 84, 363, 364)
        figures = balance([on(TODAY - timedelta(days=age), seconds=60) for age in ages], TODAY)
        assert {weeks: of.get("neck") for weeks, of in figures.seconds.items()} == {4: 120, 12: 240, 52: 360}

    def test_left_out_longest_first_and_never_before_all(self) -> None:
        records = [
            on(TODAY, region="neck"),
            on(TODAY - timedelta(weeks=5), region="legs"),
            on(TODAY - timedelta(weeks=9), region="hips"),
        ]
        found = left_out(balance(records, TODAY), ["neck", "legs", "hips", "back"], TODAY)
        assert [(one.region, one.weeks) for one in found] == [("back", None), ("hips", 9), ("legs", 5)]
        assert left_out_words(found, {"hips": "Hips"}) == (
            "Left out for long: back (never), Hips (9 weeks) and legs (5 weeks)."
        )

    def test_a_young_history_leaves_nothing_out(self) -> None:
        assert left_out(balance([on(TODAY - timedelta(days=27))], TODAY), ["legs"], TODAY) == ()

    def test_a_region_reached_by_the_way_is_not_left_out(self) -> None:
        records = [on(TODAY, stretch="cat-cow"), on(TODAY - timedelta(weeks=9))]
        figures = balance(records, TODAY, also={"cat-cow": ("mid-back",)})
        assert left_out(figures, ["mid-back"], TODAY) == ()
        assert "mid-back" not in figures.seconds[4]

    def test_a_stretch_that_was_not_done_reaches_nothing(self) -> None:
        skipped = SessionRecord(
            "s", datetime(2026, 11, 20, tzinfo=UTC), 0, "stopped", (StretchRecord("x", "X", "neck", 0, 4, 0),)
        )
        assert balance([skipped], TODAY).last == {}


class TestReview:
    @given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 23)), max_size=30), st.integers(0, 6))
    def test_every_session_is_on_exactly_one_day(
        self, catalogue: Catalogue, when: list[tuple[int, int]], ends: int
    ) -> None:
        records = [on(TODAY - timedelta(days=age), hour=hour) for age, hour in sorted(when)]
        figures = review(records, catalogue, TODAY, 4, day_ends_at=ends)
        assert sum(len(some) for some in figures.days.values()) == len(records)
        for day, some in figures.days.items():
            assert all(day_of(one, ends) == day for one in some)
            assert week_of(day).weekday() == 0
