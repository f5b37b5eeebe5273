"""The rules that the catalogue's entries must keep together: known ids, doses in range, sides named rightly."""

import re
from collections.abc import Collection, Container, Iterable, Iterator
from typing import NamedTuple

from stretchtui.core.catalog.model import Catalogue, Programme, Routine, StepStretch, Stretch
from stretchtui.core.words import unknown

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SIDED = frozenset({"side", "other side"})
LEAST_FURTHER = 5
"""Seconds that a contract-relax repetition goes further for, at the least."""


class Broken(NamedTuple):
    """A rule that an entry breaks: the key it stands at (`steps.2` within a list), and what would be right."""

    key: str
    message: str


def check_stretch(stretch: Stretch, catalogue: Catalogue) -> Iterator[Broken]:
    """The rules that a stretch breaks."""
    for key, ids, known, noun in (
        ("region", (stretch.region,), catalogue.regions, "region"),
        ("also", stretch.also, catalogue.regions, "region"),
        ("avoid_if", stretch.avoid_if, catalogue.conditions, "condition"),
        ("care_if", stretch.care_if, catalogue.conditions, "condition"),
        ("suits", stretch.suits, catalogue.conditions, "condition"),
        ("sources", stretch.sources, catalogue.sources, "source"),
    ):
        for number, name in enumerate(ids):
            if name not in known:
                yield Broken(key if key == "region" else f"{key}.{number}", unknown(noun, name, known))
    yield from _check_reasons(stretch)
    for number, region in enumerate(stretch.also):
        if region in (stretch.region, *stretch.also[:number]):
            yield Broken(f"also.{number}", f"region {region!r} is named already; name it once")
    for key, value, (least, most) in (
        ("hold", stretch.hold, stretch.range.hold),
        ("reps", stretch.reps, stretch.range.reps),
    ):
        if least > most:
            message = f"{key} = [{least}, {most}] has its larger number first; write [{most}, {least}]"
            yield Broken(f"range.{key}", message)
        elif not least <= value <= most:
            yield Broken(key, f"{key} = {value} is outside its range, {least} to {most}")
    yield from _check_parts(stretch)
    yield from _id_taken("stretch", stretch.id, catalogue)
    yield from _check_sides(stretch)


def check_routine(
    routine: Routine, catalogue: Catalogue, *, lost: Container[str] = (), told: Container[str] = ()
) -> Iterator[Broken]:
    """The rules that a routine breaks. It may ask for fewer repetitions than a stretch has alone, never for more.

    `lost` are ids of stretches that can't be used, for a mistake in their file; `told` those of the routine's own
    file, of which nothing more needs to be said.
    """
    yield from _id_taken("routine", routine.id, catalogue)
    yield from _unknown_ids("sources", routine.sources, catalogue.sources, "source")
    yield from _unknown_ids("suits", routine.suits, catalogue.conditions, "condition")
    for number, item in enumerate(routine.items):
        stretch = catalogue.stretches.get(item.id)
        if not stretch:
            if item.id not in told:
                yield Broken(f"stretches.{number}", _no_stretch(item.id, catalogue, lost))
            continue
        for key, value, (least, most) in (
            ("hold", item.hold, stretch.range.hold),
            ("reps", item.reps, (1, stretch.range.reps[1])),
        ):
            if value is not None and not least <= value <= most:
                message = f"{item.id}: {key} = {value} is outside its range, {least} to {most}"
                yield Broken(f"stretches.{number}", message)


def check_programme(
    programme: Programme, catalogue: Catalogue, *, lost: Container[str] = (), told: Container[str] = ()
) -> Iterator[Broken]:
    """The rules that a programme breaks: each dose of its own lies within its stretch's range, above all.

    `lost` and `told` as in `check_routine`.
    """
    yield from _id_taken("programme", programme.id, catalogue)
    yield from _unknown_ids("sources", programme.sources, catalogue.sources, "source")
    yield from _unknown_ids("suits", programme.suits, catalogue.conditions, "condition")
    for at, stage in enumerate(programme.stages):
        for number, item in enumerate(stage.stretches):
            for message in _wrong_in_step(item, catalogue, lost, told):
                yield Broken(f"stage.{at}.stretches.{number}", message)


