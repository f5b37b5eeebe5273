"""Minimal-diff filter: rewrites Textual's ANSI output so that only changed cells are sent."""
