"""Shelves and what is on them, narrowed by words and by what is possible here."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.browse import (
    DUE,
    EVERYTHING,
    FOUND,
    NO_PROP,
    ROUTINES,
    Look,
    Narrowing,
    Own,
    Shelving,
    about,
    chips_of,
    work_seconds,
)
from stretchtui.core.catalog.model import Catalogue, Routine, Stretch
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


@cache
def shelving() -> Shelving:
    return Shelving(load_catalogue_once())


def look(narrowing: Narrowing) -> Look:
    return shelving().look(narrowing)


def stretches_on(shelf: str, narrowing: Narrowing) -> list[Stretch]:
    return [entry for entry in look(narrowing).on(shelf) if isinstance(entry, Stretch)]


def routines_left(narrowing: Narrowing) -> list[Routine]:
    return [entry for entry in look(narrowing).on(ROUTINES) if isinstance(entry, Routine)]


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue_once()


def test_shelves_are_the_regions_everything_and_the_routines(catalogue: Catalogue) -> None:
    found = look(Narrowing()).shelves
    assert [shelf.id for shelf in found] == [DUE, ROUTINES, *catalogue.regions, EVERYTHING]
    assert found[-1].count == len(catalogue.stretches)
    assert found[1].count == len(catalogue.routines)
    assert all(shelf.name and shelf.summary and shelf.count for shelf in found[1:])


def test_what_is_due_stands_first_and_is_narrowed_as_all_else(catalogue: Catalogue) -> None:
    own = Own(due=("chin-tuck", "cat-cow", "of-no-catalogue"))
    assert [entry.id for entry in shelving().look(Narrowing(), own).on(DUE)] == ["chin-tuck", "cat-cow"]
    assert [entry.id for entry in shelving().look(Narrowing(at_desk=True), own).on(DUE)] == ["chin-tuck"]


@given(narrowings)
def test_counts_follow_what_is_on_the_shelf(narrowing: Narrowing) -> None:
    catalogue = load_catalogue_once()
    found = look(narrowing)
    for shelf in found.shelves:
        assert shelf.count == len(found.on(shelf.id)) == len({entry.id for entry in found.on(shelf.id)})
        for entry in stretches_on(shelf.id, narrowing):
            assert narrowing.takes(entry)
            assert shelf.id in (EVERYTHING, FOUND) or shelf.id in entry.regions
    assert (found.shelves[0].id == FOUND) == bool(narrowing.words.strip())
    if not narrowing.active:
        assert found.on(EVERYTHING) == tuple(catalogue.stretches.values())


@given(narrowings)
def test_chips_leave_less_and_what_is_left_is_as_they_say(narrowing: Narrowing) -> None:
    catalogue = load_catalogue_once()
    before = {entry.id for entry in look(narrowing).on(EVERYTHING)}
    for chip in chips_of(catalogue):
        if chip.id in narrowing.chips:
            continue
        less = narrowing.toggled(chip.id)
        assert chip.id in less.chips
        if narrowing.words.strip() or (narrowing.prop and less.prop != narrowing.prop):
            continue  # where less is left, words find what is less like them
        assert {entry.id for entry in look(less).on(EVERYTHING)} <= before
        assert less.toggled(chip.id) == narrowing or narrowing.prop


def test_short_ones_and_props() -> None:
    short = stretches_on(EVERYTHING, Narrowing(short=True))
    assert short
    assert all(work_seconds(stretch) <= 120 for stretch in short)
    assert all(not stretch.props for stretch in stretches_on(EVERYTHING, Narrowing(prop=NO_PROP)))
    towel = stretches_on(EVERYTHING, Narrowing(prop="towel"))
    assert towel
    assert all("towel" in stretch.props for stretch in towel)
    assert routines_left(Narrowing(short=True))


def test_a_regions_own_stretches_come_first(catalogue: Catalogue) -> None:
    for region in catalogue.regions:
        own = [s.region == region for s in stretches_on(region, Narrowing())]
        assert own == sorted(own, reverse=True)


def test_words_are_looked_for_everywhere(catalogue: Catalogue) -> None:
    def found(words: str) -> set[str]:
        return {s.id for s in stretches_on(EVERYTHING, Narrowing(words))}

    one = catalogue.stretches["single-knee-to-chest"]
    for words in ("knee", "KNEE  chest", "single-knee", one.muscles[0], "lying", "lower back", "static"):
        assert one.id in found(words), words
    assert found("qqq zzz") == set()
    assert one.id in found("knee zzz"), "some of it is better than nothing"
    assert {s.id for s in catalogue.stretches.values() if "towel" in s.props} <= found("towel")
    assert {s.id for s in catalogue.stretches.values() if s.position == "lying-back"} <= found("lying on the back")


def test_routines_are_left_where_all_of_them_is_possible(catalogue: Catalogue) -> None:
    for routine in routines_left(Narrowing(at_desk=True)):
        assert all(catalogue.stretches[item.id].at_desk for item in routine.items)
    for routine in routines_left(Narrowing(off_floor=True)):
        assert all(catalogue.stretches[item.id].off_floor for item in routine.items)
    daily = catalogue.routines["daily-back"]
    assert daily in routines_left(Narrowing("daily"))
    assert daily in routines_left(Narrowing(catalogue.stretches[daily.items[0].id].name.upper()))
    assert routines_left(Narrowing("qqq zzz")) == []


def test_whether_anything_is_asked_for() -> None:
    assert not Narrowing().active
    assert not Narrowing("  ").active
    assert all(n.active for n in (Narrowing("x"), Narrowing(at_desk=True), Narrowing(off_floor=True)))


WORDS = """
    wrist forearm calf finger jaw breath typing piriformis PNF running golf plane eyes sleep core Achilles plantar
    pigeon cobra glute foot RSI swimming gym sciatica phone
    """


@pytest.mark.parametrize(
    "word",
    tuple(WORDS.split()),
)
def test_what_people_call_it_finds_something(word: str) -> None:
    assert look(Narrowing(words=word)).on(FOUND)


@pytest.mark.long
def test_every_entry_has_words_that_find_it(catalogue: Catalogue) -> None:
    entries: tuple[Stretch | Routine, ...] = (*catalogue.stretches.values(), *catalogue.routines.values())
    for entry in entries:
        assert entry.words, entry.id
        for words in (*entry.words, *entry.also_called):
            assert entry.id in {found.id for found in look(Narrowing(words=words)).on(FOUND)}, words


def test_what_its_dose_rests_on_is_said(catalogue: Catalogue) -> None:
    said = {name: dict(about(stretch)).get("Dose", "") for name, stretch in catalogue.stretches.items()}
    assert said["ankle-circles"].startswith("Traditional")
    assert "clinic" in said["sphinx"]
    assert said["calf-wall"] == ""
    assert dict(about(catalogue.stretches["bridge"]))["Kind"] == "It strengthens more than it stretches."
