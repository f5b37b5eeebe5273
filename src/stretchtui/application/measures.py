"""Self-tests for both front ends: which there are, what a body bars, the course of one, its numbers, saving."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, structs

from stretchtui.application.care import Consent, PainWarning, Reason
from stretchtui.application.context import Context
from stretchtui.core.care.conditions import advice, verdict
from stretchtui.core.catalog.model import Side
from stretchtui.core.measures.change import best_record, reading, worse_side
from stretchtui.core.measures.course import Course
from stretchtui.core.measures.model import Norm, SelfTest
from stretchtui.core.measures.quantity import KIND_UNITS, PLACES, Quantity, Unit, quantity_of, quantity_text
from stretchtui.core.measures.record import Measure, Place
from stretchtui.core.measures.series import (
    DueTest,
    Practised,
    Series,
    apart,
    day_text,
    due_again,
    practice_words,
    practised,
    practised_for,
    said_of,
    series_of,
)
from stretchtui.core.measures.typed import parse_quantity
from stretchtui.core.measures.words import best_words, test_named
from stretchtui.core.session.record import SessionRecord, session_id
from stretchtui.core.words import listed, unknown
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.places import shipped
from stretchtui.storage.measures import load_tests

AVOID, CARE, NONE = "!", "~", " "
"""Signs beside a test that a body bars, or that it should take with care."""

HURT = (
    "Stop here, and let it settle. A number is worth no pain; nothing of this test is kept.",
    "Leave the test out until nothing has hurt for a week. See a doctor if the pain stays, or goes down a limb.",
)


class Choice(Struct, frozen=True):
    """A self-test to choose: the sign of what the body makes of it and why, when it was taken last, if ever."""

    test: SelfTest
    mark: str
    reason: str
    last: Measure | None
    due: DueTest | None
    first: Side = "left"
    """The side that is tried first, if the test has sides."""

    def last_words(self, unit: Unit) -> str:
        """`left 9.5 cm, right 11 cm on 3 Nov 2026`; empty where it was never taken."""
        return f"{best_words(self.last, self.test, unit)} on {day_text(self.last.at)}" if self.last else ""


def tests_of(context: Context) -> dict[str, SelfTest]:
    """All self-tests by id; what is wrong in the user's own files is told by `check`. Reads files."""
    return load_tests(shipped("catalog"), context.services.places.catalog, context.user.catalogue).tests


def find_test(name: str, tests: Mapping[str, SelfTest]) -> SelfTest:
    """A test by its id or its name. Raises ValueError, with a line, where there is none."""
    if test := test_named(name, tests):
        return test
    raise ValueError(unknown("self-test", name, tests))


def unit_of(context: Context) -> Unit:
    """The unit in which the user wants lengths."""
    return context.user.settings.measure.unit


def measures_of(context: Context) -> tuple[Measure, ...]:
    """All measures up to now, the oldest first; none where the history can't be read, which is told elsewhere."""
    try:
        found = context.services.history.measures()
    except StorageError:
        return ()
    now = context.services.clock.now()
    return tuple(one for one in found if one.at <= now)


def choices(tests: Mapping[str, SelfTest], measures: Iterable[Measure], context: Context) -> tuple[Choice, ...]:
    """All tests to choose from, in the order of the catalogue."""
    measures = tuple(measures)
    last = {measure.test: measure for measure in measures}
    due = {one.test: one for one in _due(tests, measures, context)}
    return tuple(_choice(test, last.get(test.id), due.get(test.id), context) for test in tests.values())


def due_tests(context: Context) -> tuple[Choice, ...]:
    """The tests that are due again and that the body does not bar. Reads files, but only where any can be due."""
    if not context.user.settings.measure.every_weeks:
        return ()
    measures = measures_of(context)
    found = choices(tests_of(context), measures, context) if measures else ()
    return tuple(choice for choice in found if choice.due and choice.mark != AVOID)


