"""Programmes of weeks: steps of sessions that go on by what was done and how it felt, never by the calendar."""
