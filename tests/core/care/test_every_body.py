"""Proof, over all that the catalogue holds, that nothing to avoid is offered and that what is marked says why.

It goes through every condition alone, every two, and 2,000 random sets of them, with and without injury and flare-up.

The rules are written once more here, in the shortest form, so that code and rule can't be wrong in the same way.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, combinations
from random import Random

import pytest

from stretchtui.core.breaks.desk_break import User, Wish, compose
from stretchtui.core.breaks.next_step import next_step
from stretchtui.core.care.adapt import adapted, adapted_entries
from stretchtui.core.care.conditions import Body, avoided, suggestible, verdict
from stretchtui.core.catalog.model import Catalogue, Stretch
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped

CATALOGUE = load_catalogue(shipped("catalog")).catalogue
STRETCHES = tuple(CATALOGUE.stretches.values())
ROUTINES = tuple(CATALOGUE.routines.values())
CONDITIONS = tuple(CATALOGUE.conditions)
ASKS = frozenset(c.id for c in CATALOGUE.conditions.values() if c.effect == "asks")
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
DONE = SessionRecord(
    id="20261121T100000Z-000000",
    started=NOW,
    seconds=60,
    outcome="completed",
    stretches=(StretchRecord(id="x", name="X", region="none", done=1, planned=1, seconds=60),),
)
RANDOM = 2_000
ALL_OF_IT = 100
"""Random sets of which all routines are adapted as well; of the others two."""

BENDS = {"flexion-intolerance", "extension-intolerance"}
GENTLE = frozenset(item.id for item in CATALOGUE.routines["flare-up"].items)


LOW = frozenset(
    s.id for s in STRETCHES if {"lower-back", "whole-back"} & {*s.regions} or BENDS & {*s.avoid_if, *s.care_if}
)
AVOID_IF = {s.id: frozenset(s.avoid_if) for s in STRETCHES}


def sets() -> Iterator[tuple[str, ...]]:
    """The sets of conditions. Of the random ones only one in four may hold those that ask: they bar all."""
    dice = Random(20261121)
    others = [c for c in CONDITIONS if c not in ASKS]
    some = (
        tuple(dice.sample(from_these, dice.randint(0, 10 if number % 2 else len(from_these))))
        for number in range(RANDOM)
        for from_these in (others if number % 4 else CONDITIONS,)
    )
    return chain(((c,) for c in CONDITIONS), combinations(CONDITIONS, 2), some)


def bodies(conditions: tuple[str, ...]) -> tuple[Body, ...]:
    """How a body with these conditions can be just now; and, where it has been told that it may, that it may."""
    told = Body(conditions, allowed=tuple(ASKS.intersection(conditions)))
    now = tuple(Body(conditions, acute, flare) for acute in (False, True) for flare in (False, True))
    return (*now, told) if told.allowed else now


def not_for(stretch: Stretch, body: Body) -> bool:
    ticked = set(body.conditions)
    return bool(
        ticked & ASKS - set(body.allowed)
        or ticked & AVOID_IF[stretch.id]
        or (stretch.id in LOW and (body.acute or "acute-injury" in ticked))
        or (body.flare_up and stretch.id not in GENTLE)
    )


def wants_care(stretch: Stretch, body: Body) -> set[str]:
    """The ticked conditions of which a mark has to tell."""
    loose = {"hypermobility"} if stretch.technique != "dynamic" else set()
    return ({*stretch.care_if} | loose - {*stretch.avoid_if}) & set(body.conditions)


def names(conditions: set[str]) -> set[str]:
    return {CATALOGUE.conditions[c].name for c in conditions}


@pytest.mark.long
def test_what_is_to_be_avoided_is_never_suggested_and_every_mark_says_why() -> None:
    for conditions in sets():
        for body in bodies(conditions):
            for stretch in STRETCHES:
                if suggestible(stretch, body, CATALOGUE):
                    assert not not_for(stretch, body), (stretch.id, body)
                elif not_for(stretch, body):
                    assert avoided(stretch, body, CATALOGUE), (stretch.id, body)


@pytest.mark.long
def test_every_reason_names_its_conditions_and_is_that_of_the_row() -> None:
    for conditions in sets():
        body = Body(conditions, allowed=tuple(ASKS.intersection(conditions)))
        for stretch in STRETCHES:
            if not AVOID_IF[stretch.id].intersection(conditions) and not wants_care(stretch, body):
                assert not avoided(stretch, body, CATALOGUE) or "acute-injury" in conditions, (stretch.id, body)
                continue
            said = verdict(stretch, body, CATALOGUE)
            against, care = " ".join(said.avoid), " ".join(said.care)
            for condition in set(conditions) & set(stretch.avoid_if) - {"acute-injury"}:
                assert f"“{CATALOGUE.conditions[condition].name}”" in against
                assert stretch.reasons[condition][1:] in against
            marked = wants_care(stretch, body)
            assert bool(care) == bool(marked), (stretch.id, body)
            assert all(f"“{name}”" in care for name in names(marked))
            assert all(stretch.reasons[c][1:] in care for c in marked if c in stretch.reasons)


def test_no_break_and_no_next_step_offers_it() -> None:
    for number, conditions in enumerate(sets()):
        for body in bodies(conditions) if number < len(CONDITIONS) else (bodies(conditions)[number % 4],):
            user = User(body.conditions, acute=body.acute, flare_up=body.flare_up, allowed=body.allowed)
            made = compose(CATALOGUE, [], Wish(2 + number % 9, standing=number % 5 == 0), NOW, user)
            assert made.picks or (made.why and made.remedy), body
            for pick in made.picks:
                assert not not_for(pick.stretch, body), (pick.stretch.id, body)
                assert wants_care(pick.stretch, body) <= {"hypermobility"}, (pick.stretch.id, body)
                assert bool(pick.care) == bool(wants_care(pick.stretch, body)), (pick.stretch.id, body)
            line = next_step(DONE, [], NOW, CATALOGUE, body)
            assert not line or not not_for(_named_in(line), body), (line, body)


@pytest.mark.long
def test_no_routine_keeps_it_nor_loses_anything_silently() -> None:
    for number, conditions in enumerate(sets()):
        for body in bodies(conditions) if number < len(CONDITIONS) else (bodies(conditions)[number % 4],):
            few = number > len(CONDITIONS) + ALL_OF_IT
            for routine in (ROUTINES[number % len(ROUTINES)], ROUTINES[-1 - number % 7]) if few else ROUTINES:
                made = adapted(routine, body, CATALOGUE)
                kept = [CATALOGUE.stretches[item.id] for item in made.routine.items]
                assert not [s.id for s in kept if not_for(s, body)], (routine.id, body)
                asked = CATALOGUE.routines["flare-up"] if body.flare_up else routine
                gone = {item.id for item in asked.items} - {s.id for s in kept}
                assert {change.stretch.id for change in made.changes if change.reason} == gone, (routine.id, body)
                assert kept or made.changes, (routine.id, body)
                for change in made.changes:
                    assert change.instead is None or suggestible(change.instead, body, CATALOGUE)
                notes = " ".join(made.notes)
                assert all(s.name in notes for s in kept if wants_care(s, body)), (routine.id, body)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_plan_of_an_adapted_routine_is_what_it_says(condition: str) -> None:
    body = Body((condition,))
    for routine in ROUTINES:
        made = adapted(routine, body, CATALOGUE)
        planned = [entry.id for entry in adapted_entries(made, body, CATALOGUE)]
        assert planned == [item.id for item in made.routine.items]


def test_thin_bones_are_never_bent_forward_unasked() -> None:
    """With osteoporosis a break, a routine or the next step never has a rounding stretch without a mark."""
    body = Body(("osteoporosis",))
    rounds = {s.id for s in STRETCHES if "flexion-intolerance" in s.avoid_if and "osteoporosis" not in s.reasons}
    assert rounds <= set(), "each bends at the hips only, or says what thin bones make of it"
    for minutes in range(1, 31):
        for shuffles in range(3):
            made = compose(CATALOGUE, [], Wish(minutes, shuffles=shuffles), NOW, User(body.conditions))
            assert not [p.stretch.id for p in made.picks if "osteoporosis" in (*p.stretch.avoid_if, *p.stretch.care_if)]
    assert not {"chair-fold", "roll-down"} & {s.id for s in STRETCHES if suggestible(s, body, CATALOGUE)}


def _named_in(line: str) -> Stretch:
    found = [s for s in STRETCHES if line.startswith(f"Next time: {s.name}.")]
    return max(found, key=lambda stretch: len(stretch.name))


def test_a_catalogue_is_there() -> None:
    assert isinstance(CATALOGUE, Catalogue)
    assert len(STRETCHES) >= 42
    assert len(CONDITIONS) >= 28
