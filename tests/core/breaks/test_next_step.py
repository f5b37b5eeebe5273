"""What is suggested after a session."""

from datetime import UTC, datetime, timedelta

from msgspec import structs

from stretchtui.core.breaks.next_step import next_step
from stretchtui.core.care.conditions import Body, avoided
from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CATALOGUE: Catalogue = load_catalogue(shipped("catalog")).catalogue


def session(name: str, days: int = 0) -> SessionRecord:
    """A session of one stretch, some days ago."""
    stretch = CATALOGUE.stretches[name]
    part = StretchRecord(stretch.id, stretch.name, stretch.region, 4, 4, 60)
    return SessionRecord(f"{name}-{days}", NOW - timedelta(days=days), 60, "completed", (part,))


ONE_OF_EACH = {s.region: s.id for s in CATALOGUE.stretches.values()}


def test_the_region_that_has_waited_longest_is_named_with_its_reason() -> None:
    before = [session(ONE_OF_EACH[region], 2) for region in CATALOGUE.regions if region not in ("neck", "legs")]
    before.append(session(ONE_OF_EACH["legs"], 6))
    line = next_step(session("chin-tuck"), before, NOW, CATALOGUE, Body())
    assert line.startswith("Next time: ")
    assert line.endswith("Legs: not for 6 days.")


def test_what_was_just_done_is_not_suggested_again() -> None:
    line = next_step(session("chin-tuck"), [], NOW, CATALOGUE, Body())
    assert "Neck:" not in line


def test_what_the_body_forbids_is_never_suggested() -> None:
    body = Body(("flexion-intolerance", "knee-pain", "wrist-pain", "hip-problem"))
    line = next_step(session("chin-tuck"), [], NOW, CATALOGUE, body)
    name = line.removeprefix("Next time: ").partition(".")[0]
    stretch = next(s for s in CATALOGUE.stretches.values() if s.name == name)
    assert not avoided(stretch, body, CATALOGUE)


def test_after_pain_comes_rest() -> None:
    done = session("chin-tuck")
    hurt = structs.replace(done, stretches=(structs.replace(done.stretches[0], felt="pain"),))
    assert next_step(hurt, [], NOW, CATALOGUE, Body()).startswith("Next: rest what hurts.")
