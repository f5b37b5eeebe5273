"""Every key of settings.toml as an option: what it means, what it may be, its default; read from text and shown.

Types, ranges and defaults come from `Settings`; only the words stand here.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from keyword import iskeyword
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from msgspec import Meta, Struct, structs

from stretchtui.core.settings.actions import ACTIONS, SCREENS, Action
from stretchtui.core.settings.away import EXAMPLE, away_words, parse_away
from stretchtui.core.settings.keys import checked, usual_keys
from stretchtui.core.settings.model import Settings
from stretchtui.core.words import listed, unknown

ABOUT = {
    "theme": "the colours, by name",
    "bell": "ring at the turns of a session",
    "motion": "how much moves: auto is full here, and little over SSH",
    "figures": "how figures are drawn",
    "mouse": "hear the mouse",
    "day_ends_at": "the hour until which a night belongs to its evening",
    "away": "days away, from and to: their weeks break no weeks in a row",
    "session.ready": "seconds to read and get in place",
    "session.rest": "seconds between two holds",
    "session.switch": "seconds to change sides",
    "session.ask_tightness": "ask before and after how tight it feels; regions: of each region by itself",
    "session.first_side": "the side that is stretched first; stiff: the stiffer one, where you said which",
    "goal.days_per_week": "days with a session that you want in a week",
    "break.minutes": "minutes that a desk break takes",
    "break.every_minutes": "minutes of sitting after which one is due",
    "break.quiet": "from when to when nobody is reminded",
    "while.after": "seconds that a command takes before a break is offered",
    "body.conditions": "what your body has, by id; see: stretchtui list conditions",
    "body.acute_until": "until when the lower back is left alone; you are asked on that day",
    "body.flare_up": "gentle moves only",
    "body.contract_relax": "a therapist has shown me contract-relax",
    "body.allowed": "conditions that ask first, of which you were told that you may",
    "body.age": "in years, never asked; from 65 on holds are longer, and chairs come first",
    "measure.unit": "how lengths of self-tests are typed and shown",
    "measure.every_weeks": "weeks after which a self-test that you took is due again; 0 for never, 4 is usual",
    "cues.tick": "a tick each second of a hold",
    "cues.flash": "a line that is light for a moment",
    "cues.notify": "a notice of the terminal",
    "programme.id": "the programme of weeks that is on; see: stretchtui list programmes",
    "programme.since": "the day from which on its sessions count",
}
"""What each key means, in some words."""

Kind = Literal["switch", "number", "choice", "text", "date", "times", "list", "spans", "key"]

OFF = ("", "none", "off")
"""Words for no value, where there may be none."""


class Option(NamedTuple):
    """One key. `path` leads to it in the file; `choices` and `bounds` say what it may be, where that is limited."""

    path: tuple[str, ...]
    kind: Kind
    about: str
    default: Any
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """With dots, as in the shell."""
        return ".".join(self.path)

    @property
    def range(self) -> str:
        """What it may be, in words."""
        if self.bounds:
            return f"{self.bounds[0]} to {self.bounds[1]}"
        words = {"switch": "true or false", "date": "a date such as 2026-11-24 or none", "list": "ids with commas"}
        words |= {"spans": f"days such as {EXAMPLE}, or none"}
        words |= {"times": "two times such as 22:00-07:00, or none", "key": "keys such as x, f5, ctrl+x; with commas"}
        return listed(self.choices, "or") if self.choices else words.get(self.kind, "text")


@cache
def options() -> dict[str, Option]:
    """All options by name, in the order of the file; those of keys last, one for each action."""
    found = {option.name: option for option in _of(Settings, ())}
    for name, by_context in usual_keys().items():
        about = _about_key(name)
        found[f"keys.{name}"] = Option(("keys", name), "key", about, next(iter(by_context.values())))
    return found


def option_named(name: str) -> Option:
    """One of them. Raises ValueError with the nearest."""
    if option := options().get(name):
        return option
    raise ValueError(unknown("setting", name, options()))


def value_of(settings: Settings, option: Option) -> Any:
    """The value that an option has."""
    if option.kind == "key":
        return settings.keys.get(option.path[1], option.default)
    value: Any = settings
    for part in option.path:
        value = getattr(value, _attribute(part))
    return value


def with_value(settings: Settings, option: Option, value: Any) -> Settings:
    """The settings with another value; None stands for the default."""
    if option.kind == "key":
        keys = {**settings.keys, option.path[1]: value}
        return structs.replace(settings, keys={name: key for name, key in keys.items() if key is not None})
    new = option.default if value is None else value
    *above, last = option.path
    if not above:
        return structs.replace(settings, **{_attribute(last): new})
    table = getattr(settings, _attribute(above[0]))
    return structs.replace(settings, **{_attribute(above[0]): structs.replace(table, **{last: new})})


def parse(option: Option, text: str) -> Any:
    """A value from what is typed. Raises ValueError with what would be right."""
    text = text.strip()
    try:
        value = _parsed(option, text)
    except ValueError:
        raise ValueError(f"{option.name}: {text!r} is not it; right would be {option.range}") from None
    if option.bounds and not option.bounds[0] <= value <= option.bounds[1]:
        raise ValueError(f"{option.name}: {value} is out of range; right would be {option.range}")
    return value


def clash(settings: Settings, option: Option, value: Any) -> str | None:
    """What is wrong with a key for an action, beside those that it would have then: no key at all, or a taken one."""
    wanted = with_value(settings, option, value).keys
    said = [message for name, message in checked(wanted).wrong if name == option.path[1]]
    return said[0] if said else None


def shown(option: Option, value: Any) -> str:
    """A value as it is typed and told."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or value in ("", ()):
        return "none" if option.kind in ("date", "times", "list", "spans") else ""
    if option.kind == "times":
        return "-".join(value)
    if option.kind == "spans":
        return away_words(value)
    return ",".join(value) if option.kind == "list" else str(value)


