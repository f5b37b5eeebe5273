"""Self-tests: what they are, how they are led through, and what their numbers can tell over months."""
