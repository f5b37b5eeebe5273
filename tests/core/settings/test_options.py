"""Options: every key of the settings, read from text, shown, and told what would be right."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.settings.keys import usual_keys
from stretchtui.core.settings.model import Settings
from stretchtui.core.settings.options import clash, option_named, options, parse, plain, shown, value_of, with_value

DAY = date(2027, 3, 1)
NAMES = sorted(options())


def test_every_key_of_the_settings_is_an_option_with_words() -> None:
    tables = msgspec.to_builtins(Settings())
    found = {option.name for option in options().values() if option.kind != "key"}
    flat = {
        f"{table}.{key}" if isinstance(value, dict) else table
        for table, value in tables.items()
        if table != "keys"
        for key in (value if isinstance(value, dict) else [""])
    }
    assert found == flat
    assert {option.path[1] for option in options().values() if option.kind == "key"} == usual_keys().keys()
    assert all(option.about and option.range for option in options().values())


@pytest.mark.parametrize("name", NAMES)
def test_the_default_is_read_back_from_what_is_shown(name: str) -> None:
    option = option_named(name)
    assert value_of(Settings(), option) == option.default
    assert parse(option, shown(option, option.default)) == option.default
    assert plain(option, option.default) is None or option.kind == "key"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("bell", "OFF", False),
        ("motion", "None", "none"),
        ("day_ends_at", " 4 ", 4),
        ("goal.days_per_week", "7", 7),
        ("break.quiet", "22:00 - 07:00", ("22:00", "07:00")),
        ("break.quiet", "none", None),
        ("body.conditions", "pregnancy, wrist-pain", ("pregnancy", "wrist-pain")),
        ("body.conditions", "", ()),
        ("away", "2026-12-24 to 2027-01-02", ((date(2026, 12, 24), date(2027, 1, 2)),)),
        ("away", "2027-03-01,2026-12-24..2026-12-26", ((date(2026, 12, 24), date(2026, 12, 26)), (DAY, DAY))),
        ("away", "none", ()),
        ("keys.break", "w", "w"),
    ],
)
def test_values_are_read_and_set(name: str, text: str, value: object) -> None:
    option = option_named(name)
    assert parse(option, text) == value
    settings = with_value(Settings(), option, value)
    assert value_of(settings, option) == value
    assert value_of(with_value(settings, option, None), option) == option.default


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("bell", "perhaps", "bell: 'perhaps' is not it; right would be true or false"),
        ("session.rest", "61", "session.rest: 61 is out of range; right would be 0 to 60"),
        ("session.rest", "soon", "session.rest: 'soon' is not it; right would be 0 to 60"),
        ("break.quiet", "22-7", "break.quiet: '22-7' is not it"),
        ("break.quiet", "25:00-07:00", "is not it"),
        ("body.acute_until", "soon", "right would be a date such as 2026-11-24 or none"),
        ("away", "2027-01-02 to 2026-12-24", "right would be days such as 2026-12-24 to 2027-01-02"),
        ("away", "2026-02-30", "is not it"),
        ("motion", "some", "right would be auto, full or none"),
    ],
)
def test_what_is_wrong_is_told(name: str, text: str, told: str) -> None:
    with pytest.raises(ValueError, match="right would be") as error:
        parse(option_named(name), text)
    assert told in str(error.value)


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"did you mean 'session\.rest'"):
        option_named("sesion.rest")


def test_a_key_that_is_taken_is_told() -> None:
    option = option_named("keys.break")
    assert clash(Settings(), option, "w") is None
    assert "is the key of 'history' already" in str(clash(Settings(), option, "v"))
    assert "no key" in str(clash(Settings(), option, "ctlr+w"))


@given(st.sampled_from(NAMES), st.text())
def test_no_text_breaks_the_reading(name: str, text: str) -> None:
    option = option_named(name)
    try:
        value = parse(option, text)
    except ValueError:
        return
    assert isinstance(shown(option, value), str)
