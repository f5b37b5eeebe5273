"""What holds for all tests."""

import os
import signal
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

BRIEF = os.environ.get("STRETCHTUI_TESTS") == "brief"
"""A sample: once all tests have passed, it tells within minutes whether they do with other libraries and Pythons."""

ONE_IN = 16
"""Of so many tests of a file, a sample has one."""

LONGEST = (
    "ui/test_resize.py",
    "ui/test_golden.py",
    "ui/measures/test_measure_screens.py",
    "ui/test_sizes.py",
    "ui/history/test_review.py",
    "ui/care/test_care_screens.py",
    "core/figures/test_drawing.py",
    "packaging/test_wheel.py",
    "ui/settings/test_remapped.py",
    "ui/programmes/test_programmes.py",
    "ui/settings/test_settings_screen.py",
    "whole/test_measure.py",
    "ui/breaks/test_desk_break.py",
    "ui/test_figures.py",
)
"""Files that take longest, half a minute and more each: begun first, so that no core waits for the last of them.

Tests of the whole program come next: they wait more than they work.
"""

# a shell that starts the tests in the background has keyboard signals ignored, and so would have
# every program that they start
for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGQUIT, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)

# how long an example takes says something about the machine, and nothing about the program
settings.register_profile("stretchtui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("brief", settings.get_profile("stretchtui"), max_examples=10)
settings.load_profile("brief" if BRIEF else "stretchtui")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest files; of a sample, take what belongs to it."""
    here = Path(__file__).parent
    first = {here / name: rank for rank, name in enumerate(LONGEST)}
    assert all(path.exists() for path in first), "a file that took long was moved: say where to"
    items.sort(key=lambda item: first.get(item.path, len(first) + ("whole" not in item.path.parts)))
    if BRIEF:
        _sample(config, items)


def _sample(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the tests of a file that are not long each so-many-th, with its first parameters only."""
    variants: dict[str, dict[str, pytest.Item]] = defaultdict(dict)
    for item in items:
        if item.get_closest_marker("long"):
            continue
        variants[item.nodeid.partition("::")[0]].setdefault(item.nodeid.partition("[")[0], item)
    kept = {id(item) for tests in variants.values() for item in [*tests.values()][::ONE_IN]}
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    items[:] = [item for item in items if id(item) in kept]
