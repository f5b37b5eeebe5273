"""A running session on disk: checkpoint, and the store that keeps it."""
