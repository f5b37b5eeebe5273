"""Changing what the user said of their body: in the settings file, and in the running app."""

from typing import Any

from msgspec import structs

from stretchtui.application.context import Context, Write
from stretchtui.core.session.plan import Plan
from stretchtui.core.settings.model import BodySettings
from stretchtui.storage.toml.edit import set_settings


def change_body(context: Context, **changes: Any) -> Write:
    """Change some of the body's settings; what writes them to the file.

    Those of this run change in any case: what one must not stretch holds even where the file can't be written.
    """
    body = structs.replace(context.user.settings.body, **changes)
    context.user.settings = structs.replace(context.user.settings, body=body)
    usual = structs.asdict(BodySettings())
    changed: dict[tuple[str, ...], Any] = {
        ("body", key): _plain(value, usual[key]) for key, value in structs.asdict(body).items() if key in changes
    }
    return lambda: set_settings(context.services.places.settings, changed)


SHOWN_QUESTION = "Has a therapist shown you contract-relax?"
SHOWN_REASONS = (
    "Pressing against a stretch and then going further is risky without guidance: too hard or too far, it strains.",
    "Press with a fifth to half of your strength, breathe out, never into pain, and on three days a week at the most.",
    "Your yes is remembered; {key:body}, your body, takes it back. Holding still did as well in most trials.",
)
"""What is asked before the first contract-relax, and what goes with it."""


def needs_showing(plan: Plan, context: Context) -> bool:
    """True if a plan has contract-relax in it and the user has not said yet that a therapist has shown it."""
    asks = any(entry.technique == "contract-relax" for entry in plan.entries)
    return asks and not context.user.settings.body.contract_relax


def _plain(value: Any, usual: Any) -> Any:
    """A value as TOML has it; none, so that the key is taken out, for the usual one."""
    if value == usual:
        return None
    return list(value) if isinstance(value, tuple) else value
