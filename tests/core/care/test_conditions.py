"""Nothing to avoid is ever suggested, put into a break or left in a routine, whatever one has ticked."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.breaks.desk_break import User, Wish, compose
from stretchtui.core.care.adapt import adapted, adapted_entries, nearest
from stretchtui.core.care.conditions import (
    ACUTE_REASON,
    FIRST_DAYS,
    HEAD_DOWN_REASON,
    Body,
    advice,
    ask_again_on,
    asking,
    avoided,
    body_of,
    eased,
    gentle,
    suggestible,
    suits,
    verdict,
)
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Catalogue, Stretch
from stretchtui.core.session.plan import planned
from stretchtui.core.settings.model import BodySettings
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped


@cache
def the_catalogue() -> Catalogue:
    return load_catalogue(shipped("catalog"), Path("no such folder")).catalogue


CATALOGUE = the_catalogue()
STRETCHES = CATALOGUE.stretches
ASKING = {c.id for c in CATALOGUE.conditions.values() if c.effect == "asks"}
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)

bodies = st.builds(
    Body,
    st.lists(st.sampled_from(list(CATALOGUE.conditions)), unique=True).map(tuple),
    st.booleans(),
    st.booleans(),
)


def plainly_to_avoid(stretch: Stretch, body: Body) -> bool:
    """The rules once more, without a word too many."""
    ticked = set(body.conditions)
    bends = {"flexion-intolerance", "extension-intolerance"} & {*stretch.avoid_if, *stretch.care_if}
    low = bool({"lower-back", "whole-back"} & {*stretch.regions}) or bool(bends)
    return bool(
        ticked & {"fracture", "inflammatory-spine", "recent-surgery", "cancer", "scheuermann"}
        or ticked & set(stretch.avoid_if)
        or ((low or "acute-injury" in stretch.avoid_if) and (body.acute or "acute-injury" in ticked))
        or (body.flare_up and stretch.id not in [item.id for item in CATALOGUE.routines["flare-up"].items])
    )


@given(bodies)
def test_what_is_to_be_avoided_follows_the_rules_and_has_a_reason(body: Body) -> None:
    for stretch in STRETCHES.values():
        said = verdict(stretch, body, CATALOGUE)
        assert avoided(stretch, body, CATALOGUE) == plainly_to_avoid(stretch, body) == bool(said.avoid)
        assert all(reason.endswith(".") for reason in (*said.avoid, *said.care))


@given(bodies, st.sets(st.sampled_from(list(STRETCHES))))
def test_no_suggestion_is_to_be_avoided_or_hurt_lately(body: Body, painful: set[str]) -> None:
    suggested = {s.id for s in STRETCHES.values() if suggestible(s, body, CATALOGUE, painful)}
    assert not suggested & painful
    assert not [name for name in suggested if plainly_to_avoid(STRETCHES[name], body)]
    assert not [name for name in suggested if set(STRETCHES[name].care_if) & set(body.conditions)]


@given(bodies)
@settings(deadline=None)
def test_no_adapted_routine_has_anything_to_avoid(body: Body) -> None:
    for routine in CATALOGUE.routines.values():
        made = adapted(routine, body, CATALOGUE)
        ids = [item.id for item in made.routine.items]
        assert not [name for name in ids if plainly_to_avoid(STRETCHES[name], body)]
        assert len(set(ids)) == len(ids)
        asked = routine if not body.flare_up else CATALOGUE.routines["flare-up"]
        gone = {item.id for item in asked.items} - set(ids)
        assert {change.stretch.id for change in made.changes} == gone
        assert all(change.reason for change in made.changes)
        for change in made.changes:
            if change.instead:
                assert change.instead.id in ids
                assert change.stretch.region == change.instead.region
                assert change.instead.off_floor or not change.stretch.off_floor
                held = change.stretch.technique == "contract-relax"
                assert change.instead.technique == ("static" if held else change.stretch.technique)
                assert change.instead.strength == change.stretch.strength
        assert times_down(ids) <= times_down([item.id for item in asked.items])
        if routine.id == "bend-backward-only" and not body.flare_up:
            assert not [name for name in ids if "flexion-intolerance" in rounding(name)]


def times_down(ids: list[str]) -> int:
    """How often one gets down to the floor."""
    words = "".join("-" if STRETCHES[name].off_floor else "f" for name in ids)
    return len([part for part in words.split("-") if part])


def rounding(name: str) -> tuple[str, ...]:
    """The conditions that speak against a stretch."""
    return (*STRETCHES[name].avoid_if, *STRETCHES[name].care_if)


@given(bodies, st.integers(1, 30), st.booleans())
@settings(deadline=None)
def test_no_break_has_anything_to_avoid(body: Body, minutes: int, standing: bool) -> None:
    user = User(body.conditions, acute=body.acute, flare_up=body.flare_up)
    made = compose(CATALOGUE, [], Wish(minutes, standing=standing), NOW, user)
    assert not [pick for pick in made.picks if plainly_to_avoid(pick.stretch, body)]
    assert made.picks or (made.why and made.remedy)


@given(bodies, st.integers(1, 600), st.integers(1, 60))
def test_holds_of_a_flare_up_are_short_and_in_range(body: Body, hold: int, reps: int) -> None:
    for stretch in STRETCHES.values():
        usual, entry = planned(stretch, Dose(hold, reps)), eased(planned(stretch, Dose(hold, reps)), stretch, body)
        assert stretch.range.hold[0] <= entry.hold <= usual.hold
        assert entry.reps == usual.reps
        if body.flare_up and stretch.technique != "dynamic":
            assert entry.hold <= max(stretch.range.hold[0], stretch.hold / 2)


def test_a_body_without_anything_changes_nothing() -> None:
    for routine in CATALOGUE.routines.values():
        made = adapted(routine, Body(), CATALOGUE)
        assert made.routine is routine
        assert not made.changes
        assert not made.notes
    assert not advice(Body())
    left = [s.id for s in STRETCHES.values() if not suggestible(s, Body(("sciatica", "desk-worker")), CATALOGUE)]
    assert left == [s.id for s in STRETCHES.values() if s.technique == "contract-relax" or s.id == "box-breath"]


@pytest.mark.parametrize("condition", sorted(ASKING))
def test_some_conditions_ask_a_doctor_first_whatever_the_stretch(condition: str) -> None:
    for stretch in STRETCHES.values():
        said = verdict(stretch, Body((condition,)), CATALOGUE)
        assert said.reason.startswith("Ask a doctor or physiotherapist before you stretch: you ticked “")
    why = compose(CATALOGUE, [], Wish(), NOW, User((condition,))).why
    assert why.startswith("Ask a doctor or physiotherapist")


def test_head_down_is_not_for_the_heart_nor_is_legs_up_the_wall() -> None:
    heart = Body(("heart-disease",))
    to_avoid = {s.id for s in STRETCHES.values() if avoided(s, heart, CATALOGUE)}
    assert to_avoid >= {"roll-down", "chair-fold", "dog-to-cobra", "legs-up-wall"}
    told = "Not with “Heart disease”: blood from the legs flows back to the heart."
    assert verdict(STRETCHES["legs-up-wall"], heart, CATALOGUE).avoid == (told,)


def test_a_stretch_of_ones_own_that_names_pressure_and_eyes_is_taken_to_be_head_down() -> None:
    own = structs.replace(STRETCHES["chin-tuck"], avoid_if=("high-blood-pressure", "glaucoma"), care_if=(), reasons={})
    assert verdict(own, Body(("heart-disease",)), CATALOGUE).avoid == (HEAD_DOWN_REASON,)


def test_the_reason_is_that_of_the_row_and_shared_ones_are_told_once() -> None:
    strained = "your head goes below your heart, which strains the circulation."
    said = verdict(STRETCHES["roll-down"], Body(("glaucoma", "heart-disease", "high-blood-pressure")), CATALOGUE)
    assert said.avoid == (
        "Not with “Glaucoma”: your head goes below your heart, which raises the pressure in the eyes.",
        f"Not with “Heart disease” and “High blood pressure”: {strained}",
    )
    plain = structs.replace(STRETCHES["roll-down"], reasons={})
    assert verdict(plain, Body(("glaucoma",)), CATALOGUE).avoid == ("Leave it out: you ticked “Glaucoma”.",)
    assert verdict(STRETCHES["roll-down"], Body(("pregnancy",)), CATALOGUE).care == (
        "With care, for “Pregnancy”: go only half-way down.",
    )


def test_who_was_told_that_they_may_may_but_for_what_the_condition_forbids() -> None:
    told = Body(("fracture", "cancer"), allowed=("fracture", "cancer"))
    left_out = {s.id for s in STRETCHES.values() if avoided(s, told, CATALOGUE)}
    assert left_out == {s.id for s in STRETCHES.values() if "fracture" in s.avoid_if}
    assert compose(CATALOGUE, [], Wish(), NOW, User(told.conditions, allowed=told.allowed)).picks
    half = structs.replace(told, allowed=("cancer",))
    assert all(avoided(s, half, CATALOGUE) for s in STRETCHES.values())
    assert not asking(Body((), allowed=("cancer",)), CATALOGUE)


def test_a_fresh_injury_turns_the_lower_back_off_and_leaves_neck_and_shoulders() -> None:
    for body in (Body(acute=True), Body(("acute-injury",))):
        left = {s.id for s in STRETCHES.values() if not avoided(s, body, CATALOGUE)}
        assert {"chin-tuck", "neck-turn", "shoulder-rolls", "eagle-arms", "doorway-chest"} <= left
        assert not [name for name in left if "lower-back" in STRETCHES[name].regions]
        assert not left & {"childs-pose", "legs-up-wall", "prayer-stretch"}
        assert verdict(STRETCHES["pelvic-tilt"], body, CATALOGUE).avoid == (ACUTE_REASON,)
        assert compose(CATALOGUE, [], Wish(), NOW, User(body.conditions, acute=body.acute)).picks


def test_acute_lasts_until_the_user_says_it_is_over() -> None:
    assert ask_again_on(date(2026, 11, 21)) == date(2026, 11, 24)
    assert timedelta(days=3) == FIRST_DAYS
    assert body_of(BodySettings(acute_until=date(2000, 1, 1))).acute
    assert not body_of(BodySettings()).acute


def test_a_flare_up_leaves_the_gentle_routine_only() -> None:
    body = Body(flare_up=True)
    assert {s.id for s in STRETCHES.values() if not avoided(s, body, CATALOGUE)} == gentle(CATALOGUE)
    made = adapted(CATALOGUE.routines["daily-back"], body, CATALOGUE)
    assert made.routine.id == "flare-up"
    assert made.notes == ("In a flare-up: gentle moves only. Flare-up instead of Daily back.",)
    doses = {"single-knee-to-chest": Dose(60, 5), "legs-up-wall": Dose(300, 2)}
    holds = {e.id: e.hold for e in adapted_entries(made, body, CATALOGUE, doses) if e.technique == "static"}
    assert holds == {"single-knee-to-chest": 10, "legs-up-wall": 60}


def test_without_the_gentle_routine_a_flare_up_leaves_nothing() -> None:
    catalogue = structs.replace(CATALOGUE, routines={})
    assert not [s for s in STRETCHES.values() if suggestible(s, Body(flare_up=True), catalogue)]


def test_what_rounds_the_low_back_is_told_but_stays_in_a_routine() -> None:
    body = Body(("flexion-intolerance",))
    said = verdict(STRETCHES["cat-cow"], body, CATALOGUE)
    assert not said.avoid
    assert said.care == (
        "With care, for “Bending forward hurts”: make only the half that is painless, and leave the rounding out.",
    )
    made = adapted(CATALOGUE.routines["daily-back"], body, CATALOGUE)
    assert made.routine.items[0].id == "cat-cow"
    assert any(note.startswith("Cat and cow: With care") for note in made.notes)
    only = adapted(CATALOGUE.routines["bend-backward-only"], body, CATALOGUE)
    assert not only.changes
    assert not only.notes


def test_the_nearest_is_of_its_region_and_kind() -> None:
    wrists = adapted(CATALOGUE.routines["daily-back"], Body(("wrist-pain",)), CATALOGUE)
    assert [str(change) for change in wrists.changes] == [
        "Seated cat and cow instead of Cat and cow",
        "Standing back bend instead of Press-up",  # not a tilt: it rounds the low back
    ]
    knees = Body(("knee-pain",))
    assert [s.id for s in nearest(STRETCHES["childs-pose"], knees, CATALOGUE)] == ["legs-up-wall"]
    made = adapted(CATALOGUE.routines["daily-back"], knees, CATALOGUE)
    assert "Legs up the wall instead of Child's pose" in map(str, made.changes)
    made = adapted(CATALOGUE.routines["lower-back-eight"], Body(("flexion-intolerance",)), CATALOGUE)
    assert "Without Single knee to chest" in map(str, made.changes), "nothing on a chair between two on the floor"
    made = adapted(CATALOGUE.routines["warm-up"], Body(("high-blood-pressure",)), CATALOGUE)
    assert [str(change) for change in made.changes] == ["Side bend instead of Roll down"]


def test_backward_is_never_replaced_by_forward() -> None:
    for condition in ("pregnancy", "extension-intolerance", "wrist-pain", "neck-problem"):
        made = adapted(CATALOGUE.routines["bend-backward-only"], Body((condition,)), CATALOGUE)
        assert not [c for c in made.changes if c.instead and "flexion-intolerance" in rounding(c.instead.id)]
        assert made.changes


def test_what_suits_is_said_in_words() -> None:
    body = Body(("sciatica", "knee-pain"))
    assert suits(STRETCHES["hamstring-towel"].suits, body, CATALOGUE) == "sciatica"
    assert suits(CATALOGUE.routines["daily-back"].suits, body, CATALOGUE) == ""


def test_with_loose_joints_what_is_held_is_marked_and_what_is_moved_comes_first() -> None:
    body = Body(("hypermobility",))
    assert not [s for s in STRETCHES.values() if avoided(s, body, CATALOGUE) and s.technique != "contract-relax"]
    held = [s for s in STRETCHES.values() if s.technique == "static"]
    assert all("first hint of tension" in " ".join(verdict(s, body, CATALOGUE).care) for s in held)
    assert all(suggestible(s, body, CATALOGUE) for s in held if "hypermobility" not in (*s.care_if, *s.avoid_if))
    assert "first hint of tension" in advice(body)[0]
    made = compose(CATALOGUE, [], Wish(4), NOW, User(body.conditions))
    assert [pick.stretch.technique for pick in made.picks] == ["dynamic"] * len(made.picks)
    longer = compose(CATALOGUE, [], Wish(30), NOW, User(body.conditions))
    for seated in (True, False):
        kinds = [p.stretch.technique for p in longer.picks if (p.stretch.position == "chair") == seated]
        assert kinds == sorted(kinds)
    assert all(bool(pick.care) == (pick.stretch.technique != "dynamic") for pick in longer.picks)
