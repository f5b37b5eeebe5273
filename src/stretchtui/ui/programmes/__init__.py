"""Programmes of weeks on the screen: all of them to choose from, and one with its steps."""
