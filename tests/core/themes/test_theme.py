"""The shipped themes: readable, told apart, at home on each terminal; and what is wrong with a bad one."""

from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core.themes import colour
from stretchtui.core.themes.colour import Rgb
from stretchtui.core.themes.model import (
    DEFAULT,
    NO_COLOUR,
    SIXTEEN,
    TEXT_ROLES,
    ThemeFile,
    build,
    choices,
    fitting,
    legibilities,
    shown_as,
)
from stretchtui.core.themes.validation import find_mistakes

FILES = {path.stem: tomli.loads(path.read_text()) for path in (Path(__file__).parents[3] / "themes").glob("*.toml")}
THEMES = {name: build(data) for name, data in FILES.items()}
COLOURED = [name for name, theme in THEMES.items() if not theme.monochrome]
RGB = [name for name, theme in THEMES.items() if not theme.ansi]


def test_there_is_a_theme_for_everyone() -> None:
    themes = THEMES.values()
    assert len(themes) >= 8
    assert sum(not theme.dark and not theme.high_contrast for theme in themes) >= 2
    assert {theme.dark for theme in themes if theme.high_contrast} == {True, False}
    assert THEMES[SIXTEEN].ansi
    assert not THEMES[SIXTEEN].monochrome
    assert THEMES[NO_COLOUR].monochrome
    assert THEMES[DEFAULT].dark
    assert all(name == theme.name for name, theme in THEMES.items())


@pytest.mark.parametrize("name", FILES)
def test_shipped_themes_have_no_mistakes(name: str) -> None:
    assert find_mistakes(FILES[name]) == ()


@pytest.mark.parametrize("at_256", [False, True])
@pytest.mark.parametrize("name", RGB)
def test_all_text_is_readable_on_every_ground(name: str, at_256: bool) -> None:
    poor = [each for each in legibilities(THEMES[name], at_256=at_256) if each.contrast < each.least]
    assert poor == []


def test_all_text_is_readable_on_the_console() -> None:
    assert [each for each in legibilities(THEMES[SIXTEEN]) if each.contrast < each.least] == []


@pytest.mark.parametrize("name", RGB)
def test_surfaces_differ_at_256_colours_too(name: str) -> None:
    palette = THEMES[name].palette
    grounds = [palette.background, palette.surface, palette.panel]
    assert len({_at_256(text) for text in grounds}) == 3
    assert _at_256(palette.cursor) not in {_at_256(text) for text in grounds}


@pytest.mark.parametrize("name", RGB)
def test_neutral_grounds_stay_neutral_at_256_colours(name: str) -> None:
    palette = THEMES[name].palette
    for text in (palette.background, palette.surface, palette.panel, palette.foreground, palette.muted):
        assert len(set(_at_256(text))) == 1, text


@pytest.mark.parametrize("at_256", [False, True])
@pytest.mark.parametrize("name", RGB)
def test_states_are_told_apart(name: str, at_256: bool) -> None:
    roles = THEMES[name].roles
    seen = {role: _shown(THEMES[name], getattr(roles, role.replace("-", "_")), at_256) for role in TEXT_ROLES}
    for one, other in combinations(TEXT_ROLES, 2):
        assert colour.difference(seen[one], seen[other]) > 14, (one, other)


@pytest.mark.parametrize("at_256", [False, True])
@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("blindness", [None, *colour.BLINDNESSES])
def test_heat_grows_for_all_eyes(name: str, at_256: bool, blindness: colour.Blindness | None) -> None:
    theme = THEMES[name]
    heat = [_shown(theme, text, at_256) for text in theme.roles.heat]
    seen = [colour.seen_by(each, blindness) if blindness else each for each in heat]
    sign = 1 if theme.dark else -1
    for less, more in pairwise(seen):
        assert sign * (colour.lightness(more) - colour.lightness(less)) > 3.5
        assert colour.difference(less, more) > 8


@pytest.mark.parametrize("at_256", [False, True])
@pytest.mark.parametrize("name", COLOURED)
def test_heat_and_figures_stand_out_from_the_surface(name: str, at_256: bool) -> None:
    theme = THEMES[name]
    roles = theme.roles
    ground = _shown(theme, theme.palette.surface, at_256, ground=True)
    least = dict(zip(roles.heat, (1.2, 2, 3, 3, 3), strict=True))
    least |= dict.fromkeys((roles.figure, roles.figure_near, roles.figure_far, roles.figure_stretch), 3)
    for text, ratio in least.items():
        assert colour.contrast(_shown(theme, text, at_256), ground) >= ratio, text


