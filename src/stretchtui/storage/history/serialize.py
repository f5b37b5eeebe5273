"""A session or a measure as the text of its block in the history file."""

from datetime import datetime, timedelta, timezone

from stretchtui.core.measures.record import Best, Measure
from stretchtui.core.session.record import Felt, RegionTightness, SideRecord, StretchRecord, Tightness
from stretchtui.storage.history.blocks import Record, kind_name

_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_MISLEADING = frozenset("\u061c\u200e\u200f\u2028\u2029\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def block_text(record: Record) -> str:
    """The block of one record, from its header to its last line break.

    Reading it back gives an equal record, save that a tightness without any score is left out, and that
    an offset is to the minute, which is all that TOML can say.
    """
    return f"[[{kind_name(record)}]]\n" + "".join(f"{key} = {value}\n" for key, value in values_of(record).items())


def values_of(record: Record) -> dict[str, str]:
    """Each key that the record gives, in the order of the file, with its value in TOML."""
    if isinstance(record, Measure):
        return _values_of_measure(record)
    given: dict[str, str | None] = {
        "id": string(record.id),
        "started": moment(record.started),
        "seconds": str(record.seconds),
        "routine": None if record.routine is None else string(record.routine),
        "outcome": string(record.outcome),
        "tightness": _tightness(record.tightness),
        "note": None if record.note is None else string(record.note),
        "stretches": _stretches(record.stretches),
    }
    return {key: value for key, value in given.items() if value is not None}


def _values_of_measure(measure: Measure) -> dict[str, str]:
    given: dict[str, str | None] = {
        "id": string(measure.id),
        "at": moment(measure.at),
        "test": string(measure.test),
        "note": None if measure.note is None else string(measure.note),
        "best": _best(measure.best),
    }
    return {key: value for key, value in given.items() if value is not None}


def string(text: str) -> str:
    """Quote for TOML, with all that a terminal could obey or an eye misread written as escapes."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(map(_character, text)) + '"'


def moment(when: datetime) -> str:
    """A date and time with its offset, which TOML gives to the minute."""
    offset = when.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):
        when = when.astimezone(timezone(timedelta(minutes=offset // timedelta(minutes=1))))
    return when.isoformat()


def _character(one: str) -> str:
    code = ord(one)
    if one in _SHORT:
        return _SHORT[one]
    if 0xD800 <= code <= 0xDFFF:  # half a character, from a broken argument: no file can hold it
        return "\ufffd"
    if code < 0x20 or 0x7F <= code <= 0x9F or one in _MISLEADING:
        return f"\\u{code:04x}"
    return one


def _tightness(tightness: Tightness | None) -> str | None:
    if tightness is None:
        return None
    scores = (("before", tightness.before), ("after", tightness.after))
    given = [f"{name} = {score}" for name, score in scores if score is not None]
    if tightness.regions:
        given.append(f"regions = [{', '.join(map(_region, tightness.regions))}]")
    return f"{{ {', '.join(given)} }}" if given else None


def _region(one: RegionTightness) -> str:
    scores = (("before", one.before), ("after", one.after))
    given = "".join(f", {name} = {score}" for name, score in scores if score is not None)
    return f"{{ id = {string(one.id)}{given} }}"


def _best(best: Best) -> str:
    sides = (("left", best.left), ("right", best.right), ("value", best.value))
    given = ", ".join(f"{name} = {value:f}" for name, value in sides if value is not None)
    return f"{{ {given}, unit = {string(best.unit)} }}"


def _stretches(stretches: tuple[StretchRecord, ...]) -> str | None:
    if not stretches:
        return None
    return "[\n" + "".join(f"    {_stretch(one)},\n" for one in stretches) + "]"


def _stretch(one: StretchRecord) -> str:
    sides = "".join(f", {name} = {_side(side)}" for name, side in (("left", one.left), ("right", one.right)) if side)
    return (
        f"{{ id = {string(one.id)}, name = {string(one.name)}, region = {string(one.region)}, "
        f"done = {one.done}, planned = {one.planned}, seconds = {one.seconds}{_felt(one.felt)}{sides} }}"
    )


def _side(side: SideRecord) -> str:
    return f"{{ done = {side.done}, seconds = {side.seconds}{_felt(side.felt)} }}"


def _felt(felt: Felt | None) -> str:
    return "" if felt is None else f", felt = {string(felt)}"
