"""What each stretch is not for, and how it is done with care: against the table `care.tsv`, and against its own words.

In the table `-` means none. Beside a condition of `care_if` stands a word that its reason has to say.
"""

import csv
import re
from pathlib import Path

import pytest

from stretchtui.core.catalog.model import Catalogue, Stretch

with (Path(__file__).parent / "care.tsv").open(encoding="utf-8") as file:
    ROWS = {row["id"]: row for row in csv.DictReader(file, delimiter="\t")}

LEXICON = {
    r"thin bones|brittle|osteoporosis": {"osteoporosis"},
    r"glaucoma|pressure in the eyes": {"glaucoma"},
    r"blood pressure": {"high-blood-pressure"},
    r"heart (?:disease|failure|trouble)": {"heart-disease"},
    r"pregnan|presses on the belly": {"pregnancy"},
    r"bending forward (?:brings|hurts|makes)|rounds the (?:low(?:er)? )?back": {"flexion-intolerance"},
    r"(?:bends|bending) (?:the|your) (?:low(?:er)? )?back backward": {"extension-intolerance"},
    r"neck (?:problem|pain|hurts)": {"neck-problem"},
    r"(?:old|bad) shoulder|shoulders? (?:that slips|problem|pinches|hurts|joint pinches)": {"shoulder-problem"},
    r"wrist pain|wrists? hurts?|wrists and shoulders carry": {"wrist-pain"},
    r"kneeling hurts|knees? (?:that hurt|hurts?|complain)": {"knee-pain", "knee-replacement"},
    r"hip problem|(?:replaced|sore) hip|a knee or a hip hurts": {"hip-problem"},
    r"dizzy|dizziness": {"dizziness-on-turning", "poor-balance"},
    r"unsteady|lose your balance|balance": {"poor-balance"},
    r"loose joints|hypermobil": {"hypermobility"},
    r"blood thinners|bleeding|bruis": {"blood-thinners"},
}
"""What a text says, and the conditions of which the stretch has to name one."""


def test_every_stretch_has_its_row(catalogue: Catalogue) -> None:
    assert set(ROWS) == set(catalogue.stretches)


@pytest.mark.parametrize("id", ROWS)
def test_the_catalogue_is_as_the_table(id: str, catalogue: Catalogue) -> None:  # noqa: A002
    stretch, row = catalogue.stretches[id], ROWS[id]
    assert set(stretch.avoid_if) == _words(row["avoid_if"])
    care = dict(pair.split("=") for pair in _words(row["care_if"]))
    assert set(stretch.care_if) == set(care)
    unsaid = {c: word for c, word in care.items() if word.lower() not in stretch.reasons[c].lower()}
    assert not unsaid


def test_every_condition_has_the_reason_of_its_own_row(catalogue: Catalogue) -> None:
    for stretch in catalogue.stretches.values():
        named = (*stretch.avoid_if, *stretch.care_if)
        assert len(set(named)) == len(named), f"{stretch.id}: either to avoid or with care"
        assert set(stretch.reasons) == set(named), stretch.id
        assert all(re.fullmatch(r"[A-Z].*\.", reason) for reason in stretch.reasons.values()), stretch.id


def test_what_its_words_warn_of_is_in_its_conditions(catalogue: Catalogue) -> None:
    silent = [
        (stretch.id, text, expected)
        for stretch in catalogue.stretches.values()
        for text in (*stretch.cautions, stretch.easier, *stretch.all_steps)
        for pattern, expected in LEXICON.items()
        if re.search(pattern, text, re.IGNORECASE) and not expected.intersection(_marked(stretch))
    ]
    assert not silent


def test_the_lexicon_finds_what_it_should() -> None:
    said = "Ask first if your bones are thin (osteoporosis). Not with glaucoma. A knee that hurts. It rounds the back."
    found = [conditions for pattern, conditions in LEXICON.items() if re.search(pattern, said, re.IGNORECASE)]
    assert {"osteoporosis"} in found
    assert {"glaucoma"} in found
    assert {"flexion-intolerance"} in found


def test_conditions_are_grouped_and_sourced(catalogue: Catalogue) -> None:
    conditions = catalogue.conditions
    asks = {c.id for c in conditions.values() if c.effect == "asks"}
    assert asks == {"fracture", "inflammatory-spine", "recent-surgery", "cancer", "scheuermann"}
    assert {c.id for c in conditions.values() if c.effect == "chooses"} == {"sciatica", "desk-worker"}
    assert not [c.id for c in conditions.values() if c.effect != "chooses" and not c.group]
    assert not [c.id for c in conditions.values() if not set(c.sources) <= set(catalogue.sources)]
    unsourced = {c.id for c in conditions.values() if c.effect != "chooses" and not c.sources}
    assert unsourced == {"wrist-pain", "knee-pain", "poor-balance", "dizziness-on-turning"}, "who have it feel it"


def test_every_condition_that_forbids_marks_something(catalogue: Catalogue) -> None:
    general = {"acute-injury", "hypermobility"}
    named = {c for s in catalogue.stretches.values() for c in (*s.avoid_if, *s.care_if)}
    assert not [c.id for c in catalogue.conditions.values() if c.effect == "forbids" and c.id not in named | general]


def test_sources_can_be_found(catalogue: Catalogue) -> None:
    for source in catalogue.sources.values():
        assert source.publisher, source.id
        assert source.year or source.address, source.id
        if source.id not in ("guide", "qa"):
            assert source.address, source.id
            assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+(/\S*)?", source.address), source.id
    assert not [s.id for s in catalogue.sources.values() if "founding" in f"{s.title} {s.publisher}"]
    named = {catalogue.sources[name].publisher for name in ("guide", "qa")}
    assert named == {"a consumer guide compiled in 2021"}


def test_the_guide_is_never_the_only_authority(catalogue: Catalogue) -> None:
    resting_on = {stretch.id: stretch.sources for stretch in catalogue.stretches.values()}
    resting_on |= {c.id: c.sources for c in catalogue.conditions.values() if c.sources}
    assert not [name for name, sources in resting_on.items() if set(sources) <= {"guide", "qa"}]


def test_evidence_says_where_no_dose_was_found(catalogue: Catalogue) -> None:
    traditional = {s.id for s in catalogue.stretches.values() if s.evidence == "traditional"}
    assert traditional >= {"eagle-arms", "ball-release", "roll-down", "lunge-twist", "deep-squat", "dog-to-cobra"}
    for stretch in catalogue.stretches.values():
        if stretch.evidence == "traditional" and stretch.technique == "static":
            assert {"acs", "acsm"} & set(stretch.sources), f"{stretch.id}: its dose is that of the ACSM"


def _words(cell: str) -> set[str]:
    return set() if cell == "-" else set(cell.split())


def _marked(stretch: Stretch) -> set[str]:
    held = {"hypermobility"} if stretch.technique != "dynamic" else set()
    return {*stretch.avoid_if, *stretch.care_if, *held}
