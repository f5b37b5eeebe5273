"""What a desk break promises, for any catalogue, history, conditions, minutes and moment."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.breaks.desk_break import ALWAYS, OVER, ROUTINE, DeskBreak, User, Wish, compose
from stretchtui.core.care.conditions import suggestible
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Catalogue, DoseRange, Stretch, by_id
from stretchtui.core.session.fit import ladder
from stretchtui.core.session.plan import Timing, plan_for
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


@cache
def the_catalogue() -> Catalogue:
    return load_catalogue(shipped("catalog"), Path("no such folder")).catalogue


CATALOGUE = the_catalogue()
AT_DESK = [stretch for stretch in CATALOGUE.stretches.values() if stretch.at_desk]
CONDITIONS = list(CATALOGUE.conditions)


def session(*ids: str, ago: timedelta, felt: str | None = None, routine: str | None = ROUTINE) -> SessionRecord:
    """A session of some stretches of the catalogue, all done."""
    parts = tuple(
        StretchRecord(s.id, s.name, s.region, 2, 2, 20, felt)  # type: ignore[arg-type]
        for s in (CATALOGUE.stretches[name] for name in ids)
    )
    started = NOW - ago
    return SessionRecord(f"{started:%Y%m%dT%H%M%SZ}-{len(ids)}", started, 20, "completed", parts, routine)


records = st.lists(
    st.builds(
        lambda ids, ago, felt, routine: session(*ids, ago=ago, felt=felt, routine=routine),
        st.lists(st.sampled_from(list(CATALOGUE.stretches)), min_size=1, max_size=8, unique=True),
        st.timedeltas(timedelta(days=-1), timedelta(days=400)),
        st.sampled_from([None, "easy", "hard", "pain"]),
        st.sampled_from([None, ROUTINE, "daily-back"]),
    ),
    max_size=25,
)
wishes = st.builds(
    Wish,
    minutes=st.integers(1, 30),
    regions=st.lists(st.sampled_from(list(CATALOGUE.regions)), max_size=3, unique=True).map(tuple),
    standing=st.booleans(),
    left_out=st.sets(st.sampled_from([s.id for s in AT_DESK])).map(frozenset),
    shuffles=st.integers(0, 4),
)
doses = st.dictionaries(
    st.sampled_from([s.id for s in AT_DESK]), st.builds(Dose, st.integers(1, 600), st.integers(1, 60)), max_size=5
)
users = st.builds(
    User,
    conditions=st.lists(st.sampled_from(CONDITIONS), max_size=4, unique=True).map(tuple),
    timing=st.builds(Timing, st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)),
    doses=doses,
    day_ends_at=st.integers(0, 6),
    acute=st.booleans(),
    flare_up=st.booleans(),
)


def allowed(history: list[SessionRecord], wish: Wish, user: User) -> list[Stretch]:
    """The stretches that a break may have, said once more and more plainly."""
    hurt = {
        part.id
        for record in history
        for part in record.stretches
        if part.felt == "pain" and record.started >= NOW - timedelta(days=7)
    }
    return [
        s
        for s in AT_DESK
        if suggestible(s, user.body, CATALOGUE)
        and s.id not in hurt
        and s.id not in wish.left_out
        and (not wish.standing or s.position == "standing")
        and (not wish.regions or set(s.regions) & set(wish.regions))
    ]


@given(records, wishes, users)
@settings(deadline=None)
def test_a_break_fits_and_obeys_and_is_empty_only_where_nothing_is_allowed(
    history: list[SessionRecord], wish: Wish, user: User
) -> None:
    made = compose(CATALOGUE, history, wish, NOW, user)
    possible = {s.id for s in allowed(history, wish, user)}
    if not made.picks:
        usual = [ladder(CATALOGUE.stretches[i], user.doses.get(i), Timing()).least for i in possible]
        assert not usual or min(usual) > wish.minutes * 60 + OVER, "what is possible must be offered"
        assert made.plan is None
        assert made.why
        assert made.remedy
        return
    assert made.plan
    assert made.plan.seconds <= wish.minutes * 60 + OVER
    assert made.plan == plan_for([pick.entry for pick in made.picks], made.plan.timing, ROUTINE)
    assert made.ids <= possible
    assert len(made.ids) == len(made.picks)
    for pick in made.picks:
        (least_hold, most_hold), (least_reps, most_reps) = pick.stretch.range.hold, pick.stretch.range.reps
        assert least_hold <= pick.entry.hold <= most_hold
        assert least_reps <= pick.entry.reps <= most_reps
        assert pick.reason.startswith(f"{CATALOGUE.regions[pick.stretch.region].name}: ")


@given(records, wishes, users)
@settings(deadline=None)
def test_the_neck_or_upper_back_is_always_in_it(history: list[SessionRecord], wish: Wish, user: User) -> None:
    wish = structs.replace(wish, regions=())
    made = compose(CATALOGUE, history, wish, NOW, user)
    assume(made.picks)
    anchors = [s for s in allowed(history, wish, user) if s.region in ALWAYS]
    if any(ladder(s, user.doses.get(s.id), Timing()).least <= wish.minutes * 60 + OVER for s in anchors):
        assert any(pick.stretch.region in ALWAYS for pick in made.picks)


@given(records, wishes, users)
@settings(deadline=None)
def test_the_same_set_never_comes_twice_in_a_row_while_others_are_left(
    history: list[SessionRecord], wish: Wish, user: User
) -> None:
    first = compose(CATALOGUE, history, wish, NOW, user)
    assume(first.plan)
    done = session(*first.ids, ago=timedelta(0))
    second = compose(CATALOGUE, [*history, done], structs.replace(wish, shuffles=0), NOW + timedelta(hours=1), user)
    shuffled = compose(CATALOGUE, history, structs.replace(wish, shuffles=wish.shuffles + 1), NOW, user)
    for other in (second, shuffled):
        if other.ids == first.ids:
            assert not _another_is_possible(first, history, wish, user)


def _another_is_possible(first: DeskBreak, history: list[SessionRecord], wish: Wish, user: User) -> bool:
    """Whether one stretch alone, not in the set, would make a break that obeys every rule."""
    assert first.plan
    here = [s for s in allowed(history, wish, user) if s.id not in first.ids]
    anchored = not wish.regions and any(pick.stretch.region in ALWAYS for pick in first.picks)
    timing = first.plan.timing
    fitting = [s for s in here if ladder(s, user.doses.get(s.id), timing).least <= wish.minutes * 60 + OVER]
    return any(not anchored or s.region in ALWAYS for s in fitting)


@given(records, wishes, users)
@settings(deadline=None)
def test_it_is_the_same_for_the_same_arguments_in_any_order_of_the_history(
    history: list[SessionRecord], wish: Wish, user: User
) -> None:
    times = {record.started for record in history}
    assume(len(times) == len(history))
    assert compose(CATALOGUE, history, wish, NOW, user) == compose(CATALOGUE, history[::-1], wish, NOW, user)


@given(records)
@settings(deadline=None)
def test_what_was_done_least_recently_comes_first(history: list[SessionRecord]) -> None:
    """Whatever is left out though it was done longer ago did not fit any more, beside those before it."""
    user = User(timing=Timing(0, 0, 0))
    history = [structs.replace(r, stretches=r.stretches) for r in history if r.started <= NOW]
    made = compose(CATALOGUE, history, Wish(30), NOW, user)  # all that is allowed fits
    last = {
        s.id: max((r.started for r in history if s.id in {p.id for p in r.stretches}), default=None) for s in AT_DESK
    }
    chosen = [pick.stretch for pick in made.picks]
    for position in ("chair", "standing"):
        times = [last[s.id] for s in chosen if s.position == position and s is not _anchor(chosen)]
        assert times == sorted(times, key=lambda time: (time is not None, time or NOW))


def _anchor(chosen: list[Stretch]) -> Stretch | None:
    return chosen[0] if chosen[0].region in ALWAYS else None


def test_the_longest_not_done_is_taken_and_says_so() -> None:
    everything = session(*(s.id for s in AT_DESK if s.region != "mid-back"), ago=timedelta(days=1))
    mid_back = session(*(s.id for s in AT_DESK if s.region == "mid-back"), ago=timedelta(days=6))
    made = compose(CATALOGUE, [everything, mid_back], Wish(3), NOW)
    assert [pick.stretch.region for pick in made.picks].count("mid-back") == len(made.picks) - 1
    reasons = {pick.stretch.region: pick.reason for pick in made.picks}
    assert reasons["mid-back"] == "Mid back: not for 6 days"
    assert set(reasons.values()) & {"Neck: not since yesterday", "Upper back: not since yesterday"}


def test_reasons_are_true_to_the_history() -> None:
    first = compose(CATALOGUE, [], Wish(3), NOW)
    assert {pick.reason.partition(": ")[2] for pick in first.picks} == {"never done yet"}
    unread = compose(CATALOGUE, [], Wish(3), NOW, whole=False)
    assert {pick.reason.partition(": ")[2] for pick in unread.picks} == {"not for a long time"}
    today = session(*(s.id for s in AT_DESK), ago=timedelta(hours=1))
    again = compose(CATALOGUE, [today], Wish(3), NOW)
    assert again.picks[0].reason == f"{CATALOGUE.region_name(again.picks[0].stretch.region)}: in every break"
    assert again.picks[1].reason.endswith(": this one today at 09:30")


def test_a_first_break_of_three_minutes_has_four_stretches_of_different_regions() -> None:
    made = compose(CATALOGUE, [], Wish(3), NOW)
    assert len({pick.stretch.region for pick in made.picks}) == 4


def test_who_types_has_hands_and_eyes_first_once_a_day() -> None:
    user = User(("desk-worker",))
    first = compose(CATALOGUE, [], Wish(3), NOW, user)
    assert {"wrists-hands", "jaw-eyes"} <= {pick.stretch.region for pick in first.picks[:3]}
    short = compose(CATALOGUE, [], Wish(1), NOW, user)
    assert short.plan
    assert short.plan.seconds <= 60 + OVER
    assert [pick.stretch.region in ("wrists-hands", "jaw-eyes") for pick in short.picks] == [False, True]
    today = session(*first.ids, ago=timedelta(hours=1))
    later = compose(CATALOGUE, [today], Wish(3), NOW, user)
    assert not {"wrists-hands", "jaw-eyes"} & {pick.stretch.region for pick in later.picks[1:2]}
    tomorrow = compose(CATALOGUE, [today], Wish(3), NOW + timedelta(days=1), user)
    assert {"wrists-hands", "jaw-eyes"} <= {pick.stretch.region for pick in tomorrow.picks[:3]}


def test_each_new_region_can_be_asked_for() -> None:
    for region in ("wrists-hands", "calves-feet", "jaw-eyes", "breathing"):
        made = compose(CATALOGUE, [], Wish(3, regions=(region,)), NOW)
        assert {pick.stretch.region for pick in made.picks} == {region}


def test_contract_relax_and_breaths_that_wait_are_in_no_break() -> None:
    for minutes in (1, 3, 10, 30):
        for shuffles in range(4):
            made = compose(CATALOGUE, [], Wish(minutes, shuffles=shuffles), NOW)
            assert not {"box-breath", *(n for n in CATALOGUE.stretches if n.endswith("-cr"))} & made.ids


def test_one_gets_up_or_sits_down_once_at_the_most() -> None:
    made = compose(CATALOGUE, [], Wish(15), NOW)
    positions = [pick.stretch.position for pick in made.picks]
    assert len([1 for a, b in pairwise(positions) if a != b]) <= 1


def test_waits_longer_than_usual_give_way_before_a_break_is_empty() -> None:
    made = compose(CATALOGUE, [], Wish(1), NOW, User(timing=Timing(60, 60, 60)))
    assert made.plan
    assert made.plan.seconds <= 70
    assert compose(CATALOGUE, [], Wish(3), NOW, User(timing=Timing(12, 6, 9))).plan.timing == Timing(12, 6, 9)  # type: ignore[union-attr]


def test_an_empty_break_says_why_and_what_to_do() -> None:
    whole_back = compose(CATALOGUE, [], Wish(regions=("whole-back",)), NOW)
    assert whole_back.why == "There is no stretch for the whole back that can be done at the desk."
    assert whole_back.remedy == "Ask for another region."
    standing = compose(CATALOGUE, [], Wish(regions=("neck",), standing=True), NOW)
    assert standing.remedy == "Ask for another region, or sit down."
    hips = Wish(regions=("hips-glutes",))
    conditions = compose(CATALOGUE, [], hips, NOW, User(("hip-problem", "poor-balance", "glaucoma")))
    assert conditions.why == "Your conditions speak against all of it: a hip problem and unsteady on your feet."
    assert "[body]" in conditions.remedy
    hurt = session(*(s.id for s in AT_DESK), ago=timedelta(days=6), felt="pain")
    assert "hurt in the last 7 days" in compose(CATALOGUE, [hurt], Wish(), NOW).why
    everything = compose(CATALOGUE, [], Wish(left_out=frozenset(s.id for s in AT_DESK)), NOW)
    assert everything.remedy == "{key:shuffle} brings it back."


def test_pain_is_over_after_seven_days() -> None:
    hurt = session("chin-tuck", ago=timedelta(days=7, seconds=1), felt="pain")
    neck = Wish(30, regions=("neck",))
    assert "chin-tuck" in compose(CATALOGUE, [hurt], neck, NOW).ids
    assert "chin-tuck" not in compose(CATALOGUE, [structs.replace(hurt, started=NOW)], neck, NOW).ids


def test_a_stretch_that_takes_too_long_says_how_many_minutes_it_needs() -> None:
    long = structs.replace(
        CATALOGUE.stretches["chin-tuck"], hold=60, reps=4, range=DoseRange(hold=(60, 60), reps=(4, 4))
    )
    catalogue = structs.replace(CATALOGUE, stretches=by_id([long]))
    made = compose(catalogue, [], Wish(2), NOW)
    assert made.why == "Nothing fits into 2 minutes: the shortest takes 4:15."
    assert made.remedy == "Take 5 minutes (--minutes 5)."
    assert compose(catalogue, [], Wish(5), NOW).ids == {"chin-tuck"}


def test_an_empty_catalogue_is_told_too() -> None:
    assert compose(Catalogue(), [], Wish(), NOW).remedy == "Add a stretch of your own to the catalogue."


def test_shuffling_shows_every_stretch_before_one_comes_again() -> None:
    seen: list[str] = []
    for shuffles in range(20):
        made = compose(CATALOGUE, [], Wish(3, regions=("neck", "mid-back"), shuffles=shuffles), NOW)
        new = [pick.stretch.id for pick in made.picks if pick.stretch.id not in seen]
        seen += new
        if not new:
            break
    assert len(seen) == len([s for s in AT_DESK if {"neck", "mid-back"} & set(s.regions)])


@given(past=records, wish=wishes, user=users, at=st.integers(0, 20))
@settings(max_examples=60)
def test_a_swap_changes_one_stretch_and_keeps_what_a_break_promises(
    past: list[SessionRecord], wish: Wish, user: User, at: int
) -> None:
    wish = structs.replace(wish, left_out=frozenset())
    first = compose(CATALOGUE, past, wish, NOW, user)
    assume(first.picks)
    out = first.picks[at % len(first.picks)].stretch.id
    other = compose(CATALOGUE, past, wish.swapping(out, first), NOW, user)
    assert other.ids >= first.ids - {out} or not other.picks
    assert out not in other.ids
    assert len(other.ids) <= len(first.ids)
    assert all(suggestible(pick.stretch, user.body, CATALOGUE) for pick in other.picks)
    if other.plan:
        assert other.plan.seconds <= wish.length + OVER
    if not wish.regions and any(p.stretch.region in ALWAYS for p in first.picks) and len(other.ids) == len(first.ids):
        able = [s for s in AT_DESK if s.region in ALWAYS and s.id != out and suggestible(s, user.body, CATALOGUE)]
        assert any(p.stretch.region in ALWAYS for p in other.picks) or not able or wish.standing
