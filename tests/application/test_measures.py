"""What both front ends decide by: which tests there are, what a body bars, what is due, what numbers say, saving."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from stretchtui.application import measures
from stretchtui.application.context import Context
from stretchtui.core.measures.quantity import Quantity
from stretchtui.core.measures.record import Best, Measure
from stretchtui.core.measures.series import series_of
from stretchtui.core.session.record import SessionRecord, StretchRecord
from tests.ui.conftest import START, HandClock

Load = Callable[..., Context]


def measure(weeks_ago: float, left: str = "9", right: str | None = "9", test: str = "knee-wall") -> Measure:
    best = Best("cm", Decimal(left), None if right is None else Decimal(right))
    return Measure(f"m-{test}-{weeks_ago}", START - timedelta(weeks=weeks_ago), test, best)


def kept(context: Context, *some: Measure) -> None:
    for one in some:
        context.services.history.append(one)


def test_choices_say_when_it_was_and_what_a_body_bars(load: Load, home: Path) -> None:
    (home / "settings.toml").write_text('[body]\nconditions = ["knee-pain", "sciatica"]\n[measure]\nevery_weeks = 4\n')
    context = load()
    kept(context, measure(9), measure(5, "10"), measure(1, test="back-scratch"), measure(-1, "20"))
    tests = measures.tests_of(context)
    found = {c.test.id: c for c in measures.choices(tests, measures.measures_of(context), context)}
    assert [found[name].mark for name in ("knee-wall", "chair-reach", "back-scratch")] == ["!", "~", " "]
    assert "Knee pain" in found["knee-wall"].reason
    assert found["knee-wall"].last_words("cm") == "left 10 cm, right 9 cm on 17 Oct 2026"
    assert found["knee-wall"].due
    assert not found["back-scratch"].due
    assert found["finger-floor"].last is None


def test_what_is_due_is_told_only_where_that_is_wanted_and_allowed(load: Load, home: Path) -> None:
    context = load()
    kept(context, measure(5), measure(5, test="back-scratch"))
    assert measures.due_line(context) == ""
    (home / "settings.toml").write_text("[measure]\nevery_weeks = 4\n")
    assert measures.due_line(load()) == "Self-test due again: Back scratch and Knee to the wall."
    (home / "settings.toml").write_text('[measure]\nevery_weeks = 4\n[body]\nconditions = ["knee-pain"]\n')
    assert measures.due_line(load()) == "Self-test due again: Back scratch."


@pytest.mark.parametrize(
    ("settings", "barred"),
    [
        ("", False),
        ('[body]\nconditions = ["knee-pain"]\n', True),
        ('[body]\nconditions = ["cancer"]\n', True),
        ('[body]\nconditions = ["cancer"]\nallowed = ["cancer"]\n', False),
        ("[body]\nflare_up = true\n", True),
    ],
)
def test_a_body_bars_a_test_as_it_does_a_stretch(load: Load, home: Path, settings: str, barred: bool) -> None:
    (home / "settings.toml").write_text(settings)
    context = load()
    test = measures.find_test("knee-wall", measures.tests_of(context))
    consent = measures.consent_for(test, context)
    assert (consent is not None) == barred
    if consent:
        assert consent.kind == "avoid"
        assert consent.lines


def test_an_unknown_test_is_told_with_the_nearest(load: Load) -> None:
    with pytest.raises(ValueError, match="did you mean 'knee-wall'"):
        measures.find_test("knee-wal", measures.tests_of(load()))


def test_from_the_numbers_to_the_history(load: Load, hand: HandClock) -> None:
    context = load()
    kept(context, measure(8, "7", "10"))
    test = measures.find_test("Knee to the wall", measures.tests_of(context))
    course = measures.begin(test, "left", context)
    course.go_on(hand.elapsed())
    for text in ("9", "9.5", "", "3 1/2 in", "10", "10.2"):
        course.go_on(hand.elapsed())
        hand.passed += 11
        course.advance(hand.elapsed())
        course.enter(measures.typed(text, course, context))
    new = measures.measure_of(course, context)
    assert new is not None
    assert new.best == Best("cm", Decimal("9.5"), Decimal("10.2"))
    said = measures.said_after(new, measures.measures_of(context), test, context)
    assert said[0] == ("Left", "9.5 cm.")
    assert "probably better" in said[1][1]
    assert "no change to speak of" in said[3][1]
    assert measures.save(new, context) is None
    assert context.services.history.measures()[-1] == new
    assert context.services.history.undo()
    assert len(context.services.history.measures()) == 1


@pytest.mark.parametrize(
    ("wanted", "before", "first"),
    [
        ("left", ("9", "5"), "left"),
        ("right", ("5", "9"), "right"),
        ("stiff", None, "left"),
        ("stiff", ("9", "5"), "right"),
        ("stiff", ("5", "9"), "left"),
        ("stiff", ("9", "9"), "left"),
        ("stiff", ("9", None), "left"),
    ],
)
def test_a_test_begins_with_the_side_that_is_wanted(
    load: Load, home: Path, wanted: str, before: tuple[str, str | None] | None, first: str
) -> None:
    (home / "settings.toml").write_text(f'[session]\nfirst_side = "{wanted}"\n')
    context = load()
    if before:
        kept(context, measure(9, "1", "20"), measure(8, "20", "1"), measure(4, *before))
        kept(context, measure(2, "1", "20", test="back-scratch"), measure(-1, "20", "1"))
    test = measures.tests_of(context)["knee-wall"]
    found = measures.first_side(test, context)
    assert found == first
    course = measures.begin(test, found, context)
    assert [one.side for one in course.tries] == [first] * 3 + [({"left", "right"} - {first}).pop()] * 3


def test_where_less_is_further_the_stiffer_side_has_the_larger_number(load: Load, home: Path) -> None:
    (home / "settings.toml").write_text('[session]\nfirst_side = "stiff"\n')
    (home / "catalog" / "measures").mkdir(parents=True)
    shipped = next(Path("catalog/measures").glob("*.toml")).read_text()
    knee = shipped[shipped.index('id = "knee-wall"') :].split("\n[[test]]")[0].replace("knee-wall", "gap")
    (home / "catalog" / "measures" / "gap.toml").write_text(
        "[[test]]\n" + knee.replace('figure = "measure-gap"\n', "").replace('better = "more"', 'better = "less"')
    )
    context = load()
    kept(context, measure(4, "5", "9", test="gap"))
    assert measures.first_side(measures.tests_of(context)["gap"], context) == "right"


def test_nothing_typed_is_no_number_and_no_measure(load: Load) -> None:
    context = load()
    course = measures.begin(measures.tests_of(context)["knee-wall"], "left", context)
    assert measures.typed("  ", course, context) is None
    assert measures.measure_of(course, context) is None


def test_numbers_without_a_unit_are_in_the_users(load: Load, home: Path) -> None:
    (home / "settings.toml").write_text('[measure]\nunit = "in"\n')
    context = load()
    course = measures.begin(measures.tests_of(context)["knee-wall"], "left", context)
    assert measures.typed("4", course, context) == Quantity(Decimal(4), "in")
    assert measures.typed("4 cm", course, context) == Quantity(Decimal(4), "cm")


def test_what_was_practised_between_the_numbers(load: Load) -> None:
    context = load()
    test = measures.tests_of(context)["knee-wall"]
    (left, _) = series_of([measure(8), measure(1)], {"knee-wall": test}, START)
    part = StretchRecord("calf-wall", "Calf", "calves-feet", 2, 2, 120)
    days = (70, 30, 20, 2)
    records = [SessionRecord(f"s{n}", START - timedelta(days=n), 120, "completed", (part,)) for n in days]
    said = measures.practice_between(left, test, measures.practice_of([test], records)["knee-wall"], context)
    assert said == "Since 26 Sep 2026: 2 sessions for calves and feet, legs, 4 min held."
    assert measures.practice_between(left, None, (), context) == ""


def test_norms_are_shown_to_whom_they_are_about(load: Load, home: Path) -> None:
    test = measures.tests_of(load())["chair-reach"]
    assert measures.norms_for(test, load()) == ()
    (home / "settings.toml").write_text("[body]\nage = 62\n")
    assert [str(norm.low) for norm in measures.norms_for(test, load())] == ["1.5"]
