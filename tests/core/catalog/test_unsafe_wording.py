"""What is never to be done is found where a text asks for it, and not where it warns of it."""

from pathlib import Path

import pytest
from msgspec import structs

from stretchtui.core.catalog.unsafe_wording import never_in
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped
from tests.core.strategies import a_stretch

ASKING = [
    ("Roll your head slowly in a circle.", "rolling the head in circles"),
    ("Circle the head five times.", "rolling the head in circles"),
    ("Let your head go round and round.", "rolling the head in circles"),
    ("Draw big circles with your nose.", "rolling the head in circles"),
    ("Move your chin in small circles.", "rolling the head in circles"),
    ("Turn your head quickly from side to side.", "moving the neck quickly"),
    ("Quickly drop the chin.", "moving the neck quickly"),
    ("Snap your neck back.", "moving the neck quickly"),
    ("Bounce gently at the end.", "bouncing"),
    ("Sit tall. Bob up and down.", "bouncing"),
    ("Let your head roll back.", "rolling the head in circles"),
    ("Hold your breath and count.", "holding the breath"),
    ("Go a little into pain.", "stretching into pain"),
    ("Pull as far as you can.", "forcing"),
    ("Force your knee down.", "forcing"),
]
WARNING = [
    "Never roll your head in circles.",
    "Hold still; no bouncing.",
    "Turn your head slowly, not quickly.",
    "Move the neck without any jerk.",
    "Keep your head still and roll your shoulders forwards.",
    "Make circles with your arms.",
    "Roll up slowly, your head last.",
    "Don't bounce.",
    "Never hold your breath.",
    "Push to tension, never into pain.",
    "Do not force it.",
]


@pytest.mark.parametrize(("step", "what"), ASKING)
def test_what_a_step_asks_for_is_told(step: str, what: str) -> None:
    found = list(never_in(a_stretch(steps=("Sit tall.", step, "Breathe."))))
    assert [broken.key for broken in found] == ["steps.1"]
    assert found[0].message.startswith(what)
    assert "guide" in found[0].message


@pytest.mark.parametrize("step", WARNING)
def test_a_warning_and_other_moves_are_not(step: str) -> None:
    assert not list(never_in(a_stretch(steps=("Sit tall.", step, "Breathe."))))


def test_every_key_is_read() -> None:
    stretch = structs.replace(a_stretch(), name="Head circles", harder="Bounce.", cautions=("Never bounce.",))
    assert [broken.key for broken in never_in(stretch)] == ["name", "harder"]


def test_the_shipped_catalogue_asks_for_nothing_of_it() -> None:
    catalogue = load_catalogue(shipped("catalog"), Path("no such folder")).catalogue
    assert not [(s.id, broken) for s in catalogue.stretches.values() for broken in never_in(s)]
