"""Pauses that last until nothing is left to do, homes and clocks, as in the tests of screens."""

from tests.ui.conftest import _patient, hand, home, load  # noqa: F401
