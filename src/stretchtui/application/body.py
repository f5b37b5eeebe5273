"""Changing what the user said of their body: in the settings file, and in the running app."""

from typing import Any

from msgspec import structs

from stretchtui.application.context import Context
from stretchtui.core.settings import BodySettings
from stretchtui.storage.toml.edit import set_settings


def change_body(context: Context, **changes: Any) -> None:
    """Change some of the body's settings.

    Those of this run change in any case: what one must not stretch holds even where the file can't be written.
    Raises `StorageError` then.
    """
    body = structs.replace(context.user.settings.body, **changes)
    context.user.settings = structs.replace(context.user.settings, body=body)
    usual = structs.asdict(BodySettings())
    changed: dict[tuple[str, ...], Any] = {
        ("body", key): _plain(value, usual[key]) for key, value in structs.asdict(body).items() if key in changes
    }
    set_settings(context.services.places.settings, changed)


def _plain(value: Any, usual: Any) -> Any:
    """A value as TOML has it; none, so that the key is taken out, for the usual one."""
    if value == usual:
        return None
    return list(value) if isinstance(value, tuple) else value
