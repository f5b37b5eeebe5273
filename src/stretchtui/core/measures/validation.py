"""The rules that a self-test of the catalogue must keep: known ids, reasons for conditions, sides named rightly."""

from collections.abc import Collection, Iterable, Iterator

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.catalog.validation import PLACEHOLDER, SIDED, Broken
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.words import unknown


def check_test(test: SelfTest, catalogue: Catalogue) -> Iterator[Broken]:
    """The rules that a test breaks."""
    yield from _unknown_ids("region", (test.region,), catalogue.regions, "region")
    yield from _unknown_ids("also", test.also, catalogue.regions, "region")
    yield from _unknown_ids("avoid_if", test.avoid_if, catalogue.conditions, "condition")
    yield from _unknown_ids("care_if", test.care_if, catalogue.conditions, "condition")
    yield from _unknown_ids("sources", test.sources, catalogue.sources, "source")
    for number, scale in enumerate(test.scales):
        yield from _unknown_ids(f"scales.{number}.sources", scale.sources, catalogue.sources, "source")
    for number, norm in enumerate(test.norms):
        if norm.source not in catalogue.sources:
            yield Broken(f"norms.{number}.source", unknown("source", norm.source, catalogue.sources))
        if norm.low >= norm.high:
            yield Broken(f"norms.{number}", "has its larger number first; write low below high")
    marked = (*test.avoid_if, *test.care_if)
    for condition in test.reasons:
        if condition not in marked:
            yield Broken(f"reasons.{condition}", f"{condition!r} stands in neither avoid_if nor care_if; add it to one")
    if test.id in catalogue.stretches or test.id in catalogue.routines or test.id in catalogue.programmes:
        yield Broken("id", "a stretch, a routine or a programme has this id; take another")
    yield from _check_sides(test)


def _unknown_ids(key: str, ids: Iterable[str], known: Collection[str], noun: str) -> Iterator[Broken]:
    for number, name in enumerate(ids):
        if name not in known:
            yield Broken(key if key == "region" else f"{key}.{number}", unknown(noun, name, known))


def _check_sides(test: SelfTest) -> Iterator[Broken]:
    for number, line in enumerate(test.steps):
        words = set(PLACEHOLDER.findall(line))
        for word in sorted(words - SIDED):
            yield Broken(f"steps.{number}", f"unknown placeholder {{{word}}}; expected {{side}} or {{other side}}")
        if words & SIDED and test.sides != "each":
            yield Broken(f"steps.{number}", '{side} is only for sides = "each"; name no side, or set that')
    for key, lines in (("cautions", test.cautions), ("summary", (test.summary,)), ("reasons", test.reasons.values())):
        if any("{" in line for line in lines):
            yield Broken(key, "is shown before a side is chosen; name no side")
