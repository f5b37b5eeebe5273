"""settings.toml: read with every mistake told, and a wrong key left at its default."""

from pathlib import Path
from typing import Any

import msgspec

from stretchtui.core.settings.away import backwards
from stretchtui.core.settings.keys import checked
from stretchtui.core.settings.model import Settings
from stretchtui.core.typed import convert
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.toml.decode import mistakes
from stretchtui.storage.toml.positions import Where
from stretchtui.storage.toml.source import open_source


def load_settings(path: Path) -> tuple[Settings, list[Problem]]:
    """The user's settings; where the file or a key in it is wrong, the default and a problem that tells it."""
    try:
        source = open_source(path)
    except StorageError as error:
        return Settings(), list(error.problems)
    if source is None:
        return Settings(), []
    problems = []
    data = {key: dict(value) if isinstance(value, dict) else value for key, value in source.data.items()}
    for where, message in mistakes(source.data, Settings):
        problems.append(Problem(path, source.line_of(where), message))
        _take_out(data, where)
    settings = convert(data, Settings)
    if wrong_spans := backwards(settings.away):
        for number in wrong_spans:
            first, last = settings.away[number]
            said = f"'away' number {number + 1} ends before it begins; right would be [{last}, {first}]"
            problems.append(Problem(path, source.line_of(("away", number)), said))
        kept = (span for number, span in enumerate(settings.away) if number not in wrong_spans)
        settings = msgspec.structs.replace(settings, away=tuple(kept))
    if settings.keys:
        wrong = sorted((source.line_of(("keys", name)), said) for name, said in checked(settings.keys).wrong)
        problems += [Problem(path, line, said) for line, said in wrong]
    return settings, problems


def _take_out(data: dict[str, Any], where: Where) -> None:
    """Leave the key that a mistake stands at to its default: one key of a table, all of a list."""
    match where:
        case (str(name), key, *_) if isinstance(data.get(name), dict):
            data[name].pop(key, None)
        case (str(name), *_):
            data.pop(name, None)
        case _:
            data.clear()
