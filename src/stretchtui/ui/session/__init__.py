"""The live session: before, live, end, resume."""