def due_line(context: Context) -> str:
    """The same in a line; empty where none is due."""
    names = [choice.test.name for choice in due_tests(context)]
    return f"Self-test due again: {listed(names)}." if names else ""


def consent_for(test: SelfTest, context: Context) -> Consent | None:
    """What needs a yes before a test that the body bars, as a stretch that is to be avoided does."""
    said = verdict(test, context.user.body, context.user.catalogue)
    if not said.avoid:
        return None
    return Consent("avoid", f"{test.name}: better not now.", (Reason(" ".join(said.avoid), test.name),))


def cautions_for(test: SelfTest, context: Context) -> tuple[str, ...]:
    """What a body should mind with a test."""
    body = context.user.body
    return (*verdict(test, body, context.user.catalogue).care, *advice(body))


def norms_for(test: SelfTest, context: Context) -> tuple[Norm, ...]:
    """Where others were found, of those that are shown to someone of the user's age."""
    return tuple(norm for norm in test.norms if norm.is_for(context.user.settings.body.age))


def first_side(test: SelfTest, context: Context) -> Side:
    """The side that a test begins with; where the stiffer one is wanted, the one that went less far last time.

    Reads the history, but only then; left where nothing tells.
    """
    asked = context.user.settings.session.first_side == "stiff" and test.sides == "each"
    own = [measure for measure in measures_of(context) if measure.test == test.id] if asked else []
    return _first_side(test, own[-1] if own else None, context)


def begin(test: SelfTest, first: Side, context: Context) -> Course:
    """Begin the course of a test, with the warm-up; `first` is the side that is tried first, if it has sides."""
    return Course(test, context.services.clock.elapsed(), first_side=first)


def typed(text: str, course: Course, context: Context) -> Quantity | None:
    """The number that was typed for a try; None for nothing, which leaves the try out.

    Raises ValueError, with a line, where it is none, or can't be one of the test.
    """
    if not text.strip():
        return None
    kinds = {scale.kind for scale in course.test.scales}
    angles = course.kind == "angle" or kinds == {"angle"}
    return parse_quantity(text, "deg" if angles else unit_of(context))


def measure_of(course: Course, context: Context) -> Measure | None:
    """The measure that a course found, without a note; None where no try has a number."""
    best = course.best()
    if not best:
        return None
    at = context.services.clock.now()
    name = session_id(at, context.services.token())
    return Measure(name, at.replace(microsecond=0), course.test.id, best_record(best))


def save(measure: Measure, context: Context) -> str | None:
    """Put a measure into the history; one line where that can't be done. Waits for the disk."""
    try:
        context.services.history.append(measure)
    except StorageError as error:
        return str(error)
    return None


def correction(text: str, was: Quantity | None, measure: Measure, test: SelfTest | None) -> Quantity | None:
    """What one number of a measure is now that a field of `field_text` says so; None where it says nothing.

    A number without a unit has that of the measure. Raises ValueError, with a line, where it is none, or can't be one
    of the test.
    """
    if text.strip() == field_text(was):
        return was
    if not text.strip():
        return None
    found = parse_quantity(text, measure.best.unit)
    if found.kind != measure.kind:
        raise ValueError(f"this measure was read in {'degrees' if measure.kind == 'angle' else 'cm or in'}")
    if scale := test.scale_of(found.kind) if test else None:
        scale.check(found)
    elif quantity_of(found.exact, KIND_UNITS[found.kind]) is None:
        raise ValueError(f"right would be at most {PLACES} decimals")
    return found


def field_text(quantity: Quantity | None) -> str:
    """A number as a field has it, with its unit; empty for none."""
    return quantity_text(quantity) if quantity else ""


