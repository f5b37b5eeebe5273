"""Fixtures of real pseudo-terminals."""

from tests.pseudo_terminal import environ, kept, screen, tiny

__all__ = ["environ", "kept", "screen", "tiny"]
