"""Pauses that last until nothing is left to do, as in the tests of screens."""

from tests.ui.conftest import _patient  # noqa: F401
