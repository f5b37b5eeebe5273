"""Themes: colours, their readability and their mistakes."""
