"""Desk break: what is coming, and its end."""