def corrected(measure: Measure, numbers: Mapping[Place, Quantity | None], at: datetime, note: str | None) -> Measure:
    """A measure with other numbers, another moment and note; what did not change is as it was.

    Raises ValueError, with a line, where no number is left.
    """
    given = [(side, quantity) for side, quantity in numbers.items() if quantity is not None]
    if not given:
        raise ValueError("a measure has one number at least; to take it away, go back and delete it")
    best = measure.best if dict(given) == dict(measure.quantities) else best_record(given)
    return structs.replace(measure, at=at, best=best, note=note)


def rewrite(old: Measure, new: Measure, context: Context) -> None:
    """Change a measure in the history, and of its block no more than what differs. Waits for the disk.

    Raises `StorageError` where that can't be done.
    """
    changes: dict[str, Any] = {name: getattr(new, name) for name in ("best", "note")}
    changes = {name: value for name, value in changes.items() if value != getattr(old, name)}
    if new.at != old.at:
        changes["moved_to"] = new.at
    context.services.history.edit_measure(old.id, at=old.at, **changes)


def kept_words(measure: Measure, test: SelfTest, context: Context) -> str:
    """A measure that was kept, in one line for the shell."""
    return f"{test.name}: {best_words(measure, test, unit_of(context))}. To take it back: stretchtui log undo"


def said_after(
    measure: Measure, earlier: Iterable[Measure], test: SelfTest, context: Context
) -> tuple[tuple[str, str], ...]:
    """What a new measure says beside the earlier ones: each line with a label (a side, or empty)."""
    unit = unit_of(context)
    found = series_of((*earlier, measure), {test.id: test}, measure.at)
    own = [one for one in found if one.test == test.id and one.kind == measure.kind and one.newest.at == measure.at]
    return tuple(_said_after(own, test, unit))


def _said_after(own: list[Series], test: SelfTest, unit: Unit) -> Iterator[tuple[str, str]]:
    for one in own:
        yield (one.side or "").capitalize(), f"{reading(one.newest.best, test, unit)}."
        if len(one.points) > 1:
            yield from (("", line) for line in said_of(one, test, unit))
    if own and all(len(one.points) == 1 for one in own):
        yield "", said_of(own[0], test, unit)[0]
    if own and (between := apart(own, own[0], test, unit)):
        yield "Sides", between


def practice_of(tests: Iterable[SelfTest], records: Iterable[SessionRecord]) -> dict[str, Practised]:
    """What was practised for the regions of each test, by its id. Looks at every stretch: call it from a thread."""
    records = tuple(records)
    return {test.id: practised_for(records, test.regions) for test in tests}


def practice_between(series: Series, test: SelfTest | None, done: Practised, context: Context) -> str:
    """What was practised for a test, from the first number of a series to the last, in a sentence."""
    if test is None or len(series.points) < 2:
        return ""
    first, last = series.points[0], series.newest
    regions = ", ".join(context.user.catalogue.region_name(region).lower() for region in test.regions)
    return practice_words(practised(done, first.at, last.at), regions, day_text(first.at))


def pain_in(test: SelfTest) -> PainWarning:
    """What is to be said where a test hurt."""
    return PainWarning(f"{test.name} hurt.", HURT)


def _first_side(test: SelfTest, last: Measure | None, context: Context) -> Side:
    wanted = context.user.settings.session.first_side
    if wanted != "stiff":
        return wanted
    return (worse_side(last, test) if last else None) or "left"


def _choice(test: SelfTest, last: Measure | None, due: DueTest | None, context: Context) -> Choice:
    said = verdict(test, context.user.body, context.user.catalogue)
    mark = AVOID if said.avoid else CARE if said.care else NONE
    return Choice(test, mark, said.reason, last, due, _first_side(test, last, context))


def _due(tests: Mapping[str, SelfTest], measures: Iterable[Measure], context: Context) -> tuple[DueTest, ...]:
    settings = context.user.settings
    now, ends = context.services.clock.now(), settings.day_ends_at
    return due_again(measures, tests, settings.measure.every_weeks, now, day_ends_at=ends)
