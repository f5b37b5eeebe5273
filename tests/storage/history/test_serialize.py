"""Sessions as text: exactly the documented form, and back again."""

from datetime import datetime, timedelta, timezone

import msgspec
import pytest
import tomli
from hypothesis import given

from stretchtui.core.session.record import RegionTightness, SessionRecord, SideRecord, StretchRecord, Tightness
from stretchtui.storage.history.blocks import blocks
from stretchtui.storage.history.serialize import block_text
from tests.storage.history.histories import START, records

DOCUMENTED = """\
[[session]]
id = "20261121T083000Z-7f3a9c"
started = 2026-11-21T09:30:00+01:00
seconds = 184
routine = "desk-break"
outcome = "completed"
tightness = { before = 4, after = 2 }
note = "long day"
stretches = [
    { id = "chin-tuck", name = "Chin tuck", region = "neck", done = 10, planned = 10, seconds = 50, felt = "easy" },
]
"""


def test_the_documented_form_is_written_and_read() -> None:
    record = SessionRecord(
        id="20261121T083000Z-7f3a9c",
        started=START,
        seconds=184,
        outcome="completed",
        routine="desk-break",
        tightness=Tightness(4, 2),
        note="long day",
        stretches=(StretchRecord("chin-tuck", "Chin tuck", "neck", 10, 10, 50, "easy"),),
    )
    assert block_text(record) == DOCUMENTED
    assert next(blocks(DOCUMENTED.encode())).record == record


SIDES = """\
[[session]]
id = "a"
started = 2026-11-21T09:30:00+01:00
seconds = 75
outcome = "completed"
tightness = { before = 5, after = 3, regions = [{ id = "legs", before = 6, after = 3 }, { id = "neck", before = 4 }] }
stretches = [
    { id = "x", name = "X", region = "legs", done = 5, planned = 5, seconds = 75, felt = "hard", left = { done = 2, seconds = 30 }, right = { done = 3, seconds = 45, felt = "hard" } },
]
"""  # noqa: E501 - as it stands in the file


def test_sides_and_regions_are_added_keys() -> None:
    part = StretchRecord("x", "X", "legs", 5, 5, 75, "hard", SideRecord(2, 30), SideRecord(3, 45, "hard"))
    regions = (RegionTightness("legs", 6, 3), RegionTightness("neck", 4))
    record = SessionRecord("a", START, 75, "completed", (part,), tightness=Tightness(5, 3, regions))
    assert block_text(record) == SIDES
    assert next(blocks(SIDES.encode())).record == record


def test_what_is_not_given_has_no_key() -> None:
    record = SessionRecord(id="a", started=START, seconds=0, outcome="stopped", tightness=Tightness(after=0))
    assert [line.split(" ")[0] for line in block_text(record).splitlines()[1:]] == [
        "id",
        "started",
        "seconds",
        "outcome",
        "tightness",
    ]
    assert "tightness = { after = 0 }" in block_text(record)


@given(records)
def test_every_session_comes_back_and_its_offset_too(record: SessionRecord) -> None:
    text = block_text(record)
    read = msgspec.convert(tomli.loads(text)["session"][0], SessionRecord)
    assert read == record
    assert read.started.utcoffset() == record.started.utcoffset()
    assert [block.record for block in blocks((text + "\n" + text).encode())] == [record, record]


@pytest.mark.parametrize(
    "note",
    [
        "\x1b[31mred\x1b]0;title\x07",
        '""" = [[session]]',
        "\n[[session]]\nid = 'x'\n",
        "\\u0041 \\ \"' #",
        "\x00\x7f\x9b31m",
        "\u202eevil\u2066\ufeff\u2028",
        "[red]markup[/red] [@click=app.quit]x[/]",
        "👩‍👩‍👧 ß 伸 \U0010ffff",
    ],
)
def test_hostile_text_is_kept_and_cannot_act_in_the_file(note: str) -> None:
    record = SessionRecord(id=note[:100], started=START, seconds=1, outcome="completed", note=note)
    text = block_text(record)
    assert next(blocks(text.encode())).record == record
    assert all(c == "\n" or (ord(c) >= 0x20 and not 0x7F <= ord(c) <= 0x9F) for c in text)
    assert "\u202e" not in text


def test_half_a_character_from_a_broken_argument_is_replaced() -> None:
    record = SessionRecord(id="a", started=START, seconds=1, outcome="completed", note="x\udcffy")
    read = next(blocks(block_text(record).encode())).record
    assert read is not None
    assert read.note == "x\ufffdy"


def test_an_offset_with_seconds_keeps_the_moment() -> None:
    odd = timezone(timedelta(hours=0, minutes=19, seconds=32))
    record = SessionRecord(id="a", started=datetime(1930, 5, 1, 12, tzinfo=odd), seconds=1, outcome="completed")
    read = next(blocks(block_text(record).encode())).record
    assert read is not None
    assert read.started == record.started
