"""Self-tests and measures in words: what a test is read in, how exact it is, what a measure found."""

from collections.abc import Iterable, Iterator, Mapping

from stretchtui.core.measures.change import error_text
from stretchtui.core.measures.model import Norm, Scale, SelfTest
from stretchtui.core.measures.quantity import SIGNS, Quantity, Unit, quantity_text
from stretchtui.core.measures.record import Measure
from stretchtui.core.words import listed

WARM_UP = "Move easily for five minutes: walk, circle your arms, climb some stairs. Not right after stretching."
"""What comes before every test."""

SAME = "Take it at about the same hour each time, with the same shoes, chair and tape."
"""What makes two numbers comparable."""

NO_TARGET = "Where others were found; no target."
"""What has to be said beside every norm."""


def read_in(test: SelfTest) -> str:
    """The units of a test: `cm or in`."""
    units = {"length": "cm or in", "angle": "degrees"}
    return listed((units[scale.kind] for scale in test.scales), "or")


def exact_to(test: SelfTest, unit: Unit = "cm") -> str:
    """Its measurement errors: `1.9 cm`; a question mark where one is not known."""
    return ", ".join(error_text(scale, unit) or f"?{SIGNS[scale.unit]}" for scale in test.scales)


def about_reading(test: SelfTest, unit: Unit = "cm", norms: Iterable[Norm] | None = None) -> Iterator[tuple[str, str]]:
    """How a test is read and what its numbers can tell, each line with a label; all norms where none are given."""
    for scale in test.scales:
        yield "Read", f"{scale.reads[0].upper()}{scale.reads[1:]}. {_way(scale)}"
        error = error_text(scale, unit)
        said = f"A change of {error} or less is none. " if error else ""
        yield "Exact to" if error else "Exact", f"{said}{scale.error_note or ''}".strip()
    if test.sides_apart:
        yield "Sides", test.sides_apart
    for norm in test.norms if norms is None else norms:
        yield "Others", f"{norm_words(norm, unit)} {NO_TARGET}"
    yield "Always", SAME


def norm_words(norm: Norm, unit: Unit) -> str:
    """A norm in a sentence: `9.2 to 14.8 cm: healthy adults`, with its full stop."""
    low, high = (quantity_text(Quantity(value, "cm"), unit) for value in (norm.low, norm.high))
    return f"{low.removesuffix(SIGNS[unit])} to {high}: {norm.who}."


def best_words(measure: Measure, test: SelfTest | None = None, unit: Unit | None = None, *, short: bool = False) -> str:
    """What a measure found: `left 9.5 cm, right 11 cm`, in `short` with the unit once.

    `unit`, where it is of the kind, stands in the place of its own.
    """
    scale = test.scale_of(measure.kind) if test else None
    signed = bool(scale and scale.signed)
    parts = [(side, quantity_text(quantity, unit, signed=signed)) for side, quantity in measure.quantities]
    if short:
        sign = next(sign for sign in SIGNS.values() if parts[-1][1].endswith(sign))
        parts[:-1] = [(side, text.removesuffix(sign)) for side, text in parts[:-1]]
    return ", ".join(f"{side} {text}" if side else text for side, text in parts)


def test_named(name: str, tests: Mapping[str, SelfTest]) -> SelfTest | None:
    """A test by its id or its name, in any case."""
    wanted = name.strip().casefold()
    return next((test for test in tests.values() if wanted in (test.id.casefold(), test.name.casefold())), None)


def _way(scale: Scale) -> str:
    return "More is further." if scale.better == "more" else "Less is further."
