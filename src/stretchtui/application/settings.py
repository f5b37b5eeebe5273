"""Changing a setting: checked, written to its key alone in settings.toml, and at once in effect."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from stretchtui.application.context import Context, Write
from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.settings.model import Settings
from stretchtui.core.settings.options import Option, clash, parse, plain, with_value
from stretchtui.core.words import unknown
from stretchtui.storage.toml.edit import set_setting


def checked_value(option: Option, text: str, settings: Settings, catalogue: Catalogue, themes: Collection[str]) -> Any:
    """A value as it is typed. Raises ValueError with what is wrong: a range, a name, a key that is taken."""
    value = parse(option, text)
    if option.kind == "list":
        for name in value:
            if name not in catalogue.conditions:
                raise ValueError(f"{option.name}: {unknown('condition', name, catalogue.conditions)}")
    if option.name == "theme" and value and value not in themes:
        raise ValueError(f"{option.name}: {unknown('theme', value, themes)}")
    if option.name == "programme.id" and value and value not in catalogue.programmes:
        raise ValueError(f"{option.name}: {unknown('programme', value, catalogue.programmes)}")
    if option.kind == "key" and (said := clash(settings, option, value)):
        raise ValueError(said)
    return value


def write_setting(path: Path, option: Option, value: Any) -> None:
    """Set a key of the file, or take it out where the value is None or the default; comments and order stay.

    Raises StorageError where the file can't be changed.
    """
    set_setting(path, list(option.path), plain(option, value) if value is not None else None)


def change_setting(context: Context, option: Option, value: Any) -> Write:
    """Change a setting in this run; what writes it to the file. None stands for the default."""
    context.user.settings = with_value(context.user.settings, option, value)
    return lambda: write_setting(context.services.places.settings, option, value)
