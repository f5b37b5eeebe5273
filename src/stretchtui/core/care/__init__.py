"""Conditions, what to avoid, adapting a routine, what a session teaches."""
