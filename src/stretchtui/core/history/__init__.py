"""Figures over sessions: days, weeks, tightness, regions, recency, search."""
