"""The session of a step: for any history and any body no dose out of range, nothing to avoid, nothing that hurt."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.care.conditions import Body, avoided
from stretchtui.core.care.feedback import hurt_lately
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Programme
from stretchtui.core.programmes.outline import outline
from stretchtui.core.programmes.progress import progress
from stretchtui.core.programmes.session import StepSession, step_session
from stretchtui.core.session.plan import Timing
from stretchtui.core.session.record import Felt, SessionRecord, StretchRecord
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped

CATALOGUE = load_catalogue(shipped("catalog")).catalogue
PROGRAMMES = tuple(CATALOGUE.programmes.values())
START = datetime(2026, 9, 1, 9, tzinfo=UTC)

felts: st.SearchStrategy[Felt | None] = st.sampled_from((None, "easy", "right", "hard", "pain"))
conditions = st.lists(st.sampled_from(tuple(CATALOGUE.conditions)), max_size=5, unique=True).map(tuple)
bodies = st.builds(
    lambda ticked, acute, flare, told: Body(ticked, acute, flare, ticked if told else ()),
    conditions,
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
doses = st.dictionaries(
    st.sampled_from(tuple(CATALOGUE.stretches)), st.builds(Dose, st.integers(1, 600), st.integers(1, 60)), max_size=8
)


def a_record(programme: Programme, day: int, number: int, felt: Felt | None) -> SessionRecord:
    """A session of a programme, of one of its stretches, on a day."""
    name = sorted(programme.ids)[number % len(programme.ids)]
    part = StretchRecord(name, name, "legs", 4, 4, 60, felt)
    started = START + timedelta(days=day, minutes=number)
    return SessionRecord(f"{day}-{number}", started, 60, "completed", (part,), routine=programme.id)


@st.composite
def histories(draw: st.DrawFn, programme: Programme) -> list[SessionRecord]:
    when = st.tuples(st.integers(0, 90), st.integers(0, 9), felts)
    days = draw(st.lists(when, max_size=60, unique_by=lambda one: one[:2]))  # no two sessions have one id
    return [a_record(programme, day, number, felt) for day, number, felt in days]


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.id)
@given(data=st.data(), body=bodies, own=doses)
@settings(max_examples=50)
def test_whatever_the_history_and_the_body(
    programme: Programme, data: st.DataObject, body: Body, own: dict[str, Dose]
) -> None:
    records, now = data.draw(histories(programme)), START + timedelta(days=data.draw(st.integers(0, 120)))
    found = progress(programme, records, now)
    painful = hurt_lately([r for r in records if r.started <= now], now)
    session = step_session(programme, found.step, body, CATALOGUE, doses=own, painful=painful)
    for entry in session.entries:
        stretch = CATALOGUE.stretches[entry.id]
        assert stretch.range.hold[0] <= entry.hold <= stretch.range.hold[1]
        assert stretch.range.reps[0] <= entry.reps <= stretch.range.reps[1]
        assert not avoided(stretch, body, CATALOGUE)
        assert entry.id not in painful
        assert stretch.technique != "contract-relax"
    assert len({entry.id for entry in session.entries}) == len(session.entries)
    again = progress(programme, records[::-1], now)
    assert again == found
    assert step_session(programme, again.step, body, CATALOGUE, doses=own, painful=painful) == session


def of(name: str, step: int, *conditions: str, painful: tuple[str, ...] = (), flare: bool = False) -> StepSession:
    body = Body(conditions, flare_up=flare)
    return step_session(CATALOGUE.programmes[name], step, body, CATALOGUE, painful=painful)


def ids(session: StepSession) -> list[str]:
    return [entry.id for entry in session.entries]


@pytest.mark.parametrize(
    ("condition", "without", "instead"),
    [
        ("flexion-intolerance", "single-knee-to-chest", "hip-drop-out"),
        ("osteoporosis", "single-knee-to-chest", "hip-drop-out"),
        ("flexion-intolerance", "chair-hamstring", "hamstring-towel"),
    ],
)
def test_a_condition_has_what_the_programme_names_instead(condition: str, without: str, instead: str) -> None:
    assert without in ids(of("lower-back-6", 2))
    assert without not in ids(of("lower-back-6", 2, condition))
    assert instead in ids(of("lower-back-6", 2, condition))


def test_butterfly_is_not_for_whom_bending_forward_hurts() -> None:
    assert "side-lying-quad" in ids(of("hamstrings-hips-8", 3, "flexion-intolerance"))
    assert "butterfly" not in ids(of("hamstrings-hips-8", 3, "flexion-intolerance"))


def test_what_hurt_lately_rests_and_is_told() -> None:
    session = of("desk-neck-4", 0, painful=("neck-turn",))
    assert "neck-turn" not in ids(session)
    assert [stretch.id for stretch in session.resting] == ["neck-turn"]


def test_a_flare_up_has_the_gentle_routine_which_does_not_count_for_the_programme() -> None:
    assert of("lower-back-6", 4, flare=True).routine == "flare-up"
    assert of("lower-back-6", 4).routine == "lower-back-6"


def test_the_outline_has_every_step_once() -> None:
    programme = CATALOGUE.programmes["hamstrings-hips-8"]
    stages = outline(programme, Body(), CATALOGUE, Timing())
    assert [(stage.title, stage.state) for stage in stages] == [
        ("Steps 1 and 2", "to-come"),
        ("Steps 3 and 4", "to-come"),
        ("Steps 5 to 8", "to-come"),
    ]
    found = structs.replace(progress(programme, [], START), step=3)
    assert [stage.state for stage in outline(programme, Body(), CATALOGUE, Timing(), found)] == [
        "done",
        "now",
        "to-come",
    ]
