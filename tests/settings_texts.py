"""A settings file with comments, and another value for each setting."""

from stretchtui.core.settings.options import Option

WITH_COMMENTS = """# mine
bell = true   # not at night
theme = "ink"

# how long
[session]
rest = 4  # short
ready = 8

[keys]
quit = "ctrl+q"   # never by accident
"""

OTHER = {
    "theme": "linen",
    "bell": "false",
    "motion": "none",
    "figures": "ascii",
    "mouse": "true",
    "day_ends_at": "4",
    "away": "2026-12-24 to 2027-01-02, 2027-03-01",
    "session.ready": "12",
    "session.rest": "6",
    "session.switch": "9",
    "session.ask_tightness": "regions",
    "session.first_side": "stiff",
    "goal.days_per_week": "5",
    "break.minutes": "5",
    "break.every_minutes": "60",
    "break.quiet": "22:00-07:00",
    "while.after": "30",
    "body.conditions": "pregnancy,wrist-pain",
    "body.acute_until": "2026-12-24",
    "body.flare_up": "true",
    "body.contract_relax": "true",
    "body.allowed": "cancer",
    "body.age": "70",
    "measure.unit": "in",
    "measure.every_weeks": "4",
    "cues.tick": "true",
    "cues.flash": "false",
    "cues.notify": "false",
    "programme.id": "desk-neck-4",
    "programme.since": "2026-11-24",
    "keys.break": "w",
}


def others(text: str, option: Option) -> list[str]:
    """The lines of a settings file that say nothing of an option, blank ones left out."""
    before = [line for line in WITH_COMMENTS.splitlines() if not line.startswith(f"{option.path[-1]} =")]
    return [line for line in text.splitlines() if line and line in before]
