"""Finding sessions by words, and holding many of them in little room."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from msgspec.structs import replace

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.session.record import WHILE, SessionRecord
from stretchtui.core.text import clean
from stretchtui.core.words import listed

H = TypeVar("H", bound=Hashable)


class SessionSearch:
    """Looks words up in sessions: routine, stretches, regions, outcome, how it felt, note and date.

    What sessions have in common is put together once.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[tuple[Hashable, ...], str] = {}

    def found(self, records: Iterable[SessionRecord], words: str) -> tuple[SessionRecord, ...]:
        """The sessions in which each of the words is found."""
        wanted = words.lower().split()
        return tuple(r for r in records if all(word in self._text(r) for word in wanted))

    def _text(self, record: SessionRecord) -> str:
        key = (record.routine, record.stretches)
        text = self._known.get(key)
        if text is None:
            text = self._known[key] = self._common(record)
        return f"{text} {record.outcome} {(record.note or '').lower()} {record.started.date()}"

    def _common(self, record: SessionRecord) -> str:
        parts = [record.routine or "", self._catalogue.session_name(record.routine) or ""]
        for stretch in record.stretches:
            parts += [stretch.id, stretch.name, stretch.felt or ""]
        for region in record.regions:
            parts += [region, self._catalogue.region_name(region)]
        return " ".join(parts).lower()


class Sharing:
    """Makes equal sessions, and equal parts of sessions, one and the same, so that ten years take little memory.

    Kept for the next reading of the same history, it gives back the sessions that were there before.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Hashable] = {}
        self._records: dict[str, SessionRecord] = {}

    def __call__(self, record: SessionRecord) -> SessionRecord:
        """The same session: the one that was seen before, or one made of what was seen as far as possible."""
        before = self._records.get(record.id)
        if before == record:
            return before
        self._records[record.id] = shared = self._made_of_known(record)
        return shared

    def _made_of_known(self, record: SessionRecord) -> SessionRecord:
        return replace(
            record,
            stretches=self._same(record.stretches) or self._same(tuple(map(self._same, record.stretches))),
            routine=self._same(record.routine),
            outcome=self._same(record.outcome),
            tightness=self._same(record.tightness),
            note=self._same(record.note),
        )

    def _same(self, part: H) -> H:
        return self._known.setdefault(part, part)  # type: ignore[return-value]


def title_of(record: SessionRecord, catalogue: Catalogue) -> str:
    """A session's name: its routine or programme, or its stretches."""
    if record.routine:
        if record.routine == WHILE:
            return "While it worked"
        return clean(catalogue.session_name(record.routine) or record.routine)
    return clean(listed(stretch.name for stretch in record.stretches)) or "Session"