@pytest.mark.parametrize(
    ("wanted", "colours", "shown"),
    [
        ("fjord", 2**24, "fjord"),
        ("fjord", 256, "fjord"),
        ("fjord", 16, SIXTEEN),
        ("ink", 16, "ink"),
        ("fjord", 1, NO_COLOUR),
        ("console", 1, NO_COLOUR),
        ("gone", 256, DEFAULT),
        ("gone", 16, SIXTEEN),
    ],
)
def test_a_theme_that_the_terminal_can_show(wanted: str, colours: int, shown: str) -> None:
    assert fitting(wanted, THEMES, colours).name == shown


def test_only_what_fits_is_offered_and_the_default_first() -> None:
    names = [theme.name for theme in choices(THEMES, 256)]
    assert names[0] == DEFAULT
    assert set(names) == set(THEMES)
    assert [theme.name for theme in choices(THEMES, 16)] == [SIXTEEN, NO_COLOUR]
    assert [theme.name for theme in choices(THEMES, 1)] == [NO_COLOUR]


def _at_256(text: str) -> Rgb:
    return colour.at_256(shown_as(text, dark=True))


def _shown(theme: ThemeFile, text: str, at_256: bool, *, ground: bool = False) -> Rgb:
    rgb = shown_as(text, dark=theme.dark, ground=ground)
    return colour.at_256(rgb) if at_256 and not theme.ansi else rgb


class TestMistakes:
    """A file's mistakes are told all at once, each with the keys that lead to it."""

    def changed(self, **tables: Any) -> dict[str, Any]:
        data = {k: dict(v) if isinstance(v, dict) else v for k, v in FILES[DEFAULT].items()}
        for name, value in tables.items():
            if isinstance(value, dict):
                data.setdefault(name, {}).update(value)
            else:
                data[name] = value
        return data

    def test_all_at_once(self) -> None:
        data = self.changed(
            palette={"accent": "orange", "acent": "#fff"},
            roles={"heat": ["#000"], "hold": 3},
            styles={"hold": "loud"},
            variables={"bordr": "#fff", "border": "reddish", "link-style": "#fff"},
            dark="yes",
        )
        del data["summary"]
        del data["roles"]["rest"]
        keys = {mistake.keys for mistake in find_mistakes(data)}
        assert keys == {
            (),
            ("dark",),
            ("palette", "accent"),
            ("palette", "acent"),
            ("roles", "heat"),
            ("roles", "hold"),
            ("roles",),
            ("styles", "hold"),
            ("variables", "bordr"),
            ("variables", "border"),
            ("variables", "link-style"),
        }

    def test_each_says_what_would_be_right(self) -> None:
        told = {m.keys: m.message for m in find_mistakes(self.changed(palette={"acent": "#fff", "border": "puce"}))}
        assert "did you mean accent?" in told["palette", "acent"]
        assert '"puce"' in told["palette", "border"]
        assert '"#rrggbb"' in told["palette", "border"]

    def test_colours_of_the_terminal_and_rgb_do_not_mix(self) -> None:
        (mistake,) = find_mistakes(self.changed(roles={"hold": "bright-red"}))
        assert mistake.keys == ("roles", "hold")
        (mistake,) = find_mistakes(self.changed(variables={"border": "red"}))
        assert mistake.keys == ("variables", "border")

    def test_high_contrast_must_be_true(self) -> None:
        found = find_mistakes(self.changed(**{"high-contrast": True}, palette={"muted": "#8a8a8a"}))
        assert {mistake.keys for mistake in found} == {("palette", "muted")}
        assert "7:1" in found[0].message

    def test_what_runs_as_markup_or_escapes_is_no_name(self) -> None:
        found = find_mistakes(self.changed(name="[@click=app.quit]x", summary="a\x1b[2Jb"))
        assert {mistake.keys for mistake in found} == {("name",), ("summary",)}
        assert all(mistake.message.isprintable() for mistake in found)

    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["#fff", "red", "bold"]),
        lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
        max_leaves=12,
    )

    @settings(deadline=None)  # the first mistake imports what finds the nearest word
    @given(
        st.dictionaries(st.sampled_from([*FILES[DEFAULT], "styles", "variables", "high-contrast", "other"]), values),
        st.booleans(),
    )
    @pytest.mark.long
    def test_whatever_the_file_holds_it_is_built_or_told(self, changes: dict[str, Any], whole: bool) -> None:
        data = {**FILES[DEFAULT], **changes} if whole else changes
        found = find_mistakes(data)
        assert all(mistake.message.isprintable() for mistake in found)
        if not found:
            assert isinstance(build(data), ThemeFile)
