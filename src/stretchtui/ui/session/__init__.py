"""Screens of a session, before, live, end and resume, and `flow`, which leads through them."""
