"""Fixtures of real pseudo-terminals."""

from tests.pseudo_terminal import environ, screen

__all__ = ["environ", "screen"]
