"""The style sheets: what a rule can never meet is a fault of writing, and nobody sees it on the screen."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.types import CSSLocation
from textual.screen import Screen

import stretchtui.ui
from stretchtui.ui.app import StretchApp
from stretchtui.ui.common.base import STYLES

SHEETS = sorted(STYLES.glob("*.tcss"))


def classes_of_screens() -> set[str]:
    """The names of all screens of the app."""
    modules = [import_module(found.name) for found in walk_packages(stretchtui.ui.__path__, "stretchtui.ui.")]
    found = (one for module in modules for _, one in inspect.getmembers(module, inspect.isclass))
    return {one.__name__ for one in found if issubclass(one, Screen)}


SCREENS = classes_of_screens()


def impossible(sheet: str, variables: dict[str, str], read_from: CSSLocation = ("", "")) -> Iterator[str]:
    """Selectors that look for a screen within a screen, which never stand in one another."""
    for rule in parse("", sheet, read_from, variable_tokens=tokenize_values(variables)):
        for selectors in rule.selector_set:
            if sum(selector.name in SCREENS for selector in selectors.selectors) > 1:
                yield selectors.css


def test_a_screen_within_itself_or_in_another_is_found() -> None:
    assert list(impossible("LiveScreen LiveScreen #x { color: red; }", {}))
    assert list(impossible("Label, LiveScreen EndScreen { color: red; }", {}))
    assert not list(impossible("LiveScreen #x, EndScreen #x { color: red; }", {}))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_no_rule_looks_for_a_screen_within_a_screen(path: Path, make_app: Callable[..., StretchApp]) -> None:
    assert not list(impossible(path.read_text(), make_app().get_css_variables(), (str(path), "")))