def _id_taken(kind: str, id: str, catalogue: Catalogue) -> Iterator[Broken]:  # noqa: A002
    """An id means one thing, whatever it is of: the history and the command line know no more than the id."""
    known = {"stretch": catalogue.stretches, "routine": catalogue.routines, "programme": catalogue.programmes}
    for other, entries in known.items():
        if other != kind and id in entries:
            yield Broken("id", f"a {other} has this id; take another")


def _wrong_in_step(
    item: StepStretch, catalogue: Catalogue, lost: Container[str], told: Container[str]
) -> Iterator[str]:
    for name in (item.id, *item.instead.values()):
        if name not in catalogue.stretches and name not in told:
            yield _no_stretch(name, catalogue, lost)
    for condition in item.instead:
        if condition not in catalogue.conditions:
            yield unknown("condition", condition, catalogue.conditions)
    if stretch := catalogue.stretches.get(item.id):
        for key, value, (least, most) in (
            ("hold", item.hold, stretch.range.hold),
            ("reps", item.reps, stretch.range.reps),
        ):
            if value is not None and not least <= value <= most:
                yield f"{item.id}: {key} = {value} is outside its range, {least} to {most}"


def _no_stretch(name: str, catalogue: Catalogue, lost: Container[str]) -> str:
    if name in lost:
        return f"stretch {name!r} is left out with its file; mend that first"
    return unknown("stretch", name, catalogue.stretches)


def _check_reasons(stretch: Stretch) -> Iterator[Broken]:
    """A reason says why a condition stands in `avoid_if` or `care_if`, for both sides at once."""
    marked = (*stretch.avoid_if, *stretch.care_if)
    for condition, reason in stretch.reasons.items():
        if condition not in marked:
            yield Broken(f"reasons.{condition}", f"{condition!r} stands in neither avoid_if nor care_if; add it to one")
        if "{" in reason:
            yield Broken(f"reasons.{condition}", "a reason is shown before a side is chosen; name no side")


def _unknown_ids(key: str, ids: Iterable[str], known: Collection[str], noun: str) -> Iterator[Broken]:
    for number, name in enumerate(ids):
        if name not in known:
            yield Broken(f"{key}.{number}", unknown(noun, name, known))


def _check_parts(stretch: Stretch) -> Iterator[Broken]:
    """The parts of a repetition fit its technique; those of contract-relax leave time to go further."""
    contract, least = stretch.contract, stretch.range.hold[0]
    if contract and stretch.technique != "contract-relax":
        yield Broken("contract", 'is only for technique = "contract-relax"; take it out, or set that')
    elif contract and contract.press + contract.let_go + LEAST_FURTHER > least:
        needed = contract.press + contract.let_go + LEAST_FURTHER
        yield Broken("range.hold", f"leaves no {LEAST_FURTHER} s to go further; write at least {needed} as its least")
    if stretch.pace and stretch.technique != "dynamic":
        yield Broken("pace", 'is only for technique = "dynamic"; take it out, or set that')


def _check_sides(stretch: Stretch) -> Iterator[Broken]:
    texts = {
        "steps": stretch.steps,
        "release": (stretch.release or "",),
        "feel": (stretch.feel,),
        "breath": (stretch.breath,),
        "easier": (stretch.easier,),
        "harder": (stretch.harder,),
        "cautions": stretch.cautions,
    }
    if stretch.contract:
        for part in ("pressing", "letting_go", "going_further"):
            texts[f"contract.{part}"] = (getattr(stretch.contract, part),)
    for key, lines in texts.items():
        for number, line in enumerate(lines):
            if "{" not in line:
                continue
            words = set(PLACEHOLDER.findall(line))
            where = f"{key}.{number}" if key in ("steps", "cautions") else key
            for word in sorted(words - SIDED):
                yield Broken(where, f"unknown placeholder {{{word}}}; expected {{side}} or {{other side}}")
            if words & SIDED and stretch.sides != "each":
                yield Broken(where, '{side} is only for stretches with sides = "each"; name no side, or set that')
