"""Shelves and what is on them, narrowed by words and by what is possible here."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.browse import (
    EVERYTHING,
    ROUTINES,
    Narrowing,
    about,
    fits,
    meant,
    no_such,
    on_shelf,
    routines_on_shelf,
    shelves,
)
from stretchtui.core.catalog.model import Catalogue
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped

narrowings = st.builds(
    Narrowing,
    words=st.sampled_from(["", "  ", "neck", "CHAIR", "back lying", "hamstring towel", "zzz", "neck zzz", "s"]),
    at_desk=st.booleans(),
    off_floor=st.booleans(),
)


@cache
def load_catalogue_once() -> Catalogue:
    return load_catalogue(shipped("catalog")).catalogue


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue_once()


def test_shelves_are_the_regions_everything_and_the_routines(catalogue: Catalogue) -> None:
    found = shelves(catalogue, Narrowing())
    assert [shelf.id for shelf in found] == [*catalogue.regions, EVERYTHING, ROUTINES]
    assert found[-2].count == len(catalogue.stretches)
    assert found[-1].count == len(catalogue.routines)
    assert all(shelf.name and shelf.summary and shelf.count for shelf in found)


@given(narrowings)
def test_counts_follow_what_is_on_the_shelf(narrowing: Narrowing) -> None:
    catalogue = load_catalogue_once()
    for shelf in shelves(catalogue, narrowing):
        stretches = on_shelf(shelf.id, catalogue, narrowing)
        if shelf.id == ROUTINES:
            assert (stretches, shelf.count) == ((), len(routines_on_shelf(catalogue, narrowing)))
            continue
        assert shelf.count == len(stretches) == len({s.id for s in stretches})
        assert all(s.at_desk or not narrowing.at_desk for s in stretches)
        assert all(s.off_floor or not narrowing.off_floor for s in stretches)
        assert shelf.id == EVERYTHING or all(shelf.id in s.regions for s in stretches)
    if not narrowing.active:
        assert on_shelf(EVERYTHING, catalogue, narrowing) == tuple(catalogue.stretches.values())


@given(narrowings)
def test_asking_for_more_leaves_less(narrowing: Narrowing) -> None:
    catalogue = load_catalogue_once()
    less = Narrowing(f"{narrowing.words} neck", narrowing.at_desk, off_floor=True)
    for shelf, wider in zip(shelves(catalogue, less), shelves(catalogue, narrowing), strict=True):
        assert shelf.count <= wider.count


def test_a_regions_own_stretches_come_first(catalogue: Catalogue) -> None:
    for region in catalogue.regions:
        own = [s.region == region for s in on_shelf(region, catalogue, Narrowing())]
        assert own == sorted(own, reverse=True)


def test_words_are_looked_for_everywhere(catalogue: Catalogue) -> None:
    def found(words: str) -> set[str]:
        return {s.id for s in on_shelf(EVERYTHING, catalogue, Narrowing(words))}

    one = catalogue.stretches["single-knee-to-chest"]
    for words in ("knee", "KNEE  chest", "single-knee", one.muscles[0], "lying", "lower back", "static"):
        assert one.id in found(words), words
    assert found("knee zzz") == set()
    assert {s.id for s in catalogue.stretches.values() if "towel" in s.props} <= found("towel")
    assert {s.id for s in catalogue.stretches.values() if s.position == "lying-back"} <= found("lying on the back")


def test_routines_are_left_where_all_of_them_is_possible(catalogue: Catalogue) -> None:
    for routine in routines_on_shelf(catalogue, Narrowing(at_desk=True)):
        assert all(catalogue.stretches[item.id].at_desk for item in routine.items)
    for routine in routines_on_shelf(catalogue, Narrowing(off_floor=True)):
        assert all(catalogue.stretches[item.id].off_floor for item in routine.items)
    daily = catalogue.routines["daily-back"]
    assert daily in routines_on_shelf(catalogue, Narrowing("daily"))
    assert daily in routines_on_shelf(catalogue, Narrowing(catalogue.stretches[daily.items[0].id].name.upper()))
    assert routines_on_shelf(catalogue, Narrowing("daily zzz")) == ()


def test_whether_anything_is_asked_for(catalogue: Catalogue) -> None:
    assert not Narrowing().active
    assert not Narrowing("  ").active
    assert all(n.active for n in (Narrowing("x"), Narrowing(at_desk=True), Narrowing(off_floor=True)))
    assert all(fits(stretch, catalogue, Narrowing(" ")) for stretch in catalogue.stretches.values())


def test_an_unknown_id_is_told_with_the_nearest(catalogue: Catalogue) -> None:
    assert no_such("chin-tuk", catalogue) == "no routine or stretch 'chin-tuk'; did you mean chin-tuck?"
    assert no_such("daily-bak", catalogue) == "no routine or stretch 'daily-bak'; did you mean daily-back?"
    assert no_such("\x1b[2J\n", catalogue) == "no routine or stretch '\\x1b[2J\\n'; see: stretchtui list"


WORDS = """
    wrist forearm calf finger jaw breath typing piriformis PNF running golf plane eyes sleep core Achilles plantar
    pigeon cobra glute foot RSI swimming gym sciatica phone
    """


@pytest.mark.parametrize(
    "word",
    tuple(WORDS.split()),
)
def test_what_people_call_it_finds_something(word: str, catalogue: Catalogue) -> None:
    narrowing = Narrowing(words=word)
    assert on_shelf(EVERYTHING, catalogue, narrowing) or routines_on_shelf(catalogue, narrowing)


def test_every_entry_has_words_that_find_it(catalogue: Catalogue) -> None:
    for stretch in catalogue.stretches.values():
        assert stretch.words, stretch.id
        assert all(fits(stretch, catalogue, Narrowing(words=word)) for word in (*stretch.words, *stretch.also_called))
    for routine in catalogue.routines.values():
        assert routine.words, routine.id
        assert all(routine in routines_on_shelf(catalogue, Narrowing(words=word)) for word in routine.words)


def test_a_name_is_as_good_as_an_id(catalogue: Catalogue) -> None:
    assert meant("chin-tuck", catalogue) == meant("Chin tuck", catalogue) == "chin-tuck"
    assert meant("double chin", catalogue) == meant("Neck Retraction", catalogue) == "chin-tuck"
    assert meant("after a run", catalogue) == "after-run"
    assert meant("PNF", catalogue) == "contract-relax"
    assert meant("piriformis stretch", catalogue) == "figure-four"
    assert meant("no such thing", catalogue) == "no such thing"


def test_a_word_that_is_no_id_tells_what_it_finds(catalogue: Catalogue) -> None:
    assert "; by that word: wrist-extension, wrist-flexion, " in no_such("keyboard", catalogue)
    assert no_such("forearm", catalogue).endswith("did you mean forearm-turn?")
    assert no_such("zzzzzz", catalogue) == "no routine or stretch 'zzzzzz'; see: stretchtui list"


def test_what_its_dose_rests_on_is_said(catalogue: Catalogue) -> None:
    said = {name: dict(about(stretch)).get("Dose", "") for name, stretch in catalogue.stretches.items()}
    assert said["ankle-circles"].startswith("Traditional")
    assert "clinic" in said["sphinx"]
    assert said["calf-wall"] == ""
    assert dict(about(catalogue.stretches["bridge"]))["Kind"] == "It strengthens more than it stretches."
