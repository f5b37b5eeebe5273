"""What people type, and what stands first: names, yoga names, symptoms, parts of the body, misspellings."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.model import Routine, Stretch
from stretchtui.core.catalog.search import CatalogueSearch, SearchText, by_rank, normal, search_text_of, tokens
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped


@cache
def finder() -> CatalogueSearch:
    return CatalogueSearch(load_catalogue(shipped("catalog")).catalogue)


def first(typed: str) -> str:
    found = finder().find(typed)
    return found[0].id if found else ""


def regions(typed: str) -> set[str]:
    """The regions of what stands first."""
    catalogue = finder().catalogue
    found = finder().find(typed)[:1]
    stretches = [e for e in found if isinstance(e, Stretch)]
    stretches += [catalogue.stretches[item.id] for e in found if isinstance(e, Routine) for item in e.items]
    return {region for stretch in stretches for region in stretch.regions}


NAMES = {
    "chin tuck": "chin-tuck",
    "Chin Tuck": "chin-tuck",
    "chin-tuck": "chin-tuck",
    "CHINTUCK": "chin-tuck",
    "chin tuk": "chin-tuck",
    "ear to shoulder": "upper-trapezius",
    "Ear to shoulder!": "upper-trapezius",
    "ear to sholder": "upper-trapezius",
    "upper trapezius": "upper-trapezius",
    "cat cow": "cat-cow",
    "cat and cow": "cat-cow",
    "cat & cow": "cat-cow",
    "daily back": "daily-back",
    "daily bak": "daily-back",
    "desk break": "desk-break",
    "single knee to chest": "single-knee-to-chest",
    "single knee": "single-knee-to-chest",
    "press up": "press-up",
    "press-up": "press-up",
    "roll down": "roll-down",
    "trunk turns": "trunk-turns",
    "forward reach": "forward-reach",
    "eagle arms": "eagle-arms",
    "head drop": "head-drop",
    "prayer stretch": "prayer-stretch",
}
"""What is typed, and the id that stands first: names, ids, yoga names, with slips."""

PLACES = {
    "stiff neck": "neck",
    "neck pain": "neck",
    "sore neck": "neck",
    "can't turn my head": "neck",
    "cant turn my head": "neck",
    "headache from screen": "neck",
    "crick in the neck": "neck",
    "nekc": "neck",
    "tight shoulders": "shoulders-chest",
    "shoulder": "shoulders-chest",
    "chest": "shoulders-chest",
    "hunched": "shoulders-chest",
    "between the shoulder blades": "upper-back",
    "upper back": "upper-back",
    "mid back": "mid-back",
    "lower back pain": "lower-back",
    "my lower back hurts": "lower-back",
    "lumbar": "lower-back",
    "sciatica": "lower-back",
    "hip": "hips-glutes",
    "tight hips": "hips-glutes",
    "buttock": "hips-glutes",
    "piriformis": "hips-glutes",
    "glutes": "hips-glutes",
    "tight hamstrings": "legs",
    "hamstring": "legs",
    "hamstings": "legs",
    "back of the thigh": "legs",
    "quads": "legs",
}
"""What is typed, and the region that the first one is for."""


@pytest.mark.parametrize(("typed", "id_"), NAMES.items())
def test_names_stand_first(typed: str, id_: str) -> None:
    assert first(typed) == id_


@pytest.mark.parametrize(("typed", "region"), PLACES.items())
def test_symptoms_and_parts_of_the_body_lead_there(typed: str, region: str) -> None:
    assert region in regions(typed), finder().find(typed)[:3]


def test_names_are_taken_for_ids_whatever_their_case_and_punctuation() -> None:
    catalogue = finder().catalogue
    for entry in (*catalogue.stretches.values(), *catalogue.routines.values()):
        for name in (entry.id, entry.name, entry.name.upper(), f" {entry.name}. "):
            found = finder().named(name)
            assert found
            assert found.id == entry.id or normal(found.name) == normal(entry.name)
    assert finder().named("no such thing") is None


def test_other_names_are_names() -> None:
    for typed, id_ in {
        "double chin": "chin-tuck",
        "Neck Retraction": "chin-tuck",
        "after a run": "after-run",
        "PNF": "contract-relax",
        "piriformis stretch": "figure-four",
    }.items():
        found = finder().named(typed)
        assert found, typed
        assert found.id == id_, typed


def test_a_near_miss_is_offered_by_name_and_id() -> None:
    said = finder().no_such
    assert said("chin-tuk") == "no routine or stretch 'chin-tuk'; did you mean Chin tuck (chin-tuck)?"
    assert (
        said("Ear to sholder")
        == "no routine or stretch 'Ear to sholder'; did you mean Ear to shoulder (upper-trapezius)?"
    )
    assert "(" in said("stiff neck")
    assert said("\x1b[2J\n") == "no routine or stretch '\\x1b[2J\\n'; see: stretchtui list"
    assert said("") == "no routine or stretch ''; see: stretchtui list"


def test_what_does_not_count() -> None:
    assert normal("  Can’t   TURN—my Head! ") == "cant turn my head"
    assert normal("Ängström") == "angstrom"
    assert tokens("discs, glutes and gluteus; less") == ("disc", "glute", "and", "gluteus", "less")


THINGS = {
    name: search_text_of((name,), about.split())
    for name, about in (
        ("Leave the program", "command back"),
        ("Daily back", "routine"),
        ("Back flexion", "lower back"),
        ("Feedback", "page"),
        ("Cat and cow", "mid back"),
    )
}


def test_exact_comes_before_fuzzy() -> None:
    def found(typed: str) -> list[str]:
        return by_rank(THINGS, typed, THINGS.__getitem__)

    assert found("back") == ["Back flexion", "Daily back", "Leave the program", "Cat and cow", "Feedback"]
    assert found("BACK da") == ["Daily back"]
    assert found("feedbak") == ["Feedback"]
    assert found("  ") == list(THINGS)
    assert found("zzz") == []


@given(st.lists(st.tuples(st.text(), st.text())), st.text())
def test_nothing_is_invented(things: list[tuple[str, str]], typed: str) -> None:
    def document(thing: tuple[str, str]) -> SearchText:
        return search_text_of((thing[0],), (thing[1],))

    kept = by_rank(things, typed, document)
    assert len(kept) <= len(things)
    assert all(thing in things for thing in kept)
