"""What holds for all tests."""

import os
import signal
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, settings

BRIEF = os.environ.get("STRETCHTUI_TESTS") == "brief"
"""A sample: once all tests have passed, it tells within minutes whether they do with other libraries and Pythons."""

ONE_IN = 8
"""Of so many tests of a file, a sample has one."""

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
    """Take the sample: of the tests of a file that are not long each so-many-th, with its first parameters only."""
    if not BRIEF:
        return
    variants: dict[str, dict[str, pytest.Item]] = defaultdict(dict)
    for item in items:
        if item.get_closest_marker("long"):
            continue
        variants[item.nodeid.partition("::")[0]].setdefault(item.nodeid.partition("[")[0], item)
    kept = {id(item) for tests in variants.values() for item in [*tests.values()][::ONE_IN]}
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    items[:] = [item for item in items if id(item) in kept]
