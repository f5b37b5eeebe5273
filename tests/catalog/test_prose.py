"""The words of the stretches: short steps that say what to do, care, and no promise."""

import re

import pytest

from stretchtui.core.catalog.model import Catalogue, Routine, Stretch
from stretchtui.core.catalog.unsafe_wording import unsafe_in

FIRST_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        Bend Blink Breathe Bring Change Choose Clasp Close Come Cross Curl Draw Ease Feel Find Follow
        Glide Guide Hold Hug Keep Kneel Lay Lean Lengthen Let Lie Lift Look Loop Lower Move Nod Open
        Pause Place Plant Point Press Pull Push Put Raise Reach Relax Rest Return Rise Roll Round Sag
        Set Shift Sink Sit Slide Spread Squeeze Stand Start Stay Steady Step Stop Straighten Stretch
        Take Tighten Tip Tuck Turn Wait Walk
        """,
    )
)
"""The verbs that a step may begin with."""
PROMISES = re.compile(r"\b(cur(e|es|ed|ing)|heal(s|ed|ing)?|guarantee\w*|will fix|miracle)\b", re.IGNORECASE)
NONE_KNOWN = "None known."
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@pytest.fixture(scope="session")
def stretches(catalogue: Catalogue) -> tuple[Stretch, ...]:
    assert catalogue.stretches
    return tuple(catalogue.stretches.values())


def texts(stretch: Stretch) -> tuple[str, ...]:
    """All that is said of a stretch."""
    cues = (stretch.feel, stretch.breath, stretch.easier, stretch.harder)
    contract, reasons = stretch.contract, stretch.reasons.values()
    parts = (contract.pressing, contract.letting_go, contract.going_further) if contract else ()
    return (stretch.name, *stretch.all_steps, *parts, *cues, *stretch.cautions, *reasons, *stretch.muscles)


def test_steps_are_few_and_short(stretches: tuple[Stretch, ...]) -> None:
    assert not [s.id for s in stretches if not 3 <= len(s.steps) <= 6]
    assert not [step for s in stretches for step in s.all_steps if len(step.split()) > 25]


def test_what_is_shown_during_a_hold_is_not_how_to_leave_it(stretches: tuple[Stretch, ...]) -> None:
    leaves = re.compile(r"between holds|after (?:every|each) hold|to get up|^(?:Come up|Return|Rise)")
    assert not [s.id for s in stretches if s.technique == "static" and leaves.search(s.steps[-1])]
    assert [s.id for s in stretches if s.release]


def test_steps_begin_with_a_verb(stretches: tuple[Stretch, ...]) -> None:
    assert not [step for s in stretches for step in s.all_steps if step.split()[0] not in FIRST_WORDS]


def test_sentences_begin_and_end_as_sentences_do(stretches: tuple[Stretch, ...]) -> None:
    said = [text for s in stretches for text in texts(s) if text not in (s.name, *s.muscles)]
    assert not [text for text in said if not (text[0].isupper() and text.endswith("."))]


def test_nothing_is_promised(stretches: tuple[Stretch, ...]) -> None:
    assert not [text for s in stretches for text in texts(s) if PROMISES.search(text)]


def test_every_stretch_has_its_cues_and_cautions(stretches: tuple[Stretch, ...]) -> None:
    for stretch in stretches:
        cues = (stretch.feel, stretch.breath, stretch.easier, stretch.harder, *stretch.cautions)
        assert all(cue.strip() for cue in cues), stretch.id
        assert stretch.sources, stretch.id
        assert stretch.muscles, stretch.id
        assert stretch.cautions == (NONE_KNOWN,) or NONE_KNOWN not in stretch.cautions, stretch.id


def test_sides_are_named_where_each_is_done_and_only_there(stretches: tuple[Stretch, ...]) -> None:
    for stretch in stretches:
        named = {mark for text in texts(stretch) for mark in PLACEHOLDER.findall(text)}
        if stretch.sides == "each":
            assert named <= {"{side}", "{other side}"}, stretch.id
            assert any(PLACEHOLDER.search(step) for step in stretch.steps), stretch.id
        else:
            assert not named, stretch.id


def test_a_stretch_of_each_side_names_no_side_of_its_own(stretches: tuple[Stretch, ...]) -> None:
    """A plain "left" would be wrong on the right."""
    each = [s for s in stretches if s.sides == "each"]
    assert not [text for s in each for text in texts(s) if re.search(r"\b(left|right)\b(?! angle)", text)]


def test_nothing_that_is_never_done(stretches: tuple[Stretch, ...]) -> None:
    """No rolling of the head, no quick neck, no bouncing: such words stand in warnings only."""
    for stretch in stretches:
        told = (*stretch.all_steps, stretch.feel, stretch.breath, stretch.easier, stretch.harder)
        assert not [what for text in told for what in unsafe_in(text)], stretch.id


@pytest.mark.parametrize(
    "step",
    [
        "Roll your head slowly round in a circle.",
        "Circle your neck.",
        "Let your head roll back.",
        "Turn your neck quickly from side to side.",
        "Bounce gently at the end.",
        "Hold your breath and count.",
    ],
)
def test_what_is_never_done_is_recognised(step: str) -> None:
    assert unsafe_in(step)


def test_each_condition_has_its_reason(stretches: tuple[Stretch, ...]) -> None:
    with_reasons = [s for s in stretches if s.reasons]
    assert len(with_reasons) >= 40
    assert not [s.id for s in with_reasons if set(s.reasons) != {*s.avoid_if, *s.care_if}]


def test_contract_relax_says_who_may_and_what_the_trials_found(stretches: tuple[Stretch, ...]) -> None:
    for stretch in stretches:
        said = " ".join(stretch.cautions)
        if stretch.technique == "contract-relax":
            assert "Only once a therapist has shown you" in said, stretch.id
            assert "greatest gain" in said, stretch.id
            assert "four of five trials found it no better" in said, stretch.id
            assert {"high-blood-pressure", "glaucoma", "heart-disease", "pregnancy", "osteoporosis"} <= {
                *stretch.avoid_if
            }, stretch.id
            assert {"acute-injury", "hypermobility"} <= {*stretch.avoid_if}, stretch.id


def test_what_strengthens_says_so(stretches: tuple[Stretch, ...]) -> None:
    strong = {s.id: s.feel for s in stretches if s.strength}
    assert set(strong) == {"bird-dog", "bridge", "side-plank-knees"}
    assert not [name for name, feel in strong.items() if "strength move" not in feel]


def test_words_to_find_by_are_new_to_the_entry(catalogue: Catalogue) -> None:
    entries: list[Stretch | Routine] = [*catalogue.stretches.values(), *catalogue.routines.values()]
    for entry in entries:
        words = [word.lower() for word in (*entry.words, *entry.also_called)]
        assert len(set(words)) == len(words), entry.id


def test_plain_text(catalogue: Catalogue) -> None:
    """No control character, no markup, nothing that a terminal of few glyphs lacks."""
    said = [text for region in catalogue.regions.values() for text in (region.name, region.summary)]
    said += [text for condition in catalogue.conditions.values() for text in (condition.name, condition.summary)]
    said += [text for routine in catalogue.routines.values() for text in (routine.name, routine.summary)]
    said += [text for s in catalogue.stretches.values() for text in texts(s)]
    assert not [text for text in said if re.search(r"[\[\]`<>*_]|[^\x20-\x7e’–—×°é]", text)]
    assert not [text for text in said if PLACEHOLDER.sub("", text).strip("{}") != PLACEHOLDER.sub("", text)]
    assert not [text for text in said if text != " ".join(text.split())]


def test_summaries_are_one_or_two_sentences(catalogue: Catalogue) -> None:
    said = [region.summary for region in catalogue.regions.values()]
    said += [condition.summary for condition in catalogue.conditions.values()]
    assert not [text for text in said if not (text.endswith(".") and text.count(".") == 1)]
    for routine in catalogue.routines.values():
        assert routine.summary.endswith("."), routine.id
        assert len(routine.summary) <= 130, routine.id
        assert not PROMISES.search(routine.summary), routine.id


def test_words_the_guides_use_to_name_a_thing_are_explained(stretches: tuple[Stretch, ...]) -> None:
    """Steps use plain words: jargon stands in the muscles, or beside its plain word."""
    jargon = re.compile(
        r"\b(thoracic|lumbar|flexion|extension|kyphosis|posterior|anterior|supine|prone)\b", re.IGNORECASE
    )
    assert not [step for s in stretches for step in s.all_steps if jargon.search(step)]
