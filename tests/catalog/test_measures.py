"""The self-tests as shipped: what the sources found, in plain words, with no promise and no target."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from stretchtui.core.care.conditions import LOOSE, Body, avoided, verdict
from stretchtui.core.catalog.model import Catalogue, sided
from stretchtui.core.measures.model import SelfTest
from stretchtui.storage.measures import read_tests
from tests.catalog.conftest import ROOT
from tests.catalog.test_prose import FIRST_WORDS, PROMISES

FORWARD = "flexion-intolerance acute-injury osteoporosis hip-problem"
NOT_WITH = {
    "finger-floor": f"{FORWARD} high-blood-pressure glaucoma heart-disease pregnancy poor-balance "
    "dizziness-on-turning slipped-vertebra",
    "chair-reach": FORWARD,
    "back-scratch": "shoulder-problem",
    "knee-wall": "knee-pain knee-replacement poor-balance",
    "neck-rotation": "neck-problem neck-instability dizziness-on-turning",
}
ERRORS = {"finger-floor": "4.5", "chair-reach": "3.1", "back-scratch": "2.5", "knee-wall": "1.9", "neck-rotation": None}
JUDGING = re.compile(r"\b(normal|should be able|target|goal|aim for|at least reach|score well)\b", re.IGNORECASE)


@pytest.fixture(scope="session")
def tests(catalogue: Catalogue) -> dict[str, SelfTest]:
    read = read_tests(Path(ROOT / "measures" / "self-tests.toml"), catalogue)
    assert [str(problem) for problem in read.problems] == []
    return read.tests


def test_who_is_not_to_take_them(tests: dict[str, SelfTest], catalogue: Catalogue) -> None:
    assert {name: set(test.avoid_if) for name, test in tests.items()} == {
        n: set(c.split()) for n, c in NOT_WITH.items()
    }
    for test in tests.values():
        for condition in test.avoid_if:
            assert avoided(test, Body((condition,)), catalogue), (test.id, condition)
            assert test.reasons[condition]


def test_a_body_bars_a_test_as_it_does_a_stretch(tests: dict[str, SelfTest], catalogue: Catalogue) -> None:
    for test in tests.values():
        for condition in catalogue.conditions.values():
            asks = condition.effect == "asks"
            assert avoided(test, Body((condition.id,)), catalogue) == (asks or condition.id in test.avoid_if)
        assert avoided(test, Body(flare_up=True), catalogue), "no end of a movement in a flare-up"
        assert verdict(test, Body((LOOSE,)), catalogue).care
    assert avoided(tests["finger-floor"], Body(acute=True), catalogue)
    assert not avoided(tests["neck-rotation"], Body(acute=True), catalogue)


def test_how_exact_they_are(tests: dict[str, SelfTest]) -> None:
    lengths = {name: test.scale_of("length") for name, test in tests.items()}
    assert {name: scale and scale.error for name, scale in lengths.items()} == {
        name: error and Decimal(error) for name, error in ERRORS.items()
    }
    turned = tests["neck-rotation"].scale_of("angle")
    assert turned is not None
    assert turned.error == 17
    for test in tests.values():
        for scale in test.scales:
            assert scale.error_note
            assert scale.sources


def test_which_way_is_further(tests: dict[str, SelfTest]) -> None:
    less = {(name, scale.kind) for name, test in tests.items() for scale in test.scales if scale.better == "less"}
    assert less == {("finger-floor", "length"), ("neck-rotation", "length")}


def test_norms_are_those_of_the_sources_and_inside_the_scale(tests: dict[str, SelfTest]) -> None:
    found = {(name, str(n.low), str(n.high), n.ages) for name, test in tests.items() for n in test.norms}
    assert found == {
        ("chair-reach", "1.5", "5.3", (60, 64)),
        ("chair-reach", "-2.8", "3", (75, 79)),
        ("back-scratch", "-8.6", "-1.8", (60, 64)),
        ("back-scratch", "-14.2", "-5.3", (75, 79)),
        ("knee-wall", "9.2", "14.8", None),
    }
    assert [norm.is_for(62) for norm in tests["chair-reach"].norms] == [True, False]
    assert not any(norm.is_for(0) for norm in tests["chair-reach"].norms), "an age that was not told"


def test_the_words(tests: dict[str, SelfTest]) -> None:
    for test in tests.values():
        notes = [text for scale in test.scales for text in (scale.reads, scale.error_note or "")]
        norms = [norm.who for norm in test.norms]
        said = [
            test.summary,
            *test.steps,
            *test.cautions,
            *test.reasons.values(),
            *notes,
            *norms,
            test.sides_apart or "",
        ]
        assert not [text for text in said if PROMISES.search(text) or JUDGING.search(text)]
        assert not [step for step in test.steps if step.split()[0] not in {*FIRST_WORDS}]
        assert not [step for step in test.steps if len(step.split()) > 25]
        sentences = [test.summary, *test.steps, *test.cautions, *test.reasons.values()]
        assert not [text for text in sentences if not (text[0].isupper() and text.endswith("."))]
        assert any("{side}" in step for step in test.steps) == (test.sides == "each")
        assert "{" not in "".join(sided(step, "left") for step in test.steps)
        assert any("pain" in text or "hurt" in text or "dizzy" in text for text in test.cautions)
