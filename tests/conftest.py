"""What holds for all tests."""

import os
import signal
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, settings

BRIEF = os.environ.get("STRETCHTUI_TESTS") == "brief"
"""Once all tests have passed, a few of each kind tell whether they do so with other libraries and Pythons too."""

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
    """In brief, a test with many parameters runs with the first and the last of them."""
    if not BRIEF:
        return
    variants: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        variants[item.nodeid.partition("[")[0]].append(item)
    kept = {id(item) for some in variants.values() for item in (some[0], some[-1])}
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    items[:] = [item for item in items if id(item) in kept]
