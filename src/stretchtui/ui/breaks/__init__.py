"""Screens of a desk break: what is due, with its countdown, and the short end."""