def plain(option: Option, value: Any) -> Any:
    """A value as TOML has it; None, so that the key is taken out of the file, for the default."""
    if value == option.default and option.kind != "key":
        return None
    if option.kind == "spans":
        return [list(span) for span in value]
    return list(value) if isinstance(value, tuple) else value


def _parsed(option: Option, text: str) -> Any:
    """The value of a text; raises ValueError where it is none."""
    readers: dict[Kind, Callable[[str], Any]] = {
        "switch": _switch,
        "number": int,
        "choice": lambda word: _choice(option.choices, word),
        "date": lambda word: None if word.casefold() in OFF else date.fromisoformat(word),
        "list": lambda word: () if word.casefold() in OFF else tuple(filter(None, map(str.strip, word.split(",")))),
        "spans": lambda word: () if word.casefold() in OFF else parse_away(word),
        "times": lambda word: None if word.casefold() in OFF else _times(word),
    }
    return readers.get(option.kind, str)(text)


def _choice(choices: tuple[str, ...], word: str) -> Any:
    """One of the words, whatever its case; of those that a switch has as well, true or false."""
    if "true" in choices:
        with suppress(ValueError):
            return _switch(word)
    return choices[[choice.casefold() for choice in choices].index(word.casefold())]


def _switch(word: str) -> bool:
    if word.casefold() in ("true", "on", "yes", "1"):
        return True
    if word.casefold() in ("false", "off", "no", "0"):
        return False
    raise ValueError(word)


def _times(text: str) -> tuple[str, str]:
    first, _, last = text.replace(" ", "").partition("-")
    for time in (first, last):
        hour, minute = time.split(":")
        if len(time) != len("22:00") or not 0 <= int(hour) < 24 or not 0 <= int(minute) < 60:
            raise ValueError
    return first, last


def _of(table: type[Struct], above: tuple[str, ...]) -> Iterator[Option]:
    for field in structs.fields(table):
        default = field.default_factory() if callable(field.default_factory) else field.default
        path = (*above, field.encode_name)
        if isinstance(default, Struct):
            yield from _of(type(default), path)
        elif field.encode_name != "keys":
            yield _option(path, field.type, default)


def _option(path: tuple[str, ...], kind: Any, default: Any) -> Option:
    about = ABOUT.get(".".join(path), "")
    bounds = None
    if get_origin(kind) is Annotated:
        kind, meta = get_args(kind)[0], next(m for m in kind.__metadata__ if isinstance(m, Meta))
        bounds = (meta.ge, meta.le) if isinstance(meta.ge, int) and isinstance(meta.le, int) else None
    choices = tuple(_choices(kind))
    if choices:
        return Option(path, "choice", about, default, choices)
    if kind is bool:
        return Option(path, "switch", about, default, ("true", "false"))
    if kind is int:
        return Option(path, "number", about, default, (), bounds)
    if get_origin(kind) in (Union, UnionType):
        return Option(path, "date" if date in get_args(kind) else "times", about, default)
    if get_origin(kind) is tuple:
        return Option(path, "spans" if get_origin(get_args(kind)[0]) is tuple else "list", about, default)
    return Option(path, "text", about, default)


def _choices(kind: Any) -> Iterator[str]:
    """The words that a literal type has, also where it is made of others, or of true and false and others."""
    if get_origin(kind) is Literal:
        yield from map(str, get_args(kind))
        return
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    if all(part is bool or get_origin(part) is Literal for part in parts):
        for part in parts:
            yield from ("true", "false") if part is bool else _choices(part)


def _about_key(name: str) -> str:
    """What the action does, on the first screen that has it."""
    first = next(action for context in _contexts() for action in ACTIONS[context] if _is(action, name))
    return first.tooltip.partition(";")[0]


def _contexts() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(part for parts in SCREENS.values() for part in parts), *ACTIONS)))


def _is(action: Action, name: str) -> bool:
    return action.id == name and bool(action.keys)


def _attribute(part: str) -> str:
    """The name of a field, which may not be that of its key."""
    return f"{part}_" if iskeyword(part) else part
