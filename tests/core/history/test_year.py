"""The figures of a year, in the three measures, and the cards to paste to a friend."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.card import card, figures_of
from stretchtui.core.history.days import by_day
from stretchtui.core.history.example import example_sessions
from stretchtui.core.history.review import review
from stretchtui.core.history.year import (
    LEVELS,
    MEASURES,
    WEEKS,
    Measure,
    held_words,
    level,
    months_words,
    part_of_day,
    scale_of,
    top_of,
    year_of,
)
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.storage.catalog.stretches import load_catalogue

TODAY = date(2026, 11, 21)  # a Saturday
MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[3] / "catalog", Path("none")).catalogue


def on(day: date, *, hour: int = 9, minutes: float = 5, before: int | None = None) -> SessionRecord:
    started = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    part = StretchRecord("secret-stretch", "Secret stretch", "neck", 1, 1, round(60 * minutes), "pain")
    return SessionRecord(
        id=f"{started:%Y%m%d%H}-{minutes}",
        started=started,
        seconds=round(60 * minutes),
        outcome="completed",
        stretches=(part,),
        tightness=None if before is None else Tightness(before, 1),
        note="my secret",
    )


class TestMeasures:
    @pytest.mark.parametrize(
        ("measure", "sessions", "shade"),
        [
            ("minutes", [], 0),
            ("minutes", [on(TODAY, minutes=0)], 1),
            ("minutes", [on(TODAY, minutes=12), on(TODAY, minutes=8)], 4),
            ("sessions", [on(TODAY)], 1),
            ("sessions", [on(TODAY)] * 3, 3),
            ("sessions", [on(TODAY)] * 9, 4),
            ("tightness", [on(TODAY)], 0),
            ("tightness", [on(TODAY, before=0)], 1),
            ("tightness", [on(TODAY, before=3), on(TODAY, before=8), on(TODAY)], 3),
        ],
    )
    def test_levels_of_a_day(self, measure: Measure, sessions: list[SessionRecord], shade: int) -> None:
        assert level(sessions, measure) == shade

    @pytest.mark.parametrize("measure", MEASURES)
    def test_each_level_has_a_word(self, measure: Measure) -> None:
        assert len(scale_of(measure).levels) == LEVELS

    @given(st.sampled_from(MEASURES), st.lists(st.floats(0, 5000), max_size=9))
    def test_no_value_is_above_the_end_of_the_axis(self, measure: Measure, values: list[float]) -> None:
        values = [min(value, 10) for value in values] if measure == "tightness" else values
        assert top_of(values, measure) >= max(values, default=0)
        assert top_of(values, measure) > 0


class TestYear:
    def test_what_lies_outside_counts_for_nothing(self) -> None:
        first = MONDAY - timedelta(weeks=WEEKS - 1)
        days = by_day([on(first - timedelta(days=1)), on(first), on(TODAY), on(TODAY + timedelta(days=1))])
        year = year_of(days, MONDAY, TODAY)
        assert (year.first, year.last, year.days, year.sessions, year.seconds) == (first, TODAY, 2, 2, 600)
        assert year.weeks[0] == year.weeks[-1] == 5
        assert set(year.weeks[1:-1]) == {None}

    def test_a_year_gone_by_ends_with_its_sunday(self) -> None:
        year = year_of(by_day([on(MONDAY - timedelta(days=1))]), MONDAY - timedelta(weeks=1), TODAY)
        assert year.last == date(2026, 11, 15)
        assert year.days == 1

    def test_hours_and_working_days(self) -> None:
        year = year_of(by_day([on(TODAY, hour=0), on(TODAY, hour=23), on(MONDAY, hour=23)]), MONDAY, TODAY)
        assert (year.hours[0], year.hours[23], sum(year.hours), year.workdays) == (1, 2, 3, 1)

    def test_words(self) -> None:
        assert [held_words(s) for s in (30, 1800, 5400, 360_000)] == ["0 min", "30 min", "1.5 h", "100 h"]
        assert months_words(year_of({}, MONDAY, TODAY)) == "Nov 2025 – Nov 2026"
        assert part_of_day([0] * 24) == ""
        assert part_of_day([0] * 9 + [6] + [0] * 10 + [2] + [0] * 3) == "75 % in the morning"

    @given(st.lists(st.tuples(st.integers(0, 800), st.integers(0, 23), st.integers(0, 40)), max_size=40))
    def test_the_weeks_and_the_hours_have_all_that_the_totals_have(self, some: list[tuple[int, int, int]]) -> None:
        records = [on(TODAY - timedelta(days=age), hour=hour, minutes=held) for age, hour, held in some]
        days = by_day(records)
        year = year_of(days, MONDAY, TODAY)
        counted = sum(week or 0 for week in year_of(days, MONDAY, TODAY, "sessions").weeks)
        assert sum(year.hours) == year.sessions == counted
        assert round(sum(week or 0 for week in year.weeks) * 60) == year.seconds


class TestCard:
    def test_a_week(self) -> None:
        records = [on(MONDAY, minutes=10), on(MONDAY + timedelta(days=2), minutes=5), on(TODAY, minutes=0.5)]
        text = card("week", figures_of(records, NOW, 4))
        assert text.splitlines() == [
            "My week of stretching, 16 – 22 Nov 2026",
            "",
            f"Mo {'█' * 24} 10 min",
            "Tu ·",
            f"We {'█' * 12} 5 min",
            "Th ·",
            "Fr ·",
            "Sa █ 30 s",
            "",
            "3 of 4 days this week · 3 sessions · 16 min",
        ]

    def test_a_year(self) -> None:
        records = [on(MONDAY - timedelta(days=at)) for at in range(28)]
        lines = card("year", figures_of(records, NOW, 4)).splitlines()
        assert lines[0] == "My year of stretching, Nov 2025 – Nov 2026"
        assert lines[2] == f"Mo {'·' * 49}▒▒▒▒"
        assert lines[8] == f"Su {'·' * 48}▒▒▒▒"
        assert lines[10:] == ["28 days · 28 sessions · 2.3 h", "4 weeks in a row at best, 4 now"]

    def test_a_year_gone_by_says_nothing_of_now(self) -> None:
        records = [on(MONDAY - timedelta(days=at)) for at in range(28)]
        text = card("year", figures_of(records, NOW, 4), monday=MONDAY - timedelta(weeks=52))
        assert text.endswith("\n\n0 days · 0 sessions · 0 min\n4 weeks in a row at best\n")

    @given(
        st.lists(st.tuples(st.integers(0, 500), st.integers(0, 60)), max_size=30),
        st.sampled_from(["week", "year"]),
        st.booleans(),
    )
    def test_a_card_is_narrow_and_tells_nothing_private(
        self, some: list[tuple[int, int]], span: str, ascii_only: bool
    ) -> None:
        records = [on(TODAY - timedelta(days=age), minutes=held, before=5) for age, held in some]
        text = card("week" if span == "week" else "year", figures_of(records, NOW, 4), ascii_only=ascii_only)
        assert max(map(len, text.splitlines())) <= 60
        assert text.endswith("\n")
        assert not any(word in text.lower() for word in ("secret", "pain", "tight", "neck"))
        assert text.isascii() or not ascii_only

    def test_what_is_still_to_come_is_left_out(self) -> None:
        assert "0 sessions" in card("week", figures_of([on(TODAY, hour=21)], NOW, 4))


def test_the_example_fills_every_page(catalogue: Catalogue) -> None:
    records = example_sessions(catalogue, TODAY)
    figures = review(records, catalogue, TODAY, 4, now=NOW)
    year = year_of(figures.days, MONDAY, TODAY)
    assert {level(sessions) for sessions in figures.days.values()} == {1, 2, 3, 4}
    assert 150 < year.days < 300
    assert figures.best >= 4
    assert len(figures.effects[0].changes) == len(records)
    assert all(seconds for seconds in figures.balance.seconds[52].values())
    assert list(records) == sorted(records, key=lambda one: one.started, reverse=True)
    assert max(record.started for record in records) < NOW
    assert example_sessions(catalogue, TODAY) == records
