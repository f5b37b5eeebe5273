"""Sessions and histories for the tests of the log."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import strategies as st

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
