"""A routine put together by small steps."""

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.browse import DUE, EVERYTHING, FAVOURITES, RECENT, ROUTINES, Narrowing, Own, Shelving
from stretchtui.core.catalog.draft import Draft, draft_of, free_id, known_only
from stretchtui.core.catalog.model import Catalogue, Routine, RoutineStretch, by_id
from stretchtui.core.history.recency import recently_done
from stretchtui.core.session.record import SessionRecord, StretchRecord
from tests.core.care.test_conditions import CATALOGUE, NOW
from tests.core.strategies import a_stretch

ids = st.lists(st.sampled_from(["a", "b", "c"]), max_size=6)


@given(ids, st.integers(0, 5), st.integers(-7, 7))
def test_moving_keeps_every_stretch_and_never_leaves_the_list(names: list[str], at: int, step: int) -> None:
    draft = Draft(tuple(map(RoutineStretch, names)))
    if at < len(names):
        moved = draft.moved(at, step)
        assert sorted(item.id for item in moved.items) == sorted(names)
        to = max(0, min(len(names) - 1, at + step))
        assert moved.items[to].id == names[at]
        rest = [item.id for n, item in enumerate(moved.items) if n != to]
        assert rest == [*names[:at], *names[at + 1 :]]


def test_steps() -> None:
    draft = Draft().added("a").added("b").added("a")
    assert [item.id for item in draft.without(0).items] == ["b", "a"]
    made = draft.dosed(1, 20, 3).named("  Mornings ").routine()
    assert made == Routine(
        id="mornings",
        name="Mornings",
        summary="A routine of your own.",
        stretches=("a", RoutineStretch("b", 20, 3), "a"),
    )


@given(st.text(max_size=80), st.sets(st.sampled_from(["my-routine", "a", "a-2"])))
def test_an_id_is_always_one_and_free(name: str, taken: set[str]) -> None:
    made = Draft().added("a").named(name).routine(taken)
    assert made.id not in taken
    assert len(made.id) <= 60
    assert all(part.isascii() and part.isalnum() and part == part.lower() for part in made.id.split("-"))


def test_ids_from_names() -> None:
    assert free_id("Après-midi für Ältere!") == "apres-midi-fur-altere"
    assert free_id("…") == "my-routine"
    assert free_id("a", {"a", "a-2"}) == "a-3"


def test_a_copy_has_a_name_of_its_own_and_ones_own_keeps_its_id() -> None:
    routine = CATALOGUE.routines["daily-back"]
    copy = draft_of(routine, own=False)
    assert (copy.id, copy.name) == (None, "My daily back")
    assert draft_of(routine, own=True).routine().id == "daily-back"
    assert copy.routine(CATALOGUE.routines).items == routine.items


def test_what_is_gone_from_the_catalogue_is_left_out() -> None:
    assert known_only(Draft().added("chin-tuck").added("gone"), CATALOGUE).items == (RoutineStretch("chin-tuck"),)


# -- shelves


def test_shelves_of_ones_own_follow_the_narrowing_and_leave_out_what_is_gone() -> None:
    own = Own(("daily-back", "gone", "chin-tuck", "cat-cow"), ("cat-cow",))
    look = Shelving(CATALOGUE).look(Narrowing(at_desk=True), own)
    assert [entry.id for entry in look.on(FAVOURITES)] == ["chin-tuck"]
    assert look.on(RECENT) == ()
    assert [shelf.id for shelf in look.shelves if shelf.id not in CATALOGUE.regions] == [
        DUE,
        ROUTINES,
        FAVOURITES,
        RECENT,
        EVERYTHING,
    ]
    assert [entry.id for entry in Shelving(CATALOGUE).look(Narrowing(), own).on(FAVOURITES)] == [
        "daily-back",
        "chin-tuck",
        "cat-cow",
    ]


def test_routines_of_ones_own_stand_first() -> None:
    shelving = Shelving(CATALOGUE)
    shipped = [entry.id for entry in shelving.look(Narrowing()).on(ROUTINES)]
    own = Own(routines=frozenset({shipped[-1], "cat-cow"}))
    assert [entry.id for entry in shelving.look(Narrowing(), own).on(ROUTINES)] == [shipped[-1], *shipped[:-1]]


def test_recently_done_has_routines_and_single_stretches_newest_first() -> None:
    def session(routine: str | None, *names: str) -> SessionRecord:
        parts = tuple(StretchRecord(name, name, "neck", 1, 1, 5) for name in names)
        return SessionRecord("x", NOW, 5, "completed", parts, routine)

    records = [
        session("daily-back", "cat-cow"),
        session("desk-break", "chin-tuck", "neck-turn"),
        session("gone", "roll-down"),
        session(None, "chin-tuck"),
        session("daily-back", "cat-cow"),
    ]
    assert recently_done(records, CATALOGUE) == ("daily-back", "chin-tuck", "neck-turn", "roll-down")


def test_a_region_that_the_catalogue_lacks_is_on_no_shelf_of_its_own() -> None:
    look = Shelving(Catalogue(stretches=by_id([a_stretch()]))).look(Narrowing())
    assert look.on("everything")
    assert look.on("neck") == ()
