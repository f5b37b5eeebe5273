"""Sessions and histories for the tests of the log."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from stretchtui.core.measures.record import Best, Measure
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text

START = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=1)))
TORN_AT = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def session(number: int, *, note: str | None = None, after: timedelta | None = None) -> SessionRecord:
    """The session number `number`; one starts eight hours after another."""
    return SessionRecord(
        id=f"s-{number:05}",
        started=START + (after if after is not None else number * timedelta(hours=8)),
        seconds=100 + number,
        outcome="completed",
        routine="desk-break" if number % 2 else None,
        tightness=Tightness(before=6, after=number % 7),
        note=note,
        stretches=(
            StretchRecord("chin-tuck", "Chin tuck", "neck", 10, 10, 50, "easy"),
            StretchRecord("child", "Child’s pose", "lower-back", 3, 4, 50 + number),
        ),
    )


def measure(number: int, *, note: str | None = None, left: str = "9.5") -> Measure:
    """A measure an hour after the session of the same number."""
    at = START + number * timedelta(hours=8) + timedelta(hours=1)
    return Measure(f"m-{number:05}", at, "knee-wall", Best("cm", Decimal(left), Decimal(number) / 4), note)


def log_at(folder: Path) -> HistoryLog:
    return HistoryLog(folder / "history.toml", folder / "undo", now=lambda: TORN_AT)


def filled(folder: Path, count: int) -> HistoryLog:
    """A history of `count` sessions with a comment above, in and below each, and a key of the user's own."""
    log = log_at(folder)
    blocks = []
    for number in range(count):
        head, rest = block_text(session(number, note=f"note {number}")).split("\n", 1)
        rest = rest.replace(f'note = "note {number}"', f'note   =   "note {number}"   # said {number} # twice')
        blocks.append(
            f"# above {number}\n{head}  # header {number}\nmood = {{ of = {number} }}\n{rest}# below {number}\n"
        )
    log.path.write_text("# my history\n\n" + "\n".join(blocks))
    return log


def mixed(folder: Path, count: int) -> HistoryLog:
    """A history as `filled` makes it, with a measure after each session, commented alike."""
    log = filled(folder, count)
    sessions = log.path.read_text().split("# above ")
    pieces = [sessions[0]]
    for number, text in enumerate(sessions[1:]):
        head, rest = block_text(measure(number, note=f"felt {number}")).split("\n", 1)
        rest = rest.replace("best = {", "best   =   {").replace(" }\n", " }   # best\n")
        pieces.append(f"# above {text.rstrip()}\n\n# over {number}\n{head}  # header\nmood = {number}.5\n{rest}\n")
    log.path.write_text("".join(pieces).rstrip("\n") + "\n")
    return log


def ids(log: HistoryLog) -> list[str]:
    """All ids, newest first; fails where anything is wrong with the file."""
    page = log.all()
    assert page.problems == ()
    return [record.id for record in page.records]


def _whole(high: int) -> st.SearchStrategy[int]:
    return st.integers(0, high)


_offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_texts = st.text(st.characters(codec="utf-8"), max_size=40)
_scores = st.none() | _whole(10)
records = st.builds(
    SessionRecord,
    id=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    started=st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=_offsets),
    seconds=_whole(10**6),
    outcome=st.sampled_from(["completed", "stopped", "interrupted"]),
    stretches=st.lists(
        st.builds(
            StretchRecord,
            id=_texts,
            name=_texts,
            region=_texts,
            done=_whole(99),
            planned=_whole(99),
            seconds=_whole(9999),
            felt=st.sampled_from(["easy", "right", "hard", "pain", None]),
        ),
        max_size=3,
    ).map(tuple),
    routine=st.none() | _texts,
    tightness=st.none() | st.builds(Tightness, before=_scores, after=_scores).filter(lambda one: one != Tightness()),
    note=st.none() | _texts,
)

_values = st.decimals(-1000, 1000, places=4, allow_nan=False) | st.integers(-1000, 1000).map(Decimal)
_bests = st.one_of(
    st.builds(Best, value=_values, unit=st.sampled_from(["cm", "in", "deg"])),
    st.builds(Best, left=_values, right=st.none() | _values, unit=st.sampled_from(["cm", "in", "deg"])),
    st.builds(Best, right=_values, unit=st.sampled_from(["cm", "in", "deg"])),
)
taken = st.builds(
    Measure,
    id=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    at=st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=_offsets),
    test=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    best=_bests,
    note=st.none() | _texts,
)
"""Any measure."""
