"""Self-tests: choose one, read it, take it, see what its numbers say."""
